"""Old beside new, as it is shown before somebody confirms: what would be removed first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from rio_soap.bevinding import Taal
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.standverschil import verschil
from rio_soap.web.frame.opmaak import datum, label, waardenaam, zin

_VOLGORDE: Final = {"weg": 0, "anders": 1, "bij": 2}


@dataclass(frozen=True, slots=True)
class Verschilregel:
    """One part that appears (``bij``), changes (``anders``) or vanishes (``weg``).

    :param oud: lines of name and value; a single value has no name.
    """

    soort: str
    wat: str
    oud: Sequence[tuple[str, str]]
    nieuw: Sequence[tuple[str, str]]


def verschilregels(taal: Taal, oud: Gegeven | None, nieuw: Gegeven | None) -> list[Verschilregel]:
    """What becomes of an object, what vanishes in front."""
    regels = [
        Verschilregel(een.soort, _pad(taal, een.pad), _regels(taal, een.oud), _regels(taal, een.nieuw))
        for een in verschil(oud, nieuw)
    ]
    return sorted(regels, key=lambda regel: _VOLGORDE[regel.soort])


def _pad(taal: Taal, pad: str) -> str:
    """A path in words: ``Cohort 2026-1 › Prijs COLLEGEGELD``."""
    delen = []
    for stap in pad.split("/") if pad else ():
        naam, _, sleutel = stap.rstrip("]").partition("[")
        woord = zin(taal, "formulier.specialisatie") if naam == "(specialisatie)" else label(taal, naam)
        waarden = [paar.partition("=")[2] for paar in sleutel.split(", ") if paar]
        delen.append(" ".join([woord, *waarden]))
    return " › ".join(delen)


def _regels(taal: Taal, waarde: Waarde | None, naam: str = "") -> list[tuple[str, str]]:
    if waarde is None:
        return []
    if isinstance(waarde, Gegeven):
        delen = [_regels(taal, deel, label(taal, veld)) for veld, deel in waarde.velden.items()]
        regels = [regel for onder in delen for regel in onder]
        return [(f"{naam} › {veld}" if naam and veld else veld or naam, tekst) for veld, tekst in regels]
    if isinstance(waarde, list):
        return [regel for deel in waarde for regel in _regels(taal, deel, naam)]
    return [(naam, waardetekst(taal, waarde))]


def waardetekst(taal: Taal, waarde: object) -> str:
    """One value in words; what the register holds stays as it is."""
    if isinstance(waarde, bool):
        return zin(taal, "formulier.true" if waarde else "formulier.false")
    if hasattr(waarde, "isoformat"):
        return datum(taal, str(waarde))
    tekst = str(waarde)
    if tekst.isupper() and tekst.replace("_", "").isalnum() and not tekst.isdecimal():
        naam = waardenaam(taal, tekst)
        return tekst if naam.upper() == tekst else f"{naam} ({tekst})"
    return tekst


def in_het_nederlands(tekst: str) -> Markup:
    """What another says in Dutch, on a page of whatever language."""
    return Markup('<span lang="nl">{}</span>').format(tekst)
