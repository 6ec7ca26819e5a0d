"""Our two cookies: which browser this is, and the session's random value. Scripts can read neither."""

import secrets

from starlette.responses import Response

from db.settings import settings


def session_cookie() -> str:
    return _name("ilm_sitzung")


def browser_cookie() -> str:
    return _name("ilm_browser")


def _name(name: str) -> str:
    # With this prefix a browser takes the cookie from this very host over TLS only.
    return f"__Host-{name}" if settings().cookie_secure else name


def new_browser_cookie(scheme: str) -> str:
    """A Set-Cookie value that names this browser until it is closed; no person, only a random value."""
    response = Response()
    set_cookie(response, browser_cookie(), secrets.token_urlsafe(24), scheme)
    return response.headers["set-cookie"]


def set_cookie(response: Response, name: str, value: str, scheme: str) -> None:
    """HttpOnly, SameSite=Lax, gone with the browser; Secure when configured or reached by https."""
    secure = settings().cookie_secure or scheme == "https"
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=secure)


def drop_session_cookie(response: Response, scheme: str) -> None:
    secure = settings().cookie_secure or scheme == "https"
    response.delete_cookie(session_cookie(), path="/", httponly=True, samesite="lax", secure=secure)
