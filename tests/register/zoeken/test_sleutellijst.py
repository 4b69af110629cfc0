"""Lists of all that search can find: each object once, in pages of any size, by the order of their keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.sectoren import SPECIALISATIES
from rio_soap.register.zoeken.sleutellijst import (
    Aanbodplek,
    Zoekplek,
    aanbod_op_code,
    aanbod_van_aanbieders,
    organisaties_op_sleutel,
    tel_aanbod,
    tel_organisaties,
)
from rio_soap.register.zoeken.zoekbeeld import OBJECTTYPEN
from tests.register.conftest import Leegmaken

DAGEN = (date(2026, 11, 24), date(2012, 1, 1), date(1950, 1, 1))
T = TypeVar("T")


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("lijst")))) as register:
        register.schrijf(laad_proef)
        yield register


def bladeren(pagina: Callable[[T | None], Sequence[T]], hoeveel: int) -> list[T]:
    """All pages together; a page that is not full is the last."""
    alle: list[T] = []
    na: T | None = None
    while len(deel := pagina(na)) == hoeveel:
        alle += deel
        na = deel[-1]
    return [*alle, *deel]


def geldig(rij: Any, dag: date, *, ook_beeindigd: bool = False) -> bool:
    return rij.begindatum <= dag and (ook_beeindigd or rij.einddatum is None or rij.einddatum > dag)


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("hoeveel", [1, 7, 500])
def test_every_object_of_the_kinds_stands_there_once(proef: Register, dag: date, hoeveel: int) -> None:
    typen = tuple(sorted(OBJECTTYPEN))
    for ook in (False, True):
        vraag = Organisatievraag((), {}, typen, None, dag, ook)
        with proef.lees() as session:

            def pagina(na: Zoekplek | None, session: Session = session, vraag: Organisatievraag = vraag) -> list[Any]:
                rijen = organisaties_op_sleutel(session, vraag, na, hoeveel)
                return [Zoekplek(rij.sleutel, rij.objecttype) for rij in rijen]

            alle = session.execute(sa.select(model.zoekobject)).all()
            verwacht = sorted(
                Zoekplek(rij.sleutel, rij.objecttype) for rij in alle if geldig(rij, dag, ook_beeindigd=ook)
            )
            assert bladeren(pagina, hoeveel) == verwacht
            assert tel_organisaties(session, vraag) == len(verwacht)


@pytest.mark.parametrize("sector", sorted(SPECIALISATIES))
def test_a_sector_leaves_who_offers_something_of_it(proef: Register, sector: str) -> None:
    vraag = Organisatievraag((), {}, ("ONDERWIJSAANBIEDER",), sector, DAGEN[0], False)
    with proef.lees() as session:
        gevonden = [rij.sleutel for rij in organisaties_op_sleutel(session, vraag, None, 500)]
        aanbod = session.execute(sa.select(model.aangeboden_opleiding)).all()
        assert tel_organisaties(session, vraag) == len(gevonden)
    bieders = {r.aanbieder for r in aanbod if r.specialisatie in SPECIALISATIES[sector] and geldig(r, DAGEN[0])}
    assert gevonden == sorted(bieders)


def bieders(session: Session, sector: str, dag: date) -> set[Zoekplek]:
    """What offers something in a sector on a day, found by going through all rows."""
    tabellen = (model.aangeboden_opleiding, model.organisatierelatie, model.juridische_relatie)
    aanbod, relaties, rust = ([r for r in session.execute(sa.select(t)).all() if geldig(r, dag)] for t in tabellen)
    aanbod = [rij for rij in aanbod if rij.specialisatie in SPECIALISATIES[sector]]
    eigen = {rij.aanbieder for rij in aanbod}
    onder: dict[str, set[str]] = {}
    for rij in relaties:
        if rij.soort == "HIERARCHISCH":
            onder.setdefault(rij.van, set()).add(rij.naar)
    gevonden = {Zoekplek(code, "ONDERWIJSAANBIEDER") for code in eigen}
    gevonden |= {Zoekplek(rij.locatie, "ONDERWIJSLOCATIE") for rij in aanbod if rij.locatie is not None}
    for code, direct in onder.items():
        via = {ander for een in direct for ander in onder.get(een, ())}
        if code[3] == "B" and eigen & (direct | via):
            gevonden.add(Zoekplek(code, "ONDERWIJSBESTUUR"))
        if code[3] == "G" and eigen & direct:
            gevonden.add(Zoekplek(code, "ONDERWIJSAANBIEDERGROEP"))
    erkend = {(rij.erkenner, rij.erkenning) for rij in rust if rij.eenheid in eigen}
    for rij in session.execute(sa.select(model.instellingserkenning)).all():
        if (rij.erkenner, rij.code) in erkend:
            gevonden.add(Zoekplek(f"{rij.erkenner}/{rij.soort}/{rij.code}", "INSTELLINGSERKENNING"))
    return gevonden


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("sector", sorted(SPECIALISATIES))
def test_a_list_of_a_sector_has_what_offers_something_in_it_page_by_page(
    proef: Register, sector: str, dag: date
) -> None:
    """Also what ended itself, and of any kind; in order of their keys."""
    vraag = Organisatievraag((), {}, tuple(sorted(OBJECTTYPEN)), sector, dag, True)
    with proef.lees() as session:
        verwacht = bieders(session, sector, dag)
        for hoeveel in (1, 4, 500):

            def pagina(na: Zoekplek | None, session: Session = session, hoeveel: int = hoeveel) -> list[Any]:
                rijen = organisaties_op_sleutel(session, vraag, na, hoeveel)
                return [Zoekplek(rij.sleutel, rij.objecttype) for rij in rijen]

            assert bladeren(pagina, hoeveel) == sorted(verwacht)
        assert tel_organisaties(session, vraag) == len(verwacht)
        for type_ in OBJECTTYPEN:
            een = replace(vraag, typen=(type_,))
            assert tel_organisaties(session, een) == sum(plek.objecttype == type_ for plek in verwacht)
    assert len(verwacht) > 2 or dag != DAGEN[0]


@pytest.mark.parametrize("dag", DAGEN)
@pytest.mark.parametrize("hoeveel", [1, 3, 500])
def test_every_offer_of_a_day_stands_there_once_also_by_aanbieder(proef: Register, dag: date, hoeveel: int) -> None:
    with proef.lees() as session:
        rijen = session.execute(sa.select(model.aangeboden_opleiding)).all()
        verwacht = [Aanbodplek(rij.aanbieder, rij.code) for rij in rijen if geldig(rij, dag)]
        op_code = bladeren(lambda na: aanbod_op_code(session, dag, na, hoeveel), hoeveel)
        assert op_code == sorted(verwacht, key=lambda plek: plek.code)
        assert tel_aanbod(session, dag) == len(verwacht)
        van = sorted({rij.aanbieder for rij in rijen})[::2]
        gevonden = bladeren(lambda na: aanbod_van_aanbieders(session, van, dag, na, hoeveel), hoeveel)
        assert gevonden == sorted(plek for plek in verwacht if plek.aanbieder in van)
