"""A conformance report as text, JSON, JUnit and one page of HTML."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from types import MappingProxyType

from lxml import etree

from rio_soap.bevinding import Taal, catalogus
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.workbench.keur.boek import GROEPEN, Groep, Oordeel, Rol, Stand
from rio_soap.workbench.pagina import pagina
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.weergave import Json, als_tekst, rapport_json, voor_xml

STANDEN: tuple[Stand, ...] = ("geschonden", "voldaan", "niet")


def woord(naam: str, taal: Taal) -> str:
    """A word of the report."""
    return catalogus(taal)[f"keur.{naam}"]


@dataclass(slots=True)
class Keuring:
    """A run and what it found.

    :param doel: what was judged: an address, or a client.
    :param berichten: messages exchanged.
    :param rapporten: for a client, the explanation of each message.
    """

    rol: Rol
    doel: str
    moment: datetime
    oordelen: Sequence[Oordeel]
    berichten: int
    opmerkingen: list[str] = field(default_factory=list)
    rapporten: Sequence[Rapport] = ()

    @property
    def goed(self) -> bool:
        """Whether nothing is violated."""
        return not any(oordeel.stand == "geschonden" for oordeel in self.oordelen)

    def per_groep(self) -> dict[Groep, list[Oordeel]]:
        """The rules by group, without empty groups."""
        groepen = {groep: [o for o in self.oordelen if o.regel.groep == groep] for groep in GROEPEN}
        return {groep: oordelen for groep, oordelen in groepen.items() if oordelen}


def _telling(oordelen: Sequence[Oordeel], taal: Taal) -> str:
    aantal = Counter(oordeel.stand for oordeel in oordelen)
    return ", ".join(f"{aantal[stand]} {woord(stand, taal)}" for stand in STANDEN)


def _kop(keuring: Keuring, taal: Taal) -> str:
    wat = f"{woord('titel', taal)} {woord(keuring.rol, taal)} {keuring.doel}"
    return f"{wat}, {schrijf_tijdstip(keuring.moment)}, {keuring.berichten} {woord('berichten', taal)}"


def tekst(keuring: Keuring, taal: Taal) -> str:
    """For a terminal: what is violated in full, the rest in a line."""
    regels = [_kop(keuring, taal), f"{woord('totaal', taal)}: {_telling(keuring.oordelen, taal)}", ""]
    for groep, oordelen in keuring.per_groep().items():
        regels.append(f"{woord(groep, taal)}: {_telling(oordelen, taal)}")
        for oordeel in oordelen:
            regels += _regeltekst(oordeel, taal)
        regels.append("")
    regels += keuring.opmerkingen
    if keuring.rapporten:
        regels += [woord("uitleg", taal), "", als_tekst(keuring.rapporten, taal)]
    return "\n".join(regels).rstrip() + "\n"


def _regeltekst(oordeel: Oordeel, taal: Taal) -> list[str]:
    titel = oordeel.regel.in_taal(taal)
    kort = titel if len(titel) <= 90 else titel[:87] + "..."
    reden = f" ({oordeel.reden(taal)})" if oordeel.stand == "niet" else ""
    regels = [f"  {woord(oordeel.stand, taal):<13} {oordeel.regel.id:<16} {kort}{reden}"]
    for s in oordeel.schendingen:
        wat = f"{woord('verwacht', taal)} {s.verwacht}; {woord('gevonden', taal)} {s.gevonden}"
        regels.append(f"    {s.naam}: {wat}")
    return regels + [f"    {woord('opmerking', taal)}: {tekst_}" for tekst_ in oordeel.opmerkingen]


def als_json(keuring: Keuring, taal: Taal) -> str:
    """The report for programs, as JSON text."""
    return json.dumps(_plat(keuring, taal), ensure_ascii=False, indent=2) + "\n"


def _plat(keuring: Keuring, taal: Taal) -> dict[str, Json]:
    return {
        "rol": keuring.rol,
        "doel": keuring.doel,
        "moment": schrijf_tijdstip(keuring.moment),
        "berichten": keuring.berichten,
        "goed": keuring.goed,
        "regels": [
            {
                "id": o.regel.id,
                "groep": o.regel.groep,
                "titel": o.regel.in_taal(taal),
                "bron": o.regel.bron,
                "stand": o.stand,
                "keren": o.keren,
                "waarom": o.reden(taal) if o.stand == "niet" else None,
                "schendingen": [
                    {"naam": s.naam, "verwacht": s.verwacht, "gevonden": s.gevonden} for s in o.schendingen
                ],
                "opmerkingen": list(o.opmerkingen),
            }
            for o in keuring.oordelen
        ],
        "opmerkingen": list(keuring.opmerkingen),
        "uitleg": [rapport_json(rapport, taal) for rapport in keuring.rapporten],
    }


def als_junit(keuring: Keuring, taal: Taal) -> str:
    """For build servers: a suite per group, a case per rule."""
    alle = etree.Element("testsuites", name=voor_xml(_kop(keuring, taal)))
    for groep, oordelen in keuring.per_groep().items():
        aantal = Counter(oordeel.stand for oordeel in oordelen)
        telling = {"failures": str(aantal["geschonden"]), "errors": "0", "skipped": str(aantal["niet"])}
        suite = etree.SubElement(alle, "testsuite", {"name": groep, "tests": str(len(oordelen)), **telling})
        for oordeel in oordelen:
            naam = voor_xml(f"{oordeel.regel.id} {oordeel.regel.in_taal(taal)}")
            geval = etree.SubElement(suite, "testcase", classname=f"rio.{groep}", name=naam)
            if oordeel.stand == "niet":
                etree.SubElement(geval, "skipped", message=voor_xml(oordeel.reden(taal)))
            for s in oordeel.schendingen:
                mislukt = etree.SubElement(geval, "failure", type=oordeel.regel.id, message=voor_xml(s.naam))
                wat = f"{woord('verwacht', taal)}: {s.verwacht}\n{woord('gevonden', taal)}: {s.gevonden}"
                mislukt.text = voor_xml(wat)
    return etree.tostring(alle, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


_MERK: Mapping[Stand, str] = MappingProxyType({"voldaan": "✓", "geschonden": "✗", "niet": "–"})
_KLASSE: Mapping[Stand, str] = MappingProxyType({"voldaan": "goed", "geschonden": "fout", "niet": "opmerking"})


def als_html(keuring: Keuring, taal: Taal) -> str:
    """One page that needs nothing else: what is violated first, then every rule by group."""
    groepen = keuring.per_groep()
    rijen = "".join(
        f'<tr><th scope="row"><a href="#{g}">{woord(g, taal)}</a></th>'
        + "".join(f"<td>{sum(o.stand == stand for o in os)}</td>" for stand in STANDEN)
        + "</tr>"
        for g, os in groepen.items()
    )
    kolommen = "".join(f'<th scope="col" class="{_KLASSE[s]}">{_MERK[s]} {woord(s, taal)}</th>' for s in STANDEN)
    inhoud = [
        f"<p>{escape(_kop(keuring, taal))}.</p>",
        f'<table class="telling"><thead><tr><th></th>{kolommen}</tr></thead><tbody>{rijen}</tbody></table>',
        _geschonden(keuring, taal),
        "".join(f"<p>{escape(regel)}</p>" for regel in keuring.opmerkingen),
        *(_groep(groep, oordelen, taal) for groep, oordelen in groepen.items()),
    ]
    if keuring.rapporten:
        uitleg = escape(als_tekst(keuring.rapporten, taal))
        inhoud.append(f"<section><h2>{woord('uitleg', taal)}</h2><pre>{uitleg}</pre></section>")
    return pagina(woord("titel", taal), taal, "".join(inhoud))


def _geschonden(keuring: Keuring, taal: Taal) -> str:
    if keuring.goed:
        return f'<p class="goed">{woord("goed", taal)}</p>'
    blokken = []
    for o in keuring.oordelen:
        for s in o.schendingen:
            titel = escape(o.regel.in_taal(taal))
            blokken.append(
                f'<div class="melding"><h4>{escape(o.regel.id)}: {titel}</h4><p>{escape(s.naam)}</p>'
                f"<dl><dt>{woord('verwacht', taal)}</dt><dd>{escape(s.verwacht)}</dd>"
                f"<dt>{woord('gevonden', taal)}</dt><dd>{escape(s.gevonden)}</dd></dl></div>"
            )
    return f"<section><h2>{woord('fout', taal)}</h2>{''.join(blokken)}</section>"


def _groep(groep: Groep, oordelen: Sequence[Oordeel], taal: Taal) -> str:
    rijen = "".join(_rij(oordeel, taal) for oordeel in oordelen)
    return (
        f'<section><h2 id="{groep}">{woord(groep, taal)}</h2><p>{_telling(oordelen, taal)}</p>'
        f'<ul class="regels">{rijen}</ul></section>'
    )


def _rij(o: Oordeel, taal: Taal) -> str:
    if o.stand == "niet":
        uitleg = o.reden(taal)
    else:
        uitleg = f"{o.keren} {woord('keren', taal)}: {', '.join(o.geslaagd[:4])}{' …' if len(o.geslaagd) > 4 else ''}"
    extra = "".join(f"<br>{woord('opmerking', taal)}: {escape(regel)}" for regel in o.opmerkingen)
    return (
        f'<li><span class="{_KLASSE[o.stand]}">{_MERK[o.stand]} {woord(o.stand, taal)}</span> '
        f"<strong>{escape(o.regel.id)}</strong> {escape(o.regel.in_taal(taal))} "
        f"<small>{escape(o.regel.bron)}. {escape(uitleg)}{extra}</small></li>"
    )


FORMATEN: Mapping[str, Callable[[Keuring, Taal], str]] = MappingProxyType(
    {"tekst": tekst, "json": als_json, "junit": als_junit, "html": als_html}
)
"""The formats by name."""
