"""What a rule says in a language: a requirement of the PvE, a technical fault or a foutcode, by its id.

Each stands in one language where it is kept: requirements in English, in our own words; faults and foutcodes in the
Dutch of the wire. The other language is in the part `DEEL` of the catalogue.
"""

from rio_soap.bevinding.catalogus import Taal, catalogus

DEEL = "regels"
_TECHNISCH = ("DK", "EK")
"""What the names of technical faults begin with, and no foutcode."""
FOUTCODES = "docs/foutcodes.md"
"""The page that explains foutcodes, from the root of the project."""


def regeltitel(id_: str, taal: Taal) -> str | None:
    """What the rule says in this language; None where that is how it is kept, or nobody knows it.

    :param id_: ``wsa-5``, ``DK0004`` or ``A01010``.
    """
    return catalogus(taal, DEEL).get(id_)


def codetitel(fout: str, taal: Taal) -> str | None:
    """The same by what an answer says: a foutcode, or a faultcode such as ``Client.DK0004``."""
    return regeltitel(fout.rpartition(".")[2], taal)


def foutcode_uitleg(code: str) -> str | None:
    """Where a foutcode is explained, from the root of the project; None for one that only another service knows, and
    for a faultcode, of which the causes are explained."""
    return f"{FOUTCODES}#{code}" if regeltitel(code, "en") and not code.startswith(_TECHNISCH) else None
