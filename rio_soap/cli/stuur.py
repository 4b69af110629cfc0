"""``rio-soap stuur`` and ``rio-soap haal``: speak with RIO, or with a service like it, from the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from pathlib import Path
from typing import Any, cast

import click
from lxml import etree

from rio_soap.cli import proef
from rio_soap.cli.instellingen import Instellingen, lees_instellingen
from rio_soap.client import (
    OngeldigAntwoord,
    OngeldigVerzoek,
    RioAfgekeurd,
    RioClient,
    RioFout,
    RioOnbereikbaar,
    RioSoapFout,
    Tls,
)
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN, Operatie
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.edukoppeling.envelope import lees_boom, lees_envelope
from rio_soap.edukoppeling.envelopvorm import ENVELOPE
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.werkbank.inhoud import bericht_van

_PAD = click.Path(exists=True, dir_okay=False, path_type=Path)
_KOP = frozenset(
    {"identificatiecodeBedrijfsdocument", "verzendendeInstantie", "ontvangendeInstantie", "datumTijdBedrijfsdocument"}
)
_MAX_BYTES = 16 * 1024 * 1024


class Onbruikbaar(click.ClickException):
    """Input that cannot be used: exit code 2."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Verbindingsopties:
    """Where to, and who signs; what is not given comes from the trial environment when there is one."""

    endpoint: str
    certificaat: Path | None
    sleutel: Path | None
    oin: str | None
    rio_certificaat: Path | None
    tls: Tls | None
    bewaar: Path | None

    def met_endpoint(self, endpoint: str) -> "Verbindingsopties":
        """The same for another endpoint."""
        return replace(self, endpoint=endpoint)

    def client(self, instellingen: Instellingen) -> RioClient:
        """The client of these options."""
        pki = instellingen.data_dir / "pki"
        in_proef = (instellingen.data_dir / proef.MERK).exists() or (pki / "klant.pem").exists()
        oin = self.oin or (proef.OIN_HANZE if in_proef else None)
        if oin is None:
            raise Onbruikbaar("--oin: the OIN of the institution on whose behalf is signed is missing")
        try:
            return RioClient(
                self.endpoint,
                self.certificaat or pki / "klant.pem",
                self.sleutel or pki / "klant.key",
                oin,
                rio_certificates=[self.rio_certificaat or instellingen.certificaatbestand],
                rio_oin=instellingen.oin,
                tls=self.tls,
                observer=_bewaarder(self.bewaar) if self.bewaar else None,
            )
        except (OSError, ValueError) as fout:
            raise Onbruikbaar(str(fout)) from fout


def _bewaarder(map_: Path) -> Callable[[str, bytes, bytes], None]:
    map_.mkdir(parents=True, exist_ok=True)

    def bewaar(_operatie: str, verzoek: bytes, antwoord: bytes) -> None:
        nummer = 1 + len(list(map_.glob("*-verzoek.xml")))
        (map_ / f"{nummer:03d}-verzoek.xml").write_bytes(verzoek)
        (map_ / f"{nummer:03d}-antwoord.xml").write_bytes(antwoord)

    return bewaar


