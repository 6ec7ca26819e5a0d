"""The one error that rules raise towards a person."""


class RegelVerletzt(ValueError):
    """A rule of the matter was broken; the message is the German sentence the user reads."""
