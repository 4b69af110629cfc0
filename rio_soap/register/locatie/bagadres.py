"""opvragen_bagAdres: addresses of the BAG to choose from, with the onderwijslocatiecode where RIO has one."""

import re

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.session import Session
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import gevouwen
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.navraag import Adreslijst, Adreslijstnavraag, Gevonden
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.regels.vindplaats import Vindplaats

MAX_ADRESSEN = 20
"""bagadres in the answer (XSD); with more, the first in the order of the street are shown."""
_ZOEKTERM = re.compile(r"([1-9][0-9]{3}) ?([a-z]{2}) ?([1-9][0-9]{0,4})(?![0-9])(?: ?([a-z0-9 ]+))?")
_LEESTEKENS = re.compile(r"[,;]+")


def navraag(_: Session, __: Context, verzoek: Gegeven) -> Adreslijstnavraag | None:
    """What the BAG is asked; None for a zoekterm by which no address can be looked up (RS1013).

    A zoekterm is a postcode and the begin of a house number, maybe with the begin of the addition behind it; its
    capitals, blanks, hyphens and commas do not matter. Other text the BAG cannot be asked by.
    """
    adres = velden.deel(verzoek, "adres")
    if adres is not None:
        toevoeging = velden.tekst_of_niet(adres, "huisnummertoevoeging") or ""
        return Adreslijstnavraag(
            velden.tekst(adres, "postcode"), str(adres.velden["huisnummer"]), toevoeging, heel=True
        )
    gelezen = _ZOEKTERM.fullmatch(gevouwen(_LEESTEKENS.sub(" ", velden.tekst(verzoek, "zoekterm"))))
    if gelezen is None:
        return None
    cijfers, letters, begin, toevoeging = gelezen.groups()
    return Adreslijstnavraag(cijfers + letters.upper(), begin, toevoeging or "")


def opvragen_bag_adres(
    session: Session, context: Context, verzoek: Gegeven, gevonden: Gevonden | None = None
) -> Uitslag:
    """The addresses that fit, at most 20; RS1013 for too little to look for, INT500 when the BAG cannot be asked.

    :param gevonden: what the BAG said; None when it was not asked.
    """
    if navraag(session, context, verzoek) is None:
        return afgekeurd([melding("RS1013", (("zoekterm", velden.tekst(verzoek, "zoekterm")),))])
    if not isinstance(gevonden, Adreslijst):
        return afgekeurd([melding("INT500", (_waarnaar(verzoek),))])
    adressen = gevonden.adressen[:MAX_ADRESSEN]
    codes = locaties.codes_op_vindplaatsen(session, adressen)
    return Uitslag({"bagadres": [_bagadres(adres, code) for adres, code in zip(adressen, codes, strict=True)]})


def _waarnaar(verzoek: Gegeven) -> tuple[str, str]:
    adres = velden.deel(verzoek, "adres")
    naam, deel = ("zoekterm", verzoek) if adres is None else ("postcode", adres)
    return naam, velden.tekst(deel, naam)


def _bagadres(adres: Vindplaats, code: str | None) -> Gegeven:
    inhoud: dict[str, Waarde | None] = {
        "straatnaam": adres.straatnaam,
        "huisnummer": adres.huisnummer,
        "huisnummertoevoeging": adres.huisnummertoevoeging,
        "postcode": adres.postcode,
        "plaatsnaam": adres.plaatsnaam,
        "gemeentenaam": adres.gemeentenaam,
        "bagID": adres.bag_id,
        "gpsLatitude": adres.latitude,
        "gpsLongitude": adres.longitude,
        "onderwijslocatiecode": code,
    }
    return Gegeven("bagadres", {naam: waarde for naam, waarde in inhoud.items() if waarde is not None})
