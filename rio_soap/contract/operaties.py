"""The four diensten and their operations, read from our own WSDLs: DUO's two contracts and our two beside them."""

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

    :param naam: short and unique, such as ``Beheren``; names the service to people and in our own texts.
    :param pad: path of the service, as in recorded traffic.
    :param bestandsnaam: name of the contract's files, without extension.
    :param contract_ns: namespace of the WSDL.
    :param schema_ns: namespace of the messages.
    :param schrijft: whether its operations change the register.
    """

    naam: str
    pad: str
    bestandsnaam: str
    contract_ns: str
    schema_ns: str
    schrijft: bool

    def __hash__(self) -> int:
        """By its name, which is unique; every message looks up a few things by its contract."""
        return hash(self.naam)

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


def _duo(naam: str, pad: str, *, schrijft: bool) -> Dienst:
    bestand = f"DUO_RIO_{naam}_OnderwijsOrganisatie_V4"
    return Dienst(naam, pad, bestand, f"http://duo.nl/contract/{bestand}", f"http://duo.nl/schema/{bestand}", schrijft)


def _eigen(naam: str, pad: str, *, schrijft: bool) -> Dienst:
    bestand = f"RIO_Aanvulling_{naam}_V1"
    contract, schema = (f"urn:rio-soap:{soort}:{bestand}" for soort in ("contract", "schema"))
    return Dienst(f"Aanvulling{naam}", pad, bestand, contract, schema, schrijft)


BEHEREN = _duo("Beheren", "/RIO/services/beheren4.0", schrijft=True)
RAADPLEGEN = _duo("Raadplegen", "/RIO/services/raadplegen4.0", schrijft=False)
AANVULLING_BEHEREN = _eigen("Beheren", "/RIO/services/aanvulling-beheren1.0", schrijft=True)
AANVULLING_RAADPLEGEN = _eigen("Raadplegen", "/RIO/services/aanvulling-raadplegen1.0", schrijft=False)
DIENSTEN = (BEHEREN, RAADPLEGEN, AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN)


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


OPERATIES: Mapping[str, Operatie] = MappingProxyType(
    {naam: operatie for dienst in DIENSTEN for naam, operatie in _lees(dienst).items()}
)
"""All operations by name; names are unique over the contracts."""
