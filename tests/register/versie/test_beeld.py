"""What is read of many objects at once, and kept for who makes several things of them."""

from collections.abc import Collection, Mapping, Sequence

import pytest

from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.licentie.rijen import Licentie
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Beeld, Plek
from rio_soap.register.versie.bronnen import Licentietekst
from rio_soap.register.versie.deelbron import Bron
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register.hulp_licentie import L1, L2, L3, laad_wereld, licentie, opleidingsleutel, vergund


@pytest.fixture
def wereld(register: Register) -> Register:
    """With two licenties, and a third that was never there."""
    laad_wereld(register)
    einde = licentie().velden["begindatum"].replace(year=2022)  # type: ignore[union-attr]
    uniek = opleidingsleutel(uniek="34035_2")
    return vergund(register, licentie(), licentie(L2, opleidingserkenning=uniek, einddatum=einde))


@pytest.mark.parametrize("onthoud", [False, True])
def test_what_is_kept_is_read_once_also_that_it_is_not_there(wereld: Register, onthoud: bool) -> None:
    gelezen: list[list[str]] = []

    def nu(session: Session, sleutels: Collection[str]) -> Mapping[str, Sequence[Licentie]]:
        gelezen.append(sorted(sleutels))
        return bronnen.LICENTIE.nu(session, sleutels)

    bron = Bron(bronnen.LICENTIE.tabel, bronnen.LICENTIE.deel, bronnen.LICENTIE.rij, nu)
    een, ander, geen = (Plek(None, code) for code in (L1, L2, L3))
    with wereld.lees() as session:
        beeld = Beeld(session, onthoud=onthoud)
        assert beeld.een(bron, [een]).keys() == {een}
        assert beeld.een(bron, [een, ander, geen]).keys() == {een, ander}
        assert beeld.een(bron, [ander, geen]).keys() == {ander}
        assert beeld.een(bronnen.LICENTIE, [een])[een].code == L1
    assert gelezen == ([[L1], [L2, L3]] if onthoud else [[L1], [L1, L2, L3], [L2, L3]])


def test_a_stand_as_text_is_that_of_then_as_well(wereld: Register) -> None:
    with wereld.lees() as session:
        voor, toen = Beeld(session).een(bronnen.LICENTIETEKST, [Plek(None, L1)]), stroom_van(session).laatste
    vergund(wereld, licentie(stadium="SLAPEND"))
    with wereld.lees() as session:
        plekken = [Plek(toen, L1), Plek(None, L1)]
        gelezen = Beeld(session).een(bronnen.LICENTIETEKST, plekken)
        standen = Beeld(session).een(bronnen.LICENTIE, plekken)
    assert gelezen[plekken[0]] == voor[Plek(None, L1)] == Licentietekst(L1, gelezen[plekken[0]].stand)
    assert '["stadium","STANDAARD"]' in gelezen[plekken[0]].stand
    assert '["stadium","SLAPEND"]' in gelezen[plekken[1]].stand
    assert [standen[plek].stand.velden["stadium"] for plek in plekken] == ["STANDAARD", "SLAPEND"]
