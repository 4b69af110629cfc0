"""What RIO accepted from a real client, the controles accept too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.mapping import lees
from rio_soap.contract.operaties import BEHEREN, RAADPLEGEN
from rio_soap.register.aanbod import controles_bericht
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.database.database import Register
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager
from rio_soap.register.regels.velden import datum, datum_of_niet, tekst
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from rio_soap.register.regels.zonder_foutcode import ongeldige_waarden
from tests.register.hulp import eenheid as maak_eenheid
from tests.register.hulp import zet_eenheid
from tests.register.hulp_aanbod import aanvaard, stand
from tests.register.zaken import Berichtgeval, kenmerkfouten

LIJSTEN = Waardenlijsten.laad()
SLEUTELS = [("code", "x")]


def aanleveringen(gedeeld: Path, operatie: str) -> Iterator[tuple[str, Gegeven]]:
    """The genuine, approved deliveries of an operation: signature of the client intact, answer of RIO intact."""
    map_ = gedeeld / "examples" / "recorded"
    for item in json.loads((map_ / "index.json").read_text(encoding="utf-8")):
        if (item["operation"], item["outcome"], item["provenance"]) == (operatie, "ok", "genuine"):
            body = etree.parse(map_ / f"{item['name']}.request.xml").getroot()[-1]
            yield item["name"], lees(body[0], BEHEREN)


def dragers(gegeven: Gegeven) -> Iterator[Kenmerkdrager]:
    """The object and its periods and cohorts; a period without end of its own lives as long as its object at most."""
    van, tot = datum(gegeven, "begindatum"), datum_of_niet(gegeven, "einddatum")
    for drager in (gegeven, *(deel for lijst in gegeven.velden.values() if isinstance(lijst, list) for deel in lijst)):
        if isinstance(drager, Gegeven) and drager.naam in kenmerken(BEHEREN):
            yield Kenmerkdrager.uit(drager, kenmerken(BEHEREN)[drager.naam], van, tot, SLEUTELS)


@pytest.mark.parametrize(
    ("operatie", "veld"),
    [("aanleveren_aangebodenOpleiding", "aangebodenOpleiding"), ("aanleveren_opleidingseenheid", "opleidingseenheid")],
)
def test_the_kenmerken_of_an_accepted_delivery_have_no_findings(gedeeld: Path, operatie: str, veld: str) -> None:
    """Except for the kenmerk that left the contract in 2025."""
    gezien = 0
    for naam, bericht in aanleveringen(gedeeld, operatie):
        gezien += 1
        object_ = bericht.velden[veld]
        assert isinstance(object_, Gegeven)
        fouten = kenmerkfouten(list(dragers(object_)), LIJSTEN)
        assert {fout.fouttekst for fout in fouten} <= {"'toestemmingDeelnameSTAP' mag niet voorkomen"}, naam
        assert ongeldige_waarden(bericht, LIJSTEN) == [], naam
    assert gezien > 0


def test_an_accepted_aangeboden_opleiding_has_no_findings(gedeeld: Path) -> None:
    gezien = 0
    for naam, bericht in aanleveringen(gedeeld, "aanleveren_aangebodenOpleiding"):
        gezien += 1
        aangeboden = bericht.velden["aangebodenOpleiding"]
        assert isinstance(aangeboden, Gegeven)
        zaak = Berichtgeval(Aanbodbericht.van(aangeboden), LIJSTEN)
        fouten = [fout for _, controle in controles_bericht.CONTROLES for fout in controle(zaak)]
        assert fouten == [], naam
    assert gezien > 0


def test_every_waardenlijst_that_a_contract_names_for_a_kenmerk_is_loaded() -> None:
    for dienst in (BEHEREN, RAADPLEGEN):
        namen = {k.waardenlijst for bereik in kenmerken(dienst).values() for k in bereik if k.waardenlijst}
        assert namen
        assert LIJSTEN.ontbrekend(namen) == ()


def test_every_limit_that_a_contract_puts_on_a_kenmerk_is_understood() -> None:
    for dienst in (BEHEREN, RAADPLEGEN):
        facetten = {facet for bereik in kenmerken(dienst).values() for k in bereik for facet in k.facets}
        assert facetten <= {"minLength", "maxLength", "pattern", "minInclusive", "maxInclusive"}


def test_every_recorded_delivery_of_an_offer_is_accepted_whole(gedeeld: Path, register: Register) -> None:
    """Given the unit that it refers to, also those that a client sent before the contract of 2025."""
    register.schrijf(laad_aangeboden)
    gezien = set()
    for naam, bericht in aanleveringen(gedeeld, "aanleveren_aangebodenOpleiding"):
        geleverd = bericht.velden["aangebodenOpleiding"]
        assert isinstance(geleverd, Gegeven)
        eenheid = tekst(geleverd, "opleidingseenheidSleutel")
        if eenheid not in gezien | {"1007O5545"}:
            zet_eenheid(register, eenheid, maak_eenheid(begin=datum(geleverd, "begindatum")), "100B490")
        gezien.add(eenheid)
        aanvaard(register, geleverd)
        assert stand(register, tekst(geleverd, "aangebodenOpleidingCode").lower()) == geleverd, naam
    assert len(gezien) > 1
