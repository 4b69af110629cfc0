"""A load: whole objects, what is equal left alone, broken off and run again, and every row that finds no place told."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Bestandsfout
from rio_soap.register.opendata.load_report import RowNotice, Verslag
from rio_soap.register.proefdata import proef
from rio_soap.register.zoeken.aanbodherbouw import herbouw_aanbod
from tests.register.opendata.hulp import NU, aanbieder, aanbod, bestuur, cohort, inhoud, laad, publiceer, stand

AANBOD = "aangeboden_mbo_opleidingen.csv"
COHORTEN = "aangeboden_mbo_opleiding_cohorten.csv"
MBO = {"LEERTRAJECT": "BOL", "TOEGANKELIJKHEID": "ALL", "TOELATINGSEISEN": "NEE"}
PO = {"OPLEIDINGSHERKOMST": "OCW", "NIVEAU": "PO-BAO", "WAARDEDOCUMENTSOORT": "SCHOOLADVIES"}
EENHEID = {
    "OPLEIDINGSEENHEIDCODE": "1000O0001",
    "TYPE": "BOOPLEIDING",
    "BEGINDATUM": "1985-08-01",
    "BEGINDATUM_PERIODE": "1985-08-01",
    "VOLLEDIGE_NAAM": "Basisonderwijs",
    **PO,
}


def basis(map_: Path) -> Path:
    """A bestuur, its aanbieder and a unit to offer."""
    publiceer(map_, "onderwijsbesturen.csv", bestuur())
    publiceer(map_, "onderwijsaanbieders.csv", aanbieder())
    return publiceer(map_, "po_opleidingen.csv", EENHEID)


def velden(deel: Gegeven | Any, naam: str) -> Any:
    return deel.velden[naam]


def kenmerken(deel: Gegeven) -> list[tuple[Any, ...]]:
    return [tuple(k.velden.values()) for k in deel.velden.get("kenmerken", [])]  # type: ignore[union-attr]


def mutaties(register: Register) -> list[tuple[Any, ...]]:
    m = model.mutatie.c
    with register.lees() as session:
        vraag = sa.select(m.object, m.sleutel, m.houder, m.soort).order_by(m.volgnummer)
        return [tuple(rij) for rij in session.execute(vraag)]


def test_the_published_samples_load(leeg: Register, gedeeld: Path) -> None:
    """All rows of all eleven files are read; placed is what does not refer to a file that is not among them."""
    verslag = laad(leeg, gedeeld / "examples/opendata")
    verwacht = {
        b["bestand"]: b["rijen"]
        for b in json.loads((gedeeld / "examples/opendata/index.json").read_text())["bestanden"]
    }
    assert verslag.rijen == verwacht
    nieuw = {soort: aantal for (soort, wat), aantal in verslag.objecten.items() if wat == "nieuw" and aantal}
    # 10 po units, 1 phase, 6 vavo groepen of 2 periods; 22 + 6 erkenningen; of the ties only those with a unit.
    assert nieuw == {"opleidingseenheden": 17, "opleidingserkenningen": 28, "opleidingseenheden_erkenningen": 2}
    assert verslag.niet_geplaatst == {
        "onderwijsbegeleidingsaanbieder unknown": 24,
        "opleidingseenheid unknown": 8 + 20 + 4,
    }
    groep = stand(leeg, model.opleidingseenheid, model.opleidingseenheid.c.code == "1002O2582")
    assert [velden(p, "begindatum") for p in velden(groep, "opleidingseenheidPeriode")] == [
        date(2019, 8, 1),
        date(2021, 6, 17),
    ]


def test_loading_again_changes_nothing_and_tells_nobody(leeg: Register) -> None:
    laad(leeg, proef.PROEFSET)  # type: ignore[arg-type]
    eerst = inhoud(leeg)
    verslag = laad(leeg, proef.PROEFSET)  # type: ignore[arg-type]
    assert {wat for (_, wat), aantal in verslag.objecten.items() if aantal} == {"gelijk"}
    assert inhoud(leeg) == eerst
    # What offers are found by is what the objects say.
    assert herbouw_aanbod(leeg.schrijf) > 0
    assert inhoud(leeg) == eerst


def test_a_load_that_breaks_off_at_any_batch_and_is_run_again_gives_the_same_register(
    leeg: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever transaction is the one that fails, also within a kind of object (every seventh is tried)."""
    monkeypatch.setattr(laden, "PER_KEER", 3)
    if (
        leeg.engine.dialect.name == "sqlite"
    ):  # thousands of commits; whether they survive a power cut is tested elsewhere
        sa.event.listen(leeg.engine, "connect", lambda verbinding, _: verbinding.execute("PRAGMA synchronous=OFF"))
    heel = _heel(leeg)
    stappen = _stappen(leeg)
    assert stappen > 50
    for breuk in range(0, stappen, 7 if leeg.engine.dialect.name == "sqlite" else 13):
        _leeg(leeg)
        with pytest.raises(ConnectionError):
            laden.laad(proef.PROEFSET, _breekt(leeg, breuk), moment=NU)
        laad(leeg, proef.PROEFSET)  # type: ignore[arg-type]
        assert _zonder_ids(leeg) == heel, breuk


