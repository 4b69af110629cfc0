"""What followers hear of a load: as of a delivery, with what was replaced and what shows it (docs/aanvulling)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import lees
from rio_soap.register.proefdata import proef
from rio_soap.register.wijzigingen.voor import pak_voor_uit
from tests.register.opendata.hulp import Cellen, laad, publiceer

Regel = tuple[str, str, str | None, str]
"""Table, key, houder and T, W or V."""
PROEF = Path(str(proef.PROEFSET))
EENHEID, RELATIE = "organisatorische_eenheid", "organisatierelatie"
AANBOD_BO = "99000000-0000-4000-8000-000000000001"


@pytest.fixture
def register(leeg: Register) -> Register:
    """With the trial set, of which nobody was told."""
    leeg.schrijf(proef.laad_proef)
    return leeg


def rijen(bestand: str) -> list[dict[str, str | None]]:
    """The rows of a file of the trial set."""
    namen = kolommen()[bestand]
    return [
        {naam: cel or None for naam, cel in zip(namen, cellen, strict=True)} for _, _, cellen in lees(PROEF / bestand)
    ]


def anders(map_: Path, bestand: str, welke: str, **cellen: str | None) -> Path:
    """Publish a file of the trial set in which the rows that hold this code say something else."""
    alle: list[Cellen] = [{**rij, **cellen} if welke in rij.values() else rij for rij in rijen(bestand)]
    return publiceer(map_ / "data", bestand, *alle)


def gemeld(register: Register) -> list[Regel]:
    m = model.mutatie.c
    with register.lees() as session:
        vraag = sa.select(m.object, m.sleutel, m.houder, m.soort).order_by(m.volgnummer)
        return [(rij.object, rij.sleutel, rij.houder, rij.soort) for rij in session.execute(vraag)]


def voor(register: Register) -> dict[tuple[str, str], dict[str, list[Mapping[str, Waarde]]]]:
    """By table and key the parts that were replaced, as they were."""
    m, v = model.mutatie.c, model.objectversie.c
    gevonden: dict[tuple[str, str], dict[str, list[Mapping[str, Waarde]]]] = {}
    with register.lees() as session:
        vraag = sa.select(m.object, m.sleutel, v.deel, v.voor).join_from(
            model.mutatie, model.objectversie, m.volgnummer == v.volgnummer
        )
        for rij in session.execute(vraag):
            gevonden.setdefault((rij.object, rij.sleutel), {})[rij.deel] = pak_voor_uit(rij.voor)
    return gevonden


def test_a_register_holds_something_from_its_first_object_on(leeg: Register) -> None:
    """Before that a load is its beginning, of which nobody is told."""
    assert not leeg.schrijf(laden.heeft_objecten)
    leeg.schrijf(proef.laad_proef)
    assert leeg.schrijf(laden.heeft_objecten)


def test_loading_the_same_again_tells_nobody(register: Register) -> None:
    laad(register, PROEF)
    assert gemeld(register) == []
    assert voor(register) == {}


def test_every_kind_of_object_is_told_of_when_it_is_new(leeg: Register) -> None:
    """All kinds that a file holds, each by its own table."""
    laad(leeg, PROEF)
    nieuw = {tabel for tabel, _, _, soort in gemeld(leeg) if soort == "T"}
    assert nieuw == {
        *("aangeboden_opleiding", "contactadres", "erkenner", "instellingserkenning", "instellingsrelatie"),
        *("licentie", "licentiemaatregel", "licentierelatie", "onderwijslocatie", "onderwijslocatiegebruik"),
        *("opleidingseenheid", "opleidingserkenning", "opleidingsrelatie", RELATIE, EENHEID),
    }


def test_a_change_leaves_the_row_that_it_replaced(register: Register, tmp_path: Path) -> None:
    """And says that files brought it."""
    laad(register, anders(tmp_path, "erkenners.csv", "799E001", KVK_NUMMER="99000099"))
    with register.lees() as session:
        assert session.execute(sa.select(model.mutatie.c.kanaal)).scalars().all() == ["BESTAND"]
    assert gemeld(register) == [("erkenner", "799E001", None, "W")]
    ((was,),) = voor(register)["erkenner", "799E001"].values()
    stand = was["stand"]
    assert isinstance(stand, Gegeven)
    assert (was["code"], stand.velden["kVKnummer"]) == ("799E001", "99000023")


def test_an_erkenning_is_told_to_each_bestuur_behind_it_and_its_version_kept_once(
    register: Register, tmp_path: Path
) -> None:
    naam = {"VOLLEDIGE_NAAM": "Anders"}
    laad(register, anders(tmp_path, "onderwijsinstellingserkenningen.csv", "99PA", **naam))
    sleutel = "OCW/ERKENDE_ONDERWIJSINSTELLING/99PA"
    assert gemeld(register) == [("instellingserkenning", sleutel, "799B001", "W")]
    assert set(voor(register)["instellingserkenning", sleutel]) == {"rij"}


def test_a_bestuur_that_changes_changes_what_v4_shows_of_its_aanbieders(register: Register, tmp_path: Path) -> None:
    """Directly or through a groep; of those nothing is kept, for they are read anew."""
    laad(register, anders(tmp_path, "onderwijsbesturen.csv", "799B004", NAAM="Anders"))
    assert gemeld(register) == [
        (EENHEID, "799B004", "799B004", "W"),
        (EENHEID, "799A005", "799B004", "W"),
        (EENHEID, "799A006", "799B004", "W"),
    ]
    assert set(voor(register)) == {(EENHEID, "799B004")}


def test_a_locatie_that_changes_changes_its_gebruiken(register: Register, tmp_path: Path) -> None:
    laad(register, anders(tmp_path, "onderwijslocaties.csv", "799X001", PLAATSNAAM="ELDERS"))
    gebruik = ("onderwijslocatiegebruik", "799B001/799X001", "799B001", "W")
    assert gemeld(register) == [("onderwijslocatie", "799X001", None, "W"), gebruik]


TIE = "relaties_onderwijsbesturen_onderwijsaanbieders.csv"
LID = "relaties_onderwijsaanbiedersgroepen_onderwijsaanbieders.csv"


def test_a_relation_that_ends_is_told_with_its_aanbieder_and_with_all_that_was_above(
    register: Register, tmp_path: Path
) -> None:
    laad(register, anders(tmp_path, TIE, "799A006", EINDDATUM="2026-08-01"))
    sleutel = "799B004/799A006/HIERARCHISCH/2010-08-01"
    assert gemeld(register) == [(EENHEID, "799A006", "799B004", "W"), (RELATIE, sleutel, "799B004", "W")]
    was = voor(register)
    assert {deel["van"] for deel in was[EENHEID, "799A006"]["relaties"]} == {"799B004", "799G001"}
    assert "einddatum" not in was[RELATIE, sleutel]["rij"][0]


def test_a_member_that_moves_changes_the_leden_of_its_groep(register: Register, tmp_path: Path) -> None:
    """Relations of groepen have no bestuur that they belong to."""
    laad(register, anders(tmp_path, LID, "799A006", BEGINDATUM="2021-01-01"))
    assert [regel for regel in gemeld(register) if regel[0] == RELATIE] == [
        (RELATIE, "799G001/799A006/HIERARCHISCH/2020-01-01", None, "V"),
        (RELATIE, "799G001/799A006/HIERARCHISCH/2021-01-01", None, "T"),
    ]
    assert (EENHEID, "799G001", None, "W") in gemeld(register)
    was = voor(register)
    assert [deel["naar"] for deel in was[EENHEID, "799G001"]["leden"]] == ["799A006"]
    assert set(was[EENHEID, "799A006"]) == {"relaties"}


def test_another_juridische_relatie_is_a_part_of_its_aanbieder(register: Register, tmp_path: Path) -> None:
    bestand = "relaties_onderwijsaanbieders_onderwijsinstellingserkenningen.csv"
    laad(register, anders(tmp_path, bestand, "799A001", BEGINDATUM="2011-08-01"))
    assert gemeld(register) == [(EENHEID, "799A001", "799B001", "W")]
    delen = voor(register)[EENHEID, "799A001"]
    assert set(delen) == {"rij", "juridisch"}
    assert [(deel["erkenning"], deel["erkenner"]) for deel in delen["juridisch"]] == [("99PA", "OCW")]


def test_a_unit_that_gets_an_erkenning_is_told_with_what_is_offered_of_it(register: Register, tmp_path: Path) -> None:
    tie = {"OPLEIDINGSEENHEIDCODE": "1000O0001", "ERKENDEOPLEIDINGSCODE": "SO", "OPLEIDINGSSTELSEL": "SO"}
    laad(register, publiceer(tmp_path / "data", "po_relaties_opleidingseenheden_erkenningen.csv", tie))
    assert gemeld(register) == [
        ("opleidingserkenning", "SO/SO", None, "W"),
        ("opleidingseenheid", "1000O0001", None, "W"),
        ("aangeboden_opleiding", AANBOD_BO, "799A001", "W"),
    ]
    was = voor(register)
    assert [deel["eenheid"] for deel in was["opleidingserkenning", "SO/SO"]["eenheden"]] == ["1000O0003"]
    assert [deel["code"] for deel in was["opleidingseenheid", "1000O0001"]["erkenningen"]] == ["BO"]


def test_a_relation_of_units_is_told_to_the_eigenaar_of_each(register: Register, tmp_path: Path) -> None:
    laad(register, anders(tmp_path, "ho_relaties_opleidingseenheden.csv", "1019O0042", EINDDATUM="2026-01-01"))
    sleutel = "1019O0042/1019O0040/HIERARCHISCH/2015-09-01"
    assert gemeld(register) == [("opleidingsrelatie", sleutel, "799B005", "W")]
    assert set(voor(register)["opleidingsrelatie", sleutel]) == {"rij"}


def test_a_unit_that_becomes_of_another_kind_is_told_with_its_relations_and_who_shows_it(
    register: Register, tmp_path: Path
) -> None:
    """In which file a relation stands follows from the kind of its units; a unit of the mbo shows that of others."""
    code = "1019O0031"
    (rij,) = (een for een in rijen("mbo_opleidingen.csv") if code in een.values())
    namen = kolommen()["vavo_opleidingen.csv"]
    map_ = publiceer(tmp_path / "data", "vavo_opleidingen.csv", {k: w for k, w in rij.items() if k in namen})
    laad(register, map_)
    relatie, eenheid = "opleidingsrelatie", "opleidingseenheid"
    assert gemeld(register) == [
        (eenheid, code, None, "W"),
        (relatie, f"{code}/1019O0030/HIERARCHISCH/2016-08-01", None, "W"),
        (relatie, f"1019O0032/{code}/HIERARCHISCH/2016-08-01", None, "W"),
        (eenheid, "1019O0030", None, "W"),
        (eenheid, "1019O0032", None, "W"),
    ]
    assert voor(register).keys() == {(eenheid, code)}


def test_what_a_load_replaced_is_what_the_register_says_of_before(register: Register, tmp_path: Path) -> None:
    """The current rows and the versions together are the register of before."""

    def inhoud() -> dict[str, Any]:
        with register.lees() as session:
            return {rij.code: rij.stand for rij in session.execute(sa.select(model.licentie))}

    eerst = inhoud()
    laad(register, anders(tmp_path, "ho_onderwijslicenties.csv", "25BE", STADIUM="TIJDELIJK"))
    nu = inhoud()
    terug = {code: delen["rij"][0]["stand"] for (_, code), delen in voor(register).items()}
    assert len(terug) == 2
    assert nu != eerst
    assert {**nu, **terug} == eerst
