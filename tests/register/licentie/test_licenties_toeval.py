"""Random licenties from the XSD, with what the rules ask: accepted, and read back equal in answers that fit the XSD."""

import random
from datetime import date, timedelta

import pytest

from rio_soap.contract import keuring
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_BEHEREN
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.typeregels import misplaatst
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.contract.maker import Maker
from tests.register.hulp import fouten
from tests.register.hulp_licentie import (
    BEGIN,
    EINDE,
    heel,
    instelling,
    instellingsleutel,
    lever,
    opleidingsleutel,
    verwijder,
    vraag_licenties,
)
from tests.register.rollen import NVAO

DAGEN = (EINDE - BEGIN).days
VELDEN = {"vorm": ["DUAAL"], "leerweg": "BOL", "onderwijssoort": "DOOF", "bekostigd": True}
"""What a random licentie gets of the fields that its type needs, when it has them not."""


class Vergunner(Maker):
    """Makes licenties that every control lets pass."""

    def __init__(self, zaad: int) -> None:
        super().__init__(AANVULLING_BEHEREN, zaad)
        self.kies = random.Random(zaad).choice

    def licentie(self) -> Gegeven:
        gemaakt = self.bericht("aanleveren_licentie_request").velden["licentie"]
        assert isinstance(gemaakt, Gegeven)
        velden = gemaakt.velden
        velden |= {"instellingserkenning": instellingsleutel(), "opleidingserkenning": opleidingsleutel()}
        velden["type"] = self._uit("Licentietype")
        velden |= {"herkomst": self._uit("Licentieherkomst"), "stadium": self._uit("Licentiestadium")}
        self._leven(velden)
        for deel in velden.get("vestigingslicentie", []):  # type: ignore[union-attr]
            self._leven(deel.velden)  # type: ignore[union-attr,arg-type]
            deel.velden["erkendeVestigingCode"] = self.kies(["25BE00", "25BE01"])  # type: ignore[union-attr]
            if "vorm" in deel.velden:  # type: ignore[union-attr]
                deel.velden["vorm"] = self._uit("OpleidingskenmerkcodeOnderwijsintensiteit-v01")  # type: ignore[union-attr]
        for naam, waarde in (("vorm", ["DEELTIJD"]), ("erkendOpleidingskenmerk", ["SBO"]), ("leerweg", "BBL")):
            velden |= {naam: waarde} if naam in velden else {}  # type: ignore[dict-item]
        for fout in list(misplaatst(gemaakt)):
            if fout.waarde is None:
                velden[fout.veld] = VELDEN[fout.veld]  # type: ignore[assignment]
            else:
                del fout.houder.velden[fout.veld]
        velden |= {"onderwijssoort": "DOOF"} if "onderwijssoort" in velden else {}
        return gemaakt

    def _uit(self, lijst: str) -> str:
        return self.kies(sorted(standaardlijsten().lijsten[lijst]))

    def _leven(self, velden: dict[str, Waarde]) -> None:
        begin = BEGIN + timedelta(self.toeval.randrange(DAGEN))
        velden["begindatum"] = begin
        if "einddatum" in velden:
            velden["einddatum"] = begin + timedelta(self.toeval.randint(1, 900))


def op_dag(licentie: Gegeven, dag: date) -> Gegeven:
    """What is read of it on a day, told once more: nothing of what did not hold."""

    def houdt(deel: Gegeven) -> bool:
        einde = deel.velden.get("einddatum")
        return deel.velden["begindatum"] <= dag and (einde is None or dag < einde)  # type: ignore[operator]

    velden = {**licentie.velden, "licentiecode": str(licentie.velden["licentiecode"]).lower()}
    vestigingen: list[Gegeven] = velden.pop("vestigingslicentie", [])  # type: ignore[assignment]
    accreditaties: list[Gegeven] = velden.pop("hoOnderwijsaccreditatie", [])  # type: ignore[assignment]
    if houdt(licentie):
        begonnen = [d for d in accreditaties if houdt(Gegeven("", {"begindatum": d.velden["begindatum"]}))]
        laatste = max((d.velden["begindatum"] for d in begonnen), default=None)  # type: ignore[type-var]
        velden |= {"vestigingslicentie": [d for d in vestigingen if houdt(d)]}
        velden |= {"hoOnderwijsaccreditatie": [d for d in begonnen if d.velden["begindatum"] == laatste]}
    return Gegeven("licentie", {naam: waarde for naam, waarde in velden.items() if waarde != []})


@pytest.mark.parametrize("zaad", range(4))
def test_what_is_accepted_is_read_back_equal_on_whatever_day(wereld: Register, zaad: int) -> None:
    instelling(wereld, "OCW", "ERKENDE_VESTIGING", "25BE01")
    maker = Vergunner(zaad)
    for _ in range(12):
        deel = maker.licentie()
        assert fouten(lever(wereld, deel, NVAO)) == []
        code = str(deel.velden["licentiecode"])
        for dag in (deel.velden["begindatum"], BEGIN + timedelta(maker.toeval.randrange(2 * DAGEN))):
            uitslag = vraag_licenties(wereld, licentiecode=code, peildatum=dag)
            assert keuring.is_toonbaar("opvragen_licenties", uitslag.gegevens)
            assert [heel(een) for een in uitslag.gegevens["licentie"]] == [op_dag(deel, dag)]  # type: ignore[arg-type,union-attr]
        assert fouten(verwijder(wereld, code, NVAO)) == []
