"""Every code of aanleveren_ and verwijderen_opleidingserkenning, raised and not raised, of new ones and of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_BEHEREN, OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, VREEMD, fouten
from tests.register.hulp_opleidingserkenning import (
    ANDER,
    BEGIN,
    EENHEID,
    EINDE,
    HO,
    MBO,
    MIDDEN,
    PARTICULIER,
    TIJDELIJK,
    VAK,
    VO,
    aanvaard,
    erkenning,
    klaargezet,
    lever,
    periode,
    sleutel,
    verwijder,
)
from tests.register.lijsten import beperkt
from tests.register.rollen import CEDEO, DUO, NVAO, aanmerking, geef, zet_erkenner

AANLEVEREN, VERWIJDEREN = "aanleveren_opleidingserkenning", "verwijderen_opleidingserkenning"
DAG = timedelta(days=1)
Lever = Callable[[Register], Uitslag]


@pytest.fixture
def register(leeg: Register) -> Register:
    return klaargezet(leeg)


def met(soort: str = HO, *, oin: str = NVAO, **velden: Any) -> Lever:
    return lambda r: lever(r, erkenning(soort, **velden), oin)


def weg(deel: Gegeven | None = None, oin: str = NVAO) -> Lever:
    return lambda r: verwijder(r, deel or sleutel(), oin)


def er_is(*delen: Gegeven, oin: str = DUO) -> Callable[[Register], None]:
    """Erkenningen are there already: what comes next is a change."""
    return lambda r: aanvaard(r, *delen, oin=oin)


BESTAAND = er_is(erkenning())


def licentie(register: Register) -> None:
    """An erkenning and a licence for it; the sender of the erkenning has nothing to do with that."""
    BESTAAND(register)

    def taak(session: Any) -> None:
        oe = session.execute(sa.select(model.opleidingserkenning.c.id)).scalar_one()
        instelling = {"erkenner": "OCW", "soort": "ERKENDE_ONDERWIJSINSTELLING", "code": "25BE", "begindatum": BEGIN}
        instelling |= {"stand": Gegeven("erkendeOnderwijsinstelling", {})}
        ie = session.execute(sa.insert(model.instellingserkenning), instelling).inserted_primary_key[0]
        rij = {"code": "11111111-2222-4333-8444-555555555555", "soort": "HOONDERWIJSLICENTIE"}
        rij |= {"instellingserkenning": ie, "opleidingserkenning": oe, "begindatum": BEGIN, "herkomst": "NVAO"}
        stand = Gegeven("licentie", {})
        session.execute(sa.insert(model.licentie), {**rij, "stadium": "STANDAARD", "einddatum": EINDE, "stand": stand})

    register.schrijf(taak)


def zonder_licentie(register: Register) -> Uitslag:
    register.schrijf(lambda s: s.execute(sa.delete(model.licentie)))
    return verwijder(register, sleutel())


def op_lijst(lijst: str, waarde: str, deel: Gegeven, **dagen: date) -> Lever:
    """Delivered while a value of a list holds in a time only."""
    return lambda r: lever(r, deel, lijsten=beperkt(lijst, waarde, **dagen))


def branche(register: Register) -> None:
    """Two erkenners of one soort: one with an aanmerking from MIDDEN, one from before, for others."""
    zet_erkenner(register, "100E021", "BRANCHE", aanmerking("OPLEIDINGSEENHEID", MIDDEN), oin=CEDEO)
    zet_erkenner(register, "100E022", "BRANCHE", aanmerking())


def vak(niveau: str = "VO-HAVO", **velden: Any) -> Gegeven:
    return erkenning(VAK, opleidingsniveau=niveau, eenheden=(), **velden)


LATER, VROEGER = BEGIN + DAG, BEGIN - DAG
VORM: list[Callable[[Register], object]] = [lambda _: None, BESTAAND]
"""Nothing is there, so that a delivery is a new one; or the erkenning is there, so that it is a change."""
GEVALLEN = [
    *(
        geval
        for eerst in VORM
        for geval in (
            Geval("RS1301", met(erkenner="SZW"), met(), eerst),
            Geval("A01070", met(eenheden=(EENHEID, "9999O9999")), met(eenheden=(EENHEID, ANDER)), eerst),
            Geval("AUT401", met(oin=HANZE), met(oin=DUO), eerst),
            Geval("AUT401", met(oin=CEDEO), met(), eerst),
            Geval(
                "P01420", met(eenheden=(TIJDELIJK,)), met(eenheden=(TIJDELIJK,), einde=EINDE), eerst
            ),  # open, and the unit ends
            Geval(
                "P01420",
                met(eenheden=(TIJDELIJK,), begin=VROEGER, einde=EINDE),
                met(eenheden=(TIJDELIJK,), einde=EINDE),
                eerst,
            ),
            Geval("RS1001", met(ministerie="VWS"), met(ministerie="EZ"), eerst),
            Geval(
                "RS1001",
                met(perioden=[periode(licentieerwijze="ANDERS")]),
                met(perioden=[periode(licentieerwijze="IMPLICIET_TOEGEKEND")]),
                eerst,
            ),
            Geval(
                "RS1002",
                op_lijst("MinisterieAanduiding", "EZ", erkenning(ministerie="EZ"), vanaf=LATER),
                op_lijst("MinisterieAanduiding", "EZ", erkenning(ministerie="EZ"), vanaf=BEGIN, tot=BEGIN),
                eerst,
            ),
            Geval(  # a value in a period, by the begin of that period
                "RS1002",
                op_lijst(
                    "OpleidingOnderdeel", "TECHNIEK", erkenning(perioden=[periode(), periode(begin=MIDDEN)]), tot=BEGIN
                ),
                op_lijst("OpleidingOnderdeel", "TECHNIEK", erkenning(), tot=BEGIN),
                eerst,
            ),
            Geval("RS1003", met(einde=BEGIN), met(einde=LATER), eerst, alleen=False),
            Geval(
                "RS1003",
                met(perioden=[periode(einde=BEGIN), periode(begin=LATER)]),
                met(perioden=[periode(einde=LATER), periode(begin=LATER)]),
                eerst,
                alleen=False,
            ),
            Geval(
                "RS1004",
                met(perioden=[periode(einde=MIDDEN), periode(begin=MIDDEN + DAG)]),
                met(perioden=[periode(einde=MIDDEN), periode(begin=MIDDEN)]),
                eerst,
            ),
            Geval("RS1005", met(perioden=[periode(begin=VROEGER)]), met(), eerst),
            Geval(
                "RS1005",
                met(perioden=[periode(einde=EINDE + DAG)], einde=EINDE),
                met(perioden=[periode(einde=EINDE)], einde=EINDE),
                eerst,
            ),
            Geval("RS1006", met(perioden=[periode(begin=LATER)]), met(), eerst),
            Geval("RS1402", met(perioden=[periode(ho=None)]), met(), eerst),
        )
    ),
    # Who gave it and its type stay; DUO may deliver for whomever.
    Geval("RS1009", met(erkenner="OCW", oin=DUO), met(oin=DUO), BESTAAND),
    Geval("RS1009", met(VO), met(VO, opleidingscode="1235"), er_is(erkenning(MBO))),
    # An erkenner of another soort changes nothing of what is not its own.
    Geval("AUT401", met(), met(erkenner="OCW", oin=DUO), er_is(erkenning(erkenner="OCW"))),
    Geval("RS1302", met(erkenner="SNRO", oin=CEDEO), met()),
    Geval("RS1302", met(begin=date(1999, 12, 31), eenheden=()), met(begin=date(2000, 1, 1), eenheden=())),
    Geval("RS1302", met(begin=date(1999, 12, 31), eenheden=()), met(begin=date(2000, 1, 1), eenheden=()), BESTAAND),
    Geval("RS1302", met(erkenner="BRANCHE", oin=CEDEO), met(erkenner="BRANCHE", begin=MIDDEN, oin=CEDEO), branche),
    Geval("RS1302", met(erkenner="SNRO", oin=DUO), met(erkenner="BRANCHE", oin=DUO), branche),
    # A key that names several, and a unieke code that is that of another.
    Geval(
        "RS1403",
        met(VAK, opleidingsniveau=None, eenheden=()),
        met(VAK, opleidingsniveau="VO-VWO", eenheden=()),
        er_is(vak("VO-HAVO"), vak("VO-VWO")),
        alleen=False,
    ),
    Geval("RS1403", met(opleidingscode="34036"), met(), BESTAAND),
    Geval(  # one of the ho has it, with a unieke code besides
        "RS1403",
        met(VO, opleidingsstelsel="ISAT", opleidingscode="34035"),
        met(VO, opleidingsstelsel="ISAT", opleidingscode="34036"),
        BESTAAND,
    ),
    Geval(
        "RS1403",
        met(opleidingscode="34036"),
        met(opleidingscode="34036", uniekeErkendeopleidingscode="34036_1"),
        BESTAAND,
    ),
    Geval(  # the key of one that has no niveau would name both, so that nobody could change or remove that one
        "RS1403",
        met(VAK, opleidingsstelsel="ILT", opleidingscode="1234", eenheden=()),
        met(VAK, opleidingsstelsel="ILT", opleidingscode="1235", eenheden=()),
        er_is(erkenning(VO, eenheden=())),
    ),
]

WEG = [
    Geval("A01080", weg(sleutel(uniekeErkendeopleidingscode="34035_2")), weg(), BESTAAND),
    Geval("A01080", weg(sleutel(opleidingsstelsel="CREBO")), weg(), BESTAAND),
    Geval("A01090", weg(sleutel(VAK, opleidingsniveau="VO-VWO")), weg(sleutel(VAK)), er_is(vak())),
    Geval("A01090", weg(sleutel(opleidingsniveau="HBO-BA")), weg(), BESTAAND),
    Geval(
        "RS1403",
        weg(sleutel(uniekeErkendeopleidingscode=None)),
        weg(),
        er_is(erkenning(), erkenning(uniekeErkendeopleidingscode="34035_2")),
    ),
    Geval("RS1403", weg(sleutel(VAK, opleidingsniveau=None)), weg(sleutel(VAK)), er_is(vak(), vak("VO-VWO"))),
    Geval("AUT401", weg(oin=HANZE), weg(), BESTAAND),
    Geval("AUT401", weg(oin=CEDEO), weg(oin=DUO), BESTAAND),
    Geval("AUT401", weg(), weg(oin=DUO), er_is(erkenning(erkenner="OCW"))),
    Geval("RS1008", weg(), zonder_licentie, licentie),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(register: Register, geval: Geval) -> None:
    geval.beproef(register)


def test_an_unknown_erkenner_or_unit_or_a_sender_without_right_hears_nothing_else(register: Register) -> None:
    fout: dict[str, Any] = {"ministerie": "VWS", "perioden": [periode(begin=VROEGER)]}
    assert fouten(met(erkenner="SZW", eenheden=("9999O9999",), **fout)(register)) == ["RS1301"]
    assert fouten(met(eenheden=("9999O9999",), oin=HANZE, **fout)(register)) == ["A01070"]
    assert fouten(met(oin=HANZE, **fout)(register)) == ["AUT401"]
    assert fouten(met(**fout)(register)) == ["RS1001", "RS1005"]


def test_whose_a_key_is_that_names_several_is_not_told(register: Register) -> None:
    BESTAAND(register)
    aanvaard(register, erkenning(uniekeErkendeopleidingscode="34035_2"))
    assert fouten(weg(sleutel(uniekeErkendeopleidingscode=None), HANZE)(register)) == ["RS1403"]


@pytest.mark.parametrize(
    ("deel", "sleutels"),
    [
        (
            erkenning(perioden=[periode(), periode(begin=MIDDEN, licentieerwijze="ANDERS")]),
            (("sleutel", "ISAT/34035/34035_1"), ("begindatum", "2025-09-01"), ("licentieerwijze", "ANDERS")),
        ),
        (erkenning(VAK, eqf="4"), (("sleutel", "VOVAK/2001/VO-HAVO"), ("eqf", "4"))),
        (
            erkenning(VO, perioden=[periode(HO)]),
            (("sleutel", "ILT/1234"), ("begindatum", "2024-09-01"), ("onderdeel", "TECHNIEK")),
        ),
        (
            erkenning(MBO, perioden=[periode("", mboExamen=Gegeven("mboExamen", {}))]),
            (("sleutel", "ILT/1234"), ("begindatum", "2024-09-01")),
        ),
    ],
)
def test_a_finding_names_the_erkenning_and_then_the_element(
    register: Register, deel: Gegeven, sleutels: tuple[tuple[str, str], ...]
) -> None:
    [fout] = lever(register, deel).foutmeldingen
    assert fout.sleutels == sleutels


def test_what_a_key_lacks_is_told_by_its_parts(register: Register) -> None:
    [fout] = verwijder(register, sleutel()).foutmeldingen
    assert fout.sleutels == (
        ("sleutel", "ISAT/34035/34035_1"),
        ("opleidingsstelsel", "ISAT"),
        ("opleidingscode", "34035"),
        ("uniekeErken...eidingscode", "34035_1"),
    )


def test_the_operator_and_each_of_several_erkenners_of_a_soort_may_deliver(register: Register) -> None:
    geef(register, VREEMD, "ERKENNER", "100E003")
    aanvaard(register, erkenning(), oin=VREEMD)
    assert lever(register, erkenning(), HANZE, beheerder=True).goedgekeurd


def test_types_for_which_no_periods_are_published_may_do_without(register: Register) -> None:
    aanvaard(register, erkenning(PARTICULIER, perioden=[]))
    assert fouten(lever(register, erkenning(VO, perioden=[], opleidingscode="1235"))) == ["RS1006"]


@pytest.mark.parametrize("soort", [HO, MBO, VO, VAK, PARTICULIER])
def test_a_message_comes_through_the_contract_as_it_was_sent(soort: str) -> None:
    """So that what these tests deliver is what a sender can."""
    operatie = OPERATIES[AANLEVEREN]
    anders: dict[str, Any] = {
        HO: {"instroomEinddatum": EINDE},
        MBO: {"perioden": [periode("", mbo=Gegeven("mbo", {"prijsfactorBekostiging": Decimal("1.80")}))]},
        VO: {"lWOOIndicator": True},
        VAK: {"bezemjaar": 2030, "vaksoort": "ALGEMEEN_VORMEND"},
        PARTICULIER: {"eqf": "5", "perioden": []},
    }
    deel = erkenning(soort, ministerie="OCW", einde=EINDE, eenheden=(EENHEID, ANDER), **anders[soort])
    kop: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "proef",
        "verzendendeInstantie": NVAO,
        "ontvangendeInstantie": "00000001800866472000",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
    }
    element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, {**kop, "opleidingserkenning": deel}))
    assert schema.is_geldig(element, AANVULLING_BEHEREN)
    assert mapping.lees(element, AANVULLING_BEHEREN).velden["opleidingserkenning"] == deel
