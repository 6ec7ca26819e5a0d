"""Term of a Fassung (matter document §1): it runs from the Beschluss, planned or taken, for its months.

A Fassung stays in force until its successor is; after the planned end the app only says so.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def planned_end(beschluss_am: date | None, beschluss_geplant: date | None, laufzeit_monate: int | None) -> date | None:
    """Last day of the term, or None while Beschluss or term is unknown.

    From the Beschluss to the day before its return; as long as only the month of the
    Beschluss is known (`beschluss_geplant`, any day in it) to the last day of that month:
    December 2020 and 36 months give 2023-12-31.
    """
    if laufzeit_monate is None:
        return None
    if beschluss_am is not None:
        return beschluss_am + relativedelta(months=laufzeit_monate) - timedelta(days=1)
    if beschluss_geplant is not None:
        # relativedelta(day=31) is the last day of the month that is reached, 29 February included.
        return beschluss_geplant + relativedelta(months=laufzeit_monate, day=31)
    return None


def is_past_planned_end(
    beschluss_am: date | None, beschluss_geplant: date | None, laufzeit_monate: int | None, stichtag: date
) -> bool:
    """Whether the planned term is over at `stichtag`; its last day still belongs to it."""
    ende = planned_end(beschluss_am, beschluss_geplant, laufzeit_monate)
    return ende is not None and ende < stichtag


def beginn(beschluss_am: date | None, beschluss_geplant: date | None, stand_am: date | None) -> date | None:
    """The day from which recurring windows are owed: Beschluss, else its planned month, else the document's date."""
    return beschluss_am or beschluss_geplant or stand_am
