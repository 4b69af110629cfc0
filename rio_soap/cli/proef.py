"""The trial environment of ``make run``: everything in one directory, made afresh.

It delivers one opleidingseenheid over HTTP as a client would, signed, reads it back, and then serves on, so that a
vendor sees within a minute what a good exchange looks like.
"""

import http.client
import shutil
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click
from lxml import etree

from rio_soap import besloten
from rio_soap.cli.ketenproef import ketenproef_ernaast, omgeving
from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.klok import Klok
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database import trial_mark
from rio_soap.register.database.database import Register
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata import proef
from rio_soap.register.vertrouwen import partijen
from rio_soap.server import server
from rio_soap.setup import register_use, service
from rio_soap.setup.chain_settings import BAG_BESTAND
from rio_soap.setup.settings import Instellingen, Instellingsfout

OIN_HANZE = "0000000700025BE00000"
OIN_KLANT = "00000099000000001000"
"""OIN (test prefix) in the certificate of the trial client, which signs for the Hanzehogeschool as an intermediary."""

PROEFKLANT = "Proefklant"
"""Name of that party."""

MERK = "proefomgeving"
"""A file of this name in the data directory says that it may be made afresh."""
BLIJFT = (MERK, BAG_BESTAND, f"{BAG_BESTAND}-slot", register_use.SLOTBESTAND, "rio.db-slot")
"""What stays beside the keys: a loaded BAG extract is the work of minutes, and the same in every trial; locks are held
by whoever waits for them."""


def maak_pki(instellingen: Instellingen) -> None:
    """The keys of the service and of a trial client, in ``pki`` of the data directory; what is there stays."""
    proefpki.maak(instellingen.data_dir / "pki", dienst_oin=instellingen.oin, klanten={"klant": OIN_KLANT})


def heeft_pki(instellingen: Instellingen) -> bool:
    """Whether `maak_pki` has nothing to make."""
    return proefpki.is_heel(instellingen.data_dir / "pki", ("klant",))


def klantsleutel(instellingen: Instellingen) -> Sleutelpaar:
    """Key and certificate of the trial client."""
    pki = instellingen.data_dir / "pki"
    return Sleutelpaar.laad(pki / "klant.key", pki / "klant.pem")


def draai_proef(instellingen: Instellingen, host: str, port: int, *, eenmalig: bool = False) -> None:
    """Make the environment, deliver and read back, serve until stopped.

    Data directory and database for this process alone, then the address, and only then is anything removed: what is in
    use stays as it is. Once it was made others may use it too.

    :raises Instellingsfout: when one of these is not to be had.
    """
    _moet_proef_zijn(instellingen.data_dir)
    besloten.maak_map(instellingen.data_dir)  # wherever the database is: this is what is emptied
    later = server.Later()
    with ExitStack() as stapel:
        with register_use.alleen(instellingen) as bezit:
            http_server = server.HttpServer(later, host, port, instellingen)
            stapel.callback(http_server.sluit)
            if instellingen.database_url:
                register_use.moet_van_proef_zijn(bezit.engine, PROEFKLANT)
            bezit.neem_databases_in(instellingen.data_dir, f"{BAG_BESTAND}{register_use.SLOTSTAART}")
            _leeg(instellingen.data_dir)
            register_use.migreer(bezit.engine)
            for slot in bezit.deel():
                stapel.callback(slot.laat_los)
        maak_pki(instellingen)
        ingesteld = stapel.enter_context(ketenproef_ernaast(instellingen))
        register = stapel.enter_context(register_use.open_register(ingesteld))
        vul(register, ingesteld)
        register.schrijf(trial_mark.merk)
        later.toepassing = toepassing = service.maak_toepassing(ingesteld, register)
        stapel.enter_context(http_server)
        stapel.enter_context(server.beheer_ernaast(toepassing, ingesteld))
        _toon(instellingen, host, port)
        if not eenmalig:
            click.echo(_WIJZER.format(host=host, port=port, dir=instellingen.data_dir, oin=OIN_HANZE))
            click.echo(f"  stand-ins of BAG and KvK run too; for commands in another shell:\n{omgeving(ingesteld)}")
            server.wacht()


def vul(register: Register, instellingen: Instellingen, gegevens: Callable[[Session], None] = proef.laad_proef) -> None:
    """Tables, trial data and the trial client as a party that signs for the Hanzehogeschool."""
    migreer(register.engine)
    register.schrijf(gegevens)
    der = klantsleutel(instellingen).der
    register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, (OIN_HANZE,), PROEFKLANT))


