"""Puts the service together from the settings: the one place where all rooms meet."""

from collections.abc import Callable
from functools import partial

import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from rio_soap.cli.instellingen import Instellingen, Instellingsfout
from rio_soap.cli.ketenverbinding import maak_bag
from rio_soap.cli.zegel import begin_zegelaar, maak_stempel
from rio_soap.edukoppeling.klok import Klok, Systeemklok, VasteKlok
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database import Register, maak_engine
from rio_soap.register.uitslag import Context
from rio_soap.register.vertrouwen import RegisterVertrouwen
from rio_soap.register.waardenlijsten import Waardenlijsten, Waardenlijstfout
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.pijplijn import Pijplijn
from rio_soap.service.verbinding import Tls
from rio_soap.service.wsgi import RioToepassing


def open_register(instellingen: Instellingen) -> Register:
    """The register of the settings; the data directory is made when needed."""
    if not instellingen.database_url:
        instellingen.data_dir.mkdir(parents=True, exist_ok=True)
    return Register(maak_engine(instellingen.url))


def maak_klok(instellingen: Instellingen) -> Klok:
    """The clock of the settings."""
    moment = instellingen.vaste_tijd
    return VasteKlok(moment) if moment else Systeemklok()


def maak_profiel(instellingen: Instellingen) -> Profiel:
    """The transport profile of the settings."""
    return Profiel(
        ontvanger_oin=instellingen.oin,
        streng=instellingen.profiel == "streng",
        ondertekening_vereist=instellingen.signatures == "required",
        max_klokverschil=instellingen.klokverschil,
        max_geldigheid=instellingen.max_geldigheid,
        maximum_bytes=instellingen.max_bericht,
    )


def maak_toepassing(instellingen: Instellingen, register: Register) -> RioToepassing:
    """The WSGI application of the settings on an open register.

    :raises Instellingsfout: when the signing certificate or its key is not there.
    """
    for bestand in (instellingen.certificaatbestand, instellingen.sleutelbestand):
        if not bestand.is_file():
            raise Instellingsfout(f"{bestand}: no such file; run rio-soap init, or set RIO_CERTIFICAAT and RIO_SLEUTEL")
    klok = maak_klok(instellingen)
    vertrouwen = RegisterVertrouwen(register, klok)
    sleutelpaar = Sleutelpaar.laad(instellingen.sleutelbestand, instellingen.certificaatbestand)
    pijplijn = Pijplijn(
        vertrouwen=vertrouwen,
        klok=klok,
        sleutelpaar=sleutelpaar,
        profiel=maak_profiel(instellingen),
        afhandeling=Afhandeling(
            register, maak_context(instellingen), maak_bag(instellingen, klok), maak_stempel(sleutelpaar)
        ),
        zegelaar=begin_zegelaar(register, sleutelpaar, klok),
        kent_tls=None if instellingen.tls == "geen" else vertrouwen.kent_tls,
    )
    return RioToepassing(pijplijn, lambda: _leesbaar(register), Tls(instellingen.tls))


def maak_context(instellingen: Instellingen) -> Callable[..., Context]:
    """What every message's context takes from the settings.

    :raises Instellingsfout: when the file with waardenlijsten cannot be used.
    """
    try:
        lijsten = Waardenlijsten.laad(
            instellingen.waardenlijsten or None, met_client_waarden=instellingen.client_waarden == "ja"
        )
    except (OSError, Waardenlijstfout) as fout:
        raise Instellingsfout(f"RIO_WAARDENLIJSTEN: {fout}") from fout
    return partial(
        Context,
        paginagrootte=instellingen.paginagrootte,
        alleen_eerste=instellingen.foutmeldingen == "eerste",
        eqf_particulier=instellingen.eqf_particulier == "ja",
        lijsten=lijsten,
        klok=maak_klok(instellingen).nu,
    )


def _leesbaar(register: Register) -> bool:
    try:
        with register.lees() as sessie:
            sessie.execute(sa.text("SELECT count(*) FROM partij")).scalar_one()
    except sa.exc.SQLAlchemyError:
        return False
    return True


def certificaat_der(pem: bytes) -> bytes:
    """DER of a PEM certificate.

    :raises Instellingsfout: when it is no PEM certificate.
    """
    try:
        return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    except ValueError as fout:
        raise Instellingsfout(f"no PEM certificate: {fout}") from fout
