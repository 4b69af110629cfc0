"""A report on a screen: one block per cause, each place with its link into the message."""

from dataclasses import replace

from rio_soap.web.werkplek.rapportblad import rapportblad
from rio_soap.workbench.bronregels import Bronregel, bronregels
from rio_soap.workbench.rapport import Melding
from tests.workbench.test_weergave import LIJST, MELDING, OPMERKING, rapport

VEEL = [replace(MELDING, waar=f"/x/y[{n}]", regel=n) for n in range(1, 193)]


def bron(*meldingen: Melding) -> list[Bronregel]:
    return list(bronregels(b"<x>\n" * 200, meldingen))


def test_the_places_of_one_cause_are_one_block_and_lead_into_the_message() -> None:
    blad = rapportblad(rapport(*VEEL, LIJST, OPMERKING), "nl", bron(*VEEL))
    assert blad.eerste is not None
    assert len(blad.eerste.plaatsen) == 192
    assert blad.eerste.hoeveel == "192 plaatsen"
    assert [plaats.plek for plaats in blad.eerste.plaatsen[:3]] == [0, 1, 2]
    assert [ander.uitleg for ander in blad.overige] == ["waardenlijst", "bom"]
    assert blad.later.startswith("Bevindingen na deze: 1.")


def test_what_differs_per_place_stands_with_it() -> None:
    blad = rapportblad(rapport(MELDING, replace(MELDING, waar="/x/z", gevonden="iets")), "en", [])
    assert blad.eerste is not None
    assert [plaats.rijen for plaats in blad.eerste.plaatsen] == [
        (("found", "(empty)", False),),
        (("found", "iets", False),),
    ]
    assert "found" not in [naam for naam, _, _ in blad.eerste.rijen]
    assert [plaats.plek for plaats in blad.eerste.plaatsen] == [None, None]


def test_remarks_alone_leave_a_message_good() -> None:
    blad = rapportblad(rapport(OPMERKING), "nl", [])
    assert blad.goed
    assert blad.eerste is None
    assert blad.later == ""
    assert [ander.fout for ander in blad.overige] == [False]
