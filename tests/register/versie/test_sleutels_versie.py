"""Keys that differ in nothing but their case, and keys with letters that a database folds in its own way."""

from datetime import date, datetime
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.regels.objectsleutel import sleutel_uit
from tests.register import hulp_opleidingserkenning as hulp
from tests.register.hulp import fouten, voer_uit
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok, objectversie, vraag, zet_begin

EINDEN = (date(2029, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize("letters", ["Ab", "É", "İ", "A/b"])
def test_what_differs_in_case_has_its_own_moments_and_history(leeg: Register, letters: str) -> None:
    klok, register = Klok(), hulp.klaargezet(leeg)
    zet_begin(register)
    namen = dict.fromkeys([f"{letters}_1", f"{letters.lower()}_1"])
    gezien = {naam: [_lever(register, klok, naam, einde) for einde in EINDEN] for naam in namen}
    for naam, momenten in gezien.items():
        sleutel = sleutel_uit("ISAT", "34035", naam)
        for moment, einde in zip(momenten, EINDEN, strict=True):
            toen = objectversie(register, klok.context(DUO), "OPLEIDINGSERKENNING", sleutel, bekendOp=moment)
            assert toen is not None
            assert toen.velden["einddatum"] == einde
        gevraagd: dict[str, Any] = {"objecttype": "OPLEIDINGSERKENNING", "sleutel": sleutel, "pagina": 0}
        regels: Any = vraag(register, "opvragen_historie", klok.context(DUO), **gevraagd).gegevens["historieregel"]
        assert [regel.velden["soortWijziging"] for regel in regels] == ["T", "W"]


def _lever(register: Register, klok: Klok, naam: str, einde: date) -> datetime:
    deel = hulp.erkenning(uniekeErkendeopleidingscode=naam, eenheden=(), einde=einde)
    ctx, verzoek = klok.context(DUO), Gegeven("verzoek", {"opleidingserkenning": deel})
    uitslag = register.schrijf(lambda session: voer_uit(session, "aanleveren_opleidingserkenning", verzoek, ctx))
    assert fouten(uitslag) == []
    moment = klok.nu
    klok.tik()
    return moment
