"""What deliveries of erkenningen leave: the stand as delivered, rows to look up by, a bestuur, and mutaties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning import rijen_relatie
from rio_soap.register.erkenning.sleutels import Relatiesleutel
from rio_soap.register.wijzigingen.voor import pak_voor_uit
from tests.register.hulp import HANZE, VREEMD, context
from tests.register.hulp_erkenning import (
    ALLE,
    BEGIN,
    HANZEGEZAG,
    HANZESCHOOL,
    SAMEN,
    adres,
    deelperiode,
    erkenning,
    gebied,
    geldig_antwoord,
    id_van,
    lever,
    ontkoppel,
    relateer,
    relatie,
    slaagt,
    sleutel,
    verwijder,
)
from tests.register.hulp_organisatie import BESTUUR, rijen

JAAR = date(2020, 1, 1)


def mutaties(register: Register, *tabellen: sa.Table) -> list[tuple[Any, ...]]:
    """Key, houder and soort of what was recorded of these tables."""
    namen = [tabel.name for tabel in tabellen]
    return [(m.sleutel, m.houder, m.soort) for m in rijen(register, model.mutatie, model.mutatie.c.object.in_(namen))]


def voor(register: Register) -> list[Any]:
    """What was kept of what the last change replaced."""
    versies = rijen(register, model.objectversie)
    return [(versie.deel, pak_voor_uit(versie.voor)) for versie in versies]


@pytest.mark.parametrize("soort", ALLE)
def test_what_is_delivered_is_what_is_kept_and_a_change_replaces_it_whole(rio: Register, soort: str) -> None:
    eerst = erkenning(soort, kVKnummer="12345678", formeelInstellingsadres=[adres()], inBedrijfdatum=BEGIN)
    dan = erkenning(soort, deelperiode(soort, naamKort="Kort", grondslag=["RK", "PC"]), einde=JAAR)
    for deel in (eerst, dan):
        slaagt(lever(rio, deel))
        with rio.lees() as session:
            rij = erkenningen.op_sleutel(session, sleutel(soort))
        assert rij is not None
        assert rij.stand == deel
        assert (rij.begindatum, rij.einddatum) == (BEGIN, deel.velden.get("einddatum"))


def test_a_code_is_unique_per_erkenner_and_type(rio: Register) -> None:
    for deel in (erkenning("erkendeSamenwerking", code="C1"), erkenning("erkendeOnderwijsondersteuner", code="C1")):
        slaagt(lever(rio, deel))
        slaagt(lever(rio, Gegeven(deel.naam, {**deel.velden, "erkenner": "CEDEO"})))
    assert len(rijen(rio, model.instellingserkenning, model.instellingserkenning.c.code == "C1")) == 4


def test_a_change_replaces_the_rows_by_which_a_samenwerking_is_found(rio: Register) -> None:
    def staat() -> tuple[set[Any], set[Any]]:
        regios = {(r.begindatum, r.einddatum, r.postcodecijfers) for r in rijen(rio, model.regio)}
        return regios, {(r.begindatum, r.einddatum, r.soort) for r in rijen(rio, model.samenwerkingssoort)}

    wat = "erkendeSamenwerking"
    regio = [gebied("9711", "9712", "9711", einde=JAAR), gebied("9713", begin=JAAR)]
    perioden = (deelperiode(wat, begin=JAAR, soort="SWVO"), deelperiode(wat))
    slaagt(lever(rio, erkenning(wat, *perioden, regioErkendeSamenwerking=regio)))
    assert staat() == (
        {(BEGIN, JAAR, "9711"), (BEGIN, JAAR, "9712"), (JAAR, None, "9713")},
        {(BEGIN, JAAR, "SWPO"), (JAAR, None, "SWVO")},
    )
    slaagt(lever(rio, erkenning(wat)))
    assert staat() == (set(), {(BEGIN, None, "SWPO")})
    slaagt(verwijder(rio, SAMEN))
    assert staat() == (set(), set())


def test_a_new_bevoegd_gezag_of_ocw_makes_its_onderwijsbestuur(rio: Register) -> None:
    perioden = [
        deelperiode(begin=BEGIN, naamLang="Oud"),
        deelperiode(begin=JAAR, naamLang="Oud", naamKort="O"),
        deelperiode(begin=date(2024, 1, 1), naamLang="Nieuw"),
    ]
    uitslag = slaagt(lever(rio, erkenning("bevoegdGezag", *perioden, kVKnummer="12345678")))
    code = uitslag.gegevens["onderwijsbestuurcode"]
    assert code == "800B001"
    [bestuur] = rijen(rio, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == code)
    namen = [
        Gegeven("onderwijsbestuurPeriode", {"begindatum": BEGIN, "naam": "Oud"}),
        Gegeven("onderwijsbestuurPeriode", {"begindatum": date(2024, 1, 1), "naam": "Nieuw"}),
    ]
    assert bestuur.stand == Gegeven("onderwijsbestuur", {"inBedrijfdatum": BEGIN, "onderwijsbestuurPeriode": namen})
    assert (bestuur.soort, bestuur.bevoegd_gezag_nummer, bestuur.kvk_nummer) == ("BESTUUR", "41999", "12345678")
    assert mutaties(rio, model.organisatorische_eenheid, model.instellingserkenning) == [
        (code, code, "T"),
        ("OCW/BEVOEGD_GEZAG/41999", code, "T"),
    ]
    with rio.lees() as session:
        assert besturen_van(session, context("00000003123456780000")) == (code,)


def test_no_other_erkenning_makes_one_nor_does_a_change(rio: Register) -> None:
    eerste = slaagt(lever(rio, erkenning(einde=JAAR)))
    for deel in (
        erkenning(einde=JAAR),
        erkenning(erkenner="CEDEO"),
        erkenning("erkendeOnderwijsinstelling"),
    ):
        assert slaagt(lever(rio, deel)).gegevens == {}
    [bestuur] = rijen(rio, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code.like("800B%"))
    assert (bestuur.code, bestuur.einddatum) == (eerste.gegevens["onderwijsbestuurcode"], JAAR)
    assert bestuur.stand.velden["uitBedrijfdatum"] == JAAR


def test_a_bestuur_that_has_the_number_already_is_the_one(rio: Register) -> None:
    tabel = model.organisatorische_eenheid
    rio.schrijf(
        lambda s: s.execute(sa.update(tabel).where(tabel.c.code == BESTUUR).values(bevoegd_gezag_nummer="41999"))
    )
    assert slaagt(lever(rio, erkenning())).gegevens == {"onderwijsbestuurcode": BESTUUR}
    assert mutaties(rio, tabel) == []
    rio.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == BESTUUR).values(einddatum=JAAR)))
    ander = slaagt(lever(rio, erkenning(code="41998"))).gegevens
    assert ander == {"onderwijsbestuurcode": "800B001"}


def test_each_change_is_recorded_for_the_besturen_behind_it_with_what_it_replaced(rio: Register) -> None:
    deel = erkenning("erkendeVestiging")
    slaagt(lever(rio, deel))
    slaagt(relateer(rio, relatie(HANZESCHOOL, sleutel("erkendeVestiging"), "HIERARCHISCH")))
    slaagt(lever(rio, erkenning("erkendeVestiging", kVKnummer="12345678")))
    naam = "OCW/ERKENDE_VESTIGING/33ZZ00"
    assert mutaties(rio, model.instellingserkenning) == [(naam, None, "T"), (naam, BESTUUR, "W")]
    [(welk, [rij])] = voor(rio)
    assert (welk, rij["stand"]) == ("rij", deel)


def test_a_removal_keeps_what_was_removed(rio: Register) -> None:
    deel = erkenning("erkendeSamenwerking")
    slaagt(lever(rio, deel))
    slaagt(verwijder(rio, SAMEN))
    assert mutaties(rio, model.instellingserkenning)[-1] == ("OCW/ERKENDE_SAMENWERKING/PO3001", None, "V")
    [(_, [rij])] = voor(rio)
    assert rij["stand"] == deel


def test_a_relation_is_added_changed_and_removed_by_its_key(rio: Register) -> None:
    slaagt(lever(rio, erkenning("erkendeSamenwerking")))
    open_, dicht = relatie(SAMEN, HANZESCHOOL), relatie(SAMEN, HANZESCHOOL, einde=JAAR)
    slaagt(relateer(rio, open_))
    slaagt(relateer(rio, dicht))
    wat = Relatiesleutel.uit(open_)
    with rio.lees() as session:
        gevonden = rijen_relatie.op_sleutels(session, [wat, wat._replace(begindatum=JAAR)])
        assert rijen_relatie.op_sleutels(session, []) == {}
    assert list(gevonden) == [wat]
    assert rijen_relatie.lees_relatie(gevonden[wat]) == dicht
    slaagt(ontkoppel(rio, open_))
    naam = "OCW/ERKENDE_SAMENWERKING/PO3001/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE/SAMENWERKING/2010-08-01"
    assert mutaties(rio, model.instellingsrelatie) == [(naam, BESTUUR, soort) for soort in "TWV"]
    assert [rij.get("einddatum") for _, [rij] in voor(rio)] == [None, JAAR]


def test_a_hierarchy_that_is_ended_takes_the_authority_with_it(rio: Register) -> None:
    """Only that of soort HIERARCHISCH leads from a school to its bestuur."""
    dag = context().vandaag
    slaagt(relateer(rio, relatie(HANZEGEZAG, HANZESCHOOL, "HIERARCHISCH", date(1986, 8, 1), dag)))
    with rio.lees() as session:
        assert besturen_van(session, context(HANZE)) == ()
        assert erkenningen.instellingen_van(session, [BESTUUR], ["25BE"], dag) == set()
        gezag = id_van(rio, HANZEGEZAG)
        assert [onder.relatie_einde for onder in erkenningen.onder(session, [gezag], HANZESCHOOL.soort)] == [dag]


def test_an_overgang_is_no_hierarchy(rio: Register) -> None:
    slaagt(lever(rio, erkenning("erkendeOnderwijsinstelling")))
    slaagt(relateer(rio, relatie(HANZESCHOOL, sleutel("erkendeOnderwijsinstelling"), "OVERGANG_VOLLEDIG")))
    with rio.lees() as session:
        assert erkenningen.onder(session, [id_van(rio, HANZESCHOOL)], HANZESCHOOL.soort) == []


@pytest.mark.parametrize("soort", ALLE)
def test_an_answer_is_valid_with_a_bestuur_and_without(rio: Register, soort: str) -> None:
    uitslag = slaagt(lever(rio, erkenning(soort)))
    assert ("onderwijsbestuurcode" in uitslag.gegevens) == (soort == "bevoegdGezag")
    geldig_antwoord("aanleveren_instellingserkenning", uitslag)


def test_a_finding_names_its_object_and_then_the_element_that_fails(rio: Register) -> None:
    te_lang = [adres(BEGIN, date(2021, 1, 1))]
    relatie_ = relatie(SAMEN, HANZESCHOOL)
    gevonden = [
        verwijder(rio, SAMEN),
        lever(rio, erkenning("erkendeSamenwerking"), VREEMD),
        lever(rio, erkenning("erkendeSamenwerking", einde=JAAR, formeelInstellingsadres=te_lang)),
    ]
    slaagt(lever(rio, erkenning("erkendeSamenwerking")))
    gevonden += [relateer(rio, relatie_, VREEMD), ontkoppel(rio, relatie_)]
    delen = [[(een.foutcode, *een.sleutels[1:]) for een in uitslag.foutmeldingen] for uitslag in gevonden]
    assert delen == [
        [("RS1304", ("code", SAMEN.code))],
        [("AUT401", ("erkenner", "OCW"))],
        [("RS1005", ("begindatum", BEGIN.isoformat()), ("einddatum", "2021-01-01"))],
        [("AUT401", ("soort", "SAMENWERKING"))],
        [("RS1007", ("begindatum", BEGIN.isoformat()))],
    ]
    assert all(een.sleutels[0][0] == "sleutel" for uitslag in gevonden for een in uitslag.foutmeldingen)
