"""Fixed German texts that stand on more than one page."""

APP_NAME = "Integrationsmonitor Ilm-Kreis"
KONZEPT = "Integrationskonzept Ilm-Kreis"

BEISPIELDATEN = "Beispieldaten"
BEISPIELDATEN_HINWEIS = (
    "Alle Meldungen, Meilensteine und Ereignisse sind erfunden und dienen nur der Vorführung. "
    "Maßnahmen, Zuständigkeiten und Termine stammen aus dem Konzept."
)
STARK_VEREINFACHT = "gleich genannte Maßnahmen einmal gezählt"
