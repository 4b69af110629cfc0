"""BAG data of our own: a BAG extract or trial addresses, loaded into one SQLite file, and read from it.

The register takes its woonplaatsen from there, since the SOAP contract of the BAG has no question for them; the
stand-in answers from it.
"""
