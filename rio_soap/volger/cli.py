"""The command ``rio-data``."""

import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType

try:
    import click
except ImportError as error:
    raise SystemExit("rio-data is not installed whole: pip install 'rio-soap[data]'") from error

from rio_soap.bevinding import TALEN, opdrachttaal
from rio_soap.bevinding.spraak import zin
from rio_soap.volger.copies import open_kopie
from rio_soap.volger.follower import BEIDE, Follower, FollowerOptions, FollowerOutcome
from rio_soap.volger.manifest import Familie
from rio_soap.volger.origin import open_origin
from rio_soap.volger.refusal import Refusal, SourceUnavailable, bij_naam

_NAAM = "rio-data"
_FAMILIES: dict[str, frozenset[Familie]] = {"a": frozenset(("a",)), "b": frozenset(("b",)), "beide": BEIDE}
_Zeg = Callable[[dict[str, object], str], None]


class _Stop(Exception):
    """Somebody asked to end."""


class Wortel(click.Group):
    """Speaks the language that is asked for (``--taal``, ``RIO_TAAL``), in errors in the command line too."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the command line, in its language from the first word on."""
        opdrachttaal.luister(args)
        return super(Wortel, opdrachttaal.vertaal_zelf(self, _NAAM)).make_context(info_name, args, parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, in that language; None when there is none."""
        command = super().get_command(ctx, cmd_name)
        return None if command is None else opdrachttaal.vertaal(command, _NAAM, cmd_name)


@click.group(cls=Wortel, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rio-soap", prog_name=_NAAM)
@click.option("--taal", type=click.Choice(TALEN), expose_value=False, help="Language of all that is said.")
def main() -> None:
    """The open data of a register, as a right copy of your own."""


@main.command("volg")
@click.argument("doel", metavar="DOEL")
@click.option("--bron", required=True, metavar="URL|MAP", help="Address of the register, or a folder it publishes in.")
@click.option(
    "--familie",
    type=click.Choice(list(_FAMILIES)),
    default="beide",
    show_default=True,
    help="a: CSV; b: whole objects.",
)
@click.option("--een-keer/--blijf", "een_keer", default=True, help="End when all is there [default], or go on.")
@click.option(
    "--wacht", default=60.0, show_default=True, type=click.FloatRange(0.1), help="Seconds between, of --blijf."
)
@click.option(
    "--certificaat",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate of the register: SHA256SUMS has to be signed by it.",
)
@click.option(
    "--ca", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Issuers to trust for https (PEM)."
)
@click.option("--alleen-delta", is_flag=True, help="Refuse where a day is missing, instead of taking a full set.")
@click.option("--opnieuw", is_flag=True, help="Take a full set, whatever DOEL holds.")
@click.option(
    "--vorm", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True, help="Of the outcome."
)
def volg(
    doel: str,
    bron: str,
    familie: str,
    een_keer: bool,
    wacht: float,
    certificaat: Path | None,
    ca: Path | None,
    alleen_delta: bool,
    opnieuw: bool,
    vorm: str,
) -> None:
    """Make DOEL a right copy of the open data, or bring the copy that it is to where the register is.

    DOEL is a folder, sqlite:///x.db (or x.sqlite), or postgresql://USER@HOST/DATABASE.

    An empty DOEL gets the newest full set, else the deltas of the days that it misses, each proved by the hash of its
    rows; objects then follow the feed of the register. A day that is missing is told, and a full set taken. Whatever
    ends a run, DOEL is whole: run it again.

    \b
    Exit code 0: DOEL is where the register is; one line says what was done. Refused, with DOEL as it was proved last:
       3  vervalst          a file is not what was published; which one is told
       4  vreemde-stroom    the source is another register than that of the copy;
                            --opnieuw takes that one, and the copy of before is gone
       5  onbereikbaar      the source gives no answer, also after trying again
       6  kopie-gewijzigd   somebody else changed the copy: --opnieuw makes it right
       7  schijf-vol        there is no room
       8  bezet             another run is at work on DOEL
       9  dag-ontbreekt     a day is missing (with --alleen-delta only)
      10  geen-kopie        DOEL holds something else, or cannot be opened
    """
    gelezen = None if certificaat is None else certificaat.read_bytes()
    wensen = FollowerOptions(_FAMILIES[familie], gelezen, alleen_delta=alleen_delta, opnieuw=opnieuw)
    zeg = _json if vorm == "json" else _tekst
    signal.signal(signal.SIGTERM, _stop)
    try:
        kopie = open_kopie(doel)
        with bij_naam(kopie.fouten), kopie.open():
            meld = _stil if vorm == "json" else _meld
            follower = Follower(open_origin(bron, ca=ca), kopie, wensen, meld)
            _eindeloos(follower, wacht, zeg) if not een_keer else _zeg(follower.ronde(), zeg)
    except Refusal as fout:
        zeg({"uitkomst": fout.naam, "code": fout.code, "melding": str(fout)}, f"{fout.naam}: {fout}")
        sys.exit(fout.code)
    except (_Stop, KeyboardInterrupt):
        zeg({"uitkomst": "gestopt"}, zin("volger.gestopt"))


def _eindeloos(follower: Follower, wacht: float, zeg: _Zeg) -> None:
    """Round after round; a source that is out of reach is told, and waited for."""
    while True:
        try:
            _zeg(follower.ronde(), zeg, stil=True)
        except SourceUnavailable as fout:
            zeg({"uitkomst": fout.naam, "code": fout.code, "melding": str(fout)}, f"{fout.naam}: {fout}")
        time.sleep(wacht)


def _zeg(gedaan: FollowerOutcome, zeg: _Zeg, *, stil: bool = False) -> None:
    """Say what was done; of a round in which nothing was, only when it is the only one."""
    soort, delen = "niets-nieuws", list[str]()
    if gedaan.wijzigingen:
        soort = "wijzigingen"
        delen.insert(0, zin("volger.wijzigingen", aantal=gedaan.wijzigingen))
    if gedaan.deltas:
        soort = "deltas"
        delen.insert(0, zin("volger.deltas", aantal=gedaan.deltas))
    if gedaan.volledig is not None:
        soort = "volledig"
        delen.insert(0, zin("volger.volledig", reden=gedaan.volledig))
    if stil and not delen:
        return
    wat = ", ".join(delen) or zin("volger.niets_nieuws")
    regel = zin("volger.bewezen", delen=wat, datum=gedaan.datum, nummer=gedaan.volgnummer)
    if gedaan.gehoord is not None:
        regel += zin("volger.gehoord", cursor=gedaan.gehoord)
    if gedaan.ongelijk:
        genoemd = ", ".join(f"{een.objecttype} {een.sleutel} ({een.oorzaak})" for een in gedaan.voorbeelden[:5])
        regel += zin("volger.ongelijk", aantal=gedaan.ongelijk, genoemd=genoemd)
    zeg({"uitkomst": soort, "code": 0, **asdict(gedaan)}, regel)


def _json(inhoud: dict[str, object], _: str) -> None:
    click.echo(json.dumps(inhoud, ensure_ascii=False))


def _tekst(inhoud: dict[str, object], regel: str) -> None:
    click.echo(regel, err=bool(inhoud.get("code")))


def _meld(regel: str) -> None:
    click.echo(f"{regel} …", err=True)


def _stil(_: str) -> None:
    """Programs read one line."""


def _stop(_: int, __: FrameType | None) -> None:
    raise _Stop
