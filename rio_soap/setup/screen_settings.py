"""Settings of the screens: who may ask how often, who helps, and how people log in."""

import re
from dataclasses import dataclass

from rio_soap.setup.witness_settings import WitnessSettings

_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class ScreenSettings(WitnessSettings):
    """Settings of the screens; part of all settings."""

    scherm_per_minuut: int = 600
    """Requests for pages per minute and address of the client. 0: no limit."""
    helpdesk: str = ""
    """Mail address or telephone number of the helpdesk, as the page of contact shows it; empty: none is named."""
    helpdesk_uren: str = ""
    """When it can be reached, as that page shows it."""
    oidc_issuer: str = ""
    """Issuer of OpenID Connect by which people log in too (its discovery is read there); empty: local accounts only."""
    oidc_client_id: str = ""
    """Name under which that issuer knows this service."""
    oidc_secret: str = ""
    """What this service shows the issuer to be known by."""
    oidc_kvk_claim: str = ""
    """Claim that holds the KvK number of the organisation of who logs in; empty: none."""
    werkbank: str = "nee"
    """``ja``: show the last messages in the browser under /werkbank, to who may see /controle. For trials."""
    foutberichten: int = 1000
    """Messages that got a SOAP fault which are kept at most, the last ones; 0: none."""
    foutberichten_dagen: int = 30
    """Days for which they are kept at most."""


SCREEN_RANGES = (
    ("scherm_per_minuut", 0, 1_000_000),
    ("foutberichten", 0, 10_000),
    ("foutberichten_dagen", 1, 3660),
)


def problem_with_screens(settings: ScreenSettings) -> str | None:
    """What is wrong with these settings; the secret is not repeated."""
    if settings.werkbank not in ("ja", "nee"):
        return f"RIO_WERKBANK: found {settings.werkbank!r}, allowed ja, nee"
    if settings.oidc_issuer:
        if not _ADDRESS.fullmatch(settings.oidc_issuer):
            return "RIO_OIDC_ISSUER: allowed an address that begins with https:// (http:// in a trial)"
        if not (settings.oidc_client_id and settings.oidc_secret):
            return "RIO_OIDC_ISSUER: needs RIO_OIDC_CLIENT_ID and RIO_OIDC_SECRET"
    return None
