"""opvragen_inzagelog: the institution reads who looked at what is restricted of it; a person is told to few."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.inzagen import ruim_inzagen_op, schrijf_inzagen
from rio_soap.register.bevoegdheid.raadplegingen_rollen import opvragen_inzagelog
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import inzage
from rio_soap.register.regels.uitslag import Context, Inzage
from tests.register.hulp import HANZE, NU, VREEMD, aantal, context, fouten, opdrachten, vraag
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import BRON, DUO, INSPECTIE, geef, geef_persoon, maak_persoon

OPERATIE = "opvragen_inzagelog"
AANBIEDER = "110A133"
UUR = timedelta(hours=1)
TIK = timedelta(microseconds=1)


def noteer(register: Register, wie: Context, *inzagen: Inzage) -> None:
    register.schrijf(lambda session: schrijf_inzagen(session, wie, inzagen))


def lees(register: Register, wie: Context | str = HANZE, eenheid: str = AANBIEDER, **velden: Any) -> Any:
    ctx = context(wie) if isinstance(wie, str) else wie
    vast: dict[str, Any] = {"organisatorischeEenheidcode": eenheid, "vanaf": NU - 24 * UUR, "pagina": 0}
    return vraag(register, opvragen_inzagelog, ctx, **vast | velden)


def lezers(register: Register, wie: Context | str = HANZE, eenheid: str = AANBIEDER, **velden: Any) -> list[str]:
    uitslag = lees(register, wie, eenheid, **velden)
    assert fouten(uitslag) == []
    return [een.velden["lezer"] for een in uitslag.gegevens["inzage"]]


TOEZICHT = Inzage(AANBIEDER, "TOEZICHT", "INSPECTIE")


def test_the_institution_reads_when_who_read_which_context_by_which_role(register: Register) -> None:
    noteer(register, replace(context(INSPECTIE), moment=NU - UUR), TOEZICHT)
    noteer(register, replace(context(HANZE), kanaal="SCHERM"), Inzage(AANBIEDER, "LEERPLICHT", "INSTELLING"))
    noteer(register, context(INSPECTIE), Inzage("110A999", "TOEZICHT", "INSPECTIE"))
    een, ander = lees(register).gegevens["inzage"]
    assert een.velden == {
        "moment": NU - UUR,
        "lezer": INSPECTIE,
        "rol": "INSPECTIE",
        "kanaal": "BERICHT",
        "organisatorischeEenheidcode": AANBIEDER,
        "communicatiecontext": "TOEZICHT",
    }
    assert (ander.velden["lezer"], ander.velden["kanaal"]) == (HANZE, "SCHERM")
    assert lezers(register, eenheid=BESTUUR) == []


def test_a_person_who_read_is_told_to_duo_and_beheerder_and_by_role_to_the_institution(register: Register) -> None:
    persoon = maak_persoon(register, "a@example.org")
    noteer(register, replace(context(INSPECTIE), gebruiker=persoon), TOEZICHT)
    noteer(register, replace(context(INSPECTIE), gebruiker=77), TOEZICHT)
    geef(register, DUO, "DUO")
    geef(register, BRON, "BEHEERDER")
    geef(register, VREEMD, "BEHEERDER_ALGEMEEN", BESTUUR)
    geef_persoon(register, persoon, "INSTELLING", BESTUUR)
    for wie in (HANZE, VREEMD, replace(context(VREEMD), gebruiker=persoon)):
        assert lezers(register, wie) == ["INSPECTIE", "INSPECTIE"]
    for wie in (DUO, BRON):
        assert lezers(register, wie) == ["a@example.org", "gebruiker 77"]


@pytest.mark.foutcode(OPERATIE, "RS1110", "AUT401", "RS1003")
def test_who_may_not_is_refused_after_an_unknown_eenheid_and_before_the_dates(register: Register) -> None:
    omgekeerd = {"vanaf": NU, "tot": NU}
    assert fouten(lees(register, VREEMD, "999A999", **omgekeerd)) == ["RS1110"]
    assert fouten(lees(register, VREEMD, **omgekeerd)) == ["AUT401"]
    assert fouten(lees(register, **omgekeerd)) == ["RS1003"]
    assert fouten(lees(register, **omgekeerd | {"tot": NU + TIK})) == []
    assert fouten(lees(register, VREEMD)) == ["AUT401"]
    assert fouten(lees(register, context(VREEMD, beheerder=True))) == []


@pytest.mark.parametrize("rol", ["INSTELLING", "BEHEERDER_ALGEMEEN"])
def test_a_role_for_a_bestuur_reads_of_its_own_eenheden_only(register: Register, rol: str) -> None:
    geef(register, VREEMD, rol, PROEFBESTUUR, tot=NU + UUR)
    assert fouten(lees(register, VREEMD, PROEFBESTUUR)) == []
    for eenheid in (BESTUUR, AANBIEDER):
        assert fouten(lees(register, VREEMD, eenheid)) == ["AUT401"]
    assert fouten(lees(register, context(VREEMD, moment=NU + UUR - TIK), PROEFBESTUUR)) == []
    assert fouten(lees(register, context(VREEMD, moment=NU + UUR), PROEFBESTUUR)) == ["AUT401"]


def test_it_is_read_in_pages_from_a_moment_up_to_another_with_as_many_statements(register: Register) -> None:
    for uur in range(5):
        noteer(register, replace(context(f"0000000{uur}"), moment=NU + uur * UUR), TOEZICHT)
    assert lezers(register, vanaf=NU + UUR, tot=NU + 3 * UUR) == ["00000001", "00000002"]
    gelezen, aantallen = [], set()
    for pagina in range(4):
        with opdrachten(register) as gezien:
            uitslag = lees(register, pagina=pagina, aantal=2)
        aantallen.add(len(gezien))
        gelezen += [een.velden["lezer"] for een in uitslag.gegevens["inzage"]]
        assert uitslag.gegevens["paginering"].velden == {"pagina": pagina, "aantalPaginas": 3, "aantalResultaten": 5}
    assert gelezen == [f"0000000{uur}" for uur in range(5)]
    assert len(aantallen) == 1


def test_what_is_older_than_is_kept_goes(register: Register) -> None:
    for moment in (NU - timedelta(days=731) - TIK, NU - timedelta(days=731), NU):
        noteer(register, replace(context(), moment=moment), TOEZICHT)
    assert register.schrijf(lambda session: ruim_inzagen_op(session, NU, 731)) == 1
    assert aantal(register, inzage) == 2
    with register.lees() as session:
        assert session.execute(sa.select(sa.func.min(inzage.c.moment))).scalar_one() == NU - timedelta(days=731)
