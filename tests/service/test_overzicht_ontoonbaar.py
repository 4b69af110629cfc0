"""A part of an overview that no answer can hold is left out of it, and the rest stays."""

from datetime import date
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.uitslag import Uitslag, Uitvaller
from rio_soap.service.zeef import zeef

DAG = date(2026, 11, 30)
SLEUTEL = {"erkenner": "OCW", "type": "ERKENDE_VESTIGING", "code": "25BE00"}


def eenheid(**velden: Waarde) -> Gegeven:
    periode = Gegeven("organisatorischeEenheidPeriode", {"begindatum": DAG, "naam": "Proef"})
    vast: dict[str, Waarde] = {
        "organisatorischeEenheidcode": "100A001",
        "type": "ONDERWIJSAANBIEDER",
        "inBedrijfdatum": DAG,
        "organisatorischeEenheidPeriode": [periode],
    }
    return Gegeven("eenheid", vast | velden)


def delen(naam: str, goed: bool) -> Gegeven:
    """A part of an overview that is good, or has a text that is too long."""
    lang = "x" if goed else "x" * 999
    velden: dict[str, dict[str, Any]] = {
        "boven": {"objecttype": "ONDERWIJSBESTUUR", "sleutel": "100B001", "naam": lang},
        "onder": {"objecttype": "ONDERWIJSAANBIEDER", "sleutel": "100A002", "naam": lang},
        "erkenning": {"instellingserkenning": Gegeven("x", dict(SLEUTEL)), "naam": lang, "begindatum": DAG},
        "samenwerking": {"instellingserkenning": Gegeven("x", dict(SLEUTEL)), "naam": lang, "begindatum": DAG},
        "locatiegebruik": {
            "onderwijslocatiecode": "100X001",
            "onderwijsbestuurcode": "100B001",
            "adres": Gegeven("adres", {"plaatsnaam": lang}),
            "inBedrijfdatum": DAG,
        },
        "contactadres": {
            "organisatorischeEenheidcode": "100A001",
            "communicatiecontext": "ALGEMEEN",
            "communicatiesubcontextNummer": "0",
            "contactadresPeriode": [Gegeven("x", {"begindatum": DAG, "contactnaam": lang})],
            "openbaar": True,
        },
        "aanbod": {
            "aangebodenOpleidingCode": "11111111-2222-4333-8444-555555555555",
            "specialisatie": lang,
            "naam": "x",
            "opleidingseenheidcode": "1000O0001",
            "onderwijsaanbiedercode": "100A001",
            "onderwijsaanbiedernaam": "x",
            "begindatum": DAG,
        },
    }
    return Gegeven(naam, velden[naam])


TABELLEN = {
    "boven": ("organisatorische_eenheid", "100B001"),
    "onder": ("organisatorische_eenheid", "100A002"),
    "erkenning": ("instellingserkenning", "OCW/ERKENDE_VESTIGING/25BE00"),
    "samenwerking": ("instellingserkenning", "OCW/ERKENDE_VESTIGING/25BE00"),
    "locatiegebruik": ("onderwijslocatiegebruik", "100B001/100X001"),
    "contactadres": ("contactadres", "100A001/ALGEMEEN/0"),
    "aanbod": ("aangeboden_opleiding", "11111111-2222-4333-8444-555555555555"),
}


def gezeefd(velden: dict[str, Waarde], verzoek: dict[str, Waarde]) -> tuple[Uitslag, list[Uitvaller]]:
    uitval: list[Uitvaller] = []
    overzicht = Gegeven("organisatieoverzicht", {"peildatum": DAG, "aantalAanbod": 7, **velden})
    uitslag = Uitslag({"organisatieoverzicht": [overzicht]})
    return zeef("opvragen_organisatieoverzicht", Gegeven("verzoek", verzoek), uitslag, uitval), uitval


@pytest.mark.parametrize("kapot", TABELLEN)
def test_a_part_that_cannot_be_shown_is_left_out_and_named(kapot: str) -> None:
    lijsten: dict[str, Waarde] = {naam: [delen(naam, True)] for naam in TABELLEN}
    lijsten[kapot] = [delen(kapot, False), delen(kapot, True)]
    uitslag, uitval = gezeefd({"eenheid": eenheid(), **lijsten}, {})
    gevonden: Any = uitslag.gegevens["organisatieoverzicht"]
    assert [een.velden for een in gevonden] == [
        {
            "peildatum": DAG,
            "aantalAanbod": 7,
            "eenheid": eenheid(),
            **{naam: [delen(naam, True)] for naam in TABELLEN},
        }
    ]
    assert [(een.tabel, een.sleutel) for een in uitval] == [TABELLEN[kapot]]


def test_an_overview_of_an_eenheid_that_cannot_be_shown_is_left_out_whole() -> None:
    uitslag, uitval = gezeefd({"eenheid": eenheid(kVKnummer="x" * 99)}, {"kVKnummer": "12345678"})
    assert [melding.foutcode for melding in uitslag.foutmeldingen] == ["RS1112"]
    assert [(een.tabel, een.sleutel) for een in uitval] == [("organisatorische_eenheid", "100A001")]


def test_one_eenheid_that_cannot_be_shown_is_not_there() -> None:
    uitval: list[Uitvaller] = []
    uitslag = Uitslag({"organisatorischeEenheid": eenheid(kVKnummer="x" * 99)})
    verzoek = Gegeven("verzoek", {"organisatorischeEenheidcode": "100A001"})
    gezeefd_ = zeef("opvragen_organisatorischeEenheid", verzoek, uitslag, uitval)
    assert [melding.foutcode for melding in gezeefd_.foutmeldingen] == ["RS1110"]
