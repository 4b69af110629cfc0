"""A statement run on the driver gives what Core gives, on both databases; held connections die unnoticed."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register, Session
from rio_soap.register.database.model import berichtenlog, codeuitgifte, mutatie, opleidingseenheid, partij
from rio_soap.register.database.statements import Statement

_EENHEDEN = sa.select(opleidingseenheid).order_by(opleidingseenheid.c.code)
_OP_CODES = (
    sa.select(opleidingseenheid.c.code, opleidingseenheid.c.begindatum)
    .where(
        opleidingseenheid.c.code.in_(sa.bindparam("codes", expanding=True)),
        opleidingseenheid.c.begindatum <= sa.bindparam("dag", type_=sa.Date),
        opleidingseenheid.c.herkomst == "INSTELLING",
    )
    .order_by(opleidingseenheid.c.code)
)


def eenheid(nummer: int) -> dict[str, object]:
    begin = date(2020, 1, 1 + nummer % 28)
    return {
        "code": f"1000O{nummer:04}",
        "specialisatie": "hoOpleiding",
        "herkomst": "INSTELLING",
        "eigenaar": None,
        "begindatum": begin,
        "stand": Gegeven("hoOpleiding", {"begindatum": begin, "naam": "50% %s ' é"}),
    }


def test_rows_and_values_are_those_of_core(leeg: Register) -> None:
    invoegen = Statement(sa.insert(opleidingseenheid))

    def taak(session: Session) -> None:
        for nummer in range(30):
            assert session.execute(invoegen, eenheid(nummer)).rowcount == 1

    leeg.schrijf(taak)
    with leeg.lees() as session:
        van_core, eigen = session.execute(_EENHEDEN).all(), session.execute(Statement(_EENHEDEN), {}).all()
        assert [tuple(rij) for rij in van_core] == [tuple(rij) for rij in eigen]
        assert eigen[3].stand == eenheid(3)["stand"]
        assert (eigen[3].begindatum, eigen[3].einddatum) == (date(2020, 1, 4), None)


@pytest.mark.parametrize("aantal", [0, 1, 2, 20, 21, 500])
def test_a_list_of_any_length_is_looked_up(leeg: Register, aantal: int) -> None:
    leeg.schrijf(lambda session: session.execute(sa.insert(opleidingseenheid), [eenheid(n) for n in range(30)]))
    waarden = {"codes": [f"1000O{n:04}" for n in range(aantal)], "dag": date(2020, 1, 9)}
    op_codes = Statement(_OP_CODES)
    with leeg.lees() as session:
        for _ in range(2):
            gevonden = session.execute(op_codes, waarden)
            assert [rij.code for rij in gevonden] == list(session.execute(_OP_CODES, waarden).scalars())


def test_values_travel_by_the_type_of_their_column(leeg: Register) -> None:
    moment = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)
    rij = {
        **dict.fromkeys(("identificatiecode", "oin", "operatie", "message_id"), "x"),
        "ontvangen": moment,
        "goedgekeurd": True,
        "foutcodes": "",
        "verzoek": b"\0\xff",
        "antwoord": b"",
        "stempel": None,
    }
    nummer = leeg.schrijf(
        lambda session: session.execute(
            Statement(sa.insert(berichtenlog).returning(berichtenlog.c.id)), rij
        ).scalar_one()
    )
    with leeg.lees() as session:
        gelezen = session.execute(Statement(sa.select(berichtenlog)), {}).one()
    assert (gelezen.id, gelezen.ontvangen, gelezen.goedgekeurd) == (nummer, moment, True)
    assert (gelezen.verzoek, gelezen.antwoord, gelezen.stempel) == (b"\0\xff", b"", None)


def test_errors_are_those_of_core(leeg: Register) -> None:
    rij = {"vingerafdruk": "a", "naam": "a", "oin": None, "certificaat": b""}
    invoegen = Statement(sa.insert(partij))
    leeg.schrijf(lambda session: session.execute(invoegen, rij))
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: session.execute(invoegen, rij))
    with leeg.lees() as session:
        assert session.execute(Statement(sa.select(partij.c.naam)), {}).scalar_one() == "a"
        leeg_ = session.execute(Statement(sa.select(mutatie)), {})
        assert (leeg_.first(), leeg_.scalar(), list(leeg_.scalars())) == (None, None, [])
        with pytest.raises(sa.exc.InvalidRequestError):
            leeg_.one()


def test_an_insert_may_leave_columns_out(leeg: Register) -> None:
    """And is then another statement than one with all of them."""
    invoegen = Statement(sa.insert(partij))
    for waarden in (
        {"vingerafdruk": "a", "naam": "a", "certificaat": b"c"},
        {"vingerafdruk": "b", "naam": "b", "oin": "0", "certificaat": b""},
    ):
        leeg.schrijf(lambda session, waarden=waarden: session.execute(invoegen, waarden))
    with leeg.lees() as session:
        rijen = session.execute(
            Statement(sa.select(partij.c.vingerafdruk, partij.c.oin).order_by(partij.c.naam)), {}
        ).all()
    assert rijen == [("a", None), ("b", "0")]


def test_a_held_connection_that_died_costs_no_one_an_error(leeg: Register) -> None:
    """As after a restart of the PostgreSQL server."""
    if leeg.engine.dialect.name == "sqlite":
        pytest.skip("a file does not go away")
    zet = sa.insert(codeuitgifte)
    leeg.schrijf(lambda session: session.execute(zet, {"soort": "a", "laatste": 1}))
    vraag = sa.text("SELECT pg_backend_pid()")
    with leeg.lees() as een, leeg.lees() as ander:
        nummers = [session.execute(vraag).scalar_one() for session in (een, ander)]
    with leeg.engine.connect() as beheer:
        for nummer in nummers:
            assert beheer.execute(sa.text("SELECT pg_terminate_backend(:nummer)"), {"nummer": nummer}).scalar_one()
    leeg.schrijf(lambda session: session.execute(zet, {"soort": "b", "laatste": 1}))
    with leeg.lees() as session:
        assert list(session.execute(sa.select(codeuitgifte.c.soort)).scalars()) == ["a", "b"]
