"""The store of BAG data: what is written is found as of a day, and a load is whole or not there."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from rio_soap.chain.bagextract.store import BagStore, Zoekvraag
from rio_soap.chain.bagextract.store_writer import BagWriter
from rio_soap.chain.bagextract.tables import KOLOMMEN, Rij, lees_geometrie, schrijf_geometrie
from rio_soap.register.database.lock import InUse

DAG = date(2026, 11, 30)
VAN = "2010-01-01"
VIERKANT = schrijf_geometrie([[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)]])


def rij(tabel: str, id_: str, van: str = VAN, tot: str | None = None, vk: int = 1, **velden: str | int | None) -> Rij:
    return (id_, vk, van, tot, "N", "20100101", "X", *(velden.get(naam) for naam in KOLOMMEN[tabel].split()))


def nummer(id_: str, letter: str | None = None, toevoeging: str | None = None, **anders: str | int | None) -> Rij:
    velden: dict[str, str | int | None] = {"postcode": "9747AS", "huisnummer": 7, "straat": "S1", **anders}
    return rij("nummer", id_, letter=letter, toevoeging=toevoeging, status="Naamgeving uitgegeven", **velden)


def object_(id_: str, hoofdadres: str, **anders: str | int | None) -> Rij:
    velden: dict[str, str | int | None] = {"status": "Verblijfsobject in gebruik", "geometrie": "1.000 2.000", **anders}
    return rij("object", id_, hoofdadres=hoofdadres, soort="Verblijfsobject", **velden)


BASIS: list[tuple[str, Rij]] = [
    ("woonplaats", rij("woonplaats", "1001", naam="Groningen", status="Woonplaats aangewezen", vlak=VIERKANT)),
    ("straat", rij("straat", "S1", naam="Zernikeplein", woonplaats="1001")),
    ("nummer", nummer("N1")),
    ("nummer", nummer("N2", "A")),
    ("nummer", nummer("N3", "A", "3")),
    ("object", object_("O1", "N1")),
    ("object", object_("O2", "N2")),
    ("object", object_("O3", "N3")),
]


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "bag.db"


def vul(pad: Path, *rijen: tuple[str, Rij]) -> BagStore:
    with BagWriter(pad) as schrijver:
        for tabel, een in (*BASIS, *rijen):
            schrijver.put(tabel, een)
    return BagStore(pad)


def ids(store: BagStore, dag: date = DAG, **vraag: str | int) -> list[str]:
    zoek = {"huisnummer": 7, "postcode": "9747AS", **vraag}
    return [str(g.object["id"]) for g in store.zoek(Zoekvraag(**zoek), dag)]  # type: ignore[arg-type]


def test_a_search_without_letter_gives_all_on_the_number_or_only_the_bare_one(pad: Path) -> None:
    vul(pad)
    assert ids(BagStore(pad)) == ["O1", "O2", "O3"]
    assert ids(BagStore(pad, ruim=False)) == ["O1"]


def test_letter_and_addition_are_exact_but_for_capitals(pad: Path) -> None:
    vul(pad)
    smal = BagStore(pad, ruim=False)
    assert ids(smal, letter="a") == ["O2"]
    assert ids(smal, letter="A", toevoeging="3") == ["O3"]
    assert ids(smal, letter="B") == []


def test_an_address_is_found_by_street_and_place_too(pad: Path) -> None:
    store = vul(pad)
    vraag = {"straat": "ZERNIKEPLEIN", "huisnummer": 7}
    assert [g.object["id"] for g in store.zoek(Zoekvraag(7, plaatsnaam="groningen", straat="zernikeplein"), DAG)] == [
        "O1",
        "O2",
        "O3",
    ]
    assert store.zoek(Zoekvraag(7, plaatscode="1001", straat=str(vraag["straat"])), DAG)
    assert not store.zoek(Zoekvraag(7, plaatsnaam="Assen", straat="Zernikeplein"), DAG)


def test_no_more_is_given_than_asked_for(pad: Path) -> None:
    assert len(vul(pad).zoek(Zoekvraag(7, "9747AS"), DAG, maximum=2)) == 2


def test_a_version_holds_from_its_first_day_up_to_its_last(pad: Path) -> None:
    store = vul(
        pad,
        ("nummer", nummer("N9", postcode="1000AA", huisnummer=1)),
        ("object", object_("O9", "N9", van="2020-01-01", tot="2021-01-01")),
        ("object", object_("O9", "N9", vk=2, van="2021-01-01", status="Verblijfsobject ingetrokken")),
    )

    def status(*dag: int) -> str | None:
        gevonden = store.op_id("O9", date(*dag))
        return None if gevonden is None else str(gevonden.object["status"])

    assert status(2019, 12, 31) is None
    assert status(2020, 1, 1) == status(2020, 12, 31) == "Verblijfsobject in gebruik"
    assert status(2021, 1, 1) == "Verblijfsobject ingetrokken"


def test_the_highest_of_two_versions_of_one_day_counts(pad: Path) -> None:
    store = vul(pad, ("object", object_("O1", "N1", vk=2, status="Verbouwing verblijfsobject")))
    gevonden = store.op_id("O1", DAG)
    assert gevonden is not None
    assert gevonden.object["status"] == "Verbouwing verblijfsobject"


def test_what_was_entered_by_mistake_or_has_no_address_is_not_there(pad: Path) -> None:
    store = vul(
        pad,
        ("object", object_("O7", "N1", status="Verblijfsobject ten onrechte opgevoerd")),
        ("object", object_("O8", "weg")),
    )
    assert store.op_id("O7", DAG) is store.op_id("O8", DAG) is store.op_id("bestaat niet", DAG) is None


def test_a_pand_outside_the_load_is_said_to_be_so(pad: Path) -> None:
    store = vul(pad, ("object", object_("O1", "N1", vk=2, panden="P1 P2")), ("pand", rij("pand", "P1")))
    gevonden = store.op_id("O1", DAG)
    assert gevonden is not None
    assert [(id_, een is None) for id_, een in gevonden.panden] == [("P1", False), ("P2", True)]


def test_a_woonplaats_comes_with_its_gemeente_and_the_rectangle_around_it(pad: Path) -> None:
    store = vul(pad, ("ligt_in", ("1001", "0014", VAN, None)), ("gemeente", ("0014", "Groningen (gemeente)")))
    plaats = store.woonplaats("1001")
    assert plaats is not None
    assert (plaats.naam, plaats.gemeente, plaats.kader) == (
        "Groningen",
        "Groningen (gemeente)",
        ((0.0, 0.0), (9.0, 9.0)),
    )
    assert store.woonplaatsen("GRONINGEN") == [plaats]
    assert store.woonplaatsen("Assen") == []
    assert store.woonplaats("9999") is None


def test_a_woonplaats_that_has_ended_is_none(pad: Path) -> None:
    einde = rij("woonplaats", "1002", naam="Oud", status="Woonplaats ingetrokken", vlak=VIERKANT)
    assert vul(pad, ("woonplaats", einde)).woonplaats("1002") is None


def test_a_row_of_the_same_key_takes_the_place_of_the_first(pad: Path) -> None:
    store = vul(pad, ("object", object_("O1", "N1", status="Verbouwing verblijfsobject")))
    assert store.aantal("object") == 3


def test_only_tables_of_the_store_are_counted(pad: Path) -> None:
    with pytest.raises(ValueError, match="sqlite_master"):
        vul(pad).aantal("sqlite_master")


def test_a_load_that_fails_leaves_the_old_store_and_nothing_else(pad: Path) -> None:
    vul(pad)
    oud = pad.read_bytes()
    with pytest.raises(OverflowError):
        vul(pad, ("nummer", nummer("N9", huisnummer=1 << 70)))
    assert pad.read_bytes() == oud
    assert not list(pad.parent.glob("*.nieuw"))


def test_a_first_load_that_fails_leaves_no_store(pad: Path) -> None:
    with pytest.raises(RuntimeError), BagWriter(pad):
        raise RuntimeError
    with pytest.raises(FileNotFoundError):
        BagStore(pad)


def test_two_writers_of_one_store_are_refused(pad: Path) -> None:
    with BagWriter(pad), pytest.raises(InUse), BagWriter(pad):
        pass


def test_rows_go_to_disk_by_the_thousand_and_all_of_them_at_the_end(pad: Path) -> None:
    with BagWriter(pad) as schrijver:
        for n in range(2_500):
            schrijver.put("pand", rij("pand", f"P{n:05d}"))
        assert sum(map(len, schrijver._rows.values())) == 500
    assert BagStore(pad).aantal("pand") == 2_500


def test_long_rows_go_to_disk_before_there_are_a_thousand(pad: Path) -> None:
    with BagWriter(pad) as schrijver:
        for n in range(20):
            schrijver.put("pand", rij("pand", f"P{n}", geometrie="1" * (1 << 20)))
        assert sum(map(len, schrijver._rows.values())) < 17
    assert BagStore(pad).aantal("pand") == 20


def test_a_number_that_sqlite_cannot_hold_is_an_overflow(pad: Path) -> None:
    with BagWriter(pad) as schrijver:
        schrijver.put("nummer", nummer("N1", huisnummer=1 << 70))
        with pytest.raises(OverflowError):
            schrijver.flush()


def test_a_reader_cannot_write(pad: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        vul(pad)._db.execute("DELETE FROM object")


@pytest.mark.parametrize(
    "ringen",
    [[], [[(1.0, 2.0)]], [[(0.0, 0.0), (1.5, 0.0), (1.5, 1.25)]], [[(0.0, 0.0), (9.0, 9.0)], [(1.0, 1.0), (2.0, 2.0)]]],
    ids=["nothing", "a point", "a ring", "a hole"],
)
def test_a_geometry_is_read_back_as_it_was_written(ringen: list[list[tuple[float, float]]]) -> None:
    assert lees_geometrie(schrijf_geometrie(ringen)) == ringen


def test_the_addresses_of_a_postcode_are_listed_from_the_lowest_number(pad: Path) -> None:
    store = vul(
        pad,
        *BASIS,
        ("nummer", nummer("N4", huisnummer=71)),
        ("object", object_("O4", "N4", geometrie=VIERKANT)),
        ("nummer", nummer("N5", huisnummer=17)),
        ("object", object_("O5", "N5")),
    )
    objecten = store.objecten("9747AS", "7", DAG, 10)
    assert [een.bag_id for een in objecten] == ["O1", "O2", "O3", "O4"]
    assert [een.bag_id for een in store.objecten("9747AS", "7", DAG, 2)] == ["O1", "O2"]
    assert [een.punt for een in objecten[2:]] == [(1.0, 2.0), (4.5, 4.5)]
    [adres] = objecten[2].adressen
    assert (adres.huisletter, adres.huisnummertoevoeging, adres.straatnaam) == ("A", "3", "Zernikeplein")
    assert (adres.woonplaats.code, adres.woonplaats.naam, adres.hoofdadres) == ("1001", "Groningen", True)
    assert store.objecten("9747AT", "7", DAG, 10) == store.objecten("9747AS", "8", DAG, 10) == []
