"""Configuration from the environment (prefix ILM_), read in one place."""

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """`env` is "produktion" for the real thing: a store with demo rows is then refused.

    `einbetten_in`: sites that may show /blick in a frame, separated by blanks, e.g. "https://www.ilm-kreis.de".
    `langsam_ms`: a run of a page that takes at least this long is logged with its parts.
    `cookie_secure`: the county reaches us by https only; cookies are then Secure and bound to this host (__Host-).
    """

    model_config = SettingsConfigDict(env_prefix="ILM_", env_file=None)

    env: str = "vorfuehrung"
    database_url: str = f"sqlite:///{ROOT / 'daten' / 'ilm.sqlite3'}"
    heute: str = ""

    # Login: how long a session lives, and how many failed tries are counted in which window.
    leerlauf_minuten: int = 30
    hoechstdauer_stunden: int = 10
    fehlversuche_je_name: int = 5
    fehlversuche_je_adresse: int = 30
    sperre_minuten: int = 15
    lesen_ohne_anmeldung: bool = True
    cookie_secure: bool = False
    einbetten_in: str = ""
    langsam_ms: int = 1000

    @property
    def is_produktion(self) -> bool:
        return self.env.strip().lower() == "produktion"


@cache
def settings() -> Settings:
    return Settings()
