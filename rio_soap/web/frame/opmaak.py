"""How values are written on a page: days, moments, numbers, names of fields and of values, by language."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from rio_soap.bevinding import Taal
from rio_soap.bevinding.catalogus import catalogus
from rio_soap.register.regels.uitslag import standaardlijsten

DEEL: Final = "schermen"
"""Part of the catalogue that the screens say."""
_HIER: Final = ZoneInfo("Europe/Amsterdam")


def zin(taal: Taal, sleutel: str, /, **gegevens: object) -> str:
    """A sentence of the screens; what is filled in is escaped, unless it is Markup.

    :raises KeyError: for a key that the catalogue does not have.
    """
    tekst = catalogus(taal, DEEL)[sleutel]
    if not gegevens:
        return tekst
    if any(isinstance(waarde, Markup) for waarde in gegevens.values()):
        return Markup(escape(tekst)).format(**gegevens)  # noqa: S704  # the sentence is escaped, and so is the rest
    return tekst.format(**gegevens)


def aantal_zin(taal: Taal, sleutel: str, aantal: int, /, **gegevens: object) -> str:
    """A sentence that counts: by the key with ``.een`` or ``.meer``; `aantal` is written as a number."""
    vorm = "een" if aantal == 1 else "meer"
    return zin(taal, f"{sleutel}.{vorm}", aantal=getal(taal, aantal), **gegevens)


def label(taal: Taal, naam: str) -> str:
    """What an element of the contract is called: ``veld.`` and its name in the catalogue, else its words."""
    return catalogus(taal, DEEL).get(f"veld.{naam}") or _uitgeschreven(naam)


@cache
def _uitgeschreven(naam: str) -> str:
    uit = "".join(f" {teken.lower()}" if teken.isupper() else teken for teken in naam).strip()
    return uit[:1].upper() + uit[1:]


@cache
def _omschrijvingen() -> dict[str, str]:
    """Codes of values to what they are called, where all lists that have one agree."""
    namen: dict[str, set[str]] = {}
    for rijen in standaardlijsten().lijsten.values():
        for waarde, lijstwaarden in rijen.items():
            namen.setdefault(waarde, set()).update(rij.omschrijving for rij in lijstwaarden if rij.omschrijving)
    return {waarde: next(iter(gevonden)) for waarde, gevonden in namen.items() if len(gevonden) == 1}


def waardenaam(taal: Taal, code: str, lijst: str = "") -> str:
    """What a value of a waardenlijst is called: ``waarde.`` and its code in the catalogue, else its description (data,
    in Dutch), else its words."""
    eigen = catalogus(taal, DEEL).get(f"waarde.{code}")
    if eigen:
        return eigen
    van_lijst = standaardlijsten().lijsten.get(lijst, {}).get(code, ())
    gevonden = next((rij.omschrijving for rij in van_lijst if rij.omschrijving), "") or _omschrijvingen().get(code, "")
    return gevonden or code.replace("_", " ").capitalize()


@cache
def _locale(taal: Taal) -> Locale:
    return Locale.parse("nl_NL" if taal == "nl" else "en_GB")


def datum(taal: Taal, waarde: date | str | None) -> str:
    """A day in words, such as ``3 oktober 2026``; nothing for nothing."""
    if not waarde:
        return ""
    dag = date.fromisoformat(waarde[:10]) if isinstance(waarde, str) else waarde
    return format_date(dag, "d MMMM y", locale=_locale(taal))


def tijdstip(taal: Taal, waarde: datetime | str | None) -> str:
    """A moment in words, by the clock of the Netherlands; nothing for nothing."""
    if not waarde:
        return ""
    moment = datetime.fromisoformat(waarde) if isinstance(waarde, str) else waarde
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_HIER)
    return format_datetime(moment, "d MMMM y, H:mm:ss", locale=_locale(taal))


def getal(taal: Taal, waarde: float) -> str:
    """A number with separators."""
    return format_decimal(waarde, locale=_locale(taal))
