"""Rows of onderwijslocaties, their use by besturen, and the erkende vestigingen that a use serves."""

from collections.abc import Iterator, Sequence
from functools import partial

from rio_soap.register.opendata import locaties as lader
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, kenmerken_van, per_object
from rio_soap.register.regels import velden
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Gebruik, Locatierij
from rio_soap.register.versie.lezing import Lezing

_LOCATIE, _BESTUUR = "ONDERWIJSLOCATIECODE", "ONDERWIJSBESTUURID"
_GEBRUIK = ((0, _BESTUUR), (1, _LOCATIE))
LOCATIES = Tabel(lader.LOCATIES, "ONDERWIJSLOCATIE", ((0, _LOCATIE),), (_LOCATIE,))
GEBRUIKEN = Tabel(lader.GEBRUIKEN, "ONDERWIJSLOCATIEGEBRUIK", _GEBRUIK, (_LOCATIE, _BESTUUR))
GEBRUIK_VESTIGING = Tabel(
    lader.GEBRUIK_VESTIGING,
    "ONDERWIJSLOCATIEGEBRUIK",
    _GEBRUIK,
    (_LOCATIE, _BESTUUR, "VESTIGINGSCODE", "BEGINDATUM"),
)
TABELLEN = (LOCATIES, GEBRUIKEN, GEBRUIK_VESTIGING)
_KOLOMMEN = {
    "BAG_ID": "bagID",
    "GPS_LATITUDE": "gpsLatitude",
    "GPS_LONGITUDE": "gpsLongitude",
    "HUISNUMMER": "huisnummer",
    "HUISNUMMERTOEVOEGING": "huisnummertoevoeging",
    "POSTCODE": "postcode",
    "PLAATSNAAM": "plaatsnaam",
}
_JURIDISCH = {"VESTIGINGSCODE": "instellingserkenningscode", "BEGINDATUM": "begindatum", "EINDDATUM": "einddatum"}
_IN_BEDRIJF = {"INBEDRIJFDATUM": "inBedrijfdatum", "UITBEDRIJFDATUM": "uitBedrijfdatum"}


def locaties(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of onderwijslocaties."""
    gelezen = lezing.beeld.een(bronnen.LOCATIE, plekken)
    return per_object(lezing, bronnen.LOCATIE.tabel, {plek: partial(_locatie, rij) for plek, rij in gelezen.items()})


def gebruiken(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of the use of locaties."""
    gelezen = lezing.beeld.een(bronnen.GEBRUIK, plekken)
    return per_object(lezing, bronnen.GEBRUIK.tabel, {plek: partial(_gebruik, rij) for plek, rij in gelezen.items()})


def _locatie(rij: Locatierij) -> Rijen:
    yield LOCATIES, {_LOCATIE: rij.code, **cellen_van(heel(rij.stand), _KOLOMMEN)}


def _gebruik(rij: Gebruik) -> Rijen:
    stand = heel(rij.stand)
    sleutel = {_BESTUUR: rij.bestuur, _LOCATIE: rij.locatie}
    yield GEBRUIKEN, {**sleutel, **cellen_van(stand, _IN_BEDRIJF), **kenmerken_van(stand, lader.KENMERKEN)}
    for relatie in velden.delen(stand, lader.JURIDISCH):
        yield GEBRUIK_VESTIGING, {**sleutel, **cellen_van(relatie, _JURIDISCH)}
