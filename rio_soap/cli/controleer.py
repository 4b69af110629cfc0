"""``rio-soap controleer``: explain messages, with the register when there is one at hand; nothing is stored."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

import click

from rio_soap.bevinding import Taal, Tekst
from rio_soap.cli import bewijs
from rio_soap.cli.klantopties import Onbruikbaar
from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.klok import schrijf_tijdstip
from rio_soap.edukoppeling.vertrouwen import vingerafdruk
from rio_soap.setup import register_use, service
from rio_soap.setup.settings import Instellingen, Instellingsfout, lees_instellingen
from rio_soap.workbench.controle import Kader, Op, controleer
from rio_soap.workbench.rapport import Melding, Onderdeel, Rapport
from rio_soap.workbench.weergave import FORMATEN

NIET_BEOORDEELD = 3
"""Exit code for a bewijs of which nobody said whose it should be: whoever has a key can make one that fits."""
_ZWAARSTE = (0, NIET_BEOORDEELD, 1, 2)
"""Of several files the last of these counts."""
_ONBRUIKBAAR = ("leeg", "geen-xml")
"""Causes that leave nothing to judge: exit code 2."""


def lees_moment(_ctx: click.Context, _param: click.Parameter, waarde: str) -> Op:
    """The option --op."""
    if waarde in ("nu", "created"):
        return cast("Op", waarde)
    try:
        moment = datetime.fromisoformat(waarde)
    except ValueError:
        raise click.BadParameter(f"{waarde!r}: allowed nu, created, or ISO 8601 with offset") from None
    if moment.tzinfo is None:
        raise click.BadParameter(f"{waarde!r} has no offset, such as Z or +02:00")
    return moment


def register_bij_de_hand(instellingen: Instellingen) -> bool:
    """Whether the settings name a database, or the data directory holds one."""
    return bool(instellingen.database_url) or (instellingen.data_dir / "rio.db").exists()


@contextmanager
def open_kader(instellingen: Instellingen, op: Op, *, met_register: bool) -> Iterator[Kader]:
    """The frame of a command; the register, if any, is closed at its end."""
    if not (met_register and register_bij_de_hand(instellingen)):
        yield service.maak_kader(instellingen, None, op)
        return
    with ExitStack() as stapel:
        try:
            register = stapel.enter_context(register_use.open_register(instellingen))
        except register_use.Registerfout as fout:
            raise Onbruikbaar(str(fout)) from fout
        yield service.maak_kader(instellingen, register, op)


@click.command("controleer")
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--taal", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language of the report."
)
@click.option("--formaat", type=click.Choice(list(FORMATEN)), default="tekst", show_default=True)
@click.option("--uit", type=click.Path(dir_okay=False, path_type=Path), help="File for the report [default: output].")
@click.option("--canoniek", is_flag=True, help="Show the canonical bytes of every signed part.")
@click.option(
    "--op",
    callback=lees_moment,
    metavar="nu|created|MOMENT",
    default="nu",
    show_default=True,
    help="Judge as of now, at the message's own wsu:Created, or at a moment (ISO 8601 with offset).",
)
@click.option("--soapaction", help="The HTTP header SOAPAction that goes with the message.")
@click.option("--content-type", help="The HTTP header Content-Type that goes with the message.")
@click.option("--register/--zonder-register", default=True, help="Ask the register, when one is at hand [default].")
@click.option(
    "--dienst-certificaat",
    "dienstcertificaten",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate (PEM or DER) of the service that a bewijs has to be of; repeatable [default: that of the "
    "settings].",
)
@click.pass_context
def controleer_(
    ctx: click.Context,
    bestanden: tuple[Path, ...],
    taal: Taal,
    formaat: str,
    uit: Path | None,
    canoniek: bool,
    op: Op,
    soapaction: str | None,
    content_type: str | None,
    register: bool,
    dienstcertificaten: tuple[Path, ...],
) -> None:
    """Explain messages: requests, answers, faults, bare bodies or bewijzen, also captured with their HTTP headers.

    The right cause comes first, with its place. Nothing is stored.

    Exit codes: 0 nothing would be refused, 1 something would, 2 unusable input, 3 a bewijs that fits but is not judged,
    since no certificate of the service is known here that its answer should be signed with.
    """
    instellingen = lees_instellingen(bestand=ctx.obj)
    van = lees_diensten(instellingen, dienstcertificaten)
    with open_kader(instellingen, op, met_register=register) as kader:
        per_bestand = [_controleer(pad, kader, soapaction, content_type, van) for pad in bestanden]
    rapporten = [rapport for van_bestand in per_bestand for rapport in van_bestand]
    tekst = FORMATEN[formaat](rapporten, taal, canoniek=canoniek)
    if uit is None:
        click.echo(tekst.rstrip("\n"))
    else:
        uit.write_text(tekst, "utf-8")
    ctx.exit(max((_codes(van_bestand) for van_bestand in per_bestand), key=_ZWAARSTE.index))


def _codes(rapporten: list[Rapport]) -> int:
    """The exit code for one file."""
    code = max(_code(rapport) for rapport in rapporten)
    if rapporten[0].soort != "bewijs":
        return code
    if code:
        return 1  # a message that is missing from a bewijs is a finding: the bewijs itself could be read
    return NIET_BEOORDEELD if any(deel.stand == "niet" for deel in rapporten[0].onderdelen) else 0


@dataclass(frozen=True, slots=True)
class Diensten:
    """The certificates of which one has to have signed the answer in a bewijs.

    :param ders: DER; none when nobody named one.
    :param genoemd: whether they were named for this bewijs; else they are those of the service that runs here, and a
        bewijs of another service is not judged by them.
    """

    ders: frozenset[bytes]
    genoemd: bool


def lees_diensten(instellingen: Instellingen, bestanden: tuple[Path, ...]) -> Diensten:
    """The certificates that were named, else that of the settings, when it is there.

    :raises Instellingsfout: for a file without certificate.
    """
    if bestanden:
        return Diensten(frozenset(der for pad in bestanden for der in _ders(pad)), genoemd=True)
    eigen = instellingen.certificaatbestand
    return Diensten(frozenset(_ders(eigen) if eigen.is_file() else ()), genoemd=False)


def _ders(pad: Path) -> list[bytes]:
    try:
        return lees_certificaten(pad.read_bytes())
    except (OSError, Certificaatfout) as fout:
        raise Instellingsfout(f"{pad}: {fout}") from fout


def _controleer(
    pad: Path, kader: Kader, soap_action: str | None, content_type: str | None, van: Diensten
) -> list[Rapport]:
    with pad.open("rb") as bestand:  # a little more than allowed is enough to say that it is too large
        data = bestand.read(kader.profiel.maximum_bytes + 1)
    if bewijs.is_bewijs(data):
        return _bewijs(str(pad), pad.read_bytes(), kader, van)
    return [controleer(str(pad), data, kader, soap_action=soap_action, content_type=content_type)]


def _bewijs(naam: str, data: bytes, kader: Kader, van: Diensten) -> list[Rapport]:
    """How the parts of a bewijs fit, then its two messages, judged as of their own Timestamp and by themselves."""
    profiel = replace(bewijs.RUIM, ontvanger_oin=kader.profiel.ontvanger_oin)
    ruim = Kader(profiel, kader.klok, "created", kader.lijsten, afkeuring_telt=False)
    nu = schrijf_tijdstip(kader.klok.nu())
    try:
        velden, verzoek, antwoord = bewijs.lees_bewijs(data)
        gevonden = bewijs.controleer_samenhang(velden, verzoek, antwoord)
    except bewijs.Bewijsfout as fout:
        melding = Melding("bewijs-onleesbaar", "bericht", naam, bericht=str(fout))
        return [Rapport(naam, "bewijs", None, nu, (Onderdeel("bericht", "fout"),), (melding,))]
    meldingen = [Melding("bewijs-past-niet", "bericht", naam, bericht=regel) for regel in gevonden]
    meldingen += _over_dienst(naam, antwoord, van)
    stand: Literal["goed", "fout", "niet"] = "niet" if meldingen else "goed"
    if any(melding.ernst == "fout" for melding in meldingen):
        stand = "fout"
    deel = Onderdeel("bericht", stand, _over_keten(velden["schakel"]))
    samenhang = Rapport(naam, "bewijs", velden["bericht"]["operatie"], nu, (deel,), tuple(meldingen))
    return [samenhang, controleer(f"{naam}: verzoek", verzoek, ruim), controleer(f"{naam}: antwoord", antwoord, ruim)]


def _over_dienst(naam: str, antwoord: bytes, van: Diensten) -> list[Melding]:
    """Whether the answer in a bewijs has the certificate of the service it should be of.

    That its signature is right by that certificate is judged with the message, and so is that it has one at all.
    """
    der = bewijs.certificaat_in(antwoord)
    if der is None or der in van.ders:
        return []
    gevonden = f"SHA-256 {vingerafdruk(der)}"
    mag = ", ".join(f"SHA-256 {vingerafdruk(eigen)}" for eigen in sorted(van.ders)) or None
    if van.genoemd:
        tekst = Tekst("werkbank.bewijs-andere-dienst")
        return [Melding("bewijs-andere-dienst", "bericht", naam, None, gevonden, mag, tekst)]
    tekst = Tekst("werkbank.bewijs-niet-beoordeeld")
    return [Melding("bewijs-niet-beoordeeld", "bericht", naam, None, gevonden, mag, tekst, ernst="opmerking")]


def _over_keten(schakel: Mapping[str, Any] | None) -> Tekst:
    if schakel is None:
        return Tekst("toelichting.zonder-schakel")
    nummer, laatste = schakel["volgnummer"], schakel["laatste"]["volgnummer"]
    return Tekst.met("toelichting.schakel", nummer=nummer, hash=schakel["hash"], laatste=laatste)


def _code(rapport: Rapport) -> int:
    if rapport.eerste is not None and rapport.eerste.oorzaak in _ONBRUIKBAAR:
        return 2
    return 0 if rapport.goed else 1
