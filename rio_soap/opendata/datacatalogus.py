"""The catalogue of a publication: ``catalogus.jsonld``, DCAT-AP-NL 3.0 (which builds on DCAT-AP 3.0).

`VERPLICHT` has the properties that the profile asks of each class, `WAARDELIJSTEN` the lists by which it asks values.
Addresses are those of the dated folder, so that a checksum stays true of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rio_soap.contract.operaties import DIENSTEN
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.opendata.bestandssoorten import Familie, familie_van, vorm_van
from rio_soap.opendata.dagpublicatie import Bestandsfeiten, Dagpublicatie
from rio_soap.opendata.datapackage import LICENTIE, Json, schrijf_json, titel_van

CATALOGUS: Final = "catalogus.jsonld"
PAD: Final = "/opendata/v1"
"""Under which the server serves the publications."""
VERPLICHT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:dataset"),
        "dcat:Dataset": (
            *("dct:title", "dct:description", "dct:identifier", "dct:accessRights", "dct:creator", "dct:publisher"),
            *("dcat:contactPoint", "dcat:theme"),
        ),
        "dcat:Distribution": ("dcat:accessURL", "dct:license"),
        "dcat:DataService": (
            *("dct:title", "dct:description", "dct:identifier", "dct:accessRights", "dct:license", "dct:publisher"),
            *("dcat:contactPoint", "dcat:theme", "dcat:endpointURL", "dcat:endpointDescription"),
        ),
        "foaf:Agent": ("foaf:name",),
        "vcard:Kind": ("vcard:fn",),
        "spdx:Checksum": ("spdx:algorithm", "spdx:checksumValue"),
        "skos:Concept": ("skos:prefLabel",),
    }
)
"""Class to what it must have: optionality V of the profile and cardinality from 1 of DCAT-AP. For vcard:Kind, of which
the profile asks nothing, the name."""
WAARDELIJSTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dct:accessRights": "http://publications.europa.eu/resource/authority/access-right/",
        "dct:accrualPeriodicity": "http://publications.europa.eu/resource/authority/frequency/",
        "dct:format": "http://publications.europa.eu/resource/authority/file-type/",
        "dct:language": "http://publications.europa.eu/resource/authority/language/",
        "dcat:theme": "http://publications.europa.eu/resource/authority/data-theme/",
        "dcat:mediaType": "https://www.iana.org/assignments/media-types/",
        "spdx:algorithm": "http://spdx.org/rdf/terms#",
    }
)
"""Property to what its values begin with."""
_CONTEXT: Final[Json] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_HERKOMST: Final = (
    "Wat uit open data is geladen, komt uit de Registratie Instellingen en Opleidingen van DUO (CC BY 4.0); de rest is "
    "door instellingen en erkenners aangeleverd."
)
"""The attribution that DUO's licence asks."""
_BESCHRIJVINGEN: Final[Mapping[Familie, tuple[str, str]]] = MappingProxyType(
    {
        Familie.TABELLEN: ("Tabellen", "De 112 CSV-bestanden in de vorm van DUO: een rij per object en periode."),
        Familie.OBJECTEN: ("Objecten", "Alle openbare objecten in hun geheel, met alle perioden, als JSON Lines."),
        Familie.DATABASES: ("Databases", "De tabellen als een SQLite-bestand en als Parquet."),
        Familie.SECTOREN: ("Sectoren", "De tabellen per sector, met de gemeenschappelijke, als zip."),
        Familie.MUTATIES: ("Mutaties", "Wat sinds de vorige publicatie verviel (V) en erbij kwam (T)."),
    }
)


@dataclass(frozen=True, slots=True)
class Uitgever:
    """Who publishes, and where.

    :param adres: at which the outside reaches the service, without a slash at the end.
    :param naam: of the organisation that keeps the register.
    :param uri: by which that is known (TOOI, ROR); empty when it has none.
    :param contact: a mail address, or the address of a page; empty is that of the publications.
    """

    adres: str
    naam: str
    uri: str
    contact: str


def maak_catalogus(map_: Path, dag: Dagpublicatie, uitgever: Uitgever) -> None:
    """Write the catalogue of the files that a publication has."""
    schrijf_json(map_ / CATALOGUS, catalogus(dag, uitgever))


def catalogus(dag: Dagpublicatie, uitgever: Uitgever) -> Json:
    """The catalogue, as `maak_catalogus` writes it: one object for each thing, with its own ``@id``."""
    return {"@context": _CONTEXT, "@graph": list(_Catalogus(dag, uitgever).alles())}


