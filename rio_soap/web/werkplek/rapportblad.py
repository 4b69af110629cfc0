"""A report of the workbench and a difference between two messages, as their templates show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rio_soap.bevinding import Taal, oorzaken, toon
from rio_soap.workbench.bronregels import Bronregel
from rio_soap.workbench.oorzaakgroep import Oorzaakgroep, Rij, erna, groepeer
from rio_soap.workbench.oorzaakpagina import verslagzin
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.verschil import Verschil
from rio_soap.workbench.woorden import deelnaam, heading, vindplaats, woord

Meldingrij: TypeAlias = tuple[str, str, bool]
"""Name and value of what there is to say of a finding, and whether that is in the language of the service."""


@dataclass(frozen=True, slots=True)
class Plaatsblad:
    """One place of a finding.

    :param plek: place in the report, when a piece of the message is marked for it.
    :param rijen: what there is to say of this place alone.
    """

    waar: str
    plek: int | None
    rijen: tuple[Meldingrij, ...]


@dataclass(frozen=True, slots=True)
class Meldingblad:
    """The findings of one cause in words.

    :param plaatsen: where they are; at least one.
    :param hoeveel: their number in words.
    :param rijen: what there is to say of all of them.
    :param uitleg: code of the cause, which has a page.
    """

    titel: str
    plaatsen: tuple[Plaatsblad, ...]
    hoeveel: str
    fout: bool
    rijen: tuple[Meldingrij, ...]
    uitleg: str


@dataclass(frozen=True, slots=True)
class Rapportblad:
    """A report in words.

    :param delen: name of each part, how it was judged (``goed``, ``fout``, ``niet``), that in words, and a remark.
    :param later: what is to be said of the findings that RIO comes to only after the first; empty without these.
    """

    kop: str
    goed: bool
    delen: tuple[tuple[str, str, str, str], ...]
    eerste: Meldingblad | None
    overige: tuple[Meldingblad, ...]
    later: str


@dataclass(frozen=True, slots=True)
class Deelblad:
    """A signed part in two messages.

    :param goede: around the first byte that differs, in the good one.
    :param deze: the same in the other.
    :param oorzaak: the likely cause in words; empty without a guess.
    """

    naam: str
    gelijk: bool
    goede: str
    deze: str
    oorzaak: str


def rapportblad(rapport: Rapport, taal: Taal, regels: Sequence[Bronregel]) -> Rapportblad:
    """A report in a language.

    :param regels: the message, in which its findings are marked.
    """
    gemeld = {plaats for regel in regels for plaats in regel.meldingen}
    plekken = {id(melding): plek for plek, melding in enumerate(rapport.meldingen) if plek in gemeld}
    meldingen = tuple(_blad(groep, plekken, taal) for groep in groepeer(rapport))
    fout, later = not rapport.goed, erna(rapport)
    return Rapportblad(
        heading(rapport, taal),
        rapport.goed,
        tuple(
            (deelnaam(o.deel, taal), o.stand, woord(o.stand, taal), toon(o.toelichting, taal))
            for o in rapport.onderdelen
        ),
        meldingen[0] if fout else None,
        meldingen[1:] if fout else meldingen,
        verslagzin("later", taal, aantal=later) if later else "",
    )


def _blad(groep: Oorzaakgroep, plekken: Mapping[int, int], taal: Taal) -> Meldingblad:
    """A group in words.

    :param plekken: place in the report by the identity of a finding, of those that are marked in the message.
    """
    samen, per_plaats = groep.rijen(taal)
    plaatsen = tuple(
        Plaatsblad(vindplaats(melding, taal), plekken.get(id(melding)), _gegevens(rijen, taal))
        for melding, rijen in per_plaats
    )
    eerste = groep.eerste
    return Meldingblad(
        eerste.over.titel(taal),
        plaatsen,
        verslagzin("plaatsen", taal, aantal=len(plaatsen)),
        eerste.ernst == "fout",
        _gegevens(samen, taal),
        eerste.oorzaak,
    )


def _gegevens(rijen: Sequence[Rij], taal: Taal) -> tuple[Meldingrij, ...]:
    uitleg, dienst = woord("uitleg", taal), woord("zegt", taal)
    return tuple((naam, waarde, naam == dienst) for naam, waarde in rijen if naam != uitleg)


def verschilblad(verschil: Verschil, taal: Taal) -> tuple[Deelblad, ...]:
    """A difference in a language."""
    return tuple(
        Deelblad(
            deel.naam,
            deel.gelijk,
            deel.omgeving(deel.a),
            deel.omgeving(deel.b),
            oorzaken()[deel.oorzaak].titel(taal) if deel.oorzaak is not None and deel.oorzaak in oorzaken() else "",
        )
        for deel in verschil.delen
    )
