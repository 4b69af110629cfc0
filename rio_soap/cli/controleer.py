"""``rio-soap controleer``: explain messages, with the register when there is one at hand; nothing is stored."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from rio_soap.bevinding import Taal
from rio_soap.cli.console import schrijf_verslag
from rio_soap.cli.parameters import FILE, OUTPUT, Unusable
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.setup.keys import service_certificates
from rio_soap.setup.rules import kader_without_register
from rio_soap.setup.settings import Settings, read_settings
from rio_soap.workbench import bewijs
from rio_soap.workbench.bewijscontrole import Diensten, controleer_bewijs
from rio_soap.workbench.controle import Kader, Op, controleer
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.uittrekselbestand import is_uittreksel
from rio_soap.workbench.uittrekselcontrole import controleer_uittreksel
from rio_soap.workbench.weergave import FORMATEN

if TYPE_CHECKING:
    from rich.console import RenderableType

NIET_BEOORDEELD = 3
"""Exit code for a bewijs or uittreksel of which nobody said whose it should be: whoever has a key can make one that
fits."""
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


@contextmanager
def open_kader(settings: Settings, op: Op, *, met_register: bool) -> Iterator[Kader]:
    """The frame of a command; the register, if any, is closed at its end."""
    if not (met_register and settings.has_register):
        yield kader_without_register(settings, op)
        return
    from rio_soap.setup import register_use, service  # here: they take a second, and without a register nothing of it

    with ExitStack() as stapel:
        try:
            register = stapel.enter_context(register_use.open_register(settings))
        except register_use.RegisterUnusable as fout:
            raise Unusable(str(fout)) from fout
        yield service.make_kader(settings, register, op)


@click.command("controleer")
@click.argument("bestanden", nargs=-1, required=True, type=FILE)
@met_taal
@click.option("--formaat", type=click.Choice(list(FORMATEN)), default="tekst", show_default=True)
@click.option("--uit", type=OUTPUT, help="File for the report [default: output].")
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
    type=FILE,
    help="Certificate (PEM or DER) of the service that a bewijs or uittreksel has to be of; repeatable [default: that "
    "of the settings].",
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
    """Explain messages: requests, answers, faults, bare bodies, bewijzen or uittreksels, also captured with their HTTP
    headers.

    The right cause comes first, with its place. Nothing is stored.

    Exit codes: 0 nothing would be refused, 1 something would, 2 unusable input, 3 a bewijs or uittreksel that fits but
    is not judged, since no certificate of the service is known here that it should be signed with.
    """
    settings = read_settings(file=ctx.obj)
    van = service_certificates(settings, dienstcertificaten)
    with open_kader(settings, op, met_register=register) as kader:
        per_bestand = [_controleer(pad, kader, soapaction, content_type, van) for pad in bestanden]
    rapporten = [rapport for van_bestand in per_bestand for rapport in van_bestand]

    def mooi() -> "RenderableType":
        from rio_soap.cli import terminalverslag  # here: rich is for a terminal only

        return terminalverslag.rapporten(rapporten, taal, canoniek=canoniek)

    schrijf_verslag(lambda: FORMATEN[formaat](rapporten, taal, canoniek=canoniek), mooi, uit, formaat)
    ctx.exit(max((_codes(van_bestand) for van_bestand in per_bestand), key=_ZWAARSTE.index))


def _codes(rapporten: list[Rapport]) -> int:
    """The exit code for one file."""
    code = max(_code(rapport) for rapport in rapporten)
    if rapporten[0].soort not in ("bewijs", "uittreksel"):
        return code
    if code:
        return 1  # a message that is missing from a bewijs is a finding: the bewijs itself could be read
    return NIET_BEOORDEELD if any(deel.stand == "niet" for deel in rapporten[0].onderdelen) else 0


def _controleer(
    pad: Path, kader: Kader, soap_action: str | None, content_type: str | None, van: Diensten
) -> list[Rapport]:
    data = _lees(pad, kader.profiel.maximum_bytes)
    if bewijs.is_bewijs(data):
        return controleer_bewijs(str(pad), pad.read_bytes(), kader, van)
    if is_uittreksel(data):
        return [controleer_uittreksel(str(pad), _lees(pad, bewijs.RUIM.maximum_bytes), kader, van)]
    return [controleer(str(pad), data, kader, soap_action=soap_action, content_type=content_type)]


def _lees(pad: Path, meeste: int) -> bytes:
    """A little more than allowed is enough to say that a file is too large."""
    with pad.open("rb") as bestand:
        return bestand.read(meeste + 1)


def _code(rapport: Rapport) -> int:
    if rapport.eerste is not None and rapport.eerste.oorzaak in _ONBRUIKBAAR:
        return 2
    return 0 if rapport.goed else 1
