"""Pages of an answer: size, place, closing part."""

from collections.abc import Mapping
from types import MappingProxyType

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.uitslag import Context

MAXIMUM: Mapping[str, int] = MappingProxyType(
    {
        "opvragen_aangebodenOpleidingenVanOrganisatie": 500,
        "opvragen_gewijzigdOnderwijslocatiegebruik": 500,
        "opvragen_gewijzigdeAangebodenOpleidingen": 500,
        "opvragen_gewijzigdeOnderwijsaanbieders": 500,
        "opvragen_opleidingseenhedenVanOrganisatie": 999,
    }
)
"""maxOccurs of the objects in each paged answer (XSD); a test holds it equal to our schemas."""


def paginagrootte(context: Context, operatie: str) -> int:
    """Objects per page: the setting, within what the answer may hold."""
    return min(context.instellingen.paginagrootte, MAXIMUM[operatie])


STANDAARDAANTAL = 100
"""Objects on a page of our own contract when the request does not say how many; its type allows 500 at most."""


def gevraagd_aantal(verzoek: Gegeven) -> int:
    """Objects per page as a request of our own contract asks."""
    return _geheel(verzoek.velden.get("aantal", STANDAARDAANTAL), "aantal")


def pagina_van(verzoek: Gegeven) -> int:
    """The page asked for; the first is 0."""
    return _geheel(verzoek.velden["pagina"], "pagina")


def _geheel(waarde: Waarde, naam: str) -> int:
    if not isinstance(waarde, int):
        raise TypeError(f"{naam} is a whole number")
    return waarde


def paginering(pagina: int, aantal: int, grootte: int) -> Gegeven:
    """The closing part of a paged answer; `pagina` as asked."""
    aantal_paginas = -(-aantal // grootte)
    return Gegeven("paginering", {"pagina": pagina, "aantalPaginas": aantal_paginas, "aantalResultaten": aantal})
