"""A key says its parts, whatever stands in them."""

import pytest

from rio_soap.register.regels.objectsleutel import delen_van, sleutel_uit, zonder_lege


@pytest.mark.parametrize(
    ("delen", "sleutel"),
    [
        (("ISAT", "34035"), "ISAT/34035"),
        (("NLQF", "A/B"), "NLQF/A%2FB"),
        (("NLQF", "100%"), "NLQF/100%25"),
        (("NLQF", "%2F/"), "NLQF/%252F%2F"),
        (("NLQF", ""), "NLQF/"),
    ],
)
def test_parts_come_back_as_they_went_in(delen: tuple[str, ...], sleutel: str) -> None:
    assert sleutel_uit(*delen) == sleutel
    assert delen_van(sleutel) == delen


def test_a_part_that_an_object_lacks_is_not_in_its_key() -> None:
    assert zonder_lege(("ISAT", "34035", "", "34035_2")) == "ISAT/34035/34035_2"
    assert zonder_lege(("ILT", "1000", "", "")) == "ILT/1000"
