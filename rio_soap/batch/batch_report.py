"""The report of a batch as JSON, as text and as JUnit."""

import json
from dataclasses import asdict
from pathlib import Path

from lxml import etree

from rio_soap.batch.target import MessageOutcome, Stand, Vinding
from rio_soap.batch.uitvoer import ANTWOORDEN, antwoordnaam, bewaar
from rio_soap.batch.uitvoering import Batchverslag
from rio_soap.bevinding.regeltitel import codetitel, foutcode_uitleg
from rio_soap.bevinding.spraak import gekozen, rapportzin

STANDEN: tuple[Stand, ...] = ("goedgekeurd", "afgekeurd", "fout", "verwerkt")
_MISLUKT: tuple[Stand, ...] = ("afgekeurd", "fout")
_STANDNAMEN: dict[Stand, str] = {
    "goedgekeurd": "batch.goedgekeurd",
    "afgekeurd": "batch.afgekeurd",
    "fout": "batch.fout",
    "verwerkt": "batch.verwerkt",
}


def schrijf_verslag(verslag: Batchverslag, uit: Path) -> None:
    """Write ``verslag.json``, ``verslag.txt`` and ``verslag.junit.xml``."""
    bewaar(uit / "verslag.json", als_json(verslag).encode())
    bewaar(uit / "verslag.txt", als_tekst(verslag).encode())
    bewaar(uit / "verslag.junit.xml", als_junit(verslag))


def als_json(verslag: Batchverslag) -> str:
    """The report for programs, as JSON text."""
    inhoud = {
        "batch": verslag.batch,
        "totaal": verslag.totaal,
        "gestopt": verslag.gestopt,
        "aantallen": {stand: verslag.aantal(stand) for stand in STANDEN},
        "berichten": [
            {**asdict(u), "gegevens": dict(u.gegevens), "antwoord": f"{ANTWOORDEN}/{antwoordnaam(u.naam)}"}
            for u in verslag.uitkomsten
        ],
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n"


def als_tekst(verslag: Batchverslag) -> str:
    """For people: the numbers, then every message that was not simply approved."""
    uit = [heading(verslag)]
    for uitkomst in verslag.uitkomsten:
        if uitkomst.stand != "goedgekeurd":
            uit.append(f"{uitkomst.naam}: {standnaam(uitkomst.stand)} {uitkomst.operatie or ''}".rstrip())
            uit += [f"  {regel}" for regel in regels(uitkomst)]
    return "\n".join(uit) + "\n"


def heading(verslag: Batchverslag) -> str:
    """The numbers in a line."""
    eerder = sum(uitkomst.eerder for uitkomst in verslag.uitkomsten)
    delen = [f"{verslag.aantal(stand)} {standnaam(stand)}" for stand in STANDEN[:3]]
    if verslag.aantal("verwerkt"):
        delen.append(rapportzin("batch.zonder_antwoord", aantal=verslag.aantal("verwerkt")))
    if eerder:
        delen.append(rapportzin("batch.eerder", aantal=eerder))
    klaar, samen = len(verslag.uitkomsten), ", ".join(delen)
    tekst = rapportzin("batch.aantallen", klaar=klaar, totaal=verslag.totaal, delen=samen)
    if not verslag.gestopt:
        return tekst
    waarom = rapportzin("batch.gestopt", waarom=_veilig(verslag.gestopt))
    return f"{tekst}\n{waarom}"


def standnaam(stand: Stand) -> str:
    """What became of a message, in words."""
    return rapportzin(_STANDNAMEN[stand])


def regels(uitkomst: MessageOutcome) -> list[str]:
    """Every foutmelding and finding of an outcome with its place, then what the answer adds; each safe in one line."""
    if uitkomst.stand == "afgekeurd" and len(uitkomst.bevindingen) == len(uitkomst.meldingen):
        paren = zip(uitkomst.meldingen, uitkomst.bevindingen, strict=True)
        uit = [regel for (code, tekst), b in paren for regel in (_melding(code, tekst), f"  {_plaats(b)}")]
    else:
        uit = [_melding(code, tekst) for code, tekst in uitkomst.meldingen]
        uit += [_bevinding(b) for b in uitkomst.bevindingen]
    return [_veilig(regel) for regel in (*uit, *(f"{naam} {waarde}" for naam, waarde in uitkomst.gegevens))]


def _melding(code: str, tekst: str) -> str:
    """A foutmelding in the words of the service, in English what they mean, and the page that explains its code."""
    eigen, uitleg = codetitel(code, gekozen("nl")), foutcode_uitleg(code)
    zie = rapportzin("batch.zie", uitleg=uitleg) if uitleg else ""
    return f"{code} {tekst}{f' [{eigen}]' if eigen else ''}{zie}"


def _plaats(bevinding: Vinding) -> str:
    return f"{_waar(bevinding)}{_gevonden(bevinding)}"


def _bevinding(bevinding: Vinding) -> str:
    mag, zie = bevinding["toegestaan"], ""
    if uitleg := bevinding.get("uitleg"):
        zie = rapportzin("batch.oorzaak", oorzaak=bevinding["oorzaak"], uitleg=uitleg)
    toegestaan = rapportzin("batch.toegestaan", wat=mag) if mag else ""
    return f"{_waar(bevinding)}: {bevinding['melding']}{_gevonden(bevinding)}{toegestaan}{zie}"


def _waar(bevinding: Vinding) -> str:
    regel = rapportzin("batch.regel", nummer=bevinding["regel"]) if bevinding["regel"] else ""
    return f"{bevinding['waar']}{regel}"


def _gevonden(bevinding: Vinding) -> str:
    return rapportzin("batch.gevonden", wat=bevinding["gevonden"]) if bevinding["gevonden"] else ""


def als_junit(verslag: Batchverslag) -> bytes:
    """For build servers: a case per message; what was not come to is skipped."""
    suite = etree.Element(
        "testsuite",
        name="rio-soap batch",
        tests=str(verslag.totaal),
        failures=str(verslag.aantal(*_MISLUKT)),
        errors="0",
        skipped=str(verslag.totaal - len(verslag.uitkomsten)),
    )
    for uitkomst in verslag.uitkomsten:
        geval = etree.SubElement(suite, "testcase", classname=uitkomst.operatie or "batch", name=_veilig(uitkomst.naam))
        if uitkomst.stand in _MISLUKT:
            alle = regels(uitkomst)
            fout = etree.SubElement(geval, "failure", type=uitkomst.stand, message=alle[0] if alle else "")
            fout.text = "\n".join(alle)
    for nummer in range(len(verslag.uitkomsten), verslag.totaal):
        naam = rapportzin("batch.bericht", nummer=nummer + 1)
        geval = etree.SubElement(suite, "testcase", classname="batch", name=naam)
        etree.SubElement(geval, "skipped", message=_veilig(verslag.gestopt or ""))
    return etree.tostring(suite, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _veilig(tekst: str) -> str:
    """In one line, without what XML cannot hold and what acts on a terminal."""
    return "".join(t if t.isprintable() else " " for t in tekst)
