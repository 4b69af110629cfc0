"""A publication is of one number, whatever happens to the register while it is made."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.publicatie import sinds
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron
from rio_soap.register.versie.zicht import Objectnaam
from tests.register.hulp_licentie import (
    L1,
    L2,
    L3,
    laad_wereld,
    licentie,
    maatregel,
    opleidingsleutel,
    trek_in,
    vergund,
    verwijder,
)
from tests.register.publicatie.hulp_publicatie import bron, gepubliceerd, json_objecten, tabellen

ANDER = "44444444-aaaa-4bbb-8ccc-dddddddddddd"
SOORTEN = ("LICENTIE", "LICENTIEMAATREGEL", "LICENTIERELATIE")


@pytest.fixture
def wereld(register: Register, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Three licenties, read one at a time."""
    laad_wereld(register)
    uniek = opleidingsleutel(uniek="34035_2")
    einde: Any = {"einddatum": licentie().velden["begindatum"].replace(year=2022)}  # type: ignore[union-attr]
    vergund(register, licentie(**einde), licentie(L2, opleidingserkenning=uniek, **einde), maatregel(code=L2))
    vergund(register, licentie(L3, begindatum=einde["einddatum"]))
    monkeypatch.setattr("rio_soap.register.publicatie.publicatiebron._BLOK", 1)
    return register


def licenties(van: Publicatiebron) -> Iterator[Gepubliceerd]:
    return (een for soort in SOORTEN for een in van.alle(soort))


def test_what_changes_comes_and_goes_while_it_is_read_is_published_as_it_was(wereld: Register) -> None:
    van = bron(wereld)
    stil = gepubliceerd(van)
    voor = tabellen(van, stil), json_objecten(een for een in stil if een.objecttype in SOORTEN)
    gelezen = licenties(van)
    objecten = [next(gelezen)]
    vergund(wereld, licentie(L3, begindatum=licentie(L3).velden["begindatum"].replace(year=2023)))  # type: ignore[union-attr]
    assert trek_in(wereld, code=L2).goedgekeurd
    assert verwijder(wereld, L2).goedgekeurd
    vergund(wereld, maatregel("SANCTIE", code=L3))
    objecten += gelezen
    assert {een.sleutel for een in objecten if een.inhoud is not None} >= {L1, L2, L3}
    andere = [een for een in stil if een.objecttype not in SOORTEN]
    assert tabellen(van, [*objecten, *andere]) == voor[0]
    assert json_objecten(objecten) == voor[1]
    assert json_objecten(licenties(bron(wereld))) != voor[1]


def test_each_change_is_read_once_by_a_run(wereld: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[tuple[int, int]] = []
    echt = sinds.gewijzigd

    def gewijzigd(session: Any, na: int, tot: int) -> dict[Objectnaam, bool]:
        gevraagd.append((na, tot))
        return echt(session, na, tot)

    monkeypatch.setattr(sinds, "gewijzigd", gewijzigd)
    van = bron(wereld)
    gelezen = van.alle("LICENTIE")
    assert next(gelezen).sleutel == L1
    assert gevraagd == []
    assert trek_in(wereld, code=L2).goedgekeurd
    assert len([*gelezen]) == 2
    assert len(gevraagd) == 1
    vergund(wereld, maatregel(code=L2))
    assert len({een.sleutel for een in van.alle("LICENTIEMAATREGEL")}) == 1
    grenzen = [van.op.volgnummer, *(tot for _, tot in gevraagd)]
    assert gevraagd == [*pairwise(grenzen)]


def test_named_objects_are_told_also_when_they_are_not_there(wereld: Register) -> None:
    van = bron(wereld)
    assert verwijder(wereld, L3).goedgekeurd
    namen = [Objectnaam("LICENTIE", code) for code in (ANDER, L3)] + [Objectnaam("ERKENNER", "100E001")]
    anders, toen, erkenner = van.van(namen)
    assert (anders.inhoud, [*anders.rijen]) == (None, [])
    assert toen.rijen
    assert erkenner.inhoud is not None
    weg, _ = bron(wereld).van(namen[1:])
    assert (weg.inhoud, [*weg.rijen]) == (None, [])
