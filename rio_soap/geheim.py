"""Passwords that stand in URLs: they are in no message, no log line and no traceback."""

import re
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from urllib.parse import parse_qsl, unquote, urlsplit

_STER = "***"
_IN_URL = re.compile(r"(://[^\s:/@]*:)(?![0-9]{1,5}/)[^\s\"'<>]*(?=@)")
_SLEUTEL = r"\w*(?:password|passwd|passphrase|wachtwoord)"
_ALS_WOORD = re.compile(rf"(?i)({_SLEUTEL}(?:\s*=\s*|%3D))('(?:[^'\\]|\\.)*'|[^\s&'\"<>;,]+)")
_NAAM = re.compile(rf"(?i){_SLEUTEL}\Z")
_KORTST = 4
"""Shorter ones are only recognised by where they stand: hidden everywhere they would take other words along."""

_bekend: set[str] = set()


def onthoud(tekst: str) -> None:
    """Remember the passwords of a URL, or of libpq's ``keyword=value`` form, so that `wis` knows them anywhere."""
    gevonden = {m[2].strip("'") for m in _ALS_WOORD.finditer(tekst)}
    if (m := _IN_URL.search(tekst)) is not None:
        gevonden.add(m[0][len(m[1]) :])
    try:
        delen = urlsplit(tekst)
        gevonden.add(delen.password or "")
        gevonden.update(waarde for naam, waarde in parse_qsl(delen.query) if _NAAM.search(naam))
    except ValueError:
        pass  # no URL: what stands in it was found above
    gevonden |= {unquote(woord) for woord in gevonden}
    _bekend.update(woord for woord in gevonden if len(woord) >= _KORTST)


def onthoud_omgeving(omgeving: Iterable[tuple[str, str]]) -> None:
    """As `onthoud`, of the environment: proxies, other URLs, and libpq's own variable."""
    for naam, waarde in omgeving:
        if naam == "PGPASSWORD":
            onthoud(f"password='{waarde}'")
        elif "://" in waarde:
            onthoud(waarde)


def wis(tekst: str) -> str:
    """The text without passwords: those that were remembered, and what stands where one would stand."""
    for woord in sorted(_bekend, key=len, reverse=True):
        tekst = tekst.replace(woord, _STER)
    return _ALS_WOORD.sub(rf"\1{_STER}", _IN_URL.sub(rf"\1{_STER}", tekst))


def toonbaar(url: str) -> str:
    """What a message may say of a database: the path of an SQLite file, else driver, user, host and name."""
    import sqlalchemy as sa  # here: every command wipes passwords, and few need a database

    try:
        adres = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        return wis(url)
    if adres.get_backend_name() == "sqlite" and adres.database:
        return adres.database
    kaal = sa.URL.create(adres.drivername, adres.username, None, adres.host, adres.port, adres.database)
    return wis(kaal.render_as_string())


def een_regel(fout: BaseException) -> str:
    """An error on one line, without passwords."""
    tekst = str(getattr(fout, "orig", None) or fout)
    return wis("; ".join(regel.strip() for regel in tekst.splitlines() if regel.strip()) or type(fout).__name__)


def bewaak_tracebacks() -> None:
    """Write tracebacks of this process without passwords."""
    sys.excepthook = _schrijf


def _schrijf(soort: type[BaseException], fout: BaseException, spoor: TracebackType | None) -> None:
    sys.stderr.write(wis("".join(traceback.format_exception(soort, fout, spoor))))
