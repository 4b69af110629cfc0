"""Settings of the witnesses of the berichtenlog: where the head of its chain goes, outside the database."""

import re
from dataclasses import dataclass
from pathlib import Path

from rio_soap.setup.publication_settings import PublicationSettings

HEADS = "schakels.log"
"""Name of the file of heads in the data directory."""
NONE = "geen"

_SYSLOG = re.compile(r"/.+|(tcp://)?[^/\s@]+:[0-9]{1,5}")
_URL = re.compile(r"https?://[^/\s]+.*")


@dataclass(frozen=True, slots=True)
class WitnessSettings(PublicationSettings):
    """Settings of the witnesses; part of all settings."""

    getuige_bestand: str = ""
    """Append-only file in which the head of the chain over the berichtenlog is noted; empty: ``schakels.log`` in the
    data directory, ``geen``: none. Best on another disk or machine than the database."""
    getuige_syslog: str = ""
    """Syslog that is told the head: ``/dev/log``, ``HOST:PORT`` (UDP) or ``tcp://HOST:PORT``; empty: none."""
    getuige_url: str = ""
    """Address to which the head is posted as JSON; empty: none."""
    getuige_seconden: int = 10
    """Seconds between two heads for syslog and address at least; the file gets one a second."""
    tsa_url: str = ""
    """Address of a time stamping authority (RFC 3161) that stamps the head; its answers go in the file. Empty: none."""
    tsa_ca: str = ""
    """File with the CAs by which its answers are believed, PEM or DER."""
    tsa_seconden: int = 3600
    """Seconds between two time stamps at least."""


WITNESS_RANGES = (("getuige_seconden", 1, 86400), ("tsa_seconden", 10, 7 * 86400))


def getuigebestand(settings: WitnessSettings, data_dir: Path) -> Path | None:
    """The file of heads in force."""
    if settings.getuige_bestand == NONE:
        return None
    return Path(settings.getuige_bestand) if settings.getuige_bestand else data_dir / HEADS


def problem_with_witnesses(settings: WitnessSettings) -> str | None:
    """What is wrong with these settings; an address is not repeated, it may hold a password."""
    if settings.getuige_syslog and not _SYSLOG.fullmatch(settings.getuige_syslog):
        return "RIO_GETUIGE_SYSLOG: allowed a path, HOST:PORT or tcp://HOST:PORT"
    for name in ("getuige_url", "tsa_url"):
        if (url := getattr(settings, name)) and not _URL.fullmatch(url):
            return f"RIO_{name.upper()}: allowed an address that begins with http:// or https://"
    if settings.tsa_url and not settings.tsa_ca:
        return "RIO_TSA_URL: needs RIO_TSA_CA, to believe its answers by"
    if settings.tsa_url and settings.getuige_bestand == NONE:
        return "RIO_TSA_URL: needs a file for its answers, and RIO_GETUIGE_BESTAND=geen"
    return None
