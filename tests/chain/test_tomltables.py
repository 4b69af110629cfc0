"""The TOML files of the stand-ins: tables in their order, errors with the table that they are in."""

from pathlib import Path

import pytest

from rio_soap.chain.standin.tomltables import MAX_BYTES, Table, only_known, read_tables


class Onbruikbaar(ValueError):
    pass


def bestand(tmp_path: Path, tekst: str) -> Path:
    pad = tmp_path / "x.toml"
    pad.write_text(tekst)
    return pad


def test_kinds_are_loaded_in_the_order_of_the_loaders_and_tables_in_that_of_the_file(tmp_path: Path) -> None:
    gezien: list[tuple[str, Table]] = []
    pad = bestand(tmp_path, "[[b]]\nn = 1\n[[a]]\nn = 2\n[[b]]\nn = 3\n")
    laders = {"a": lambda t: gezien.append(("a", t)), "b": lambda t: gezien.append(("b", t))}
    read_tables(pad, laders, Onbruikbaar)
    assert gezien == [("a", {"n": 2}), ("b", {"n": 1}), ("b", {"n": 3})]


def test_a_kind_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    read_tables(bestand(tmp_path, ""), {"a": lambda _: pytest.fail("there is none")}, Onbruikbaar)


@pytest.mark.parametrize("fout", [AttributeError, KeyError, TypeError, ValueError])
def test_a_table_that_cannot_be_used_is_told_with_its_number(tmp_path: Path, fout: type[Exception]) -> None:
    def laad(tabel: Table) -> None:
        if tabel["n"] == 2:
            raise fout("reason")

    pad = bestand(tmp_path, "[[a]]\nn = 1\n[[a]]\nn = 2\n")
    with pytest.raises(Onbruikbaar, match=rf"x.toml: a 2: {fout.__name__} .?reason"):
        read_tables(pad, {"a": laad}, Onbruikbaar)


def test_a_mistake_in_the_program_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    def laad(_: Table) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_tables(bestand(tmp_path, "[[a]]\n"), {"a": laad}, Onbruikbaar)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("geen toml", "Expected"),
        ("[a]\nn = 1\n", r"found a once, expected tables \[\[a\]\]"),
        ("a = 1\n", "found a once"),
        ("#" * (MAX_BYTES + 1), "x.toml"),
    ],
    ids=["no TOML", "one table", "a value", "too large"],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, tekst: str, melding: str) -> None:
    with pytest.raises(Onbruikbaar, match=melding):
        read_tables(bestand(tmp_path, tekst), {"a": lambda _: None}, Onbruikbaar)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"x\.toml"):
        read_tables(tmp_path / "x.toml", {}, Onbruikbaar)


def test_an_unknown_name_is_told_with_those_that_are_known() -> None:
    only_known({"a": 1}, ("a", "b"))
    with pytest.raises(ValueError, match="unknown 'c'; known are a, b"):
        only_known({"a": 1, "d": 2, "c": 3}, ("a", "b"))
