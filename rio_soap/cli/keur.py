"""``rio-soap keur``: play every rule against an endpoint, or sit as a RIO and judge what a client sends."""

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rio_soap.bevinding import Taal
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.client_options import ConnectionOptions, connection_options
from rio_soap.cli.console import schrijf_verslag, voortgang
from rio_soap.cli.parameters import FILE, OUTPUT, Unusable, oin
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.setup import serving
from rio_soap.setup.settings import Settings, read_settings
from rio_soap.setup.trial_listener import trial_listener
from rio_soap.workbench.keur.bereik import Onbereikbaar
from rio_soap.workbench.keur.boek import GROEPEN, Groep
from rio_soap.workbench.keur.keuren import keur
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.keur.namen import PROEF, Namenfout, lees_namen
from rio_soap.workbench.keur.run_report import FORMATEN
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.woorden import woord

if TYPE_CHECKING:
    from rich.console import RenderableType

_NALOOP = 0.5
"""Seconds in which the answer to the last message leaves."""


@click.command("keur")
@click.option("--namen", type=FILE, help="TOML file with the objects that may be used [default: the trial set].")
@click.option("--deel", "groepen", multiple=True, type=click.Choice(GROEPEN), help="Only these rules; repeatable.")
@click.option("--geduld", default=20.0, show_default=True, help="Seconds in which a change must show in readings.")
@click.option("--luister", is_flag=True, help="Judge a client: sit as a RIO, with a register of its own.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8081, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--partij", "certificaten", multiple=True, type=FILE, help="PEM of the client to trust; repeatable.")
@click.option("--namens", multiple=True, type=oin, metavar="OIN", help="OIN it signs for [default: that of the trial].")
@click.option("--na", type=float, metavar="SECONDEN", help="Stop listening after this time.")
@click.option("--berichten", type=click.IntRange(1), help="Stop listening after so many messages.")
@met_taal
@click.option("--formaat", type=click.Choice(list(FORMATEN)), default="tekst", show_default=True)
@click.option("--uit", type=OUTPUT, help="File for the report [default: output].")
@click.option("--html", "html_bestand", type=OUTPUT, help="Also write the page of HTML to this file.")
@click.option("--junit", "junit_bestand", type=OUTPUT, help="Also write JUnit to this file.")
@connection_options("--doel", None, None, "Judge the service at this address, such as http://127.0.0.1:8080.")
@click.pass_context
def keur_(
    ctx: click.Context,
    verbinding: ConnectionOptions,
    namen: Path | None,
    groepen: tuple[Groep, ...],
    geduld: float,
    luister: bool,
    host: str,
    port: int,
    certificaten: tuple[Path, ...],
    namens: tuple[str, ...],
    na: float | None,
    berichten: int | None,
    taal: Taal,
    formaat: str,
    uit: Path | None,
    html_bestand: Path | None,
    junit_bestand: Path | None,
) -> None:
    """Judge a service (--doel URL) or a client (--luister) by every rule of RIO.

    Each requirement, technical fault and foutcode is met, violated, or not exercised, with why. A service is judged
    with deliveries of its own, which are removed afterwards; never point this at a production RIO.

    Exit codes: 0 nothing violated, 1 something is, 2 unusable input, 3 no answer.
    """
    settings = read_settings(file=ctx.obj)
    if luister == bool(verbinding.endpoint):
        raise Unusable(zin("keurgang.kies"))
    if luister:
        keuring = _luister(settings, (host, port), certificaten, namens, na, berichten, taal)
    else:
        keuring = _doel(ctx, settings, verbinding, namen, groepen or GROEPEN, geduld)

    def mooi() -> "RenderableType":
        from rio_soap.cli import terminalverslag  # here: rich is for a terminal only

        return terminalverslag.keuring(keuring, taal)

    schrijf_verslag(lambda: FORMATEN[formaat](keuring, taal), mooi, uit, formaat)
    if html_bestand:
        html_bestand.write_text(FORMATEN["html"](keuring, taal), "utf-8")
    if junit_bestand:
        junit_bestand.write_text(FORMATEN["junit"](keuring, taal), "utf-8")
    ctx.exit(0 if keuring.goed else 1)


def _doel(
    ctx: click.Context,
    settings: Settings,
    verbinding: ConnectionOptions,
    namen: Path | None,
    groepen: tuple[Groep, ...],
    geduld: float,
) -> Keuring:
    try:
        gekozen = lees_namen(namen) if namen else PROEF
    except Namenfout as fout:
        raise Unusable(str(fout)) from fout

    with verbinding.client(settings) as client, voortgang("keur") as balk:

        def meld(tekst: str) -> None:
            balk.noem(tekst)
            if not balk.zichtbaar:
                click.echo(f"{tekst} …", err=True)

        try:
            return keur(
                client.wissel,
                gekozen,
                verbinding.endpoint,
                groepen=groepen,
                geduld=geduld,
                meld=meld,
                gestuurd=balk.stap,
            )
        except Onbereikbaar as fout:
            click.echo(f"Error: {fout}", err=True)
            ctx.exit(3)


def _luister(
    settings: Settings,
    address: tuple[str, int],
    certificaten: tuple[Path, ...],
    namens: tuple[str, ...],
    na: float | None,
    berichten: int | None,
    taal: Taal,
) -> Keuring:
    klaar = threading.Event()
    with trial_listener(settings, certificaten, namens) as rechter:

        def na_bericht(rapport: Rapport) -> None:
            eerste = rapport.eerste
            wat = woord("goed", taal) if rapport.goed or eerste is None else f"{eerste.waar}: {eerste.over.titel(taal)}"
            click.echo(f"{rapport.naam} ({rapport.operatie or '?'}): {wat}", err=True)
            if berichten is not None and rechter.aantal >= berichten:
                klaar.set()

        rechter.na_bericht = na_bericht
        with serving.make_http_server(rechter, *address, replace(settings, tls="geen")) as http:
            click.echo(zin("keurgang.luistert", adres=http.address), err=True)
            try:
                klaar.wait(na)
                time.sleep(_NALOOP)
            except KeyboardInterrupt:
                click.echo("", err=True)
        return rechter.keuring(", ".join(str(pad) for pad in certificaten) or "proefklant")
