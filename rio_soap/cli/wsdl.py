"""``rio-soap wsdl``: the WSDLs as files, in the form that a stack can read."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import Unusable
from rio_soap.contract.wsdlbestanden import CONTRACTEN, dienstadres, wsdl_bestanden

_ADRES = "http://127.0.0.1:8080"
"""Of the trial environment."""


@click.command()
@click.argument("contracten", nargs=-1, type=click.Choice(list(CONTRACTEN)))
@click.option("--enkel", is_flag=True, help="With the schema in the WSDL: one file.")
@click.option(
    "--keuze",
    is_flag=True,
    help="Without substitution groups: a choice of the elements that may stand there. The messages are the same.",
)
@click.option(
    "--adres",
    metavar="URL",
    default=_ADRES,
    show_default=True,
    help="Address of the service; without a path it gets that of the contract.",
)
@click.option(
    "--uit",
    "-o",
    metavar="BESTAND|MAP",
    default=".",
    show_default=True,
    help="File for the WSDL of one contract, its schema beside it; or a folder (one that is there, or ends in /).",
)
def wsdl(contracten: tuple[str, ...], enkel: bool, keuze: bool, adres: str, uit: str) -> None:
    """Write the WSDLs of CONTRACTEN (all, when none is named) with their schemas, to generate a client from.

    A client that is made of them speaks with DUO's RIO as well, in whatever form they are: the messages are the same.
    Give the address there in --adres.
    """
    namen = dict.fromkeys(contracten or CONTRACTEN)
    try:
        adressen = {naam: dienstadres(CONTRACTEN[naam], adres) for naam in namen}
    except ValueError as error:
        raise Unusable(str(error)) from error
    if len(namen) > 1 and len(set(adressen.values())) == 1:
        raise Unusable(zin("wsdl.geen_pad", adres=adres))
    doel = Path(uit)
    in_map = doel.is_dir() or uit.endswith((os.sep, "/"))
    if len(namen) > 1 and not in_map:
        raise Unusable(zin("wsdl.in_map", uit=uit))
    for naam, adres_ in adressen.items():
        bestanden = wsdl_bestanden(CONTRACTEN[naam], adres_, enkel=enkel, keuze=keuze)
        _schrijf(_paden(bestanden, doel, in_map=in_map))


def _paden(bestanden: Mapping[str, bytes], doel: Path, *, in_map: bool) -> dict[Path, bytes]:
    """Where each file goes: the WSDL is the first."""
    if in_map:
        return {doel / naam: data for naam, data in bestanden.items()}
    eerste, *verder = bestanden
    if doel.name in verder:
        raise Unusable(zin("wsdl.zelfde_naam", doel=doel))
    return {doel: bestanden[eerste]} | {doel.parent / naam: bestanden[naam] for naam in verder}


def _schrijf(paden: Mapping[Path, bytes]) -> None:
    for pad, data in paden.items():
        try:
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_bytes(data)
        except OSError as error:
            raise Unusable(f"{pad}: {error.strerror}") from error
        click.echo(str(pad))
