"""Every code of aanleveren_erkenner, raised and not raised, at a new erkenner and at a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid import erkenners, leveringen
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import instellingserkenning, mutatie, opleidingserkenning
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.erkende import erkenningrij
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, context, fouten, schrijf
from tests.register.lijsten import beperkt
from tests.register.rollen import DUO, aanmerking, erkennerdeel, geef, zet_erkenner

LEVER = "aanleveren_erkenner"
E = "100E003"
BEGIN, DAG = date(2000, 1, 1), timedelta(days=1)
VROEGER, LATER = BEGIN - DAG, date(2026, 12, 31)


@pytest.fixture
def register(register: Register) -> Register:
    geef(register, DUO, "DUO")
    zet_erkenner(register, E, "NVAO")
    return register


def lever(register: Register, deel: Gegeven, oin: str = DUO, **instellingen: Any) -> Uitslag:
    return schrijf(register, leveringen.aanleveren_erkenner, {"erkenner": deel}, context(oin, **instellingen))


def met(*aanmerkingen: Gegeven, oin: str = DUO, soort: str = "NVAO", **velden: Waarde) -> Callable[[Register], Uitslag]:
    return lambda register: lever(register, erkennerdeel(soort, *aanmerkingen, **velden), oin)


def wijzig(
    *aanmerkingen: Gegeven, soort: str = "NVAO", oin: str = DUO, **velden: Waarde
) -> Callable[[Register], Uitslag]:
    return met(*aanmerkingen, oin=oin, soort=soort, erkennercode=E, **velden)


def op_lijst(deel: Gegeven, lijst: str, waarde: str, **dagen: date) -> Callable[[Register], Uitslag]:
    """Delivered while a value of a list holds in a time only."""
    return lambda register: lever(register, deel, lijsten=beperkt(lijst, waarde, **dagen))


def organisatie(register: Register, einde: date | None = None) -> None:
    """An instellingserkenning of the NVAO."""
    rij = {"erkenner": "NVAO", "soort": "ERKENDE_ONDERWIJSINSTELLING", "code": "X1", "begindatum": BEGIN}
    stand = Gegeven("erkendeOnderwijsinstelling", {})
    register.schrijf(lambda s: s.execute(sa.insert(instellingserkenning), {**rij, "einddatum": einde, "stand": stand}))


def opleiding(register: Register, einde: date | None = None) -> None:
    """An opleidingserkenning of the NVAO."""
    rij = erkenningrij("CROHO", "39999", einddatum=einde, erkenner="NVAO")
    register.schrijf(lambda s: s.execute(sa.insert(opleidingserkenning), rij))


def ander(register: Register, einde: date | None = None) -> None:
    """Another erkenner of the soort NVAO."""
    zet_erkenner(register, "100E077", "NVAO", **({"einddatum": einde} if einde else {}))


def en(*stappen: Callable[[Register], object]) -> Callable[[Register], None]:
    """One after the other."""

    def alle(register: Register) -> None:
        for stap in stappen:
            stap(register)

    return alle


EINDIGT = wijzig(aanmerking(einddatum=LATER), einddatum=LATER)
GEVALLEN = [
    Geval("RS1301", met(erkennercode="999E999"), wijzig()),
    Geval("AUT401", met(oin=HANZE), met()),
    Geval("AUT401", wijzig(oin=HANZE), wijzig()),
    Geval("RS1001", met(soort="ONBEKEND"), met(soort="BRANCHE")),
    Geval("RS1001", wijzig(aanmerking("ALLES")), wijzig(aanmerking("ORGANISATIE"))),
    Geval("RS1001", met(aanmerking(regelgeving="AVG")), met(aanmerking(regelgeving="WHW"))),
    *(
        Geval(
            "RS1002",
            op_lijst(erkennerdeel(erkennercode=code), "Erkennersoort", "NVAO", vanaf=BEGIN + DAG),
            op_lijst(erkennerdeel(erkennercode=code), "Erkennersoort", "NVAO", vanaf=BEGIN, tot=BEGIN),
        )
        for code in (E,)
    ),
    Geval(  # an aanmerking by its own begin
        "RS1002",
        op_lijst(
            erkennerdeel("NVAO", aanmerking("ORGANISATIE", LATER)), "Erkennerbevoegdheid", "ORGANISATIE", tot=VROEGER
        ),
        op_lijst(
            erkennerdeel("NVAO", aanmerking("ORGANISATIE", LATER)), "Erkennerbevoegdheid", "ORGANISATIE", tot=LATER
        ),
    ),
    Geval(
        "RS1003",
        met(aanmerking("ORGANISATIE"), einddatum=BEGIN),
        met(aanmerking(einddatum=LATER), einddatum=LATER),
        alleen=False,  # nothing lies within a lifetime without a day (RS1005)
    ),
    Geval("RS1003", wijzig(aanmerking(einddatum=BEGIN)), wijzig(aanmerking(einddatum=BEGIN + DAG))),
    Geval("RS1005", met(aanmerking(begin=VROEGER)), met(aanmerking(begin=BEGIN))),
    Geval("RS1005", wijzig(aanmerking(begin=LATER), einddatum=LATER), wijzig(aanmerking(), einddatum=LATER)),
    Geval("RS1005", met(aanmerking(einddatum=LATER + DAG), einddatum=LATER), EINDIGT),
    Geval("RS1008", EINDIGT, wijzig(), organisatie),
    Geval("RS1008", EINDIGT, wijzig(), opleiding),
    Geval("RS1008", EINDIGT, wijzig(), en(organisatie, lambda r: ander(r, LATER))),
    Geval("RS1008", wijzig(soort="BRANCHE"), wijzig(), organisatie),
]


@pytest.mark.parametrize("geval", parameters(LEVER, GEVALLEN))
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(register: Register, geval: Geval) -> None:
    geval.beproef(register)


@pytest.mark.parametrize(
    "eerst",
    [
        lambda r: organisatie(r, LATER),
        lambda r: opleiding(r, LATER),
        en(organisatie, opleiding, ander),
        en(organisatie, lambda r: ander(r, LATER + DAG)),
    ],
    ids=["erkenning over by then", "opleiding over by then", "another goes on", "another is there on that day"],
)
def test_an_erkenner_may_end_when_no_erkenning_is_left_without_one(
    register: Register, eerst: Callable[[Register], object]
) -> None:
    eerst(register)
    assert fouten(EINDIGT(register)) == []


def test_an_erkenner_that_has_ended_may_be_corrected_and_its_end_moved_on(register: Register) -> None:
    assert fouten(EINDIGT(register)) == []
    organisatie(register)
    assert fouten(EINDIGT(register)) == []
    assert fouten(wijzig(aanmerking(einddatum=LATER), einddatum=LATER + DAG)(register)) == []
    assert fouten(wijzig(aanmerking(einddatum=LATER), einddatum=LATER)(register)) == ["RS1008"]


def test_an_unknown_erkenner_or_a_sender_without_the_role_hears_nothing_else(register: Register) -> None:
    fout = aanmerking("ALLES", VROEGER)
    assert fouten(met(fout, erkennercode="999E999", oin=HANZE)(register)) == ["RS1301"]
    assert fouten(wijzig(fout, oin=HANZE)(register)) == ["AUT401"]
    assert fouten(wijzig(fout)(register)) == ["RS1001", "RS1005"]


def test_an_aanmerking_without_an_end_ends_with_its_erkenner(register: Register) -> None:
    assert fouten(wijzig(aanmerking(), einddatum=LATER)(register)) == []
    with register.lees() as session:
        for dag, mag in ((LATER - DAG, True), (LATER, False)):
            assert erkenners.aangemerkt(session, "NVAO", Erkenningssoort.ORGANISATIE, dag) is mag


def test_a_finding_names_the_erkenner_and_then_the_element(register: Register) -> None:
    [fout] = wijzig(aanmerking("ORGANISATIE"), aanmerking("ALLES", BEGIN + DAG))(register).foutmeldingen
    assert fout.sleutels == (("sleutel", E), ("begindatum", "2000-01-02"), ("bevoegdheid", "ALLES"))
    [fout] = met(soort="ONBEKEND")(register).foutmeldingen
    assert fout.sleutels == (("soort", "ONBEKEND"),)


def test_what_was_there_is_kept_for_the_versions(register: Register) -> None:
    """T at a new erkenner, W at a change; neither belongs to a bestuur."""
    code = str(met()(register).gegevens["erkennercode"])
    assert fouten(wijzig()(register)) == []
    with register.lees() as session:
        vraag = sa.select(mutatie.c.object, mutatie.c.sleutel, mutatie.c.houder, mutatie.c.soort)
        rijen = session.execute(vraag.order_by(mutatie.c.volgnummer)).all()
    assert rijen == [("erkenner", code, None, "T"), ("erkenner", E, None, "W")]
