"""The commands ``rio-soap logboek lijst``, ``toon`` and ``volg``: the last messages, and one of them explained."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import click

from rio_soap.bevinding import Taal, oorzaken
from rio_soap.bevinding.spraak import zin
from rio_soap.cli.oorzaaktekst import foutmeldingtekst
from rio_soap.cli.parameters import moment
from rio_soap.cli.taalkeuze import met_taal
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.register.logboek.berichtenlijst import (
    UITSLAGEN,
    Logregel,
    Loguitslag,
    Logvraag,
    laatste_berichten,
    laatste_nummers,
    logstuk,
)
from rio_soap.setup import register_use
from rio_soap.setup.settings import read_settings

if TYPE_CHECKING:
    from rio_soap.register.database.database import Register
    from rio_soap.workbench.bronregels import Bronregel
    from rio_soap.workbench.stukuitleg import Stukuitleg

_VORM = click.Choice(["tekst", "json"])
_POLL = 1.0
"""Seconds between two looks of ``volg``."""
_PER_KEER = 200
oin = click.option("--oin", metavar="OIN", help="Only of this sender, or who claims to be it.")
operatie = click.option("--operatie", metavar="NAAM", help="Only of this operation.")
uitslag_ = click.option("--uitslag", type=click.Choice(UITSLAGEN, case_sensitive=False), help="Only with this outcome.")
vorm_ = click.option(
    "--vorm", type=_VORM, default="tekst", show_default=True, help="For people, or a line of JSON each."
)


@click.command("lijst")
@oin
@operatie
@uitslag_
@click.option("--sinds", type=moment, metavar="MOMENT", help="Only from this date or moment on.")
@click.option("--aantal", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many.")
@click.option("--op-tijd", is_flag=True, help="By time; without, those that were not approved come first.")
@vorm_
@met_taal
@click.pass_context
def logboek_lijst(
    ctx: click.Context,
    oin: str | None,
    operatie: str | None,
    uitslag: str | None,
    sinds: datetime | None,
    aantal: int,
    op_tijd: bool,
    vorm: str,
    taal: Taal,
) -> None:
    """List the last messages, those that got a SOAP fault too, each with its number, outcome and cause."""
    vraag = Logvraag(oin, operatie, _uitslag(uitslag), sinds)
    with register_use.open_register(read_settings(file=ctx.obj)) as register, register.lees() as session:
        regels = laatste_berichten(session, vraag, aantal, geweigerd_eerst=not op_tijd)
    for regel in regels:
        click.echo(_schrijf(regel, vorm, taal))


@click.command("toon")
@click.argument("nummer", metavar="NUMMER")
@click.option("--vorm", type=_VORM, default="tekst", show_default=True, help="For people or for programs.")
@met_taal
@click.pass_context
def logboek_toon(ctx: click.Context, nummer: str, vorm: str, taal: Taal) -> None:
    """Explain one message by its number in the list, such as F12: cause, place, remedy, its bytes, and in what it
    differs from the last good one of that sender and operation.

    It is judged as of the moment at which it came in, by the register as it is now. Exit code 1 when there is no such
    message."""
    from rio_soap.setup import service  # here: the list does without the workbench, which takes a second
    from rio_soap.workbench.stukuitleg import leg_stuk_uit

    settings = read_settings(file=ctx.obj)
    with register_use.open_register(settings) as register, register.lees() as session:
        stuk = logstuk(session, nummer)
        if stuk is None:
            raise click.ClickException(zin("logboek.onbekend", nummer=nummer))
        uitleg = leg_stuk_uit(session, stuk, service.make_kader(settings, register))
    click.echo((_als_json if vorm == "json" else _als_tekst)(uitleg, taal))


@click.command("volg")
@oin
@operatie
@uitslag_
@click.option(
    "--aantal", type=click.IntRange(0), default=10, show_default=True, help="Of those that are there already."
)
@click.option("--tot", type=click.IntRange(1), metavar="N", help="Stop after N messages [default: goes on].")
@vorm_
@met_taal
@click.pass_context
def logboek_volg(
    ctx: click.Context,
    oin: str | None,
    operatie: str | None,
    uitslag: str | None,
    aantal: int,
    tot: int | None,
    vorm: str,
    taal: Taal,
) -> None:
    """Show messages as they come in, until it is stopped."""
    vraag = Logvraag(oin, operatie, _uitslag(uitslag))
    with register_use.open_register(read_settings(file=ctx.obj)) as register:
        for regel in islice(volg_berichten(register, vraag, aantal), tot):
            click.echo(_schrijf(regel, vorm, taal))


def volg_berichten(
    register: "Register", vraag: Logvraag, aantal: int, wacht: Callable[[float], None] = time.sleep
) -> Iterator[Logregel]:
    """The last messages, oldest first, and then those that come in; never ends by itself.

    :param aantal: of those that are there already.
    :param wacht: rests that many seconds.
    """
    with register.lees() as session:
        al, regels = laatste_nummers(session), laatste_berichten(session, vraag, aantal)
    while True:
        yield from reversed(regels)
        if len(regels) < _PER_KEER:
            wacht(_POLL)
        with register.lees() as session:
            nu = laatste_nummers(session)
            nieuw = Logvraag(vraag.oin, vraag.operatie, vraag.uitslag, na=al)
            # What was committed since, all of it: a burst is shown whole, and what has a lower number came earlier.
            regels = laatste_berichten(session, nieuw, max(1, nu[0] - al[0] + nu[1] - al[1]))
        al = max(al[0], nu[0]), max(al[1], nu[1])


def _uitslag(tekst: str | None) -> Loguitslag | None:
    return next((uitslag for uitslag in UITSLAGEN if tekst is not None and uitslag == tekst.upper()), None)


def _schrijf(regel: Logregel, vorm: str, taal: Taal) -> str:
    """One message on one line; what a sender wrote cannot act on the terminal."""
    if vorm == "json":
        return json.dumps(_gegevens(regel), ensure_ascii=True)
    wie = regel.oin or (f"{regel.afzender}?" if regel.afzender else "?")
    waarom = " ".join(regel.codes)
    if regel.oorzaak and (oorzaak := oorzaken().get(regel.oorzaak)) is not None:
        waarom += f" {oorzaak.titel(taal)}"
    velden = (regel.nummer, schrijf_tijdstip(regel.ontvangen), regel.uitslag, regel.operatie or "?", wie, waarom)
    return "  ".join(velden).rstrip()


def _gegevens(regel: Logregel) -> dict[str, object]:
    return {
        "nummer": regel.nummer,
        "ontvangen": schrijf_tijdstip(regel.ontvangen),
        "uitslag": regel.uitslag,
        "operatie": regel.operatie,
        "oin": regel.oin,
        "afzender": regel.afzender,
        "codes": list(regel.codes),
        "oorzaak": regel.oorzaak,
        "identificatiecode": regel.identificatiecode,
    }


def _als_tekst(uitleg: "Stukuitleg", taal: Taal) -> str:
    from rio_soap.workbench import verschil
    from rio_soap.workbench.weergave import als_tekst
    from rio_soap.workbench.woorden import woord

    delen = [_schrijf(uitleg.stuk.regel, "tekst", taal)]
    delen += [f"  {foutmeldingtekst(een.code, een.zin, taal=taal)}" for een in uitleg.antwoord]
    if uitleg.rapport is not None:
        delen += ["", als_tekst([uitleg.rapport], taal).rstrip()]
    breed = max((len(str(regel.nummer)) for regel in uitleg.regels), default=1)
    delen += ["", *(_bron(regel, breed) for regel in uitleg.regels)]
    if uitleg.goede is not None:
        delen += ["", f"{woord('laatste_goede', taal)} {_schrijf(uitleg.goede.regel, 'tekst', taal)}"]
    delen += [f"  {een.waar}: {een.goede!a} -> {een.deze!a}" for een in uitleg.inhoud or ()]
    if uitleg.verschil is not None:
        delen += [verschil.als_tekst(uitleg.verschil, taal)]
    return "\n".join(delen)


def _bron(regel: "Bronregel", breed: int) -> str:
    nummer = "" if regel.vervolg else str(regel.nummer)
    return f"{'>' if regel.gemeld else ' '} {nummer:>{breed}}  {regel.tekst}"


def _als_json(uitleg: "Stukuitleg", taal: Taal) -> str:
    from rio_soap.workbench import verschil
    from rio_soap.workbench.weergave import rapport_json

    return json.dumps(
        {
            **_gegevens(uitleg.stuk.regel),
            "antwoord": [{"code": een.code, "tekst": een.zin} for een in uitleg.antwoord],
            "rapport": rapport_json(uitleg.rapport, taal) if uitleg.rapport is not None else None,
            "afgekapt": uitleg.stuk.afgekapt,
            "verzoek": uitleg.stuk.verzoek.decode("utf-8", "backslashreplace"),
            "laatsteGoede": uitleg.goede.regel.nummer if uitleg.goede is not None else None,
            "inhoud": [{"waar": e.waar, "goede": e.goede, "deze": e.deze} for e in uitleg.inhoud or ()],
            "verschil": verschil.als_gegevens(uitleg.verschil, taal) if uitleg.verschil is not None else None,
        },
        indent=2,
    )
