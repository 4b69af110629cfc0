"""Where the contract's files are: in the wheel beside this package, in a checkout at the top of the project."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

_XS = "{http://www.w3.org/2001/XMLSchema}"
_SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"


@cache
def _wortel() -> Path:
    pakket = Path(__file__).parents[1]
    for map_ in (pakket, pakket.parent):
        if (map_ / "xsd").is_dir() and (map_ / "wsdl").is_dir():
            return map_
    raise FileNotFoundError(f"no wsdl/ and xsd/ in {pakket} nor in {pakket.parent}")


def pad(naam: str) -> Path:
    """Path of ``xsd/NAME.xsd`` or ``wsdl/NAME.wsdl``.

    :raises FileNotFoundError: when there is no such file.
    """
    gevonden = _wortel() / naam
    if not gevonden.is_file():
        raise FileNotFoundError(naam)
    return gevonden


@cache
def schemabestanden() -> tuple[str, ...]:
    """Names of the schemas that a service may serve, sorted."""
    return tuple(sorted(p.name for p in (_wortel() / "xsd").glob("*.xsd")))


def wsdl_voor(wsdl: str, adres: str, schema_url: Callable[[str], str]) -> bytes:
    """The WSDL as served: with the address of the service and the addresses of its schemas.

    :param wsdl: file name, such as ``DUO_RIO_Beheren_OnderwijsOrganisatie_V4.wsdl``.
    :param adres: URL of the service.
    :param schema_url: URL of a schema by its file name.
    """
    boom = etree.parse(str(pad(f"wsdl/{wsdl}")))
    for element in boom.iter(f"{_SOAP}address"):
        element.set("location", adres)
    return _met_schemas(boom, schema_url)


def xsd_voor(naam: str, schema_url: Callable[[str], str]) -> bytes:
    """A schema as served, with the addresses of the schemas that it includes.

    :param naam: one of `schemabestanden`.
    :raises FileNotFoundError: for any other name.
    """
    if naam not in schemabestanden():
        raise FileNotFoundError(naam)
    return _met_schemas(etree.parse(str(pad(f"xsd/{naam}"))), schema_url)


def _met_schemas(boom: etree._ElementTree, schema_url: Callable[[str], str]) -> bytes:
    for element in boom.iter(f"{_XS}import", f"{_XS}include"):
        if (plaats := element.get("schemaLocation")) is not None:
            element.set("schemaLocation", schema_url(plaats.rsplit("/", 1)[-1]))
    return etree.tostring(boom, xml_declaration=True, encoding="UTF-8")
