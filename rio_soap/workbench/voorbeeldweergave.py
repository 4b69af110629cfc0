"""Previews as text, JSON and HTML, beside the report that `weergave` writes."""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Final, NamedTuple

from rio_soap.bevinding import Taal, catalogus
from rio_soap.contract.gegevens import Waarde
from rio_soap.register.regels.standverschil import Verandering, kaal
from rio_soap.register.vooraf.onderwerp import Objectverwijzing
from rio_soap.workbench.pagina import pagina, rapport_html
from rio_soap.workbench.preview import Vooruitblik
from rio_soap.workbench.weergave import Json, rapport_json
from rio_soap.workbench.weergave import als_tekst as rapport_tekst

TEKEN: Final[Mapping[str, str]] = MappingProxyType({"weg": "-", "bij": "+", "anders": "~"})
"""The sign before each kind of change."""
_VOLGORDE = ("weg", "anders", "bij")


def woord(sleutel: str, taal: Taal) -> str:
    """A fixed word of a preview."""
    return catalogus(taal)[f"voorbeeld.{sleutel}"]


def oordeel_in_woorden(blik: Vooruitblik, taal: Taal) -> str:
    """What comes of a delivery."""
    zonder = blik.oordeel == "geweigerd" and blik.voorbeeld is None
    return woord("geweigerd_zonder" if zonder else blik.oordeel, taal)


def _waarde(waarde: Waarde | None) -> str:
    """A value in one line; of a part its fields, that of a list its parts."""
    tekst = "" if waarde is None else _regel(kaal(waarde))
    return "".join(t if t.isprintable() else " " for t in tekst)


def _regel(waarde: Json) -> str:
    if isinstance(waarde, dict):
        return ", ".join(f"{naam} {_in(deel)}" for naam, deel in waarde.items() if naam != "@")
    if isinstance(waarde, list):
        return "; ".join(_regel(deel) for deel in waarde)
    return {True: "true", False: "false"}.get(waarde, str(waarde)) if isinstance(waarde, bool) else str(waarde)


def _in(waarde: Json) -> str:
    return f"[{_regel(waarde)}]" if isinstance(waarde, dict | list) else _regel(waarde)


def _gesorteerd(delen: list[Verandering]) -> list[Verandering]:
    """What vanishes first: that is what its sender must see."""
    return sorted(delen, key=lambda v: _VOLGORDE.index(v.soort))


class Verschilrij(NamedTuple):
    """One change as a row: what happens, to what, and the whole value of before and after, empty without one."""

    soort: str
    wat: str
    pad: str
    oud: str
    nieuw: str


KOPPEN: Final = ("wat", "oud", "nieuw")
"""Keys of the headings over what changes, its old value and its new one."""


def veranderingen(delen: list[Verandering], taal: Taal) -> list[Verschilrij]:
    """The changes of one object as rows of a table, what vanishes in front."""
    return [
        Verschilrij(v.soort, woord(v.soort, taal), v.pad or woord("geheel", taal), _waarde(v.oud), _waarde(v.nieuw))
        for v in _gesorteerd(delen)
    ]


def _wat(verandering: Verandering) -> str:
    if verandering.soort == "anders":
        return f"{_waarde(verandering.oud)} -> {_waarde(verandering.nieuw)}"
    return _waarde(verandering.oud if verandering.soort == "weg" else verandering.nieuw)


def als_tekst(blikken: Sequence[Vooruitblik], taal: Taal, *, canoniek: bool = False) -> str:
    """For people at a terminal: the verdict, the difference, then the report when there is something against it."""
    return "\n".join(_tekst(blik, taal, canoniek=canoniek) for blik in blikken)


def _tekst(blik: Vooruitblik, taal: Taal, *, canoniek: bool) -> str:
    regels = [f"{blik.rapport.naam}: {blik.rapport.operatie or ''} {oordeel_in_woorden(blik, taal)}"]
    if blik.voorbeeld is not None and not blik.veranderingen:
        regels.append(f"  {woord('niets', taal)}")
    for soort, sleutel, delen in blik.veranderingen:
        regels.append(f"  {soort} {sleutel}")
        for v in _gesorteerd(delen):
            pad = v.pad or woord("geheel", taal)
            regels.append(f"    {TEKEN[v.soort]} {woord(v.soort, taal)} {pad}: {_wat(v)}")
    for verwijzing in blik.voorbeeld.verwijzingen if blik.voorbeeld else ():
        regels.append(f"  {woord('verwijst', taal)}: {verwijzing_in_woorden(verwijzing)}")
    tekst = "\n".join(regels) + "\n"
    if blik.oordeel in ("geweigerd", "onbruikbaar"):
        tekst += rapport_tekst([blik.rapport], taal, canoniek=canoniek)
    return tekst


