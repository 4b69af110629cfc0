"""Reports as text, JSON, JUnit and SARIF; `pagina` writes HTML."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from rio_soap.bevinding import Taal, oorzaken, toon
from rio_soap.workbench.pagina import als_html
from rio_soap.workbench.rapport import Melding, Rapport, SignedPart
from rio_soap.workbench.woorden import deelnaam, genoemd, heading, velden, vindplaats, woord

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
"""What a report holds for programs."""
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def als_tekst(rapporten: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> str:
    """For people at a terminal: the first cause, then part by part."""
    return "\n".join(_tekst(rapport, taal, canoniek=canoniek) for rapport in rapporten)


def _tekst(rapport: Rapport, taal: Taal, *, canoniek: bool) -> str:
    regels = [f"{rapport.naam}: {heading(rapport, taal)}"]
    if (eerste := rapport.eerste) is not None and not rapport.goed:
        code, titel, uitleg = genoemd(eerste, taal)
        regels[0] += f"; {woord('wegens', taal)} {code}: {titel}"
        regels.append(f"  {woord('oorzaak', taal)}: {vindplaats(eerste, taal)}; {uitleg}")
    for onderdeel in rapport.onderdelen:
        toelichting = toon(onderdeel.toelichting, taal)
        staat = woord(onderdeel.stand, taal) + (f" ({toelichting})" if toelichting else "")
        regels.append(f"  {deelnaam(onderdeel.deel, taal)}: {staat}")
        for melding in rapport.meldingen:
            if melding.deel == onderdeel.deel:
                regels += _meldingtekst(melding, taal)
        if onderdeel.deel == "ondertekening" and (canoniek or onderdeel.stand == "fout"):
            regels += verwijzingtekst(rapport, taal, canoniek=canoniek)
    return "\n".join(regels) + "\n"


def _meldingtekst(melding: Melding, taal: Taal) -> list[str]:
    merk = f"{woord('opmerking', taal)}: " if melding.ernst == "opmerking" else ""
    regels = [f"    {vindplaats(melding, taal)}: {merk}{melding.over.titel(taal)}"]
    return regels + [f"      {naam}: {waarde}" for naam, waarde in velden(melding, taal)]


def verwijzingtekst(rapport: Rapport, taal: Taal, *, canoniek: bool) -> list[str]:
    """The signed parts and the certificate of a report, in lines."""
    regels = []
    for verwijzing in rapport.verwijzingen:
        staat = woord("klopt" if verwijzing.klopt else "anders", taal)
        regels.append(f"    {verwijzing.naam}: {verwijzing.algoritme} {staat}")
        if not verwijzing.klopt:
            regels.append(f"      {woord('gevonden', taal)}: {verwijzing.berekend}")
            regels.append(f"      {woord('verwacht', taal)}: {verwijzing.verwacht}")
        if canoniek:
            toen = verwijzing.ondertekend
            regels.append(f"      {woord('nu', taal)}: {_bytes(verwijzing.canoniek)}")
            regels.append(f"      {woord('toen', taal)}: {_bytes(toen) if toen else woord('onbekende_bytes', taal)}")
            if verwijzing.weggelaten:
                regels.append(f"      {verwijzing.weggelaten} {woord('weggelaten', taal)}")
    if (c := rapport.certificaat) is not None:
        vertrouwd = woord({None: "onbekend", True: "ja", False: "nee"}[c.vertrouwd], taal)
        regels.append(f"    {woord('certificaat', taal)}: {c.onderwerp} (OIN {c.oin or '-'})")
        regels.append(f"      {woord('uitgever', taal)}: {c.uitgever}")
        regels.append(f"      {woord('geldig', taal)}: {c.geldig_van} / {c.geldig_tot}")
        regels.append(f"      SHA-256: {c.vingerafdruk}; {woord('vertrouwd', taal)}: {vertrouwd}")
    return regels


def _bytes(data: bytes) -> str:
    """Canonical XML is UTF-8; control characters are shown, so that they cannot act on a terminal."""
    return "".join(t if t.isprintable() else repr(t)[1:-1] for t in data.decode("utf-8", "replace"))


def als_json(rapporten: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> str:
    """For programs; a list of reports."""
    return json.dumps([rapport_json(r, taal, canoniek=canoniek) for r in rapporten], ensure_ascii=False, indent=2)


def rapport_json(rapport: Rapport, taal: Taal, *, canoniek: bool = False) -> dict[str, Json]:
    """One report as plain values."""
    eerste, c = rapport.eerste, rapport.certificaat
    return {
        "naam": rapport.naam,
        "soort": rapport.soort,
        "operatie": rapport.operatie,
        "beoordeeldOp": rapport.moment,
        "goed": rapport.goed,
        "eersteOorzaak": eerste.oorzaak if eerste else None,
        "onderdelen": [
            {"deel": o.deel, "stand": o.stand, "toelichting": toon(o.toelichting, taal)} for o in rapport.onderdelen
        ],
        "meldingen": [_melding_json(melding, taal) for melding in rapport.meldingen],
        "verwijzingen": [_verwijzing_json(v, canoniek=canoniek) for v in rapport.verwijzingen],
        "certificaat": None
        if c is None
        else {
            "onderwerp": c.onderwerp,
            "uitgever": c.uitgever,
            "oin": c.oin,
            "geldigVan": c.geldig_van,
            "geldigTot": c.geldig_tot,
            "sha256": c.vingerafdruk,
            "vertrouwd": c.vertrouwd,
        },
    }


def _melding_json(melding: Melding, taal: Taal) -> dict[str, Json]:
    return {
        "oorzaak": melding.oorzaak,
        "titel": melding.over.titel(taal),
        "herstel": melding.over.herstel(taal),
        "ernst": melding.ernst,
        "deel": melding.deel,
        "waar": melding.waar,
        "regel": melding.regel,
        "gevonden": toon(melding.gevonden, taal),
        "toegestaan": toon(melding.toegestaan, taal),
        "mogelijk": melding.mogelijk,
        "waarden": list(melding.waarden),
        "fout": melding.fout,
        "melding": toon(melding.bericht),
        "uitleg": genoemd(melding, taal)[2],
    }


def _verwijzing_json(v: SignedPart, *, canoniek: bool) -> dict[str, Json]:
    uit: dict[str, Json] = {
        "naam": v.naam,
        "waar": v.waar,
        "regel": v.regel,
        "algoritme": v.algoritme,
        "prefixen": list(v.prefixen),
        "berekend": v.berekend,
        "verwacht": v.verwacht,
        "klopt": v.klopt,
    }
    if canoniek:
        uit["canoniek"] = v.canoniek.decode("utf-8", "replace")
        uit["ondertekend"] = v.ondertekend.decode("utf-8", "replace") if v.ondertekend else None
        uit["weggelaten"] = v.weggelaten
    return uit


def als_junit(rapporten: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> str:
    """For build servers: a suite per message, a case per part."""
    alle = etree.Element("testsuites", name="rio-soap controleer")
    for rapport in rapporten:
        fouten = [m for m in rapport.meldingen if m.ernst == "fout"]
        delen = {m.deel for m in fouten}
        suite = etree.SubElement(
            alle,
            "testsuite",
            name=voor_xml(rapport.naam),
            tests=str(len(rapport.onderdelen)),
            failures=str(sum(o.deel in delen for o in rapport.onderdelen)),
            errors="0",
            skipped=str(sum(o.stand == "niet" for o in rapport.onderdelen)),
        )
        for onderdeel in rapport.onderdelen:
            naam = deelnaam(onderdeel.deel, taal)
            geval = etree.SubElement(suite, "testcase", classname=voor_xml(rapport.naam), name=naam)
            if onderdeel.stand == "niet":
                etree.SubElement(geval, "skipped", message=voor_xml(toon(onderdeel.toelichting, taal)))
            for melding in (m for m in fouten if m.deel == onderdeel.deel):
                kort = f"{vindplaats(melding, taal)}: {melding.over.titel(taal)}"
                mislukt = etree.SubElement(geval, "failure", type=melding.oorzaak, message=voor_xml(kort))
                mislukt.text = voor_xml("\n".join(f"{n}: {w}" for n, w in velden(melding, taal)))
    return etree.tostring(alle, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def voor_xml(tekst: str) -> str:
    """A text without what XML 1.0 cannot hold."""
    return "".join(
        t for t in tekst if t in "\t\n\r" or " " <= t <= "\ud7ff" or "\ue000" <= t <= "\ufffd" or t > "\uffff"
    )


def als_sarif(rapporten: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> str:
    """SARIF 2.1.0, for code hosts and editors."""
    codes = dict.fromkeys(m.oorzaak for r in rapporten for m in r.meldingen)
    regels = [
        {
            "id": code,
            "shortDescription": {"text": oorzaken()[code].titel(taal)},
            "help": {"text": oorzaken()[code].herstel(taal)},
            "properties": {"uitleg": oorzaken()[code].uitleg},
        }
        for code in codes
    ]
    resultaten = [_sarif_resultaat(r, m, taal) for r in rapporten for m in r.meldingen]
    run = {"tool": {"driver": {"name": "rio-soap controleer", "rules": regels}}, "results": resultaten}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _sarif_resultaat(rapport: Rapport, melding: Melding, taal: Taal) -> dict[str, Json]:
    tekst = "; ".join([melding.over.titel(taal), *(f"{n}: {w}" for n, w in velden(melding, taal)[:3])])
    fysiek: dict[str, Json] = {"artifactLocation": {"uri": rapport.naam.replace("\\", "/")}}
    if melding.regel:
        fysiek["region"] = {"startLine": melding.regel}
    return {
        "ruleId": melding.oorzaak,
        "level": "error" if melding.ernst == "fout" else "note",
        "message": {"text": tekst},
        "locations": [{"physicalLocation": fysiek, "logicalLocations": [{"fullyQualifiedName": melding.waar}]}],
    }


FORMATEN: Mapping[str, Callable[..., str]] = MappingProxyType(
    {"tekst": als_tekst, "json": als_json, "junit": als_junit, "sarif": als_sarif, "html": als_html}
)
"""The formats by name; each takes the reports, the language and `canoniek`."""
