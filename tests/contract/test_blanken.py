# ruff: noqa: E501  # tables: one kind of value per line
"""White space around a value is judged by the standard: taken away where a type says so, and only that of XML."""

import itertools
import random
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import bron, mapping, schema, uitleg
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst, Operatie
from rio_soap.contract.vorm import Simpel, vormen
from rio_soap.contract.waarde import _geen_waarde, _grens, _lengte, kaal
from tests.contract.maker import Maker
from tests.contract.test_mapping import XSI, eenheid, geschreven, kenmerk, object_van, zet
from tests.contract.test_schema import in_envelop

WIT = ["", " ", "\t", "\n", "\r", " \r\n\t "]
DAGEN = ("date", "dateTime")
INGEKLAPT = (*DAGEN, "boolean", "decimal", "integer", "long", "short", "int")
BEGIN = "hoOpleiding/begindatum"


def bladen(element: etree._Element, dienst: Dienst) -> list[tuple[etree._Element, Simpel]]:
    paren = ((blad, vormen(dienst).soort_van(blad, element)) for blad in element.iter(etree.Element))
    return [(blad, soort) for blad, soort in paren if isinstance(soort, Simpel)]


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
@pytest.mark.parametrize("kant", ["verzoek", "antwoord"])
def test_wit_om_waarden_is_geldig_en_verdwijnt_bij_het_lezen(operatie: Operatie, kant: str) -> None:
    """Around every date, moment, boolean and number of a message, in both directions; the message itself stays as it was."""
    toeval = random.Random(operatie.naam)
    schrijf: Callable[..., etree._Element] = mapping.schrijf_verzoek if kant == "verzoek" else mapping.schrijf
    for zaad in range(6):
        gegeven = Maker(operatie.dienst, zaad).bericht(getattr(operatie, kant))
        element = in_envelop(schrijf(operatie, gegeven))[0][0]
        gewit = [blad for blad, soort in bladen(element, operatie.dienst) if soort.primitief in INGEKLAPT]
        for blad in gewit:
            blad.text = f"{toeval.choice(WIT)}{blad.text}{toeval.choice(WIT)}"
        voor = etree.tostring(element.getroottree())
        assert gewit
        assert schema.is_geldig(element, operatie.dienst), schema.bevindingen(element, operatie.dienst)
        assert schema.bevindingen(element, operatie.dienst) == []
        assert mapping.lees(element, operatie.dienst) == gegeven
        assert etree.tostring(element.getroottree()) == voor


def gebruikt(dienst: Dienst) -> set[str]:
    """Names of the types of dates and moments that stand in some message of a contract."""
    gezien: set[str] = set()
    namen: set[str] = set()
    rij = [
        vormen(dienst).elementen[n] for o in OPERATIES.values() if o.dienst is dienst for n in (o.verzoek, o.antwoord)
    ]
    while rij:
        soort = rij.pop()
        if isinstance(soort, Simpel):
            namen |= {soort.naam} if soort.primitief in DAGEN else set()
        elif soort.naam not in gezien:
            gezien.add(soort.naam)
            rij += [onder for _, onder in soort.per_tag.values()]
    return namen


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_elk_type_van_datum_en_tijdstip_verdraagt_alle_wit(dienst: Dienst) -> None:
    """Each type that restricts xs:date or xs:dateTime, at some element, with each white space before and after."""
    nodig, gezien = gebruikt(dienst), set[str]()
    for zaad, operatie in itertools.product(range(60), [o for o in OPERATIES.values() if o.dienst is dienst]):
        for naam, schrijf in ((operatie.verzoek, mapping.schrijf_verzoek), (operatie.antwoord, mapping.schrijf)):
            if nodig <= gezien:
                break
            element = schrijf(operatie, Maker(dienst, zaad).bericht(naam))
            for blad, soort in bladen(element, dienst):
                if soort.naam in nodig - gezien:
                    gezien.add(soort.naam)
                    tekst = blad.text
                    for voor, na in itertools.product(WIT, WIT):
                        blad.text = f"{voor}{tekst}{na}"
                        assert schema.is_geldig(element, dienst), (soort.naam, voor, na)
    assert gezien == nodig
    assert len(nodig) >= (12 if dienst in (BEHEREN, RAADPLEGEN) else 6)


