"""An uittreksel as a message: signed, with the hash of what is in it, also when something had to be left out of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from rio_soap.contract import schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.overzicht.uittreksel import met_hash
from rio_soap.register.regels.uitslag import Uitslag, Uitvaller
from rio_soap.service.zeef import zeef
from rio_soap.workbench.uittrekselbestand import UITTREKSEL, hashmeldingen
from tests.service.conftest import Dienst
from tests.service.test_overzicht_ontoonbaar import delen, eenheid

LEZING = "opvragen_uittreksel"
DAG, NU = date(2026, 11, 30), datetime(2026, 11, 30, 12, tzinfo=UTC)
VESTIGING = {"erkenner": "OCW", "type": "ERKENDE_VESTIGING", "code": "25BE00"}


def test_the_answer_is_signed_and_its_hash_is_that_of_its_content(rio: Dienst) -> None:
    vraag: dict[str, Waarde] = {"organisatorischeEenheidcode": "100B490", "geldigOp": DAG}
    antwoord = rio.stuur(LEZING, vraag)
    assert (antwoord.status, antwoord.tekst("requestGoedgekeurd")) == (200, "true"), antwoord.raw
    assert schema.is_geldig(antwoord.body, AANVULLING_RAADPLEGEN)
    uittreksel = antwoord.body.find(UITTREKSEL)
    assert uittreksel is not None
    assert hashmeldingen(uittreksel) == []
    assert uittreksel.findtext("{*}organisatieoverzicht/{*}eenheid/{*}organisatorischeEenheidcode") == "100B490"
    weer = rio.stuur(LEZING, {**vraag, "bekendOp": datetime(2000, 1, 1, tzinfo=UTC)})
    assert b"<ns2:foutcode>RS1011<" in weer.raw


def uittreksel(*onderdelen: Gegeven, **inhoud: Any) -> Gegeven:
    """With an overview of an eenheid with these parts, unless it is told what else."""
    if not inhoud:
        velden: dict[str, Waarde] = {"peildatum": DAG, "eenheid": eenheid(), "aantalAanbod": 0}
        velden |= {naam: [een for een in onderdelen if een.naam == naam] for naam in {een.naam for een in onderdelen}}
        inhoud = {"organisatieoverzicht": Gegeven("organisatieoverzicht", velden)}
    kop: dict[str, Waarde] = {"uittrekselnummer": "3b241101-e2bb-4255-8caf-4136c566a962", "geldigOp": DAG}
    kop |= {"bekendOp": NU, "volgnummer": 1, "opgemaakt": NU}
    return met_hash(Gegeven("uittreksel", kop | inhoud))


def gezeefd(geheel: Gegeven, verzoek: dict[str, Waarde]) -> tuple[Uitslag, list[Uitvaller]]:
    uitval: list[Uitvaller] = []
    return zeef(LEZING, Gegeven("verzoek", verzoek), Uitslag({"uittreksel": geheel}), uitval), uitval


@pytest.mark.parametrize("naam", ["boven", "erkenning", "contactadres", "aanbod"])
def test_a_part_that_no_answer_can_hold_is_left_out_and_the_hash_is_of_what_is_left(naam: str) -> None:
    goed, fout = (delen(naam, goed=wel) for wel in (True, False))
    uitslag, uitval = gezeefd(uittreksel(goed, fout), {"organisatorischeEenheidcode": "100A001"})
    gelezen: Any = uitslag.gegevens["uittreksel"]
    assert gelezen.velden["organisatieoverzicht"].velden[naam] == [goed]
    assert gelezen.velden["hash"] == uittreksel(goed).velden["hash"]
    assert len(uitval) == 1


def test_of_an_eenheid_or_erkenning_that_no_answer_can_hold_there_is_none() -> None:
    verzoek: dict[str, Waarde] = {"organisatorischeEenheidcode": "100A001"}
    kapot = eenheid(kVKnummer="x")
    velden: dict[str, Waarde] = {"peildatum": DAG, "eenheid": kapot, "aantalAanbod": 0}
    geheel = uittreksel(organisatieoverzicht=Gegeven("organisatieoverzicht", velden))
    uitslag, uitval = gezeefd(geheel, verzoek)
    assert [fout.foutcode for fout in uitslag.foutmeldingen] == ["RS1110"]
    assert [een.sleutel for een in uitval] == ["100A001"]
    deel = Gegeven("erkendeVestiging", {"code": "25BE00", "erkenner": "OCW", "begindatum": DAG})
    geheel = uittreksel(instellingserkenning=Gegeven("instellingserkenning", {deel.naam: deel}))
    uitslag, uitval = gezeefd(geheel, {"instellingserkenning": Gegeven("instellingserkenning", dict(VESTIGING))})
    assert [fout.foutcode for fout in uitslag.foutmeldingen] == ["RS1304"]
    assert [een.sleutel for een in uitval] == ["OCW/25BE00"]
