"""Erkenningen over SOAP: what our own contract writes, both contracts read, each in its own form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.model import instellingserkenning
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.setup import trial
from tests.register.hulp_erkenning import BEGIN, SAMEN, adres, deelperiode, erkenning, gebied, relatie, sleutel
from tests.register.rollen import zet_erkenner
from tests.service.conftest import Antwoord, Dienst
from tests.service.test_ontoonbaar import breek

GEZAG, SCHOOL, VESTIGING = "bevoegdGezag", "erkendeOnderwijsinstelling", "erkendeVestiging"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service that knows the erkenner OCW."""
    dienst = Dienst(tmp_path_factory.mktemp("erkenningen"), kern=True)
    zet_erkenner(dienst.register, "100E001", "OCW")
    yield dienst
    dienst.stop()


def stuur(rio: Dienst, operatie: str, oin: str = trial.OIN_DUO, **inhoud: Any) -> Antwoord:
    """Sends; the answer is valid and approved."""
    antwoord = rio.stuur(operatie, inhoud, oin=oin)
    assert antwoord.status == 200, antwoord.raw
    assert schema.is_geldig(antwoord.body, OPERATIES[operatie].dienst)
    assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw
    return antwoord


def lever(rio: Dienst, deel: Gegeven) -> Antwoord:
    keuze = Gegeven("instellingserkenning", {deel.naam: deel})
    return stuur(rio, "aanleveren_instellingserkenning", instellingserkenning=keuze)


def lees(rio: Dienst, wat: Instellingsleutel) -> Gegeven:
    gevraagd = wat.als_gegeven("instellingserkenning")
    antwoord = stuur(rio, "opvragen_instellingserkenning", trial.OIN_HANZE, instellingserkenning=gevraagd)
    return mapping.lees(antwoord.body, OPERATIES["opvragen_instellingserkenning"].dienst)


def teksten(antwoord: Antwoord, naam: str) -> list[str | None]:
    return [element.text for element in antwoord.body.iterfind(f".//{{*}}{naam}")]


def test_an_institution_that_is_recognised_is_read_in_both_forms(rio: Dienst) -> None:
    eigen = {"hoofdNevenVestiging": "HOOFDVESTIGING", "grondslag": ["PC", "RK"], "vrijheidVanOnderwijs": "BIJZONDER"}
    vestiging = erkenning(
        VESTIGING,
        deelperiode(VESTIGING, richtingen=["ABZ"], **eigen),
        formeelInstellingsadres=[adres()],
        inBedrijfdatum=BEGIN,
    )
    bestuur = lever(rio, erkenning(GEZAG)).tekst("onderwijsbestuurcode")
    for deel in (erkenning(SCHOOL), vestiging):
        assert lever(rio, deel).tekst("onderwijsbestuurcode") is None
    for van, naar in ((GEZAG, SCHOOL), (SCHOOL, VESTIGING)):
        tie = relatie(sleutel(van), sleutel(naar), "HIERARCHISCH")
        stuur(rio, "aanleveren_instellingsrelatie", instellingsrelatie=tie)

    gelezen = lees(rio, sleutel(VESTIGING))
    assert gelezen.velden["instellingserkenning"] == Gegeven("instellingserkenning", {VESTIGING: vestiging})
    assert gelezen.velden["onderwijsbestuurcode"] == [bestuur]
    v4 = stuur(rio, "opvragen_instellingsstructuur", trial.OIN_HANZE, bevoegdGezagNummer="41999")
    assert teksten(v4, "code") == ["41999", "33ZZ", "33ZZ00"]
    assert teksten(v4, "kenmerknaam") == ["grondslag", "grondslag", "vrijheidVanOnderwijs", "hoofdNevenVestiging"]
    assert teksten(v4, "kenmerkwaardeEnumeratiewaarde") == ["PC", "RK", "BIJZONDER", "HOOFDVESTIGING"]
    assert v4.tekst("formeelInstellingsadres") is None


def test_a_samenwerking_is_found_by_where_it_serves_until_it_is_gone(rio: Dienst) -> None:
    lever(rio, erkenning("erkendeSamenwerking", regioErkendeSamenwerking=[gebied("9747", "9748")]))
    lid = relatie(SAMEN, Instellingsleutel("OCW", "ERKENDE_ONDERWIJSINSTELLING", "25BE"))
    stuur(rio, "aanleveren_instellingsrelatie", trial.OIN_HANZE, instellingsrelatie=lid)

    def gevonden(**velden: Any) -> Antwoord:
        return stuur(rio, "opvragen_samenwerkingen", trial.OIN_HANZE, pagina=0, **velden)

    assert gevonden(postcodecijfers="9748").tekst("code") == SAMEN.code
    assert teksten(gevonden(code=SAMEN.code, peildatum=date(2026, 1, 1)), "soort") == ["SWPO", "SAMENWERKING"]
    stuur(rio, "verwijderen_instellingsrelatie", trial.OIN_HANZE, instellingsrelatie=lid)
    stuur(rio, "verwijderen_instellingserkenning", instellingserkenning=SAMEN.als_gegeven("instellingserkenning"))
    assert gevonden(postcodecijfers="9748").tekst("code") is None


@pytest.mark.parametrize("breuk", ["no JSON at all", "without fields", "of another name", "a field that is unknown"])
def test_an_erkenning_that_cannot_be_written_is_not_there_and_takes_no_other_with_it(rio: Dienst, breuk: str) -> None:
    for code in ("PO3001", "PO3002"):
        lever(rio, erkenning("erkendeSamenwerking", code=code))
    tabel = instellingserkenning
    waar = sa.and_(tabel.c.code == "PO3001", tabel.c.soort == SAMEN.soort)
    oud = breek(rio, tabel, waar, breuk)
    gevraagd = SAMEN.als_gegeven("instellingserkenning")
    een = rio.stuur("opvragen_instellingserkenning", {"instellingserkenning": gevraagd})
    pagina = stuur(rio, "opvragen_samenwerkingen", soort="SWPO", pagina=0)
    rio.register.schrijf(lambda session: session.execute(sa.update(tabel).where(waar).values(stand=oud)))
    assert (een.status, een.tekst("foutcode")) == (200, "RS1304"), een.raw
    assert een.tekst("sleutelwaarde") == "OCW/ERKENDE...KING/PO3001"
    assert teksten(pagina, "code") == ["PO3002"]
    assert pagina.tekst("aantalResultaten") == "2", "counts are those of the register"
