"""A statement run on the driver gives what Core gives, on both databases; held connections die unnoticed."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import berichtenlog, codeuitgifte, mutatie, opleidingseenheid, partij
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement

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


class Eenheid(NamedTuple):
    code: str
    specialisatie: str
    herkomst: str
    eigenaar: str | None
    eigen_sleutel: str | None
    soort: str | None
    begindatum: date
    einddatum: date | None
    stand: Gegeven


class CodeEnBegin(NamedTuple):
    code: str
    begindatum: date


class Omgekeerd(NamedTuple):
    begindatum: date
    code: str


class Bericht(NamedTuple):
    id: int
    ontvangen: datetime
    goedgekeurd: bool
    verzoek: bytes
    antwoord: bytes
    stempel: bytes | None


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
    invoegen = Command(sa.insert(opleidingseenheid))

    def taak(session: Session) -> None:
        for nummer in range(30):
            assert session.execute(invoegen, eenheid(nummer)).rowcount == 1

    leeg.schrijf(taak)
    with leeg.lees() as session:
        van_core, eigen = session.execute(_EENHEDEN).all(), session.execute(Statement(_EENHEDEN, Eenheid), {}).all()
        assert [tuple(rij) for rij in van_core] == [tuple(rij) for rij in eigen]
        assert eigen[3].stand == eenheid(3)["stand"]
        assert (eigen[3].begindatum, eigen[3].einddatum) == (date(2020, 1, 4), None)


@pytest.mark.parametrize("aantal", [0, 1, 2, 20, 21, 128, 500])
def test_a_list_of_any_length_is_looked_up(leeg: Register, aantal: int) -> None:
    leeg.schrijf(lambda session: session.execute(sa.insert(opleidingseenheid), [eenheid(n) for n in range(30)]))
    waarden = {"codes": [f"1000O{n:04}" for n in range(aantal)], "dag": date(2020, 1, 9)}
    op_codes = Statement(_OP_CODES, CodeEnBegin)
    with leeg.lees() as session:
        for _ in range(2):
            gevonden = session.execute(op_codes, waarden)
            assert [rij.code for rij in gevonden] == list(session.execute(_OP_CODES, waarden).scalars())


def test_a_row_is_of_its_class_however_it_was_read(leeg: Register) -> None:
    """On the driver as by Core, which does long lists."""
    leeg.schrijf(lambda session: session.execute(sa.insert(opleidingseenheid), [eenheid(n) for n in range(3)]))
    op_codes = Statement(_OP_CODES, CodeEnBegin)
    with leeg.lees() as session:
        for aantal in (3, 30):
            waarden = {"codes": [f"1000O{n:04}" for n in range(aantal)], "dag": date(2020, 1, 2)}
            gevonden = session.execute(op_codes, waarden).all()
            assert [type(rij) for rij in gevonden] == [CodeEnBegin, CodeEnBegin]
            assert gevonden == [("1000O0000", date(2020, 1, 1)), ("1000O0001", date(2020, 1, 2))]


def test_a_class_of_other_columns_is_refused(leeg: Register) -> None:
    """Or values would go by the name of another column."""
    waarden = {"codes": ["1000O0000"], "dag": date(2020, 1, 2)}
    with leeg.lees() as session, pytest.raises(TypeError, match="Omgekeerd has the fields begindatum, code, "):
        session.execute(Statement(_OP_CODES, Omgekeerd), waarden)


def test_a_statement_of_one_column_gives_values(leeg: Register) -> None:
    leeg.schrijf(lambda session: session.execute(sa.insert(opleidingseenheid), [eenheid(n) for n in range(3)]))
    codes = Statement[tuple[str]](sa.select(opleidingseenheid.c.code).order_by(opleidingseenheid.c.code))
    with leeg.lees() as session:
        gevonden = session.execute(codes, {})
        assert gevonden.scalars() == ["1000O0000", "1000O0001", "1000O0002"]
        assert gevonden.scalar() == "1000O0000"
        with pytest.raises(sa.exc.InvalidRequestError, match="one row expected, found 3"):
            gevonden.scalar_one()


def test_many_rows_are_written_at_once(leeg: Register) -> None:
    """None for no rows at all; an error is that of Core."""
    invoegen = Command(sa.insert(codeuitgifte))
    leeg.schrijf(lambda session: session.execute_many(invoegen, []))
    rijen = [{"soort": f"s{n}", "laatste": n} for n in range(5)]
    leeg.schrijf(lambda session: session.execute_many(invoegen, rijen))
    with leeg.lees() as session:
        som = Statement[tuple[int]](sa.select(sa.func.sum(codeuitgifte.c.laatste)))
        assert session.execute(som, {}).scalar_one() == 10
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: session.execute_many(invoegen, rijen))


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
            Statement[tuple[int]](sa.insert(berichtenlog).returning(berichtenlog.c.id)), rij
        ).scalar_one()
    )
    with leeg.lees() as session:
        gelezen = session.execute(
            Statement(sa.select(*(berichtenlog.c[naam] for naam in Bericht._fields)), Bericht), {}
        ).one()
    assert (gelezen.id, gelezen.ontvangen, gelezen.goedgekeurd) == (nummer, moment, True)
    assert (gelezen.verzoek, gelezen.antwoord, gelezen.stempel) == (b"\0\xff", b"", None)


def test_errors_are_those_of_core(leeg: Register) -> None:
    rij = {"vingerafdruk": "a", "naam": "a", "oin": None, "certificaat": b""}
    invoegen = Command(sa.insert(partij))
    leeg.schrijf(lambda session: session.execute(invoegen, rij))
    with pytest.raises(sa.exc.IntegrityError):
        leeg.schrijf(lambda session: session.execute(invoegen, rij))
    with leeg.lees() as session:
        assert session.execute(Statement[tuple[str]](sa.select(partij.c.naam)), {}).scalar_one() == "a"
        leeg_ = session.execute(Statement[tuple[int]](sa.select(mutatie.c.volgnummer)), {})
        assert (leeg_.first(), leeg_.scalar(), list(leeg_.scalars())) == (None, None, [])
        with pytest.raises(sa.exc.InvalidRequestError):
            leeg_.one()


def test_an_insert_may_leave_columns_out(leeg: Register) -> None:
    """And is then another statement than one with all of them."""
    invoegen = Command(sa.insert(partij))
    for waarden in (
        {"vingerafdruk": "a", "naam": "a", "certificaat": b"c"},
        {"vingerafdruk": "b", "naam": "b", "oin": "0", "certificaat": b""},
    ):
        leeg.schrijf(lambda session, waarden=waarden: session.execute(invoegen, waarden))
    with leeg.lees() as session:
        rijen = session.execute(
            Statement[tuple[str, str | None]](sa.select(partij.c.vingerafdruk, partij.c.oin).order_by(partij.c.naam)),
            {},
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


class _Geteld(sa.types.TypeDecorator[str]):
    """Counts its conversions."""

    impl = sa.String
    cache_ok = True
    keren = 0

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        _Geteld.keren += 1
        return value and value.upper()


def test_a_value_that_stands_in_several_places_is_converted_once_for_each_run(leeg: Register) -> None:
    a, b = (sa.bindparam(naam, type_=_Geteld()) for naam in "ab")
    vraag = Statement(sa.select(a, b.label("twee"), a.label("drie"), a.label("vier")))
    with leeg.lees() as session:
        for keer in (1, 2):
            _Geteld.keren = 0
            assert session.execute(vraag, {"b": f"y{keer}", "a": f"x{keer}"}).one() == (
                f"X{keer}",
                f"Y{keer}",
                f"X{keer}",
                f"X{keer}",
            )
            assert _Geteld.keren == 2
