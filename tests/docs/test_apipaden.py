"""The page of the paths of the JSON API names all of them, with all that each can be asked."""

import re

from rio_soap.api.paden import PADEN
from rio_soap.cli.naslag import DOCS


def test_the_page_has_a_row_for_every_path_with_all_its_parameters() -> None:
    rijen = {
        pad: regel
        for regel in (DOCS / "aanvulling" / "api_paden.md").read_text("utf-8").splitlines()
        for pad in re.findall(r"`(/[^`]+)`", regel.split(" | ")[0])
        if regel.startswith("| `/")
    }
    paden = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", pad.regel): pad for pad in PADEN}
    assert rijen.keys() == paden.keys()
    for naam, pad in paden.items():
        velden = pad.vraag().fields.keys()
        zonder = {"limiet", "cursor", "tellen"}  # said of all lists together
        if velden >= {"geldigOp", "bekendOp"}:
            zonder |= {"bekendOp"}  # said of all single objects together
        ontbreekt = [veld for veld in velden - zonder if not re.search(rf"\b{veld}\b", rijen[naam])]
        assert ontbreekt == [], naam
