"""What each kind of published row becomes: columns, stand and what followers hear; of rows and look-ups alone."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.opendata import (
    aangeboden_opleidingen,
    eenheden,
    instellingen,
    locaties,
    opleidingserkenningen,
    organisaties,
)
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Gevonden, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SCHEIDING, SourceRows
from rio_soap.register.regels import velden

BEGIN = date(2020, 1, 1)
HO, HO_COHORTEN = "aangeboden_ho_opleidingen.csv", "aangeboden_ho_opleiding_cohorten.csv"


def werk(*bestanden: str, **bekend: str) -> BuildContext:
    """What a builder may look at.

    :param bekend: name of a look-up in `opzoekingen` to the code that it finds.
    """
    gevonden: dict[Opzoeking, dict[str, list[Gevonden]]] = {
        getattr(zoek, naam): {code: [cast(Gevonden, SimpleNamespace(code=code, id=7, erkenner="OCW"))]}
        for naam, code in bekend.items()
    }
    return BuildContext(frozenset(bestanden), gevonden)


def groep(sleutel: str, bestand: str, *rijen: dict[str, str]) -> SourceRows:
    """Rows of a file with these cells; its other columns are empty."""
    leeg = dict.fromkeys(kolommen()[bestand])
    return SourceRows(sleutel, {bestand: [Rij(bestand, regel, leeg | rij) for regel, rij in enumerate(rijen, 2)]})


def met(een: SourceRows, ander: SourceRows) -> SourceRows:
    """Rows of one object from two files."""
    return SourceRows(een.sleutel, een.rijen | ander.rijen)


def bouw(soort: ObjectKind, rijen: SourceRows, bekend: BuildContext) -> Gebouwd:
    gebouwd = soort.bouw(rijen, bekend)
    assert gebouwd is not None
    return gebouwd


def stand(gebouwd: Gebouwd) -> Gegeven:
    gegeven = gebouwd.rij["stand"]
    assert isinstance(gegeven, Gegeven)
    return gegeven


def soort_van(soorten: tuple[ObjectKind, ...], bestand: str) -> ObjectKind:
    return next(soort for soort in soorten if bestand in soort.bestanden)


# Aangeboden opleidingen

CODE = "A1000000-0000-4000-8000-000000000001"
AANBOD = {
    "AANGEBODEN_OPLEIDINGCODE": CODE,
    "ONDERWIJSAANBIEDERID": "100A001",
    "OPLEIDINGSEENHEIDCODE": "1000O0001",
    "STARTDATUM": "2020-01-01",
    "EERSTE_INSTROOMDATUM": "2020-09-01",
    "BEGINDATUM_PERIODE": "2020-01-01",
    "EIGENNAAM": "Bouwkunde",
}
COHORT = {
    "AANGEBODEN_OPLEIDINGCODE": CODE,
    "AANGEBODEN_OPLEIDING_COHORTCODE": "c1",
    "STATUS": "O",
    "BEGIN_AANMELDPERIODE": "2020-01-01",
    "TOESTEMMING_VEREIST_VOOR_AANMELDING": "NEE",
    "INSTROOMMOMENT": "2020-09-01",
}
BEKEND = {"AANBIEDER": "100A001", "EENHEID": "1000O0001"}


def bouw_aanbod(rij: dict[str, str], *cohorten: dict[str, str]) -> tuple[Gebouwd, BuildContext]:
    bekend = werk(HO, HO_COHORTEN, **BEKEND)
    rijen = groep(CODE.lower(), HO, rij)
    if cohorten:
        rijen = met(rijen, groep(CODE.lower(), HO_COHORTEN, *cohorten))
    return bouw(soort_van(aangeboden_opleidingen.SOORTEN, HO), rijen, bekend), bekend


def test_an_offer_is_found_by_its_code_in_small_letters_and_shown_as_published() -> None:
    gebouwd, _ = bouw_aanbod(AANBOD)
    assert (gebouwd.rij["code"], stand(gebouwd).velden["aangebodenOpleidingCode"]) == (CODE.lower(), CODE)
    assert gebouwd.mutaties == ((CODE, "100A001"),)


def test_an_offer_has_in_its_columns_what_rules_ask_of_it() -> None:
    gebouwd, _ = bouw_aanbod(AANBOD)
    assert {naam: waarde for naam, waarde in gebouwd.rij.items() if naam != "stand"} == {
        "code": CODE.lower(),
        "specialisatie": "aangebodenHOOpleiding",
        "aanbieder": "100A001",
        "eenheid": "1000O0001",
        "locatie": None,
        "eigen_sleutel": None,
        "begindatum": BEGIN,
        "eerste_instroomdatum": date(2020, 9, 1),
        "einddatum": None,
    }


def test_cohorten_stand_by_their_code() -> None:
    gebouwd, _ = bouw_aanbod(AANBOD, {**COHORT, "AANGEBODEN_OPLEIDING_COHORTCODE": "c2"}, COHORT)
    cohorten = velden.delen(stand(gebouwd), "aangebodenOpleidingCohort")
    assert [velden.tekst(cohort, "cohortcode") for cohort in cohorten] == ["c1", "c2"]
    assert velden.deel(cohorten[0], "vastInstroommoment") == Gegeven(
        "vastInstroommoment", {"instroommoment": date(2020, 9, 1)}
    )


def test_a_cohort_with_a_period_of_instroom_is_flexible() -> None:
    cohort = {naam: waarde for naam, waarde in COHORT.items() if naam != "INSTROOMMOMENT"}
    gebouwd, _ = bouw_aanbod(AANBOD, {**cohort, "BEGIN_INSTROOMPERIODE": "2020-09-01"})
    (gemaakt,) = velden.delen(stand(gebouwd), "aangebodenOpleidingCohort")
    assert velden.deel(gemaakt, "flexibeleInstroom") == Gegeven(
        "flexibeleInstroom", {"beginInstroomperiode": date(2020, 9, 1)}
    )


@pytest.mark.parametrize(
    ("cohort", "reden"),
    [
        ({"INSTROOMMOMENT": ""}, "no instroom"),
        ({"AANGEBODEN_OPLEIDING_COHORTCODE": "c0"}, "double"),
        ({"STATUS": ""}, "unusable value"),
        ({"BEGIN_AANMELDPERIODE": "1 januari"}, "unusable value"),
    ],
)
def test_a_cohort_that_cannot_be_placed_is_told_and_the_others_stay(cohort: dict[str, str], reden: str) -> None:
    rij = {naam: waarde for naam, waarde in {**COHORT, **cohort}.items() if waarde}
    gebouwd, bekend = bouw_aanbod(AANBOD, {**COHORT, "AANGEBODEN_OPLEIDING_COHORTCODE": "c0"}, rij)
    assert [melding.reden for melding in bekend.meldingen] == [reden]
    assert len(velden.delen(stand(gebouwd), "aangebodenOpleidingCohort")) == 1


@pytest.mark.parametrize(
    "duur", [{"AFWIJKENDE_OPLEIDINGSDUUROMVANG": "3"}, {"AFWIJKENDE_OPLEIDINGSDUUREENHEID": "JAAR"}]
)
def test_a_duration_needs_both_its_parts(duur: dict[str, str]) -> None:
    with pytest.raises(Celfout, match="omvang and eenheid together"):
        bouw_aanbod(AANBOD | duur)


def test_a_duration_is_kept_as_published() -> None:
    gebouwd, _ = bouw_aanbod(
        AANBOD | {"AFWIJKENDE_OPLEIDINGSDUUROMVANG": "3", "AFWIJKENDE_OPLEIDINGSDUUREENHEID": "JAAR"}
    )
    duur = velden.deel(stand(gebouwd), "afwijkendeOpleidingsduur")
    assert duur is not None
    assert duur.velden == {"opleidingsduurEenheid": "JAAR", "opleidingsduurOmvang": 3}


@pytest.mark.parametrize(
    ("kolom", "waarde"), [("ONDERWIJSAANBIEDERID", "100A009"), ("ONDERWIJSLOCATIECODE", "100X009")]
)
def test_an_offer_of_what_is_not_there_is_not_placed(kolom: str, waarde: str) -> None:
    with pytest.raises(NietTePlaatsen, match=f"{kolom}: found '{waarde}'"):
        bouw_aanbod(AANBOD | {kolom: waarde})


def test_cohorten_of_an_offer_that_is_not_there_are_not_placed() -> None:
    cohorten = groep(CODE.lower(), HO_COHORTEN, COHORT)
    with pytest.raises(NietTePlaatsen, match="is not placed"):
        bouw(soort_van(aangeboden_opleidingen.SOORTEN, HO), cohorten, werk(HO_COHORTEN))


def test_cohorten_alone_change_the_offer_that_is_there() -> None:
    """Its other fields stay; its row is said whole, for what it is found by, and as it was."""
    bestaand = SimpleNamespace(
        code=CODE.lower(),
        aanbieder="100A001",
        eenheid="1001O0001",
        stand=Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingCode": CODE, "begindatum": BEGIN}),
    )
    bekend = BuildContext(frozenset({HO_COHORTEN}), {zoek.AANGEBODEN: {CODE.lower(): [cast(Gevonden, bestaand)]}})
    gebouwd = bouw(soort_van(aangeboden_opleidingen.SOORTEN, HO), groep(CODE.lower(), HO_COHORTEN, COHORT), bekend)
    rij = {naam: waarde for naam, waarde in gebouwd.rij.items() if naam != "stand"}
    was = {"code": CODE.lower(), "aanbieder": "100A001", "eenheid": "1001O0001", "locatie": None}
    assert rij == {**was, "begindatum": BEGIN, "einddatum": None}
    assert stand(gebouwd).velden["begindatum"] == BEGIN
    assert len(velden.delen(stand(gebouwd), "aangebodenOpleidingCohort")) == 1


# Opleidingseenheden

EENHEID = {
    "OPLEIDINGSEENHEIDCODE": "1000O0001",
    "BEGINDATUM": "2020-01-01",
    "BEGINDATUM_PERIODE": "2020-01-01",
    "VOLLEDIGE_NAAM": "Bouwkunde",
    "OPLEIDINGSHERKOMST": "INSTELLING",
    "NIVEAU": "HBO-BA",
}


def bouw_eenheid(bestand: str, *rijen: dict[str, str]) -> tuple[Gebouwd, BuildContext]:
    bekend = werk(bestand, BESTUUR="100B001")
    return bouw(eenheden.EENHEID, groep("1000O0001", bestand, *rijen), bekend), bekend


def test_a_unit_has_in_its_columns_what_rules_ask_of_it() -> None:
    gebouwd, _ = bouw_eenheid("ho_opleidingen.csv", EENHEID | {"EIGENAAR": "100B001", "SOORT": "OPLEIDING"})
    assert gebouwd.rij["specialisatie"] == "hoOpleiding"
    assert (gebouwd.rij["herkomst"], gebouwd.rij["eigenaar"]) == ("INSTELLING", "100B001")
    assert (gebouwd.rij["soort"], gebouwd.rij["begindatum"], gebouwd.rij["einddatum"]) == ("OPLEIDING", BEGIN, None)
    assert gebouwd.mutaties == (("1000O0001", "100B001"),)


def test_the_owner_of_a_unit_is_that_of_its_latest_period() -> None:
    later = EENHEID | {"BEGINDATUM_PERIODE": "2021-01-01", "EIGENAAR": "100B001"}
    gebouwd, _ = bouw_eenheid("ho_opleidingen.csv", later, EENHEID)
    assert gebouwd.rij["eigenaar"] == "100B001"


@pytest.mark.parametrize(
    ("bestand", "type_", "specialisatie"),
    [
        ("po_opleidingen.csv", "BOOPLEIDING", "boOpleiding"),
        ("mbo_opleidingen.csv", "MBOCROSS_OVERKWALIFICATIE", "mboCrossOverKwalificatie"),
        ("btl_opleidingen.csv", None, "buitenlandseOpleiding"),
        ("vo_opleidingsfasen.csv", None, "voOpleidingsfase"),
    ],
)
def test_a_unit_is_of_the_kind_that_its_file_or_its_type_says(
    bestand: str, type_: str | None, specialisatie: str
) -> None:
    gebouwd, _ = bouw_eenheid(bestand, EENHEID | ({"TYPE": type_} if type_ else {}))
    assert (gebouwd.rij["specialisatie"], stand(gebouwd).naam) == (specialisatie, specialisatie)


def test_a_type_that_no_unit_has_is_told() -> None:
    with pytest.raises(NietTePlaatsen, match="BOLOPLEIDING is no opleidingseenheidtype"):
        bouw_eenheid("po_opleidingen.csv", EENHEID | {"TYPE": "BOLOPLEIDING"})


def test_a_unit_in_two_files_is_a_contradiction() -> None:
    rijen = met(groep("1000O0001", "ho_opleidingen.csv", EENHEID), groep("1000O0001", "nfo_opleidingen.csv", EENHEID))
    with pytest.raises(NietTePlaatsen, match=r"is in ho_opleidingen\.csv and nfo_opleidingen\.csv"):
        bouw(eenheden.EENHEID, rijen, werk())


@pytest.mark.parametrize(
    ("bestand", "studielast", "gehouden", "gemeld"),
    [
        ("ho_opleidingen.csv", "240", 240, 0),
        ("ho_opleidingen.csv", "240.0", 240, 0),
        ("ho_opleidingen.csv", "2.5", None, 1),
        ("mbo_opleidingen.csv", "2.5", Decimal("2.5"), 0),
    ],
)
def test_a_studielast_is_whole_where_v4_shows_the_unit(
    bestand: str, studielast: str, gehouden: int | Decimal | None, gemeld: int
) -> None:
    """A fraction is left out there, and told; elsewhere it is kept."""
    gebouwd, bekend = bouw_eenheid(bestand, EENHEID | {"STUDIELAST": studielast, "TYPE": "MBOKWALIFICATIE"})
    (periode,) = velden.delen(stand(gebouwd), "opleidingseenheidPeriode")
    assert periode.velden.get("studielast") == gehouden
    assert [m.reden for m in bekend.meldingen if m.geplaatst] == ["studielast left out"] * gemeld


# Locaties


def test_a_location_has_its_place_in_capitals_and_its_suffix_to_the_letter() -> None:
    rij = {
        "ONDERWIJSLOCATIECODE": "100X001",
        "POSTCODE": "9264TR",
        "HUISNUMMER": "10",
        "HUISNUMMERTOEVOEGING": "-a",
        "PLAATSNAAM": "Ons Dorp",
        "GPS_LATITUDE": "53.20",
        "GPS_LONGITUDE": "5",
    }
    gebouwd = bouw(locaties.LOCATIE, groep("100X001", "onderwijslocaties.csv", rij), werk())
    assert (gebouwd.rij["huisnummer"], gebouwd.rij["huisnummertoevoeging"]) == (10, "-a")
    assert stand(gebouwd).velden["plaatsnaam"] == "ONS DORP"
    assert stand(gebouwd).velden["gpsLatitude"] == Decimal("53.20")
    assert stand(gebouwd).velden["gpsLongitude"] == Decimal(5)


GEBRUIK = {
    "ONDERWIJSBESTUURID": "100B001",
    "ONDERWIJSLOCATIECODE": "100X001",
    "INBEDRIJFDATUM": "2020-01-01",
    "EIGEN_ONDERWIJSLOCATIEGEBRUIK_SLEUTEL": "eigen-1",
}
VESTIGING = {
    "ONDERWIJSBESTUURID": "100B001",
    "ONDERWIJSLOCATIECODE": "100X001",
    "VESTIGINGSCODE": "00AA00",
    "BEGINDATUM": "2020-01-01",
}


def test_the_use_of_a_location_is_told_to_its_bestuur_by_both_codes() -> None:
    sleutel = SCHEIDING.join(("100B001", "100X001"))
    rijen = groep(sleutel, locaties.GEBRUIKEN, GEBRUIK)
    gebouwd = bouw(locaties.GEBRUIK, rijen, werk(locaties.GEBRUIKEN, BESTUUR="100B001", LOCATIE="100X001"))
    assert gebouwd.mutaties == (("100B001/100X001", "100B001"),)
    assert (gebouwd.rij["eigen_sleutel"], gebouwd.rij["einddatum"]) == ("eigen-1", None)
    assert gebouwd.kinderen == {}


def test_the_vestigingen_of_a_use_are_rows_and_fields_and_an_unknown_one_is_told() -> None:
    sleutel = SCHEIDING.join(("100B001", "100X001"))
    rijen = met(
        groep(sleutel, locaties.GEBRUIKEN, GEBRUIK),
        groep(sleutel, locaties.GEBRUIK_VESTIGING, VESTIGING, VESTIGING | {"VESTIGINGSCODE": "00BB00"}),
    )
    bekend = werk(
        locaties.GEBRUIKEN, locaties.GEBRUIK_VESTIGING, BESTUUR="100B001", LOCATIE="100X001", VESTIGING="00AA00"
    )
    gebouwd = bouw(locaties.GEBRUIK, rijen, bekend)
    (relatie,) = gebouwd.kinderen[locaties.VESTIGINGEN]
    assert (relatie["vestiging"], relatie["begindatum"]) == ("00AA00", BEGIN)
    (getoond,) = velden.delen(stand(gebouwd), "juridischeOnderwijslocatiegebruikRelatie")
    assert getoond.velden == {"instellingserkenningscode": "00AA00", "begindatum": BEGIN}
    assert [melding.reden for melding in bekend.meldingen] == ["erkende vestiging unknown"]


# Organisaties en erkenningen


def test_a_bestuur_has_its_numbers_and_the_newest_open_number_of_ocw() -> None:
    bestuur = {
        "INBEDRIJFDATUM": "2020-01-01",
        "BEGINDATUM_PERIODE": "2020-01-01",
        "NAAM": "Bestuur",
        "RSIN": "123456789",
    }
    gezag = [
        {"BGE_CODE": "11111", "BEGINDATUM": "2021-01-01", "EINDDATUM": "2022-01-01"},
        {"BGE_CODE": "22222", "BEGINDATUM": "2020-01-01"},
        {"BGE_CODE": "LANGER-3", "BEGINDATUM": "2023-01-01"},
    ]
    rijen = met(groep("100B001", organisaties.BESTUREN, bestuur), groep("100B001", organisaties.BESTUUR_GEZAG, *gezag))
    gebouwd = bouw(organisaties.BESTUUR, rijen, werk(organisaties.BESTUREN, organisaties.BESTUUR_GEZAG))
    assert (gebouwd.rij["soort"], gebouwd.rij["rsin"], gebouwd.rij["kvk_nummer"]) == ("BESTUUR", "123456789", None)
    assert gebouwd.rij["bevoegd_gezag_nummer"] == "22222"
    assert gebouwd.mutaties == (("100B001", "100B001"),)


def test_an_aanbieder_that_rests_on_no_erkenning_is_placed_and_told() -> None:
    """V4 cannot show it."""
    rij = {"INBEDRIJFDATUM": "2020-01-01", "BEGINDATUM_PERIODE": "2020-01-01", "NAAM": "School"}
    bekend = werk(organisaties.AANBIEDERS)
    gebouwd = bouw(organisaties.AANBIEDER, groep("100A001", organisaties.AANBIEDERS, rij), bekend)
    assert [(m.reden, m.geplaatst) for m in bekend.meldingen] == [("no erkenning", True)]
    assert gebouwd.mutaties == (("100A001", None),)


def test_an_erkenning_is_kept_with_its_erkenner_also_when_that_is_empty() -> None:
    rij = {
        "OIE_CODE": "00AA",
        "BEGINDATUM": "2020-01-01",
        "BEGINDATUM_PERIODE": "2020-01-01",
        "VOLLEDIGE_NAAM": "School",
    }
    soort = soort_van(instellingen.SOORTEN, "onderwijsinstellingserkenningen.csv")
    gebouwd = bouw(soort, groep("00AA", "onderwijsinstellingserkenningen.csv", rij), werk())
    assert (gebouwd.rij["erkenner"], gebouwd.rij["soort"], gebouwd.rij["code"]) == (
        "",
        "ERKENDE_ONDERWIJSINSTELLING",
        "00AA",
    )
    assert stand(gebouwd).naam == "erkendeOnderwijsinstelling"


HO_PERIODE = {
    "BEGINDATUM_PERIODE": "2020-01-01",
    "ONDERDEEL": "TECHNIEK",
    "BEROEPSEISEN": "GEEN_BEROEPSEISEN",
    "OPLEIDINGSERKENNINGSKADER": "ALGEMEEN",
    "AANVULLENDE_EISEN": "GEEN_AANVULLENDE_EISEN",
}
ERKENNING = {
    "OPLEIDINGSSTELSEL": "ISAT",
    "ERKENDEOPLEIDINGSCODE": "60247",
    "UNIEKE_ERKENDEOPLEIDINGSCODE": "60247_2",
    "ERKENNER": "NVAO",
    "INGANGSDATUM": "2020-01-01",
    **HO_PERIODE,
}


def erkenning(*rijen: dict[str, str], bestand: str = "ho_opleidingserkenningen.csv") -> tuple[Gebouwd, BuildContext]:
    """What these rows of one erkenning become, and what is told of them."""
    context = werk(ERKENNER="100E003")
    context.gevonden[zoek.ERKENNER]["100E003"][0].soort = "NVAO"  # type: ignore[misc]
    return bouw(opleidingserkenningen.ERKENNING, groep("ISAT", bestand, *rijen), context), context


@pytest.mark.parametrize(
    ("einden", "einde"),
    [
        ([None], None),
        (["2021-01-01"], date(2021, 1, 1)),
        (["2021-01-01", None], None),
        (["2021-01-01", "2022-01-01"], date(2022, 1, 1)),
    ],
)
def test_an_opleidingserkenning_runs_from_its_first_row_to_its_last(
    einden: list[str | None], einde: date | None
) -> None:
    """Open when one of its rows is."""
    rijen = [
        ERKENNING
        | {"INGANGSDATUM": f"20{20 + nummer}-01-01", "BEGINDATUM_PERIODE": f"20{20 + nummer}-01-01"}
        | ({"EINDDATUM": gezegd} if gezegd else {})
        for nummer, gezegd in enumerate(einden)
    ]
    gebouwd, _ = erkenning(*rijen)
    assert (gebouwd.rij["begindatum"], gebouwd.rij["einddatum"]) == (BEGIN, einde)


def test_an_erkenning_of_the_ho_has_its_unieke_code_in_its_key_and_all_that_its_row_says() -> None:
    gebouwd, context = erkenning(
        ERKENNING
        | {"GRAADTOEVOEGING": "OF_SCIENCE,OF_ARTS", "BEKOSTIGINGSDUUR": "48", "INSTROOM_EINDDATUM": "2025-09-01"}
        | {"WET": "WHW", "LICENTIEERWIJZE": "EXPLICIET_TOEGEKEND", "MINISTERIE": "OCW"}
    )
    assert {naam: waarde for naam, waarde in gebouwd.rij.items() if naam != "stand"} == {
        "stelsel": "ISAT",
        "code": "60247",
        "niveau": "",
        "unieke_code": "60247_2",
        "soort": "HOOPLEIDINGSERKENNING",
        "erkenner": "NVAO",
        "begindatum": BEGIN,
        "einddatum": None,
    }
    ho = {
        "onderdeel": "TECHNIEK",
        "bekostigingsduur": 48,
        "beroepseisen": "GEEN_BEROEPSEISEN",
        "graadtoevoeging": ["OF_ARTS", "OF_SCIENCE"],
        "opleidingserkenningskader": "ALGEMEEN",
        "aanvullendeEisen": "GEEN_AANVULLENDE_EISEN",
    }
    periode = {"begindatum": BEGIN, "wet": ["WHW"], "licentieerwijze": "EXPLICIET_TOEGEKEND"}
    assert stand(gebouwd).velden == {
        "opleidingsstelsel": "ISAT",
        "opleidingscode": "60247",
        "uniekeErkendeopleidingscode": "60247_2",
        "type": "HOOPLEIDINGSERKENNING",
        "erkenner": "NVAO",
        "ministerie": "OCW",
        "begindatum": BEGIN,
        "instroomEinddatum": date(2025, 9, 1),
        "opleidingserkenningPeriode": [Gegeven("opleidingserkenningPeriode", {**periode, "ho": Gegeven("ho", ho)})],
    }
    assert gebouwd.mutaties == (("ISAT/60247/60247_2", None),)
    assert not context.meldingen


def test_a_part_of_a_period_that_lacks_what_the_contract_wants_is_left_out_and_told() -> None:
    gebouwd, context = erkenning({naam: cel for naam, cel in ERKENNING.items() if naam != "BEROEPSEISEN"})
    periode = Gegeven("opleidingserkenningPeriode", {"begindatum": BEGIN})
    assert velden.delen(stand(gebouwd), "opleidingserkenningPeriode") == [periode]
    assert [(m.reden, m.geplaatst) for m in context.meldingen] == [("part of a period left out", True)]


@pytest.mark.parametrize(
    ("cellen", "erkenner", "redenen"),
    [
        ({}, "NVAO", []),
        ({"ERKENNER": "", "ERKENNERCODE": "100E003"}, "NVAO", []),
        ({"ERKENNER": "", "ERKENNERCODE": "100E009"}, "", ["erkenner unknown"]),
        ({"ERKENNER": ""}, "", ["erkenner unknown"]),
    ],
)
def test_the_erkenner_is_named_or_known_by_its_code_else_the_erkenning_is_kept_and_told(
    cellen: dict[str, str], erkenner: str, redenen: list[str]
) -> None:
    rij = {naam: cel for naam, cel in (ERKENNING | cellen).items() if cel}
    gebouwd, context = erkenning(rij)
    assert gebouwd.rij["erkenner"] == erkenner
    assert [m.reden for m in context.meldingen] == redenen


def test_rows_of_one_erkenning_that_differ_are_told_and_the_last_one_counts() -> None:
    later = ERKENNING | {"MINISTERIE": "EZ", "INGANGSDATUM": "2021-01-01", "BEGINDATUM_PERIODE": "2021-01-01"}
    gebouwd, context = erkenning(ERKENNING | {"MINISTERIE": "OCW"}, later)
    assert stand(gebouwd).velden["ministerie"] == "EZ"
    assert [(m.reden, m.geplaatst) for m in context.meldingen] == [("rows of one object differ", True)]


@pytest.mark.parametrize(
    ("bestand", "cellen", "naam", "deel"),
    [
        (
            "mbo_opleidingserkenningen.csv",
            {"PRIJSFACTOR_BEKOSTIGING": "1.80", "TOEGESTANE_LEERWEG": "BOL,BBL"},
            "mbo",
            {"prijsfactorBekostiging": Decimal("1.80"), "toegestaneLeerweg": ["BBL", "BOL"]},
        ),
        (
            "vo_opleidingserkenningen.csv",
            {"LEERJAREN": "4,5", "OPLEIDINGSERKENNINGSKADER": "ALGEMEEN"},
            "vo",
            {"opleidingserkenningskader": "ALGEMEEN", "leerjaar": ["4", "5"]},
        ),
        (
            "mbo_generieke_examen_onderdeelerkenningen.csv",
            {
                "AANLEVERING_EINDRESULTAAT": "VERPLICHT",
                "AANLEVERING_RESULTAAT_CENTRAAL_EXAMEN": "OPTIONEEL",
                "AANLEVERING_RESULTAAT_INSTELLINGSEXAMEN": "NIET_TOEGESTAAN",
            },
            "mboExamen",
            {
                "aanleveringResultaatInstellingsexamen": "NIET_TOEGESTAAN",
                "aanleveringResultaatCentraalExamen": "OPTIONEEL",
                "aanleveringEindresultaat": "VERPLICHT",
            },
        ),
    ],
)
def test_each_type_has_its_own_part_in_a_period(
    bestand: str, cellen: dict[str, str], naam: str, deel: dict[str, object]
) -> None:
    rij = {k: v for k, v in ERKENNING.items() if k not in HO_PERIODE and k != "UNIEKE_ERKENDEOPLEIDINGSCODE"}
    gebouwd, _ = erkenning(rij | cellen | {"BEGINDATUM_PERIODE": "2020-01-01"}, bestand=bestand)
    (periode,) = velden.delen(stand(gebouwd), "opleidingserkenningPeriode")
    assert periode.velden[naam] == Gegeven(naam, deel)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cel", "waarde"), [("0", False), ("1", True)])
def test_the_lwoo_indicator_is_published_as_a_number(cel: str, waarde: bool) -> None:
    rij = {k: v for k, v in ERKENNING.items() if k not in HO_PERIODE and k != "UNIEKE_ERKENDEOPLEIDINGSCODE"}
    bestand = "vo_opleidingserkenningen.csv"
    gebouwd, _ = erkenning(rij | {"LWOO_INDICATOR": cel, "BEGINDATUM_PERIODE": "2020-01-01"}, bestand=bestand)
    assert stand(gebouwd).velden["lWOOIndicator"] is waarde
    with pytest.raises(Celfout, match="0 or 1"):
        erkenning(rij | {"LWOO_INDICATOR": "ja", "BEGINDATUM_PERIODE": "2020-01-01"}, bestand=bestand)


def test_a_particuliere_erkenning_has_no_periods_but_its_niveau_of_the_frameworks() -> None:
    rij = {k: v for k, v in ERKENNING.items() if k not in HO_PERIODE and k != "UNIEKE_ERKENDEOPLEIDINGSCODE"}
    gebouwd, _ = erkenning(rij | {"EQF": "5", "NLQF": "5"}, bestand="nfo_opleidingserkenningen.csv")
    assert gebouwd.rij["soort"] == "PARTICULIEREOPLEIDINGSERKENNING"
    gelezen = stand(gebouwd).velden
    assert (gelezen["eqf"], gelezen["nlqf"]) == ("5", "5")
    assert "opleidingserkenningPeriode" not in gelezen


def test_an_erkenning_that_two_files_have_is_that_of_the_first_and_the_other_is_told() -> None:
    vo = {k: v for k, v in ERKENNING.items() if k not in HO_PERIODE and k != "UNIEKE_ERKENDEOPLEIDINGSCODE"}
    vo["BEGINDATUM_PERIODE"] = "2020-01-01"
    samen = met(groep("ILT", "vo_opleidingserkenningen.csv", vo), groep("ILT", "vo_groepserkenningen.csv", vo))
    context = werk()
    gebouwd = bouw(opleidingserkenningen.ERKENNING, samen, context)
    assert gebouwd.rij["soort"] == "VOOPLEIDINGSERKENNING"
    assert [(m.bestand, m.reden) for m in context.meldingen] == [("vo_groepserkenningen.csv", "contradiction")]


def test_a_type_that_is_none_is_told() -> None:
    rij = {k: v for k, v in ERKENNING.items() if k not in HO_PERIODE and k != "UNIEKE_ERKENDEOPLEIDINGSCODE"}
    rij |= {"TYPE": "ANDERS", "BEGINDATUM_PERIODE": "2020-01-01"}
    with pytest.raises(NietTePlaatsen, match="ANDERS"):
        erkenning(rij, bestand="po_opleidingserkenningen.csv")


def test_an_erkenning_has_the_fields_of_our_own_contract() -> None:
    rij = {
        "VESTIGINGSCODE": "00AA00",
        "BEGINDATUM": "2020-01-01",
        "STICHTINGSDATUM": "2019-01-01",
        "IN_BEDRIJFDATUM": "2020-02-01",
        "ERKENNER": "OCW",
        "BEGINDATUM_PERIODE": "2020-01-01",
        "VOLLEDIGE_NAAM": "School",
        "BEKOSTIGINGSCODE": "BEKOSTIGD",
        "SOORT": "VST",
        "HOOFD_NEVEN_VESTIGING": "HOOFDVESTIGING",
        "GRONDSLAG": "RK,PC",
    }
    soort = soort_van(instellingen.SOORTEN, "vestigingserkenningen.csv")
    begin = date(2020, 1, 1)
    periode = {
        "begindatum": begin,
        "naamLang": "School",
        "bekostigingscode": "BEKOSTIGD",
        "soort": "VST",
        "hoofdNevenVestiging": "HOOFDVESTIGING",
        "grondslag": ["PC", "RK"],
    }
    assert stand(bouw(soort, groep("00AA00", "vestigingserkenningen.csv", rij), werk())).velden == {
        "code": "00AA00",
        "erkenner": "OCW",
        "begindatum": begin,
        "stichtingsdatum": date(2019, 1, 1),
        "inBedrijfdatum": date(2020, 2, 1),
        "erkendeVestigingPeriode": [Gegeven("erkendeVestigingPeriode", periode)],
    }
