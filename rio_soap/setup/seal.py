"""The stempel of this service on its berichtenlog, and the sealing of that log."""

import hashlib
from contextlib import suppress

from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.response import onderteken_opnieuw
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.links import Stempel
from rio_soap.register.logboek.sealer import Sealer
from rio_soap.service.getuigen import Getuigen

_PURPOSE = b"rio_soap: stempel van het berichtenlog, 1"


def make_stempel(sleutelpaar: Sleutelpaar) -> Stempel:
    """The stempel of a service: its key is the hash of a signature that is never shown, so no other need be kept."""
    key = hashlib.sha256(sleutelpaar.onderteken(_PURPOSE)).digest()
    return Stempel(stempel_name(sleutelpaar.der), key)


def stempel_name(der: bytes) -> bytes:
    """The name of the key in stempels, by its certificate (DER)."""
    return hashlib.sha256(der).digest()[:8]


def start_sealer(
    register: Register, sleutelpaar: Sleutelpaar, klok: Clock, witnesses: Getuigen | None = None
) -> Sealer:
    """Seal the log of this register from now until the register is closed.

    :param witnesses: are told of the head, until the last.
    """
    sealer = Sealer(
        register,
        make_stempel(sleutelpaar),
        lambda antwoord: onderteken_opnieuw(antwoord, sleutelpaar),
        klok.nu,
        witnesses.wek if witnesses is not None else None,
    )
    with suppress(Unavailable):  # which every message then tells
        register.let_op()
    register.voor_sluiten.append(sealer.sluit)
    if witnesses is not None:
        register.voor_sluiten.append(witnesses.sluit)
        witnesses.begin()
    sealer.begin()
    return sealer
