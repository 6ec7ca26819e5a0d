"""What a service says when the store itself fails: locked, full, or gone in the middle of a save."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError

log = logging.getLogger("ilm")

SATZ = (
    "Nichts wurde gespeichert: Der Datenbestand antwortet gerade nicht. Ihre Eingaben stehen noch hier. "
    "Bitte versuchen Sie es in einer Minute noch einmal."
)


class SpeichernFehlgeschlagen(RuntimeError):
    """The store refused or broke off; the transaction is undone. The message is the sentence the user reads."""


@contextmanager
def as_sentence() -> Iterator[None]:
    """Turns a failure of the store into SpeichernFehlgeschlagen.

    A violated constraint passes as it is: there the store works and one of our rules has a gap.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, TimeoutError) as error:
        log.exception("Speichern fehlgeschlagen")
        raise SpeichernFehlgeschlagen(SATZ) from error
