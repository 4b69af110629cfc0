"""Lines of opleidingseenheden: what a list shows of each is what its object says, on any day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from rio_soap.contract.jsonvorm import json_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.eenheid.eenheidsregels import eenheden_op_code, eenheidsregels
from rio_soap.register.eenheid.eenheidtype import SPECIALISATIES, type_van
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from tests.register.conftest import Leegmaken

DAGEN = (date(2026, 11, 24), date(2012, 1, 1), date(1900, 1, 1))
CONTEXT = Context("", datetime(2026, 11, 24, 12, tzinfo=UTC), "regels")
_E = model.opleidingseenheid.c


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it, but for what cannot be read."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("regels")))) as register:
        register.schrijf(laad_proef)
        yield register


@pytest.mark.parametrize("dag", DAGEN)
def test_a_line_says_what_the_object_says(proef: Register, dag: date) -> None:
    with proef.lees() as session:
        codes = [str(code) for code in session.execute(sa.select(_E.code).order_by(_E.code.desc())).scalars()]
        regels = eenheidsregels(session, CONTEXT, codes, dag)
        plekken = [Plek(None, code) for code in codes]
        gelezen = openbare_inhoud(session, CONTEXT, OBJECTTYPEN["OPLEIDINGSEENHEID"], plekken)
    assert [regel.code for regel in regels] == codes
    assert len(codes) > 20
    for regel in regels:
        ((_, velden),) = json_van(gelezen[Plek(None, regel.code)]).items()
        assert isinstance(velden, dict)
        lijsten = [waarde for naam, waarde in velden.items() if naam.endswith("Periode")]
        perioden = sorted(lijsten[0], key=lambda een: een["begindatum"])  # type: ignore[index,call-overload,arg-type]
        geldend = [een for een in perioden if een["begindatum"] <= dag.isoformat()] or perioden[:1]
        niveau = velden.get("niveau")
        assert regel.naam == geldend[-1]["naamLang"]
        assert list(regel.niveaus) == (niveau if isinstance(niveau, list) else [niveau] if niveau else [])
        assert regel.begindatum.isoformat() == velden["begindatum"]
        assert (regel.einddatum and regel.einddatum.isoformat()) == velden.get("einddatum")
        assert regel.type == velden.get("opleidingseenheidtype", regel.type)


@pytest.mark.parametrize("dag", [None, *DAGEN])
@pytest.mark.parametrize("hoeveel", [1, 7, 500])
def test_every_unit_of_a_kind_stands_in_the_list_once_by_code(proef: Register, dag: date | None, hoeveel: int) -> None:
    with proef.lees() as session:
        rijen = session.execute(sa.select(_E.code, _E.specialisatie, _E.begindatum, _E.einddatum)).all()
        soorten = {type_van(rij.specialisatie) for rij in rijen}
        assert soorten < set(SPECIALISATIES)
        for type_ in [None, *sorted(soorten), "NIETS"]:
            verwacht = sorted(
                rij.code
                for rij in rijen
                if type_ in (None, type_van(rij.specialisatie))
                and (dag is None or (rij.begindatum <= dag and (rij.einddatum is None or rij.einddatum > dag)))
            )
            alle, na = list[str](), ""
            while deel := eenheden_op_code(session, type_, dag, na, hoeveel):
                alle += deel
                na = deel[-1]
            assert alle == verwacht


def test_one_that_cannot_be_read_is_left_out_and_noted(proef: Register) -> None:
    with proef.lees() as session:
        code, ander = session.execute(sa.select(_E.code).order_by(_E.code).limit(2)).scalars()
        heel = session.execute(sa.select(sa.type_coerce(_E.stand, sa.Text)).where(_E.code == code)).scalar_one()

    def zet(stand: str) -> None:
        opdracht = sa.update(model.opleidingseenheid).where(_E.code == code).values(stand=stand)
        proef.schrijf(lambda session: session.execute(opdracht))

    zet("kapot")
    context = Context("", CONTEXT.moment, "regels")
    with proef.lees() as session:
        regels = eenheidsregels(session, context, [str(code), str(ander), "9999O9999"], DAGEN[0])
        assert eenheidsregels(session, context, [], DAGEN[0]) == []
    zet(heel)
    assert [regel.code for regel in regels] == [ander]
    assert [een.sleutel for een in context.uitval] == [code]
