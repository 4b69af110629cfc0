"""``rio-soap stuur`` and ``rio-soap haal``: speak with RIO, or with a service like it, from the command line."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import click
from lxml import etree

from rio_soap.bevinding import Bevinding, toon
from rio_soap.bevinding.spraak import gekozen, zin
from rio_soap.cli.client_options import ConnectionOptions, connection_options
from rio_soap.cli.oorzaaktekst import foutmeldingtekst, oorzaaktekst
from rio_soap.cli.parameters import FILE, Unusable
from rio_soap.client import Antwoord, ContractAfwijking, OngeldigVerzoek, RioAfgekeurd, RioFout, RioSoapFout
from rio_soap.contract import mapping, schema
from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.contract.path import regel_op
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.edukoppeling.envelope import lees_boom, lees_envelope
from rio_soap.edukoppeling.envelopvorm import ENVELOPE
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.register.regels.plaatsen import plaatsen
from rio_soap.register.regels.verzoekelement import Gemeld
from rio_soap.setup.settings import read_settings
from rio_soap.workbench.bestandssoort import waarom_onleesbaar
from rio_soap.workbench.inhoud import bericht_van

_WERKWOORDEN = ("opvragen_", "zoeken_")
"""What the name of a reading may be given without."""
_MAX_BYTES = 16 * 1024 * 1024


@click.command("stuur")
@click.argument("bestand", type=FILE)
@click.option("--niet-versturen", is_flag=True, help="Print the signed envelope instead of sending it.")
@connection_options()
@click.pass_context
def stuur(ctx: click.Context, bestand: Path, niet_versturen: bool, verbinding: ConnectionOptions) -> None:
    """Send the request in FILE: a bare body or an envelope.

    It is delivered afresh: new identificatiecode, time, MessageID and signature; the OINs are those of the options.
    The defaults are those of the trial environment; every option is an environment variable RIO_CLIENT_… too.

    Exit codes: 0 approved, 1 refused, 2 unusable input, 3 no answer that can be trusted.
    """
    operatie, element, velden = _lees_verzoek(bestand)
    bron = SentFile(operatie.naam, Gegeven(operatie.verzoek, dict(velden)), element)
    with verbinding.client(read_settings(file=ctx.obj)) as client:
        if niet_versturen:
            element, _ = client.wissel.bouw(operatie, velden)
            click.echo(client.wissel.onderteken(operatie, element), nl=False)
        else:
            _voer_uit(ctx, lambda: _toon(operatie, client.wissel.roep(operatie.naam, velden)), bron)


@click.command("haal")
@click.argument("operatie", metavar="OPERATIE")
@click.argument("velden", nargs=-1, metavar="[VELD=WAARDE]...")
@click.option("--alles", is_flag=True, help="All pages of a paged reading.")
@connection_options()
@click.pass_context
def haal(
    ctx: click.Context, operatie: str, velden: tuple[str, ...], alles: bool, verbinding: ConnectionOptions
) -> None:
    """Read from RIO: `rio-soap haal opleidingseenheid opleidingseenheidcode=1010O6466`.

    OPERATIE is the name of the contract, with or without opvragen_ or zoeken_. Parts of an object are written with a
    point: aanduidingAdres.postcode=9747AS. What may occur more than once is written as often as it occurs.

    Exit codes: 0 approved, 1 refused, 2 unusable input, 3 no answer that can be trusted.
    """
    gekozen = next((o for voor in ("", *_WERKWOORDEN) if (o := OPERATIES.get(voor + operatie)) is not None), None)
    if gekozen is None or gekozen.dienst.schrijft:
        namen = ", ".join(naam.removeprefix("opvragen_") for naam, o in OPERATIES.items() if not o.dienst.schrijft)
        raise Unusable(zin("stuur.geen_lezing", operatie=repr(operatie), namen=namen))
    inhoud = _lees_velden(gekozen, velden)
    met_pagina = any(veld.naam == "pagina" for veld in _vorm(gekozen).velden)
    if met_pagina:
        inhoud.setdefault("pagina", 0)

    with verbinding.client(read_settings(file=ctx.obj)) as client:

        def lees() -> None:
            while True:
                antwoord = client.wissel.roep(gekozen.naam, inhoud)
                _toon(gekozen, antwoord)
                blad = antwoord.object("paginering")
                volgende = int(str(inhoud.get("pagina", 0))) + 1
                if not (alles and blad is not None and volgende < int(str(blad.velden.get("aantalPaginas", 0)))):
                    return
                inhoud["pagina"] = volgende

        _voer_uit(ctx, lees)


@dataclass(frozen=True, slots=True)
class SentFile:
    """The request in a file: what a foutmelding is about can be shown in it."""

    operatie: str
    gegeven: Gegeven
    element: etree._Element

    def bij(self, meldingen: Sequence[Gemeld]) -> list[str]:
        """Path and line of what each foutmelding is about."""
        gevonden = plaatsen(self.operatie, self.gegeven, meldingen)
        return [
            zin("stuur.regel", plaats=plaats, regel=regel) if (regel := regel_op(plaats, self.element)) else plaats
            for plaats in gevonden
        ]


def _voer_uit(ctx: click.Context, doe: Callable[[], None], bron: SentFile | None = None) -> None:
    """Do it, and say all that went wrong, a line per finding.

    :param bron: the file that was sent.
    """
    with warnings.catch_warnings(record=True) as gewaarschuwd:
        warnings.simplefilter("always", ContractAfwijking)
        try:
            doe()
        except RioFout as fout:
            for regel in _regels(fout, bron):
                click.echo(_veilig(regel), err=True)
            ctx.exit(
                2 if isinstance(fout, OngeldigVerzoek) else 1 if isinstance(fout, RioAfgekeurd | RioSoapFout) else 3
            )
        finally:
            for waarschuwing in gewaarschuwd:
                click.echo(_veilig(zin("stuur.waarschuwing", tekst=waarschuwing.message)), err=True)


def _veilig(tekst: str) -> str:
    """Without what acts on a terminal: a fault may be anyone's text."""
    return "".join(t if t.isprintable() else " " for t in tekst)


