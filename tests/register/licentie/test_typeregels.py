"""Which fields a licentie has by its type, and which licenties may stand beside each other."""

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.licentie.typeregels import PER_VESTIGING, misplaatst, naast_elkaar
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.register.hulp_licentie import EXAMEN, HO, MBO, PARTICULIER, VO, accreditatie, vestiging

KEUZE: dict[str, Waarde] = {
    "bekostigd": True,
    "vorm": ["VOLTIJD"],
    "leerweg": "BOL",
    "onderwijssoort": "DOOF",
    "erkendOpleidingskenmerk": ["SBO"],
    "hoOnderwijsaccreditatie": [accreditatie()],
}
"""Every field that not all licenties have."""
NODIG = {
    HO: {"bekostigd", "vorm"},
    MBO: {"bekostigd", "leerweg"},
    "SOONDERWIJSLICENTIE": {"bekostigd", "onderwijssoort"},
    "VSOONDERWIJSLICENTIE": {"bekostigd", "onderwijssoort"},
    "BOONDERWIJSLICENTIE": {"bekostigd"},
    VO: {"bekostigd"},
    "VAVOONDERWIJSLICENTIE": {"bekostigd"},
    "EDUCATIEONDERWIJSLICENTIE": {"bekostigd"},
    EXAMEN: set(),
    PARTICULIER: set(),
}
MAG = {
    HO: {"hoOnderwijsaccreditatie"},
    "SOONDERWIJSLICENTIE": {"erkendOpleidingskenmerk"},
    "VSOONDERWIJSLICENTIE": {"erkendOpleidingskenmerk"},
    "BOONDERWIJSLICENTIE": {"erkendOpleidingskenmerk"},
}


def met(soort: str, velden: set[str], **anders: Waarde) -> Gegeven:
    return Gegeven("licentie", {"type": soort, **{naam: KEUZE[naam] for naam in velden}, **anders})


def fout(licentie: Gegeven) -> set[str]:
    return {een.veld for een in misplaatst(licentie)}


def test_every_type_of_the_list_has_a_line_here() -> None:
    assert NODIG.keys() == standaardlijsten().lijsten["Licentietype"].keys()


@pytest.mark.parametrize("soort", NODIG)
def test_a_licentie_has_what_its_type_needs_and_may_have_and_nothing_else(soort: str) -> None:
    nodig, mag = NODIG[soort], MAG.get(soort, set())
    assert fout(met(soort, nodig)) == set()
    assert fout(met(soort, nodig | mag)) == set()
    assert fout(met(soort, set())) == nodig
    assert fout(met(soort, set(KEUZE))) == KEUZE.keys() - nodig - mag


@pytest.mark.parametrize("soort", NODIG)
def test_only_in_the_ho_a_vestiging_has_a_vorm_of_its_own(soort: str) -> None:
    zonder = met(soort, NODIG[soort], vestigingslicentie=[vestiging()])
    ermee = met(soort, NODIG[soort], vestigingslicentie=[vestiging(), vestiging(vorm="DUAAL")])
    assert fout(zonder) == set()
    assert fout(ermee) == (set() if soort == HO else {"vorm"})


@pytest.mark.parametrize(
    ("soort", "veld", "een", "ander"),
    [
        (MBO, "leerweg", "BOL", "BBL"),
        ("SOONDERWIJSLICENTIE", "onderwijssoort", "DOOF", "ZEER_MOEILIJK_LEREND"),
        ("VSOONDERWIJSLICENTIE", "onderwijssoort", "DOOF", "ZEER_MOEILIJK_LEREND"),
    ],
)
def test_a_leerweg_and_an_onderwijssoort_have_a_licentie_each(soort: str, veld: str, een: str, ander: str) -> None:
    eerste, tweede = (Gegeven("licentie", {"type": soort, veld: waarde}) for waarde in (een, ander))
    assert naast_elkaar(eerste, tweede)
    assert not naast_elkaar(eerste, eerste)


@pytest.mark.parametrize("soort", NODIG)
def test_only_in_the_vo_and_for_examens_has_each_vestiging_its_own(soort: str) -> None:
    een, ander, beide, geen = (
        Gegeven("licentie", {"type": soort, **({"vestigingslicentie": delen} if delen else {})})
        for delen in ([vestiging("25BE00")], [vestiging("25BE01")], [vestiging("25BE00"), vestiging("25BE01")], [])
    )
    assert naast_elkaar(een, ander) == (soort in PER_VESTIGING)
    assert not naast_elkaar(een, beide)
    assert not naast_elkaar(een, geen)
    assert not naast_elkaar(geen, geen)
