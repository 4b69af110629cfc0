"""Where the contract's files are: in the wheel beside this package, in a checkout at the top of the project."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

from rio_soap.contract.keuzevorm import keuze_schema
from rio_soap.contract.plat import plat_schema

_XS = "{http://www.w3.org/2001/XMLSchema}"
_SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"


@cache
def _wortel() -> Path:
    pakket = Path(__file__).parents[1]
    for map_ in (pakket, pakket.parent):
        if (map_ / "xsd").is_dir() and (map_ / "wsdl").is_dir():
            return map_
    raise FileNotFoundError(f"no wsdl/ and xsd/ in {pakket} nor in {pakket.parent}")


@cache
def contractbestanden() -> tuple[str, ...]:
    """The files of the contract, such as ``xsd/kenmerk.xsd``: WSDLs first, each kind sorted.

    Nothing else can be asked for by the functions below.
    """
    return tuple(
        f"{soort}/{gevonden.name}"
        for soort in ("wsdl", "xsd")
        for gevonden in sorted((_wortel() / soort).glob(f"*.{soort}"))
    )


@cache
def schemabestanden() -> tuple[str, ...]:
    """Bare names of the schemas that a service may serve, sorted."""
    return tuple(naam.removeprefix("xsd/") for naam in contractbestanden() if naam.startswith("xsd/"))


def pad(naam: str) -> Path:
    """Path of one of `contractbestanden`.

    :raises FileNotFoundError: for any other name.
    """
    if naam not in contractbestanden():
        raise FileNotFoundError(naam)
    return _wortel() / naam


def bestand(naam: str) -> bytes:
    """Content of one of `contractbestanden`.

    :raises FileNotFoundError: for any other name.
    """
    return pad(naam).read_bytes()


@cache
def vingerafdruk() -> str:
    """SHA-256 of the contract: the names and the content of its files, apart from line ends; 64 hexadecimal digits."""
    som = hashlib.sha256()
    for naam in contractbestanden():
        inhoud = bestand(naam).replace(b"\r\n", b"\n")
        som.update(b"%s %d\n" % (naam.encode(), len(inhoud)))
        som.update(inhoud)
    return som.hexdigest()


def wsdl_voor(
    wsdl: str, adres: str, schema_url: Callable[[str], str], *, enkel: bool = False, keuze: bool = False
) -> bytes:
    """The WSDL as served: with the address of the service and the addresses of its schemas.

    :param wsdl: file name, such as ``DUO_RIO_Beheren_OnderwijsOrganisatie_V4.wsdl``.
    :param adres: URL of the service.
    :param schema_url: URL of a schema by its file name.
    :param enkel: whether the schema stands in it, so that nothing is referred to.
    :param keuze: whether that schema is the one without substitution groups, of the same messages.
    :raises FileNotFoundError: when there is no such WSDL.
    """
    boom = etree.parse(str(pad(f"wsdl/{wsdl}")))
    for element in boom.iter(f"{_SOAP}address"):
        element.set("location", adres)
    return _met_schemas_erin(boom, keuze=keuze) if enkel else _met_schemas(boom, schema_url)


def _met_schemas_erin(boom: etree._ElementTree, *, keuze: bool) -> bytes:
    """The WSDL with, for each schema in it that imports one, that one itself.

    As texts: an element that libxml2 moves loses a prefix that it declares when the new document has another one for
    the same namespace, and in a schema prefixes stand in values too.
    """
    erin: list[tuple[bytes, bytes]] = []
    for houder in list(boom.iter(f"{_XS}schema")):
        schemas = [xsd_voor(_bestandsnaam(invoer), str, keuze=keuze) for invoer in houder.iter(f"{_XS}import")]
        plek = etree.Comment(f" schema {len(erin)} ")
        erin.append((etree.tostring(plek), b"\n".join(_zonder_declaratie(schema) for schema in schemas)))
        if (ouder := houder.getparent()) is not None:
            plek.tail = houder.tail
            ouder.replace(houder, plek)
    tekst = etree.tostring(boom, xml_declaration=True, encoding="UTF-8")
    for plek_tekst, schema in erin:
        tekst = tekst.replace(plek_tekst, schema, 1)
    return tekst


def _zonder_declaratie(schema: bytes) -> bytes:
    return schema.partition(b"?>")[2].strip()


def xsd_voor(naam: str, schema_url: Callable[[str], str], *, keuze: bool = False) -> bytes:
    """A schema as served: that of a contract flat, with all definitions in it and no include.

    The files that it is made of have no namespace and stand in nothing that is served; who fetched them once finds them
    where they were, with the addresses of what they include.

    :param naam: one of `schemabestanden`.
    :param keuze: whether a contract's is wanted without substitution groups (`rio_soap.contract.keuzevorm`).
    :raises FileNotFoundError: for any other name.
    """
    if (plat := _plat(naam)) is not None:
        return _keuze(naam) if keuze else plat
    return _met_schemas(etree.parse(str(pad(f"xsd/{naam}"))), schema_url)


@cache
def _plat(naam: str) -> bytes | None:
    """The flat schema, made once in 4 to 8 ms; None for a file that has no namespace of its own."""
    return plat_schema(naam, _schema) if _schema(naam).get("targetNamespace") is not None else None


@cache
def _keuze(naam: str) -> bytes:
    """The flat schema with choices, made once."""
    return keuze_schema(_plat(naam) or b"")


def _schema(naam: str) -> etree._Element:
    return etree.parse(str(pad(f"xsd/{naam}"))).getroot()


def _met_schemas(boom: etree._ElementTree, schema_url: Callable[[str], str]) -> bytes:
    for element in boom.iter(f"{_XS}import", f"{_XS}include"):
        if element.get("schemaLocation") is not None:
            element.set("schemaLocation", schema_url(_bestandsnaam(element)))
    return etree.tostring(boom, xml_declaration=True, encoding="UTF-8")


def _bestandsnaam(invoer: etree._Element) -> str:
    return invoer.get("schemaLocation", "").rsplit("/", 1)[-1]
