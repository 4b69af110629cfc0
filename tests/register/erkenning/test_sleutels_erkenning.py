"""The keys of erkenningen and their relations: written and read, whatever is in them."""

from datetime import date

import pytest

from rio_soap.register.erkenning.sleutels import (
    Instellingsleutel,
    Relatiesleutel,
    lees_relatiesleutel,
    lees_sleutel,
    relatiesleutel,
    sleutel_van,
)

BEGIN = date(2020, 8, 1)


@pytest.mark.parametrize(
    ("wat", "tekst"),
    [
        (Instellingsleutel("OCW", "ERKENDE_VESTIGING", "25BE00"), "OCW/ERKENDE_VESTIGING/25BE00"),
        (Instellingsleutel("NRTO", "BEVOEGD_GEZAG", "a/b%2F"), "NRTO/BEVOEGD_GEZAG/a%2Fb%252F"),
        (Instellingsleutel("", "BEVOEGD_GEZAG", "12345"), "/BEVOEGD_GEZAG/12345"),
    ],
)
def test_a_key_names_erkenner_type_and_code(wat: Instellingsleutel, tekst: str) -> None:
    assert sleutel_van(*wat) == tekst
    assert lees_sleutel(tekst) == wat
    assert Instellingsleutel.uit(wat.als_gegeven("van")) == wat
    relatie = Relatiesleutel(wat, wat._replace(code="x"), "HIERARCHISCH", BEGIN)
    assert relatiesleutel(relatie) == f"{tekst}/{sleutel_van(*relatie.naar)}/HIERARCHISCH/2020-08-01"
    assert lees_relatiesleutel(relatiesleutel(relatie)) == relatie


@pytest.mark.parametrize("tekst", ["", "OCW/ERKENDE_VESTIGING", "a/b/c/d"])
def test_what_is_no_key_is_none(tekst: str) -> None:
    assert lees_sleutel(tekst) is None
    assert lees_relatiesleutel(tekst) is None
    assert lees_relatiesleutel("a/b/c/d/e/f/HIERARCHISCH/2020-13-01") is None
