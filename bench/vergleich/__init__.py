"""Peers: the work of the Überblick done by other means, on the same data. See bench/seiten.py."""
