"""The fixed words of a report, out of the catalogue, and the rows in which a finding is told."""

from rio_soap.bevinding import Taal, Tekst, catalogus, toon
from rio_soap.workbench.rapport import Deel, Melding, Rapport


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
        (woord("uitleg", taal), melding.over.uitleg),
    )
    return [(naam, waarde) for naam, waarde in rijen if waarde]


def _vertaald(melding: Melding, taal: Taal) -> str:
    """The sentence of the service, which speaks Dutch, for who reads another language."""
    return toon(melding.bericht, taal) if taal != "nl" and isinstance(melding.bericht, Tekst) else ""


def heading(rapport: Rapport, taal: Taal) -> str:
    """What kind of message it is, and of which operation."""
    soort = woord(rapport.soort, taal)
    return f"{soort} {rapport.operatie}" if rapport.operatie else soort
