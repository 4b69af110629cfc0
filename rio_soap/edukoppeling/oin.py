"""OIN: the number that names an organisation in Digikoppeling.

Twenty characters: a prefix of eight digits, then digits or capitals (an OIN made of a BRIN has letters), as the syntax
check of EK0021 and EK0022 wants it.
"""

import re

_OIN = re.compile(r"[0-9]{8}[0-9A-Z]{12}\Z")
_CIJFERS = re.compile(r"[0-9]{20}\Z")
_IN_ADRES = re.compile(r"[?&]oin=([0-9]{8}[0-9A-Z]{12})(?=[&#]|\Z)")


def is_oin(tekst: str) -> bool:
    """Whether the text has the syntax of an OIN."""
    return _OIN.match(tekst) is not None


def is_oin_van_cijfers(tekst: str) -> bool:
    """Whether the text is an OIN of digits only, which leaves out those made of a BRIN."""
    return _CIJFERS.match(tekst) is not None


def oin_in_adres(adres: str) -> str | None:
    """The OIN directly after ``oin=`` in the query of an address (PvE 6.4.8).

    None when there is none of the right syntax, and also when ``oin=`` stands there twice: then the address
    names nobody.
    """
    gevonden = _IN_ADRES.search(adres)
    if gevonden is None or adres.count("oin=") != 1:
        return None
    return gevonden.group(1)
