"""A preview shows nothing of what is restricted or withheld, whoever asks, but what its sender delivers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.vooraf.bekijken import Voorbeeld, bekijk
from tests.register import hulp_contact, hulp_licentie
from tests.register.hulp import HANZE, VREEMD, context, voer_uit
from tests.register.rollen import DUO, geef

AANBIEDER = hulp_contact.AANBIEDER


def beeld(register: Register, operatie: str, verzoek: dict[str, Any], oin: str = HANZE, **anders: Any) -> Voorbeeld:
    wie = replace(context(oin, **anders), operatie=operatie)
    gegeven = Gegeven("verzoek", verzoek)
    return register.probeer(
        lambda session: bekijk(session, wie, gegeven, lambda s: voer_uit(s, operatie, gegeven, wie))
    )


def sleutel(soort: str) -> dict[str, Any]:
    velden = hulp_contact.contact(soort=soort).velden
    deel = Gegeven("contactadres", {naam: w for naam, w in velden.items() if naam != "contactadresPeriode"})
    return {"contactadres": deel}


@pytest.mark.parametrize(("soort", "ziet"), [("ALGEMEEN", True), ("TOEZICHT", False)])
def test_the_old_stand_of_a_restricted_contactadres_is_shown_to_nobody_but_the_operator(
    register: Register, soort: str, ziet: bool
) -> None:
    hulp_contact.geleverd(register, hulp_contact.contact(soort=soort))
    nieuw = {"contactadres": hulp_contact.contact(hulp_contact.periode(email="nieuw@school.nl"), soort=soort)}
    for oin, mag in ((HANZE, True), (VREEMD, False)):
        levering = beeld(register, "aanleveren_contactadres", nieuw, oin)
        assert levering.uitslag.goedgekeurd is mag
        (een,) = levering.voorwerpen
        assert (een.oud is not None) is ziet
        assert "nieuw@school.nl" in str(een.nieuw)
        weg = beeld(register, "verwijderen_contactadres", sleutel(soort), oin)
        assert len(weg.voorwerpen) == (1 if ziet else 0)
    assert beeld(register, "verwijderen_contactadres", sleutel(soort), beheerder=True).voorwerpen


def test_of_what_refers_to_an_aanbieder_only_public_contexten_are_named(register: Register) -> None:
    for soort in ("ALGEMEEN", "TOEZICHT", "LEERPLICHT"):
        hulp_contact.geleverd(register, hulp_contact.contact(soort=soort))
    vraag = {"onderwijsaanbiedercode": AANBIEDER}
    (naar,) = beeld(register, "verwijderen_onderwijsaanbieder", vraag).verwijzingen
    assert (naar.soort, naar.sleutels, naar.aantal) == ("contactadres", ("ALGEMEEN",), 1)
    (naar,) = beeld(register, "verwijderen_onderwijsaanbieder", vraag, beheerder=True).verwijzingen
    assert naar.aantal == 3


def test_a_withheld_licentie_is_not_shown_to_who_may_not_see_it(register: Register) -> None:
    geef(register, DUO, "DUO")
    hulp_licentie.laad_wereld(register)
    code = hulp_licentie.L1
    hulp_licentie.vergund(register, hulp_licentie.licentie(code))
    hulp_licentie.vergund(register, hulp_licentie.maatregel(hulp_licentie.VERBOD, code=code))
    for oin, ziet in ((VREEMD, False), (DUO, True)):
        gezien = beeld(register, "verwijderen_licentie", {"licentiecode": code}, oin)
        assert ("licentie" in {een.soort for een in gezien.voorwerpen}) is ziet
