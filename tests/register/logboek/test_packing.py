"""What the berichtenlog packed can be unpacked, for ever, and nothing else passes for it."""

import hashlib
import zlib
from importlib import resources

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from rio_soap.register.logboek.packing import pak_in, pak_uit


@given(st.binary(max_size=5000))
def test_every_text_comes_back_as_it_was(tekst: bytes) -> None:
    assert pak_uit(pak_in(tekst)) == tekst


def test_what_was_packed_with_zlib_before_stays_readable() -> None:
    for niveau in (0, 1, 6, 9):
        assert pak_uit(zlib.compress(b"<Envelope/>", niveau)) == b"<Envelope/>"


def test_the_dictionary_never_changes() -> None:
    """Every entry that was packed with it needs it."""
    data = (resources.files("rio_soap.register.logboek") / "data" / "berichten-1.zdict").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "34ceee986270710200dfbd3b86a51c8374aa338683f2dc1fed17dfa604f178a0"


def test_an_entry_of_an_earlier_version_reads_the_same() -> None:
    """Packed by the first version that had the dictionary."""
    gepakt = bytes.fromhex("28b52ffd23e1bb270053ed0000130103b4fef6d798183d62e421a30c03fc61140e7076a12253c10e1702")
    assert pak_uit(gepakt) == b'<wsu:Timestamp wsu:Id="Timestamp-1"><wsu:Created>2026-11-25T01:30:00Z</wsu:Created>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<Envelope/>",
        b"\x28\xb5\x2f\xfd",
        zlib.compress(b"x" * 100)[:-5],
        pak_in(b"x<wsa:To>" * 100)[:-5],
        zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(b"another " * 20)).compress(b"another " * 9)[
            :-2
        ],
    ],
)
def test_what_is_broken_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the library says of it
        pak_uit(data)


def test_a_frame_is_not_believed_about_a_size_that_no_message_has() -> None:
    kop = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little")
    with pytest.raises(ValueError, match="never packed"):
        pak_uit(kop + b"\0" * 20)
