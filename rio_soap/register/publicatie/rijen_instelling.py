"""Rows of instellingserkenningen of the five kinds, of their formele adressen and of their regio's."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES, REGIO
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.erkenning.sleutels import lees_sleutel
from rio_soap.register.opendata import instellingen as lader
from rio_soap.register.publicatie.adresschrijver import adrescellen
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.erkennercodes import erkennercodes
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, met_eind, per_object, verzameling
from rio_soap.register.regels import velden
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing

_OBJECT: Final = "INSTELLINGSERKENNING"
_DUUR: Final = {"BEGINDATUM": "begindatum", "EINDDATUM": "einddatum"}
_EIGEN: Final = {
    **_DUUR,
    "STICHTINGSDATUM": "stichtingsdatum",
    "IN_BEDRIJFDATUM": "inBedrijfdatum",
    "UIT_BEDRIJFDATUM": "uitBedrijfdatum",
}
_PERIODE: Final = {"BEGINDATUM_PERIODE": "begindatum", "EINDDATUM_PERIODE": "einddatum"}


class _Vorm(NamedTuple):
    """How erkenningen of one kind are published.

    :param code: column of the code.
    :param periode: element of a period.
    :param enkel: columns of its fields with one value, to the field.
    :param meer: those of fields with several.
    """

    tabel: Tabel
    code: str
    periode: str
    enkel: Mapping[str, str]
    meer: Mapping[str, str]


def _vorm(bestand: str, soort: str, element: str, code: str) -> _Vorm:
    groep, sleutel = ((0, "ERKENNER"), (2, code)), (code, "ERKENNER", "BEGINDATUM_PERIODE")
    tabel = Tabel(bestand, _OBJECT, groep, sleutel, vast=(1, soort))
    enkel, meer = (
        {kolom: veld for veld, kolom in uit.items() if kolom in tabel.kolommen} for uit in (lader.ENKEL, lader.MEER)
    )
    return _Vorm(tabel, code, f"{element}Periode", _PERIODE | enkel, meer)


_VORMEN = {soort: _vorm(bestand, soort, *rest) for bestand, (soort, *rest) in lader.ERKENNINGEN.items()}
_INSTELLING, _VESTIGING = "ERKENDE_ONDERWIJSINSTELLING", "ERKENDE_VESTIGING"
_SAMENWERKING: Final = "ERKENDE_SAMENWERKING"
_ADRESCODE = {_INSTELLING: "OIE_CODE", _VESTIGING: "VESTIGINGSCODE"}
"""Kinds whose addresses are published, to the column of the code."""


def _adresdelen(sleutel: str) -> tuple[str, ...]:
    """The code of an instelling and that of a vestiging, of which one is there; none of what is neither."""
    delen = lees_sleutel(sleutel)
    if delen is None or delen.soort not in _ADRESCODE:
        return ()
    return tuple(delen.code if delen.soort == soort else "" for soort in _ADRESCODE)


ADRESSEN = Tabel(
    lader.ADRESSEN,
    _OBJECT,
    tuple(enumerate(_ADRESCODE.values())),
    (*_ADRESCODE.values(), "BEGINDATUM"),
    delen=_adresdelen,
)
_VERBAND: Final = "SAMENWERKINGSVERBANDNUMMER"
REGIOS = Tabel(lader.REGIOS, _OBJECT, ((2, _VERBAND),), (_VERBAND, "BEGINDATUM"), vast=(1, _SAMENWERKING))
TABELLEN = (*(vorm.tabel for vorm in _VORMEN.values()), ADRESSEN, REGIOS)


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these erkenningen."""
    gelezen = lezing.beeld.een(bronnen.INSTELLINGSERKENNING, plekken)
    codes = erkennercodes(lezing, {plek.op for plek in gelezen})
    vormen = {plek: partial(_rijen, rij, codes[plek.op].get(rij.erkenner)) for plek, rij in gelezen.items()}
    return per_object(lezing, bronnen.INSTELLINGSERKENNING.tabel, vormen)


def _rijen(rij: Instellingserkenning, erkennercode: str | None) -> Rijen:
    stand, vorm = heel(rij.stand), _VORMEN[rij.soort]
    wie: dict[str, Cel] = {"ERKENNERCODE": erkennercode, "ERKENNER": rij.erkenner}
    vast = {vorm.code: rij.code, **wie, **cellen_van(stand, _EIGEN)}
    for periode, einde in met_eind(velden.delen(stand, vorm.periode), rij.einddatum):
        meer: dict[str, Cel] = {k: verzameling(periode.velden.get(veld)) for k, veld in vorm.meer.items()}
        # what a file said of the end of a period is kept as it stood there
        yield vorm.tabel, {**vast, "EINDDATUM_PERIODE": einde, **cellen_van(periode, vorm.enkel), **meer}
    if (kolom := _ADRESCODE.get(rij.soort)) is not None:
        for adres in op_begin(stand, FORMEEL_ADRES):
            bag: dict[str, Cel] = {"BAG_ID": adres.velden.get("bagID")}  # type: ignore[dict-item]
            yield ADRESSEN, {kolom: rij.code, **cellen_van(adres, _DUUR), **adrescellen(lader.ADRES, adres), **bag}
    elif rij.soort == _SAMENWERKING:
        for regio in op_begin(stand, REGIO):
            cijfers = verzameling(regio.velden.get("postcodecijfers"))
            yield REGIOS, {_VERBAND: rij.code, **cellen_van(regio, _DUUR), "POSTCODECIJFERS": cijfers}
