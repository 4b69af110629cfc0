"""Reports for a terminal: colour by meaning, columns, and wrapped at its width; what they say is what the text says.

Every text goes through `_t`: what a message or a service holds is never markup, and does not act on the terminal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rio_soap.bevinding import Taal, toon
from rio_soap.workbench import voorbeeldweergave as voorbeeld
from rio_soap.workbench.keur import keurverslag as keurwoorden
from rio_soap.workbench.keur.boek import Stand
from rio_soap.workbench.keur.keurverslag import STANDEN, Keuring
from rio_soap.workbench.keur.schendingen import Schendinggroep, groepeer_schendingen
from rio_soap.workbench.oorzaakgroep import Oorzaakgroep, Rij, erna, groepeer
from rio_soap.workbench.oorzaakpagina import verslagzin
from rio_soap.workbench.preview import Vooruitblik
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.weergave import verwijzingtekst
from rio_soap.workbench.woorden import deelnaam, genoemd, heading, vindplaats, woord

_PLAATSEN: Final = 10
"""So many places of one cause are shown; the other formats have all."""
_BALK: Final = 60
"""Columns of the bar of a conformance run, when the terminal is wide enough."""
_KLEUR: Final[Mapping[str, str]] = MappingProxyType(
    {"goed": "green", "fout": "bold red", "niet": "yellow", "weg": "bold red", "bij": "green", "anders": "yellow"}
)
_STANDKLEUR: Final[Mapping[Stand, str]] = MappingProxyType(
    {"geschonden": "bold red", "voldaan": "green", "niet": "yellow"}
)


def _t(tekst: str, stijl: str = "") -> Text:
    """A text as it is: no markup, and nothing that acts on a terminal."""
    return Text("".join(t if t.isprintable() or t == "\n" else " " for t in tekst), style=stijl)


def rapporten(alle: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> RenderableType:
    """Reports on messages."""
    return Group(*(deel for rapport in alle for deel in _rapport(rapport, taal, canoniek=canoniek)))


def _rapport(rapport: Rapport, taal: Taal, *, canoniek: bool) -> Iterator[RenderableType]:
    kop = Text.assemble(_t(rapport.naam, "bold"), ": ", _t(heading(rapport, taal)))
    if rapport.eerste is not None and not rapport.goed:
        code, titel, _ = genoemd(rapport.eerste, taal)
        kop.append_text(_t(f"; {woord('wegens', taal)} {code}: {titel}", _KLEUR["fout"]))
    yield kop
    delen = Table.grid(padding=(0, 2))
    for onderdeel in rapport.onderdelen:
        stand = _t(woord(onderdeel.stand, taal), _KLEUR[onderdeel.stand])
        delen.add_row(_t(deelnaam(onderdeel.deel, taal)), stand, _t(toon(onderdeel.toelichting, taal)))
    yield Padding(delen, (0, 2))
    groepen, naam = groepeer(rapport), f"{woord('oorzaak', taal)}: {verslagzin('eerst', taal)}"
    if rapport.goed:
        yield _t(woord("geen", taal), _KLEUR["goed"])
    else:
        yield Panel(_groep(groepen[0], taal, erna(rapport)), title=_t(naam, "bold red"), border_style="red")
    rest = groepen if rapport.goed else groepen[1:]
    if rest:
        yield _t(woord("overige", taal), "bold")
    for groep in rest:
        yield Padding(_groep(groep, taal), (0, 0, 1, 2))
    fout = any(deel.deel == "ondertekening" and deel.stand == "fout" for deel in rapport.onderdelen)
    if canoniek or fout:
        yield _t("\n".join(verwijzingtekst(rapport, taal, canoniek=canoniek)))


def _groep(groep: Oorzaakgroep, taal: Taal, later: int = 0) -> RenderableType:
    code, titel, _ = genoemd(groep.eerste, taal)
    kleur = _KLEUR["fout" if groep.eerste.ernst == "fout" else "niet"]
    samen, per_plaats = groep.rijen(taal)
    delen: list[RenderableType] = [Text.assemble(_t(code, kleur), "  ", _t(titel, "bold"))]
    if later:
        delen.append(_t(verslagzin("later", taal, aantal=later), _KLEUR["niet"]))
    if len(per_plaats) > 1:
        delen.append(_t(verslagzin("plaatsen", taal, aantal=len(per_plaats))))
    for melding, rijen in per_plaats[:_PLAATSEN]:
        bij = "".join(f"; {naam}: {waarde}" for naam, waarde in rijen)
        delen.append(Padding(Text.assemble(_t(vindplaats(melding, taal), "cyan"), _t(bij)), (0, 0, 0, 2)))
    if (meer := len(per_plaats) - _PLAATSEN) > 0:
        delen.append(_t(verslagzin("meer", taal, aantal=meer)))
    delen.append(_rijen(samen))
    return Group(*delen)


def _rijen(rijen: Sequence[Rij]) -> Table:
    tabel = Table.grid(padding=(0, 2))
    tabel.add_column(no_wrap=True)
    tabel.add_column(overflow="fold")
    for naam, waarde in rijen:
        tabel.add_row(_t(naam, "bold"), _t(waarde))
    return tabel


def blikken(alle: Sequence[Vooruitblik], taal: Taal) -> RenderableType:
    """Previews: old beside new, whole, with what vanishes in front."""
    return Group(*(deel for blik in alle for deel in _blik(blik, taal)))


def _blik(blik: Vooruitblik, taal: Taal) -> Iterator[RenderableType]:
    kleur = {"goed": "green", "verwijdert": "yellow"}.get(blik.oordeel, "bold red")
    oordeel = _t(voorbeeld.oordeel_in_woorden(blik, taal), kleur)
    yield Text.assemble(_t(blik.rapport.naam, "bold"), ": ", _t(f"{blik.rapport.operatie or ''} "), oordeel)
    if blik.voorbeeld is not None and not blik.veranderingen:
        yield _t(voorbeeld.woord("niets", taal))
    for soort, sleutel, delen in blik.veranderingen:
        tabel = Table(title=_t(f"{soort} {sleutel}", "bold"), title_justify="left", show_lines=True, expand=True)
        for kop in voorbeeld.KOPPEN:
            tabel.add_column(_t(voorbeeld.woord(kop, taal)), overflow="fold", ratio=1)
        for rij in voorbeeld.veranderingen(delen, taal):
            wat = _t(f"{voorbeeld.TEKEN[rij.soort]} {rij.wat}: {rij.pad}", _KLEUR[rij.soort])
            tabel.add_row(wat, _t(rij.oud), _t(rij.nieuw))
        yield tabel
    for verwijzing in blik.voorbeeld.verwijzingen if blik.voorbeeld else ():
        yield _t(f"{voorbeeld.woord('verwijst', taal)}: {voorbeeld.verwijzing_in_woorden(verwijzing)}")
    if blik.oordeel in ("geweigerd", "onbruikbaar"):
        yield rapporten([blik.rapport], taal)


def keuring(een: Keuring, taal: Taal) -> RenderableType:
    """A conformance run: how it went, what to mend first, what else was violated, and why something was not tried."""
    delen: list[RenderableType] = [_t(keurwoorden.kop(een, taal), "bold"), _balk(een), _tabel(een, taal)]
    if een.goed:
        delen.append(_t(keurwoorden.woord("goed", taal), "green"))
    for nummer, groep in enumerate(groepeer_schendingen(een.oordelen)):
        if groep.gevonden is not None and nummer == 0:
            kop = _t(verslagzin("eerst", taal).capitalize(), "bold red")
            delen.append(Panel(_schendingen(groep, taal), title=kop, border_style="red"))
        else:
            delen.append(Padding(_schendingen(groep, taal), (0, 0, 1, 2)))
    redenen = Counter(o.reden(taal) for o in een.oordelen if o.stand == "niet")
    if redenen:
        delen += [_t(keurwoorden.woord("niet", taal), _STANDKLEUR["niet"]), _redenen(redenen)]
    delen += [_t(regel) for regel in een.opmerkingen]
    delen += [_t(f"{o.regel.id}: {tekst}") for o in een.oordelen for tekst in o.opmerkingen]
    if een.rapporten:
        delen += [_t(keurwoorden.woord("uitleg", taal), "bold"), rapporten(een.rapporten, taal)]
    return Group(*delen)


def _balk(een: Keuring) -> Text:
    aantal, alle = Counter(o.stand for o in een.oordelen), max(len(een.oordelen), 1)
    tekens = {"geschonden": "█", "voldaan": "▓", "niet": "░"}
    delen = [Text(tekens[s] * max(round(aantal[s] / alle * _BALK), 1), _STANDKLEUR[s]) for s in STANDEN if aantal[s]]
    return Text.assemble(*delen, overflow="crop", no_wrap=True)


def _tabel(een: Keuring, taal: Taal) -> Table:
    tabel = Table()
    tabel.add_column("")
    for stand in STANDEN:
        tabel.add_column(_t(keurwoorden.woord(stand, taal), _STANDKLEUR[stand]), justify="right")
    alle = [(keurwoorden.woord(groep, taal), oordelen) for groep, oordelen in een.per_groep().items()]
    for naam, oordelen in [*alle, (keurwoorden.woord("totaal", taal), een.oordelen)]:
        aantal = Counter(o.stand for o in oordelen)
        tabel.add_row(_t(naam), *(str(aantal[stand]) for stand in STANDEN))
    return tabel


def _schendingen(groep: Schendinggroep, taal: Taal) -> RenderableType:
    delen: list[RenderableType] = []
    if groep.gevonden is not None:
        delen.append(_t(verslagzin("kwam", taal, gevonden=groep.gevonden), "bold red"))
        delen.append(_t(verslagzin("samen", taal, aantal=groep.regels)))
    for oordeel, toets in groep.schendingen[:_PLAATSEN]:
        delen.append(Text.assemble(_t(oordeel.regel.id, "bold red"), "  ", _t(oordeel.regel.in_taal(taal))))
        wat = [(keurwoorden.woord("verwacht", taal), toets.verwacht)]
        wat += [] if groep.gevonden is not None else [(keurwoorden.woord("gevonden", taal), toets.gevonden)]
        delen += [Padding(_t(toets.naam), (0, 0, 0, 2)), Padding(_rijen(wat), (0, 0, 0, 2))]
    if (meer := len(groep.schendingen) - _PLAATSEN) > 0:
        delen.append(_t(verslagzin("meer", taal, aantal=meer)))
    return Group(*delen)


def _redenen(redenen: Counter[str]) -> Table:
    tabel = Table.grid(padding=(0, 2))
    for reden, aantal in redenen.most_common():
        tabel.add_row(_t(str(aantal)), _t(reden))
    return tabel
