"""What of the register is published, as it was at one number: of each object its whole content and its rows of CSV.

It hands out objects; what is done with them (files, deltas, proof) is the business of `rio_soap.opendata`.
"""
