"""Whom a receiver trusts: parties by their certificate, or by the CA that issued it (`certificaatketen`)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rio_soap.bevinding import Bevinding, Tekst, toon
from rio_soap.edukoppeling.certificaat import MAX_BYTES
from rio_soap.edukoppeling.oorzaken import Oorzaak


def vingerafdruk(certificaat: bytes) -> str:
    """SHA-256 of a DER certificate, 64 lower case hexadecimal digits."""
    return _vingerafdruk(certificaat) if len(certificaat) <= MAX_BYTES else hashlib.sha256(certificaat).hexdigest()


@lru_cache(maxsize=128)
def _vingerafdruk(certificaat: bytes) -> str:
    """Asked a few times for each message of the same sender."""
    return hashlib.sha256(certificaat).hexdigest()


@dataclass(frozen=True, slots=True)
class Partij:
    """A trusted signer.

    :param oin: its own OIN, None when it has none.
    :param vingerafdruk: SHA-256 of its DER certificate, hexadecimal.
    :param namens: the OINs for which it may sign besides its own (a mandate).
    """

    naam: str
    oin: str | None
    vingerafdruk: str
    namens: frozenset[str]

    def mag_voor(self, oin: str) -> bool:
        """Whether it may sign for this OIN: its own, or one in its mandate."""
        return oin == self.oin or oin in self.namens


class Vertrouwensfout(ValueError):
    """A certificate that is known and not trusted; becomes a finding of EK0031.

    :param oorzaak: why, as the cause of that finding.
    :param zin: why, in a sentence.
    :param voor_ieder: said to whoever shows the certificate; else only to who proves to have its key, since it tells
        of the receiver whom it trusts and how.
    """

    def __init__(
        self,
        oorzaak: Oorzaak,
        gevonden: str | Tekst | None,
        toegestaan: str | Tekst | None,
        zin: Tekst | None = None,
        *,
        voor_ieder: bool = False,
    ) -> None:
        self.oorzaak, self.gevonden, self.toegestaan = oorzaak, gevonden, toegestaan
        self.zin = zin or Tekst(oorzaak)
        self.voor_ieder = voor_ieder
        super().__init__(oorzaak)

    def __str__(self) -> str:
        return toon(self.zin)

    def bevinding(self, waar: str) -> Bevinding:
        """What it becomes at the certificate."""
        return Bevinding(self.oorzaak, waar, None, self.gevonden, self.toegestaan, self.zin)


class Vertrouwen(Protocol):
    """Knows the trusted parties."""

    def partij(self, certificaat: bytes) -> Partij | None:
        """The party of a DER certificate, None for a stranger.

        :raises Vertrouwensfout: for a certificate that is not trusted for a reason that can be told.
        """
        ...


class VertrouwdeLijst:
    """Trust in a fixed list of certificates."""

    def __init__(self, partijen: Iterable[Partij]) -> None:
        self._partijen = {partij.vingerafdruk: partij for partij in partijen}

    def partij(self, certificaat: bytes) -> Partij | None:
        """The party of a DER certificate, None for a stranger."""
        return self._partijen.get(vingerafdruk(certificaat))
