"""Licenties, maatregelen and relations: what a row says, to which erkenningen it leads, and what has no place."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.leveringen import licentierij, vestigingsrijen
from rio_soap.register.opendata import licenties
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.licenties import ACCREDITATIES, BIJ_VESTIGING, LICENTIE, TYPEN, VESTIGINGEN
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Gevonden, NietTePlaatsen
from rio_soap.register.opendata.sorteerder import SourceRows
from rio_soap.register.proefdata import proef
from tests.register.opendata.hulp import laad, publiceer

CODE = "99000000-0000-4000-8000-00000000000A"
VAST = {"LICENTIECODE": CODE, "BEGINDATUM": "2020-08-01", "HERKOMST": "OCW", "STADIUM": "STANDAARD"}
MBO = {**VAST, "OIE_CODE": "99MA", "ERKENDEOPLEIDINGSCODE": "99031", "OPLEIDINGSSTELSEL": "CREBO", "LEERWEG": "BOL"}
HO = {**VAST, "OIE_CODE": "99HA", "UNIEKE_ERKENDEOPLEIDINGSCODE": "39901_1", "OPLEIDINGSSTELSEL": "ISAT"}
BEKOSTIGD = "KOMT_VOOR_BEKOSTIGING_IN_AANMERKING"


def _gevonden(**kolommen_: Any) -> Gevonden:
    return cast(Gevonden, SimpleNamespace(**kolommen_))


def werk(*bestanden: str) -> BuildContext:
    """A register with an institution and its vestiging, and erkenningen of mbo, ho and a vak."""
    instelling = {"erkenner": "OCW", "soort": "ERKENDE_ONDERWIJSINSTELLING"}
    vestiging = {"erkenner": "OCW", "soort": "ERKENDE_VESTIGING"}
    mbo = {"stelsel": "CREBO", "code": "99031", "niveau": "", "unieke_code": ""}
    ho = {"stelsel": "ISAT", "code": "39901", "niveau": ""}
    return BuildContext(
        frozenset(bestanden),
        {
            zoek.INSTELLING: {code: [_gevonden(id=1, code=code, **instelling)] for code in ("99MA", "99HA", "99VA")},
            zoek.VESTIGING: {"99VA00": [_gevonden(id=2, code="99VA00", **vestiging)]},
            zoek.OPLEIDINGSERKENNING: {
                "99031": [_gevonden(id=3, **mbo), _gevonden(id=4, **{**mbo, "stelsel": "ILT"})],
                "39901": [_gevonden(id=nr, **ho, unieke_code=f"39901_{nr}") for nr in (5, 6)],
                "9904": [_gevonden(id=7, stelsel="VOVAK", code="9904", niveau="VO-VWO", unieke_code="")],
            },
            zoek.HO_ERKENNING: {"39901_1": [_gevonden(id=8, **ho, unieke_code="39901_1")]},
        },
    )


def groep(**per_bestand: list[dict[str, str]]) -> SourceRows:
    """Rows of one licentie, by the name of their file."""
    rijen = {
        f"{naam}.csv": [
            Rij(f"{naam}.csv", regel, dict.fromkeys(kolommen()[f"{naam}.csv"]) | cast(dict[str, str | None], rij))
            for regel, rij in enumerate(alle, 2)
        ]
        for naam, alle in per_bestand.items()
    }
    return SourceRows(CODE.lower(), rijen)


def bouw(rijen: SourceRows, bekend: BuildContext | None = None) -> Gebouwd:
    gebouwd = LICENTIE.bouw(rijen, bekend or werk(*TYPEN))
    assert gebouwd is not None
    return gebouwd


def velden(gebouwd: Gebouwd) -> dict[str, Any]:
    stand: Gegeven = gebouwd.rij["stand"]
    return stand.velden


def test_a_row_becomes_what_a_delivery_of_the_same_would_write() -> None:
    """Columns, stand and rows of vestigingen alike, so that loading over a delivery changes nothing."""
    delen = [{**VAST, "VESTIGINGSCODE": "99HA00", "VORM": vorm} for vorm in ("VOLTIJD", "DEELTIJD")]
    delen = [{k: w for k, w in deel.items() if k in kolommen()[VESTIGINGEN]} for deel in delen]
    gebouwd = bouw(groep(ho_onderwijslicenties=[HO], vestigingslicenties=delen), werk(*TYPEN, VESTIGINGEN))
    stand: Gegeven = gebouwd.rij["stand"]
    assert gebouwd.rij == licentierij(stand, 1, 8)
    assert (
        gebouwd.kinderen[BIJ_VESTIGING]
        == list(vestigingsrijen(stand))
        == [{"licentie": CODE.lower(), "vestiging": "99HA00"}]
    )
    assert gebouwd.mutaties == ((CODE.lower(), None),)


def test_an_mbo_licentie_says_all_its_fields() -> None:
    rij = {**MBO, "EINDDATUM": "2026-08-01", "BEKOSTIGD": BEKOSTIGD}
    erkend = {"erkenner": "OCW", "type": "ERKENDE_ONDERWIJSINSTELLING", "code": "99MA"}
    assert velden(bouw(groep(mbo_onderwijslicenties=[rij]))) == {
        "licentiecode": CODE.lower(),
        "type": "MBOONDERWIJSLICENTIE",
        "instellingserkenning": Gegeven("instellingserkenning", dict(erkend)),
        "opleidingserkenning": Gegeven(
            "opleidingserkenning", {"opleidingsstelsel": "CREBO", "opleidingscode": "99031"}
        ),
        "begindatum": date(2020, 8, 1),
        "einddatum": date(2026, 8, 1),
        "herkomst": "OCW",
        "stadium": "STANDAARD",
        "bekostigd": True,
        "leerweg": "BOL",
    }


@pytest.mark.parametrize(("bestand", "type_"), TYPEN.items())
def test_each_file_has_a_type_of_its_own(bestand: str, type_: str) -> None:
    rij = HO if bestand == "ho_onderwijslicenties.csv" else MBO
    eigen = {kolom: cel for kolom, cel in rij.items() if kolom in kolommen()[bestand]}
    assert velden(bouw(groep(**{bestand[:-4]: [eigen]})))["type"] == type_


@pytest.mark.parametrize(("tekst", "waarde"), [(BEKOSTIGD, True), (BEKOSTIGD.replace("_VOOR", "_NIET_VOOR"), False)])
def test_bekostigd_is_a_truth_value(tekst: str, waarde: bool) -> None:
    assert velden(bouw(groep(mbo_onderwijslicenties=[{**MBO, "BEKOSTIGD": tekst}])))["bekostigd"] is waarde


def test_another_word_for_bekostigd_is_told() -> None:
    with pytest.raises(Celfout, match="BEKOSTIGD: found 'JA', expected KOMT_VOOR"):
        bouw(groep(mbo_onderwijslicenties=[{**MBO, "BEKOSTIGD": "JA"}]))


def test_lists_are_sets_and_empty_is_absent() -> None:
    ho = velden(bouw(groep(ho_onderwijslicenties=[{**HO, "VORM": "VOLTIJD,DEELTIJD"}])))
    assert ho["vorm"] == ["DEELTIJD", "VOLTIJD"]
    assert "bekostigd" not in ho
    eigen = {k: w for k, w in MBO.items() if k in kolommen()["so_onderwijslicenties.csv"]}
    so = velden(
        bouw(groep(so_onderwijslicenties=[{**eigen, "ONDERWIJSSOORT": "DOOF", "ERKEND_OPLEIDINGSKENMERK": "SBO"}]))
    )
    assert (so["onderwijssoort"], so["erkendOpleidingskenmerk"]) == ("DOOF", ["SBO"])


def test_a_licentie_of_a_vestiging_is_hers_and_not_that_of_the_institution() -> None:
    rij = {k: w for k, w in MBO.items() if k not in ("LEERWEG", "OIE_CODE")} | {"VESTIGINGSCODE": "99VA00"}
    bekend = werk(*TYPEN)
    assert bouw(groep(vo_onderwijslicenties=[rij]), bekend).rij["instellingserkenning"] == 2
    assert bouw(groep(vo_onderwijslicenties=[{**rij, "OIE_CODE": "99VA"}]), bekend).rij["instellingserkenning"] == 2
    assert bekend.meldingen == []
    bouw(groep(vo_onderwijslicenties=[{**rij, "OIE_CODE": "99MA"}]), bekend)
    (melding,) = bekend.meldingen
    assert (melding.reden, melding.geplaatst) == ("OIE_CODE left out", True)


@pytest.mark.parametrize(
    ("rij", "uitleg"),
    [
        ({"OIE_CODE": "88ZZ"}, "OIE_CODE: found '88ZZ'"),
        ({"ERKENDEOPLEIDINGSCODE": "11111"}, "ERKENDEOPLEIDINGSCODE: found '11111', which CREBO does not have"),
        ({"OPLEIDINGSSTELSEL": "BSFS"}, "which BSFS does not have"),
        ({"ERKENDEOPLEIDINGSCODE": "9904", "OPLEIDINGSSTELSEL": "VOVAK"}, "which VOVAK does not have"),
        ({"ERKENDEOPLEIDINGSCODE": "39901", "OPLEIDINGSSTELSEL": "ISAT"}, "2 of ISAT have '39901'"),
    ],
)
def test_an_erkenning_that_is_not_there_or_not_one_is_told(rij: dict[str, str], uitleg: str) -> None:
    with pytest.raises(NietTePlaatsen, match=uitleg):
        bouw(groep(mbo_onderwijslicenties=[{**MBO, **rij}]))


def test_a_licentie_of_ho_without_its_unique_code_is_told() -> None:
    with pytest.raises(Celfout, match="UNIEKE_ERKENDEOPLEIDINGSCODE: found None, expected a text"):
        bouw(groep(ho_onderwijslicenties=[{**HO, "UNIEKE_ERKENDEOPLEIDINGSCODE": None}]))


def test_a_code_in_two_files_is_told() -> None:
    eigen = {k: w for k, w in MBO.items() if k != "LEERWEG"}
    with pytest.raises(NietTePlaatsen, match=r"is in mbo_onderwijslicenties\.csv and vavo_onderwijslicenties\.csv"):
        bouw(groep(mbo_onderwijslicenties=[MBO], vavo_onderwijslicenties=[eigen]))


def test_accreditaties_are_parts_in_order_of_their_begin() -> None:
    besluit = {"LICENTIECODE": CODE, "BESLUITDATUM": "2019-05-01", "AFBOUW_DATUM": "2027-01-01", "UITSTELREDEN": "Druk"}
    rijen = [
        {**besluit, "BEGINDATUM": "2024-09-01", "NVAO_DOSSIERNUMMER": "12"},
        {**besluit, "BEGINDATUM": "2019-09-01"},
    ]
    gebouwd = bouw(groep(ho_onderwijslicenties=[HO], ho_onderwijsaccreditaties=rijen), werk(*TYPEN, ACCREDITATIES))
    oud, nieuw = velden(gebouwd)["hoOnderwijsaccreditatie"]
    assert oud.velden == {
        "begindatum": date(2019, 9, 1),
        "besluitdatum": date(2019, 5, 1),
        "afbouwdatum": date(2027, 1, 1),
        "uitstelreden": "Druk",
    }
    assert nieuw.velden["nVAODossiernummer"] == "12"
    assert BIJ_VESTIGING not in gebouwd.kinderen


def test_parts_whose_file_is_missing_stay_and_a_load_of_parts_alone_keeps_the_rest() -> None:
    bekend = werk(*TYPEN)
    vestiging = Gegeven("vestigingslicentie", {"erkendeVestigingCode": "99HA00", "begindatum": date(2020, 8, 1)})
    stand = Gegeven("licentie", {**velden(bouw(groep(ho_onderwijslicenties=[HO]))), "vestigingslicentie": [vestiging]})
    bekend.gevonden[zoek.LICENTIE] = {CODE.lower(): [_gevonden(code=CODE.lower(), stand=stand)]}
    assert velden(bouw(groep(ho_onderwijslicenties=[HO]), bekend))["vestigingslicentie"] == [vestiging]
    rijen = groep(ho_onderwijsaccreditaties=[{"LICENTIECODE": CODE, "BEGINDATUM": "2020-09-01"}])
    delen = bouw(rijen, BuildContext(frozenset({ACCREDITATIES}), bekend.gevonden))
    assert set(velden(delen)) == {*stand.velden, "hoOnderwijsaccreditatie"}
    assert set(delen.rij) == {"code", "stand"}


def test_a_part_of_an_unknown_licentie_is_told() -> None:
    rijen = groep(ho_onderwijsaccreditaties=[{"LICENTIECODE": CODE, "BEGINDATUM": "2020-09-01"}])
    with pytest.raises(NietTePlaatsen, match="is not in the register") as fout:
        bouw(rijen, BuildContext(frozenset({ACCREDITATIES}), {}))
    assert fout.value.reden == "licentie unknown"


# Against a register

LIC6, LIC12 = "99000000-0000-4000-8000-000000000a06", "99000000-0000-4000-8000-000000000a0c"


@pytest.fixture
def register(leeg: Register) -> Register:
    """With the trial set."""
    leeg.schrijf(proef.laad_proef)
    return leeg


def gemeld(register: Register) -> list[tuple[Any, ...]]:
    m = model.mutatie.c
    with register.lees() as session:
        vraag = sa.select(m.object, m.sleutel, m.houder, m.soort).order_by(m.volgnummer)
        return [tuple(rij) for rij in session.execute(vraag)]


def test_hostile_rows_of_licenties_are_told_with_their_line_and_the_rest_is_loaded(
    register: Register, tmp_path: Path
) -> None:
    goed = {**MBO, "LICENTIECODE": CODE}
    fout = [
        {**goed, "LICENTIECODE": "geen-uuid"},
        {**goed, "LICENTIECODE": CODE.replace("A", "B"), "STADIUM": "H?LF"},
        {**goed, "LICENTIECODE": CODE.replace("A", "C"), "HERKOMST": None},
        {**goed, "LICENTIECODE": CODE.replace("A", "D"), "BEGINDATUM": "31-12-2020"},
        {**goed, "LICENTIECODE": CODE.replace("A", "E"), "LEERWEG": "\x07"},
        {**goed, "LICENTIECODE": None},
        goed,
    ]
    verslag = laad(register, publiceer(tmp_path / "data", "mbo_onderwijslicenties.csv", *fout))
    assert verslag.objecten["licenties", "nieuw"] == 1
    gemeld_ = {melding.regel: melding.reden for melding in verslag.eerste}
    assert gemeld_ == {
        2: "outside the contract",
        3: "outside the contract",
        4: "unusable value",
        5: "unusable value",
        6: "control character",
        7: "no key",
    }


def test_a_wrong_vestiging_or_accreditatie_leaves_its_licentie(register: Register, tmp_path: Path) -> None:
    map_ = publiceer(tmp_path / "data", "ho_onderwijslicenties.csv", {**HO, "LICENTIECODE": CODE})
    vestiging = {"LICENTIECODE": CODE, "VESTIGINGSCODE": "99HA00", "BEGINDATUM": "2020-08-01"}
    publiceer(map_, VESTIGINGEN, {**vestiging, "VORM": "VOLTIJD"}, {**vestiging, "VORM": "V?"})
    reden = {"LICENTIECODE": CODE, "BEGINDATUM": "2020-08-01", "UITSTELREDEN": "x" * 3001}
    verslag = laad(register, publiceer(map_, ACCREDITATIES, reden))
    assert verslag.objecten["licenties", "nieuw"] == 1
    assert {(m.bestand, m.regel) for m in verslag.eerste} == {(VESTIGINGEN, 3), (ACCREDITATIES, 2)}


def test_sancties_and_waarschuwingen_are_maatregelen_and_change_their_licentie(
    register: Register, tmp_path: Path
) -> None:
    map_ = publiceer(
        tmp_path / "data",
        "mbo_sancties.csv",
        {"LICENTIECODE": LIC6.upper(), "BEGINDATUM": "2026-02-01", "AANVRAAGVERBODEINDDATUM": "2029-02-01"},
        {"LICENTIECODE": CODE, "BEGINDATUM": "2026-02-01"},
    )
    waarschuwing = {"LICENTIECODE": LIC12, "BEGINDATUM": "2026-03-01", "EINDDATUM": "2027-03-01"}
    verslag = laad(register, publiceer(map_, "waarschuwingen.csv", waarschuwing))
    assert dict(verslag.niet_geplaatst) == {"licentie unknown": 1}
    assert gemeld(register) == [
        ("licentiemaatregel", f"{LIC6}/SANCTIE/2026-02-01", "799B004", "W"),
        ("licentie", LIC6, "799B004", "W"),
        ("licentiemaatregel", f"{LIC12}/WAARSCHUWING/2026-03-01", "799B006", "T"),
        ("licentie", LIC12, "799B006", "W"),
    ]
    tabel = model.licentiemaatregel.c
    with register.lees() as session:
        rij = session.execute(sa.select(tabel.aanvraagverbod_einddatum).where(tabel.licentie == LIC6)).one()
    assert rij == (date(2029, 2, 1),)


def test_relations_between_licenties_have_a_soort_of_any_list(register: Register, tmp_path: Path) -> None:
    tie = {"VAN_LICENTIECODE": LIC6, "NAAR_LICENTIECODE": LIC12.upper(), "BEGINDATUM": "2024-01-01"}
    goed, fout = {**tie, "RELATIESOORT": "OMZETTING"}, {**tie, "RELATIESOORT": "OM ZETTING!"}
    ander = {**goed, "NAAR_LICENTIECODE": CODE}
    verslag = laad(register, publiceer(tmp_path / "data", licenties.RELATIES, goed, fout, ander))
    assert dict(verslag.niet_geplaatst) == {"unusable value": 1, "licentie unknown": 1}
    houders = {(sleutel, houder) for _, sleutel, houder, _ in gemeld(register)}
    assert houders == {(f"{LIC6}/{LIC12}/OMZETTING/2024-01-01", houder) for houder in ("799B004", "799B006")}


def test_a_licentie_that_changes_is_told_to_the_besturen_behind_it(register: Register, tmp_path: Path) -> None:
    rij = {**MBO, "LICENTIECODE": LIC6, "BEGINDATUM": "2016-08-01", "BEKOSTIGD": BEKOSTIGD}
    map_ = publiceer(tmp_path / "data", "mbo_onderwijslicenties.csv", rij)
    laad(register, map_)
    assert gemeld(register) == []
    laad(register, publiceer(map_, "mbo_onderwijslicenties.csv", {**rij, "STADIUM": "SLAPEND"}))
    assert gemeld(register) == [("licentie", LIC6, "799B004", "W")]
