"""Tells the name of a thing ("Fertigstellung Konzept") from words that only look like one.

A Termin often says what it is about: "Fertigstellung Konzept 2018". A word too many here turns
"nicht vor 2025" into the deadline 2025, so anything doubtful is no name and stays text.
"""

from ilm_data.rules.termin_woerter import LICH, MONAT, compile_wording

_MAX_WOERTER = 8
_ARTIKEL = compile_wording(r"(?:ein|eine|einen|einer|der|die|das|den) ")
_ZEICHEN = compile_wording(r"[^\W\d_](?:[^\W\d_]|[ \-–/&.„“”\"'()])*")
# Words that limit, negate or date what follows.
_NICHT_IN_NAMEN = compile_wording(
    rf"nicht|nie|kein\w*|ohne|außer|statt|vor|nach|über|unter|hinaus|zwischen|gegen|wenn|falls|sofern|sobald|oder"
    rf"|ab|bis|seit|jede[rsnm]?|alle[rsnm]?|aller|je|\w+stens|maximal|minimal|möglichst|mehr(?:mals|fach)|erst(?:mals)?"
    rf"|nur|noch|etwa|circa|ca|evtl|eventuell|ggf|gegebenenfalls|voraussichtlich|teilweise|oft|selten|gelegentlich|immer"
    rf"|(?:all|halb|viertel|schul)?jähr{LICH}|monat{LICH}|wöchent{LICH}|täg{LICH}|(?:quartals|bedarfs)weise"
    rf"|(?:fort|um)?laufend(?:e[rsnm]?)?|dauerhaft(?:e[rsnm]?)?|kontinuierlich(?:e[rsnm]?)?|regelmäßig(?:e[rsnm]?)?"
    rf"|anfang|mitte|frühjahr|frühling|sommer|herbst|winter|quartals?|halbjahre?s?|schuljahre?s?|jahr(?:e[sn]?)?|monat(?:s|e|en)?|{MONAT}"
)
_NICHT_AM_ENDE = compile_wording(
    r"der|die|das|des|dem|den|von|für|mit|zu|zum|zur|im|in|am|an|bei|und|sowie|insbesondere|auch|als|auf|aus|durch"
)


def read_bezeichnung(text: str) -> str | None:
    """The name without article and colon, or None unless `text` is one: begins like a noun, no digits, no limits."""
    kern = text.rstrip(" :–-")
    if match := _ARTIKEL.match(kern):
        kern = kern[match.end() :]
    words = kern.split(" ")
    is_name = len(words) <= _MAX_WOERTER and kern[:1].isupper() and _ZEICHEN.fullmatch(kern) is not None
    if not is_name or _NICHT_AM_ENDE.fullmatch(words[-1]):
        return None
    return None if any(_NICHT_IN_NAMEN.fullmatch(word.strip('.,()„“"')) for word in words) else kern