def _breekt(register: Register, na: int) -> Callable[[Any], Any]:
    """Writes so many batches; the next one is rolled back halfway."""
    over = na

    def schrijf(taak: Callable[[Session], Any]) -> Any:
        nonlocal over
        over -= 1

        def half(session: Session) -> Any:
            taak(session)
            raise ConnectionError("broken off")

        return register.schrijf(taak if over >= 0 else half)

    return schrijf


def _heel(register: Register) -> Any:
    laad(register, proef.PROEFSET)  # type: ignore[arg-type]
    return _zonder_ids(register)


def _stappen(register: Register) -> int:
    geteld = Counter[str]()
    laden.laad(proef.PROEFSET, lambda taak: (geteld.update("x"), register.schrijf(taak))[1], moment=None)
    return geteld.total()


def _leeg(register: Register) -> None:
    def taak(session: Session) -> None:
        for tabel in reversed(model.metadata.sorted_tables):
            # What a migration notes or begins with, no load.
            if tabel not in (model.eigenschap, model.communicatiecontext):
                session.execute(sa.delete(tabel))

    register.schrijf(taak)


def _zonder_ids(register: Register) -> Any:
    """The register as codes: ids differ when PostgreSQL rolls a number back, and mutaties are numbered."""
    vragen = []
    for tabel in model.metadata.sorted_tables:
        # A zoekobject has the id of an erkenning beside its key, which says the same.
        nummers = ("id", "volgnummer") if tabel is not model.zoekobject else ("id", "erkenning")
        kolommen = [_zonder_id(k) for k in tabel.c if k.name not in nummers]
        vragen.append(sa.select(*kolommen))
    with register.lees() as session:
        return [sorted(map(tuple, session.execute(vraag)), key=repr) for vraag in vragen]


