"""``rio-soap controleer``: explain messages, with the register when there is one at hand; nothing is stored."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import click

from rio_soap.cli import bewijs, dienst, gebruik
from rio_soap.cli.instellingen import Instellingen, lees_instellingen
from rio_soap.cli.stuur import Onbruikbaar
from rio_soap.edukoppeling.klok import schrijf_tijdstip
from rio_soap.werkbank.controle import Kader, Op, controleer
from rio_soap.werkbank.rapport import Melding, Onderdeel, Rapport, Taal
from rio_soap.werkbank.weergave import FORMATEN

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
        yield dienst.maak_kader(instellingen, None, op)
        return
    with ExitStack() as stapel:
        try:
            register = stapel.enter_context(gebruik.open_register(instellingen))
        except gebruik.Registerfout as fout:
            raise Onbruikbaar(str(fout)) from fout
        yield dienst.maak_kader(instellingen, register, op)


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
) -> None:
    """Explain messages: requests, answers, faults, bare bodies or bewijzen, also captured with their HTTP headers.

    The right cause comes first, with its place. Nothing is stored.

    Exit codes: 0 nothing would be refused, 1 something would, 2 unusable input.
    """
    instellingen = lees_instellingen(bestand=ctx.obj)
    with open_kader(instellingen, op, met_register=register) as kader:
        rapporten = [rapport for pad in bestanden for rapport in _controleer(pad, kader, soapaction, content_type)]
    tekst = FORMATEN[formaat](rapporten, taal, canoniek=canoniek)
    if uit is None:
        click.echo(tekst.rstrip("\n"))
    else:
        uit.write_text(tekst, "utf-8")
    codes = [_code(rapport) for rapport in rapporten]
    # A message that is missing from a bewijs is a finding: the bewijs itself could be read.
    ctx.exit(min(1, max(codes)) if rapporten[0].soort == "bewijs" else max(codes))


def _controleer(pad: Path, kader: Kader, soap_action: str | None, content_type: str | None) -> list[Rapport]:
    with pad.open("rb") as bestand:  # a little more than allowed is enough to say that it is too large
        data = bestand.read(kader.profiel.maximum_bytes + 1)
    if bewijs.is_bewijs(data):
        return _bewijs(str(pad), pad.read_bytes(), kader)
    return [controleer(str(pad), data, kader, soap_action=soap_action, content_type=content_type)]


def _bewijs(naam: str, data: bytes, kader: Kader) -> list[Rapport]:
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
    meldingen = tuple(Melding("bewijs-past-niet", "bericht", naam, bericht=regel) for regel in gevonden)
    deel = Onderdeel("bericht", "fout" if gevonden else "goed", _over_keten(velden["schakel"]))
    samenhang = Rapport(naam, "bewijs", velden["bericht"]["operatie"], nu, (deel,), meldingen)
    return [samenhang, controleer(f"{naam}: verzoek", verzoek, ruim), controleer(f"{naam}: antwoord", antwoord, ruim)]


def _over_keten(plek: Mapping[str, Any] | None) -> tuple[str, str]:
    if plek is None:
        return "nog zonder schakel in de keten", "not sealed yet when this was made"
    plaats, laatste = f"schakel {plek['volgnummer']} {plek['hash']}", plek["laatste"]["volgnummer"]
    return f"{plaats}; laatste {laatste}", f"{plaats}; last {laatste}"


def _code(rapport: Rapport) -> int:
    if rapport.eerste is not None and rapport.eerste.oorzaak in _ONBRUIKBAAR:
        return 2
    return 0 if rapport.goed else 1
