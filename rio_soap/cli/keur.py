"""``rio-soap keur``: play every rule against an endpoint, or sit as a RIO and judge what a client sends."""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from rio_soap.bevinding import Taal
from rio_soap.cli import proef
from rio_soap.cli.klantopties import Onbruikbaar, Verbindingsopties, verbindingsopties
from rio_soap.cli.vertrouwen import oin
from rio_soap.register.vertrouwen import partijen
from rio_soap.server import server
from rio_soap.setup import service
from rio_soap.setup.settings import Instellingen, lees_instellingen
from rio_soap.workbench.keur import verslag
from rio_soap.workbench.keur.boek import GROEPEN, Groep
from rio_soap.workbench.keur.doel import Onbereikbaar
from rio_soap.workbench.keur.keuren import keur
from rio_soap.workbench.keur.luister import Luisteraar
from rio_soap.workbench.keur.namen import PROEF, Namenfout, lees_namen
from rio_soap.workbench.keur.verslag import FORMATEN, Keuring
from rio_soap.workbench.rapport import Rapport

_PAD = click.Path(exists=True, dir_okay=False, path_type=Path)
_NALOOP = 0.5
"""Seconds in which the answer to the last message leaves."""
_UITSLAG = click.Path(dir_okay=False, path_type=Path)


@click.command("keur")
@click.option("--namen", type=_PAD, help="TOML file with the objects that may be used [default: the trial set].")
@click.option("--deel", "groepen", multiple=True, type=click.Choice(GROEPEN), help="Only these rules; repeatable.")
@click.option("--geduld", default=20.0, show_default=True, help="Seconds in which a change must show in readings.")
@click.option("--luister", is_flag=True, help="Judge a client: sit as a RIO, with a register of its own.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8081, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--partij", "certificaten", multiple=True, type=_PAD, help="PEM of the client to trust; repeatable.")
@click.option("--namens", multiple=True, type=oin, metavar="OIN", help="OIN it signs for [default: that of the trial].")
@click.option("--na", type=float, metavar="SECONDEN", help="Stop listening after this time.")
@click.option("--berichten", type=click.IntRange(1), help="Stop listening after so many messages.")
@click.option("--taal", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--formaat", type=click.Choice(list(FORMATEN)), default="tekst", show_default=True)
@click.option("--uit", type=_UITSLAG, help="File for the report [default: output].")
@click.option("--html", "html_bestand", type=_UITSLAG, help="Also write the page of HTML to this file.")
@click.option("--junit", "junit_bestand", type=_UITSLAG, help="Also write JUnit to this file.")
@verbindingsopties("--doel", None, None, "Judge the service at this address, such as http://127.0.0.1:8080.")
@click.pass_context
def keur_(
    ctx: click.Context,
    verbinding: Verbindingsopties,
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
    instellingen = lees_instellingen(bestand=ctx.obj)
    if luister == bool(verbinding.endpoint):
        raise Onbruikbaar("give either --doel URL, to judge a service, or --luister, to judge a client")
    if luister:
        keuring = _luister(instellingen, (host, port), certificaten, namens, na, berichten)
    else:
        keuring = _doel(ctx, instellingen, verbinding, namen, groepen or GROEPEN, geduld)
    _schrijf(FORMATEN[formaat](keuring, taal), uit)
    if html_bestand:
        html_bestand.write_text(verslag.als_html(keuring, taal), "utf-8")
    if junit_bestand:
        junit_bestand.write_text(verslag.als_junit(keuring, taal), "utf-8")
    ctx.exit(0 if keuring.goed else 1)


def _schrijf(tekst: str, uit: Path | None) -> None:
    if uit is None:
        click.echo(tekst.rstrip("\n"))
    else:
        uit.write_text(tekst, "utf-8")


def _doel(
    ctx: click.Context,
    instellingen: Instellingen,
    verbinding: Verbindingsopties,
    namen: Path | None,
    groepen: tuple[Groep, ...],
    geduld: float,
) -> Keuring:
    try:
        gekozen = lees_namen(namen) if namen else PROEF
    except Namenfout as fout:
        raise Onbruikbaar(str(fout)) from fout

    def meld(tekst: str) -> None:
        click.echo(f"{tekst} …", err=True)

    with verbinding.client(instellingen) as client:
        try:
            return keur(client.wissel, gekozen, verbinding.endpoint, groepen=groepen, geduld=geduld, meld=meld)
        except Onbereikbaar as fout:
            click.echo(f"Error: {fout}", err=True)
            ctx.exit(3)


@contextmanager
def luisteraar(
    instellingen: Instellingen, certificaten: tuple[Path, ...] = (), namens: tuple[str, ...] = ()
) -> Iterator[Luisteraar]:
    """A trial service with a register of its own, thrown away at the end, with a judge before it.

    The keys are those of the data directory when it has any, so that a client that trusts them goes on.

    :param certificaten: PEM files of clients to trust beside the trial client, for the OINs of `namens`.
    """
    with tempfile.TemporaryDirectory(prefix="rio-keur-") as map_:
        pki = instellingen.data_dir / "pki"
        if pki.is_dir():
            shutil.copytree(pki, Path(map_) / "pki")
        eigen = replace(instellingen, data_dir=Path(map_), database_url="", lees_database_url="")
        proef.maak_pki(eigen)
        with service.open_register(eigen) as register:
            proef.vul(register, eigen)
            voor = namens or (proef.OIN_HANZE,)
            for pad in certificaten:
                der = service.certificaat_van_partij(pad)
                register.schrijf(lambda session, der=der: partijen.voeg_partij_toe(session, der, voor))  # type: ignore[misc]
            yield Luisteraar(service.maak_toepassing(eigen, register), service.maak_kader(eigen, register))


def _luister(
    instellingen: Instellingen,
    plek: tuple[str, int],
    certificaten: tuple[Path, ...],
    namens: tuple[str, ...],
    na: float | None,
    berichten: int | None,
) -> Keuring:
    klaar = threading.Event()
    with luisteraar(instellingen, certificaten, namens) as rechter:

        def na_bericht(rapport: Rapport) -> None:
            eerste = rapport.eerste
            wat = "goed" if rapport.goed or eerste is None else f"{eerste.waar}: {eerste.over.titel('nl')}"
            click.echo(f"{rapport.naam} ({rapport.operatie or '?'}): {wat}", err=True)
            if berichten is not None and rechter.aantal >= berichten:
                klaar.set()

        rechter.na_bericht = na_bericht
        with server.HttpServer(rechter, *plek, replace(instellingen, tls="geen")) as http:
            click.echo(f"listening on {http.adres}; stop with Ctrl-C", err=True)
            try:
                klaar.wait(na)
                time.sleep(_NALOOP)
            except KeyboardInterrupt:
                click.echo("", err=True)
        return rechter.keuring(", ".join(str(pad) for pad in certificaten) or "proefklant")
