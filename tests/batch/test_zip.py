"""A zip from anywhere costs no more than a bound, and names nothing outside the batch."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from rio_soap.batch import invoer
from rio_soap.batch.invoer import Invoerfout, open_invoer


def zip_van(pad: Path, *leden: tuple[str, bytes], methode: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(pad, "w", methode) as archief:
        for naam, data in leden:
            archief.writestr(naam, data)
    return pad


def reden(pad: Path) -> str:
    try:
        with open_invoer(pad) as berichten:
            for naam in berichten.namen:
                berichten.lees(naam, 1000)
    except Invoerfout as fout:
        return str(fout)
    return ""


@pytest.mark.parametrize(
    "naam", ["../a.xml", "/a.xml", "a/../../b.xml", "a//b.xml", "c:\\a.xml", "a\nb.xml", "x" * 500]
)
def test_a_name_that_points_elsewhere_is_refused(tmp_path: Path, naam: str) -> None:
    assert "a name that is not taken" in reden(zip_van(tmp_path / "z.zip", (f"{naam}.xml", b"<a/>")))


def test_names_that_would_share_an_answer_are_refused(tmp_path: Path) -> None:
    assert "differ in capitals only" in reden(zip_van(tmp_path / "z.zip", ("a.xml", b""), ("A.xml", b"")))
    with pytest.warns(UserWarning, match="Duplicate"):
        pad = zip_van(tmp_path / "y.zip", ("a.xml", b""), ("a.xml", b"x"))
    assert "found twice" in reden(pad)


def test_a_bomb_is_refused_by_its_ratio_and_what_lies_about_its_size_is_not_read_beyond_the_bound(
    tmp_path: Path,
) -> None:
    pad = zip_van(tmp_path / "z.zip", ("a.xml", b"0" * 20_000_000))
    assert "unpacks to more than 200 times" in reden(pad)
    data = bytearray(pad.read_bytes())
    plek = data.rfind(b"PK\x01\x02")
    data[plek + 24 : plek + 28] = struct.pack("<L", 900)  # says in the directory that it is small
    pad.write_bytes(data)
    assert "cannot be read from the zip" in reden(pad), "never more than it says, and then its checksum is wrong"


def test_other_compressions_encryption_and_too_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "found compression 14" in reden(zip_van(tmp_path / "l.zip", ("a.xml", b"<a/>"), methode=zipfile.ZIP_LZMA))
    pad = zip_van(tmp_path / "e.zip", ("a.xml", b"<a/>"))
    data = bytearray(pad.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    pad.write_bytes(data)
    assert "is encrypted" in reden(pad)
    assert "there is no file that ends in .xml" in reden(zip_van(tmp_path / "n.zip", ("a.txt", b"")))
    (tmp_path / "g.zip").write_bytes(b"geen zip")
    assert "neither a folder nor a zip" in reden(tmp_path / "g.zip")
    (tmp_path / "k.zip").write_bytes(pad.read_bytes()[-40:])
    assert reden(tmp_path / "k.zip")
    monkeypatch.setattr(invoer, "MAX_ZIP", 10)
    assert "found" in reden(pad)
    monkeypatch.undo()
    monkeypatch.setattr(invoer, "MAX_UITGEPAKT", 3)
    assert "unpacks to more than 3 bytes" in reden(zip_van(tmp_path / "u.zip", ("a.xml", b"<a/>")))


def test_a_zip64_is_refused_before_its_directory_is_read(tmp_path: Path) -> None:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for nummer in range(65_540):
            archief.writestr(zipfile.ZipInfo(f"{nummer}.xml"), b"")
    (tmp_path / "z.zip").write_bytes(uit.getvalue())
    assert "zip64" in reden(tmp_path / "z.zip")


def test_a_damaged_entry_is_told_by_its_name(tmp_path: Path) -> None:
    pad = zip_van(tmp_path / "z.zip", ("a.xml", b"<a>inhoud</a>"), methode=zipfile.ZIP_STORED)
    pad.write_bytes(pad.read_bytes().replace(b"inhoud", b"onzins"))
    assert "a.xml: cannot be read from the zip" in reden(pad)