LEXICAAL: dict[str, tuple[list[str], list[str]]] = {
    "date": (
        ["2026-09-01", "2026-09-01Z", "2026-09-01+14:00", "2026-09-01-14:00", "2026-09-01-00:00", "2024-02-29", "2000-02-29", "0001-01-01", "12026-01-01", "-0044-03-15"],
        ["0000-01-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-9-1", "26-09-01", "2026-13-01", "2026-00-01", "2026-01-00", "2026-09-01+14:01", "2026-09-01+15:00", "2026-09-01+2:00", "2026-09-01z", "+2026-09-01", "012026-01-01", "20260901", "2026- 09-01", "2026-09-01T00:00:00", ""],
    ),
    "dateTime": (
        ["2026-09-01T10:00:00", "2026-09-01T10:00:00Z", "2026-09-01T10:00:00.123456789012Z", "2026-09-01T24:00:00Z", "2026-09-01T24:00:00.000Z", "2026-09-01T10:00:00+14:00", "-0001-01-01T00:00:00Z", "12026-01-01T00:00:00Z"],
        ["2026-09-01T24:00:01Z", "2026-09-01T24:00:00.1Z", "2026-09-01T23:59:60Z", "2026-09-01T10:00Z", "2026-09-01T10:00:00.Z", "2026-09-01 10:00:00Z", "2026-09-01t10:00:00Z", "2026-09-01T1:00:00Z", "2026-09-01T10:60:00Z", "2026-02-29T10:00:00Z", "0000-01-01T00:00:00Z", "2026-09-01T10:00:00,5Z", "2026-09-01T10:00:00+13:60", "2026-09-01"],
    ),
    "boolean": (["true", "false", "1", "0"], ["TRUE", "True", "yes", "01", "tr ue", "2", ""]),
    "decimal": (["1", "+1", "-1", "1.", ".5", "-.5", "007", "-0.0", "1.50"], [".", "+", "-", "1e3", "INF", "NaN", "1,5", "1 000", "0x1", "--1", ""]),
    "integer": (["1", "+1", "007", "0"], ["1.0", "1.", "1e3", "1 000", "٣", "", "+"]),
    "long": (["1", "+1", "007", "0", "-0"], ["9223372036854775808", "1.0", "٣", "", "1 0"]),
    "short": (["1", "+1", "007", "0", "-0"], ["32768", "1.0", "٣", "", "1 0"]),
    "int": (["1", "+1", "007"], ["2147483648", "1.0", "٣", ""]),
}  # fmt: skip


def proefschema(dienst: Dienst, soort: str) -> etree.XMLSchema:
    """A contract with one more element, of a simple type."""
    xs, plek = "http://www.w3.org/2001/XMLSchema", bron.pad(f"xsd/{dienst.xsd}")
    return etree.XMLSchema(
        etree.fromstring(
            f'<xs:schema xmlns:xs="{xs}" xmlns="{dienst.schema_ns}" targetNamespace="{dienst.schema_ns}">'
            f'<xs:include schemaLocation="{plek}"/><xs:element name="proef" type="{soort}"/></xs:schema>'
        )
    )


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_libxml2_verschilt_van_de_standaard_alleen_in_wit_om_dagen(dienst: Dienst) -> None:
    """Every simple type of the contract, every lexical value above, every white space, against the text of the standard.

    When libxml2 learns to collapse them, or turns out to differ in something else, this says so.
    """
    contract, anders = vormen(dienst), set[str]()
    for naam in sorted(contract.simpele_namen):
        soort = contract.soort(naam)
        assert isinstance(soort, Simpel)
        goed, fout = LEXICAAL.get(soort.primitief, (["a", "a b", "", "0" * 40], []))
        ander = proefschema(dienst, naam)
        for waarde, voor, na in itertools.product([*goed, *fout], WIT, WIT):
            element = etree.Element(f"{{{dienst.schema_ns}}}proef")
            element.text = f"{voor}{waarde}{na}"
            mag = volgens_de_standaard(soort, element.text, waarde in goed)
            if ander.validate(element) != mag:
                assert mag, (naam, element.text)
                assert soort.primitief in DAGEN
                assert (voor, na) != ("", "")
                anders.add(naam)
    assert {naam for naam in contract.simpele_namen if contract.soort(naam).primitief in DAGEN} == anders  # type: ignore[union-attr]


