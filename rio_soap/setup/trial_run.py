"""The trial environment of ``rio-soap proef`` (``make run``): everything in one directory, made afresh.

It delivers one opleidingseenheid over HTTP as a client would, signed, reads it back, reads the erkenningsstatus of an
offer, and then serves on, so that a vendor sees within a minute what a good exchange looks like.
"""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from lxml import etree

from rio_soap import besloten
from rio_soap.bevinding.aanroep import aanroep
from rio_soap.bevinding.documentatie import plek
from rio_soap.bevinding.spraak import zin
from rio_soap.contract.gegevens import Enkel, Waarde
from rio_soap.opendata.datacatalogus import PAD
from rio_soap.register.database import trial_mark
from rio_soap.register.database.database import Register
from rio_soap.server.application import Deferred
from rio_soap.server.http_server import wait_for_stop
from rio_soap.setup import register_use, rules, service, trial_people
from rio_soap.setup.chain_settings import BAG_FILE
from rio_soap.setup.serving import make_http_server, management_beside
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.setup.standins import as_environment, standins_beside
from rio_soap.setup.trial import (
    CLIENT_NAME,
    MARK,
    OIN_HANZE,
    ROLES,
    TRIAL_OFFER,
    client_key,
    fill,
    is_trial_dir,
    make_pki,
    post,
    signed_request,
    voorbeeldlevering,
)

Say = Callable[[str], None]
"""Tells the user one thing, on lines of its own."""

KEPT = (MARK, BAG_FILE, f"{BAG_FILE}-slot", register_use.LOCK_FILE, "rio.db-slot")
"""What stays beside the keys: a loaded BAG extract is the work of minutes, and the same in every trial; locks are held
by whoever waits for them."""


class TrialError(RuntimeError):
    """The messages of the trial were not processed as they should; the text says how."""


def run_trial(settings: Settings, host: str, port: int, say: Say, *, once: bool = False) -> None:
    """Make the environment, deliver and read back, serve until stopped.

    Data directory and database for this process alone, then the address, and only then is anything removed: what is in
    use stays as it is. Once it was made others may use it too.

    :param once: stop after the delivery and its reading.
    :raises SettingsError: when directory, database or address is not to be had.
    :raises TrialError: when the delivery or its reading fails.
    """
    _must_be_trial(settings.data_dir)
    besloten.maak_map(settings.data_dir)  # wherever the database is: this is what is emptied
    later = Deferred()
    with ExitStack() as stack:
        with register_use.own(settings) as owned:
            http_server = make_http_server(later, host, port, settings)
            stack.callback(http_server.close)
            if settings.database_url:
                register_use.must_be_trial(owned.engine, CLIENT_NAME)
            owned.take_databases(settings.data_dir, f"{BAG_FILE}{register_use.LOCK_SUFFIX}")
            empty(settings.data_dir)
            register_use.migrate(owned.engine)
            for lock in owned.share():
                stack.callback(lock.laat_los)
        make_pki(settings)
        served = replace(settings, werkbank="ja", opendata_adres=f"http://{host}:{port}")
        chained = stack.enter_context(standins_beside(served))
        register = stack.enter_context(register_use.open_register(chained))
        fill(register, chained)
        register.schrijf(trial_mark.merk)
        later.application = application = service.make_application(chained, register)
        stack.enter_context(http_server)
        stack.enter_context(management_beside(application, chained))
        _show(settings, host, port, say)
        if not once:
            _publish(chained, register, f"http://{host}:{port}", say)
            _guide(chained, register, f"http://{host}:{port}", say)
            wait_for_stop()


def _must_be_trial(data_dir: Path) -> None:
    """See that a directory is ours to make a trial environment in, or new.

    :raises SettingsError: for a directory that holds something else than a trial environment.
    """
    if is_trial_dir(data_dir) or not data_dir.exists():
        return
    if not data_dir.is_dir():
        raise SettingsError(zin("proef.geen_map", map=data_dir))
    if any(path.name not in KEPT for path in data_dir.iterdir()):
        raise SettingsError(zin("proef.vreemde_map", map=data_dir))


