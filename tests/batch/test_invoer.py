"""The messages of a batch: which files they are, and in which order they go."""

from pathlib import Path

import pytest

from rio_soap.batch.invoer import Invoerfout, open_invoer


def vul(map_: Path, *namen: str) -> Path:
    for naam in namen:
        pad = map_ / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(naam)
    return map_


def namen(map_: Path, volgorde: str = "naam") -> tuple[str, ...]:
    with open_invoer(map_, volgorde) as invoer:
        return invoer.namen


def test_every_file_that_ends_in_xml_is_a_message_also_in_folders_of_it(tmp_path: Path) -> None:
    assert namen(vul(tmp_path, "b.xml", "a/c.XML", "a.txt", "a/d.xml.bak")) == ("a/c.XML", "b.xml")


@pytest.mark.parametrize(
    ("volgorde", "verwacht"),
    [("naam", ("10.xml", "9.xml", "a2b1.xml", "a2b10.xml")), ("nummer", ("a2b1.xml", "a2b10.xml", "9.xml", "10.xml"))],
)
def test_the_order_is_by_name_or_by_the_numbers_in_it(tmp_path: Path, volgorde: str, verwacht: tuple[str, ...]) -> None:
    assert namen(vul(tmp_path, "9.xml", "10.xml", "a2b10.xml", "a2b1.xml"), volgorde) == verwacht


def volgorde(tmp_path: Path, tekst: str) -> tuple[str, ...]:
    (tmp_path / "volgorde.txt").write_text(tekst)
    return namen(vul(tmp_path / "in", "a.xml", "b.xml"), str(tmp_path / "volgorde.txt"))


def test_the_order_of_a_file_is_that_of_its_lines_without_remarks_and_blanks(tmp_path: Path) -> None:
    assert volgorde(tmp_path, "# eerst b\n\n b.xml \r\na.xml\n") == ("b.xml", "a.xml")


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("a.xml\n", r"does not name b\.xml \(1 in all\)"),
        ("a.xml\nb.xml\na.xml\n", r"line 3: a\.xml: twice"),
        ("a.xml\nc.xml\n", r"line 2: c\.xml: no message of this batch"),
        ("", r"does not name a\.xml, b\.xml"),
    ],
)
def test_an_order_that_does_not_name_each_message_once_is_refused(tmp_path: Path, tekst: str, melding: str) -> None:
    with pytest.raises(Invoerfout, match=melding):
        volgorde(tmp_path, tekst)


def test_an_order_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invoerfout, match="the order cannot be read"):
        namen(vul(tmp_path, "a.xml"), str(tmp_path / "weg.txt"))


def test_no_more_than_one_byte_beyond_the_maximum_is_read(tmp_path: Path) -> None:
    with open_invoer(vul(tmp_path, "langenaam.xml")) as invoer:
        assert invoer.lees("langenaam.xml", 4) == b"lange"
        assert invoer.lees("langenaam.xml", 100) == b"langenaam.xml"


@pytest.mark.parametrize("naam", ["a:b.xml", "a*.xml", "a?.xml", 'a".xml', "a\nb.xml", "\x7f.xml", "é" * 80 + ".xml"])
def test_a_name_that_not_every_file_system_takes_is_refused(tmp_path: Path, naam: str) -> None:
    with pytest.raises(Invoerfout, match="a name that is not taken"):
        namen(vul(tmp_path, naam))


def test_what_is_neither_folder_nor_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invoerfout, match="no such folder or zip"):
        namen(tmp_path / "weg")
    (tmp_path / "x.zip").write_bytes(b"geen zip")
    with pytest.raises(Invoerfout, match="neither a folder nor a zip"):
        namen(tmp_path / "x.zip")


def test_a_folder_without_messages_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invoerfout, match="no messages"):
        namen(tmp_path)