def volgens_de_standaard(soort: Simpel, tekst: str, goed: bool) -> bool:
    """A value of the primitive type, whose facets hold; by hand, for what the tables of the explanation say is asked too."""
    waarde = kaal(soort, tekst)
    assert (_geen_waarde(soort, waarde) is None) >= goed
    ver = soort.primitief in DAGEN and re.match(r"[0-9]{5}", waarde)
    patroon = re.fullmatch(soort.facetten.get("pattern", ".*"), waarde, re.DOTALL)
    facetten = not _lengte(soort, waarde) and (ver or _geen_waarde(soort, waarde) or not _grens(soort, waarde))
    ver_te_groot = ver and "maxInclusive" in soort.facetten
    vroeg = waarde.startswith("-") and "minInclusive" in soort.facetten and soort.primitief in DAGEN
    mag = _geen_waarde(soort, waarde) is None and facetten and patroon is not None
    return bool(mag and not ver_te_groot and not vroeg)


VREEMD = ["\u00a0", "\u2003", "\u202f", "\u3000", "\u200b", "\ufeff", "\u0085", "\u2028", "\u00ad", "\u200e"]


@pytest.mark.parametrize("teken", VREEMD, ids=lambda t: f"U+{ord(t):04X}")
@pytest.mark.parametrize(
    ("pad", "tekst", "plaats", "anders"),
    [
        (BEGIN, "2026-09-01{}", 11, {}),
        (BEGIN, " {}2026-09-01 ", 2, {}),
        ("hoOpleiding/ISCED", "73{}2", 3, {"ISCED": 732}),
        ("hoOpleiding/niveau", "WO{}BA", 3, {}),
        (
            "hoOpleiding/kenmerken/kenmerkwaardeBoolean",
            "true{}",
            5,
            {"kenmerken": kenmerk("x", True, "kenmerkwaardeBoolean")},
        ),
        ("hoOpleiding/kenmerken/kenmerkwaardeGetal", "{}1.5", 1, {"kenmerken": kenmerk("x", 1, "kenmerkwaardeGetal")}),
        ("datumTijdBedrijfsdocument", "2026-11-24T08:00:00Z{}", 21, {}),
    ],
)
def test_een_ander_teken_dan_wit_van_xml_wordt_genoemd_met_zijn_plaats(
    teken: str, pad: str, tekst: str, plaats: int, anders: dict[str, Any]
) -> None:
    """No white space to XML, and not to be seen: the finding shows which character stands where."""
    bericht = zet(pad, tekst.format(teken), **anders)
    assert not schema.is_geldig(bericht, BEHEREN)
    (bevinding,) = schema.bevindingen(bericht, BEHEREN)
    assert bevinding.waar.endswith(f"/{pad.rsplit('/', 1)[-1]}[1]")
    assert f"teken {plaats} is U+{ord(teken):04X} (" in bevinding.zin()
    assert f"[U+{ord(teken):04X}]" in str(bevinding.gevonden)
    assert teken not in str(bevinding.gevonden)


