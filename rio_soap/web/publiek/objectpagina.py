"""What all pages of one object have: title, kind, lifetime, where it is in the API, and its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Schermverzoek
from rio_soap.web.publiek.beschrijving import Cel
from rio_soap.web.publiek.historieblad import historie_adres
from rio_soap.web.publiek.objectbeeld import Objectbeeld, geldt, tekst_van
from rio_soap.web.publiek.objectpad import volgende_cursor
from rio_soap.web.publiek.objectverwijzing import json_adres


def objectblad(
    verzoek: Schermverzoek,
    sjabloon: str,
    beeld: Objectbeeld,
    titel: str,
    api: str,
    *,
    code: str = "",
    soort: str = "",
    nl: bool = True,
    opvolgers: Sequence[Cel] = (),
    voorgangers: Sequence[Cel] = (),
    deel: Mapping[str, object] = MappingProxyType({}),
    **velden: object,
) -> Blad:
    """The page of an object.

    :param sjabloon: under ``publiek``, without what it ends in; its list of texts and its room are of the same name.
    :param api: path of the same in the JSON API.
    :param soort: value that says of what kind it is; by default what its form is called.
    :param nl: whether the title is Dutch, whatever the language of the page is.
    :param opvolgers: what came after it.
    :param voorgangers: what was before it.
    :param deel: what the template is given beside that, as `velden`.
    """
    kamer = f"/{verzoek.pad.split('/')[1]}"
    waar = [(opmaak.zin(verzoek.taal, f"{sjabloon}.lijst"), verzoek.url(kamer)), (titel, None)]
    gedeeld = {
        "beeld": beeld,
        "titel": titel,
        "titel_nl": nl,
        "code": code or beeld.sleutel,
        "soort": opmaak.waardenaam(verzoek.taal, soort) if soort else opmaak.label(verzoek.taal, beeld.element),
        "kruimels": waar,
        "api": json_adres(verzoek, api),
        "historie": historie_adres(verzoek, beeld.objecttype, beeld.sleutel),
        "begrippen": _BEGRIPPEN[sjabloon],
        "opvolgers": opvolgers,
        "voorgangers": voorgangers,
    }
    return Blad(f"publiek/{sjabloon}.html", {**gedeeld, **deel, **velden})


_BEGRIPPEN: Final = {
    "aanbod": ("aanbod", "erkenningsstatus", "licentie", "maatregel", "cohort"),
    "opleiding": ("eenheid", "opleidingsrelatie", "opleidingserkenning"),
    "locatie": ("locatie", "locatiegebruik", "bag"),
    "erkenning": ("instellingserkenning", "instellingsrelatie", "overgang", "licentie"),
    "samenwerking": ("samenwerking", "instellingserkenning", "instellingsrelatie"),
    "opleidingserkenning": ("opleidingserkenning", "stelsel", "licentie"),
    "licentie": ("licentie", "maatregel", "accreditatie"),
    "erkenner": ("erkenner", "erkenning"),
}
"""Terms that a page uses, by its template; the first is what it shows."""


@dataclass(frozen=True, slots=True)
class Relatie:
    """What ties an object to another.

    :param soort: in the language of the page.
    :param met: the other.
    :param van: first day.
    :param tot: the day from which it is over; empty when it goes on.
    :param geldt: whether it holds on the day asked about.
    """

    soort: str
    met: Cel
    van: str
    tot: str
    geldt: bool


def relatie_van(verzoek: Schermverzoek, soort: str, met: Cel, duur: JsonObject) -> Relatie:
    """A relation of a soort with something that has a begindatum and perhaps an einddatum."""
    van, tot = tekst_van(duur, "begindatum"), tekst_van(duur, "einddatum")
    return Relatie(opmaak.waardenaam(verzoek.taal, soort), met, van, tot, geldt(duur, verzoek.dag))


def op_geldigheid(relaties: Iterable[Relatie]) -> list[Relatie]:
    """What holds in front, each from new to old."""
    return sorted(sorted(relaties, key=lambda een: een.van, reverse=True), key=lambda een: not een.geldt)


def volgende_van(verzoek: Schermverzoek, antwoord: JsonObject) -> str | None:
    """Address of the next page of a list of the API, of which the page of the screens has the same filters."""
    cursor = volgende_cursor(antwoord)
    return None if cursor is None else verzoek.hier(cursor=cursor)
