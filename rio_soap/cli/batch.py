"""``rio-soap batch``: a folder or zip of messages into the register at hand, or to an endpoint."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click

from rio_soap.batch.batch_report import heading, regels, schrijf_verslag, standnaam
from rio_soap.batch.bewaking import Bewaking, bewaak
from rio_soap.batch.eindpunt import EndpointTarget
from rio_soap.batch.invoer import Invoerfout, open_invoer
from rio_soap.batch.journaal import Journaal, Journaalfout
from rio_soap.batch.lokaal import LocalTarget
from rio_soap.batch.reader import Lezer
from rio_soap.batch.target import MessageOutcome, Target
from rio_soap.batch.uitvoer import Uitvoerfout, open_uitvoer
from rio_soap.batch.uitvoering import Batchverslag, voer_uit
from rio_soap.batch.vertaalbestand import Vertaalfout, laad_vertaling
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.client_options import ConnectionOptions, connection_options
from rio_soap.cli.console import voortgang
from rio_soap.cli.parameters import FILE, Unusable, needs_register, oin
from rio_soap.register.database.database import Register
from rio_soap.register.logboek.answers import Logantwoord, zoek_antwoord
from rio_soap.service.eigen_bericht import vertrouw_eigen
from rio_soap.setup import keys, register_use, rules, service
from rio_soap.setup.chain import make_bag
from rio_soap.setup.seal import make_stempel
from rio_soap.setup.settings import Settings, read_settings


@click.command("batch")
@click.argument("invoer", metavar="IN", type=click.Path(exists=True, path_type=Path))
@click.argument("uit", metavar="UIT", type=click.Path(file_okay=False, path_type=Path))
@click.option("--namens", type=oin, metavar="OIN", help="The sender, for the register at hand.")
@click.option("--doel", metavar="URL", help="An endpoint instead; the options of stuur say who signs.")
@click.option("--vertaling", type=FILE, help="Mapping file (TOML) for files in another form.")
@click.option("--volgorde", default="naam", show_default=True, help="naam, nummer, or a file that names all messages.")
@click.option("--stop-bij-fout", is_flag=True, help="Stop after the first message that is not approved.")
@click.option("--bewaak", "bewaken", is_flag=True, help="Watch IN as a drop folder, until stopped.")
@click.option("--rust", type=click.FloatRange(0, 3600), default=2.0, show_default=True, help="With --bewaak: seconds.")
@click.option("--tempo", type=click.FloatRange(0.05, 3600), default=1.0, show_default=True, help="Between looks.")
@connection_options()
@click.pass_context
def batch(
    ctx: click.Context,
    invoer: Path,
    uit: Path,
    namens: str | None,
    doel: str | None,
    vertaling: Path | None,
    volgorde: str,
    stop_bij_fout: bool,
    bewaken: bool,
    rust: float,
    tempo: float,
    verbinding: ConnectionOptions,
) -> None:
    """Deliver all messages (.xml, bare or in an envelope) of the folder or zip IN, and answer them in the folder UIT.

    Run it again after a crash: with the same UIT it goes on, and does nothing twice. With --bewaak a file counts when
    it stayed as it is for --rust seconds.

    Exit codes: 0 all approved, 1 some were not, 2 unusable input, 3 stopped before the end.
    """
    if (namens is None) == (doel is None):
        raise Unusable(zin("batch.waarheen"))
    if bewaken and not invoer.is_dir():
        raise Unusable(zin("batch.geen_map", invoer=invoer))
    settings = read_settings(file=ctx.obj)
    try:
        gelezen = laad_vertaling(vertaling) if vertaling else None
        with (
            open_uitvoer(uit) as batch_id,
            _open_doel(settings, uit, batch_id, namens, doel, verbinding) as (waarheen, afzender, ontvanger),
        ):
            klok = rules.make_clock(settings)
            lezer = Lezer(batch_id, afzender, ontvanger, klok, settings.max_bericht, gelezen)
            if bewaken:
                _bewaak(Bewaking(invoer, uit, waarheen, lezer, rust=rust), tempo)
                return
            verslag = _voer_uit(invoer, volgorde, waarheen, lezer, uit, stop_bij_fout=stop_bij_fout)
    except (Invoerfout, Uitvoerfout, Journaalfout, Vertaalfout, register_use.RegisterUnusable) as fout:
        raise Unusable(str(fout)) from fout
    click.echo(heading(verslag))
    if verslag.gestopt:
        ctx.exit(3)
    ctx.exit(1 if verslag.aantal("afgekeurd", "fout") else 0)


def _voer_uit(
    invoer: Path, volgorde: str, doel: Target, lezer: Lezer, uit: Path, *, stop_bij_fout: bool
) -> Batchverslag:
    with open_invoer(invoer, volgorde) as berichten, voortgang("batch", len(berichten.namen)) as balk:

        def verder(_: MessageOutcome) -> None:
            balk.stap()

        verslag = voer_uit(berichten, doel, lezer, uit, voortgang=verder, stop_bij_fout=stop_bij_fout)
    schrijf_verslag(verslag, uit)
    return verslag


def _bewaak(bewaking: Bewaking, tempo: float) -> None:
    klaar = threading.Event()
    for nummer in (signal.SIGINT, signal.SIGTERM):
        signal.signal(nummer, lambda *_: klaar.set())
    click.echo(zin("batch.kijkt", map=bewaking.in_))

    def meld(u: MessageOutcome) -> None:
        click.echo(f"{u.naam}: {standnaam(u.stand)} {' '.join(code for code, _ in u.meldingen)}".rstrip())
        for regel in regels(u):
            click.echo(f"  {regel}")

    bewaak(
        bewaking,
        tempo=tempo,
        gestopt=klaar.is_set,
        meld=meld,
        klaag=lambda t: click.echo(zin("batch.wacht", waarom=t), err=True),
    )


@contextmanager
def _open_doel(
    settings: Settings,
    uit: Path,
    batch_id: UUID,
    namens: str | None,
    url: str | None,
    opties: ConnectionOptions,
) -> Iterator[tuple[Target, str, str]]:
    """The target, the sender on whose behalf it is delivered to, and what that names as ontvangendeInstantie."""
    if url is not None:
        with opties.met_endpoint(url).client(settings) as client, Journaal(uit / "journaal", batch_id) as journaal:
            yield EndpointTarget(client.wissel, journaal), client.wissel.oin, client.wissel.ontvangende_instantie
        return
    assert namens is not None
    needs_register(settings)
    with register_use.open_register(settings) as register:
        vertrouwen = vertrouw_eigen("batch", keys.load_key_pair(settings).der, namens)
        bag = make_bag(settings, rules.make_clock(settings))
        kvk = service.make_kvk(settings)
        pijplijn = service.make_pipeline(settings, register, vertrouwen, bag=bag, kvk=kvk, kanaal="BESTAND")
        ontvanger = "DUO" if settings.profiel == "streng" else settings.oin
        yield LocalTarget(pijplijn, _zoeker(settings, register)), namens, ontvanger


def _zoeker(settings: Settings, register: Register) -> Callable[[str, str], Logantwoord | None]:
    stempel = make_stempel(keys.load_key_pair(settings))

    def zoek(oin: str, code: str) -> Logantwoord | None:
        with register.lees() as session:
            return zoek_antwoord(session, oin, code, stempel)

    return zoek
