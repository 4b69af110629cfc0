"""A zip whose directory would fill the memory is refused before it is read; any other is left to ``zipfile``."""

import io
import struct
import zipfile

import pytest

from rio_soap.chain.bagextract.zip_bounds import HOOGSTENS, controleer_inhoudsopgave

EINDE = struct.Struct("<4s4H2LH")


def zip_(aantal: int, commentaar: bytes = b"") -> bytes:
    """A zip of so many empty files."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.comment = commentaar
        for nummer in range(aantal):
            archief.writestr(f"{nummer}.xml", b"")
    return uit.getvalue()


def einde(omvang: int, commentaar: bytes = b"") -> bytes:
    """The end of a zip whose directory takes so many bytes."""
    return EINDE.pack(b"PK\x05\x06", 0, 0, 1, 1, omvang, 0, len(commentaar)) + commentaar


def einde64(omvang: int) -> bytes:
    """The end of a large zip: the size stands in a record of its own."""
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, omvang, 0)
    wijzer = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    return record + wijzer + einde(0xFFFFFFFF)


@pytest.mark.parametrize("aantal", [0, 1, 300])
@pytest.mark.parametrize("commentaar", [b"", b"x" * 65535])
def test_an_ordinary_zip_is_taken(aantal: int, commentaar: bytes) -> None:
    controleer_inhoudsopgave(io.BytesIO(zip_(aantal, commentaar)))


@pytest.mark.parametrize("data", [b"", b"PK", b"geen zip", b"x" * 100_000, b"PK\x05\x06", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_zip_is_for_others_to_say(data: bytes) -> None:
    controleer_inhoudsopgave(io.BytesIO(data))


@pytest.mark.parametrize("maak", [einde, einde64])
def test_a_directory_of_at_most_the_bound_is_taken_and_one_byte_more_is_not(maak: object) -> None:
    assert callable(maak)
    controleer_inhoudsopgave(io.BytesIO(maak(HOOGSTENS)))
    with pytest.raises(ValueError, match=f"takes {HOOGSTENS + 1} bytes, allowed at most {HOOGSTENS}"):
        controleer_inhoudsopgave(io.BytesIO(maak(HOOGSTENS + 1)))


def test_a_comment_behind_the_directory_hides_nothing() -> None:
    with pytest.raises(ValueError, match="allowed at most"):
        controleer_inhoudsopgave(io.BytesIO(einde(HOOGSTENS + 1, b"c" * 65535)))


def test_a_pointer_to_nowhere_is_for_others_to_say() -> None:
    """The size in the ordinary end says only that it stands elsewhere, and there nothing is found."""
    wijzer = struct.pack("<4sLQL", b"PK\x06\x07", 0, 2**63, 1)
    controleer_inhoudsopgave(io.BytesIO(wijzer + einde(0xFFFFFFFF)))
