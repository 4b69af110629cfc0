"""What is wrong with a database and what helps, on one line, whatever its driver says."""

from rio_soap import geheim
from rio_soap.bevinding.spraak import zin

_SAID = (
    ("unable to open database file", "register.openen"),
    ("attempt to write a readonly database", "register.alleen_lezen"),
    ("database or disk is full", "register.vol"),
    ("file is not a database", "register.geen_sqlite"),
    ("disk image is malformed", "register.beschadigd"),
    ("database is locked", "register.op_slot"),
    ("onnection refused", "register.geweigerd"),
    ("failed to resolve host", "register.geen_host"),
    ("could not translate host name", "register.geen_host"),
    ("timeout expired", "register.stil"),
    ("imed out", "register.stil"),
    ("server closed the connection unexpectedly", "register.opgehangen"),
    ("received invalid response to", "register.opgehangen"),
    ("password authentication failed", "register.wachtwoord"),
    ("no password supplied", "register.wachtwoord"),
)
"""What drivers say, in part, and the sentence of the catalogue that tells it. libpq gives errors of connecting no
SQLSTATE, and its words are all there is; they are the same in every version that is supported."""
_NO_DATABASE = ('database "', '" does not exist')


def told(error: Exception) -> str:
    """What is wrong, without passwords; what is not known is told as the driver says it."""
    text = geheim.een_regel(error)
    for part, key in _SAID:
        if part in text:
            return zin(key)
    if all(part in text for part in _NO_DATABASE):
        return zin("register.geen_database")
    return text


def of_url(error: Exception) -> str:
    """What is wrong with the address of a database."""
    text = str(error)
    if "Could not parse" in text:
        return zin("register.geen_adres")
    return zin("register.poort") if "invalid literal" in text else geheim.een_regel(error)
