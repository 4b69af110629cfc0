"""Pages of an answer: size, place, closing part."""

from collections.abc import Mapping
from types import MappingProxyType

from rio_soap.contract.gegevens import Gegeven
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


def pagina_van(verzoek: Gegeven) -> int:
    """The page asked for; the first is 0."""
    pagina = verzoek.velden["pagina"]
    if not isinstance(pagina, int):
        raise TypeError("pagina is a whole number")
    return pagina


def paginering(pagina: int, aantal: int, grootte: int) -> Gegeven:
    """The closing part of a paged answer; `pagina` as asked."""
    aantal_paginas = -(-aantal // grootte)
    return Gegeven("paginering", {"pagina": pagina, "aantalPaginas": aantal_paginas, "aantalResultaten": aantal})