def _regels(fout: RioFout, bron: SentFile | None) -> list[str]:
    """Every foutmelding or finding of an error, with its code, text and place."""
    if isinstance(fout, RioAfgekeurd):
        herhaald = [zin("stuur.herhaald")] if fout.herhaald else []
        return [*herhaald, *(_meldingen(fout, bron) if fout.foutmeldingen else [str(fout)])]
    if isinstance(fout, RioSoapFout):
        los = "" if fout.ondertekend else " " + zin("stuur.ongetekend")
        return [f"{fout.operatie}: {fout.faultcode} {fout.faultstring}{los}", *_bevindingen(fout.bevindingen)]
    if isinstance(fout, OngeldigVerzoek):
        return [zin("stuur.niet_verstuurd", operatie=fout.operatie), *_bevindingen(fout.bevindingen)]
    return [str(fout)]


def _meldingen(fout: RioAfgekeurd, bron: SentFile | None) -> list[str]:
    if bron is None:
        return [foutmeldingtekst(m.foutcode, m.fouttekst, m.plek) for m in fout.foutmeldingen]
    uit = []
    for m, plaats in zip(fout.foutmeldingen, bron.bij(fout.foutmeldingen), strict=True):
        uit += [
            foutmeldingtekst(m.foutcode, m.fouttekst, replace(m, waar=()).plek),
            *([f"  {plaats}"] if plaats else []),
        ]
    return uit


def _bevindingen(bevindingen: Iterable[Bevinding]) -> list[str]:
    uit = []
    for b in bevindingen:
        waar = zin("stuur.regel", plaats=b.waar, regel=b.regel) if b.regel else b.waar
        mag = zin("stuur.toegestaan", toegestaan=toon(b.toegestaan, gekozen())) if b.toegestaan else ""
        wat = zin("stuur.gevonden", waar=waar, zin=b.zin(gekozen()), gevonden=toon(b.gevonden, gekozen()))
        uit.append(f"  {wat}{mag}{oorzaaktekst([b])}")
    return uit


def _toon(operatie: Operatie, antwoord: Antwoord) -> None:
    if antwoord.herhaald:
        click.echo(zin("stuur.herhaald"), err=True)
    if antwoord.opgezocht:
        click.echo(zin("stuur.opgezocht"), err=True)
    element = mapping.schrijf(operatie, antwoord.gegeven)
    click.echo(etree.tostring(element, pretty_print=True, encoding="unicode").rstrip())


