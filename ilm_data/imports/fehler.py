"""What is wrong with a file, as the sentence the user reads: where it stands and what was expected there."""

from ilm_data.rules.fehler import RegelVerletzt


class DateiFehler(RegelVerletzt):
    """The file as a whole cannot be read; nothing of it is taken over."""


class WertFehler(ValueError):
    """One cell cannot be read; the message says what was expected. The other lines stay usable."""


def abgeschnitten(wo: str, was: str) -> DateiFehler:
    """The error for a file that ends in the middle: a half file is refused, never read as far as it goes."""
    return DateiFehler(
        f"Die Datei ist unvollständig: {wo} {was}. Wahrscheinlich brach das Herunterladen ab. "
        "Es wurde nichts übernommen. Bitte laden Sie die Datei noch einmal herunter."
    )
