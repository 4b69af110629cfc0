"""A report of the workbench and a difference between two messages, as their templates show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.bevinding import Taal, oorzaken, toon
from rio_soap.workbench.bronregels import Bronregel
from rio_soap.workbench.rapport import Melding, Rapport
from rio_soap.workbench.verschil import Verschil
from rio_soap.workbench.woorden import deelnaam, heading, velden, vindplaats, woord


@dataclass(frozen=True, slots=True)
class Meldingblad:
    """A finding in words.

    :param plek: place in the report, when a piece of the message is marked for it.
    :param rijen: name and value of what there is to say of it, and whether that is in the language of the service.
    :param uitleg: code of its cause, which has a page.
    """

    titel: str
    waar: str
    plek: int | None
    fout: bool
    rijen: tuple[tuple[str, str, bool], ...]
    uitleg: str


@dataclass(frozen=True, slots=True)
class Rapportblad:
    """A report in words.

    :param delen: name of each part, how it was judged (``goed``, ``fout``, ``niet``), that in words, and a remark.
    """

    kop: str
    goed: bool
    delen: tuple[tuple[str, str, str, str], ...]
    eerste: Meldingblad | None
    overige: tuple[Meldingblad, ...]


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
    meldingen = tuple(_melding(m, n if n in gemeld else None, taal) for n, m in enumerate(rapport.meldingen))
    fout = not rapport.goed
    return Rapportblad(
        heading(rapport, taal),
        rapport.goed,
        tuple(
            (deelnaam(o.deel, taal), o.stand, woord(o.stand, taal), toon(o.toelichting, taal))
            for o in rapport.onderdelen
        ),
        meldingen[0] if fout else None,
        meldingen[1:] if fout else meldingen,
    )


def _melding(melding: Melding, plek: int | None, taal: Taal) -> Meldingblad:
    anders, dienst = woord("uitleg", taal), woord("zegt", taal)
    rijen = tuple((naam, waarde, naam == dienst) for naam, waarde in velden(melding, taal) if naam != anders)
    waar = vindplaats(melding, taal)
    return Meldingblad(melding.over.titel(taal), waar, plek, melding.ernst == "fout", rijen, melding.oorzaak)


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
