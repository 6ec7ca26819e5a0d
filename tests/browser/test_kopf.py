"""What every answer of our server carries."""

import httpx
import pytest

PFADE = ["/", "/handlungsfelder", "/massnahme?massnahme=2020-2.9-M1", "/healthz", "/ilm/app.js", "/ilm/gibtesnicht"]


@pytest.mark.parametrize("path", PFADE)
def test_security_headers(server: str, path: str) -> None:
    headers = httpx.get(server + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert "http" not in headers["content-security-policy"]


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("encoding", ["identity", "gzip, br"])
def test_the_index_page_is_german_however_it_is_asked_for(server: str, accept: str, encoding: str) -> None:
    for path in ("/", "/handlungsfelder"):
        answer = httpx.get(server + path, headers={"Accept": accept, "Accept-Encoding": encoding})
        assert answer.status_code == 200
        assert '<html lang="de">' in answer.text
        assert "<title>Integrationsmonitor Ilm-Kreis</title>" in answer.text
        assert "<script>" not in answer.text
        assert "etag" not in answer.headers


def test_health(server: str) -> None:
    answer = httpx.get(server + "/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_an_unknown_file_of_ours_is_not_found(server: str) -> None:
    assert httpx.get(server + "/ilm/gibtesnicht").status_code == 404
    assert "set_page_config" not in httpx.get(server + "/ilm/..%2Fscript.py").text
