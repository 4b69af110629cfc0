"""Tying a bestuur to the Handelsregister."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import handelsregister, mutatie, organisatorische_eenheid
from rio_soap.register.organisatie.handelsregister import Koppelfout, Registratie, koppel
from rio_soap.register.toezicht.ketencontrole import naam_op, te_controleren_besturen
from tests.register.hulp import NU, context

VANDAAG = date(2026, 11, 24)
REGISTRATIE = Registratie(
    kvk_nummer="90000137",
    rsin="992660725",
    naam="Stichting Voorbeeld Onderwijs",
    rechtsvorm="ST",
    rechtsvorm_omschrijving="Stichting",
    publieke_rechtsvorm=None,
    datum_aanvang="20050901",
    datum_einde=None,
    ontbonden=None,
    statutaire_zetel="Doesburg",
    bezoekadres={"straatnaam": "Voorbeeldstraat", "huisnummer": 7},
    postadres=None,
    peilmoment="20261124100000000",
)


def doe(register: Register, registratie: Registratie, bestuur: str | None = None, dag: date = VANDAAG) -> Any:
    return register.schrijf(lambda session: koppel(session, registratie, bestuur, NU, dag))


def rij(register: Register, code: str) -> Any:
    with register.lees() as session:
        return session.execute(sa.select(organisatorische_eenheid).where(organisatorische_eenheid.c.code == code)).one()


def perioden(register: Register, code: str) -> list[Gegeven]:
    return rij(register, code).stand.velden["onderwijsbestuurPeriode"]


def test_what_it_takes_over_is_in_the_feed_with_the_aanbieders_that_show_it(register: Register) -> None:
    """V4 shows an aanbieder with its besturen; taking over the same again changes nothing."""
    for _ in range(2):
        doe(register, REGISTRATIE, "100B490")
        with register.lees() as session:
            mutaties = session.execute(sa.select(mutatie).order_by(mutatie.c.volgnummer)).all()
        assert [(m.sleutel, m.houder, m.soort, m.kanaal, m.oin) for m in mutaties] == [
            ("100B490", "100B490", "W", "KETEN", None),
            ("110A133", "100B490", "W", "KETEN", None),
        ]


def test_a_bestuur_takes_over_numbers_name_legal_form_dates_and_addresses(register: Register) -> None:
    assert doe(register, REGISTRATIE, "100B490") == ("100B490", "Stichting Hanzehogeschool Groningen")
    nu = rij(register, "100B490")
    assert (nu.kvk_nummer, nu.rsin, nu.bevoegd_gezag_nummer) == ("90000137", "992660725", "40169")
    assert [(p.velden["begindatum"], p.velden["naam"]) for p in perioden(register, "100B490")] == [
        (date(1986, 8, 1), "Stichting Hanzehogeschool Groningen"),
        (VANDAAG, "Stichting Voorbeeld Onderwijs"),
    ]
    with register.lees() as session:
        bij = session.execute(sa.select(handelsregister)).one()
    assert (bij.bestuur, bij.rechtsvorm, bij.datum_aanvang, bij.datum_einde) == ("100B490", "ST", "20050901", None)
    assert json.loads(bij.bezoekadres) == {"straatnaam": "Voorbeeldstraat", "huisnummer": 7}
    assert (bij.postadres, bij.peilmoment, bij.opgehaald) == (None, "20261124100000000", NU)


def test_the_oins_of_its_numbers_act_for_the_bestuur_from_then_on(register: Register) -> None:
    oins = ("00000001992660725000", "00000003900001370000")
    with register.lees() as session:
        assert [besturen_van(session, context(oin)) for oin in oins] == [(), ()]
    doe(register, REGISTRATIE, "100B490")
    with register.lees() as session:
        assert [besturen_van(session, context(oin)) for oin in oins] == [("100B490",), ("100B490",)]


def test_tying_again_finds_the_bestuur_and_changes_only_what_changed(register: Register) -> None:
    doe(register, REGISTRATIE, "100B490")
    assert doe(register, REGISTRATIE, dag=VANDAAG + timedelta(days=5))[0] == "100B490"
    assert len(perioden(register, "100B490")) == 2
    doe(register, replace(REGISTRATIE, naam="Andere naam"), dag=VANDAAG)
    assert [p.velden["naam"] for p in perioden(register, "100B490")][1:] == ["Andere naam"]


def test_a_name_too_long_for_a_message_is_shortened_there_and_whole_beside_it(register: Register) -> None:
    lang = "Stichting " + "x" * 90
    doe(register, replace(REGISTRATIE, naam=lang), "100B490")
    naam = perioden(register, "100B490")[-1].velden["naam"]
    assert isinstance(naam, str)
    assert len(naam) == 80
    assert naam.endswith("...")
    with register.lees() as session:
        (bestuur,) = te_controleren_besturen(session, NU, VANDAAG)
    assert bestuur.naam == lang


def test_the_rest_of_the_period_goes_on_and_later_periods_stay(register: Register) -> None:
    morgen = VANDAAG + timedelta(days=1)
    stand = rij(register, "100B490").stand
    stand.velden["onderwijsbestuurPeriode"] = [
        Gegeven("onderwijsbestuurPeriode", {"begindatum": morgen, "naam": "Straks"}),
        Gegeven("onderwijsbestuurPeriode", {"begindatum": date(2000, 1, 1), "naam": "Nu", "internationaleNaam": "Now"}),
    ]
    register.schrijf(lambda s: s.execute(sa.update(organisatorische_eenheid).values(stand=stand)))
    doe(register, REGISTRATIE, "100B490")
    assert [(p.velden["naam"], p.velden.get("internationaleNaam")) for p in perioden(register, "100B490")] == [
        ("Nu", "Now"),
        ("Stichting Voorbeeld Onderwijs", "Now"),
        ("Straks", None),
    ]
    assert naam_op(rij(register, "100B490").stand, morgen) == "Straks"


@pytest.mark.parametrize(
    ("bestuur", "melding"),
    [
        ("999B999", "no bestuur 999B999"),
        ("110A133", "no bestuur 110A133"),
        ("107B213", "that of bestuur 100B490"),
    ],
)
def test_what_cannot_be_tied_is_refused_and_changes_nothing(register: Register, bestuur: str, melding: str) -> None:
    if bestuur == "107B213":
        doe(register, REGISTRATIE, "100B490")
    with pytest.raises(Koppelfout, match=melding):
        doe(register, REGISTRATIE, bestuur)
    assert rij(register, "107B213").kvk_nummer is None


def test_without_a_bestuur_of_that_number_one_must_be_named(register: Register) -> None:
    with pytest.raises(Koppelfout, match="say which bestuur"):
        doe(register, REGISTRATIE)