def _zonder_id(kolom: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column by which rows can be compared: what refers to a number becomes the code of what has it."""
    if kolom.name == "stand":
        return sa.type_coerce(kolom, sa.Text)
    if kolom.references(model.zoekobject.c.id):
        return sa.select(model.zoekobject.c.sleutel).where(model.zoekobject.c.id == kolom).scalar_subquery()
    for tabel in (model.instellingserkenning, model.opleidingserkenning):
        if kolom.references(tabel.c.id):
            ander = tabel.alias()
            delen = [ander.c[naam] for naam in ("soort", "stelsel", "niveau", "unieke_code") if naam in ander.c]
            return sa.select(sum(delen, ander.c.code)).where(ander.c.id == kolom).scalar_subquery()
    return kolom


def test_only_what_changed_is_written_whole_and_told(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path / "data")
    publiceer(map_, "relaties_onderwijsbesturen_onderwijsaanbieders.csv", TIE)
    publiceer(map_, "onderwijsaanbieders.csv", aanbieder(), aanbieder("799A002", NAAM="Tweede"))
    laad(leeg, map_)
    eerst = mutaties(leeg)
    assert ("organisatorische_eenheid", "799A001", "799B001", "T") in eerst
    publiceer(map_, "onderwijsaanbieders.csv", aanbieder(NAAM="Anders"), aanbieder("799A002", NAAM="Tweede"))
    publiceer(map_, AANBOD, aanbod(**MBO))
    laad(leeg, map_)
    assert mutaties(leeg)[len(eerst) :] == [
        ("organisatorische_eenheid", "799A001", "799B001", "W"),
        ("aangeboden_opleiding", "99000000-0000-4000-8000-000000000001", "799A001", "T"),
    ]


TIE = {"ONDERWIJSBESTUURID": "799B001", "ONDERWIJSAANBIEDERID": "799A001", "BEGINDATUM": "2010-08-01"}
INSTELLING = {
    "OIE_CODE": "99PA",
    "BEGINDATUM": "2010-08-01",
    "ERKENNERCODE": "100E001",
    "ERKENNER": "OCW",
    "BEGINDATUM_PERIODE": "2010-08-01",
    "BEKOSTIGINGSCODE": "BEKOSTIGD",
    "SOORT": "BAS",
    "VOLLEDIGE_NAAM": "School",
    "WET": "WPO",
}
AANBIEDER_INSTELLING = "relaties_onderwijsaanbieders_onderwijsinstellingserkenningen.csv"


def test_a_stand_with_its_fields_in_another_order_is_equal(leeg: Register, tmp_path: Path) -> None:
    """A delivery writes them in its own order; that is no change."""
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, aanbod(**MBO))
    laad(leeg, map_)
    oud = stand(leeg, model.aangeboden_opleiding)
    andersom = Gegeven(oud.naam, dict(reversed(oud.velden.items())))
    leeg.schrijf(lambda session: session.execute(sa.update(model.aangeboden_opleiding).values(stand=andersom)))
    voor = len(mutaties(leeg))
    assert laad(leeg, map_).objecten["aangeboden_mbo_opleidingen", "gelijk"] == 1
    assert len(mutaties(leeg)) == voor


def test_a_change_of_a_tie_alone_is_a_change_of_the_aanbieder(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path / "data")
    publiceer(map_, "onderwijsinstellingserkenningen.csv", INSTELLING)
    tie = {"ONDERWIJSAANBIEDERID": "799A001", "OIE_CODE": "99PA", "BEGINDATUM": "2010-08-01"}
    publiceer(map_, AANBIEDER_INSTELLING, tie)
    laad(leeg, map_)
    publiceer(map_, AANBIEDER_INSTELLING, {**tie, "EINDDATUM": "2020-07-31"})
    voor = len(mutaties(leeg))
    laad(leeg, map_)
    assert mutaties(leeg)[voor:] == [("organisatorische_eenheid", "799A001", None, "W")]
    gelezen = stand(leeg, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == "799A001")
    assert velden(gelezen, "juridischeRelatie")[0].velden["einddatum"] == date(2020, 7, 31)
    assert inhoud(leeg)["juridische_relatie"][0][2:] == ("99PA", "OCW", date(2010, 8, 1), date(2020, 7, 31))


def test_files_that_are_absent_leave_their_part_of_an_object_as_it_is(leeg: Register, tmp_path: Path) -> None:
    """An aanbieder keeps its erkenningen, an aangeboden opleiding its cohorten, when only the main file comes."""
    map_ = basis(tmp_path / "heel")
    publiceer(map_, "onderwijsinstellingserkenningen.csv", INSTELLING)
    tie = {"ONDERWIJSAANBIEDERID": "799A001", "OIE_CODE": "99PA", "BEGINDATUM": "2010-08-01"}
    publiceer(map_, AANBIEDER_INSTELLING, tie)
    publiceer(map_, AANBOD, aanbod(**MBO))
    publiceer(map_, COHORTEN, cohort())
    laad(leeg, map_)
    deel = publiceer(tmp_path / "deel", "onderwijsaanbieders.csv", aanbieder(NAAM="Nieuw"))
    publiceer(deel, AANBOD, aanbod(**{**MBO, "LEERTRAJECT": "BBL"}))
    laad(leeg, deel)
    eenheid = stand(leeg, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == "799A001")
    assert velden(velden(eenheid, "onderwijsaanbiederPeriode")[0], "naam") == "Nieuw"
    assert len(velden(eenheid, "juridischeRelatie")) == 1
    offer = stand(leeg, model.aangeboden_opleiding)
    assert velden(offer, "leertrajectMBO") == "BBL"
    assert [velden(c, "cohortcode") for c in velden(offer, "aangebodenOpleidingCohort")] == ["C1"]


def test_a_file_of_parts_alone_changes_those_parts(leeg: Register, tmp_path: Path) -> None:
    map_ = publiceer(basis(tmp_path / "heel"), AANBOD, aanbod(**MBO))
    laad(leeg, map_)
    deel = publiceer(tmp_path / "deel", COHORTEN, cohort("C2"), cohort("C1"), cohort("C1", 7))
    verslag = laad(leeg, deel)
    offer = stand(leeg, model.aangeboden_opleiding)
    assert [velden(c, "cohortcode") for c in velden(offer, "aangebodenOpleidingCohort")] == ["C1", "C2"]
    assert velden(offer, "leertrajectMBO") == "BOL"
    assert verslag.niet_geplaatst == {"aangeboden opleiding unknown": 1}


def test_a_cohort_that_is_no_longer_published_is_gone(leeg: Register, tmp_path: Path) -> None:
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, aanbod(**MBO))
    laad(leeg, publiceer(map_, COHORTEN, cohort("C1"), cohort("C2")))
    laad(leeg, publiceer(map_, COHORTEN, cohort("C2")))
    assert [
        velden(c, "cohortcode") for c in velden(stand(leeg, model.aangeboden_opleiding), "aangebodenOpleidingCohort")
    ] == ["C2"]
    laad(leeg, publiceer(map_, COHORTEN))
    assert "aangebodenOpleidingCohort" not in stand(leeg, model.aangeboden_opleiding).velden


def test_rows_of_one_object_may_stand_anywhere(leeg: Register, tmp_path: Path) -> None:
    """Row order is not promised: periods apart and backwards are one object."""
    later = {"BEGINDATUM_PERIODE": "2015-08-01", "NAAM": "Later"}
    eerder = {"EINDDATUM_PERIODE": "2015-08-01", "NAAM": "Eerder"}
    map_ = publiceer(
        tmp_path / "data", "onderwijsbesturen.csv", bestuur(**later), bestuur("799B002"), bestuur(**eerder)
    )
    verslag = laad(leeg, map_)
    perioden = velden(
        stand(leeg, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == "799B001"),
        "onderwijsbestuurPeriode",
    )
    assert [velden(p, "naam") for p in perioden] == ["Eerder", "Later"]
    assert not verslag.niet_geplaatst
    assert not verslag.bijzonder


@pytest.mark.parametrize(
    ("rijen", "reden", "aantal"),
    [
        ([bestuur(INBEDRIJFDATUM="1-8-2010")], "unusable value", 1),
        ([bestuur(NAAM=None)], "unusable value", 1),
        ([bestuur(ONDERWIJSBESTUURID=None)], "no key", 1),
        ([bestuur(), bestuur(KVK_NUMMER="12345678", BEGINDATUM_PERIODE="2020-01-01")], "contradiction", 2),
        ([bestuur(), bestuur(NAAM="Dubbel")], "contradiction", 2),
        ([bestuur(RSIN="1234567890")], "too long", 1),
        ([bestuur(NAAM="Stichting\x1fProef")], "control character", 1),
        ([bestuur(NAAM="Stichting\x07")], "control character", 1),
    ],
)
def test_a_row_without_a_place_is_told_with_its_line_and_the_rest_goes_on(
    leeg: Register, tmp_path: Path, rijen: list[dict[str, str | None]], reden: str, aantal: int
) -> None:
    map_ = publiceer(tmp_path / "data", "onderwijsbesturen.csv", bestuur("799B009"), *rijen)
    alle: list[RowNotice] = []
    verslag = laad(leeg, map_, verslag=Verslag(toon=1, schrijf=alle.append))
    assert verslag.niet_geplaatst == {reden: aantal}
    assert [melding.regel for melding in alle] == [3, 4][:aantal]
    assert len(verslag.eerste) == 1
    assert [rij[0] for rij in inhoud(leeg)["organisatorische_eenheid"]] == ["799B009"]


def test_a_reference_to_what_is_not_there_is_told_and_not_placed(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path / "data")
    publiceer(
        map_,
        AANBOD,
        aanbod(1, ONDERWIJSAANBIEDERID="799A009", **MBO),
        aanbod(2, eenheid="1019O9999", **MBO),
        aanbod(3, ONDERWIJSLOCATIECODE="799X999", **MBO),
        aanbod(4, **MBO),
    )
    publiceer(map_, "relaties_onderwijsbesturen_onderwijsaanbieders.csv", TIE, {**TIE, "ONDERWIJSBESTUURID": "799B999"})
    gebruik = {"ONDERWIJSLOCATIECODE": "799X999", "ONDERWIJSBESTUURID": "799B001", "INBEDRIJFDATUM": "2020-01-01"}
    publiceer(map_, "onderwijslocatiegebruiken.csv", gebruik)
    verslag = laad(leeg, map_)
    assert verslag.niet_geplaatst == {
        "onderwijsaanbieder unknown": 1,
        "opleidingseenheid unknown": 1,
        "onderwijslocatie unknown": 2,
        "onderwijsbestuur unknown": 1,
    }
    assert len(inhoud(leeg)["aangeboden_opleiding"]) == 1
    assert len(inhoud(leeg)["organisatierelatie"]) == 1


def test_two_aanbieders_without_a_row_are_told(leeg: Register, tmp_path: Path) -> None:
    """Published relations know more units than the files of units do."""
    map_ = publiceer(
        basis(tmp_path / "data"),
        "relaties_onderwijsbesturen_onderwijsaanbieders.csv",
        TIE,
        {**TIE, "ONDERWIJSAANBIEDERID": "799A777"},
    )
    verslag = laad(leeg, map_)
    assert verslag.niet_geplaatst == {"onderwijsaanbieder unknown": 1}
    assert "799A777" in verslag.eerste[-1].uitleg


def test_a_broken_file_stops_the_load_and_what_came_before_stays(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path / "data")
    (map_ / "po_opleidingen.csv").write_bytes(b'"NIETS"\r\n')
    with pytest.raises(Bestandsfout, match=r"po_opleidingen\.csv, line 1"):
        laad(leeg, map_)
    assert len(inhoud(leeg)["organisatorische_eenheid"]) == 2


def test_files_that_nobody_knows_are_named(leeg: Register, tmp_path: Path) -> None:
    map_ = basis(tmp_path / "data")
    (map_ / "klad.csv").write_text("x")
    assert laad(leeg, map_).onbekend == ["klad.csv"]


def test_every_published_file_is_read() -> None:
    """All 112 of DUO; each has a loader."""
    assert set(kolommen()) == laden.GELADEN
    assert len(laden.GELADEN) == 112


def test_a_folder_without_open_data_is_refused(leeg: Register, tmp_path: Path) -> None:
    (tmp_path / "klad.csv").write_text("x")
    with pytest.raises(laden.GeenBestanden, match="no file of DUO's open data"):
        laad(leeg, tmp_path)


def test_progress_adds_up_to_what_was_announced(leeg: Register) -> None:
    verteld: list[float] = []
    map_ = Path(str(proef.PROEFSET))
    laad(leeg, map_, voortgang=lambda _, deel: verteld.append(deel))
    koppen = 2 * sum(
        len((map_ / naam).read_bytes().splitlines(keepends=True)[0]) for s in laden.SOORTEN for naam in s.bestanden
    )
    assert sum(verteld) + koppen == pytest.approx(laden.omvang(map_, lambda pad: Path(str(pad)).stat().st_size))


# --- what is odd in the published data (opendata.md, domain.md 7) --------------------------------------------------


def eigenaardig(leeg: Register, tmp_path: Path, **anders: str | None) -> tuple[Gegeven, Verslag]:
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, aanbod(**{**MBO, **anders}))
    verslag = laad(leeg, map_)
    return stand(leeg, model.aangeboden_opleiding), verslag


@pytest.mark.parametrize(("omvang", "eenheid"), [("0", "J"), ("6400", "M")])
def test_a_duration_that_no_opleiding_has_is_kept(leeg: Register, tmp_path: Path, omvang: str, eenheid: str) -> None:
    duur = {"AFWIJKENDE_OPLEIDINGSDUUROMVANG": omvang, "AFWIJKENDE_OPLEIDINGSDUUREENHEID": eenheid}
    gelezen, _ = eigenaardig(leeg, tmp_path, **duur)
    assert velden(gelezen, "afwijkendeOpleidingsduur").velden == {
        "opleidingsduurEenheid": eenheid,
        "opleidingsduurOmvang": int(omvang),
    }


def test_a_leertraject_on_no_list_is_kept(leeg: Register, tmp_path: Path) -> None:
    assert velden(eigenaardig(leeg, tmp_path, LEERTRAJECT="LBV")[0], "leertrajectMBO") == "LBV"


def test_a_board_among_the_samenwerkende_aanbieders_is_kept(leeg: Register, tmp_path: Path) -> None:
    gelezen, _ = eigenaardig(leeg, tmp_path, SAMENWERKENDE_ONDERWIJSAANBIEDERIDS="799B001,799A001")
    naam = "samenwerkendeOnderwijsaanbiedercode"
    assert kenmerken(velden(gelezen, "aangebodenOpleidingPeriode")[0]) == [(naam, "799A001"), (naam, "799B001")]


def test_an_upper_case_uuid_is_found_by_its_cohorten_and_read_as_published(leeg: Register, tmp_path: Path) -> None:
    code = "FA0F5F6E-2820-1EEC-B1A6-48F3B2135C8A"
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, {**aanbod(**MBO), "AANGEBODEN_OPLEIDINGCODE": code})
    publiceer(map_, COHORTEN, {**cohort(), "AANGEBODEN_OPLEIDINGCODE": code.lower()})
    laad(leeg, map_)
    gelezen = stand(leeg, model.aangeboden_opleiding, model.aangeboden_opleiding.c.code == code.lower())
    assert velden(gelezen, "aangebodenOpleidingCode") == code
    assert len(velden(gelezen, "aangebodenOpleidingCohort")) == 1


def test_no_deelnemersplaatsen_and_no_opleidingsvorm_are_kept_as_they_are(leeg: Register, tmp_path: Path) -> None:
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, aanbod(**MBO))
    laad(leeg, publiceer(map_, COHORTEN, cohort(DEELNEMERSPLAATSEN="0", OPLEIDINGSVORM=None)))
    gelezen = velden(stand(leeg, model.aangeboden_opleiding), "aangebodenOpleidingCohort")[0]
    assert kenmerken(gelezen) == [("deelnemersplaatsen", 0)]


def test_a_cohort_without_instroom_is_told_and_the_others_stay(leeg: Register, tmp_path: Path) -> None:
    map_ = publiceer(basis(tmp_path / "data"), AANBOD, aanbod(**MBO))
    verslag = laad(leeg, publiceer(map_, COHORTEN, cohort("A", INSTROOMMOMENT=None), cohort("B"), cohort("B")))
    cohorten = velden(stand(leeg, model.aangeboden_opleiding), "aangebodenOpleidingCohort")
    assert [velden(c, "cohortcode") for c in cohorten] == ["B"]
    assert verslag.niet_geplaatst == {"no instroom": 1, "double": 1}


@pytest.mark.parametrize("einde", ["2050-01-01", "2999-12-31", "9999-12-31", "2020-07-31", "2020-08-01"])
def test_sentinel_dates_and_both_readings_of_an_end_are_kept(leeg: Register, tmp_path: Path, einde: str) -> None:
    map_ = publiceer(tmp_path / "data", "onderwijsbesturen.csv", bestuur(UITBEDRIJFDATUM=einde))
    verslag = laad(leeg, map_)
    assert velden(stand(leeg, model.organisatorische_eenheid), "uitBedrijfdatum") == date.fromisoformat(einde)
    assert not verslag.niet_geplaatst


def test_a_period_end_that_does_not_follow_is_told_and_placed(leeg: Register, tmp_path: Path) -> None:
    rij = bestuur(UITBEDRIJFDATUM="2020-08-01", EINDDATUM_PERIODE="2020-07-31")
    verslag = laad(leeg, publiceer(tmp_path / "data", "onderwijsbesturen.csv", rij))
    assert verslag.bijzonder == {"period end differs": 1}
    assert len(inhoud(leeg)["organisatorische_eenheid"]) == 1


def test_a_location_keeps_its_suffix_and_zeros_and_gets_a_place_in_capitals(leeg: Register, tmp_path: Path) -> None:
    adres = {"POSTCODE": "9202LE", "HUISNUMMER": "1", "HUISNUMMERTOEVOEGING": " A", "PLAATSNAAM": "Drachten"}
    overig = {"BAG_ID": "0090010000684396", "GPS_LATITUDE": "53.10676275", "GPS_LONGITUDE": "6.1192623"}
    publiceer(
        tmp_path / "data",
        "onderwijslocaties.csv",
        {"ONDERWIJSLOCATIECODE": "100X501", "STRAATNAAM": "Leerweg", **adres, **overig},
        {"ONDERWIJSLOCATIECODE": "100X502", "GPS_LATITUDE": "12.14", "GPS_LONGITUDE": "-68.26"},
    )
    laad(leeg, tmp_path / "data")
    assert stand(leeg, model.onderwijslocatie, model.onderwijslocatie.c.code == "100X501").velden == {
        "postcode": "9202LE",
        "huisnummer": 1,
        "huisnummertoevoeging": " A",
        "bagID": "0090010000684396",
        "gpsLatitude": Decimal("53.10676275"),
        "gpsLongitude": Decimal("6.1192623"),
        "plaatsnaam": "DRACHTEN",
    }


def test_a_bevoegd_gezag_without_erkenner_or_number_of_ocw_is_kept_and_not_shown(
    leeg: Register, tmp_path: Path
) -> None:
    gezag = {
        "BGE_CODE": "PROEF9906",
        "BEGINDATUM": "2018-01-01",
        "BEGINDATUM_PERIODE": "2018-01-01",
        "VOLLEDIGE_NAAM": "Proef",
        "BEKOSTIGINGSCODE": "NIET_BEKOSTIGD",
        "SOORT": "BINS",
    }
    map_ = publiceer(
        basis(tmp_path / "data"),
        "bevoegd_gezag_erkenningen.csv",
        gezag,
        {**gezag, "BGE_CODE": "00710", "ERKENNER": "OCW"},
    )
    tie = {"ONDERWIJSBESTUURID": "799B001", "BEGINDATUM": "2018-01-01"}
    ties = ({**tie, "BGE_CODE": "00710"}, {**tie, "BGE_CODE": "PROEF9906"})
    publiceer(map_, "relaties_onderwijsbesturen_bevoegdgezagerkenningen.csv", *ties)
    laad(leeg, map_)
    assert [rij[1:4] for rij in inhoud(leeg)["instellingserkenning"]] == [
        ("OCW", "BEVOEGD_GEZAG", "00710"),
        ("", "BEVOEGD_GEZAG", "PROEF9906"),
    ]
    assert next(r for r in inhoud(leeg)["organisatorische_eenheid"] if r[0] == "799B001")[5] == "00710"


ERKENNING = {"OPLEIDINGSSTELSEL": "ISAT", "INGANGSDATUM": "2015-09-01", "BEGINDATUM_PERIODE": "2015-09-01"}


def test_the_many_erkenningen_of_one_isat_code_are_kept_apart_and_tied_by_their_unieke_code(
    leeg: Register, tmp_path: Path
) -> None:
    een = {**ERKENNING, "ERKENDEOPLEIDINGSCODE": "60247", "UNIEKE_ERKENDEOPLEIDINGSCODE": "60247_1"}
    twee = {**een, "UNIEKE_ERKENDEOPLEIDINGSCODE": "60247_2", "INGANGSDATUM": "2010-09-01"}
    een["EINDDATUM"] = "2020-09-01"
    map_ = publiceer(basis(tmp_path / "data"), "ho_opleidingserkenningen.csv", een, twee)
    tie = {"OPLEIDINGSEENHEIDCODE": "1000O0001", "ERKENDEOPLEIDINGSCODE": "60247"}
    ties = [{**tie, "UNIEKE_ERKENDEOPLEIDINGSCODE": f"60247_{nummer}"} for nummer in (2, 3)]
    verslag = laad(leeg, publiceer(map_, "ho_relaties_opleidingseenheden_erkenningen.csv", *ties))
    rijen = {rij[4]: rij for rij in inhoud(leeg)["opleidingserkenning"]}
    assert {uniek: (rij[7], rij[8]) for uniek, rij in rijen.items()} == {
        "60247_1": (date(2015, 9, 1), date(2020, 9, 1)),
        "60247_2": (date(2010, 9, 1), None),
    }
    assert inhoud(leeg)["opleidingserkenningrelatie"] == [(rijen["60247_2"][0], "1000O0001")]
    assert verslag.niet_geplaatst == {"opleidingserkenning unknown": 1}


def test_a_relation_without_stelsel_is_looked_up(leeg: Register, tmp_path: Path) -> None:
    """In educatie a code is one of KSE or of EDUCATIEVAK."""
    erkenning = {"INGANGSDATUM": "2013-01-01", "BEGINDATUM_PERIODE": "2013-01-01"}
    map_ = publiceer(
        basis(tmp_path / "data"),
        "educatie_opleidingserkenningen.csv",
        {**erkenning, "ERKENDEOPLEIDINGSCODE": "3019", "OPLEIDINGSSTELSEL": "EDUCATIEVAK"},
        {**erkenning, "ERKENDEOPLEIDINGSCODE": "3020", "OPLEIDINGSSTELSEL": "KSE"},
    )
    ties = [{"OPLEIDINGSEENHEIDCODE": "1000O0001", "ERKENDEOPLEIDINGSCODE": code} for code in ("3019", "3020", "3021")]
    verslag = laad(leeg, publiceer(map_, "educatie_relaties_opleidingseenheden_erkenningen.csv", *ties))
    assert len(inhoud(leeg)["opleidingserkenningrelatie"]) == 2
    assert verslag.niet_geplaatst == {"opleidingserkenning unknown": 1}


@pytest.mark.parametrize("samen", ["9904_VO-HAVO", "9904VO-HAVO", "9904-17"])
def test_a_vak_has_its_niveau_from_its_key_or_from_its_opleidingseenheid(
    leeg: Register, tmp_path: Path, samen: str
) -> None:
    vak = {"VAKCODE": "9904", "VAKCODENIVEAU": samen}
    eenheid = {**EENHEID, "OPLEIDINGSEENHEIDCODE": "1019O0004", "TYPE": "VOVAK", "NIVEAU": "VO-HAVO"}
    map_ = publiceer(tmp_path / "data", "vo_opleidingsonderdelen.csv", eenheid)
    publiceer(map_, "vo_vakerkenningen.csv", {**ERKENNING, **vak, "OPLEIDINGSSTELSEL": "VOVAK"})
    publiceer(map_, "vo_relaties_vakken_erkenningen.csv", {"OPLEIDINGSEENHEIDCODE": "1019O0004", **vak})
    laad(leeg, map_)
    assert [rij[1:4] for rij in inhoud(leeg)["opleidingserkenning"]] == [("VOVAK", "9904", "VO-HAVO")]
    assert [rij[1] for rij in inhoud(leeg)["opleidingserkenningrelatie"]] == ["1019O0004"]


def test_a_vak_of_which_nothing_says_the_niveau_is_told(leeg: Register, tmp_path: Path) -> None:
    vak = {**ERKENNING, "VAKCODE": "9904", "VAKCODENIVEAU": "9904-17", "OPLEIDINGSSTELSEL": "VOVAK"}
    verslag = laad(leeg, publiceer(tmp_path / "data", "vo_vakerkenningen.csv", vak))
    assert verslag.niet_geplaatst == {"niveau unknown": 1}


def test_an_unknown_type_and_a_unit_in_two_files_are_told(leeg: Register, tmp_path: Path) -> None:
    map_ = publiceer(
        tmp_path / "data", "po_opleidingen.csv", EENHEID, {**EENHEID, "OPLEIDINGSEENHEIDCODE": "1000O0002", "TYPE": "X"}
    )
    dubbel = {k: v for k, v in EENHEID.items() if k not in ("NIVEAU", "WAARDEDOCUMENTSOORT")}
    publiceer(map_, "po_groepen.csv", {**dubbel, "TYPE": "BOGROEP"})
    verslag = laad(leeg, map_)
    assert verslag.niet_geplaatst == {"type unknown": 1, "contradiction": 2}


def test_a_fraction_of_studielast_is_kept_where_v4_does_not_show_the_unit(leeg: Register, tmp_path: Path) -> None:
    basis_ = {k: v for k, v in EENHEID.items() if k not in ("NIVEAU", "TYPE")}
    deel = {**basis_, "STUDIELAST": "1.05", "STUDIELASTEENHEID": "STUDIEPUNT"}
    map_ = publiceer(tmp_path / "data", "educatie_opleidingsonderdelen.csv", deel)
    nfo = {**deel, "OPLEIDINGSEENHEIDCODE": "1019O0050"}
    verslag = laad(leeg, publiceer(map_, "nfo_opleidingen.csv", nfo))
    eenheden = model.opleidingseenheid.c
    periode = velden(stand(leeg, model.opleidingseenheid, eenheden.code == "1000O0001"), "opleidingseenheidPeriode")[0]
    assert velden(periode, "studielast") == Decimal("1.05")
    periode = velden(stand(leeg, model.opleidingseenheid, eenheden.code == "1019O0050"), "opleidingseenheidPeriode")[0]
    assert "studielast" not in periode.velden
    assert verslag.bijzonder == {"studielast left out": 1}


def test_no_object_is_ever_removed(leeg: Register, tmp_path: Path) -> None:
    laad(leeg, basis(tmp_path / "data"))
    laad(leeg, publiceer(tmp_path / "leeg", "onderwijsaanbieders.csv"))
    assert len(inhoud(leeg)["organisatorische_eenheid"]) == 2
