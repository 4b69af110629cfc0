"""The two diensten and their operations, read from our own WSDLs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from rio_soap.contract import bron

_WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
_SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"


@dataclass(frozen=True, slots=True)
class Dienst:
    """One contract.

    :param naam: ``Beheren`` or ``Raadplegen``.
    :param pad: path of the service, as in recorded traffic.
    """

    naam: str
    pad: str

    @property
    def contract_ns(self) -> str:
        """Namespace of the WSDL and prefix of every SOAPAction."""
        return f"http://duo.nl/contract/{self.bestandsnaam}"

    @property
    def schema_ns(self) -> str:
        """Namespace of the messages."""
        return f"http://duo.nl/schema/{self.bestandsnaam}"

    @property
    def bestandsnaam(self) -> str:
        """Name of the contract's files, without extension."""
        return f"DUO_RIO_{self.naam}_OnderwijsOrganisatie_V4"

    def logisch_adres(self, oin: str) -> str:
        """wsa:To of a request to the service of this OIN, as in recorded traffic."""
        return f"https://duo.nl{self.pad}?oin={oin}"

    @property
    def wsdl(self) -> str:
        """File name of the WSDL."""
        return f"{self.bestandsnaam}.wsdl"

    @property
    def xsd(self) -> str:
        """File name of the schema."""
        return f"{self.bestandsnaam}.xsd"


BEHEREN = Dienst("Beheren", "/RIO/services/beheren4.0")
RAADPLEGEN = Dienst("Raadplegen", "/RIO/services/raadplegen4.0")
DIENSTEN = (BEHEREN, RAADPLEGEN)


@dataclass(frozen=True, slots=True)
class Operatie:
    """One operation.

    :param soap_action: value of the HTTP header SOAPAction and of wsa:Action.
    :param verzoek: local name of the request element.
    :param antwoord: local name of the answer element.
    """

    naam: str
    dienst: Dienst
    soap_action: str
    verzoek: str
    antwoord: str


def _lees(dienst: Dienst) -> dict[str, Operatie]:
    wortel = etree.parse(str(bron.pad(f"wsdl/{dienst.wsdl}"))).getroot()
    elementen = {
        bericht.get("name", ""): deel.get("element", "").split(":")[-1]
        for bericht in wortel.iter(f"{_WSDL}message")
        for deel in bericht.iter(f"{_WSDL}part")
    }
    acties = {
        operatie.get("name", ""): gebonden.get("soapAction", "")
        for operatie in wortel.iterfind(f"{_WSDL}binding/{_WSDL}operation")
        for gebonden in operatie.iter(f"{_SOAP}operation")
    }
    operaties: dict[str, Operatie] = {}
    for operatie in wortel.iterfind(f"{_WSDL}portType/{_WSDL}operation"):
        naam = operatie.get("name", "")
        invoer, uitvoer = (
            elementen[deel.get("message", "").split(":")[-1]]
            for soort in ("input", "output")
            for deel in operatie.iter(_WSDL + soort)
        )
        operaties[naam] = Operatie(naam, dienst, acties[naam], invoer, uitvoer)
    return operaties


OPERATIES: Mapping[str, Operatie] = MappingProxyType({**_lees(BEHEREN), **_lees(RAADPLEGEN)})
"""All operations by name; names are unique over both contracts."""
