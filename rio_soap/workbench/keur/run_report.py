"""A conformance report as text, JSON and JUnit; `keurpagina` writes the page of HTML."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree

from rio_soap.bevinding import Taal
from rio_soap.edukoppeling.clock import schrijf_tijdstip
from rio_soap.workbench.keur.boek import Oordeel
from rio_soap.workbench.keur.keurpagina import als_html
from rio_soap.workbench.keur.keurverslag import Keuring, kop, telling, woord
from rio_soap.workbench.weergave import Json, als_tekst, rapport_json, voor_xml


def tekst(keuring: Keuring, taal: Taal) -> str:
    """For a terminal: what is violated in full, the rest in a line."""
    regels = [kop(keuring, taal), f"{woord('totaal', taal)}: {telling(keuring.oordelen, taal)}", ""]
    for groep, oordelen in keuring.per_groep().items():
        regels.append(f"{woord(groep, taal)}: {telling(oordelen, taal)}")
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
    alle = etree.Element("testsuites", name=voor_xml(kop(keuring, taal)))
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


FORMATEN: Mapping[str, Callable[[Keuring, Taal], str]] = MappingProxyType(
    {"tekst": tekst, "json": als_json, "junit": als_junit, "html": als_html}
)
"""The formats by name."""
