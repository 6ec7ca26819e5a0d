"""Passwords: what is accepted, how they are hashed, and a check that always costs the same.

Long passphrases, no composition rules, no expiry by calendar. The hashes are those of streamlit-authenticator's Hasher.
"""

import secrets
import unicodedata
from functools import cache
from pathlib import Path
from string import digits, punctuation

import bcrypt

from ilm_data.rules.fehler import RegelVerletzt

MIN_ZEICHEN = 12
MAX_BYTES = 72
"""bcrypt reads no more; its library raises above."""
MIN_VERSCHIEDENE = 5
RUNDEN = 12
# Nobody's password: checked when there is no hash, so that unknown names take as long as known ones.
ATTRAPPE = "$2b$12$mMprE4BgVBNaXwiB2uSrx.LAmTA5LH1bPmGcER8oR8/awimM6.lRK"
HAEUFIGE = Path(__file__).parent / "haeufige_kennwoerter.txt"
# Without 0/o, 1/l/i: the password is read off a sheet of paper.
BUCHSTABEN = "abcdefghjkmnpqrstuvwxyz23456789"


class KennwortUngeeignet(RegelVerletzt):
    """The password is not accepted; the message says why."""


def check_kennwort(kennwort: str, *, name: str, anzeigename: str = "") -> None:
    """Raises KennwortUngeeignet with the reason a person can act on."""
    text = normalize(kennwort)
    if len(text) < MIN_ZEICHEN:
        raise KennwortUngeeignet(f"Das Kennwort braucht mindestens {MIN_ZEICHEN} Zeichen, zum Beispiel vier Wörter.")
    if len(text.encode()) > MAX_BYTES:
        raise KennwortUngeeignet("Das Kennwort ist zu lang: höchstens 72 Zeichen, mit Umlauten etwas weniger.")
    if _contains_name(text, name) or _contains_name(text, anzeigename):
        raise KennwortUngeeignet("Das Kennwort darf Ihren eigenen Namen nicht enthalten.")
    if is_haeufig(text):
        raise KennwortUngeeignet("Dieses Kennwort wird zu oft benutzt und ist leicht zu erraten. Bitte ein anderes.")


def hash_kennwort(kennwort: str) -> str:
    """The bcrypt hash that is stored. Raises ValueError above 72 bytes: check first."""
    return bcrypt.hashpw(normalize(kennwort).encode(), bcrypt.gensalt(RUNDEN)).decode()


def verify_kennwort(kennwort: str, passwort_hash: str | None) -> bool:
    """Whether the password fits; computes exactly one bcrypt, also without a hash or above 72 bytes."""
    given = normalize(kennwort).encode()
    usable = passwort_hash is not None and is_hash(passwort_hash) and len(given) <= MAX_BYTES
    matches = bcrypt.checkpw(given[:MAX_BYTES], (passwort_hash if usable and passwort_hash else ATTRAPPE).encode())
    return matches and usable


def make_einmalkennwort() -> str:
    """A one-time password to be handed over on paper: 16 readable signs in four groups, 79 bits."""
    return "-".join("".join(secrets.choice(BUCHSTABEN) for _ in range(4)) for _ in range(4))


def normalize(kennwort: str) -> str:
    """Ends stripped, as the login form does, and one form for composed and decomposed umlauts."""
    return unicodedata.normalize("NFC", kennwort.strip())


def is_hash(text: str) -> bool:
    return text.startswith("$2") and len(text) == 60


def is_haeufig(text: str) -> bool:
    """A listed password, also with digits and signs around it, or one of very few different characters."""
    lower = text.casefold()
    core = lower.strip(digits + punctuation + " ")
    return len(set(lower)) < MIN_VERSCHIEDENE or bool({lower, core} & _haeufige())


def _contains_name(text: str, name: str) -> bool:
    return len(name) >= 4 and name.casefold() in text.casefold()


@cache
def _haeufige() -> frozenset[str]:
    lines = HAEUFIGE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))
