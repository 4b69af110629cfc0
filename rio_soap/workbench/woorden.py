"""The fixed words of a report, out of the catalogue, and the rows in which a finding is told."""

from rio_soap.bevinding import Taal, Tekst, catalogus, toon
from rio_soap.bevinding.regeltitel import codetitel, foutcode_uitleg
from rio_soap.workbench.rapport import Deel, Melding, Rapport

_MET_FOUTCODE = ("controle", "afgekeurd")
"""Causes of every foutmelding, of this register or in an answer: its foutcode says more."""


def woord(sleutel: str, taal: Taal) -> str:
    """A fixed word."""
    return catalogus(taal)[f"woord.{sleutel}"]


def deelnaam(deel: Deel, taal: Taal) -> str:
    """The name of a part."""
    return catalogus(taal)[f"deel.{deel}"]


def vindplaats(melding: Melding, taal: Taal) -> str:
    """Path and line."""
    return f"{melding.waar}, {woord('regel', taal)} {melding.regel}" if melding.regel else melding.waar


def velden(melding: Melding, taal: Taal) -> list[tuple[str, str]]:
    """What there is to say of a finding, by name."""
    lijst = ", ".join(melding.waarden[:60]) + (", ..." if len(melding.waarden) > 60 else "")
    rijen = (
        (woord("gevonden", taal), toon(melding.gevonden, taal)),
        (woord("toegestaan", taal), toon(melding.toegestaan, taal)),
        (woord("mogelijk", taal), melding.mogelijk),
        (woord("waarden", taal), lijst),
        (woord("zegt", taal), " ".join(deel for deel in (melding.fout, toon(melding.bericht)) if deel)),
        (woord("zin", taal), _vertaald(melding, taal)),
        (woord("herstel", taal), melding.over.herstel(taal)),
        (woord("uitleg", taal), genoemd(melding, taal)[2]),
    )
    return [(naam, waarde) for naam, waarde in rijen if waarde]


def genoemd(melding: Melding, taal: Taal) -> tuple[str, str, str]:
    """Id, title and page of what refuses a message: of a control of the register its foutcode, else the cause."""
    if melding.oorzaak in _MET_FOUTCODE and melding.fout is not None:
        titel = _vertaald(melding, taal) or toon(melding.bericht, taal)
        return melding.fout, titel, foutcode_uitleg(melding.fout) or melding.over.uitleg
    return melding.oorzaak, melding.over.titel(taal), melding.over.uitleg


def _vertaald(melding: Melding, taal: Taal) -> str:
    """The sentence of the service, which speaks Dutch, for who reads another language."""
    if taal == "nl":
        return ""
    if isinstance(melding.bericht, Tekst):
        return toon(melding.bericht, taal)
    return (codetitel(melding.fout, taal) or "") if melding.oorzaak in _MET_FOUTCODE and melding.fout else ""


def heading(rapport: Rapport, taal: Taal) -> str:
    """What kind of message it is, and of which operation."""
    soort = woord(rapport.soort, taal)
    return f"{soort} {rapport.operatie}" if rapport.operatie else soort
