"""The floor of every Streamlit page: one line."""

import streamlit as st

st.write("Eine Zeile")