def _moet_proef_zijn(data_dir: Path) -> None:
    """
    :raises Instellingsfout: for a directory that holds something else than a trial environment.
    """
    if (data_dir / MERK).exists() or not data_dir.exists():
        return
    if not data_dir.is_dir():
        raise Instellingsfout(f"{data_dir} is no directory; set RIO_DATA_DIR to one")
    if any(pad.name not in BLIJFT for pad in data_dir.iterdir()):
        raise Instellingsfout(
            f"{data_dir} holds data and is no trial environment; set RIO_DATA_DIR to another directory for a trial"
        )


def _leeg(data_dir: Path) -> None:
    """Remove what an earlier run left, but never a directory that is not a trial environment; keys, a loaded BAG
    extract and the locks stay."""
    _moet_proef_zijn(data_dir)
    besloten.maak_map(data_dir)
    tekst = "rio-soap proef makes this directory afresh at each run; the keys in pki and bag.db stay.\n"
    besloten.schrijf(data_dir / MERK, tekst.encode())
    for pad in data_dir.iterdir():
        if pad.name in BLIJFT or pad.name == "pki" or pad.name.endswith(register_use.SLOTSTAART):
            continue
        if pad.is_dir() and not pad.is_symlink():
            shutil.rmtree(pad)
        else:
            pad.unlink()


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


def verzoek(
    operatienaam: str, inhoud: dict[str, Waarde], sleutelpaar: Sleutelpaar, klok: Klok, *, oin: str, ontvanger: str
) -> bytes:
    """A signed request of the trial client.

    :param inhoud: fields of the request after the four of bedrijfsdocument.
    :param oin: OIN of the institution on whose behalf is signed.
    """
    operatie = OPERATIES[operatienaam]
    velden: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
        "verzendendeInstantie": oin,
        "ontvangendeInstantie": ontvanger,
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **inhoud,
    }
    return stel_verzoek_op(
        mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden)),
        action=operatie.soap_action,
        van_oin=oin,
        naar=f"https://duo.nl{operatie.dienst.pad}?oin={ontvanger}",
        sleutelpaar=sleutelpaar,
        klok=klok,
    )


def stuur(host: str, port: int, operatienaam: str, data: bytes) -> tuple[int, bytes]:
    """POST one request; gives HTTP status and body."""
    operatie = OPERATIES[operatienaam]
    verbinding = http.client.HTTPConnection(host, port, timeout=30)
    try:
        koppen = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operatie.soap_action}
        verbinding.request("POST", operatie.dienst.pad, data, koppen)
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    finally:
        verbinding.close()


def _toon(instellingen: Instellingen, host: str, port: int) -> None:
    klok, sleutelpaar = service.maak_klok(instellingen), klantsleutel(instellingen)

    def wissel(operatienaam: str, inhoud: dict[str, Waarde]) -> etree._Element:
        data = verzoek(operatienaam, inhoud, sleutelpaar, klok, oin=OIN_HANZE, ontvanger=instellingen.oin)
        status, raw = stuur(host, port, operatienaam, data)
        body: etree._Element = etree.fromstring(raw)[-1][0]
        click.echo(f"\n>>> {operatienaam}: {len(data)} bytes, signed for {OIN_HANZE}\n<<< HTTP {status}")
        click.echo(etree.tostring(body, pretty_print=True, encoding="unicode").rstrip())
        if status != 200:
            waarom = body.findtext("{*}faultstring") or f"HTTP {status}"
            raise click.ClickException(f"the trial message was not processed: {body.findtext('{*}faultcode')} {waarom}")
        return body

    antwoord = wissel("aanleveren_opleidingseenheid", {"opleidingseenheid": voorbeeldlevering()})
    code = antwoord.findtext("{*}opleidingseenheidcode")
    if code is None:
        raise click.ClickException("the trial delivery was not approved; this is a fault of rio_soap")
    wissel("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})


_WIJZER = """
serving on http://{host}:{port} (stop with Ctrl-C)
  POST http://{host}:{port}/RIO/services/beheren4.0     WSDL: http://{host}:{port}/RIO/services/beheren4.0?wsdl
  POST http://{host}:{port}/RIO/services/raadplegen4.0  WSDL: http://{host}:{port}/RIO/services/raadplegen4.0?wsdl
  sign with {dir}/pki/klant.pem and klant.key for OIN {oin}, or trust your own certificate:
    .venv/bin/rio-soap partij toevoegen --certificaat YOUR.pem --namens {oin}"""
