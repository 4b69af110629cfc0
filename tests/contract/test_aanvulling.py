"""Our own contract is that of its specification: diensten, operations, every type with its fields and facets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import bron
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.operaties import AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN, OPERATIES, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen

PER_DIENST = pytest.mark.parametrize("dienst", [AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN], ids=lambda d: d.naam)
KOP = 4
"""Elements of the bedrijfsdocument, before all others."""
PRIMITIEF = {"tekst": "string", "token": "token", "geheel": "integer", "decimaal": "decimal", "lang": "long"}
Rij = list[Any]


@pytest.fixture(scope="module")
def bron_(gedeeld: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = json.loads((gedeeld / "reference" / "aanvulling.json").read_text("utf-8"))
    return inhoud


def als_rij(delen: tuple[Deeltje, ...] | list[Deeltje], vorm: Vorm) -> Rij:
    """A content model in the words of the specification, without the group that an extension makes."""
    return [deel for onder in delen for deel in _een(onder, vorm)]


def _een(deel: Deeltje, vorm: Vorm) -> Iterator[Any]:
    if deel.alles:
        yield "any"
    elif deel.leden:
        ((naam, soort),) = [(v.naam, s) for v, s in vorm.per_tag.values() if v.leden == deel.leden]
        yield naam, soort.naam, deel.minimum, deel.maximum
    elif deel.keuze:
        yield "keuze", [als_rij((tak,), vorm) for tak in deel.delen], deel.minimum, deel.maximum
    else:
        yield from als_rij(deel.delen, vorm)


def verwachte_rij(delen: list[dict[str, Any]]) -> Rij:
    rij: Rij = []
    for deel in delen:
        if "keuze" in deel:
            rij.append(("keuze", [verwachte_rij(tak) for tak in deel["keuze"]], deel["min"], deel["max"]))
        elif "any" in deel:
            rij.append("any")
        else:
            rij.append((deel["naam"], deel["type"], deel["min"], deel["max"]))
    return rij


def vorm_van(dienst: Dienst, naam: str) -> Vorm:
    soort = vormen(dienst).soort(naam)
    assert isinstance(soort, Vorm)
    return soort


def test_de_diensten_met_hun_paden_en_namespaces(bron_: dict[str, Any]) -> None:
    assert [
        {"naam": d.bestandsnaam, "pad": d.pad, "contract_ns": d.contract_ns, "schema_ns": d.schema_ns}
        for d in (AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN)
    ] == bron_["diensten"]


@PER_DIENST
def test_de_operaties_met_hun_berichten(bron_: dict[str, Any], dienst: Dienst) -> None:
    """Requests; answers with foutmelding or the content; names, SOAPAction and elements by rule."""
    eigen = [o for o in bron_["operaties"] if f"Aanvulling{o['dienst']}" == dienst.naam]
    gevonden = {o.naam: o for o in OPERATIES.values() if o.dienst is dienst}
    assert [o["naam"] for o in eigen] == list(gevonden)
    for spec in eigen:
        operatie = gevonden[spec["naam"]]
        assert operatie.soap_action == f"{dienst.contract_ns}:{operatie.naam}"
        assert (operatie.verzoek, operatie.antwoord) == (f"{operatie.naam}_request", f"{operatie.naam}_response")
        verzoek, antwoord = vorm_van(dienst, operatie.verzoek), vorm_van(dienst, operatie.antwoord)
        assert als_rij(verzoek.inhoud, verzoek)[KOP:] == verwachte_rij(spec["verzoek"]), operatie.naam
        goed, *rest = als_rij(antwoord.inhoud, antwoord)[KOP:]
        assert goed == ("requestGoedgekeurd", "LeveringGoedgekeurd", 1, 1)
        inhoud = verwachte_rij(spec["antwoord"])
        fout = ("foutmelding", "Foutmelding", 1, 99)
        verwacht = ("keuze", [[fout], inhoud], 1, 1) if inhoud else ("foutmelding", "Foutmelding", 0, 99)
        assert rest == [verwacht], operatie.naam


@PER_DIENST
def test_elk_samengesteld_type(bron_: dict[str, Any], dienst: Dienst) -> None:
    gevonden = set()
    for naam, spec in bron_["samengesteld"].items():
        if naam not in vormen(dienst).namen:
            continue
        gevonden.add(naam)
        vorm, eigen = vorm_van(dienst, naam), verwachte_rij(spec.get("inhoud", [{"any": "##any lax"}]))
        geerfd = vorm_van(dienst, spec["basis"]) if spec.get("basis") else None
        boven = als_rij(geerfd.inhoud, geerfd) if geerfd is not None else []
        assert als_rij(vorm.inhoud, vorm) == boven + eigen, naam
    assert gevonden == set(bron_["samengesteld"]), "both contracts include all of them"


@PER_DIENST
def test_elk_enkelvoudig_type_en_elke_lijst(bron_: dict[str, Any], dienst: Dienst) -> None:
    contract = vormen(dienst)
    for naam, spec in bron_["enkelvoudig"].items():
        soort = contract.soort(naam)
        assert isinstance(soort, Simpel)
        assert soort.primitief == PRIMITIEF[spec["soort"]], naam
        tekst = spec["soort"] in ("tekst", "token")
        laag, hoog = ("minLength", "maxLength") if tekst else ("minInclusive", "maxInclusive")
        verwacht = {laag: spec.get("min"), hoog: spec.get("max"), "pattern": spec.get("patroon")}
        assert {k: str(v) for k, v in verwacht.items() if v is not None}.items() <= dict(soort.facetten).items(), naam
    basis = contract.soort("WaardenlijstType-v01")
    assert isinstance(basis, Simpel)
    for naam in bron_["lijsten"]:
        lijst = contract.soort(naam)
        assert isinstance(lijst, Simpel)
        assert "WaardenlijstType-v01" in lijst.bases, naam
        assert lijst.facetten == basis.facetten, "lists are dated data"


def test_de_globale_elementen_zijn_de_objecten_die_alleen_staan(bron_: dict[str, Any]) -> None:
    berichten = {naam for o in OPERATIES.values() for naam in (o.verzoek, o.antwoord)}
    los = {naam: soort.naam for naam, soort in vormen(AANVULLING_RAADPLEGEN).los.items() if naam not in berichten}
    assert los == {een["naam"]: een["type"] for een in bron_["globaal"]}
    assert set(vormen(AANVULLING_BEHEREN).elementen) <= berichten


@PER_DIENST
def test_het_wsdl_noemt_service_port_en_binding_als_dat_van_duo(dienst: Dienst) -> None:
    wortel = etree.fromstring(bron.bestand(f"wsdl/{dienst.wsdl}"))
    naam, wsdl = f"{dienst.bestandsnaam}.0", "{http://schemas.xmlsoap.org/wsdl/}"
    assert wortel.get("targetNamespace") == dienst.contract_ns
    namen = {
        soort: [deel.get("name") for deel in wortel.iter(f"{wsdl}{soort}")]
        for soort in ("service", "port", "binding", "portType")
    }
    assert namen == {
        "service": [naam],
        "port": [f"{naam}Port"],
        "binding": [f"{naam}_Binding"],
        "portType": [f"{naam}_PortType"],
    }
