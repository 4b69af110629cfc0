"""Whose fault an error of a database is: its own, that of the statement, or of another transaction."""

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Wachtfout

from rio_soap.register.database.failures import (
    DeadlinePassed,
    OutcomeUnknown,
    Unavailable,
    gemeld,
    ligt_aan_opdracht,
    lost_at_commit,
    meld,
    onbereikbaar,
    reden,
)


class Serverfout(Exception):
    """As psycopg raises them: with the SQLSTATE of the server, or none when nothing came back."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__(f"SQLSTATE {sqlstate}")
        self.sqlstate = sqlstate


def van_server(sqlstate: str | None, *, weg: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", None, Serverfout(sqlstate), connection_invalidated=weg)


def van_sqlite(code: int) -> DBAPIError:
    fout = sqlite3.OperationalError("fout")
    fout.sqlite_errorcode = code
    return DBAPIError("SELECT 1", None, fout)


@pytest.mark.parametrize(
    ("sqlstate", "buiten_bereik"),
    [
        (None, True),  # cannot be connected to
        ("08006", True),  # connection failure
        ("53300", True),  # too many connections
        ("57P01", True),  # shut down by its administrator
        ("58030", True),  # input or output error
        ("25006", True),  # read-only, as a standby
        ("0A000", True),  # a standby knows no SERIALIZABLE
        ("23505", False),  # a key that is taken
        ("40001", False),  # met another transaction
        ("42P01", False),  # no such table
        ("57014", False),  # cancelled, after too long
    ],
)
def test_a_server_that_cannot_serve_is_told_from_one_that_says_no(sqlstate: str | None, buiten_bereik: bool) -> None:
    assert onbereikbaar(van_server(sqlstate)) is buiten_bereik


@pytest.mark.parametrize(
    ("code", "buiten_bereik"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),  # the extended code of one
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_IOERR_FSYNC, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
        (sqlite3.SQLITE_ERROR, False),
    ],
)
def test_a_file_that_cannot_serve_is_told_from_a_statement_that_is_wrong(code: int, buiten_bereik: bool) -> None:
    assert onbereikbaar(van_sqlite(code)) is buiten_bereik


def test_a_connection_that_broke_or_never_came_free_is_no_fault_of_the_statement() -> None:
    assert onbereikbaar(van_server("42P01", weg=True))
    assert onbereikbaar(Wachtfout("no connection came free in time"))


@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "23505", "23503"])
def test_who_met_another_transaction_tries_again_though_the_connection_broke(sqlstate: str) -> None:
    """As after a serialization failure in an executemany: the server has said no, and undone what there was."""
    assert not onbereikbaar(van_server(sqlstate, weg=True))
    assert not lost_at_commit(van_server("40001", weg=True))


@pytest.mark.parametrize(("sqlstate", "open_"), [(None, True), ("08003", True), ("57P01", True), ("40001", False)])
def test_only_a_commit_whose_server_went_away_has_an_unknown_outcome(sqlstate: str | None, open_: bool) -> None:
    """With any other SQLSTATE it rolled back."""
    assert lost_at_commit(van_server(sqlstate)) is open_


@pytest.mark.parametrize(
    ("sqlstate", "eigen"), [("42P01", True), ("22001", True), ("40001", False), ("23505", False), ("53100", False)]
)
def test_a_statement_is_to_blame_when_no_other_transaction_and_no_server_is(sqlstate: str, eigen: bool) -> None:
    assert ligt_aan_opdracht(van_server(sqlstate)) is eigen


def test_what_is_said_of_an_error_is_what_the_database_said() -> None:
    """Without the statement, in which the data of a message stand."""
    assert reden(van_server("53100")) == "SQLSTATE 53100"
    assert reden(Wachtfout("no connection came free in time")) == "no connection came free in time"


@pytest.mark.parametrize(
    ("fout", "soort"),
    [
        (van_server("08006"), Unavailable),
        (van_sqlite(sqlite3.SQLITE_BUSY), Unavailable),
        (Wachtfout("late"), Unavailable),
        (van_server("57014"), DeadlinePassed),
        (van_server("55P03"), DeadlinePassed),
        (van_server("23505"), DBAPIError),
        (ValueError("ours"), ValueError),
    ],
)
def test_an_error_is_raised_as_what_it_means_to_who_waits(fout: Exception, soort: type[Exception]) -> None:
    with pytest.raises(soort) as gekregen, gemeld():
        raise fout
    assert gekregen.value is fout or gekregen.value.__cause__ is fout


def test_what_is_not_the_fault_of_the_database_is_left_to_who_catches_it() -> None:
    meld(van_server("23505"))
    meld(ValueError("ours"))


def test_an_unknown_outcome_and_a_passed_deadline_are_ways_of_being_unavailable() -> None:
    """Whoever only wants to know whether to try again need not tell them apart."""
    assert issubclass(OutcomeUnknown, Unavailable)
    assert issubclass(DeadlinePassed, Unavailable)
