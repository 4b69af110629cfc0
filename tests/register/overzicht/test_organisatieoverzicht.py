"""Everything of an organisation in one answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.overzicht import overzichten as overzichtenmodule
from rio_soap.register.overzicht.raadplegingen import opvragen_organisatieoverzicht
from tests.register.hulp import VREEMD, context, fouten, opdrachten, vraag
from tests.register.hulp_overzicht import (
    BEGIN,
    GROEP,
    LOS,
    SCHOOL,
    STEUN,
    VERBOND,
    ZUSTER,
    Bouw,
    overzicht,
    overzichten,
    sleutels,
)
from tests.register.rollen import DUO, geef

DAG = timedelta(days=1)
LEZING = "opvragen_organisatieoverzicht"
NAMEN = ("boven", "onder", "erkenning", "samenwerking")
LOCATIES = ("300X001", "300X002", "300X003")


def van(register: Register, code: str, **velden: Any) -> dict[str, Any]:
    return overzichten(register, organisatorischeEenheidcode=code, **velden)[code]


def locaties(velden: dict[str, Any]) -> list[str]:
    return [een.velden["onderwijslocatiecode"] for een in velden.get("locatiegebruik", ())]


def aanbod(velden: dict[str, Any]) -> list[int]:
    return [int(een.velden["aangebodenOpleidingCode"][:8], 16) for een in velden.get("aanbod", ())]


BESTUURSERKENNINGEN = ["30001", "30AA", "30BB", "30AA00", "30AA01"]
SCHOOLERKENNINGEN = ["30001", "30AA", "30AA00", "30AA01"]
ONDER = {
    VERBOND: ([], [SCHOOL, ZUSTER, GROEP, STEUN], BESTUURSERKENNINGEN, ["PO3001", "VO3002"], LOCATIES, [1, 2, 3]),
    GROEP: ([VERBOND], [SCHOOL], SCHOOLERKENNINGEN, ["PO3001", "VO3002"], LOCATIES[:2], [1]),
    SCHOOL: ([VERBOND, GROEP], [], SCHOOLERKENNINGEN, ["PO3001", "VO3002"], LOCATIES[:2], [1]),
    ZUSTER: ([VERBOND], [], [], [], LOCATIES[2:], [2, 3]),
    STEUN: ([VERBOND], [], ["30001", "30BB"], [], (), []),
    LOS: ([], [], [], [], (), []),
}


@pytest.mark.parametrize("code", ONDER)
def test_an_overview_holds_all_that_hangs_together_with_an_eenheid(wereld: Register, code: str) -> None:
    velden = van(wereld, code)
    *genoemd, gebruik, offers = ONDER[code]
    assert [sleutels(velden, naam) for naam in NAMEN] == genoemd
    assert locaties(velden) == list(gebruik)
    assert (aanbod(velden), velden["aantalAanbod"]) == (offers, len(offers))
    assert velden["peildatum"] == date(2026, 11, 24)
    assert velden["eenheid"].velden["organisatorischeEenheidcode"] == code


def test_each_part_says_what_it_must(wereld: Register) -> None:
    velden = van(wereld, SCHOOL)
    assert velden["boven"][0].velden == {"objecttype": "ONDERWIJSBESTUUR", "sleutel": VERBOND, "naam": "Verbond"}
    vestiging = velden["erkenning"][2].velden
    assert vestiging["naam"] == "Erkenning 30AA00"
    assert vestiging["begindatum"] == BEGIN
    assert vestiging["formeelInstellingsadres"]["v"][0] == ["begindatum", {"d": "2010-08-01"}]
    gebruik = {een.velden["onderwijslocatiecode"]: een.velden for een in velden["locatiegebruik"]}
    assert gebruik["300X001"]["adres"].velden == {"postcode": "9747AS", "huisnummer": 7, "plaatsnaam": "GRONINGEN"}
    assert gebruik["300X002"]["erkendeVestigingCode"] == ["30AA01"]
    assert "erkendeVestigingCode" not in gebruik["300X001"]
    [treffer] = velden["aanbod"]
    assert treffer.velden["onderwijsaanbiedernaam"] == "De Nieuwe School"
    assert [een.velden["cohortcode"] for een in treffer.velden["cohort"]] == ["2026"]


def test_everything_is_of_the_day(wereld: Register) -> None:
    omslag = date(2022, 8, 1)

    def verander(session: Any) -> None:
        for tabel in (
            model.organisatierelatie,
            model.instellingsrelatie,
            model.juridische_relatie,
            model.onderwijslocatiegebruik,
            model.aangeboden_opleiding,
            model.regio,
        ):
            session.execute(sa.update(tabel).values(einddatum=omslag))

    wereld.schrijf(verander)
    voor, na = (van(wereld, SCHOOL, peildatum=omslag - dagen * DAG) for dagen in (1, 0))
    assert [sleutels(voor, naam) for naam in NAMEN] == list(ONDER[SCHOOL][:4])
    assert voor["eenheid"].velden["organisatierelatie"][0].velden["einddatum"] == omslag
    assert {*NAMEN, "locatiegebruik", "aanbod"}.isdisjoint(na)
    assert na["aantalAanbod"] == 0
    bestuur = van(wereld, VERBOND, peildatum=omslag)
    assert sleutels(bestuur, "erkenning") == ["30001"]
    assert {"boven", "onder", "locatiegebruik", "samenwerking"}.isdisjoint(bestuur)


@pytest.mark.foutcode(LEZING, "RS1110", "A01040", "RS1112")
def test_an_overview_is_asked_by_code_by_vestiging_or_by_kvk_number(wereld: Register) -> None:
    assert list(overzichten(wereld, organisatorischeEenheidcode=SCHOOL)) == [SCHOOL]
    assert list(overzichten(wereld, erkendeVestigingCode="30AA00")) == [SCHOOL]
    assert list(overzichten(wereld, kVKnummer="30000001")) == [VERBOND]
    assert fouten(overzicht(wereld, organisatorischeEenheidcode="300A999")) == ["RS1110"]
    assert fouten(overzicht(wereld, erkendeVestigingCode="39ZZ00")) == ["A01040"]
    assert fouten(overzicht(wereld, kVKnummer="99999999")) == ["RS1112"]


def test_a_vestiging_leads_to_who_rests_on_it_or_uses_a_locatie_for_it_then_to_its_instelling(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        bouw.aanbod(9, ZUSTER, "300X002")
        for kort in ("VE 30BB01", "VE 39AA00", "VE 30BB00"):
            bouw.erkenning(kort)
        bouw.erkenning("OI 39AA")
        bouw.boven("OI 39AA", "VE 39AA00")
        bouw.boven("BG 30001", "OI 39AA")
        bouw.boven("OI 30BB", "VE 30BB00")

    wereld.schrijf(breid_uit)
    assert list(overzichten(wereld, erkendeVestigingCode="30AA01")) == [ZUSTER]
    assert list(overzichten(wereld, erkendeVestigingCode="30AA00")) == [SCHOOL]
    wereld.schrijf(lambda s: Bouw(s).rust(ZUSTER, "VE 30AA00"))
    assert list(overzichten(wereld, erkendeVestigingCode="30AA00")) == [ZUSTER]
    wereld.schrijf(lambda s: Bouw(s).aanbod(10, SCHOOL, "300X002"))  # which is under a groep only
    assert list(overzichten(wereld, erkendeVestigingCode="30AA01")) == [SCHOOL, ZUSTER]
    assert list(overzichten(wereld, erkendeVestigingCode="30BB00")) == [STEUN]
    assert list(overzichten(wereld, erkendeVestigingCode="39AA00")) == [VERBOND]
    assert fouten(overzicht(wereld, erkendeVestigingCode="30BB01")) == ["A01040"]
    assert fouten(overzicht(wereld, erkendeVestigingCode="30AA01", peildatum=BEGIN - DAG)) == ["A01040"]


def test_a_kvk_number_leads_to_the_besturen_of_the_day_or_to_all_that_had_it(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        for nummer, einde in ((2, None), (3, date(2020, 1, 1))):
            Bouw(session).eenheid(f"300B00{nummer}", kvk_nummer="30000001", einde=einde)

    wereld.schrijf(breid_uit)
    assert list(overzichten(wereld, kVKnummer="30000001")) == [VERBOND, "300B002"]
    vroeger = overzichten(wereld, kVKnummer="30000001", peildatum=date(2019, 1, 1))
    assert list(vroeger) == [VERBOND, "300B002", "300B003"]
    assert list(overzichten(wereld, kVKnummer="30000001", peildatum=BEGIN - DAG)) == list(vroeger)


def test_a_contactadres_is_there_for_who_may_read_it_and_noted(wereld: Register) -> None:
    geef(wereld, DUO, "DUO")
    geef(wereld, "00000099000000001000", "GEMEENTE")
    for oin, gezien in ((VREEMD, []), (DUO, ["DUO"]), ("00000099000000001000", ["GEMEENTE"])):
        ctx = context(oin)
        velden = overzichten(wereld, ctx, organisatorischeEenheidcode=SCHOOL)[SCHOOL]
        contexten = [een.velden["communicatiecontext"] for een in velden["contactadres"]]
        assert contexten == (["ALGEMEEN", "LEERPLICHT"] if gezien else ["ALGEMEEN"])
        assert [een.rol for een in ctx.inzagen] == gezien
        assert "contactadres" not in overzichten(wereld, ctx, organisatorischeEenheidcode=VERBOND)[VERBOND]


def test_a_reader_cannot_count_from_the_questions_that_something_is_restricted(wereld: Register) -> None:
    def tel(oin: str) -> int:
        with opdrachten(wereld) as gezien:
            overzichten(wereld, context(oin), organisatorischeEenheidcode=SCHOOL)
        return len(gezien)

    geef(wereld, DUO, "DUO")
    met = [tel(oin) for oin in (VREEMD, DUO)]
    wereld.schrijf(lambda s: s.execute(sa.delete(model.contactadres).where(model.contactadres.c.context != "ALGEMEEN")))
    zonder = [tel(oin) for oin in (VREEMD, DUO)]
    wereld.schrijf(lambda s: s.execute(sa.delete(model.contactadres)))
    assert met == zonder == [tel(oin) for oin in (VREEMD, DUO)]


def test_several_overviews_share_the_offers_of_one(wereld: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        for nummer in range(10, 16):
            bouw.aanbod(nummer, SCHOOL)
        bouw.eenheid("300B002", kvk_nummer="30000001")
        bouw.onder("300B002", ZUSTER)

    wereld.schrijf(breid_uit)
    monkeypatch.setattr(overzichtenmodule, "MAX_AANBOD", 7)
    een = van(wereld, VERBOND)
    assert (aanbod(een), een["aantalAanbod"]) == ([1, 10, 11, 12, 13, 14, 15], 9)
    alle = overzichten(wereld, kVKnummer="30000001")
    assert (aanbod(alle[VERBOND]), alle[VERBOND]["aantalAanbod"]) == ([1, 10, 11], 9)
    assert (aanbod(alle["300B002"]), alle["300B002"]["aantalAanbod"]) == ([2, 3], 2)


def test_what_cannot_be_read_takes_nothing_else_with_it(wereld: Register) -> None:
    def breek(session: Any) -> None:
        for tabel, waar in (
            (model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == GROEP),
            (model.instellingserkenning, model.instellingserkenning.c.code == "30AA00"),
            (model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.locatie == "300X001"),
            (model.aangeboden_opleiding, sa.true()),
            (model.contactadres, sa.true()),
        ):
            session.execute(sa.update(tabel).where(waar).values(stand='{"g":"kapot"'))

    wereld.schrijf(breek)
    ctx = context()
    velden = overzichten(wereld, ctx, organisatorischeEenheidcode=SCHOOL)[SCHOOL]
    assert sleutels(velden, "boven") == [VERBOND, GROEP]
    assert "naam" not in velden["boven"][1].velden
    assert sleutels(velden, "erkenning") == ["30001", "30AA", "30AA01"]
    assert locaties(velden) == ["300X002"]
    assert {"aanbod", "contactadres"}.isdisjoint(velden)
    assert velden["aantalAanbod"] == 1
    assert {een.tabel for een in ctx.uitval} == {
        "aangeboden_opleiding",
        "contactadres",
        "instellingserkenning",
        "onderwijslocatiegebruik",
        "organisatorische_eenheid",
    }


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"organisatorischeEenheidcode": VERBOND}, "RS1110"),
        ({"kVKnummer": "30000001"}, "RS1112"),
    ],
)
def test_an_eenheid_of_which_nothing_can_be_read_has_no_overview_and_no_inzage(
    wereld: Register, velden: dict[str, Any], code: str
) -> None:
    def breek(session: Any) -> None:
        Bouw(session).contact(VERBOND, "LEERPLICHT", "Balie")
        session.execute(sa.update(model.organisatorische_eenheid).values(stand="}"))

    wereld.schrijf(breek)
    geef(wereld, DUO, "DUO")
    ctx = context(DUO)
    assert fouten(vraag(wereld, opvragen_organisatieoverzicht, ctx, **velden)) == [code]
    assert ctx.inzagen == []


def test_the_number_of_questions_does_not_depend_on_how_much_there_is(wereld: Register) -> None:
    def breid_uit(session: Any) -> None:
        bouw = Bouw(session)
        for nummer in range(40):
            school, kort = f"400A{nummer:03d}", f"OI 4{nummer:02d}A"
            bouw.eenheid(school)
            bouw.onder(VERBOND if nummer % 2 else GROEP, school)
            bouw.erkenning(kort)
            bouw.erkenning(f"VE {kort[3:]}00", postcode=f"{1000 + nummer}AA")
            bouw.erkenning(f"SW PO4{nummer:03d}", regio=[str(1000 + nummer)])
            bouw.boven("BG 30001", kort)
            bouw.boven(kort, f"VE {kort[3:]}00")
            bouw.rust(school, kort)
            bouw.locatie(f"400X{nummer:03d}", VERBOND, vestigingen=[f"{kort[3:]}00"])
            bouw.aanbod(1000 + nummer, school, f"400X{nummer:03d}", cohort="2026")
            bouw.contact(school, "ALGEMEEN", "Balie")
            bouw.eenheid(f"400B{nummer:03d}", kvk_nummer="30000001")

    def tel(**velden: Any) -> int:
        with opdrachten(wereld) as gezien:
            overzichten(wereld, **velden)
        return len(gezien)

    vragen = ({"organisatorischeEenheidcode": VERBOND}, {"organisatorischeEenheidcode": GROEP})
    voor = [tel(**een) for een in vragen]
    wereld.schrijf(breid_uit)
    assert [tel(**een) for een in vragen] == voor
    assert tel(kVKnummer="30000001") <= max(voor) + 2
    assert max(voor) <= 26
    velden = van(wereld, VERBOND)
    assert len(velden["samenwerking"]) == 42
    assert velden["aantalAanbod"] == 43
    assert locaties(van(wereld, "400A007")) == ["400X007"]
