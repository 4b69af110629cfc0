"""What a trial environment holds: keys, trial data, a client that is trusted, and the messages of that client.

`rio_soap.setup.trial_run` makes one and serves it; tests, benchmarks and the listener of `rio-soap keur` take from here
what they need of it.
"""

import http.client
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from rio_soap.contract import mapping
from rio_soap.contract.document_header import new_header
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, alle_toekenningen, ken_toe
from rio_soap.register.database.database import Register
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata import proef
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup.settings import Settings

OIN_HANZE = "0000000700025BE00000"
TRIAL_OFFER = "99000000-0000-4000-8000-000000000010"
OIN_CLIENT = "00000099000000001000"
"""OIN (test prefix) in the certificate of the trial client, which signs for the Hanzehogeschool as an intermediary."""
OIN_DUO, OIN_NVAO, OIN_INSPECTIE, OIN_BRON, OIN_GEMEENTE, OIN_SBB = (
    f"00000099{number:09}000" for number in range(2, 8)
)
"""OINs (test prefix) of senders with a role, for which the trial client signs too."""
ERKENNER = "100E003"
"""The NVAO in the trial data."""
ROLES = (
    (OIN_DUO, "DUO", ""),
    (OIN_NVAO, "ERKENNER", ERKENNER),
    (OIN_INSPECTIE, "INSPECTIE", ""),
    (OIN_BRON, "BRON", ""),
    (OIN_GEMEENTE, "GEMEENTE", ""),
    (OIN_SBB, "SBB", ""),
)
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
CLIENT_NAME = "Proefklant"
"""Name of that party."""
MARK = "proefomgeving"
"""A file of this name in the data directory says that it may be made afresh."""


def make_pki(settings: Settings) -> None:
    """The keys of the service and of a trial client, in ``pki`` of the data directory; what is there stays."""
    proefpki.maak(settings.data_dir / "pki", dienst_oin=settings.oin, klanten={"klant": OIN_CLIENT})


def has_pki(settings: Settings) -> bool:
    """Whether `make_pki` has nothing to make."""
    return proefpki.is_heel(settings.data_dir / "pki", ("klant",))


def is_trial_dir(data_dir: Path) -> bool:
    """Whether a data directory is a trial environment, which the next trial empties."""
    return (data_dir / MARK).exists()


def client_key(settings: Settings) -> Sleutelpaar:
    """Key and certificate of the trial client."""
    pki = settings.data_dir / "pki"
    return Sleutelpaar.laad(pki / "klant.key", pki / "klant.pem")


def fill(register: Register, settings: Settings, data: Callable[[Session], None] = proef.laad_proef) -> None:
    """Tables, trial data, and the trial client as a party that signs for the Hanzehogeschool and for who has a role.

    :param data: writes the trial data, in one transaction.
    """
    migreer(register.engine)
    register.schrijf(data)
    der = client_key(settings).der
    senders = (OIN_HANZE, *(oin for oin, _, _ in ROLES))
    register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, senders, CLIENT_NAME))
    register.schrijf(_give_roles)


def _give_roles(session: Session) -> None:
    """Each once: filling again leaves a role as it is, and one that was withdrawn stays so."""
    there = {(given.houder, given.rol, given.bereik) for given in alle_toekenningen(session)}
    for oin, role, scope in ROLES:
        if (oin, role, scope) not in there:
            ken_toe(session, Toekenning(oin, role, scope, _BEGIN, None, CLIENT_NAME), _BEGIN)


def voorbeeldlevering() -> Gegeven:
    """An hoOpleiding of our own making, without code: a new one."""
    begin = date(2026, 9, 1)
    periode: dict[str, Waarde] = {
        "begindatum": begin,
        "naamLang": "Toegepaste Waterkunde",
        "naamKort": "TWK",
        "internationaleNaam": "Applied Water Studies",
        "omschrijving": "Voorbeeld van rio_soap: dijken, sluizen en grondwater in vier jaar.",
        "studielast": 240,
        "studielasteenheid": "ECTS_PUNT",
    }
    velden: dict[str, Waarde] = {
        "begindatum": begin,
        "kenmerken": [
            Gegeven(
                "kenmerken",
                {"kenmerknaam": "eigenOpleidingseenheidSleutel", "kenmerkwaardeTekst": str(uuid.uuid4())},
            ),
            Gegeven("kenmerken", {"kenmerknaam": "soort", "kenmerkwaardeEnumeratiewaarde": "OPLEIDING"}),
        ],
        "opleidingseenheidPeriode": [Gegeven("hoOpleidingPeriode", periode)],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
        "ISCED": 732,
    }
    return Gegeven("hoOpleiding", velden)


def signed_request(
    operatienaam: str, inhoud: dict[str, Waarde], sleutelpaar: Sleutelpaar, klok: Clock, *, oin: str, ontvanger: str
) -> bytes:
    """A signed request of the trial client.

    :param inhoud: fields of the request after the four of bedrijfsdocument.
    :param oin: OIN of the institution on whose behalf is signed.
    """
    operatie = OPERATIES[operatienaam]
    header = new_header(oin, ontvanger, schrijf_tijdstip(klok.nu(), milliseconden=True))
    return stel_verzoek_op(
        mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**header, **inhoud})),
        action=operatie.soap_action,
        van_oin=oin,
        naar=operatie.dienst.logisch_adres(ontvanger),
        sleutelpaar=sleutelpaar,
        klok=klok,
    )


def post(host: str, port: int, operatienaam: str, data: bytes) -> tuple[int, bytes]:
    """POST one request over plain HTTP; gives HTTP status and body.

    :raises OSError: when no answer comes within 30 seconds.
    """
    operatie = OPERATIES[operatienaam]
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operatie.soap_action}
        connection.request("POST", operatie.dienst.pad, data, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
