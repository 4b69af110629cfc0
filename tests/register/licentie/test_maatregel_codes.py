"""Delivering and removing licentiemaatregelen: every code raised and not raised; who may take and lift which."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie import controles_maatregel as controles
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, VREEMD, fouten
from tests.register.hulp_licentie import (
    BEGIN,
    EINDE,
    L1,
    L2,
    SANCTIE,
    VERBOD,
    WAARSCHUWING,
    licentie,
    maatregel,
    neem,
    trek_in,
    vergund,
)
from tests.register.hulp_organisatie import rijen
from tests.register.rollen import CEDEO, DUO, INSPECTIE, NVAO

AANLEVEREN, VERWIJDEREN = "aanleveren_licentiemaatregel", "verwijderen_licentiemaatregel"
DAG = timedelta(days=1)
Neem = Callable[[Register], Uitslag]


def met(*, soort: str = WAARSCHUWING, oin: str = DUO, **velden: object) -> Neem:
    return lambda r: neem(r, maatregel(soort, **velden), oin)  # type: ignore[arg-type]


def is_er(*delen: Gegeven) -> Callable[[Register], object]:
    return lambda r: vergund(r, licentie(), *delen)


def zonder_verbodsdatum(r: Register) -> Uitslag:
    deel = maatregel(SANCTIE)
    del deel.velden["aanvraagverbodEinddatum"]
    return neem(r, deel)


GEVALLEN = [
    Geval("RS1501", met(code=L2), met(), is_er()),
    Geval("RS1501", met(oin=CEDEO, soort=VERBOD), met(soort=WAARSCHUWING), is_er(maatregel(VERBOD))),
    # While a publicatieverbod runs the Inspectie does not see the licentie either.
    Geval("RS1501", met(oin=INSPECTIE), met(), is_er(maatregel(VERBOD))),
    Geval("AUT401", met(oin=VREEMD), met(oin=INSPECTIE), is_er()),
    Geval("AUT401", met(oin=NVAO), met(oin=NVAO, soort=VERBOD), is_er()),
    Geval("AUT401", met(oin=INSPECTIE, soort=VERBOD), met(oin=INSPECTIE, soort=SANCTIE), is_er()),
    Geval("AUT401", met(oin=CEDEO, soort=VERBOD), met(oin=DUO, soort=VERBOD), is_er()),
    Geval("AUT401", met(oin=HANZE, soort=VERBOD), met(oin=DUO, soort=SANCTIE), is_er()),
    Geval("AUT401", met(oin=INSPECTIE, soort="BOETE"), met(oin=INSPECTIE), is_er()),  # what is no soort is nobody's
    Geval("RS1001", met(soort="BOETE"), met(), is_er()),
    Geval("RS1003", met(einddatum=BEGIN), met(einddatum=BEGIN + DAG), is_er()),
    Geval("RS1505", met(aanvraagverbodEinddatum=EINDE), met(einddatum=EINDE), is_er()),
    Geval("RS1505", met(soort=SANCTIE, einddatum=EINDE), met(soort=SANCTIE), is_er()),
    Geval("RS1505", zonder_verbodsdatum, met(soort=SANCTIE), is_er()),
    Geval("RS1506", met(begin=EINDE - DAG), met(begin=EINDE), is_er(maatregel(einddatum=EINDE))),
    Geval("RS1506", met(begin=EINDE), met(begin=EINDE, soort=VERBOD), is_er(maatregel())),
    Geval("RS1506", met(soort=SANCTIE, begin=EINDE), met(soort=SANCTIE), is_er(maatregel(SANCTIE))),
]
WEG = [
    Geval("RS1501", lambda r: trek_in(r, code=L2), trek_in, is_er(maatregel())),
    Geval(
        "RS1501",
        lambda r: trek_in(r, VERBOD, oin=CEDEO),
        lambda r: trek_in(r, VERBOD, oin=NVAO),
        is_er(maatregel(VERBOD)),
    ),
    Geval("RS1507", lambda r: trek_in(r, begin=EINDE), trek_in, is_er(maatregel())),
    Geval("RS1507", lambda r: trek_in(r, SANCTIE), trek_in, is_er(maatregel())),
    Geval("AUT401", lambda r: trek_in(r, oin=NVAO), lambda r: trek_in(r, oin=INSPECTIE), is_er(maatregel())),
    Geval(
        "AUT401",
        lambda r: trek_in(r, VERBOD, EINDE, oin=INSPECTIE),
        lambda r: trek_in(r, VERBOD, EINDE),
        is_er(maatregel(VERBOD, EINDE)),
    ),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(wereld: Register, geval: Geval) -> None:
    geval.beproef(wereld)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_all_that_is_wrong_with_a_maatregel_is_told_at_once(wereld: Register) -> None:
    vergund(wereld, licentie(), maatregel(SANCTIE))
    fout = maatregel(SANCTIE, EINDE, einddatum=EINDE)
    del fout.velden["aanvraagverbodEinddatum"]
    assert fouten(neem(wereld, fout)) == ["RS1003", "RS1505", "RS1505", "RS1506"]


def test_the_same_key_changes_a_maatregel(wereld: Register) -> None:
    vergund(wereld, licentie(), maatregel(), maatregel(einddatum=EINDE), maatregel(begin=EINDE))
    eerste, tweede = rijen(wereld, model.licentiemaatregel)
    assert (eerste.begindatum, eerste.einddatum) == (BEGIN, EINDE)
    assert (tweede.begindatum, tweede.einddatum) == (EINDE, None)


def test_the_licentie_knows_whether_it_has_a_publicatieverbod_of_whatever_time(wereld: Register) -> None:
    def weet() -> bool:
        [rij] = rijen(wereld, model.licentie)
        return bool(rij.met_verbod)

    vergund(wereld, licentie(), maatregel())
    assert not weet()
    vergund(wereld, maatregel(VERBOD, einddatum=BEGIN + DAG), maatregel(VERBOD, EINDE))
    assert weet()
    assert fouten(trek_in(wereld, VERBOD, EINDE)) == []
    assert weet()
    assert fouten(trek_in(wereld, VERBOD)) == []
    assert not weet()


def test_a_maatregel_is_recorded_itself_and_as_a_change_of_its_licentie(wereld: Register) -> None:
    vergund(wereld, licentie())
    eerst = len(rijen(wereld, model.mutatie))
    vergund(wereld, maatregel(code=L1.upper()), maatregel(einddatum=EINDE))
    assert fouten(trek_in(wereld)) == []
    mutaties = rijen(wereld, model.mutatie)[eerst:]
    sleutel = f"{L1}/WAARSCHUWING/{BEGIN}"
    gezien = [(rij.object, rij.sleutel, rij.houder, rij.soort) for rij in mutaties]
    verwacht = [(("licentiemaatregel", sleutel, "100B490", soort), ("licentie", L1, "100B490", "W")) for soort in "TWV"]
    assert gezien == [regel for paar in verwacht for regel in paar]
    nummers = [rij.volgnummer for rij in mutaties]
    delen = {(rij.volgnummer, rij.deel) for rij in rijen(wereld, model.objectversie)}
    assert delen == {
        *((nummer, "maatregelen") for nummer in nummers[1::2]),
        *((nummer, "rij") for nummer in nummers[2::2]),
    }
