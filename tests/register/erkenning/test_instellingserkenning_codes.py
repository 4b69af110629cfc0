"""Every code of aanleveren_ and verwijderen_instellingserkenning, raised and not raised, at a new one and a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import (
    erkenner,
    financieringsbesluit,
    instellingserkenning,
    juridische_locatierelatie,
    juridische_relatie,
    licentie,
    opleidingserkenning,
    vestigingslicentie,
)
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.erkende import erkenningrij
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, fouten
from tests.register.hulp_erkenning import (
    ALLE,
    BEGIN,
    CODES,
    SWV,
    adres,
    deelperiode,
    erkenning,
    gebied,
    id_van,
    lever,
    met,
    relateer,
    relatie,
    slaagt,
    sleutel,
    verwijder,
)
from tests.register.hulp_organisatie import zet
from tests.register.lijsten import beperkt
from tests.register.rollen import CEDEO, DUO, aanmerking, zet_erkenner

LEVER, VERWIJDER = "aanleveren_instellingserkenning", "verwijderen_instellingserkenning"
DAG = timedelta(days=1)
LATER = date(2030, 8, 1)
SWV_DEEL = "erkendeSamenwerking"


def er_is(soort: str = "bevoegdGezag", **velden: Any) -> Callable[[Register], object]:
    """The register holds it already: what is delivered is a change."""
    return lambda register: slaagt(lever(register, erkenning(soort, **velden)))


def op_lijst(deel: Gegeven, lijst: str, waarde: str, **dagen: date) -> Callable[[Register], Uitslag]:
    """Delivered while a value of a list holds in a time only."""
    return lambda register: lever(register, deel, lijsten=beperkt(lijst, waarde, **dagen))


def en(*stappen: Callable[[Register], object]) -> Callable[[Register], None]:
    """One after the other."""

    def alle(register: Register) -> None:
        for stap in stappen:
            stap(register)

    return alle


GOED = met()


def ook(
    code: str, fout: Callable[[Register], Uitslag], goed: Callable[[Register], Uitslag] = GOED, *, alleen: bool = True
) -> list[Geval]:
    """The same fault at a new erkenning and at a change of one."""
    return [Geval(code, fout, goed, alleen=alleen), Geval(code, fout, goed, eerst=er_is(), alleen=alleen)]


def adressen(*delen: Gegeven, **velden: Any) -> Callable[[Register], Uitslag]:
    """Delivered with these formal addresses."""
    return met(formeelInstellingsadres=list(delen), **velden)


def samen(*perioden: Gegeven, oin: str = SWV, **velden: Any) -> Callable[[Register], Uitslag]:
    """The samenwerking, delivered by its samenwerkingsvorm."""
    return met(SWV_DEEL, *perioden, oin=oin, **velden)


def twee(eerste: Gegeven, tweede: Gegeven) -> Callable[[Register], Uitslag]:
    """A bevoegd gezag with two periods."""
    return met("bevoegdGezag", eerste, tweede)


JAAR = date(2020, 1, 1)
ER_IS_SWV = er_is(SWV_DEEL)
BINS = "BesturendeOrganisatiesoort-v01"
GEVALLEN = [
    *ook("RS1301", met(erkenner="NVAO", code="N1")),
    Geval("AUT401", met(oin=HANZE), met()),
    Geval("AUT401", met(oin=CEDEO), met(erkenner="CEDEO", code="C1", oin=CEDEO)),
    Geval("AUT401", met(oin=CEDEO), met(), eerst=er_is()),
    Geval("AUT401", samen(), samen(oin=DUO)),
    Geval("AUT401", samen(code="PO3002"), samen(), eerst=en(ER_IS_SWV, er_is(SWV_DEEL, code="PO3002"))),
    *ook("RS1001", met("bevoegdGezag", deelperiode(soort="X"))),
    *ook("RS1001", met("bevoegdGezag", deelperiode(wet="WET9", richtingen=["ABZ"]))),
    *ook(
        "RS1002",
        op_lijst(erkenning(), BINS, "BINS", vanaf=BEGIN + DAG),
        op_lijst(erkenning(), BINS, "BINS", vanaf=BEGIN),
    ),
    *ook("RS1003", met(einde=BEGIN), met(einde=BEGIN + DAG), alleen=False),
    *ook("RS1003", adressen(adres(BEGIN + DAG, BEGIN + DAG)), adressen(adres(BEGIN, BEGIN + DAG))),
    *ook("RS1004", twee(deelperiode(), deelperiode())),
    *ook(
        "RS1004",
        twee(deelperiode(einddatum=JAAR - DAG), deelperiode(begin=JAAR)),
        twee(deelperiode(einddatum=JAAR), deelperiode(begin=JAAR)),
    ),
    *ook("RS1005", met("bevoegdGezag", deelperiode(begin=BEGIN - DAG))),
    *ook("RS1005", met("bevoegdGezag", deelperiode(einddatum=LATER + DAG), einde=LATER), met(einde=LATER)),
    *ook("RS1005", adressen(adres(BEGIN - DAG)), adressen(adres())),
    *ook("RS1005", adressen(adres(BEGIN, LATER + DAG), einde=LATER), adressen(adres(BEGIN, LATER), einde=LATER)),
    *ook("RS1005", adressen(adres(LATER), einde=LATER), adressen(adres(LATER - DAG), einde=LATER)),
    *ook("RS1006", met("bevoegdGezag", deelperiode(begin=BEGIN + DAG))),
    *ook("RS1006", met("bevoegdGezag", deelperiode(einddatum=LATER))),
    Geval(
        "RS1009",
        samen(deelperiode(SWV_DEEL, naamLang="Anders")),
        samen(deelperiode(SWV_DEEL, naamKort="SWV")),
        eerst=ER_IS_SWV,
    ),
    Geval("RS1009", samen(einde=LATER), samen(formeelInstellingsadres=[adres()]), eerst=ER_IS_SWV),
    Geval("RS1009", samen(regioErkendeSamenwerking=[gebied("9711")]), samen(), eerst=ER_IS_SWV),
    Geval("RS1009", samen(), samen(oin=DUO), eerst=er_is(SWV_DEEL, kVKnummer="12345678")),
    *ook("RS1302", met(begin=date(1999, 12, 31)), met(begin=date(2000, 1, 1))),
    Geval(
        "RS1302",
        met(erkenner="SNRO", code="S1"),
        met(erkenner="CEDEO", code="S1"),
        eerst=lambda register: zet_erkenner(register, "100E007", "SNRO", aanmerking("OPLEIDINGSEENHEID")),
    ),
    *(Geval("RS1303", met(soort, code="A1"), met(soort, code="A1", erkenner="CEDEO")) for soort in ALLE[:3]),
    Geval("RS1303", met("erkendeVestiging", code="33ZZ"), met("erkendeVestiging", code="33ZZ00")),
    *ook(
        "RS1310",
        adressen(adres(), adres(BEGIN + DAG)),
        adressen(adres(BEGIN + DAG), adres(BEGIN, BEGIN + DAG)),
    ),
    *ook("RS1310", adressen(adres(LATER), adres(), adres(BEGIN + DAG, BEGIN + 2 * DAG))),
    Geval(
        "RS1310",
        met(SWV_DEEL, regioErkendeSamenwerking=[gebied("9711"), gebied("9712", begin=LATER)]),
        met(SWV_DEEL, regioErkendeSamenwerking=[gebied("9711", einde=LATER), gebied("9711", begin=LATER)]),
    ),
]


@pytest.mark.parametrize("geval", parameters(LEVER, GEVALLEN))
def test_a_delivery_is_refused_with_the_code_and_approved_right_beside_it(rio: Register, geval: Geval) -> None:
    geval.beproef(rio)


def test_a_change_is_refused_when_its_erkenner_is_gone(rio: Register) -> None:
    slaagt(lever(rio, erkenning(erkenner="CEDEO", code="C1")))
    rio.schrijf(lambda s: s.execute(sa.update(erkenner).where(erkenner.c.soort == "CEDEO").values(einddatum=BEGIN)))
    assert fouten(lever(rio, erkenning(erkenner="CEDEO", code="C1"))) == ["RS1301"]


@pytest.mark.parametrize("soort", ALLE[:3])
def test_a_code_of_another_form_that_was_loaded_can_be_changed(rio: Register, soort: str) -> None:
    deel = erkenning(soort, code="A1")
    rij = {"erkenner": "OCW", "soort": sleutel(soort).soort, "code": "A1", "begindatum": BEGIN, "stand": deel}
    zet(rio, instellingserkenning, **rij)
    slaagt(lever(rio, deel))


def opleiding(register: Register) -> int:
    rij = erkenningrij("CROHO", "39999")
    return int(register.schrijf(lambda s: s.execute(sa.insert(opleidingserkenning), rij).inserted_primary_key[0]))  # type: ignore[index]


def heeft_licentie(register: Register) -> None:
    soort = "erkendeOnderwijsinstelling"
    rij = {"code": "0" * 36, "soort": "X", "begindatum": BEGIN, "herkomst": "OCW", "stadium": "STANDAARD"}
    einden = {"instellingserkenning": id_van(register, sleutel(soort)), "opleidingserkenning": opleiding(register)}
    zet(register, licentie, **rij, **einden, stand=Gegeven("licentie", {}))


def vestiging_heeft_licentie(register: Register) -> None:
    er_is("erkendeOnderwijsinstelling")(register)
    heeft_licentie(register)
    zet(register, vestigingslicentie, licentie="0" * 36, vestiging=CODES["erkendeVestiging"])


def rust_aanbieder(register: Register) -> None:
    rij = {"eenheid": "110A133", "erkenning": CODES["erkendeOnderwijsinstelling"], "erkenner": "OCW"}
    zet(register, juridische_relatie, **rij, begindatum=BEGIN)


def rust_gebruik(register: Register) -> None:
    rij = {"bestuur": "100B490", "locatie": "107X215", "vestiging": CODES["erkendeVestiging"]}
    zet(register, juridische_locatierelatie, **rij, begindatum=BEGIN)


def rust_besluit(register: Register) -> None:
    rij = {
        "instelling": CODES["erkendeOnderwijsinstelling"],
        "stelsel": "CROHO",
        "opleidingscode": "39999",
        "type_waardering": "",
    }
    zet(register, financieringsbesluit, **rij, begindatum=BEGIN)


def gerelateerd(register: Register) -> None:
    er_is(SWV_DEEL)(register)
    slaagt(relateer(register, relatie(sleutel(SWV_DEEL), sleutel("erkendeOnderwijsinstelling"))))


def wis(soort: str, **velden: Any) -> Callable[[Register], Uitslag]:
    return lambda register: verwijder(register, sleutel(soort, **velden))


def niet_eerst(soort: str, stap: Callable[[Register], object] = lambda _: None) -> Callable[[Register], object]:
    """There is one that nothing refers to, and one to which that does what the step makes."""
    return en(er_is(soort), er_is(soort, erkenner="CEDEO"), stap)


SCHOOL, VEST = "erkendeOnderwijsinstelling", "erkendeVestiging"
WEG = [
    Geval("RS1304", wis("erkendeSamenwerking"), wis(SCHOOL), eerst=er_is(SCHOOL)),
    Geval(
        "AUT401",
        lambda register: verwijder(register, sleutel(SWV_DEEL), SWV),
        wis(SWV_DEEL),
        eerst=er_is(SWV_DEEL),
    ),
    *(
        Geval("RS1008", wis(soort), wis(soort, erkenner="CEDEO"), eerst=niet_eerst(soort, stap))
        for soort, stap in (
            ("bevoegdGezag", lambda _: None),
            (SCHOOL, gerelateerd),
            (SCHOOL, heeft_licentie),
            (SCHOOL, rust_aanbieder),
            (SCHOOL, rust_besluit),
            (VEST, rust_gebruik),
            (VEST, vestiging_heeft_licentie),
        )
    ),
]


@pytest.mark.parametrize("geval", parameters(VERWIJDER, WEG))
def test_a_removal_is_refused_with_the_code_and_approved_right_beside_it(rio: Register, geval: Geval) -> None:
    """One to which something refers stays; one of another erkenner with the same code goes."""
    geval.beproef(rio)


def test_the_finding_says_what_refers(rio: Register) -> None:
    en(er_is(SCHOOL), rust_aanbieder, rust_besluit, gerelateerd)(rio)
    uitslag = verwijder(rio, sleutel(SCHOOL))
    genoemd = [melding.sleutels[-1][1] for melding in uitslag.foutmeldingen]
    assert genoemd == ["instellingsrelatie", "juridische_relatie", "financieringsbesluit"]


def test_who_acts_for_an_erkenner_gives_by_its_aanmerking_and_not_by_that_of_another_of_its_soort(
    rio: Register,
) -> None:
    zet_erkenner(rio, "100E009", "BRANCHE", aanmerking("OPLEIDINGSEENHEID"), oin=HANZE)
    zet_erkenner(rio, "100E010", "BRANCHE")
    deel = erkenning(SCHOOL, erkenner="BRANCHE", code="B1")
    assert fouten(lever(rio, deel, HANZE)) == ["RS1302"]
    slaagt(lever(rio, deel, DUO))


def test_the_operator_acts_for_whomever(rio: Register) -> None:
    slaagt(lever(rio, erkenning(), HANZE, beheerder=True))
