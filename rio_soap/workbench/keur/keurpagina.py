"""A conformance report as one page of HTML: how it went in one bar, what to mend first, then every rule, folded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Final

from rio_soap.bevinding import Taal
from rio_soap.workbench.keur.boek import Groep, Oordeel, Stand
from rio_soap.workbench.keur.keurverslag import STANDEN, Keuring, kop, telling, woord
from rio_soap.workbench.keur.schendingen import Schendinggroep, groepeer_schendingen
from rio_soap.workbench.oorzaakpagina import keuze_html, verslagzin
from rio_soap.workbench.pagina import pagina
from rio_soap.workbench.weergave import als_tekst

_MERK: Final[Mapping[Stand, str]] = MappingProxyType({"voldaan": "✓", "geschonden": "✗", "niet": "–"})
_KLASSE: Final[Mapping[Stand, str]] = MappingProxyType({"voldaan": "goed", "geschonden": "fout", "niet": "opmerking"})
_OPEN: Final = 3
"""So many violations are shown unfolded."""


def als_html(keuring: Keuring, taal: Taal) -> str:
    """One page that needs nothing else; every text of the service or client is escaped."""
    groepen = keuring.per_groep()
    inhoud = [
        f"<p>{escape(kop(keuring, taal))}.</p>",
        _balk(keuring.oordelen, taal),
        _tabel(groepen, taal),
        _geschonden(keuring, taal),
        "".join(f"<p>{escape(regel)}</p>" for regel in keuring.opmerkingen),
        keuze_html([(stand, woord(stand, taal)) for stand in STANDEN], ".stand", "stand", taal),
        *(_groep(groep, oordelen, taal) for groep, oordelen in groepen.items()),
    ]
    if keuring.rapporten:
        uitleg = escape(als_tekst(keuring.rapporten, taal))
        inhoud.append(f"<section><h2>{woord('uitleg', taal)}</h2><pre>{uitleg}</pre></section>")
    return pagina(woord("titel", taal), taal, "".join(inhoud))


def _balk(oordelen: Sequence[Oordeel], taal: Taal) -> str:
    """The parts of the whole in width; in words for who does not see them."""
    aantal = Counter(oordeel.stand for oordeel in oordelen)
    if not aantal:
        return ""
    delen = "".join(f'<span class="{_KLASSE[s]}" style="flex-grow:{aantal[s]}"></span>' for s in STANDEN if aantal[s])
    tekst = telling(oordelen, taal)
    return f'<div class="balk" role="img" aria-label="{tekst}">{delen}</div><p>{tekst}</p>'


def _tabel(groepen: Mapping[Groep, Sequence[Oordeel]], taal: Taal) -> str:
    rijen = "".join(
        f'<tr><th scope="row"><a href="#{g}">{woord(g, taal)}</a></th>'
        + "".join(f"<td>{sum(o.stand == stand for o in os)}</td>" for stand in STANDEN)
        + "</tr>"
        for g, os in groepen.items()
    )
    kolommen = "".join(f'<th scope="col" class="{_KLASSE[s]}">{_MERK[s]} {woord(s, taal)}</th>' for s in STANDEN)
    hoofd = f'<thead><tr><th scope="col">{woord("regel", taal)}</th>{kolommen}</tr></thead>'
    return f'<table class="telling">{hoofd}<tbody>{rijen}</tbody></table>'


def _geschonden(keuring: Keuring, taal: Taal) -> str:
    if keuring.goed:
        return f'<p class="goed">{woord("goed", taal)}</p>'
    groepen = groepeer_schendingen(keuring.oordelen)
    blokken = [f"<section><h2>{woord('fout', taal)}</h2>"]
    if groepen and groepen[0].gevonden is not None:
        blokken.append(f"<h3>{verslagzin('eerst', taal).capitalize()}</h3>")
    for nummer, groep in enumerate(groepen):
        if nummer == 1 and groepen[0].gevonden is not None:
            blokken.append(f"<h3>{verslagzin('overige', taal)}</h3>")
        kop_ = "h4" if groepen[0].gevonden is not None else "h3"
        blokken.append(_samen(groep, taal, kop_) if groep.gevonden is not None else _een(groep, taal, kop_))
    return "".join(blokken) + "</section>"


def _samen(groep: Schendinggroep, taal: Taal, kop_: str) -> str:
    """What came for many rules: once, with the rules folded below it."""
    leden = "".join(
        f"<li><strong>{escape(o.regel.id)}</strong> {escape(o.regel.in_taal(taal))}<br>{escape(s.naam)}; "
        f"{woord('verwacht', taal)}: {escape(s.verwacht)}</li>"
        for o, s in groep.schendingen
    )
    kop_tekst = escape(verslagzin("kwam", taal, gevonden=groep.gevonden or ""))
    return (
        f'<div class="melding"><{kop_}>{kop_tekst}</{kop_}><p>{verslagzin("samen", taal, aantal=groep.regels)}</p>'
        f"<details><summary>{verslagzin('schendingen', taal, aantal=groep.regels)}</summary>"
        f"<ol>{leden}</ol></details></div>"
    )


def _een(groep: Schendinggroep, taal: Taal, kop_: str) -> str:
    """One rule, with each time that it was violated."""
    regel = groep.schendingen[0][0].regel
    keren = "".join(
        f"<p>{escape(s.naam)}</p><dl><dt>{woord('verwacht', taal)}</dt><dd>{escape(s.verwacht)}</dd>"
        f"<dt>{woord('gevonden', taal)}</dt><dd>{escape(s.gevonden)}</dd></dl>"
        for _, s in groep.schendingen
    )
    aantal = len(groep.schendingen)
    if aantal > _OPEN:
        keren = f"<details><summary>{verslagzin('keren', taal, aantal=aantal)}</summary>{keren}</details>"
    titel = f"{escape(regel.id)}: {escape(regel.in_taal(taal))}"
    return f'<div class="melding"><{kop_}>{titel}</{kop_}>{keren}</div>'


def _groep(groep: Groep, oordelen: Sequence[Oordeel], taal: Taal) -> str:
    """The rules of a group: violated ones in sight, the rest folded, what was not exercised by its reason."""
    stukken = [f'<section><h2 id="{groep}">{woord(groep, taal)}</h2><p>{telling(oordelen, taal)}</p>']
    geschonden = [o for o in oordelen if o.stand == "geschonden"]
    if geschonden:
        stukken.append(f'<div class="stand stand-geschonden">{_regels(geschonden, taal)}</div>')
    stukken.append(_vouw("voldaan", [o for o in oordelen if o.stand == "voldaan"], taal))
    redenen: dict[str, list[Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.stand == "niet":
            redenen.setdefault(oordeel.reden(taal), []).append(oordeel)
    stukken += [_vouw("niet", leden, taal, reden) for reden, leden in redenen.items()]
    return "".join(stukken) + "</section>"


def _vouw(stand: Stand, oordelen: Sequence[Oordeel], taal: Taal, reden: str = "") -> str:
    if not oordelen:
        return ""
    naam = f'<span class="{_KLASSE[stand]}">{_MERK[stand]} {len(oordelen)} {woord(stand, taal)}</span>'
    waarom = f": {escape(reden)}" if reden else ""
    inhoud = _regels(oordelen, taal)
    return f'<details class="stand stand-{stand}"><summary>{naam}{waarom}</summary>{inhoud}</details>'


def _regels(oordelen: Sequence[Oordeel], taal: Taal) -> str:
    return f'<ul class="regels">{"".join(_rij(oordeel, taal) for oordeel in oordelen)}</ul>'


def _rij(o: Oordeel, taal: Taal) -> str:
    uitleg = ""
    if o.stand != "niet":
        uitleg = f"{o.keren} {woord('keren', taal)}: {', '.join(o.geslaagd[:4])}{' …' if len(o.geslaagd) > 4 else ''}"
    extra = "".join(f"<br>{woord('opmerking', taal)}: {escape(regel)}" for regel in o.opmerkingen)
    return (
        f'<li><span class="{_KLASSE[o.stand]}">{_MERK[o.stand]} {woord(o.stand, taal)}</span> '
        f"<strong>{escape(o.regel.id)}</strong> {escape(o.regel.in_taal(taal))} "
        f"<small>{escape(o.regel.bron)}. {escape(uitleg)}{extra}</small></li>"
    )
