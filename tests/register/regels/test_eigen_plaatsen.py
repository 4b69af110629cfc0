"""A finding on our own contract is shown at the element that its last sleutelgegeven names, wherever that stands."""

from datetime import date
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.plaatsen import plaatsen

LEVER = "aanleveren_erkenner"
BEGIN, LATER = date(2020, 1, 1), date(2024, 1, 1)


def aanmerking(bevoegdheid: str, begin: date, **velden: Any) -> Gegeven:
    return Gegeven("erkenneraanmerking", {"bevoegdheid": bevoegdheid, "begindatum": begin, **velden})


VERZOEK = Gegeven(
    "verzoek",
    {
        "erkenner": Gegeven(
            "erkenner",
            {
                "erkennercode": "100E003",
                "soort": "NVAO",
                "begindatum": BEGIN,
                "erkenneraanmerking": [
                    aanmerking("ORGANISATIE", BEGIN),
                    aanmerking("ALLES", BEGIN),
                    aanmerking("ALLES", LATER, einddatum=LATER),
                    aanmerking("ALLES", LATER, einddatum=LATER),
                ],
            },
        )
    },
)
OBJECT = "/aanleveren_erkenner_request/erkenner[1]"


def plek(*sleutels: tuple[str, Any], keer: int = 1, veld: str = "") -> str:
    """The place of the last of so many equal findings."""
    fout = melding("RS1001", sleutels, veld=veld)
    waar = plaatsen(LEVER, VERZOEK, [fout] * keer)[-1]
    assert waar.startswith(OBJECT)
    return waar.removeprefix(OBJECT).lstrip("/")


@pytest.mark.parametrize(
    ("sleutels", "verwacht"),
    [
        ([("sleutel", "100E003"), ("soort", "NVAO")], "soort[1]"),
        ([("sleutel", "100E003"), ("bevoegdheid", "ORGANISATIE")], "erkenneraanmerking[1]/bevoegdheid[1]"),
        ([("begindatum", BEGIN), ("bevoegdheid", "ALLES")], "erkenneraanmerking[2]/bevoegdheid[1]"),
        ([("begindatum", LATER), ("bevoegdheid", "ALLES")], "erkenneraanmerking[3]/bevoegdheid[1]"),
        ([("sleutel", "100E003"), ("begindatum", BEGIN)], "begindatum[1]"),
        ([("bevoegdheid", "ALLES"), ("begindatum", LATER), ("einddatum", LATER)], "erkenneraanmerking[3]/einddatum[1]"),
        ([("sleutel", "100E003"), ("einddatum", BEGIN)], ""),  # not in the message: the object
        ([("sleutel", "100E003")], ""),
    ],
)
def test_the_element_is_found_by_what_stands_beside_it(sleutels: list[tuple[str, Any]], verwacht: str) -> None:
    assert plek(*sleutels) == verwacht


def test_of_equal_findings_each_is_at_an_element_of_its_own_and_the_last_stays_there() -> None:
    gelijk = (("begindatum", LATER), ("einddatum", LATER))
    assert [plek(*gelijk, keer=keer) for keer in (1, 2, 3)] == [
        "erkenneraanmerking[3]/einddatum[1]",
        "erkenneraanmerking[4]/einddatum[1]",
        "erkenneraanmerking[4]/einddatum[1]",
    ]


def test_another_field_beside_it_can_be_named_and_what_is_absent_is_at_what_should_hold_it() -> None:
    waar = (("bevoegdheid", "ORGANISATIE"),)
    assert plek(*waar, veld="begindatum") == "erkenneraanmerking[1]/begindatum[1]"
    assert plek(*waar, veld="einddatum") == "erkenneraanmerking[1]"
