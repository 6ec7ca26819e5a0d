"""Maßnahmen pflegen: …?massnahme=2020-2.9-M1&abschnitt=termine (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import pflege
from ui.components import pflege_massnahme as teile
from ui.components.pflege_formular import show_meldung
from ui.components.pflege_meilensteine import show_meilensteine
from ui.components.pflege_stellen import namen_of
from ui.components.pflege_termine import show_termine
from ui.components.pflege_zustaendigkeiten import show_zustaendigkeiten
from ui.components.waechter import require
from ui.formate import datum
from ui.kontext import load_kontext

akteur = require(Handlung.INHALT_PFLEGEN)
kontext = load_kontext()
gewaehlt = teile.choose_massnahme(pflege.massnahmen_kurz(kontext))
massnahme = pflege.massnahme(gewaehlt.id) if gewaehlt else None

show_meldung()
if massnahme:
    teile.show_kopf(massnahme)
    abschnitt = teile.choose_abschnitt()
    if abschnitt == "text":
        teile.show_text(massnahme)
    elif abschnitt == "teile":
        teile.show_teile(massnahme)
    elif abschnitt == "meilensteine":
        show_meilensteine(massnahme, datum(kontext.heute))
    elif abschnitt == "termine":
        show_termine(massnahme, datum(kontext.heute))
    else:
        stellen = namen_of(pflege.stellen(kontext), kontext.heute)
        show_zustaendigkeiten(massnahme, stellen, kontext.heute)