def verwijzing_in_woorden(v: Objectverwijzing) -> str:
    """The objects of one kind that refer to what vanishes."""
    meer = f" (+{v.aantal - len(v.sleutels)})" if v.aantal > len(v.sleutels) else ""
    return f"{v.soort} {', '.join(v.sleutels)}{meer}"


def als_json(blikken: Sequence[Vooruitblik], taal: Taal, *, canoniek: bool = False) -> str:
    """For programs; a list of previews, each with its report."""
    return json.dumps([_json(blik, taal, canoniek=canoniek) for blik in blikken], ensure_ascii=False, indent=2)


def _json(blik: Vooruitblik, taal: Taal, *, canoniek: bool) -> dict[str, Json]:
    return {
        "naam": blik.rapport.naam,
        "operatie": blik.rapport.operatie,
        "oordeel": blik.oordeel,
        "voorwerpen": [
            {
                "soort": soort,
                "sleutel": sleutel,
                "veranderingen": [
                    {"soort": v.soort, "pad": v.pad, "oud": kaal(v.oud), "nieuw": kaal(v.nieuw)} for v in delen
                ],
            }
            for soort, sleutel, delen in blik.veranderingen
        ],
        "verwijzingen": [
            {"soort": v.soort, "sleutels": list(v.sleutels), "aantal": v.aantal}
            for v in (blik.voorbeeld.verwijzingen if blik.voorbeeld else ())
        ],
        "rapport": rapport_json(blik.rapport, taal, canoniek=canoniek),
    }


def als_html(blikken: Sequence[Vooruitblik], taal: Taal, *, canoniek: bool = False) -> str:
    """One page with all previews; every text of a message is escaped."""
    return pagina(woord("titel", taal), taal, "".join(_html(blik, taal, canoniek=canoniek) for blik in blikken))


def _html(blik: Vooruitblik, taal: Taal, *, canoniek: bool) -> str:
    klasse = {"goed": "goed", "verwijdert": "opmerking"}.get(blik.oordeel, "fout")
    stukken = [
        f"<section><h2>{escape(blik.rapport.naam)}</h2><p>{woord('oordeel', taal)}: "
        f'<span class="{klasse}">{escape(oordeel_in_woorden(blik, taal))}</span></p>'
    ]
    if blik.voorbeeld is not None and not blik.veranderingen:
        stukken.append(f"<p>{woord('niets', taal)}</p>")
    for soort, sleutel, delen in blik.veranderingen:
        stukken.append(_html_tabel(f"{soort} {sleutel}", veranderingen(delen, taal), taal))
    for verwijzing in blik.voorbeeld.verwijzingen if blik.voorbeeld else ():
        tekst = escape(verwijzing_in_woorden(verwijzing))
        stukken.append(f'<div class="melding let"><h4>{woord("verwijst", taal)}</h4><code>{tekst}</code></div>')
    return "".join(stukken) + "</section>" + rapport_html(blik.rapport, taal, canoniek=canoniek)


def _html_tabel(naam: str, rijen: Sequence[Verschilrij], taal: Taal) -> str:
    koppen = [woord(kop, taal) for kop in KOPPEN]
    hoofd = "".join(f'<th scope="col">{kop}</th>' for kop in koppen)
    lijf = "".join(
        f'<tr class="{rij.soort}"><th scope="row">{TEKEN[rij.soort]} {rij.wat}: {escape(rij.pad)}</th>'
        f'<td data-kop="{koppen[1]}">{escape(rij.oud)}</td><td data-kop="{koppen[2]}">{escape(rij.nieuw)}</td></tr>'
        for rij in rijen
    )
    tabel = f'<table class="oudnieuw"><caption>{escape(naam)}</caption><thead><tr>{hoofd}</tr></thead>'
    return f"{tabel}<tbody>{lijf}</tbody></table>"


FORMATEN: Mapping[str, Callable[..., str]] = MappingProxyType({"tekst": als_tekst, "json": als_json, "html": als_html})
"""The formats by name; each takes the previews, the language and `canoniek`."""
