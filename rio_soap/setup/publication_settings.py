"""Settings of who publishes the open data, as its catalogue tells it."""

import re
from dataclasses import dataclass

from rio_soap.setup.chain_settings import ChainSettings

_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*[^\s?#/])?")


@dataclass(frozen=True, slots=True)
class PublicationSettings(ChainSettings):
    """Settings of the catalogue; part of all settings."""

    opendata_adres: str = "http://localhost:8080"
    """Address at which the outside reaches this service, without a slash at the end: that of links in the catalogue."""
    opendata_uitgever: str = "Beheerder van dit register"
    """Name of the organisation that publishes the open data."""
    opendata_uitgever_uri: str = ""
    """URI by which that organisation is known, such as that of TOOI or ROR; empty: it has none."""
    opendata_contact: str = ""
    """Mail address, or address of a page, for questions about the open data; empty: the page of the publications."""


def problem_with_publication(settings: PublicationSettings) -> str | None:
    """What is wrong with these settings."""
    for name, may_be_empty in (("opendata_adres", False), ("opendata_uitgever_uri", True)):
        value = getattr(settings, name)
        if not (value == "" and may_be_empty) and not _ADDRESS.fullmatch(value):
            return (
                f"RIO_{name.upper()}: allowed an address that begins with http:// or https:// and ends without a slash"
            )
    if not settings.opendata_uitgever.strip():
        return "RIO_OPENDATA_UITGEVER: allowed the name of an organisation"
    if (contact := settings.opendata_contact) and "@" not in contact and not _ADDRESS.fullmatch(contact.rstrip("/")):
        return "RIO_OPENDATA_CONTACT: allowed a mail address, or an address that begins with http:// or https://"
    return None