@pytest.mark.parametrize(
    ("pad", "tekst", "teken"),
    [
        (BEGIN, "2026\u201309-01", "U+2013 (EN DASH)"),
        ("hoOpleiding/niveau", "W\u041e-BA", "U+041E (CYRILLIC CAPITAL LETTER O)"),
    ],
)
def test_een_teken_dat_op_een_ander_lijkt_wordt_genoemd(pad: str, tekst: str, teken: str) -> None:
    (bevinding,) = schema.bevindingen(zet(pad, tekst), BEHEREN)
    assert bevinding.zin().endswith(teken)


def test_een_gewone_letter_wordt_niet_als_vreemd_genoemd() -> None:
    (bevinding,) = schema.bevindingen(zet("hoOpleiding/niveau", "WO_BÄ!"), BEHEREN)
    assert bevinding.zin() == "De waarde voldoet niet aan het patroon"


def test_wit_telt_wel_waar_het_type_het_bewaart() -> None:
    """An instantie is a normalizedString: a blank around it is part of it, and counts."""
    assert schema.is_geldig(zet("verzendendeInstantie", "1" * 22), BEHEREN)
    lang = zet("verzendendeInstantie", f"{'1' * 22} ")
    (bevinding,) = schema.bevindingen(lang, BEHEREN)
    assert bevinding.zin() == "De waarde is te lang"


@pytest.mark.parametrize("tekst", [" duo:HoOpleiding ", "\nduo:HoOpleiding"])
def test_wit_om_xsi_type_is_geldig(tekst: str) -> None:
    """The prefix is that of the envelope: a copy of the message alone would not know it."""
    element = in_envelop(geschreven(eenheid()))[0][0]
    element[4].set(f"{{{XSI}}}type", tekst)
    assert schema.is_geldig(element, BEHEREN)
    element[4].set(f"{{{XSI}}}type", tekst.replace("HoOpleiding", "Kenmerk"))
    (bevinding,) = schema.bevindingen(element, BEHEREN)
    assert bevinding.sleutel == "element-soort.xsi-type-past-niet"


def test_wit_en_een_fout_elders_geeft_alleen_de_fout() -> None:
    """On its line, as the message was sent; also when libxml2 alone explains."""
    bericht = zet(BEGIN, " 2026-09-01\n")
    niveau = bericht.find(f".//{{{BEHEREN.schema_ns}}}niveau")
    assert niveau is not None
    niveau.text = "?"
    (bevinding,) = schema.bevindingen(bericht, BEHEREN)
    assert (bevinding.oorzaak, str(bevinding.gevonden), bevinding.regel) == ("patroon", "?", niveau.sourceline)


@pytest.mark.parametrize("jaar", ["9999999999999", "99999999999999999999", "9" * 5000, "-99999999999999999999"])
def test_een_jaar_waar_xmlschema_van_valt_geeft_een_bevinding(jaar: str) -> None:
    """elementpath raises OverflowError, which is no exception of xmlschema."""
    bericht = zet(BEGIN, f"{jaar}-01-01")
    niveau = bericht.find(f".//{{{BEHEREN.schema_ns}}}niveau")
    assert niveau is not None
    niveau.text = "?"
    bevindingen = schema.bevindingen(bericht, BEHEREN)
    assert "patroon" in {b.oorzaak for b in bevindingen}
    assert {b.oorzaak for b in bevindingen} <= {"patroon", "datum"}


