"""The stempel of this service on its berichtenlog, and the sealing of that log."""

import hashlib
from contextlib import suppress

from rio_soap.edukoppeling.antwoord import onderteken_opnieuw
from rio_soap.edukoppeling.klok import Klok
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.database import Register
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.chain import Stempel
from rio_soap.register.logboek.sealer import Sealer
from rio_soap.service.getuigen import Getuigen

_DOEL = b"rio_soap: stempel van het berichtenlog, 1"


def maak_stempel(sleutelpaar: Sleutelpaar) -> Stempel:
    """The stempel of a service: its key is the hash of a signature that is never shown, so no other need be kept."""
    sleutel = hashlib.sha256(sleutelpaar.onderteken(_DOEL)).digest()
    return Stempel(stempelnaam(sleutelpaar.der), sleutel)


def stempelnaam(der: bytes) -> bytes:
    """The name of the key in stempels, by its certificate (DER)."""
    return hashlib.sha256(der).digest()[:8]


def begin_zegelaar(
    register: Register, sleutelpaar: Sleutelpaar, klok: Klok, getuigen: Getuigen | None = None
) -> Sealer:
    """Seal the log of this register from now until the register is closed.

    :param getuigen: are told of the head, until the last.
    """
    zegelaar = Sealer(
        register,
        maak_stempel(sleutelpaar),
        lambda draad: onderteken_opnieuw(draad, sleutelpaar),
        klok.nu,
        getuigen.wek if getuigen is not None else None,
    )
    with suppress(Unavailable):  # which every message then tells
        register.let_op()
    register.voor_sluiten.append(zegelaar.sluit)
    if getuigen is not None:
        register.voor_sluiten.append(getuigen.sluit)
        getuigen.begin()
    zegelaar.begin()
    return zegelaar
