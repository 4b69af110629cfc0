"""What the register would say of a valid message, and what the document in it says of its sender."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import Operatie
from rio_soap.contract.path import regel_op
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.trusted import Partij
from rio_soap.register.regels.plaatsen import plaatsen
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service.bedrijfsdocument import Afzender, controleer_afzender, controleer_streng
from rio_soap.workbench.rapport import Melding

Beoordeel: TypeAlias = Callable[[str, Gegeven, str, datetime], Uitslag]
"""Operation, typed request, OIN of the sender and moment to what the register would answer; raises Edufout."""


def naar_de_letter(gegeven: Gegeven) -> list[Melding]:
    """What only the letter of the PvE asks of the first four elements."""
    try:
        controleer_streng(gegeven)
    except Edufout as fout:
        return _in_document(fout, "letter-pve")
    return []


def van_afzender(gegeven: Gegeven, oin: str, partij: Partij | None, regel: Afzender) -> list[Melding]:
    """Whether the document speaks in the name of another than wsa:From.

    :param partij: the trusted party that signed, if any.
    """
    try:
        controleer_afzender(gegeven, oin, partij, regel)
    except Edufout as fout:
        return _in_document(fout, "afzender")
    return []


def _in_document(fout: Edufout, oorzaak: str) -> list[Melding]:
    return [
        Melding(oorzaak, "waarden", b.waar, b.regel, b.gevonden, b.toegestaan, b.tekst, fout.soort.faultcode)
        for b in fout.bevindingen
    ]


def waardefout(fout: Edufout, element: etree._Element) -> list[Melding]:
    """What the register says of a value that it does not know."""
    return [
        Melding(
            "waardenlijst",
            "register",
            b.waar,
            regel_op(b.waar, element),
            b.gevonden,
            None,
            b.tekst,
            fout.soort.faultcode,
        )
        for b in fout.bevindingen
    ]


def controles(uitslag: Uitslag, operatie: Operatie, gegeven: Gegeven, element: etree._Element) -> list[Melding]:
    """What the controles say, each at the element that it judged."""
    plaatsen_ = plaatsen(operatie.naam, gegeven, uitslag.foutmeldingen)
    return [
        Melding(
            "controle",
            "register",
            waar,
            regel_op(waar, element),
            ", ".join(f"{naam} {waarde}" for naam, waarde in melding.sleutels),
            None,
            melding.fouttekst,
            melding.foutcode,
        )
        for melding, waar in zip(uitslag.foutmeldingen, plaatsen_, strict=True)
    ]
