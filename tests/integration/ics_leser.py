"""A second, independent reader of iCalendar files, written from RFC 5545 for the tests only."""

import re
from dataclasses import dataclass, field
from datetime import date

MAX_OCTETS = 75


@dataclass
class Teil:
    """A component with its properties: name → (parameters, value), the last one wins."""

    name: str
    werte: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    teile: list["Teil"] = field(default_factory=list)

    def text(self, name: str) -> str:
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.werte[name][1])

    def tag(self, name: str) -> date:
        parameters, value = self.werte[name]
        assert parameters == {"VALUE": "DATE"}, f"{name}: kein ganzer Tag"
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def read_ics(body: bytes) -> Teil:
    """The VCALENDAR. Raises AssertionError where the file breaks the grammar."""
    assert body.endswith(b"\r\n")
    physical = body.split(b"\r\n")[:-1]
    assert all(len(line) <= MAX_OCTETS for line in physical), "eine Zeile ist länger als 75 Oktette"
    assert not any(b"\n" in line or b"\r" in line for line in physical), "ein nacktes Zeilenende"
    for line in physical:
        line.decode("utf-8")  # A fold may not cut a character in two.
    return _parse(body.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1])


def _parse(lines: list[str]) -> Teil:
    root, stack = Teil(""), [Teil("")]
    root = stack[0]
    for line in lines:
        name, parameters, value = _split(line)
        if name == "BEGIN":
            stack[-1].teile.append(Teil(value))
            stack.append(stack[-1].teile[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].werte[name] = (parameters, value)
    assert len(stack) == 1
    return root.teile[0]


def _split(line: str) -> tuple[str, dict[str, str], str]:
    found = re.fullmatch(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line)
    assert found, f"keine Inhaltszeile: {line!r}"
    pairs = re.findall(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)', found[2])
    return found[1].upper(), {key.upper(): value.strip('"') for key, value in pairs}, found[3]
