"""The Überblick as a competent newcomer writes it: Streamlit's own elements, its own configuration."""

import json
import os
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(page_title="Überblick", layout="wide")


@st.cache_data
def load() -> dict[str, Any]:
    daten: dict[str, Any] = json.loads(Path(os.environ["ILM_BENCH_DATEN"]).read_text(encoding="utf-8"))
    return daten


daten = load()
felder = daten["felder"]
feld = st.selectbox("Handlungsfeld", ["", *felder], format_func=lambda nr: f"{nr} {felder[nr]}" if nr else "Alle")
sicht = daten["sichten"][feld]

st.subheader(sicht["satz"])
for spalte, kennzahl in zip(st.columns(5), sicht["kennzahlen"], strict=True):
    spalte.metric(kennzahl["titel"], kennzahl["zahl"], help=kennzahl["rest"] or None)

links, mitte, rechts = st.columns(3)
stand = pd.DataFrame(sicht["stand"])
farben = daten["farben"]
with links:
    st.subheader("Umsetzungsstand je Handlungsfeld")
    balken = (
        alt.Chart(stand)
        .mark_bar()
        .encode(
            x=alt.X("anzahl:Q", title="Maßnahmen"),
            y=alt.Y("feld:N", title=None),
            color=alt.Color("label:N", scale=alt.Scale(domain=list(farben), range=list(farben.values()))),
            order="rang:Q",
            tooltip=["feld", "label", "anzahl"],
        )
    )
    st.altair_chart(balken)
    with st.expander("Als Tabelle"):
        st.dataframe(stand[["feld", "label", "anzahl"]])
with mitte:
    st.subheader("Bitte ansehen")
    for massnahme in sicht["ansehen"]:
        st.markdown(f"**{massnahme['titel']}**  \n{massnahme['grund']}  \n{massnahme['wer']}")
with rechts:
    st.subheader("Nächste Termine")
    st.dataframe(pd.DataFrame(sicht["termine"]))
