"""What names an opleidingserkenning: in a message, in the feed, in a foutmelding."""

import pytest

from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.opleidingserkenning.sleutel import (
    bestaanscode,
    erkenningssleutel,
    lees_sleutel,
    sleutel_van,
    sleutelgegevens,
)


@pytest.mark.parametrize(
    ("sleutel", "tekst", "code"),
    [
        (Erkenningssleutel("ILT", "1000"), "ILT/1000", "A01080"),
        (Erkenningssleutel("VOVAK", "2001", "VO-HAVO"), "VOVAK/2001/VO-HAVO", "A01090"),
        (Erkenningssleutel("ISAT", "34035", "", "34035_2"), "ISAT/34035/34035_2", "A01080"),
        (Erkenningssleutel("NLQF", "A/1%"), "NLQF/A%2F1%25", "A01080"),
    ],
)
def test_a_key_is_written_read_and_named_with_the_parts_that_it_has(
    sleutel: Erkenningssleutel, tekst: str, code: str
) -> None:
    assert sleutel_van(*sleutel) == tekst
    assert lees_sleutel(erkenningssleutel(sleutel)) == sleutel
    assert list(erkenningssleutel(sleutel).velden.values()) == [deel for deel in sleutel if deel]
    assert [waarde for _, waarde in sleutelgegevens(sleutel)] == [tekst, *(deel for deel in sleutel if deel)]
    assert bestaanscode(sleutel) == code
