"""The compressed bundle: the same bytes after unpacking, and never those of another version."""

import asyncio
import gzip
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from ui import buendel
from ui.http import Frontdoor


@pytest.fixture
def quelle(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.abc.js").write_text("const a = 1;\n" * 500)
    (folder / "js" / "klein.js").write_text("1")
    (folder / "bild.png").write_bytes(b"x" * 5000)
    return folder


def test_what_is_sent_unpacks_to_the_original(quelle: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel"
    assert buendel.compress(quelle, ziel) == 1, "nur große Skripte und Stile"
    found = buendel.load(quelle, ziel)
    assert list(found) == ["/static/js/index.abc.js"]
    packed = found["/static/js/index.abc.js"].read_bytes()
    assert gzip.decompress(packed) == (quelle / "js" / "index.abc.js").read_bytes()


def test_made_twice_it_is_the_same_and_leaves_nothing_behind(quelle: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel"
    buendel.compress(quelle, ziel)
    first = {path.name: path.read_bytes() for path in ziel.iterdir()}
    buendel.compress(quelle, ziel)
    assert {path.name: path.read_bytes() for path in ziel.iterdir()} == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["static", "ziel"]


def test_nothing_is_sent_when_the_originals_changed(quelle: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel"
    buendel.compress(quelle, ziel)
    (quelle / "js" / "index.abc.js").write_text("const b = 2;\n" * 600)
    assert buendel.load(quelle, ziel) == {}


def test_nothing_is_sent_when_a_file_is_damaged_or_missing(quelle: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel"
    assert buendel.load(quelle, ziel) == {}
    buendel.compress(quelle, ziel)
    packed = next(ziel.glob("*.gz"))
    packed.write_bytes(packed.read_bytes()[:-5])
    assert buendel.load(quelle, ziel) == {}
    packed.unlink()
    assert buendel.load(quelle, ziel) == {}


def test_a_browser_that_can_unpack_gets_it_packed_and_keeps_it(
    quelle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buendel.compress(quelle, tmp_path / "ziel")
    found = buendel.load(quelle, tmp_path / "ziel")
    monkeypatch.setattr(buendel, "load", lambda: found)
    original = (quelle / "js" / "index.abc.js").read_text()
    packed, plain = ask("/static/js/index.abc.js", "gzip, br"), ask("/static/js/index.abc.js", "identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["x-content-type-options"] == "nosniff"
    assert packed.text == original
    assert plain.status_code == 404, "alles andere bleibt Streamlits Sache, hier gibt es keines"


def ask(path: str, encoding: str) -> Response:
    async def get() -> Response:
        transport = ASGITransport(app=Frontdoor(Starlette()))
        async with AsyncClient(transport=transport, base_url="http://ilm.example") as client:
            return await client.get(path, headers={"accept-encoding": encoding})

    return asyncio.run(get())
