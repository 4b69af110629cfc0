"""How often a client may ask, by its address: a bucket of turns per minute, as the workbench has them."""

from typing import Final
from wsgiref.types import WSGIEnvironment

from rio_soap.service.tls_end import VIA_PROXY
from rio_soap.workbench.maat import Maat, TeVeel, afzender

_OVER: Final = "rio.api.over"
_BEHIND_PROXY: Final = "HTTP_X_REAL_IP"

__all__ = ["TeVeel", "Tempo", "adres_van"]


class Tempo:
    """Counts requests.

    :param per_minuut: how many an address may ask in a minute; 0 sets no limit.
    """

    def __init__(self, per_minuut: int) -> None:
        self.per_minuut = per_minuut
        self._maat = Maat(per_minuut)

    def neem(self, omgeving: WSGIEnvironment) -> None:
        """Count a request.

        :raises TeVeel: for one too many.
        """
        omgeving[_OVER] = 0
        omgeving[_OVER] = self._maat.neem(afzender(None, adres_van(omgeving)))

    def koppen(self, omgeving: WSGIEnvironment) -> dict[str, str]:
        """What the client is told of it (draft-ietf-httpapi-ratelimit-headers)."""
        if not self.per_minuut or _OVER not in omgeving:
            return {}
        return {
            "RateLimit-Policy": f'"minuut";q={self.per_minuut};w=60',
            "RateLimit": f'"minuut";r={max(0, omgeving[_OVER])};t=60',
        }


def adres_van(omgeving: WSGIEnvironment) -> str:
    """The address of the client: that of the connection, or what the proxy says that alone can reach this process."""
    if omgeving.get(VIA_PROXY) and (adres := omgeving.get(_BEHIND_PROXY)):
        return str(adres)
    return str(omgeving.get("REMOTE_ADDR") or "")
