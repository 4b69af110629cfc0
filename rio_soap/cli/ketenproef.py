"""The stand-ins for BAG and Handelsregister: served by themselves, and beside the service in the trial environment."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from rio_soap import besloten, geheim
from rio_soap.chain.standin.both import ketenproef, open_opslag
from rio_soap.chain.standin.kvkbestand import PROEFBESTAND, Kvkbestandfout
from rio_soap.chain.standin.server import PAD_BAG, PAD_KVK, bedien
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.server import server
from rio_soap.setup import register_use
from rio_soap.setup.service import certificaat_der, maak_klok
from rio_soap.setup.settings import Instellingen, Instellingsfout

OIN_KVK = "00000003272483710000"
"""OIN in the certificate of the KvK stand-in: that of a made-up KvK number."""
PROEFOPSLAG = "bag-proef.db"
"""Store of trial addresses in the data directory, used when there is no loaded extract."""


def maak_kvksleutel(instellingen: Instellingen) -> Sleutelpaar:
    """Key and certificate of the KvK stand-in, ``pki/kvk.*`` in the data directory; what is there stays."""
    return proefpki.maak(instellingen.data_dir / "pki", dienst_oin=instellingen.oin, klanten={"kvk": OIN_KVK})["kvk"]


@contextmanager
def ketenproef_ernaast(instellingen: Instellingen) -> Iterator[Instellingen]:
    """Stand-ins on a free port of this machine, as long as the context lasts.

    :returns: the settings with which the service uses them; a register that the settings name already stays.
    """
    with _bediend(instellingen, "127.0.0.1", 0, PROEFBESTAND, ()) as (url, opslag):
        yield _met_ketenproef(instellingen, url, opslag)


def bedien_ketenproef(
    instellingen: Instellingen, host: str, port: int, kvk: Path | None, klanten: Sequence[Path]
) -> None:
    """Serve the stand-ins until stopped, and say with which settings the service uses them."""
    kaal = replace(instellingen, bag_url="", kvk_url="")
    besloten.maak_map(kaal.data_dir)
    with (
        register_use.gebruik_map(kaal),
        _bediend(kaal, host, port, kvk or PROEFBESTAND, klanten) as (url, opslag),
    ):
        click.echo(omgeving(_met_ketenproef(kaal, url, opslag)))
        server.wacht()


def omgeving(instellingen: Instellingen) -> str:
    """The settings of the chain as a shell takes them, for commands beside a running trial environment; a URL with a
    password is left to whoever set it."""
    namen = ("data_dir", "bag_url", "bag_opslag", "kvk_url", "kvk_omgeving", "kvk_ondertekenaar")
    waarden = {naam: str(getattr(instellingen, naam)) for naam in namen}
    return "\n".join(
        f"export RIO_{naam.upper()}={shlex.quote(waarde)}"
        for naam, waarde in waarden.items()
        if not naam.endswith("url") or geheim.wis(waarde) == waarde
    )


def _met_ketenproef(instellingen: Instellingen, url: str, opslag: Path) -> Instellingen:
    if not instellingen.bag_url:
        instellingen = replace(instellingen, bag_url=url + PAD_BAG, bag_opslag=str(opslag))
    if not instellingen.kvk_url:
        ondertekenaar = str(instellingen.data_dir / "pki" / "kvk.pem")
        adres = url + PAD_KVK
        instellingen = replace(instellingen, kvk_url=adres, kvk_omgeving="test", kvk_ondertekenaar=ondertekenaar)
    return instellingen


@contextmanager
def _bediend(
    instellingen: Instellingen, host: str, port: int, kvk: Path, klanten: Sequence[Path]
) -> Iterator[tuple[str, Path]]:
    """The stand-ins' address and the store that the BAG answers from."""
    sleutelpaar = maak_kvksleutel(instellingen)
    bestand = instellingen.bagbestand
    if not bestand.exists():
        if instellingen.bag_opslag:
            raise Instellingsfout(f"RIO_BAG_OPSLAG: {bestand}: no such file; make it with rio-soap laad bag")
        bestand = instellingen.data_dir / PROEFOPSLAG
    certificaten = klanten or [instellingen.certificaatbestand, *_kvk_certificaat(instellingen)]
    ders = [certificaat_der(pad.read_bytes()) for pad in certificaten]
    try:
        toepassing = ketenproef(open_opslag(bestand), sleutelpaar, ders, kvk_bestand=kvk, klok=maak_klok(instellingen))
        with bedien(toepassing, host, port) as url:
            yield url, bestand
    except Kvkbestandfout as fout:
        raise click.ClickException(str(fout)) from fout


def _kvk_certificaat(instellingen: Instellingen) -> list[Path]:
    return [Path(instellingen.kvk_certificaat)] if instellingen.kvk_certificaat else []
