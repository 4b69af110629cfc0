"""Values become Python values by their type in the schema, and what no register can hold is refused with its place."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN, Dienst
from rio_soap.contract.vorm import Vorm, vormen

KOP = {
    "identificatiecodeBedrijfsdocument": "20edc81d-1111-4222-8333-444455556666",
    "verzendendeInstantie": "00000001800866472000",
    "ontvangendeInstantie": "0000000700025BE00000",
    "datumTijdBedrijfsdocument": "2026-11-24T08:00:00.123Z",
}
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def eenheid(**velden: Any) -> Gegeven:
    basis = {
        "begindatum": date(2024, 9, 1),
        "kenmerken": [Gegeven("kenmerken", {"kenmerknaam": "soort", "kenmerkwaardeEnumeratiewaarde": "OPLEIDING"})],
        "opleidingseenheidPeriode": [
            Gegeven("hoOpleidingPeriode", {"begindatum": date(2024, 9, 1), "naamLang": "Filosofie"})
        ],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "WO-BA",
    }
    inhoud = {**basis, **velden}
    return Gegeven("aanleveren_opleidingseenheid_request", {**KOP, "opleidingseenheid": Gegeven("hoOpleiding", inhoud)})


def geschreven(gegeven: Gegeven) -> etree._Element:
    element = mapping.schrijf_verzoek(OPERATIES["aanleveren_opleidingseenheid"], gegeven)
    assert schema.is_geldig(element, BEHEREN), schema.bevindingen(element, BEHEREN)
    return element


def gelezen(bericht: etree._Element, dienst: Dienst = BEHEREN) -> Gegeven:
    assert schema.is_geldig(bericht, dienst), schema.bevindingen(bericht, dienst)
    return mapping.lees(bericht, dienst)


def zet(pad: str, tekst: str, **velden: Any) -> etree._Element:
    """A request with another text in the element at `pad`, as a sender may write it."""
    bericht = geschreven(eenheid(**velden))
    element = bericht.find("/".join(f"{{{BEHEREN.schema_ns}}}{stap}" for stap in pad.split("/")))
    assert element is not None
    element.text = tekst
    return bericht


def kenmerk(naam: str, waarde: Any, element: str) -> list[Gegeven]:
    return [Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})]


def object_van(gegeven: Gegeven) -> dict[str, Any]:
    lid = gegeven.velden["opleidingseenheid"]
    assert isinstance(lid, Gegeven)
    return dict(lid.velden)


def test_lid_van_een_substitutiegroep_staat_onder_de_abstracte_kop() -> None:
    gegeven = gelezen(geschreven(eenheid()))
    lid = gegeven.velden["opleidingseenheid"]
    assert isinstance(lid, Gegeven)
    assert lid.naam == "hoOpleiding"
    assert [p.naam for p in lid.velden["opleidingseenheidPeriode"]] == ["hoOpleidingPeriode"]  # type: ignore[union-attr]


def test_herhaalbaar_is_altijd_een_lijst_en_afwezig_heeft_geen_sleutel() -> None:
    velden = object_van(gelezen(geschreven(eenheid(einddatum=None, ISCED=None))))
    assert isinstance(velden["kenmerken"], list)
    assert isinstance(velden["opleidingseenheidPeriode"], list)
    assert "einddatum" not in velden
    assert "ISCED" not in velden


@pytest.mark.parametrize("tekst", ["2024-09-01", "2024-09-01Z", "2024-09-01+02:00", "2024-09-01-14:00"])
def test_datum_zonder_tijdzone(tekst: str) -> None:
    assert object_van(gelezen(zet("hoOpleiding/begindatum", tekst)))["begindatum"] == date(2024, 9, 1)


@pytest.mark.parametrize("tekst", ["12024-09-01", "-0044-03-15", "99999-12-31Z"])
def test_datum_die_python_niet_kent_wordt_met_plaats_en_tekst_geweigerd(tekst: str) -> None:
    bericht = zet("hoOpleiding/begindatum", tekst)
    assert schema.is_geldig(bericht, BEHEREN)
    with pytest.raises(mapping.Waardefout) as fout:
        mapping.lees(bericht, BEHEREN)
    assert fout.value.bevinding.waar == "/aanleveren_opleidingseenheid_request/hoOpleiding[1]/begindatum[1]"
    assert fout.value.bevinding.gevonden == tekst
    assert "0001-01-01" in str(fout.value.bevinding.toegestaan)
    assert tekst in str(fout.value)


def test_isced_is_een_geheel_getal_en_verliest_de_nul_vooraan() -> None:
    bericht = zet("hoOpleiding/ISCED", "091", ISCED=91)
    assert object_van(gelezen(bericht))["ISCED"] == 91
    terug = geschreven(gelezen(bericht))
    assert terug.findtext(f".//{{{BEHEREN.schema_ns}}}ISCED") == "91"


@pytest.mark.parametrize(("tekst", "waarde"), [("1", True), ("true", True), ("0", False), (" false ", False)])
def test_both_notations_of_a_truth_value_are_read_as_it(tekst: str, waarde: bool) -> None:
    pad = "hoOpleiding/kenmerken/kenmerkwaardeBoolean"
    bericht = zet(pad, tekst, kenmerken=kenmerk("x", not waarde, "kenmerkwaardeBoolean"))
    (gevonden,) = object_van(gelezen(bericht))["kenmerken"]
    assert gevonden.velden["kenmerkwaardeBoolean"] is waarde
    assert geschreven(gelezen(bericht)).findtext(f".//{{{BEHEREN.schema_ns}}}kenmerkwaardeBoolean") == (
        "true" if waarde else "false"
    )


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (200, "200.0"),
        (Decimal("6785.00"), "6785.0"),
        (Decimal("340.84"), "340.84"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("1E+3"), "1000.0"),
        (Decimal("0.000001"), "0.000001"),
        (Decimal(0), "0.0"),
    ],
)
def test_getal_zoals_rio_het_schrijft(waarde: Any, tekst: str) -> None:
    bericht = geschreven(eenheid(kenmerken=kenmerk("studielast", waarde, "kenmerkwaardeGetal")))
    assert bericht.findtext(f".//{{{BEHEREN.schema_ns}}}kenmerkwaardeGetal") == tekst
    (gevonden,) = object_van(gelezen(bericht))["kenmerken"]
    assert gevonden.velden["kenmerkwaardeGetal"] == Decimal(waarde)


@pytest.mark.parametrize("tekst", ["1" * 19, "-" + "9" * 23, "0" * 70 + "1", "1" * 5000])
def test_getal_dat_in_geen_kolom_past_wordt_geweigerd(tekst: str) -> None:
    """libxml2 refuses the longest itself; whatever it lets through is refused here, never a Python error."""
    bericht = zet("hoOpleiding/kenmerken/kenmerkwaardeGetal", tekst, kenmerken=kenmerk("x", 1, "kenmerkwaardeGetal"))
    with pytest.raises(mapping.Waardefout) as fout:
        mapping.lees(bericht, BEHEREN)
    assert fout.value.bevinding.waar.endswith("/kenmerken[1]/kenmerkwaardeGetal[1]")
    assert len(fout.value.bevinding.gevonden) <= 200


def test_vrije_tekst_houdt_regeleinden_en_spaties_en_token_niet() -> None:
    velden = {"omschrijving": "Regel een  \nregel twee \n "}
    periode = Gegeven("hoOpleidingPeriode", {"begindatum": date(2024, 9, 1), "naamLang": "x", **velden})
    bericht = zet(
        "hoOpleiding/hoOpleidingPeriode/naamLang", "  Fysische \n geografie\t", opleidingseenheidPeriode=[periode]
    )
    bericht = etree.fromstring(etree.tostring(bericht))
    (gevonden,) = object_van(gelezen(bericht))["opleidingseenheidPeriode"]
    assert gevonden.velden["omschrijving"] == velden["omschrijving"]
    assert gevonden.velden["naamLang"] == "Fysische geografie"


def test_tijdstip_van_het_document_blijft_letterlijk_staan() -> None:
    """The answer repeats it byte for byte."""
    for tekst in ("2026-11-24T08:00:00Z", "2026-11-24T08:00:00.1230+01:00", "2026-11-24T08:00:00"):
        gegeven = gelezen(zet("datumTijdBedrijfsdocument", tekst))
        assert gegeven.velden["datumTijdBedrijfsdocument"] == tekst
        antwoord = Gegeven("x", {**KOP, "datumTijdBedrijfsdocument": tekst, "requestGoedgekeurd": True})
        element = mapping.schrijf(OPERATIES["aanleveren_opleidingseenheid"], antwoord)
        assert element[3].text == tekst


def gewijzigd(tekst: str) -> etree._Element:
    operatie = OPERATIES["opvragen_gewijzigdeOnderwijsaanbieders"]
    velden = {**KOP, "peildatumtijdMutaties": datetime(2026, 1, 1, tzinfo=UTC), "pagina": 0}
    element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))
    veld = element.find(f"{{{RAADPLEGEN.schema_ns}}}peildatumtijdMutaties")
    assert veld is not None
    veld.text = tekst
    return element


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("2026-07-01T12:00:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("2026-01-01T12:00:00", datetime(2026, 1, 1, 11, tzinfo=UTC)),
        ("2026-01-01T12:00:00.5Z", datetime(2026, 1, 1, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-01-01T12:00:00.1234567-05:00", datetime(2026, 1, 1, 17, 0, 0, 123_456, tzinfo=UTC)),
        ("2026-01-01T12:00:00+14:00", datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=14)))),
        ("2026-01-01T24:00:00Z", datetime(2026, 1, 2, tzinfo=UTC)),
    ],
)
def test_moment_zonder_afstand_tot_utc_is_nederlandse_tijd(tekst: str, moment: datetime) -> None:
    """PvE 7.1.1: without offset it is Dutch local time, missing milliseconds are .000."""
    waarde = gelezen(gewijzigd(tekst), RAADPLEGEN).velden["peildatumtijdMutaties"]
    assert isinstance(waarde, datetime)
    assert waarde.tzinfo is not None
    assert waarde.astimezone(UTC) == moment


@pytest.mark.parametrize("tekst", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "12026-01-01T00:00:00Z"])
def test_moment_dat_niet_in_utc_te_zeggen_is_wordt_geweigerd(tekst: str) -> None:
    bericht = gewijzigd(tekst)
    assert schema.is_geldig(bericht, RAADPLEGEN)
    with pytest.raises(mapping.Waardefout) as fout:
        mapping.lees(bericht, RAADPLEGEN)
    assert fout.value.bevinding.waar.endswith("_request/peildatumtijdMutaties[1]")


def test_een_geldig_xsi_type_kan_alleen_het_eigen_type_herhalen() -> None:
    """Its prefix may be declared on the envelope; it changes nothing to what is read."""
    bericht = geschreven(eenheid())
    bericht[4].set(f"{{{XSI}}}type", "d:HoOpleiding")
    bericht[4][0].set(f"{{{XSI}}}type", "d:PeriodeBegindatum-v01")
    bericht.set(f"{{{XSI}}}schemaLocation", "urn:x http://nergens.invalid/x.xsd")
    data = b'<e xmlns:d="%s">%s</e>' % (BEHEREN.schema_ns.encode(), etree.tostring(bericht))
    assert gelezen(etree.fromstring(data)[0]) == gelezen(geschreven(eenheid()))


@pytest.mark.parametrize("dienst", [BEHEREN, RAADPLEGEN], ids=lambda d: d.naam)
def test_geen_type_van_een_element_heeft_een_uitbreiding(dienst: Dienst) -> None:
    """Why reading need not look at xsi:type: there is no other complex type that it could validly name."""
    contract = vormen(dienst)
    uitgebreid = {contract.eigen_velden(naam)[0] for naam in contract.complexe_namen} - {""}
    gebruikt = {
        soort.naam
        for naam in contract.complexe_namen
        for vorm in [contract.soort(naam)]
        if isinstance(vorm, Vorm)
        for _, soort in vorm.per_tag.values()
    }
    assert len(gebruikt) > 50
    assert not uitgebreid & gebruikt


def test_commentaar_breekt_een_tekst_niet_af() -> None:
    """The envelope refuses comments; should one get here, nothing of the text is lost and nothing is added."""
    bericht = geschreven(eenheid())
    data = etree.tostring(bericht).replace(b"WO-BA", b"WO<!--x-->-<?p y?>BA")
    assert object_van(mapping.lees(etree.fromstring(data), BEHEREN))["niveau"] == "WO-BA"


def test_onbekend_veld_wordt_met_naam_genoemd() -> None:
    with pytest.raises(mapping.Vormfout, match="HoOpleiding has no field bestaatNiet"):
        geschreven(eenheid(bestaatNiet="x"))
    with pytest.raises(mapping.Vormfout, match="opleidingseenheid: hoOnderwijs is none of hoOpleiding"):
        geschreven(Gegeven("x", {**KOP, "opleidingseenheid": Gegeven("hoOnderwijs", {})}))
    with pytest.raises(mapping.Vormfout, match="opleidingseenheid: 'x' is none of"):
        geschreven(Gegeven("x", {**KOP, "opleidingseenheid": "x"}))
    with pytest.raises(mapping.Vormfout, match="Niveaucode-v06: one value of type token expected, found hoOpleiding"):
        geschreven(eenheid(niveau=Gegeven("hoOpleiding", {})))
    with pytest.raises(mapping.Vormfout, match="kenmerken: a Gegeven expected, found 'x'"):
        geschreven(eenheid(kenmerken=["x"]))


@pytest.mark.parametrize("leeg", [None, []])
def test_niets_wordt_niet_geschreven(leeg: Any) -> None:
    operatie = OPERATIES["aanleveren_opleidingseenheid"]
    antwoord = {**KOP, "requestGoedgekeurd": True, "foutmelding": leeg, "opleidingseenheidcode": leeg}
    element = mapping.schrijf(operatie, Gegeven(operatie.antwoord, antwoord))
    assert [etree.QName(kind).localname for kind in element] == [*KOP, "requestGoedgekeurd"]
    assert element[-1].text == "true"
