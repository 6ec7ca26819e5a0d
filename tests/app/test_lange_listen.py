"""Long lists come in pages: each row is on exactly one of them, and the address says which."""

from streamlit.testing.v1 import AppTest

ZEILEN = [f"Zeile {nr}" for nr in range(1, 251)]


def show_list() -> None:
    import streamlit as st

    from ui.components.seiten import one_seite

    rows = [f"Zeile {nr}" for nr in range(1, st.session_state["anzahl"] + 1)]
    for row in one_seite(rows, "seite", "Seite der Zeilen"):
        st.text(row)


def run(anzahl: int, seite: str = "") -> AppTest:
    app = AppTest.from_function(show_list)
    app.session_state["anzahl"] = anzahl
    if seite:
        app.query_params["seite"] = seite
    return app.run()


def texts(app: AppTest) -> list[str]:
    return [element.value for element in app.text]


def test_every_row_is_on_exactly_one_page() -> None:
    app = run(250)
    gesehen = texts(app)
    assert app.selectbox[0].label == "Seite der Zeilen"
    for seite in app.selectbox[0].options[1:]:
        gesehen += texts(app.selectbox[0].select(seite.split()[1]).run())
    assert gesehen == ZEILEN


def test_the_address_names_the_page() -> None:
    app = run(250, "3")
    assert texts(app) == ZEILEN[200:]
    app.selectbox[0].select("2").run()
    assert app.query_params["seite"] == "2"


def test_a_page_that_is_not_there_is_the_first() -> None:
    assert texts(run(250, "9")) == ZEILEN[:100]


def test_where_all_fits_on_one_page_there_is_nothing_to_choose() -> None:
    app = run(100)
    assert (texts(app), len(app.selectbox)) == (ZEILEN[:100], 0)
