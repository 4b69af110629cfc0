"""The witnesses of the settings: which places outside the database are told the head of the chain."""

import json
from functools import partial
from pathlib import Path

from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.clock import Clock, schrijf_tijdstip
from rio_soap.register.database.database import Register
from rio_soap.register.logboek.heads import Head
from rio_soap.register.logboek.links import Stempel
from rio_soap.service.buitenpost import naar_syslog, verstuur
from rio_soap.service.getuigebestand import Getuigebestand
from rio_soap.service.getuigen import Getuigen, WitnessPlace
from rio_soap.service.tijdstempel import Tsa
from rio_soap.setup.settings import Settings, SettingsError

FILE_PAUSE = 1.0
"""Seconds between two heads in the file at least."""


def make_witnesses(settings: Settings, register: Register, stempel: Stempel, klok: Clock) -> Getuigen:
    """All places of the settings.

    :raises SettingsError: when the CAs of the TSA cannot be read.
    """
    places, pause = [], float(settings.getuige_seconden)
    path = settings.getuigebestand
    file = Getuigebestand(path, stempel, klok.nu) if path is not None else None
    if file is not None:
        place = WitnessPlace("bestand", file.noteer_hoofd, FILE_PAUSE)
        try:
            file.maak()
            place.laatste = file.laatste_hoofd()
        except OSError:
            place.goed = False  # told of when the first head cannot be noted
        places.append(place)
    if settings.getuige_syslog:
        places.append(WitnessPlace("syslog", partial(_syslog, settings), pause))
    if settings.getuige_url:
        places.append(WitnessPlace("url", partial(_url, settings, klok), pause))
    if settings.tsa_url and file is not None:
        deliver = partial(_time_stamp, settings.tsa_url, read_tsa(settings), file)
        places.append(WitnessPlace("tsa", deliver, float(settings.tsa_seconden)))
    return Getuigen(register, places, file)


def read_tsa(settings: Settings) -> Tsa:
    """The CAs by which time stamps are believed.

    :raises SettingsError: when they cannot be read.
    """
    try:
        return Tsa.lees(Path(settings.tsa_ca))
    except (OSError, Certificaatfout) as error:
        raise SettingsError(f"RIO_TSA_CA: {settings.tsa_ca}: {error}") from error


def _syslog(settings: Settings, hoofd: Head) -> None:
    naar_syslog(settings.getuige_syslog, f"berichtenlog {settings.oin} schakel {hoofd}")


def _url(settings: Settings, klok: Clock, hoofd: Head) -> None:
    content = {
        "soort": "rio_soap schakel",
        "oin": settings.oin,
        "volgnummer": hoofd.volgnummer,
        "hash": hoofd.hash.hex(),
        "moment": schrijf_tijdstip(klok.nu(), milliseconden=True),
    }
    verstuur(settings.getuige_url, json.dumps(content).encode(), "application/json")


def _time_stamp(url: str, tsa: Tsa, file: Getuigebestand, hoofd: Head) -> None:
    file.noteer_tijdstempel(hoofd, tsa.vraag(url, hoofd))
