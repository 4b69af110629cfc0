"""What is loaded and what is delivered are kept alike: the trial set, read, delivered and loaded again."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from rio_soap.contract.keuring import is_toonbaar
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.opleidingserkenning import rijen
from rio_soap.register.opleidingserkenning.leesvorm import codes_van, lees_opleidingserkenning
from rio_soap.register.proefdata import proef
from tests.register.hulp import fouten
from tests.register.hulp_opleidingserkenning import lever
from tests.register.opendata.hulp import laad
from tests.register.rollen import DUO, geef

SOORTEN = {"opleidingserkenningen", "vo_vakerkenningen", "opleidingseenheden_erkenningen", "vo_vakken_erkenningen"}


def test_what_was_loaded_can_be_delivered_as_it_is_read_and_is_then_no_other_to_a_load(leeg: Register) -> None:
    """So the rules refuse nothing that is published, and a stand is the same from either side."""
    if leeg.engine.dialect.name != "sqlite":
        pytest.skip("two loads of the trial set; what they write is the same on every database")
    laad(leeg, proef.PROEFSET)  # type: ignore[arg-type]
    geef(leeg, DUO, "DUO")

    def alle(session: Session) -> list[rijen.Erkenningsrij]:
        nummers = [rij[0] for rij in session.execute(sa.select(model.opleidingserkenning.c.id))]
        return list(rijen.op_id(session, nummers))

    with leeg.lees() as session:
        erkenningen = alle(session)
        eenheden = rijen.eenheden_van(session, [rij.id for rij in erkenningen])
    assert len(erkenningen) >= 10
    gelezen = [lees_opleidingserkenning(rij, codes_van(eenheden, rij.id), None) for rij in erkenningen]
    assert is_toonbaar("opvragen_opleidingserkenning", {"opleidingserkenning": gelezen})
    for deel in gelezen:
        assert fouten(lever(leeg, deel, DUO)) == []
    verslag = laad(leeg, proef.PROEFSET)  # type: ignore[arg-type]
    anders = {wat for (soort, wat), aantal in verslag.objecten.items() if soort in SOORTEN and aantal}
    assert anders == {"gelijk"}