def _lees_verzoek(bestand: Path) -> tuple[Operatie, etree._Element, Mapping[str, Waarde]]:
    """Operation, element and fields of the request in a file.

    :raises Unusable: for anything but a valid request of this contract.
    """
    profiel = Profiel("0" * 20, maximum_bytes=_MAX_BYTES)
    with bestand.open("rb") as invoer:  # a little more than allowed is enough to say that it is too large
        data = invoer.read(_MAX_BYTES + 1)
    try:
        root = lees_boom(data, profiel)
        element = lees_envelope(data, None, profiel).inhoud if root.tag == ENVELOPE else root
    except Edufout as fout:
        waarom = waarom_onleesbaar(data, fout) + oorzaaktekst(fout.bevindingen)
        raise Unusable(zin("stuur.onleesbaar", bestand=bestand, waarom=waarom)) from fout
    operatie = bericht_van(element)
    if operatie is None or etree.QName(element).localname != operatie.verzoek:
        raise Unusable(zin("stuur.geen_verzoek", bestand=bestand, element=element.tag))
    if bevindingen := schema.bevindingen(element, operatie.dienst):
        raise Unusable("\n".join([zin("stuur.ongeldig", bestand=bestand), *_bevindingen(bevindingen)]))
    try:
        velden = mapping.lees(element, operatie.dienst).velden
    except mapping.Waardefout as fout:
        raise Unusable(f"{bestand}: {fout.bevinding.waar}: {fout}{oorzaaktekst([fout.bevinding])}") from fout
    return operatie, element, {naam: waarde for naam, waarde in velden.items() if naam not in ELEMENTEN}


def _vorm(operatie: Operatie) -> Vorm:
    return cast("Vorm", vormen(operatie.dienst).elementen[operatie.verzoek])


def _lees_velden(operatie: Operatie, velden: tuple[str, ...]) -> dict[str, Waarde]:
    inhoud: dict[str, Waarde] = {}
    for veld in velden:
        pad, is_, tekst = veld.partition("=")
        if not is_:
            raise Unusable(zin("stuur.veldvorm", veld=repr(veld)))
        _zet(inhoud, _vorm(operatie), pad.split("."), tekst)
    return inhoud


def _zet(inhoud: dict[str, Waarde], vorm: Vorm, pad: list[str], tekst: str) -> None:
    mogelijk = {naam.rpartition("}")[2]: soort for naam, (_, soort) in vorm.per_tag.items()}
    soort, meervoudig = mogelijk.get(pad[0]), any(veld.meervoudig and pad[0] in veld.leden for veld in vorm.velden)
    namen = ", ".join(naam for naam in mogelijk if naam not in ELEMENTEN)
    if soort is None or isinstance(soort, Simpel) == (len(pad) > 1):
        raise Unusable(zin("stuur.geen_veld", veld=repr(pad[0]), namen=namen))
    if isinstance(soort, Simpel):
        waarde = _waarde(pad[0], soort, tekst)
        if meervoudig:
            cast("list[Waarde]", inhoud.setdefault(pad[0], [])).append(waarde)
        else:
            inhoud[pad[0]] = waarde
        return
    deel = cast("Gegeven", inhoud.setdefault(pad[0], Gegeven(pad[0])))
    _zet(deel.velden, soort, pad[1:], tekst)


_VOORBEELDEN = {"date": "2026-02-03", "dateTime": "2026-02-03T10:00:00.000Z", "boolean": "true"}
"""How a value is written of which the name of its type does not tell."""


def _waarde(naam: str, soort: Simpel, tekst: str) -> Waarde:
    """A value in the Python type of its simple type."""
    try:
        return mapping.lees_waarde(tekst, soort)
    except ValueError:
        zo = _VOORBEELDEN.get(soort.primitief)
        bij = zin("stuur.zoals", zo=zo) if zo else ""
        geen = zin("stuur.geen_waarde", naam=naam, tekst=repr(tekst), soort=soort.omschrijving)
        raise Unusable(geen + bij) from None
