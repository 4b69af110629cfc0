"""The rules of quality on an aangeboden opleiding by its stand alone: each a small function, text or None.

Source: our own design (Signaalsoort), after oddities that the published files show: sentinel dates, deelnemersplaatsen
0, a duration of 6400, cohorten that stay open. An offer that has ended is not judged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod.bericht import Aanbodbericht, Cohort
from rio_soap.register.kwaliteit.vondst import (
    COHORT_VERLOPEN_OPEN,
    DATUM_BIJZONDER,
    DUUR_ONWAARSCHIJNLIJK,
    PLAATSEN_NUL,
)
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkdragers import kenmerken_van

BIJZONDERE_DATA: Final = (date(2050, 1, 1), date(2999, 12, 31), date(9999, 12, 31))
"""Days by which the published files say that no end is known; RIO leaves such a field out."""
LANGST: Final[Mapping[str, int]] = MappingProxyType({"J": 10, "M": 120, "W": 520, "D": 3650, "U": 16_800})
"""Longest likely duration by its unit: ten years, of hours ten years of study (1,680 each; reasoned)."""
_OPEN = "O"


def datum_bijzonder(aanbod: Aanbodbericht, _: date) -> str | None:
    """DATUM_BIJZONDER: no date in it is a sentinel."""
    gevonden = dict.fromkeys(_bijzonder(aanbod.gegeven))
    return ", ".join(f"{naam} is {dag:%d-%m-%Y}" for naam, dag in gevonden) or None


def _bijzonder(gegeven: Gegeven) -> Iterator[tuple[str, date]]:
    for naam, waarde in gegeven.velden.items():
        for deel in _delen(waarde):
            if isinstance(deel, Gegeven):
                yield from _bijzonder(deel)
            elif type(deel) is date and deel in BIJZONDERE_DATA:
                yield naam, deel


def _delen(waarde: Waarde) -> Sequence[object]:
    return waarde if isinstance(waarde, list) else (waarde,)


def duur_onwaarschijnlijk(aanbod: Aanbodbericht, _: date) -> str | None:
    """DUUR_ONWAARSCHIJNLIJK: an afwijkendeOpleidingsduur is more than nothing and at most `LANGST`."""
    duur = velden.deel(aanbod.gegeven, "afwijkendeOpleidingsduur")
    if duur is None:
        return None
    eenheid, omvang = duur.velden.get("opleidingsduurEenheid"), duur.velden.get("opleidingsduurOmvang")
    if not isinstance(omvang, int | Decimal) or (0 < omvang <= LANGST.get(str(eenheid), omvang)):
        return None
    return f"afwijkendeOpleidingsduur is {omvang} {eenheid}"


def plaatsen_nul(aanbod: Aanbodbericht, dag: date) -> str | None:
    """PLAATSEN_NUL: no cohort that is not over has deelnemersplaatsen 0; who may not apply closes the cohort."""
    return _cohorten(_lopende(aanbod, dag), _zonder_plaatsen, "deelnemersplaatsen 0")


def _zonder_plaatsen(cohort: Cohort) -> bool:
    return any(
        kenmerk.naam == "deelnemersplaatsen" and _is_nul(kenmerk.waarde) for kenmerk in kenmerken_van(cohort.gegeven)
    )


def _is_nul(waarde: object) -> bool:
    return isinstance(waarde, int | Decimal) and not isinstance(waarde, bool) and waarde == 0


def _lopende(aanbod: Aanbodbericht, dag: date) -> Sequence[Cohort]:
    return [cohort for cohort in aanbod.cohorten if cohort.einddatum is None or cohort.einddatum > dag]


def cohort_verlopen_open(aanbod: Aanbodbericht, dag: date) -> str | None:
    """COHORT_VERLOPEN_OPEN: a cohort that has ended, or whose last day to apply is past, has not cohortstatus O."""

    def is_over(cohort: Cohort) -> bool:
        open_ = velden.tekst_of_niet(cohort.gegeven, "cohortstatus") == _OPEN
        over = cohort.einde_aanmeld is not None and cohort.einde_aanmeld < dag
        return open_ and (over or (cohort.einddatum is not None and cohort.einddatum <= dag))

    return _cohorten(aanbod.cohorten, is_over, "cohortstatus O na de laatste aanmelddag")


def _cohorten(cohorten: Sequence[Cohort], regel: Callable[[Cohort], bool], wat: str) -> str | None:
    codes = [cohort.code for cohort in cohorten if regel(cohort)]
    if not codes:
        return None
    return f"{len(codes)} {'cohort heeft' if len(codes) == 1 else 'cohorten hebben'} {wat}: {', '.join(codes)}"


AANBODREGELS: Final[Mapping[str, Callable[[Aanbodbericht, date], str | None]]] = MappingProxyType(
    {
        PLAATSEN_NUL: plaatsen_nul,
        DUUR_ONWAARSCHIJNLIJK: duur_onwaarschijnlijk,
        DATUM_BIJZONDER: datum_bijzonder,
        COHORT_VERLOPEN_OPEN: cohort_verlopen_open,
    }
)
"""Kind of signal to its rule: the text of what does not hold of an offer on a day, None when it does."""
