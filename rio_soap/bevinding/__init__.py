"""What is wrong with a message: a finding as data, and the one catalogue of the words in which it is told.

A finding is made where the fault is found, with the code of its cause; words are put in when it is shown. No code reads
a sentence to learn what happened.
"""

from rio_soap.bevinding.bevinding import Bevinding
from rio_soap.bevinding.bladzijde import bladzijde, bladzijden, uitleg_op
from rio_soap.bevinding.catalogus import TALEN, Taal, Tekst, catalogus, toon
from rio_soap.bevinding.oorzaak import Oorzaak, oorzaken

__all__ = [
    "TALEN",
    "Bevinding",
    "Oorzaak",
    "Taal",
    "Tekst",
    "bladzijde",
    "bladzijden",
    "catalogus",
    "oorzaken",
    "toon",
    "uitleg_op",
]