class _Catalogus:
    def __init__(self, dag: Dagpublicatie, uitgever: Uitgever) -> None:
        self._dag, self._uitgever = dag, uitgever
        self._basis = f"{uitgever.adres}{PAD}"
        self._map = f"{self._basis}/{dag.datum.isoformat()}"
        per_familie: dict[Familie, list[str]] = {}
        for pad in sorted(dag.bestanden):
            if (familie := familie_van(pad)) is not None:
                per_familie.setdefault(familie, []).append(pad)
        self._per_familie = per_familie

    def alles(self) -> Iterator[Json]:
        yield self._catalogus()
        for familie, paden in self._per_familie.items():
            yield self._dataset(familie, paden)
            for pad in paden:
                yield self._distributie(pad, self._dag.bestanden[pad])
        yield from self._diensten()
        yield {"@id": self._wie, "@type": "foaf:Agent", "foaf:name": _nl(self._uitgever.naam)}
        yield self._contactpunt()
        yield {**_naar(LICENTIE), "@type": "dct:LicenseDocument"}
        yield {
            **_op("dcat:theme", "EDUC"),
            "@type": "skos:Concept",
            "skos:prefLabel": [
                _nl("Onderwijs, cultuur en sport"),
                {"@value": "Education, culture and sport", "@language": "en"},
            ],
        }

    @property
    def _wie(self) -> str:
        return self._uitgever.uri or f"{self._basis}/#uitgever"

    def _catalogus(self) -> Json:
        return {
            "@id": f"{self._basis}/",
            "@type": "dcat:Catalog",
            "dct:title": _nl("Open data van het register instellingen en opleidingen"),
            "dct:description": _nl("Het openbare deel van het register, elke nacht in zijn geheel."),
            **self._gemeenschappelijk(),
            "dcat:dataset": [_naar(self._id(familie)) for familie in self._per_familie],
            "dcat:service": [_naar(str(dienst["@id"])) for dienst in self._diensten()],
        }

    def _gemeenschappelijk(self) -> Json:
        return {
            "dct:publisher": _naar(self._wie),
            "dct:creator": _naar(self._wie),
            "dcat:contactPoint": _naar(f"{self._basis}/#contact"),
            "dct:language": _op("dct:language", "NLD"),
            "dct:license": _naar(LICENTIE),
            "dct:modified": self._moment,
        }

    @property
    def _moment(self) -> Json:
        return {"@value": schrijf_tijdstip(self._dag.moment, milliseconden=True), "@type": "xsd:dateTime"}

    def _id(self, familie: Familie) -> str:
        return f"{self._basis}/#{familie.value}"

    def _dataset(self, familie: Familie, paden: list[str]) -> Json:
        titel, beschrijving = _BESCHRIJVINGEN[familie]
        delen = self._gemeenschappelijk()
        del delen["dct:license"]  # of its distributions
        return {
            "@id": self._id(familie),
            "@type": "dcat:Dataset",
            "dct:title": _nl(f"RIO open data: {titel.lower()}"),
            "dct:description": _nl(beschrijving),
            "dct:identifier": self._id(familie),
            "dct:accessRights": _op("dct:accessRights", "PUBLIC"),
            "dct:accrualPeriodicity": _op("dct:accrualPeriodicity", "DAILY"),
            "dcat:theme": _op("dcat:theme", "EDUC"),
            "dcat:keyword": [_nl(woord) for woord in ("onderwijs", "onderwijsinstellingen", "opleidingen", "RIO")],
            "dcat:version": self._dag.datum.isoformat(),
            "dcat:landingPage": {**_naar(f"{self._basis}/"), "@type": "foaf:Document"},
            "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _nl(_HERKOMST)},
            **delen,
            "dcat:distribution": [_naar(f"{self._map}/{pad}") for pad in paden],
        }

    def _distributie(self, pad: str, feit: Bestandsfeiten) -> Json:
        vorm, adres = vorm_van(pad), f"{self._map}/{pad}"
        distributie: Json = {
            "@id": adres,
            "@type": "dcat:Distribution",
            "dct:title": _nl(titel_van(pad)),
            "dcat:accessURL": _naar(adres),
            "dcat:downloadURL": _naar(adres),
            "dct:license": _naar(LICENTIE),
            "dct:format": _op("dct:format", vorm.eu),
            "dcat:mediaType": _op("dcat:mediaType", vorm.mediatype.partition(";")[0]),
            "dcat:byteSize": {"@value": str(feit.bytes), "@type": "xsd:nonNegativeInteger"},
            "dct:modified": self._moment,
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": _op("spdx:algorithm", "checksumAlgorithm_sha256"),
                "spdx:checksumValue": {"@value": feit.sha256, "@type": "xsd:hexBinary"},
            },
        }
        if vorm.omhulling:
            distributie["dcat:compressFormat"] = _op("dcat:mediaType", vorm.omhulling)
        return distributie

    def _diensten(self) -> Iterator[Json]:
        adres = self._uitgever.adres
        yield self._dienst(
            "JSON API", "Lezen en zoeken in het openbare register, zonder sleutel.", f"{adres}/api/v1", "/openapi.json"
        )
        for dienst in DIENSTEN:
            if "Raadplegen" in dienst.naam:
                tekst = "Raadplegen met ondertekende berichten (Edukoppeling)."
                yield self._dienst(f"SOAP {dienst.naam}", tekst, f"{adres}{dienst.pad}", "?wsdl")

    def _dienst(self, titel: str, beschrijving: str, adres: str, uitleg: str) -> Json:
        return {
            "@id": f"{adres}#dienst",
            "@type": "dcat:DataService",
            "dct:title": _nl(titel),
            "dct:description": _nl(beschrijving),
            "dct:identifier": adres,
            "dct:accessRights": _op("dct:accessRights", "PUBLIC"),
            "dcat:theme": _op("dcat:theme", "EDUC"),
            "dcat:endpointURL": _naar(adres),
            "dcat:endpointDescription": _naar(f"{adres}{uitleg}"),
            **self._gemeenschappelijk(),
            "dcat:servesDataset": _naar(self._id(Familie.OBJECTEN)),
        }

    def _contactpunt(self) -> Json:
        contact = self._uitgever.contact or f"{self._basis}/"
        veld = ("vcard:hasEmail", f"mailto:{contact}") if "@" in contact else ("vcard:hasURL", contact)
        punt = {"@id": f"{self._basis}/#contact", "@type": "vcard:Kind", "vcard:fn": self._uitgever.naam}
        return {**punt, veld[0]: _naar(veld[1])}


def _nl(tekst: str) -> Json:
    return {"@value": tekst, "@language": "nl"}


def _naar(iri: str) -> Json:
    return {"@id": iri}


def _op(eigenschap: str, waarde: str) -> Json:
    """A value of the list of a property."""
    return _naar(WAARDELIJSTEN[eigenschap] + waarde)
