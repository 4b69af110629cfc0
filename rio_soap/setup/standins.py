"""The stand-ins for BAG and Handelsregister: served by themselves, and beside the service in the trial environment."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rio_soap import besloten, geheim
from rio_soap.bevinding.spraak import zin
from rio_soap.chain.standin.both import ketenproef, open_opslag
from rio_soap.chain.standin.kvkbestand import PROEFBESTAND, Kvkbestandfout
from rio_soap.chain.standin.standin_server import PAD_BAG, PAD_KVK, bedien
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.server.http_server import wait_for_stop
from rio_soap.setup import register_use
from rio_soap.setup.keys import certificate_der
from rio_soap.setup.rules import make_clock
from rio_soap.setup.settings import Settings, SettingsError

OIN_KVK = "00000003272483710000"
"""OIN in the certificate of the KvK stand-in: that of a made-up KvK number."""
TRIAL_STORE = "bag-proef.db"
"""Store of trial addresses in the data directory, used when there is no loaded extract."""


def make_kvk_key(settings: Settings) -> Sleutelpaar:
    """Key and certificate of the KvK stand-in, ``pki/kvk.*`` in the data directory; what is there stays."""
    return proefpki.maak(settings.data_dir / "pki", dienst_oin=settings.oin, klanten={"kvk": OIN_KVK})["kvk"]


@contextmanager
def standins_beside(settings: Settings) -> Iterator[Settings]:
    """Stand-ins on a free port of this machine, as long as the context lasts.

    :returns: the settings with which the service uses them; a register that the settings name already stays.
    :raises SettingsError: for a file of the settings that cannot be used.
    """
    with _served(settings, "127.0.0.1", 0, PROEFBESTAND, ()) as (url, store):
        yield _with_standins(settings, url, store)


def serve_standins(
    settings: Settings,
    host: str,
    port: int,
    kvk: Path | None,
    clients: Sequence[Path],
    say: Callable[[str], None],
) -> None:
    """Serve the stand-ins until stopped, and say with which settings the service uses them.

    :param kvk: file of registrations; None for those of the trial.
    :param clients: certificates (PEM or DER) that may ask KvK; none takes those of the settings.
    :raises SettingsError: for a file that cannot be used.
    """
    alone = replace(settings, bag_url="", kvk_url="")
    besloten.maak_map(alone.data_dir)
    with (
        register_use.use_directory(alone),
        _served(alone, host, port, kvk or PROEFBESTAND, clients) as (url, store),
    ):
        say(as_environment(_with_standins(alone, url, store)))
        wait_for_stop()


def as_environment(settings: Settings) -> str:
    """The settings of the chain as a shell takes them, for commands beside a running trial environment; a URL with a
    password is left to whoever set it."""
    names = ("data_dir", "bag_url", "bag_opslag", "kvk_url", "kvk_omgeving", "kvk_ondertekenaar")
    values = {name: str(getattr(settings, name)) for name in names}
    return "\n".join(
        f"export RIO_{name.upper()}={shlex.quote(value)}"
        for name, value in values.items()
        if not name.endswith("url") or geheim.wis(value) == value
    )


def _with_standins(settings: Settings, url: str, store: Path) -> Settings:
    if not settings.bag_url:
        settings = replace(settings, bag_url=url + PAD_BAG, bag_opslag=str(store))
    if not settings.kvk_url:
        signer = str(settings.data_dir / "pki" / "kvk.pem")
        settings = replace(settings, kvk_url=url + PAD_KVK, kvk_omgeving="test", kvk_ondertekenaar=signer)
    return settings


@contextmanager
def _served(settings: Settings, host: str, port: int, kvk: Path, clients: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """The stand-ins' address and the store that the BAG answers from."""
    sleutelpaar = make_kvk_key(settings)
    store = settings.bagbestand
    if not store.exists():
        if settings.bag_opslag:
            raise SettingsError(zin("keten.opslag_maken", opslag=store))
        store = settings.data_dir / TRIAL_STORE
    certificates = clients or [settings.certificaatbestand, *_kvk_certificate(settings)]
    ders = [certificate_der(path.read_bytes()) for path in certificates]
    try:
        application = ketenproef(open_opslag(store), sleutelpaar, ders, kvk_bestand=kvk, klok=make_clock(settings))
        with bedien(application, host, port) as url:
            yield url, store
    except Kvkbestandfout as fout:
        raise SettingsError(str(fout)) from fout


def _kvk_certificate(settings: Settings) -> list[Path]:
    return [Path(settings.kvk_certificaat)] if settings.kvk_certificaat else []
