"""The stempel of this service on its berichtenlog, and the sealing of that log."""

import hashlib

from rio_soap.edukoppeling.antwoord import onderteken_opnieuw
from rio_soap.edukoppeling.klok import Klok
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database import Register
from rio_soap.register.schakels import Stempel
from rio_soap.register.zegelaar import Zegelaar

_DOEL = b"rio_soap: stempel van het berichtenlog, 1"


def maak_stempel(sleutelpaar: Sleutelpaar) -> Stempel:
    """The stempel of a service: its key is the hash of a signature that is never shown, so no other need be kept."""
    sleutel = hashlib.sha256(sleutelpaar.onderteken(_DOEL)).digest()
    return Stempel(hashlib.sha256(sleutelpaar.der).digest()[:8], sleutel)


def begin_zegelaar(register: Register, sleutelpaar: Sleutelpaar, klok: Klok) -> Zegelaar:
    """Seal the log of this register from now until the register is closed."""
    zegelaar = Zegelaar(
        register, maak_stempel(sleutelpaar), lambda draad: onderteken_opnieuw(draad, sleutelpaar), klok.nu
    )
    register.voor_sluiten.append(zegelaar.sluit)
    zegelaar.begin()
    return zegelaar
