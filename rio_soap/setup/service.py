"""Puts the service together from the settings: the one place where all rooms meet."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from rio_soap import besloten
from rio_soap.chain.ports import Bag
from rio_soap.edukoppeling.certificaat import Certificaatfout, GeenOin, lees_certificaat
from rio_soap.edukoppeling.certificaatbestand import lees_blad
from rio_soap.edukoppeling.klok import Klok, Systeemklok, VasteKlok
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.edukoppeling.vertrouwen import Vertrouwen
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.replica import Replica
from rio_soap.register.regels.kenmerktabel import Kenmerkfout, Kenmerktabel
from rio_soap.register.regels.uitslag import Registerinstellingen, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten, Waardenlijstfout
from rio_soap.register.vertrouwen.trust import RegisterVertrouwen
from rio_soap.server import memory
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.hertoets import PartijIn
from rio_soap.service.oordeel import bekijk_vooraf, beoordeel
from rio_soap.service.pijplijn import Pijplijn
from rio_soap.service.toegang import maak_toegang
from rio_soap.service.verbinding import Tls
from rio_soap.service.wsgi import RioToepassing
from rio_soap.setup.chain import maak_bag
from rio_soap.setup.health import Gezondheid
from rio_soap.setup.replica_register import open_leeskopie
from rio_soap.setup.seal import begin_zegelaar, maak_stempel
from rio_soap.setup.settings import Instellingen, Instellingsfout
from rio_soap.setup.witnesses import maak_getuigen
from rio_soap.workbench.controle import Kader, Op
from rio_soap.workbench.maat import Toelating
from rio_soap.workbench.voorbeeld import Bekijk
from rio_soap.workbench.wsgi import ControleToepassing, VoorbeeldToepassing


def open_register(instellingen: Instellingen) -> Register:
    """The register of the settings, whatever is in it; the data directory is made when needed.

    Commands take that of `rio_soap.setup.register_use`, which looks first.
    """
    if not instellingen.database_url:
        besloten.maak_map(instellingen.data_dir)
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
        eku=instellingen.eku,  # type: ignore[arg-type]  # its values are checked there
        maximum_bytes=instellingen.max_bericht,
    )


def maak_toepassing(instellingen: Instellingen, register: Register) -> RioToepassing:
    """The WSGI application of the settings on an open register.

    :raises Instellingsfout: when the signing certificate or its key is not there, or a replica for readings is none.
    """
    bag = maak_bag(instellingen, maak_klok(instellingen))
    vertrouwen = RegisterVertrouwen(register, maak_klok(instellingen))
    kent_tls = None if instellingen.tls == "geen" else vertrouwen.kent_tls
    pijplijn = maak_pijplijn(
        instellingen,
        register,
        vertrouwen,
        bag=bag,
        kent_tls=kent_tls,
        partij_in=vertrouwen.partij_in,
        leeskopie=open_leeskopie(instellingen, register),
    )
    # Strangers may have a message explained, but what the register says of it is for those who may ask it.
    kader = maak_kader(instellingen, register, alleen_vertrouwd=instellingen.signatures == "required", bag=bag)
    kader = replace(kader, na_bewijs=True, afzender=pijplijn.afzender)
    bekijk = partial(bekijk_vooraf, pijplijn.afhandeling)
    toelating = Toelating.maak(instellingen.controle_per_minuut, instellingen.threads, memory.Teruggave())
    ernaast = {
        "/controle": ControleToepassing(kader, toelating),
        "/voorbeeld": VoorbeeldToepassing(kader, bekijk, toelating),
    }
    tls = Tls(instellingen.tls)
    toegang = maak_toegang(tls, vertrouwen.kent_partij, maak_klok(instellingen))
    apart = instellingen.beheer_poort > 0
    gezond, tijd = Gezondheid(register), instellingen.termijn
    return RioToepassing(pijplijn, gezond, tls, ernaast, tijd, toegang, apart=apart)


def laad_sleutelpaar(instellingen: Instellingen) -> Sleutelpaar:
    """The key pair with which the service signs.

    :raises Instellingsfout: when the signing certificate or its key is not there or cannot be used, or it names no
        OIN: nobody would take an answer signed with it.
    """
    for bestand in (instellingen.certificaatbestand, instellingen.sleutelbestand):
        if not bestand.is_file():
            raise Instellingsfout(f"{bestand}: no such file; run rio-soap init, or set RIO_CERTIFICAAT and RIO_SLEUTEL")
    try:
        sleutelpaar = Sleutelpaar.laad(instellingen.sleutelbestand, instellingen.certificaatbestand)
    except Sleutelfout as fout:
        raise Instellingsfout(str(fout)) from fout
    if (geen := lees_certificaat(sleutelpaar.der).geen_oin) is not None:
        raise Instellingsfout(f"{instellingen.certificaatbestand}: {GeenOin(geen)}")
    return sleutelpaar


def maak_pijplijn(
    instellingen: Instellingen,
    register: Register,
    vertrouwen: Vertrouwen,
    *,
    bag: Bag | None = None,
    kent_tls: Callable[[bytes, str], bool] | None = None,
    partij_in: PartijIn | None = None,
    leeskopie: Replica | None = None,
    beheerder: bool = False,
) -> Pijplijn:
    """The way of a message by the settings.

    :param vertrouwen: whose signatures are taken.
    :param partij_in: asks again in the transaction; None when trust cannot change meanwhile.
    :param leeskopie: does readings; None does them on the register.
    :param beheerder: the messages are those of the operator, who acts for every owner.
    :raises Instellingsfout: when the signing certificate or its key is not there.
    """
    sleutelpaar, klok = laad_sleutelpaar(instellingen), maak_klok(instellingen)
    getuigen = maak_getuigen(instellingen, register, maak_stempel(sleutelpaar), klok)
    return Pijplijn(
        vertrouwen=vertrouwen,
        klok=klok,
        sleutelpaar=sleutelpaar,
        profiel=maak_profiel(instellingen),
        afhandeling=Afhandeling(
            register,
            maak_registerinstellingen(instellingen, beheerder=beheerder),
            bag,
            maak_stempel(sleutelpaar),
            partij_in,
            leeskopie,
        ),
        zegelaar=begin_zegelaar(register, sleutelpaar, klok, getuigen),
        getuigen=getuigen,
        kent_tls=kent_tls,
        onderteken_altijd=instellingen.onderteken_antwoord == "altijd",
        afzender=instellingen.afzender,  # type: ignore[arg-type]  # its values are checked there
    )


def maak_kader(
    instellingen: Instellingen,
    register: Register | None,
    op: Op = "nu",
    *,
    alleen_vertrouwd: bool = False,
    bag: Bag | None = None,
) -> Kader:
    """By what the workbench judges messages, from the settings.

    :param register: is asked for trust and controles; None leaves both out.
    :param alleen_vertrouwd: ask for controles only on behalf of a party that signed and is trusted.
    :param bag: is asked for addresses that are new to the register; None makes one by the settings.
    """
    klok, van_register = maak_klok(instellingen), maak_registerinstellingen(instellingen)
    lijsten, kenmerken = van_register.lijsten, van_register.kenmerken
    if register is None:
        return Kader(maak_profiel(instellingen), klok, op, lijsten, kenmerken=kenmerken)
    afhandeling = Afhandeling(register, van_register, bag or maak_bag(instellingen, klok))
    vertrouwen, vraag = RegisterVertrouwen(register, klok), partial(beoordeel, afhandeling)
    return Kader(
        maak_profiel(instellingen), klok, op, lijsten, vertrouwen, vraag, alleen_vertrouwd, kenmerken=kenmerken
    )


def maak_bekijk(instellingen: Instellingen, register: Register, *, beheerder: bool = False) -> Bekijk:
    """What looks at this register to preview a delivery, from the settings.

    :param beheerder: as in `maak_pijplijn`.
    """
    bag = maak_bag(instellingen, maak_klok(instellingen))
    van_register = maak_registerinstellingen(instellingen, beheerder=beheerder)
    return partial(bekijk_vooraf, Afhandeling(register, van_register, bag))


def maak_registerinstellingen(instellingen: Instellingen, *, beheerder: bool = False) -> Registerinstellingen:
    """By what the register judges and answers, from the settings.

    :param beheerder: as in `maak_pijplijn`.

    :raises Instellingsfout: when the file with waardenlijsten or that with kenmerken cannot be used.
    """
    lijsten = laad_lijsten(instellingen)
    return Registerinstellingen(
        paginagrootte=instellingen.paginagrootte,
        alleen_eerste=instellingen.foutmeldingen == "eerste",
        eqf_particulier=instellingen.eqf_particulier == "ja",
        beheerder=beheerder,
        lijsten=lijsten,
        kenmerken=laad_kenmerken(instellingen, lijsten),
        klok=maak_klok(instellingen).nu,
    )


def laad_lijsten(instellingen: Instellingen) -> Waardenlijsten:
    """The value lists of the settings: those of the package, or of a file that holds at least the same lists.

    :raises Instellingsfout: when the file cannot be used.
    """
    pad = instellingen.waardenlijsten
    try:
        lijsten = Waardenlijsten.laad(pad or None, met_client_waarden=instellingen.client_waarden == "ja")
    except (OSError, Waardenlijstfout) as fout:
        raise Instellingsfout(f"RIO_WAARDENLIJSTEN: {fout}") from fout
    if mist := lijsten.ontbrekend(standaardlijsten().lijsten):
        raise Instellingsfout(f"RIO_WAARDENLIJSTEN: {pad} lacks the lists {', '.join(mist)}")
    return lijsten


def laad_kenmerken(instellingen: Instellingen, lijsten: Waardenlijsten) -> Kenmerktabel:
    """The table of kenmerken of the settings: that of the package, or of a file.

    :raises Instellingsfout: when the file cannot be used with these value lists.
    """
    try:
        return Kenmerktabel.laad(lijsten, instellingen.kenmerken or None)
    except (OSError, Kenmerkfout) as fout:
        raise Instellingsfout(f"RIO_KENMERKEN: {fout}") from fout


def certificaat_der(data: bytes) -> bytes:
    """DER of the certificate in a file, PEM or DER; of a chain that of its owner.

    :raises Instellingsfout: when there is none, or not one.
    """
    try:
        return lees_blad(data)
    except Certificaatfout as fout:
        raise Instellingsfout(str(fout)) from fout


def certificaat_van_partij(pad: Path) -> bytes:
    """DER of a certificate with which a party may sign: it can be read, is strong enough and names one OIN.

    :raises Instellingsfout: when it is not so; its messages would be refused (EK0031).
    """
    try:
        der = lees_blad(pad.read_bytes())
        certificaat = lees_certificaat(der)
    except (OSError, Certificaatfout) as fout:
        raise Instellingsfout(f"{pad}: {fout}") from fout
    if certificaat.geen_oin is not None:
        raise Instellingsfout(f"{pad}: {GeenOin(certificaat.geen_oin)}")
    return der
