"""A client of RIO for Python: requests built from the contract, checked and signed; answers verified.

    with RioClient("https://webservice.duo.nl", "eigen.pem", "eigen.key", "0000000700025BE00000",
                   rio_certificates=["duo.pem"]) as rio:
        eenheid = rio.opvragen_opleidingseenheid(opleidingseenheidcode="1010O6466").opleidingseenheid

Every operation is a method with the names of the contract; `berichten` holds a function per object that a request can
hold, `berichten_aanvulling` those of the contract beside V4. What goes wrong is a `RioFout`; docs/client.md tells
which, and what is tried again.
"""

from rio_soap.client import berichten, berichten_aanvulling
from rio_soap.client.antwoord import Antwoord
from rio_soap.client.fouten import (
    Foutmelding,
    OngeldigAntwoord,
    OngeldigVerzoek,
    RioAfgekeurd,
    RioFout,
    RioOnbereikbaar,
    RioSoapFout,
)
from rio_soap.client.rio import RioClient
from rio_soap.client.soepel import ContractAfwijking
from rio_soap.client.spiegel import Bijwerking, Spiegel, Wijziging
from rio_soap.client.wissel import Herhaling
from rio_soap.edukoppeling.tls_client import Tls

__all__ = [
    "Antwoord",
    "Bijwerking",
    "ContractAfwijking",
    "Foutmelding",
    "Herhaling",
    "OngeldigAntwoord",
    "OngeldigVerzoek",
    "RioAfgekeurd",
    "RioClient",
    "RioFout",
    "RioOnbereikbaar",
    "RioSoapFout",
    "Spiegel",
    "Tls",
    "Wijziging",
    "berichten",
    "berichten_aanvulling",
]