def empty(data_dir: Path) -> None:
    """Remove what an earlier run left, but never a directory that is not a trial environment; keys, a loaded BAG
    extract and the locks stay.

    :raises SettingsError: for a directory that holds something else.
    """
    _must_be_trial(data_dir)
    besloten.maak_map(data_dir)
    besloten.schrijf(data_dir / MARK, (zin("proef.merk") + "\n").encode())
    for path in data_dir.iterdir():
        if path.name in KEPT or path.name == "pki" or path.name.endswith(register_use.LOCK_SUFFIX):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _show(settings: Settings, host: str, port: int, say: Say) -> None:
    """Deliver, read back and read the status of an offer, and say what went over the line.

    :raises TrialError: when either is not approved.
    """
    klok, sleutelpaar = rules.make_clock(settings), client_key(settings)

    def exchange(operatienaam: str, inhoud: dict[str, Waarde]) -> etree._Element:
        data = signed_request(operatienaam, inhoud, sleutelpaar, klok, oin=OIN_HANZE, ontvanger=settings.oin)
        status, raw = post(host, port, operatienaam, data)
        body: etree._Element = etree.fromstring(raw)[-1][0]
        say("\n" + zin("proef.uitwisseling", operatie=operatienaam, bytes=len(data), oin=OIN_HANZE, status=status))
        say(etree.tostring(body, pretty_print=True, encoding="unicode").rstrip())
        if status != 200:
            why = body.findtext("{*}faultstring") or f"HTTP {status}"
            raise TrialError(zin("proef.onverwerkt", code=body.findtext("{*}faultcode"), reden=why))
        return body

    antwoord = exchange("aanleveren_opleidingseenheid", {"opleidingseenheid": voorbeeldlevering()})
    code = antwoord.findtext("{*}opleidingseenheidcode")
    if code is None:
        raise TrialError(zin("proef.afgekeurd"))
    exchange("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})
    offers: list[Enkel] = [TRIAL_OFFER]
    antwoord = exchange("opvragen_erkenningsstatus", {"aangebodenOpleidingCode": offers})
    status = antwoord.findtext("{*}erkenningsstatus/{*}status")
    if status is None:
        raise TrialError(zin("proef.zonder_status", aanbod=TRIAL_OFFER))
    say("\n" + zin("proef.status", aanbod=TRIAL_OFFER, status=status))


def _publish(settings: Settings, register: Register, address: str, say: Say) -> None:
    """Publish the open data of the trial register, when that goes into the trial environment: two seconds.

    :raises TrialError: when there is no publication.
    """
    if settings.opendata_map:
        return  # it may hold the open data of a register that is no trial
    from rio_soap.opendata.publiceren import Publicatiefout
    from rio_soap.setup import publishing  # both not for a trial that only runs once

    try:
        publishing.publish_open(settings, register)
    except Publicatiefout as error:
        raise TrialError(zin("proef.ongepubliceerd", reden=error)) from error
    say("\n" + zin("proef.opendata", adres=f"{address}{PAD}/", data=aanroep("rio-data"), bron=address))


def _guide(settings: Settings, register: Register, address: str, say: Say) -> None:
    """Tell what there is to do with the environment, in words that can be typed where it was started."""
    say(
        zin(
            "proef.gids",
            bron=address,
            map=settings.data_dir,
            oin=OIN_HANZE,
            rollen="  ".join(f"{role} {sender}" for sender, role, _ in ROLES),
            omgeving=as_environment(replace(settings, data_dir=settings.data_dir.absolute())),
            rio=aanroep("rio-soap"),
            rondgang=plek("rondgang.md"),
        )
    )
    say(trial_people.guide(address, trial_people.make_people(register)))
