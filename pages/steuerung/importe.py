"""Werte importieren: files of the statistics offices become values of indicators (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import importe
from ui.components import importe as teile
from ui.components.waechter import require

require(Handlung.INHALT_PFLEGEN)

teile.show_meldung()
datei = teile.choose_datei()
if datei:
    teile.show_import(datei)
teile.show_letzte(importe.letzte_importe())
