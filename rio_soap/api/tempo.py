"""How often a client may ask, by its address: a bucket of turns per minute, as the workbench has them."""

from typing import Final
from wsgiref.types import WSGIEnvironment

from rio_soap.workbench.maat import Maat, TeVeel, afzender

_OVER: Final = "rio.api.over"
_X_REAL_IP: Final = "HTTP_X_REAL_IP"

__all__ = ["TeVeel", "Tempo"]


class Tempo:
    """Counts requests.

    :param per_minuut: how many an address may ask in a minute; 0 sets no limit.
    :param achter_proxy: whether a proxy alone can reach this process, and says in X-Real-IP who asks.
    """

    def __init__(self, per_minuut: int, *, achter_proxy: bool = False) -> None:
        self.per_minuut, self._achter_proxy = per_minuut, achter_proxy
        self._maat = Maat(per_minuut)

    def neem(self, omgeving: WSGIEnvironment) -> None:
        """Count a request.

        :raises TeVeel: for one too many.
        """
        omgeving[_OVER] = 0
        omgeving[_OVER] = self._maat.neem(afzender(None, self._adres(omgeving)))

    def geef(self, omgeving: WSGIEnvironment) -> None:
        """Give a turn back: the request was not of the kind that is counted here."""
        self._maat.geef(afzender(None, self._adres(omgeving)))

    def deel(self, zoveelste: int) -> "Tempo":
        """Another count of the same clients, of which this is so many times as large; at least 1, or no limit."""
        per_minuut = max(1, self.per_minuut // zoveelste) if self.per_minuut else 0
        return Tempo(per_minuut, achter_proxy=self._achter_proxy)

    def koppen(self, omgeving: WSGIEnvironment) -> dict[str, str]:
        """What the client is told of it (draft-ietf-httpapi-ratelimit-headers)."""
        if not self.per_minuut or _OVER not in omgeving:
            return {}
        return {
            "RateLimit-Policy": f'"minuut";q={self.per_minuut};w=60',
            "RateLimit": f'"minuut";r={max(0, omgeving[_OVER])};t=60',
        }

    def _adres(self, omgeving: WSGIEnvironment) -> str:
        """The address of the client: that of the connection, or what the proxy says."""
        sleutel = _X_REAL_IP if self._achter_proxy else "REMOTE_ADDR"
        return str(omgeving.get(sleutel) or "")
