"""The trial set: published form, every sector, the figures of the recordings, and stands that V4 can show."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa

from rio_soap.chain.standin.proefadressen import PROEFADRESSEN
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.kenmerken import kenmerken as bereik
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid.raadplegingen import LEESBAAR, lees_eenheid
from rio_soap.register.erkenning.leesvorm import lees_instellingserkenning
from rio_soap.register.opendata import laden
from rio_soap.register.opendata.csvlezer import lees
from rio_soap.register.organisatie.gezagsrelaties import zonder_gezagsrelaties
from rio_soap.register.proefdata import proef
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.register.hulp import context
from tests.register.opendata.hulp import NU, inhoud, laad


@pytest.fixture
def register(leeg: Register) -> Register:
    """A register with the trial set."""
    leeg.schrijf(proef.laad_proef)
    return leeg


MAP = Path(str(proef.PROEFSET))

SECTOREN = {
    "po": ("799B001", "799A001", {"aangebodenBOOpleiding"}),
    "so": ("799B002", "799A002", {"aangebodenSOOpleiding"}),
    "vso": ("799B002", "799A003", {"aangebodenVSOOpleiding"}),
    "vo": ("799B003", "799A004", {"aangebodenVOOpleiding"}),
    "vavo": ("799B004", "799A006", {"aangebodenVavoOpleiding"}),
    "mbo": ("799B004", "799A005", {"aangebodenMboOpleiding", "aangebodenMboOpleidingsonderdeel"}),
    "ho": ("799B005", "799A007", {"aangebodenHOOpleiding", "aangebodenHOOpleidingsonderdeel"}),
    "niet-bekostigd": ("799B006", "799A008", {"aangebodenParticuliereOpleiding"}),
}


def rijen(register: Register, tabel: sa.Table, *waar: sa.ColumnElement[bool]) -> list[sa.Row[Any]]:
    with register.lees() as session:
        return list(session.execute(sa.select(tabel).where(*waar)))


@pytest.mark.parametrize("bestand", sorted(MAP.glob("*.csv")), ids=lambda pad: pad.stem)
def test_every_file_is_in_published_form_and_is_read(bestand: Path) -> None:
    inhoud_ = bestand.read_bytes()
    assert len(list(lees(bestand))) == inhoud_.count(b"\r\n") - 1 > 0
    assert inhoud_.count(b"\n") == inhoud_.count(b"\r\n")
    assert bestand.name in laden.GELADEN


def test_every_file_that_can_be_loaded_has_trial_rows() -> None:
    assert {bestand.name for bestand in MAP.glob("*.csv")} == laden.GELADEN


def test_every_row_finds_its_place(leeg: Register) -> None:
    verslag = laad(leeg, MAP)
    assert not verslag.niet_geplaatst
    assert not verslag.bijzonder


@pytest.mark.parametrize("sector", SECTOREN)
def test_each_sector_has_all_that_a_delivery_refers_to(register: Register, sector: str) -> None:
    bestuur, aanbieder, soorten = SECTOREN[sector]
    r, o = model.organisatierelatie.c, model.aangeboden_opleiding.c
    assert rijen(register, model.organisatierelatie, r.van == bestuur, r.naar == aanbieder)
    juridisch = rijen(register, model.juridische_relatie, model.juridische_relatie.c.eenheid == aanbieder)
    erkenningen = {rij.code for rij in rijen(register, model.instellingserkenning)}
    assert {rij.erkenning for rij in juridisch} <= erkenningen
    assert len(juridisch) == 1
    locaties = {
        rij.locatie
        for rij in rijen(register, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.bestuur == bestuur)
    }
    aanbod = rijen(register, model.aangeboden_opleiding, o.aanbieder == aanbieder)
    assert {rij.specialisatie for rij in aanbod} == soorten
    assert {rij.locatie for rij in aanbod} <= locaties
    if sector not in ("po", "so", "vso", "vo"):
        assert all(rij.stand.velden["aangebodenOpleidingCohort"] for rij in aanbod)
    erkend = {rij.eenheid for rij in rijen(register, model.opleidingserkenningrelatie)}
    assert erkend & {rij.eenheid for rij in aanbod}


@pytest.mark.parametrize(
    ("oin", "bestuur"),
    [
        ("0000000700025BE00000", "100B490"),
        ("0000000700099PA00000", "799B001"),
        ("0000000700099MA00000", "799B004"),
        ("00000003990000060000", "799B006"),
        ("00000001009990006000", "799B006"),
    ],
)
def test_senders_by_brin_kvk_and_rsin_lead_to_their_bestuur(register: Register, oin: str, bestuur: str) -> None:
    with register.lees() as session:
        assert besturen_van(session, context(oin)) == (bestuur,)


def test_the_hanzehogeschool_is_as_the_recordings_need_it(register: Register) -> None:
    begin = date(1986, 8, 1)
    e = model.organisatorische_eenheid.c
    (bestuur,) = rijen(register, model.organisatorische_eenheid, e.code == "100B490")
    periode = bestuur.stand.velden["onderwijsbestuurPeriode"][0]
    assert (bestuur.bevoegd_gezag_nummer, bestuur.begindatum) == ("40169", begin)
    assert periode.velden["naam"] == "Stichting Hanzehogeschool Groningen"
    (aanbieder,) = rijen(register, model.organisatorische_eenheid, e.code == "110A133")
    assert aanbieder.stand.velden["juridischeRelatie"] == [
        Gegeven("juridischeRelatie", {"instellingserkenningscode": "25BE", "begindatum": begin})
    ]
    gebruik = rijen(register, model.onderwijslocatiegebruik, model.onderwijslocatiegebruik.c.bestuur == "100B490")
    assert {(rij.locatie, rij.begindatum) for rij in gebruik} == {(f"107X21{n}", begin) for n in (5, 6, 7)}
    (locatie,) = rijen(register, model.onderwijslocatie, model.onderwijslocatie.c.code == "107X215")
    assert (locatie.postcode, locatie.huisnummer, locatie.bag_id) == ("9747AS", 17, "0014010010768000")
    erkend = {(rij.soort, rij.code) for rij in rijen(register, model.instellingserkenning)}
    assert {
        ("BEVOEGD_GEZAG", "40169"),
        ("ERKENDE_ONDERWIJSINSTELLING", "25BE"),
        ("ERKENDE_VESTIGING", "25BE00"),
    } <= erkend
    eigen = {
        rij.code: rij.eigenaar
        for rij in rijen(register, model.opleidingseenheid)
        if rij.eigenaar in ("100B490", "107B213")
    }
    assert eigen == {"1010O6466": "100B490", "1010O3664": "107B213", "1007O5545": "100B490"}


def test_loading_the_trial_set_twice_changes_nothing_and_tells_nobody(register: Register) -> None:
    """But that the register is as it began at the end of the last of such loads."""
    eerst = inhoud(register, zonder=["eigenschap"])
    register.schrijf(proef.laad_proef)
    assert inhoud(register, zonder=["eigenschap"]) == eerst
    assert not rijen(register, model.mutatie)


def test_every_address_of_a_trial_location_is_in_the_bag_of_the_trial(register: Register) -> None:
    import tomllib

    adressen = {
        (a["postcode"], a["huisnummer"], a.get("letter", "")) for a in tomllib.loads(PROEFADRESSEN.read_text())["adres"]
    }
    locaties = rijen(register, model.onderwijslocatie, model.onderwijslocatie.c.postcode.is_not(None))
    assert len(locaties) == 9
    for rij in locaties:
        assert (rij.postcode, rij.huisnummer, (rij.huisnummertoevoeging or "").strip()) in adressen, rij.code


# --- what V4 shows of it --------------------------------------------------------------------------------------------


def antwoord(naam: str, **velden: Waarde) -> None:
    """The stand as part of an answer validates against the XSD."""
    operatie = OPERATIES[naam]
    bericht: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "x",
        "verzendendeInstantie": "00000001800866472000",
        "ontvangendeInstantie": "0000000700025BE00000",
        "datumTijdBedrijfsdocument": cast(datetime, NU),
        "requestGoedgekeurd": True,
        **velden,
    }
    element = mapping.schrijf(operatie, Gegeven(operatie.antwoord, bericht))
    assert not schema.bevindingen(element, operatie.dienst), (naam, velden)


def test_every_unit_that_v4_shows_validates_when_read(register: Register) -> None:
    gelezen = 0
    for rij in rijen(register, model.opleidingseenheid, model.opleidingseenheid.c.specialisatie.in_(LEESBAAR)):
        antwoord(
            "opvragen_opleidingseenheid", opleidingseenheid=lees_eenheid(rij, rij.stand, (), eqf_particulier=False)
        )
        gelezen += 1
    assert gelezen == 8


def test_every_aangeboden_opleiding_validates_as_a_reading_and_as_a_delivery(register: Register) -> None:
    for rij in rijen(register, model.aangeboden_opleiding):
        velden = {k: w for k, w in rij.stand.velden.items() if not k.endswith("Sleutel")}
        gelezen = Gegeven(rij.stand.naam, {**velden, "opleidingseenheidcode": rij.eenheid})
        antwoord("opvragen_aangebodenOpleiding", aangebodenOpleiding=gelezen)
        levering("aanleveren_aangebodenOpleiding", aangebodenOpleiding=rij.stand)


def levering(naam: str, **velden: Waarde) -> None:
    operatie = OPERATIES[naam]
    bericht: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "x",
        "verzendendeInstantie": "0000000700025BE00000",
        "ontvangendeInstantie": "00000001800866472000",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
        **velden,
    }
    element = mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, bericht))
    assert not schema.bevindingen(element, BEHEREN), (naam, velden)


def test_every_aanbieder_and_bestuur_validates_when_read(register: Register) -> None:
    eenheden = {rij.code: rij for rij in rijen(register, model.organisatorische_eenheid)}
    erkenner = {rij.erkenning: rij.erkenner for rij in rijen(register, model.juridische_relatie)}
    for relatie in rijen(register, model.organisatierelatie):
        if (aanbieder := eenheden[relatie.naar]).soort != "AANBIEDER" or eenheden[relatie.van].soort != "BESTUUR":
            continue
        bestuur = eenheden[relatie.van]
        boven = Gegeven(
            "bijbehorendOnderwijsbestuur",
            {
                "onderwijsbestuurcode": bestuur.code,
                "organisatierelatieBegindatum": relatie.begindatum,
                "onderwijsbestuurPeriode": bestuur.stand.velden["onderwijsbestuurPeriode"],
            },
        )
        velden = {
            **aanbieder.stand.velden,
            "onderwijsaanbiedercode": aanbieder.code,
            "bijbehorendOnderwijsbestuur": [boven],
        }
        velden["juridischeRelatie"] = [
            Gegeven(j.naam, {**j.velden, "erkenner": erkenner[j.velden["instellingserkenningscode"]]})
            for j in aanbieder.stand.velden["juridischeRelatie"]
        ]
        gelezen = Gegeven("onderwijsaanbieder", velden)
        antwoord("opvragen_onderwijsaanbieder", onderwijsaanbieder=gelezen)
        hoog = {
            **zonder_gezagsrelaties(bestuur.stand),
            "onderwijsbestuurcode": bestuur.code,
            "onderwijsaanbieder": [gelezen],
        }
        if bestuur.bevoegd_gezag_nummer:
            hoog["bevoegdGezagNummer"] = bestuur.bevoegd_gezag_nummer
        antwoord("opvragen_onderwijsaanbiedersVanOrganisatie", onderwijsbestuur=Gegeven("onderwijsbestuur", hoog))


def test_every_location_and_its_use_validate_when_read(register: Register) -> None:
    locaties = {
        rij.code: Gegeven("onderwijslocatie", {**rij.stand.velden, "onderwijslocatiecode": rij.code})
        for rij in rijen(register, model.onderwijslocatie)
    }
    for locatie in locaties.values():
        antwoord("opvragen_onderwijslocatie", onderwijslocatie=locatie)
    for rij in rijen(register, model.onderwijslocatiegebruik):
        velden = {**rij.stand.velden, "onderwijsbestuurcode": rij.bestuur, "onderwijslocatie": locaties[rij.locatie]}
        gelezen = Gegeven("onderwijslocatiegebruik", velden)
        antwoord("opvragen_onderwijslocatiegebruik", onderwijslocatiegebruik=gelezen)


IN_V4 = {"ERKENDE_ONDERWIJSINSTELLING", "ERKENDE_VESTIGING"}
"""What may hang under a bevoegd gezag in V4."""


def test_every_instellingsstructuur_validates_when_read(register: Register) -> None:
    erkenningen = {rij.id: rij for rij in rijen(register, model.instellingserkenning)}
    relaties = rijen(register, model.instellingsrelatie, model.instellingsrelatie.c.soort == "HIERARCHISCH")
    onder = {"bevoegdGezag": "erkendeOnderwijsinstelling", "erkendeOnderwijsinstelling": "erkendeVestiging"}

    def gelezen(id_: int, relatie: sa.Row[Any] | None) -> Gegeven:
        rij = erkenningen[id_]
        velden: dict[str, Waarde] = {}
        if relatie is not None:
            velden["instellingsrelatieBegindatum"] = relatie.begindatum
        if delen := [gelezen(r.naar, r) for r in relaties if r.van == id_ and erkenningen[r.naar].soort in IN_V4]:
            velden[onder[rij.stand.naam]] = delen
        return lees_instellingserkenning(rij, None, velden)

    van_ocw = [rij.id for rij in erkenningen.values() if rij.soort == "BEVOEGD_GEZAG" and rij.erkenner == "OCW"]
    assert len(van_ocw) == 6
    for id_ in van_ocw:
        antwoord("opvragen_instellingsstructuur", bevoegdGezag=gelezen(id_, None))


def test_every_listed_value_of_a_kenmerk_is_on_its_list_and_occurs_as_often_as_it_may(register: Register) -> None:
    lijsten = standaardlijsten()
    gezien = 0
    for tabel in (model.aangeboden_opleiding, model.opleidingseenheid, model.instellingserkenning):
        for rij in rijen(register, tabel):
            erkend = tabel is model.instellingserkenning and f"{rij.stand.naam}Periode" in bereik(RAADPLEGEN)
            for drager in _dragers(lees_instellingserkenning(rij, None, {}) if erkend else rij.stand):
                if drager.naam not in bereik(RAADPLEGEN):
                    continue
                waarden = [k.velden for k in drager.velden.get("kenmerken", [])]  # type: ignore[union-attr]
                for configuratie in bereik(RAADPLEGEN)[drager.naam]:
                    eigen = [w for w in waarden if w["kenmerknaam"] == configuratie.naam]
                    minimum = 0 if configuratie.naam == "eigenaar" else configuratie.min
                    assert minimum <= len(eigen) <= configuratie.max, (drager.naam, configuratie.naam)
                    if configuratie.waardenlijst:
                        for waarde in eigen:
                            assert lijsten.bestaat(
                                configuratie.waardenlijst, str(waarde[configuratie.waarde_element])
                            ), waarde
                            gezien += 1
    assert gezien > 30


def _dragers(stand: Gegeven) -> list[Gegeven]:
    delen = [stand]
    for waarde in stand.velden.values():
        delen += [deel for deel in (waarde if isinstance(waarde, list) else ()) if isinstance(deel, Gegeven)]
    return [deel for deel in delen if deel.naam != "kenmerken"]
