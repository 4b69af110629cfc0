"""The aangeboden opleiding with its periods and cohorten: how it is judged, delivered and read.

It lies above the rooms of what it names: an opleidingseenheid, an onderwijsaanbieder, a locatie. The controles
that need the message only are in `controles_bericht` and `controles_cohort`; the other files are those of every domain
room (see `eenheid`).
"""
