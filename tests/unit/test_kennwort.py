"""Passwords: long passphrases without rules of composition; the common, the short and the own name are refused."""

from runpy import run_path

import bcrypt
import pytest
from streamlit_authenticator.utilities.hasher import Hasher

from ilm_data.services import kennwort
from ilm_data.services.beispiel import BEISPIEL_PASSWORT, konten
from ilm_data.services.kennwort import (
    ATTRAPPE,
    KennwortUngeeignet,
    check_kennwort,
    hash_kennwort,
    make_einmalkennwort,
    verify_kennwort,
)

GUT = "vier alte lampen tanzen"


@pytest.mark.parametrize(
    "text",
    [
        GUT,
        "kleinbuchstabenohnealles",
        "918273645546372819",
        "ÄÖÜ äöü ß € lang genug",
        "a b c d e f g",
        "Hut7!Regen#Turm",
        "x" * 30 + " gute lampe " + "y" * 30,
    ],
)
def test_accepted(text: str) -> None:
    check_kennwort(text, name="m.beispiel", anzeigename="M. Beispiel")


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("", "mindestens 12"),
        ("elf zeichen", "mindestens 12"),
        ("   kurz          ", "mindestens 12"),
        ("lampe " * 13, "zu lang"),
        ("ü" * 37 + "abcdefg", "zu lang"),
        ("Passwort2026!!", "zu oft"),
        ("passwortpasswort", "zu oft"),
        ("qwertzuiopasdf", "zu oft"),
        ("Sommer2026!!!", "zu oft"),
        ("Arnstadt 2026", "zu oft"),
        ("LANDRATSAMT1!", "zu oft"),
        ("123456789012", "zu oft"),
        ("aaaaaaaaaaaaaaaa", "zu oft"),
        ("abababababababab", "zu oft"),
        (BEISPIEL_PASSWORT, "zu oft"),
        ("ich bin m.beispiel!", "Namen"),
        ("Ich bin MARIA LAMPE hier", "Namen"),
    ],
)
def test_refused_with_a_reason(text: str, grund: str) -> None:
    with pytest.raises(KennwortUngeeignet, match=grund):
        check_kennwort(text, name="m.beispiel", anzeigename="Maria Lampe")


def test_ends_are_stripped_as_the_login_form_does() -> None:
    assert verify_kennwort(GUT, hash_kennwort(f"  {GUT}\t"))


def test_one_form_for_composed_and_decomposed_umlauts() -> None:
    assert verify_kennwort("gu\u0308te lampen im wald", hash_kennwort("güte lampen im wald"))


def test_the_hash_is_the_one_of_the_authenticator() -> None:
    assert Hasher.check_pw(GUT, hash_kennwort(GUT))
    assert verify_kennwort(GUT, Hasher.hash(GUT))


def test_wrong_password() -> None:
    assert not verify_kennwort("vier alte lampen tanzten", hash_kennwort(GUT))


def test_72_bytes_are_the_limit_and_nothing_is_cut_off() -> None:
    full = "lampe " * 12
    assert len(full.encode()) == 72
    assert verify_kennwort(full, hash_kennwort(full))
    assert not verify_kennwort(full.strip() + " lampe und mehr", hash_kennwort(full))


@pytest.mark.parametrize("passwort_hash", [None, "!", "", ATTRAPPE, "fit"])
@pytest.mark.parametrize("text", ["", GUT, "z" * 200, "nul\0zeichen im kennwort", "\ud83d\ude00" * 3])
def test_every_check_costs_exactly_one_bcrypt(
    monkeypatch: pytest.MonkeyPatch, text: str, passwort_hash: str | None
) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    if passwort_hash == "fit":
        passwort_hash = bcrypt.hashpw(b"anderes kennwort", bcrypt.gensalt(12)).decode()
    seen: list[bytes] = []

    def count(given: bytes, hashed: bytes) -> bool:
        seen.append(hashed)
        return checkpw(given, hashed)

    checkpw = bcrypt.checkpw
    monkeypatch.setattr(kennwort, "ATTRAPPE", ATTRAPPE)
    monkeypatch.setattr(kennwort.bcrypt, "checkpw", count)
    assert not verify_kennwort(text, passwort_hash)
    assert len(seen) == 1
    assert seen[0].startswith(b"$2b$12$"), "the dummy costs as much as a real hash"


def test_a_new_hash_costs_as_much_as_the_dummy() -> None:
    """Read from the files: for the tests both are cheap (conftest.py)."""
    assert f"$2b${run_path(kennwort.__file__)['RUNDEN']}$" == ATTRAPPE[:7]
    assert run_path(konten.__file__)["BCRYPT_ROUNDS"] == 12


def test_one_time_passwords_are_good_passwords_and_differ() -> None:
    made = {make_einmalkennwort() for _ in range(200)}
    assert len(made) == 200
    for text in made:
        check_kennwort(text, name="irgendwer")
        assert not set(text) & set("01iloIO")


def test_the_list_holds_nothing_twice() -> None:
    lines = [line for line in kennwort.HAEUFIGE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert len(lines) == len(set(lines))
