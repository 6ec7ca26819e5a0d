"""Search does not stumble over Binnen-I, endings, ß and umlauts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilm_data.rules.suche import matches, normalize


@pytest.mark.parametrize(
    "word",
    [
        "Akteur",
        "Akteure",
        "Akteuren",
        "Akteurs",
        "Akteurin",
        "Akteurinnen",
        "AkteurInnen",
        "AKTEURINNEN",
        "Akteur:innen",
        "Akteur*innen",
        "Akteur_innen",
        "Akteur/-innen",
        "Akteur/innen",
        "Akteur(innen)",
        "Akteur:in",
    ],
)
def test_all_spellings_of_a_person_meet(word: str) -> None:
    assert normalize(word) == "akteur"
    for query in ("akteur", "akteure", "Akteurin", "AkteurInnen", "Akteur*innen"):
        assert matches(query, f"Vernetzung der {word} im Kreis")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("migranten", "Beratung für MigrantInnen"),
        ("MigrantInnen", "Beratung für Migranten"),
        ("schüler", "SchülerInnen mit Förderbedarf"),
        ("Schülerinnen", "Förderung der Schüler"),
        ("fluechtlinge", "Arbeit mit Flüchtlingen"),
        ("flüchtlinge", "Fluechtlingshilfe"),
        ("Flu\u0308chtlinge", "Flüchtling"),
        ("strasse", "Straßenfest"),
        ("Straße", "Strassenfest"),
        ("STRASSE", "straße"),
        ("cafe", "Internationales Café"),
        ("kurse", "Sprachkurs"),
        ("Vereins", "Tag der Vereine"),
        ("frauen", "Frau und Beruf"),
        ("partner", "KooperationspartnerInnen"),
        ("ilm-kreis", "Landratsamt Ilm-Kreis"),
        ("akteure netzwerk", "Netzwerk der AkteurInnen"),
        ("5.10", "Ziel 5.10 Gesundheit"),
        ("2020-2.9-M1", "2020-2.9-M1"),
        ("akteure", "Arbeit der AkteurlInnen"),
        ("Landrätin", "die Landraetin"),
        ("bürger", "Bürger(innen)büro"),
    ],
)
def test_found(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("akteure", "Aktion und Akte"),
        ("akteure wohnen", "Vernetzung der AkteurInnen"),
        ("5.10", "Ziel 5.1 aus 2010"),
        ("2.9", "2 Treffen im 9. Monat"),
        ("termin", "lang- und kurzfristig, Term"),
        ("verein", "Vera und Verena"),
        ("innen", "Akteur"),
        ("x", ""),
    ],
)
def test_not_found(query: str, text: str) -> None:
    assert not matches(query, text)


def test_words_may_stand_in_different_texts_but_a_word_never_spans_two() -> None:
    assert matches("wohnen tandem", "Handlungsfeld Wohnen", "Tandem-Projekt")
    assert not matches("wohntandem", "Wohn", "tandem")


@pytest.mark.parametrize("query", ["", "   ", "–", "?!"])
def test_a_query_without_words_finds_everything(query: str) -> None:
    assert matches(query, "irgendetwas")
    assert matches(query)


@pytest.mark.parametrize("word", ["Termin", "Verein", "Berlin", "Kreis", "Ehe", "innen", "Wien"])
def test_words_that_only_look_inflected_keep_what_makes_them(word: str) -> None:
    assert len(normalize(word)) >= min(len(word), 4)
    assert normalize(word) in {word.casefold(), word.casefold()[:-1]}


@given(st.text())
def test_any_text_finds_itself(text: str) -> None:
    assert matches(text, text)
    assert matches(normalize(text), text)


@given(st.text(), st.text(), st.text())
def test_more_text_never_hides_a_hit(query: str, text: str, more: str) -> None:
    assert matches(query, text) <= matches(query, more, text)


@given(st.text(alphabet="abeinrstäöüß -:*"))
def test_upper_and_lower_case_are_the_same(text: str) -> None:
    assert normalize(text.upper()) == normalize(text)
