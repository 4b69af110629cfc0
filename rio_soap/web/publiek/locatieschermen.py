"""Onderwijslocaties: all by code; and one with its address, a small map, who uses it and what is offered there."""

from typing import Final

from rio_soap.api.lijsten import HeleLijst
from rio_soap.api.soorten import PADEN as SOORTPADEN
from rio_soap.api.vragen import tekst
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.locatie.rijen import gebruikers
from rio_soap.register.regels.afstand import Ligging
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant
from rio_soap.register.zoeken.omgeving import Buurlocatie, locaties_rond
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.aanbodpagina import Aanbodvervolg, aanbod_van
from rio_soap.web.publiek.beschrijving import Beschrijver
from rio_soap.web.publiek.kaart import Kaart, teken
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, Objectbeeld, lees_beeld, lees_objecten, objecten, tekst_van
from rio_soap.web.publiek.objectpagina import objectblad, volgende_van
from rio_soap.web.publiek.objectverwijzing import Objectadres

_STRALEN: Final = (0.5, 1.5, 5.0, 15.0)
"""Kilometres: the first within which there are enough neighbours."""
_GENOEG, _BUREN, _IN_TABEL = 5, 40, 10
"""Neighbours that are enough, that are drawn at most, and that stand in the table."""
_PLEK: Final = (
    *("onderwijslocatiecode", "aanduidingAdres", "adres", "geometrie", "postcode", "huisnummer", "straatnaam"),
    *("huisnummertoevoeging", "bagID", "gpsLatitude", "gpsLongitude", "plaatsnaam", "plaatscode", "gemeentenaam"),
)
"""Fields of a gebruik that are those of the locatie."""
_MILJOEN: Final = 1_000_000
_locatielijst = next(een.doe for een in SOORTPADEN if een.regel == "/onderwijslocaties")


class Locatielijstvraag(OpAssen):
    """Where the list begins."""

    cursor = tekst("", lengte=1000)


def locaties(verzoek: Schermverzoek) -> Uitkomst:
    """All onderwijslocaties, page by page."""
    vraag = {"cursor": verzoek.vraag.get("cursor"), "limiet": PER_PAGINA}
    uit = van_api(verzoek, _locatielijst, vraag=vraag, vorm=HeleLijst)
    rijen = objecten(uit["onderwijslocatie"])
    return Blad(
        "publiek/locaties.html",
        {
            "rijen": [(tekst_van(een, "onderwijslocatiecode"), adres_van(een)) for een in rijen],
            "volgende": volgende_van(verzoek, uit),
            "vorige": verzoek.hier(cursor=None) if verzoek.vraag.get("cursor") else None,
        },
    )


def locatie(verzoek: Schermverzoek) -> Uitkomst:
    """One onderwijslocatie."""
    beeld = lees_beeld(verzoek, "ONDERWIJSLOCATIE", verzoek.delen["code"])
    code = beeld.sleutel
    besturen = gebruikers(verzoek.session, code)
    gebruik = lees_objecten(verzoek, "ONDERWIJSLOCATIEGEBRUIK", [sleutel_uit(bestuur, code) for bestuur in besturen])
    buren = buurt(verzoek, beeld)
    genoemd: list[Json] = [buur.locatie for buur in buren[:_IN_TABEL]]
    schrijver = Beschrijver(verzoek, beeld.velden, *gebruik, {"onderwijslocatiecode": genoemd})
    return objectblad(
        verzoek,
        "locatie",
        beeld,
        adres_van(beeld.velden) or code,
        f"/onderwijslocaties/{code}",
        feiten=schrijver.regels(beeld.velden, ("onderwijslocatiecode", "geometrie")),
        gebruik=schrijver.tabel(gebruik, _PLEK),
        kaart=_kaart(beeld, buren),
        buren=[
            (schrijver.naar(Objectadres(f"/locaties/{een.locatie}", een.locatie)), een.afstand)
            for een in buren[1:_IN_TABEL]
        ],
        deel=aanbod_van(verzoek, Aanbodkant.LOCATIE, code),
    )


def adres_van(velden: JsonObject) -> str:
    """An address in one line, as search writes it; the place alone for a locatie that has no more."""
    nummer = f"{velden.get('huisnummer') or ''}{velden.get('huisnummertoevoeging') or ''}"
    straat, postcode, plaats = (tekst_van(velden, naam) for naam in ("straatnaam", "postcode", "plaatsnaam"))
    regels = ((straat, nummer), (postcode, plaats)) if straat else ((postcode, nummer), (plaats,))
    return ", ".join(filter(None, (" ".join(filter(None, delen)) for delen in regels)))


def ligging_van(beeld: Objectbeeld) -> Ligging | None:
    """Where it is; None when that is not known."""
    breedte, lengte = beeld.velden.get("gpsLatitude"), beeld.velden.get("gpsLongitude")
    if not isinstance(breedte, float | int) or not isinstance(lengte, float | int):
        return None
    return Ligging(round(breedte * _MILJOEN), round(lengte * _MILJOEN))


def buurt(verzoek: Schermverzoek, beeld: Objectbeeld) -> list[Buurlocatie]:
    """The locatie itself and those around it, nearest first; empty when it is not known where it is."""
    plek = ligging_van(beeld)
    if plek is None:
        return []
    gevonden: list[Buurlocatie] = []
    for straal in _STRALEN:
        gevonden = [een for een in locaties_rond(verzoek.session, plek, straal, _BUREN) if een.locatie != beeld.sleutel]
        if len(gevonden) >= _GENOEG:
            break
    return [Buurlocatie(beeld.sleutel, plek, 0.0), *gevonden]


def _kaart(beeld: Objectbeeld, buren: list[Buurlocatie]) -> Kaart | None:
    plek = ligging_van(beeld)
    return None if plek is None or len(buren) < 2 else teken(plek, buren)


SCHERMEN: Final = (
    Scherm("/locaties", locaties, Locatielijstvraag),
    Scherm("/locaties/<code>", locatie, Aanbodvervolg),
)
