"""The witnesses of the settings: which places outside the database are told the head of the chain."""

import json
from functools import partial
from pathlib import Path

from rio_soap.edukoppeling.certificaat import Certificaatfout
from rio_soap.edukoppeling.klok import Klok, schrijf_tijdstip
from rio_soap.register.database.database import Register
from rio_soap.register.logboek.chain import Stempel
from rio_soap.register.logboek.heads import Head
from rio_soap.service.buitenpost import naar_syslog, verstuur
from rio_soap.service.getuigebestand import Getuigebestand
from rio_soap.service.getuigen import Getuigen, Plek
from rio_soap.service.tijdstempel import Tsa
from rio_soap.setup.settings import Instellingen, Instellingsfout

BESTANDSPAUZE = 1.0
"""Seconds between two heads in the file at least."""


def maak_getuigen(instellingen: Instellingen, register: Register, stempel: Stempel, klok: Klok) -> Getuigen:
    """All places of the settings.

    :raises Instellingsfout: when the CAs of the TSA cannot be read.
    """
    plekken, pauze = [], float(instellingen.getuige_seconden)
    pad = instellingen.getuigebestand
    bestand = Getuigebestand(pad, stempel, klok.nu) if pad is not None else None
    if bestand is not None:
        plek = Plek("bestand", bestand.noteer_hoofd, BESTANDSPAUZE)
        try:
            bestand.maak()
            plek.laatste = bestand.laatste_hoofd()
        except OSError:
            plek.goed = False  # told of when the first head cannot be noted
        plekken.append(plek)
    if instellingen.getuige_syslog:
        plekken.append(Plek("syslog", partial(_syslog, instellingen), pauze))
    if instellingen.getuige_url:
        plekken.append(Plek("url", partial(_url, instellingen, klok), pauze))
    if instellingen.tsa_url and bestand is not None:
        lever = partial(_tijdstempel, instellingen.tsa_url, lees_tsa(instellingen), bestand)
        plekken.append(Plek("tsa", lever, float(instellingen.tsa_seconden)))
    return Getuigen(register, plekken, bestand)


def lees_tsa(instellingen: Instellingen) -> Tsa:
    """The CAs by which time stamps are believed.

    :raises Instellingsfout: when they cannot be read.
    """
    try:
        return Tsa.lees(Path(instellingen.tsa_ca))
    except (OSError, Certificaatfout) as fout:
        raise Instellingsfout(f"RIO_TSA_CA: {instellingen.tsa_ca}: {fout}") from fout


def _syslog(instellingen: Instellingen, hoofd: Head) -> None:
    naar_syslog(instellingen.getuige_syslog, f"berichtenlog {instellingen.oin} schakel {hoofd}")


def _url(instellingen: Instellingen, klok: Klok, hoofd: Head) -> None:
    inhoud = {
        "soort": "rio_soap schakel",
        "oin": instellingen.oin,
        "volgnummer": hoofd.volgnummer,
        "hash": hoofd.hash.hex(),
        "moment": schrijf_tijdstip(klok.nu(), milliseconden=True),
    }
    verstuur(instellingen.getuige_url, json.dumps(inhoud).encode(), "application/json")


def _tijdstempel(url: str, tsa: Tsa, bestand: Getuigebestand, hoofd: Head) -> None:
    bestand.noteer_tijdstempel(hoofd, tsa.vraag(url, hoofd))
