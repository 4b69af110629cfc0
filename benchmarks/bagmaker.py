"""Making a BAG extract of any size, to measure loading: generated streets, nested zips as Kadaster ships them."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

_BEGIN = """<?xml version="1.0" encoding="UTF-8"?>
<sl-bag-extract:bagStand xmlns:Objecten="www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601" \
xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:Historie="www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601" \
xmlns:Objecten-ref="www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601" \
xmlns:sl-bag-extract="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601" \
xmlns:sl="http://www.kadaster.nl/schemas/standlevering-generiek/1.0">
<sl:standBestand><sl:dataset>LVBAG</sl:dataset><sl:inhoud/>
"""
_EIND = "</sl:standBestand></sl-bag-extract:bagStand>\n"
_STAND = "<sl:stand><sl-bag-extract:bagObject>{}</sl-bag-extract:bagObject></sl:stand>\n"
_SLOT = (
    "<Objecten:geconstateerd>N</Objecten:geconstateerd><Objecten:documentdatum>2009-12-15</Objecten:documentdatum>"
    "<Objecten:documentnummer>GEMAAKT</Objecten:documentnummer>"
)
_VOORKOMEN = (
    "<Objecten:voorkomen><Historie:Voorkomen><Historie:voorkomenidentificatie>1</Historie:voorkomenidentificatie>"
    "<Historie:beginGeldigheid>2010-01-01</Historie:beginGeldigheid>"
    "<Historie:tijdstipRegistratie>2010-01-01T09:00:00.000</Historie:tijdstipRegistratie><Historie:BeschikbaarLV>"
    "<Historie:tijdstipRegistratieLV>2010-01-01T09:30:00.000</Historie:tijdstipRegistratieLV></Historie:BeschikbaarLV>"
    "</Historie:Voorkomen></Objecten:voorkomen>"
)
_PER_STRAAT = 100
_PER_BESTAND = 10_000
_CRS = 'srsName="urn:ogc:def:crs:EPSG::28992" srsDimension="2"'


def _id(soort: str, nummer: int) -> str:
    return f"9999{soort}{nummer:010d}"


def _verwijzing(relatie: str, soort: str, id_: str) -> str:
    domein = "NL.IMBAG." + {"OpenbareRuimte": "Openbareruimte"}.get(soort, soort)
    return (
        f'<Objecten:{relatie}><Objecten-ref:{soort}Ref domein="{domein}">{id_}</Objecten-ref:{soort}Ref>'
        f"</Objecten:{relatie}>"
    )


def _wpl(_: int) -> str:
    vlak = "100000 400000 200000 400000 200000 500000 100000 500000 100000 400000"
    return (
        '<Objecten:Woonplaats><Objecten:identificatie domein="NL.IMBAG.Woonplaats">9999</Objecten:identificatie>'
        f"<Objecten:naam>Gemaakt</Objecten:naam><Objecten:geometrie><Objecten:vlak><gml:Polygon {_CRS}><gml:exterior>"
        f"<gml:LinearRing><gml:posList>{vlak}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></Objecten:vlak>"
        f"</Objecten:geometrie><Objecten:status>Woonplaats aangewezen</Objecten:status>{_SLOT}{_VOORKOMEN}"
        "</Objecten:Woonplaats>"
    )


def _opr(nummer: int) -> str:
    return (
        f'<Objecten:OpenbareRuimte><Objecten:identificatie domein="NL.IMBAG.Openbareruimte">{_id("30", nummer)}'
        f"</Objecten:identificatie><Objecten:naam>Straat {nummer}</Objecten:naam><Objecten:type>Weg</Objecten:type>"
        f"<Objecten:status>Naamgeving uitgegeven</Objecten:status>{_SLOT}{_verwijzing('ligtIn', 'Woonplaats', '9999')}"
        f"{_VOORKOMEN}</Objecten:OpenbareRuimte>"
    )


def postcode(nummer: int) -> str:
    """The postcode of the addresses in street `nummer` of a made extract."""
    letters = nummer % 400
    return f"{1000 + nummer // 400}{chr(65 + letters // 20)}{chr(65 + letters % 20)}"


def _num(nummer: int) -> str:
    straat, plek = divmod(nummer, _PER_STRAAT)
    letter = f"<Objecten:huisletter>{chr(65 + plek % 4)}</Objecten:huisletter>" if plek % 4 else ""
    return (
        f'<Objecten:Nummeraanduiding><Objecten:identificatie domein="NL.IMBAG.Nummeraanduiding">{_id("20", nummer)}'
        f"</Objecten:identificatie><Objecten:huisnummer>{plek // 4 + 1}</Objecten:huisnummer>{letter}"
        f"<Objecten:postcode>{postcode(straat)}</Objecten:postcode>"
        "<Objecten:typeAdresseerbaarObject>Verblijfsobject</Objecten:typeAdresseerbaarObject>"
        f"<Objecten:status>Naamgeving uitgegeven</Objecten:status>{_SLOT}{_VOORKOMEN}"
        f"{_verwijzing('ligtAan', 'OpenbareRuimte', _id('30', straat))}</Objecten:Nummeraanduiding>"
    )


def _vbo(nummer: int) -> str:
    x, y = 100000 + nummer % 1000 * 10, 400000 + nummer // 1000 * 10
    hoofdadres = _verwijzing("heeftAlsHoofdadres", "Nummeraanduiding", _id("20", nummer))
    return (
        f"<Objecten:Verblijfsobject>{hoofdadres}{_VOORKOMEN}"
        f'<Objecten:identificatie domein="NL.IMBAG.Verblijfsobject">{_id("01", nummer)}</Objecten:identificatie>'
        f"<Objecten:geometrie><Objecten:punt><gml:Point {_CRS}><gml:pos>{x} {y}</gml:pos></gml:Point></Objecten:punt>"
        "</Objecten:geometrie><Objecten:gebruiksdoel>woonfunctie</Objecten:gebruiksdoel>"
        "<Objecten:oppervlakte>90</Objecten:oppervlakte><Objecten:status>Verblijfsobject in gebruik</Objecten:status>"
        f"{_SLOT}{_verwijzing('maaktDeelUitVan', 'Pand', _id('10', nummer))}</Objecten:Verblijfsobject>"
    )


def _pnd(nummer: int) -> str:
    x, y = 100000 + nummer % 1000 * 10, 400000 + nummer // 1000 * 10
    hoeken = " ".join(f"{x + dx} {y + dy}" for dx, dy in ((-4, -4), (4, -4), (4, 4), (-4, 4), (-4, -4)))
    return (
        f'<Objecten:Pand><Objecten:identificatie domein="NL.IMBAG.Pand">{_id("10", nummer)}</Objecten:identificatie>'
        f"<Objecten:geometrie><gml:Polygon {_CRS}><gml:exterior><gml:LinearRing><gml:posList>{hoeken}</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon></Objecten:geometrie>"
        "<Objecten:oorspronkelijkBouwjaar>1980</Objecten:oorspronkelijkBouwjaar>"
        f"<Objecten:status>Pand in gebruik</Objecten:status>{_SLOT}{_VOORKOMEN}</Objecten:Pand>"
    )


def maak_extract(doel: Path, adressen: int, dag: str = "08112026") -> None:
    """Write an extract with so many addresses: as many verblijfsobjecten and panden, a street per hundred.

    :param doel: the zip to write; memory does not grow with the size.
    :param dag: ``ddmmjjjj``, as in the names of the files.
    """
    straten = -(-adressen // _PER_STRAAT)
    delen: tuple[tuple[str, int, Callable[[int], str]], ...] = (
        ("WPL", 1, _wpl),
        ("OPR", straten, _opr),
        ("NUM", adressen, _num),
        ("VBO", adressen, _vbo),
        ("PND", adressen, _pnd),
    )
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_STORED) as archief:
        for soort, aantal, schrijf in delen:
            with tempfile.TemporaryFile() as los:
                _binnenste(los, f"9999{soort}{dag}", aantal, schrijf)
                los.seek(0)
                with archief.open(f"9999{soort}{dag}.zip", "w", force_zip64=True) as plek:
                    while brok := los.read(1 << 20):
                        plek.write(brok)


def _binnenste(los: IO[bytes], naam: str, aantal: int, schrijf: Callable[[int], str]) -> None:
    with zipfile.ZipFile(los, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archief:
        for deel, begin in enumerate(range(0, aantal, _PER_BESTAND), 1):
            with archief.open(f"{naam}-{deel:06d}.xml", "w") as bestand:
                for regel in _regels(begin, min(begin + _PER_BESTAND, aantal), schrijf):
                    bestand.write(regel.encode())


def _regels(begin: int, eind: int, schrijf: Callable[[int], str]) -> Iterator[str]:
    yield _BEGIN
    for nummer in range(begin, eind):
        yield _STAND.format(schrijf(nummer))
    yield _EIND
