"""Contactadressen by signed messages: what was restricted or removed is gone on the next message, for every reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from rio_soap.cli import main
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import inzage
from rio_soap.setup import trial
from tests.register.hulp_contact import contact, periode
from tests.service.conftest import Antwoord, Dienst

AANBIEDER = "110A133"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("contacten"))
    yield dienst
    dienst.stop()


def als(rio: Dienst, oin: str, operatie: str, **inhoud: Any) -> Antwoord:
    return rio.stuur(operatie, inhoud, oin=oin)


def alle(antwoord: Antwoord, naam: str) -> list[str]:
    assert antwoord.status == 200, antwoord.raw
    return [element.text or "" for element in antwoord.body.iterfind(f".//{{*}}{naam}")]


def gelezen(rio: Dienst, oin: str, code: str = AANBIEDER, **inhoud: Any) -> list[str]:
    """The contexten that are shown, or the codes of the refusal."""
    antwoord = als(rio, oin, "opvragen_contactadressen", organisatorischeEenheidcode=code, **inhoud)
    return alle(antwoord, "foutcode") or alle(antwoord, "communicatiecontext")


def overal(rio: Dienst, oin: str, soort: str, code: str = AANBIEDER) -> set[str]:
    """The readings in which a contactadres of an eenheid is seen, for whom the context is not restricted."""
    sleutel = {"objecttype": "CONTACTADRES", "sleutel": f"{code}/{soort}/0"}
    feed = als(rio, oin, "opvragen_gewijzigdeObjecten", objecttype=["CONTACTADRES"])
    gezien = {
        "opvragen_contactadressen": soort in gelezen(rio, oin, code),
        "metTerugval": soort in gelezen(rio, oin, code, metTerugval=True),
        "op naam": gelezen(rio, oin, code, communicatiecontext=[soort]) == [soort],
        "opvragen_objectOpMoment": bool(alle(als(rio, oin, "opvragen_objectOpMoment", **sleutel), "inhoud")),
        "opvragen_historie": bool(alle(als(rio, oin, "opvragen_historie", **sleutel, pagina=0), "historieregel")),
        "opvragen_gewijzigdeObjecten": sleutel["sleutel"] in alle(feed, "sleutel"),
    }
    return {naam for naam, ziet in gezien.items() if ziet}


def test_who_has_the_role_reads_the_trial_data_and_it_is_logged_before_the_answer(rio: Dienst) -> None:
    assert gelezen(rio, trial.OIN_GEMEENTE) == ["LEERPLICHT"]
    assert gelezen(rio, trial.OIN_INSPECTIE) == ["TOEZICHT"]
    assert gelezen(rio, trial.OIN_SBB, communicatiecontext=["BPV"]) == ["BPV"]
    assert gelezen(rio, trial.OIN_NVAO) == []
    assert gelezen(rio, trial.OIN_NVAO, communicatiecontext=["BPV"]) == ["AUT401"]
    assert gelezen(rio, trial.OIN_NVAO, communicatiecontext=["AANMELDEN"], metTerugval=True) == ["ALGEMEEN"]
    with rio.register.lees() as session:
        gezien = session.execute(sa.select(inzage.c.oin, inzage.c.context).order_by(inzage.c.id)).all()
    assert [tuple(rij) for rij in gezien] == [
        (trial.OIN_GEMEENTE, "LEERPLICHT"),
        (trial.OIN_INSPECTIE, "TOEZICHT"),
        (trial.OIN_SBB, "BPV"),
    ]


def test_a_context_made_restricted_is_gone_from_every_reading_on_the_next_message(rio: Dienst, tmp_path: Path) -> None:
    deel = contact(soort="FACTURATIE", eenheid=AANBIEDER)
    assert alle(als(rio, trial.OIN_HANZE, "aanleveren_contactadres", contactadres=deel), "foutcode") == []
    eerst = overal(rio, trial.OIN_NVAO, "FACTURATIE")
    assert len(eerst) == 6, eerst
    env, bestand = {"RIO_DATA_DIR": str(rio.settings.data_dir)}, tmp_path / "contexten.csv"
    opdracht = CliRunner()
    assert opdracht.invoke(main, ["context", "lijst", "--vorm", "csv", "--uit", str(bestand)], env=env).exit_code == 0
    oud = bestand.read_text("utf-8")
    bestand.write_text(oud.replace("FACTURATIE;ja", "FACTURATIE;nee"), "utf-8")
    assert opdracht.invoke(main, ["context", "vervang", str(bestand)], env=env).exit_code == 0
    # The feed tells once that what everybody could read changed, so that copies let go of it, and not what it is.
    assert overal(rio, trial.OIN_NVAO, "FACTURATIE") == {"opvragen_gewijzigdeObjecten"}
    feed = als(rio, trial.OIN_NVAO, "opvragen_gewijzigdeObjecten", objecttype=["CONTACTADRES"], metInhoud=True)
    assert b"<ns2:inhoud>" not in feed.raw.split(b"/FACTURATIE/")[1].split(b"</ns2:objectwijziging>")[0]
    assert gelezen(rio, trial.OIN_NVAO, communicatiecontext=["FACTURATIE"]) == ["AUT401"]
    assert overal(rio, trial.OIN_HANZE, "FACTURATIE") == eerst


def test_a_contactadres_that_is_removed_is_gone_on_the_next_message(rio: Dienst) -> None:
    begin = date(2021, 1, 1)
    deel = contact(periode(begin, telefoonnummer="0501234567"), soort="AANMELDEN", eenheid=AANBIEDER, nummer="00")
    assert alle(als(rio, trial.OIN_HANZE, "aanleveren_contactadres", contactadres=deel), "foutcode") == []
    assert "AANMELDEN" in gelezen(rio, trial.OIN_NVAO)
    sleutel = Gegeven("contactadres", {n: w for n, w in deel.velden.items() if n != "contactadresPeriode"})
    assert alle(als(rio, trial.OIN_NVAO, "verwijderen_contactadres", contactadres=sleutel), "foutcode") == ["AUT401"]
    assert alle(als(rio, trial.OIN_HANZE, "verwijderen_contactadres", contactadres=sleutel), "foutcode") == []
    # The feed and the history tell that it was removed, and not what it was.
    assert overal(rio, trial.OIN_NVAO, "AANMELDEN") == {"opvragen_historie", "opvragen_gewijzigdeObjecten"}
    feed = als(rio, trial.OIN_NVAO, "opvragen_gewijzigdeObjecten", objecttype=["CONTACTADRES"], metInhoud=True)
    assert b"0501234567" not in feed.raw
