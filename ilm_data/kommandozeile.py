"""German argparse: the few fixed English words of the standard parser, in German."""

import argparse
from typing import NoReturn


class GermanHelp(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """An ArgumentParser whose headings, help option and errors are German."""

    def __init__(self, **kwargs) -> None:  # type: ignore[no-untyped-def]
        kwargs.setdefault("formatter_class", GermanHelp)
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--help", "--hilfe", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Ends with exit code 2 and one German sentence."""
        german = {
            "the following arguments are required": "Es fehlt",
            "unrecognized arguments": "Unbekannte Angabe",
            "invalid choice": "unbekannt",
            "choose from": "möglich sind",
            "expected one argument": "braucht eine Angabe",
            "invalid date value": "kein Datum (JJJJ-MM-TT)",
            "invalid fromisoformat value": "kein Datum (JJJJ-MM-TT)",
            "ignored explicit argument": "nimmt keine Angabe, hier steht",
            "expected at least one argument": "braucht mindestens eine Angabe",
            "not allowed with argument": "geht nicht zusammen mit",
            "argument ": "",
        }
        for english, word in german.items():
            message = message.replace(english, word)
        self.exit(2, f"{message}\nHilfe: {self.prog} --help\n")
