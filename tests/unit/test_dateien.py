"""Our own files: kept by the browser for good under the address that names their content, and only there."""

import asyncio
import re

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.routing import Route

from ui import vorladen
from ui.dateien import FILES, STATIC, address_of, own_file


def get(path: str, **headers: str) -> Response:
    async def ask() -> Response:
        app = Starlette(routes=[Route("/ilm/{name}", own_file)])
        async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
            return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return asyncio.run(ask())


@pytest.mark.parametrize("name", FILES)
def test_a_named_version_is_kept_for_good_and_is_the_file(name: str) -> None:
    response = get(address_of(name))
    assert response.content == (STATIC / name).read_bytes()
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("version", ["", "?v=", "?v=0123456789abcdef"])
def test_any_other_version_is_asked_for_again(version: str) -> None:
    response = get(f"/ilm/app.css{version}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"


def test_who_has_it_gets_no_body() -> None:
    etag = get("/ilm/app.js").headers["etag"]
    response = get("/ilm/app.js", if_none_match=etag)
    assert (response.status_code, response.content) == (304, b"")
    assert get("/ilm/app.js", if_none_match='"anders"').status_code == 200


def test_who_cannot_unpack_gets_it_plain() -> None:
    response = get("/ilm/app.js", accept_encoding="identity")
    assert "content-encoding" not in response.headers
    assert response.content == (STATIC / "app.js").read_bytes()


def test_nothing_else_is_sent() -> None:
    assert get("/ilm/../http.py").status_code == 404
    assert get("/ilm/blick.css").status_code == 404


@pytest.mark.parametrize("path", vorladen.TEILE)
def test_every_part_named_beforehand_is_in_this_streamlit(path: str) -> None:
    named = vorladen.links(path, "")
    for name in (*vorladen.IMMER, *vorladen.TEILE[path]):
        assert re.search(rf'/static/js/{name}\.[\w-]+\.js"', named), name
    for file in re.findall(r"/static/js/([^\"]+)", named):
        assert (vorladen.JS / file).is_file(), file


def test_what_the_index_names_is_not_named_again_and_other_pages_get_only_what_all_need() -> None:
    alone = vorladen.links("/hilfe", "")
    assert "/static/js/Html." in alone
    assert vorladen.DIAGRAMM not in alone
    assert vorladen.links("/hilfe", alone) == ""
