"""The client of RIO: a typed method per operation of both contracts, pages, signed requests, verified answers."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from rio_soap.bevinding.spraak import zin
from rio_soap.client.operaties import Operaties
from rio_soap.client.operaties_aanvulling import OperatiesAanvulling
from rio_soap.client.verbinding import Verbinding
from rio_soap.client.wissel import OIN_RIO, Herhaling, Wissel
from rio_soap.edukoppeling.certificaatbestand import lees_certificaten
from rio_soap.edukoppeling.clock import Clock, SystemClock
from rio_soap.edukoppeling.oin import is_oin, is_oin_van_cijfers
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.tls_client import Tls


class RioClient(Operaties, OperatiesAanvulling):
    """Speaks with RIO, or with a service that does what RIO does, on behalf of one institution.

    Thread-safe: one client serves all threads of an application. Use it as a context manager, or call `sluit`.

    :param endpoint: scheme, host and port, such as ``https://webservice.duo.nl`` or ``http://127.0.0.1:8080``; the
        paths of the services are those of RIO, and of the contract beside V4.
    :param certificate: file of the signing certificate, PEM or DER.
    :param key: file of its private key, PEM or DER.
    :param oin: OIN of the institution on whose behalf is signed.
    :param rio_certificates: files, PEM or DER, of the certificates with which RIO may sign its answers.
    :param tls: trust and client certificate for TLS; None for plain TLS without a client certificate.
    :param timeout: seconds to wait for connecting, and for each part of the answer.
    :param retry: when and how often to try again (`rio_soap.client.wissel` says which operations).
    :param profile: ``praktijk`` writes what the clients that are known write; ``streng`` the letter of the PvE, for a
        service that asks it: the token signed, ``urn:uuid:`` before wsa:MessageID, DUO as ontvangendeInstantie.
    :param strict_answers: refuse an answer that has anything that the XSD does not know. By default that is left out,
        with a `ContractAfwijking` through `warnings`; the signature always has to be right.
    :param observer: sees every exchange: operation, the bytes sent and the bytes that came back, none when no SOAP
        answer did.
    :raises OSError: for a file that cannot be read.
    :raises ValueError: for an OIN, address, key or certificate that cannot be used.
    """

    def __init__(
        self,
        endpoint: str,
        certificate: Path | str,
        key: Path | str,
        oin: str,
        *,
        rio_certificates: Iterable[Path | str],
        password: bytes | None = None,
        rio_oin: str = OIN_RIO,
        tls: Tls | None = None,
        timeout: float = 60.0,
        retry: Herhaling | None = None,
        clock: Clock | None = None,
        clock_skew: int = 60,
        observer: Callable[[str, bytes, bytes], None] | None = None,
        profile: Literal["praktijk", "streng"] = "praktijk",
        strict_answers: bool = False,
    ) -> None:
        if profile not in ("praktijk", "streng"):
            raise ValueError(zin("clientfout.profiel", gevonden=profile))
        for waarde in (oin, rio_oin):
            if not is_oin(waarde):
                raise ValueError(zin("clientfout.oin", oin=waarde))
            if profile == "streng" and not is_oin_van_cijfers(waarde):
                raise ValueError(zin("clientfout.oin_streng", oin=waarde))
        certificaten = tuple(der for pad in rio_certificates for der in _certificaten(Path(pad)))
        if not certificaten:
            raise ValueError(zin("clientfout.zonder_certificaat"))
        super().__init__(
            Wissel(
                verbinding=Verbinding(endpoint, tls, timeout),
                sleutelpaar=Sleutelpaar.laad(Path(key), Path(certificate), password),
                oin=oin,
                certificaten=certificaten,
                rio_oin=rio_oin,
                klok=clock or SystemClock(),
                herhaling=retry or Herhaling(),
                klokverschil=clock_skew,
                meekijker=observer,
                streng=profile == "streng",
                strikt=strict_answers,
            )
        )

    def sluit(self) -> None:
        """Close idle connections."""
        self.wissel.verbinding.sluit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.sluit()


def _certificaten(pad: Path) -> list[bytes]:
    return lees_certificaten(pad.read_bytes())
