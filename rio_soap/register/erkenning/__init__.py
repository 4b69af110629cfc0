"""The instellingserkenning: bevoegd gezag, erkende onderwijsinstelling and erkende vestiging, as they were loaded.

No operation delivers them. The files are those of every domain room (see `eenheid`).
"""