def test_geen_zin_van_een_bibliotheek_bereikt_de_gebruiker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken in every way that a maker of nonsense thinks of; with xmlschema, and with the places of libxml2 only."""
    gezien: set[str] = set()
    for keer in range(400):
        toeval, operatie = random.Random(keer), list(OPERATIES.values())[keer % len(OPERATIES)]
        verzoek = keer % 3 != 0
        gegeven = Maker(operatie.dienst, keer).bericht(operatie.verzoek if verzoek else operatie.antwoord)
        element = (mapping.schrijf_verzoek if verzoek else mapping.schrijf)(operatie, gegeven)
        for _ in range(toeval.randint(1, 3)):
            verknoei(element, toeval)
        if keer % 2:
            monkeypatch.setattr(uitleg, "_MAX_ELEMENTEN", 1)
        bevindingen = schema.bevindingen(element, operatie.dienst)
        monkeypatch.undo()
        assert bool(bevindingen) is not schema.is_geldig(element, operatie.dienst)
        gezien |= {b.oorzaak for b in bevindingen} | {b.sleutel for b in bevindingen}
        for b in bevindingen:
            assert not re.search(r"\b(?:is not|the|of type|Element|expected|value|character)\b", b.zin()), b
            assert b.oorzaak != "xsd", (b, etree.tostring(element))
    assert gezien >= {"element-volgorde", "element-teveel", "element-onbekend", "attribuut", "losse-tekst", "element-onbekend.kind-in-waarde", "nil", "xsi-type"}  # fmt: skip


def verknoei(element: etree._Element, toeval: random.Random) -> None:
    plek = toeval.choice(list(element.iter())[1:])
    ouder = plek.getparent()
    assert ouder is not None
    kopie = etree.fromstring(etree.tostring(plek, with_tail=False))
    keuzes: list[Callable[[], Any]] = [
        lambda: setattr(plek, "text", toeval.choice(["", "x" * 4000, "-1", "2026-02-30", "waar", "1\u00a0"])),
        lambda: setattr(plek, "tag", f"{plek.tag}x"),
        lambda: setattr(plek, "tag", etree.QName(plek).localname),
        lambda: [ouder.append(etree.fromstring(etree.tostring(kopie))) for _ in range(120)],
        lambda: ouder.insert(0, plek),
        lambda: ouder.remove(plek) if len(ouder) else None,
        lambda: plek.set("soort", "x"),
        lambda: plek.set(f"{{{XSI}}}nil", "true"),
        lambda: plek.set(f"{{{XSI}}}type", toeval.choice(["x:y", "Kenmerk", "duo:Kenmerk", ""])),
        lambda: setattr(plek, "tail", "hallo"),
        lambda: plek.append(kopie),
    ]
    toeval.choice(keuzes)()


def test_een_bericht_vol_wit_kost_weinig() -> None:
    """Two megabytes of dates with white space, and a mistake at the end: judged twice, copied once."""
    data = etree.tostring(in_envelop(geschreven(eenheid()))).decode()
    perioden = "<duo:hoOpleidingPeriode><duo:begindatum> 2026-09-01 </duo:begindatum><duo:naamLang>x</duo:naamLang></duo:hoOpleidingPeriode>"
    element = etree.fromstring(
        data.replace("<duo:hoOpleidingPeriode>", f"{perioden * 15_000}<duo:hoOpleidingPeriode>", 1)
    )[0][0]
    begin = time.process_time()
    assert not schema.is_geldig(element, BEHEREN)
    assert time.process_time() - begin < 1


def test_een_datum_met_wit_wordt_gelezen_als_die_datum() -> None:
    bericht = zet(BEGIN, "\n  2026-09-01\n")
    assert schema.is_geldig(bericht, BEHEREN)
    gelezen = mapping.lees(bericht, BEHEREN)
    assert object_van(gelezen)["begindatum"] == date(2026, 9, 1)
    assert geschreven(gelezen).findtext(f".//{{{BEHEREN.schema_ns}}}begindatum") == "2026-09-01"


def test_ook_het_andere_contract_en_een_los_antwoord() -> None:
    antwoord = mapping.schrijf(
        OPERATIES["opvragen_opleidingseenheid"],
        Maker(RAADPLEGEN, 2).bericht("opvragen_opleidingseenheid_response"),
    )
    (moment,) = antwoord.findall(f"{{{RAADPLEGEN.schema_ns}}}datumTijdBedrijfsdocument")
    moment.text = f"\n{moment.text}\t"
    assert schema.is_geldig(antwoord, RAADPLEGEN)
    gegeven = mapping.lees(antwoord, RAADPLEGEN)
    assert isinstance(gegeven, Gegeven)
    assert gegeven.velden["datumTijdBedrijfsdocument"] == moment.text.strip()
