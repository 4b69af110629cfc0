"""Contact addresses: one published row becomes a row for each kind of address in it, and replaces what was there."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import contactadres
from tests.register.opendata.hulp import laad, publiceer

BESTUUR = {
    "ONDERWIJSBESTUURID": "799B001",
    "INBEDRIJFDATUM": "2020-01-01",
    "BEGINDATUM_PERIODE": "2020-01-01",
    "NAAM": "Bestuur",
}
ADRES = {"ONDERWIJSBESTUURID": "799B001", "CONTEXT": "ALGEMEEN", "BEGINDATUM": "2021-01-01"}


def adressen(register: Register) -> set[tuple[str, str]]:
    with register.lees() as session:
        return {(rij.soort, rij.waarde) for rij in session.execute(sa.select(contactadres))}


def laad_adressen(register: Register, map_: Path, *rijen: dict[str, str]) -> dict[str, int]:
    """Gives what was not placed, by reason."""
    publiceer(map_, "onderwijsbesturen.csv", BESTUUR)
    return dict(laad(register, publiceer(map_, "contactadressen.csv", *rijen)).niet_geplaatst)


def test_each_kind_of_address_in_a_row_is_a_row(leeg: Register, tmp_path: Path) -> None:
    rij = {**ADRES, "EMAILADRES": "info@bestuur.nl", "WEBADRES": "bestuur.nl", "EINDDATUM": "2022-01-01"}
    assert laad_adressen(leeg, tmp_path, rij) == {}
    assert adressen(leeg) == {("EMAIL", "info@bestuur.nl"), ("WEB", "bestuur.nl")}
    with leeg.lees() as session:
        een = session.execute(sa.select(contactadres).where(contactadres.c.soort == "EMAIL")).one()
    assert (een.eenheid, een.communicatiecontext) == ("799B001", "ALGEMEEN")
    assert (een.begindatum, een.einddatum) == (date(2021, 1, 1), date(2022, 1, 1))


def test_the_parts_of_an_address_stand_on_lines_and_what_is_empty_is_left_out(leeg: Register, tmp_path: Path) -> None:
    rij = {**ADRES, "BEZOEKNL_STRAATNAAM": "Dorpsstraat", "BEZOEKNL_HUISNUMMER": "1", "BEZOEKNL_PLAATSNAAM": "Ons Dorp"}
    laad_adressen(leeg, tmp_path, rij)
    assert adressen(leeg) == {("BEZOEKNL", "Dorpsstraat\n1\nOns Dorp")}


def test_a_row_without_an_address_makes_none(leeg: Register, tmp_path: Path) -> None:
    assert laad_adressen(leeg, tmp_path, ADRES) == {}
    assert adressen(leeg) == set()


def test_addresses_that_are_no_longer_published_are_gone(leeg: Register, tmp_path: Path) -> None:
    laad_adressen(leeg, tmp_path, {**ADRES, "EMAILADRES": "oud@bestuur.nl"}, {**ADRES, "FAXNUMMER": "1"})
    laad_adressen(leeg, tmp_path, {**ADRES, "EMAILADRES": "nieuw@bestuur.nl"})
    assert adressen(leeg) == {("EMAIL", "nieuw@bestuur.nl")}


def test_an_address_of_nobody_that_is_there_is_told(leeg: Register, tmp_path: Path) -> None:
    rij = {**ADRES, "ONDERWIJSBESTUURID": "799B009", "EMAILADRES": "x@y"}
    assert laad_adressen(leeg, tmp_path, rij) == {"organisatorische eenheid unknown": 1}
    assert adressen(leeg) == set()
