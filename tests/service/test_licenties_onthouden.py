"""A licentie under a publicatieverbod, over SOAP and signed: in no channel anybody sees it who may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rio_soap.contract import schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.setup import trial
from tests.register.hulp_licentie import instellingsleutel, opleidingsleutel
from tests.service.conftest import Antwoord, Dienst

LICENTIE = "99000000-0000-4000-8000-000000000a08"
"""That of hogeschool 99HA, for `trial.TRIAL_OFFER`; the Hanzehogeschool is another institution."""
GEHEIM = (b"PROEF-0008", b"DEELTIJD", b"<ns2:stadium>", b"Beoordelingskader")
"""What only the licentie says."""
VRAGEN: dict[str, dict[str, Any]] = {
    "opvragen_licenties": {"licentiecode": LICENTIE, "pagina": 0},
    "opvragen_erkenningsstatus": {"aangebodenOpleidingCode": [trial.TRIAL_OFFER]},
    "opvragen_gewijzigdeObjecten": {"objecttype": ["LICENTIE"], "metInhoud": True},
    "opvragen_objectOpMoment": {"objecttype": "LICENTIE", "sleutel": LICENTIE},
    "opvragen_historie": {"objecttype": "LICENTIE", "sleutel": LICENTIE, "pagina": 0},
}
LIJSTEN: dict[str, dict[str, Any]] = {
    "of the institution": {"instellingserkenning": instellingsleutel("99HA"), "pagina": 0},
    "of the opleiding": {"opleidingserkenning": opleidingsleutel(("ISAT", "39901"), "39901_1"), "pagina": 0},
}


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """The trial data, with a publicatieverbod of today on that licentie."""
    dienst = Dienst(tmp_path_factory.mktemp("licenties"))
    velden = {"licentiecode": LICENTIE, "soort": "PUBLICATIEVERBOD", "begindatum": date(2020, 1, 1)}
    verbod = Gegeven("licentiemaatregel", velden)  # type: ignore[arg-type]
    goed(stuur(dienst, trial.OIN_DUO, "aanleveren_licentiemaatregel", {"licentiemaatregel": verbod}))
    yield dienst
    dienst.stop()


def stuur(rio: Dienst, oin: str, operatie: str, inhoud: dict[str, Any]) -> Antwoord:
    """Sends; the answer is one by its schema."""
    antwoord = rio.stuur(operatie, inhoud, oin=oin)
    assert antwoord.status == 200, antwoord.raw
    assert schema.bevindingen(antwoord.body, OPERATIES[operatie].dienst) == []
    return antwoord


def goed(antwoord: Antwoord) -> Antwoord:
    assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw
    return antwoord


@pytest.mark.parametrize("operatie", VRAGEN)
def test_no_answer_to_another_holds_anything_of_it_and_those_to_duo_do(rio: Dienst, operatie: str) -> None:
    ander = stuur(rio, trial.OIN_HANZE, operatie, VRAGEN[operatie])
    assert not [deel for deel in GEHEIM if deel in ander.raw]
    duo = goed(stuur(rio, trial.OIN_DUO, operatie, VRAGEN[operatie]))
    assert operatie == "opvragen_historie" or all(deel in duo.raw for deel in GEHEIM)


@pytest.mark.parametrize("lijst", LIJSTEN.values(), ids=LIJSTEN)
def test_a_list_and_its_count_pass_over_it(rio: Dienst, lijst: dict[str, Any]) -> None:
    ander = goed(stuur(rio, trial.OIN_HANZE, "opvragen_licenties", lijst))
    duo = goed(stuur(rio, trial.OIN_DUO, "opvragen_licenties", lijst))
    assert LICENTIE.encode() not in ander.raw
    assert LICENTIE.encode() in duo.raw
    hier, daar = (int(antwoord.body.findtext(".//{*}aantalResultaten") or "") for antwoord in (ander, duo))
    assert daar == hier + 1


def test_by_its_code_it_is_not_there_and_the_offer_has_the_status_without_it(rio: Dienst) -> None:
    antwoord = stuur(rio, trial.OIN_HANZE, "opvragen_licenties", VRAGEN["opvragen_licenties"])
    assert antwoord.body.findtext(".//{*}foutcode") == "RS1501"
    antwoord = goed(stuur(rio, trial.OIN_HANZE, "opvragen_erkenningsstatus", VRAGEN["opvragen_erkenningsstatus"]))
    assert antwoord.body.findtext(".//{*}status") == "GEEN_LICENTIE"


def test_in_the_feed_its_row_has_no_inhoud_which_says_remove_it(rio: Dienst) -> None:
    antwoord = goed(stuur(rio, trial.OIN_HANZE, "opvragen_gewijzigdeObjecten", VRAGEN["opvragen_gewijzigdeObjecten"]))
    [rij] = [r for r in antwoord.body.iterfind("{*}objectwijziging") if r.findtext("{*}sleutel") == LICENTIE]
    assert rij.findtext("{*}soortWijziging") == "W"
    assert rij.find("{*}inhoud") is None