def verbindingsopties(
    vlag: str = "--endpoint",
    standaard: str | None = "http://127.0.0.1:8080",
    omgeving: str | None = "RIO_CLIENT_ENDPOINT",
    hulp: str | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that say where to and who signs, as one argument `verbinding`.

    :param vlag: the option that says where to.
    :param omgeving: environment variable that says so too.
    """
    return lambda functie: _verbinding(functie, vlag, standaard, omgeving, hulp)


def _verbinding(
    functie: Callable[..., Any], vlag: str, standaard: str | None, omgeving: str | None, hulp: str | None
) -> Callable[..., Any]:

    @wraps(functie)
    def met(**opties: Any) -> Any:
        ca, certificaat, sleutel = (opties.pop(f"tls_{naam}") for naam in ("ca", "certificaat", "sleutel"))
        tls = Tls(ca, certificaat, sleutel) if ca or certificaat else None
        namen = ("endpoint", "certificaat", "sleutel", "oin", "rio_certificaat", "bewaar")
        gekozen = Verbindingsopties(**{naam: opties.pop(naam) for naam in namen}, tls=tls)
        return functie(verbinding=gekozen, **opties)

    map_ = click.Path(file_okay=False, path_type=Path)
    for optie in reversed(
        (
            click.option(vlag, "endpoint", envvar=omgeving, default=standaard, show_default=True, help=hulp),
            click.option("--certificaat", envvar="RIO_CLIENT_CERTIFICAAT", type=_PAD, help="PEM, signs the request."),
            click.option("--sleutel", envvar="RIO_CLIENT_SLEUTEL", type=_PAD, help="PEM, key of the certificate."),
            click.option("--oin", envvar="RIO_CLIENT_OIN", help="OIN of the institution on whose behalf is signed."),
            click.option(
                "--rio-certificaat", envvar="RIO_CLIENT_RIO_CERTIFICAAT", type=_PAD, help="PEM, of the answers."
            ),
            click.option("--tls-ca", envvar="RIO_CLIENT_TLS_CA", type=_PAD, help="PEM, authorities of the server."),
            click.option("--tls-certificaat", envvar="RIO_CLIENT_TLS_CERTIFICAAT", type=_PAD, help="PEM, for TLS."),
            click.option("--tls-sleutel", envvar="RIO_CLIENT_TLS_SLEUTEL", type=_PAD, help="PEM, its key."),
            click.option("--bewaar", type=map_, help="Directory in which every request and answer is kept."),
        )
    ):
        met = optie(met)
    return met


@click.command("stuur")
@click.argument("bestand", type=_PAD)
@click.option("--niet-versturen", is_flag=True, help="Print the signed envelope instead of sending it.")
@verbindingsopties()
@click.pass_context
def stuur(ctx: click.Context, bestand: Path, niet_versturen: bool, verbinding: Verbindingsopties) -> None:
    """Send the request in FILE: a bare body or an envelope.

    It is delivered afresh: new identificatiecode, time, MessageID and signature; the OINs are those of the options.
    The defaults are those of the trial environment; every option is an environment variable RIO_CLIENT_… too.

    Exit codes: 0 approved, 1 refused, 2 unusable input, 3 no answer that can be trusted.
    """
    operatie, velden = _lees_verzoek(bestand)
    with verbinding.client(lees_instellingen(bestand=ctx.obj)) as client:
        if niet_versturen:
            element, _ = client.wissel.bouw(operatie, velden)
            click.echo(client.wissel.onderteken(operatie, element), nl=False)
        else:
            _voer_uit(ctx, lambda: _toon(operatie, client.wissel.roep(operatie.naam, velden).gegeven))


@click.command("haal")
@click.argument("operatie", metavar="OPERATIE")
@click.argument("velden", nargs=-1, metavar="[VELD=WAARDE]...")
@click.option("--alles", is_flag=True, help="All pages of a paged reading.")
@verbindingsopties()
@click.pass_context
def haal(
    ctx: click.Context, operatie: str, velden: tuple[str, ...], alles: bool, verbinding: Verbindingsopties
) -> None:
    """Read from RIO: `rio-soap haal opleidingseenheid opleidingseenheidcode=1010O6466`.

    OPERATIE is the name of the contract, with or without opvragen_. Parts of an object are written with a point:
    aanduidingAdres.postcode=9747AS.

    Exit codes: 0 approved, 1 refused, 2 unusable input, 3 no answer that can be trusted.
    """
    gekozen = OPERATIES.get(operatie) or OPERATIES.get(f"opvragen_{operatie}")
    if gekozen is None or gekozen.dienst != RAADPLEGEN:
        namen = ", ".join(naam.removeprefix("opvragen_") for naam, o in OPERATIES.items() if o.dienst == RAADPLEGEN)
        raise Onbruikbaar(f"{operatie!r} is no reading; known are {namen}")
    inhoud = _lees_velden(gekozen, velden)
    met_pagina = any(veld.naam == "pagina" for veld in _vorm(gekozen).velden)
    if met_pagina:
        inhoud.setdefault("pagina", 0)

    with verbinding.client(lees_instellingen(bestand=ctx.obj)) as client:

        def lees() -> None:
            while True:
                antwoord = client.wissel.roep(gekozen.naam, inhoud)
                _toon(gekozen, antwoord.gegeven)
                blad = antwoord.object("paginering")
                volgende = int(str(inhoud.get("pagina", 0))) + 1
                if not (alles and blad is not None and volgende < int(str(blad.velden.get("aantalPaginas", 0)))):
                    return
                inhoud["pagina"] = volgende

        _voer_uit(ctx, lees)


def _voer_uit(ctx: click.Context, doe: Callable[[], None]) -> None:
    """Do it, and say what went wrong in one line per finding."""
    try:
        doe()
    except RioAfgekeurd as fout:
        for melding in fout.foutmeldingen:
            sleutels = ", ".join(f"{naam} {waarde}" for naam, waarde in melding.sleutels)
            click.echo(f"{melding.foutcode} {melding.fouttekst} ({sleutels})", err=True)
        if not fout.foutmeldingen:
            click.echo(str(fout), err=True)
        ctx.exit(1)
    except (RioSoapFout, OngeldigVerzoek) as fout:
        click.echo(
            str(fout).split(" (")[0] if isinstance(fout, RioSoapFout) else f"not sent: {fout.operatie}", err=True
        )
        for bevinding in fout.bevindingen:
            mag = f"; allowed: {bevinding.toegestaan}" if bevinding.toegestaan else ""
            click.echo(f"  {bevinding.waar}: {bevinding.melding}; found: {bevinding.gevonden}{mag}", err=True)
        ctx.exit(1)
    except (RioOnbereikbaar, OngeldigAntwoord, RioFout) as fout:
        click.echo(str(fout), err=True)
        ctx.exit(3)


def _toon(operatie: Operatie, gegeven: Gegeven) -> None:
    element = mapping.schrijf(operatie, gegeven)
    click.echo(etree.tostring(element, pretty_print=True, encoding="unicode").rstrip())


def _lees_verzoek(bestand: Path) -> tuple[Operatie, Mapping[str, Waarde]]:
    """Operation and fields of the request in a file.

    :raises Onbruikbaar: for anything but a valid request of this contract.
    """
    profiel = Profiel("0" * 20, maximum_bytes=_MAX_BYTES)
    with bestand.open("rb") as invoer:  # a little more than allowed is enough to say that it is too large
        data = invoer.read(_MAX_BYTES + 1)
    try:
        root = lees_boom(data, profiel)
        element = lees_envelope(data, None, profiel).inhoud if root.tag == ENVELOPE else root
    except Edufout as fout:
        raise Onbruikbaar(f"{bestand}: {fout}; rio-soap controleer tells more") from fout
    operatie = bericht_van(element)
    if operatie is None or etree.QName(element).localname != operatie.verzoek:
        raise Onbruikbaar(f"{bestand}: {element.tag} is no request of RIO V4")
    if bevindingen := schema.bevindingen(element, operatie.dienst):
        eerste = bevindingen[0]
        raise Onbruikbaar(
            f"{bestand}: {eerste.waar}: {eerste.melding} ({eerste.gevonden}); allowed: {eerste.toegestaan}"
        )
    try:
        velden = mapping.lees(element, operatie.dienst).velden
    except mapping.Waardefout as fout:
        raise Onbruikbaar(f"{bestand}: {fout.waar}: {fout}") from fout
    return operatie, {naam: waarde for naam, waarde in velden.items() if naam not in _KOP}


def _vorm(operatie: Operatie) -> Vorm:
    return cast("Vorm", vormen(operatie.dienst).elementen[operatie.verzoek])


def _lees_velden(operatie: Operatie, velden: tuple[str, ...]) -> dict[str, Waarde]:
    inhoud: dict[str, Waarde] = {}
    for veld in velden:
        pad, is_, tekst = veld.partition("=")
        if not is_:
            raise Onbruikbaar(f"{veld!r}: allowed VELD=WAARDE")
        _zet(inhoud, _vorm(operatie), pad.split("."), tekst)
    return inhoud


def _zet(inhoud: dict[str, Waarde], vorm: Vorm, pad: list[str], tekst: str) -> None:
    mogelijk = {naam.rpartition("}")[2]: soort for naam, (_, soort) in vorm.per_tag.items()}
    soort = mogelijk.get(pad[0])
    namen = ", ".join(naam for naam in mogelijk if naam not in _KOP)
    if soort is None or isinstance(soort, Simpel) == (len(pad) > 1):
        raise Onbruikbaar(f"{pad[0]!r} is no field here; known are {namen}")
    if isinstance(soort, Simpel):
        inhoud[pad[0]] = _waarde(pad[0], soort, tekst)
        return
    deel = cast("Gegeven", inhoud.setdefault(pad[0], Gegeven(pad[0])))
    _zet(deel.velden, soort, pad[1:], tekst)


def _waarde(naam: str, soort: Simpel, tekst: str) -> Waarde:
    """A value in the Python type of its simple type."""
    maak: dict[str, Callable[[str], Waarde]] = {
        "date": date.fromisoformat,
        "dateTime": datetime.fromisoformat,
        "integer": int,
        "short": int,
        "int": int,
        "decimal": Decimal,
        "boolean": lambda waarde: waarde == "true",
    }
    try:
        return maak.get(soort.primitief, str)(tekst)
    except (ValueError, InvalidOperation):
        raise Onbruikbaar(f"{naam}: {tekst!r} is no {soort.omschrijving}") from None
