"""Which objects may offer something in a sector: known as soon as an offer, a relation or an erkenning makes it so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.zoeken.zoeksectoren import herbouw_sectoren, volg_aanbod, volg_verband
from tests.register.conftest import Leegmaken

_Z = model.zoeksector.c


def sectoren(register: Register, sleutel: str) -> set[str]:
    with register.lees() as session:
        return set(session.execute(sa.select(_Z.sector).where(_Z.sleutel == sleutel)).scalars())


def alle(register: Register) -> set[tuple[Any, ...]]:
    with register.lees() as session:
        return {tuple(rij) for rij in session.execute(sa.select(model.zoeksector))}


def vergeet(register: Register) -> None:
    register.schrijf(lambda session: session.execute(sa.delete(model.zoeksector)))


@pytest.fixture
def proef(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        register.schrijf(laad_proef)
        yield register


def _codes(register: Register, tabel: sa.Table, kolom: str = "code") -> list[str]:
    with register.lees() as session:
        return sorted({str(een) for een in session.execute(sa.select(tabel.c[kolom])).scalars()})


def test_what_offers_say_is_what_a_rebuild_gives_in_whatever_order_they_come(proef: Register) -> None:
    was = alle(proef)
    assert herbouw_sectoren(proef.schrijf) == len(was) > 30
    assert alle(proef) == was
    vergeet(proef)
    for code in reversed(_codes(proef, model.zoekaanbod)):
        proef.schrijf(lambda session, code=code: volg_aanbod(session, [code]))  # type: ignore[misc]
    assert alle(proef) == was
    assert {objecttype for *_, objecttype in was} == {
        "ONDERWIJSAANBIEDER",
        "ONDERWIJSBESTUUR",
        "ONDERWIJSAANBIEDERGROEP",
        "INSTELLINGSERKENNING",
        "ONDERWIJSLOCATIE",
    }


@pytest.mark.parametrize("welke", ["B", "G", "A"])
def test_a_relation_or_what_is_rested_on_that_comes_later_is_followed_from_either_end(
    proef: Register, welke: str
) -> None:
    """By the bestuur or groep above or the aanbieder below: what had no offers below it then has them."""
    was = alle(proef)
    boven = {"ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDERGROEP", "INSTELLINGSERKENNING"}
    proef.schrijf(lambda session: session.execute(sa.delete(model.zoeksector).where(_Z.objecttype.in_(boven))))
    eenheden = [code for code in _codes(proef, model.organisatorische_eenheid) if code[3] == welke]
    proef.schrijf(lambda session: volg_verband(session, eenheden))
    nu = alle(proef)
    assert nu <= was
    if welke == "A":
        assert nu == was
    else:
        letter = {"B": "ONDERWIJSBESTUUR", "G": "ONDERWIJSAANBIEDERGROEP"}[welke]
        assert {een for een in nu if een[2] == letter} == {een for een in was if een[2] == letter}


def test_of_what_offers_nothing_there_is_nothing(proef: Register) -> None:
    was = alle(proef)
    proef.schrijf(lambda session: volg_aanbod(session, ["00000000-0000-4000-8000-00000000dead"]))
    proef.schrijf(lambda session: volg_aanbod(session, []))
    proef.schrijf(lambda session: volg_verband(session, ["999A999", "999B999", "x"]))
    assert alle(proef) == was
    assert sectoren(proef, "999A999") == set()


def test_who_offers_in_a_sector_no_more_stays_known(proef: Register) -> None:
    """A row says that it was; `biedt_aan` decides for a day."""
    was = alle(proef)
    proef.schrijf(lambda session: session.execute(sa.delete(model.zoekaanbod)))
    assert alle(proef) == was
    assert herbouw_sectoren(proef.schrijf) == 0
    assert alle(proef) == set()
