"""Pages of the feed, read into changes."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.origin import Origin
from rio_soap.volger.refusal import ForeignRegister, SourceUnavailable
from rio_soap.volger.rijenhash import compact
from rio_soap.volger.standing import Change, FeedPosition


class Feedpagina(NamedTuple):
    """What one page gave."""

    wijzigingen: list[Change]
    position: FeedPosition


def cursor(stroom: str, volgnummer: int) -> str:
    """Where in the feed of a register the changes after a number begin."""
    return f"{stroom}-{volgnummer}"


def plek_van(cursor_: str) -> tuple[str, int]:
    """Register instance and number of a cursor.

    :raises ValueError: for what is none.
    """
    stroom, _, nummer = cursor_.rpartition("-")
    return stroom, int(nummer)


def paginas(bron: Origin, stroom: str, na: int) -> Iterator[Feedpagina]:
    """The pages of the feed after a number, to its end.

    :raises ForeignRegister: when the feed is that of another register.
    :raises SourceUnavailable: when it gives no answer of its form.
    """
    meer = True
    while meer:
        pagina = bron.feed(cursor(stroom, na))
        try:
            van, tot = plek_van(str(pagina["cursor"]))
            meer = bool(pagina["meer"])
            wijzigingen = [_wijziging(deel, stroom) for deel in pagina["objectwijziging"]]
        except (KeyError, TypeError, ValueError) as fout:
            raise SourceUnavailable(zin("feed.vorm", na=na, waarom=fout)[:300]) from fout
        if van != stroom:
            raise ForeignRegister(zin("feed.ander_register", van=van, stroom=stroom))
        if tot < na or (meer and tot == na):
            raise SourceUnavailable(zin("feed.komt_niet_verder", na=na))
        na = tot
        yield Feedpagina(wijzigingen, FeedPosition(tot, einde=not meer))


def _wijziging(deel: Mapping[str, Any], stroom: str) -> Change:  # Any: as JSON gives it
    inhoud, volgnummer = deel.get("inhoud"), int(deel["volgnummer"])
    return Change(
        volgnummer=volgnummer,
        objecttype=str(deel["objecttype"]),
        sleutel=str(deel["sleutel"]),
        soort=str(deel["soortWijziging"]),
        moment=deel.get("moment"),
        tekst=None if inhoud is None else compact(inhoud),
        bewezen=False,
        cursor=cursor(stroom, volgnummer),
    )
