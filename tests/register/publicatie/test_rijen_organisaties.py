"""Organisaties, locaties, contactadressen and instellingserkenningen come out as the rows that they went in as."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from benchmarks.landelijke_bestanden import maak
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.jsonvorm import json_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.opendata.contactadressen import BESTAND as CONTACTADRESSEN
from rio_soap.register.opendata.instellingen import ADRESSEN, ERKENNINGEN, REGIOS
from rio_soap.register.opendata.instellingsrelaties import BESTANDEN as RELATIES
from rio_soap.register.opendata.instellingsrelaties import OVERGANGEN
from rio_soap.register.opendata.locaties import GEBRUIKEN, LOCATIES
from rio_soap.register.opendata.organisaties import (
    AANBIEDERS,
    BEGELEIDING,
    BESTUREN,
    BESTUUR_AANBIEDER,
    BESTUUR_GEZAG,
    GROEPEN,
)
from rio_soap.register.proefdata.proef import PROEFSET, laad_proef
from rio_soap.register.publicatie.rijenregister import TABELLEN
from tests.register import hulp_bestuur, hulp_contact, hulp_erkenning
from tests.register.conftest import migreer_url
from tests.register.opendata.hulp import aanbieder, bestuur, laad, publiceer
from tests.register.publicatie.eigen_bestanden import (
    ANDERS,
    BESTANDEN,
    MEER_ERKENNERS,
    benoemd,
    bevroren,
    eigen,
    rijen,
)
from tests.register.publicatie.hulp_publicatie import bestandsrijen, bron, cellen, schrijf
from tests.register.test_wereld import ZWAAR


def gelezen(register: Register, bestand: str) -> list[Mapping[str, str]]:
    """The filled cells of the published rows of a file."""
    return benoemd(bestand, (cellen(bestand, regel) for regel in rijen(eigen(bron(register)))[bestand]))


def houd_naast(
    gepubliceerd: Mapping[str, list[str]], map_: Any, anders: Mapping[str, Any], niet_te_zeggen: Mapping[str, Any]
) -> None:
    """Every row of a folder is published, with what is named made otherwise, and no other.

    :param niet_te_zeggen: takes away what rows have that were made, because the folder does not say it.
    """
    for bestand in BESTANDEN:
        uit = benoemd(bestand, (cellen(bestand, regel) for regel in gepubliceerd[bestand]))
        erin = benoemd(bestand, bestandsrijen(map_, bestand))
        wordt = anders.get(bestand, dict)
        assert bevroren(map(niet_te_zeggen.get(bestand, dict), uit)) == bevroren(map(wordt, erin)) != set(), bestand


def houd_heen_en_weer(
    register: Register, map_: Any, anders: Mapping[str, Any], niet_te_zeggen: Mapping[str, Any], werk: Path
) -> None:
    """A folder comes out as it went in, and what came out comes out again of another register that loads it."""
    laad(register, map_)
    eerst = rijen(eigen(bron(register)))
    houd_naast(eerst, map_, anders, niet_te_zeggen)
    migreer_url(ander := f"sqlite:///{werk / 'ander.db'}")
    with Register(maak_engine(ander)) as tweede:
        verslag = laad(tweede, schrijf(werk / "uit", eerst))
        assert not verslag.niet_geplaatst
        assert rijen(eigen(bron(tweede))) == eerst


def test_the_trial_set_comes_out_as_it_went_in_but_for_what_is_named_and_so_it_does_again(
    leeg: Register, tmp_path: Path
) -> None:
    houd_heen_en_weer(leeg, PROEFSET, ANDERS, {}, tmp_path)


@pytest.mark.skipif(ZWAAR == 1, reason="a generated set; RIO_TEST_ZWAAR=1")
def test_a_generated_country_comes_out_as_it_went_in_but_for_what_is_named_and_so_it_does_again(
    leeg: Register, tmp_path: Path
) -> None:
    maak(tmp_path / "land", 0.2)
    houd_heen_en_weer(leeg, tmp_path / "land", MEER_ERKENNERS, MEER_ERKENNERS, tmp_path)


NIET = {
    LOCATIES: {"STRAATNAAM"},
    ADRESSEN: {"RIJKSDRIEHOEK_X", "RIJKSDRIEHOEK_Y"},
}
"""Columns that the register does not keep."""
_AL = {"BEGINDATUM": "2010-08-01", "BEGINDATUM_PERIODE": "2010-08-01"}


def test_all_that_is_kept_of_an_organisatie_or_a_locatie_is_published_in_its_column(
    leeg: Register, tmp_path: Path
) -> None:
    """Every column of the files of the four eenheden, of locaties and of their use, but those that are not kept."""
    duur = {"INBEDRIJFDATUM": "2010-08-01", "UITBEDRIJFDATUM": "2030-01-01"}
    eerst = {"BEGINDATUM_PERIODE": "2010-08-01", "EINDDATUM_PERIODE": "2020-08-01", "NAAM": 'De "Oude"'}
    daarna = {"BEGINDATUM_PERIODE": "2020-08-01", "EINDDATUM_PERIODE": "2030-01-01", "NAAM": "Nieuw, en meer"}
    wie = {"INTERNATIONALE_NAAM": "New", "EXPERTISE": "DOOFHEID,SLECHTHORENDHEID", "KVK_NUMMER": "90000137"}
    wie |= {"RSIN": "992660725", "EIGEN_ONDERWIJSAANBIEDERSLEUTEL": "sleutel-1"}
    map_ = tmp_path / "data"
    eenheden = {BESTUREN: "799B001", AANBIEDERS: "799A001", GROEPEN: "799G001", BEGELEIDING: "799T001"}
    for bestand, code in eenheden.items():
        kolommen = TABELLEN[bestand].kolommen
        vast = {naam: cel for naam, cel in {**duur, **wie}.items() if naam in kolommen}
        publiceer(map_, bestand, *({kolommen[0]: code, **vast, **periode} for periode in (eerst, daarna)))
    adres = {"POSTCODE": "6982ZZ", "HUISNUMMER": "7", "HUISNUMMERTOEVOEGING": " a", "PLAATSNAAM": "DOESBURG"}
    plek = {"BAG_ID": "0014010010768000", "GPS_LATITUDE": "53.24060", "GPS_LONGITUDE": "6.50000"}
    publiceer(map_, LOCATIES, {"ONDERWIJSLOCATIECODE": "799X001", **adres, **plek})
    gebruik = {"ONDERWIJSLOCATIECODE": "799X001", "ONDERWIJSBESTUURID": "799B001"}
    publiceer(map_, GEBRUIKEN, {**gebruik, **duur, "EIGEN_ONDERWIJSLOCATIEGEBRUIK_SLEUTEL": "sleutel-2"})
    verslag = laad(leeg, map_)
    assert not verslag.niet_geplaatst, verslag.eerste
    for bestand in (*eenheden, LOCATIES, GEBRUIKEN):
        uit = gelezen(leeg, bestand)
        assert bevroren(uit) == bevroren(benoemd(bestand, bestandsrijen(map_, bestand))), bestand
        assert set().union(*uit) == set(TABELLEN[bestand].kolommen) - NIET.get(bestand, set()), bestand


def test_all_that_is_kept_of_an_erkenning_is_published_in_its_column(leeg: Register, tmp_path: Path) -> None:
    """Every column of the five files of erkenningen, of addresses and of regio's, but those that are not kept."""
    vast = {
        "EINDDATUM": "2030-01-01",
        "STICHTINGSDATUM": "2001-01-01",
        "IN_BEDRIJFDATUM": "2010-08-01",
        "UIT_BEDRIJFDATUM": "2030-01-01",
        "ERKENNER": "OCW",
        "BEKOSTIGINGSCODE": "BEKOSTIGD",
        "WET": "WVO",
        "VERKORTE_NAAM": 'Kort "k"',
        "VOLLEDIGE_NAAM": "Lange\\nnaam, met komma",
        "SOCLUSTER": "CLUSTER_2",
        "VRIJHEID_VAN_ONDERWIJS": "BIJZONDER",
        "GRONDSLAG": "PC,RK",
        "RICHTINGEN": "PC,RK",
        "KENMERK": "B,A",
        "HOOFD_SO_ONDERWIJSSOORT": "DOV",
        "HOOFD_NEVEN_VESTIGING": "HOOFDVESTIGING",
        "VESTIGINGSKENMERK": "X",
    }
    per = {"BGE_CODE": "41999", "OIE_CODE": "33ZZ", "VESTIGINGSCODE": "33ZZ00", "SAMENWERKINGSVERBANDNUMMER": "PO3001"}
    soorten = {"BGE_CODE": "BINS", "OIE_CODE": "BAS", "VESTIGINGSCODE": "VST", "SAMENWERKINGSVERBANDNUMMER": "SWPO"}
    for bestand, (_, _, kolom) in ERKENNINGEN.items():
        rij = {kolom: per.get(kolom, "S123"), "SOORT": soorten.get(kolom, "SBD"), **_AL, **vast}
        passend = {naam: cel for naam, cel in rij.items() if naam in TABELLEN[bestand].kolommen}
        publiceer(tmp_path / "data", bestand, passend)
    duur = {"BEGINDATUM": "2010-08-01", "EINDDATUM": "2012-08-01"}
    straat = {"STRAATNAAM": "Dreef", "HUISNUMMER": "7", "HUISNUMMERTOEVOEGING": " a", "POSTCODE": "6982ZZ"}
    plaats = {"PLAATSNAAM": "Doesburg", "GEMEENTENAAM": "Doesburg", "BAG_ID": "0014010010768000"}
    regels = {f"ADRESREGEL_BUITENLAND_{nr}": f"Regel {nr}" for nr in ("EEN", "TWEE", "DRIE")}
    publiceer(
        tmp_path / "data",
        ADRESSEN,
        {"OIE_CODE": "33ZZ", **duur, **straat, **plaats},
        {"VESTIGINGSCODE": "33ZZ00", **duur, **regels, "LANDNAAM": "5010"},
    )
    publiceer(
        tmp_path / "data", REGIOS, {"SAMENWERKINGSVERBANDNUMMER": "PO3001", **duur, "POSTCODECIJFERS": "9712,9747"}
    )
    publiceer(
        tmp_path / "data", "erkenners.csv", {"ERKENNERCODE": "100E001", "SOORT": "OCW", "BEGINDATUM": "1900-01-01"}
    )
    verslag = laad(leeg, tmp_path / "data")
    assert not verslag.niet_geplaatst, verslag.eerste
    for bestand in (*ERKENNINGEN, ADRESSEN, REGIOS):
        uit = gelezen(leeg, bestand)
        erin = benoemd(bestand, bestandsrijen(tmp_path / "data", bestand))
        code = {"ERKENNERCODE": "100E001", "EINDDATUM_PERIODE": "2030-01-01"} if bestand in ERKENNINGEN else {}
        assert bevroren(uit) == bevroren({**een, **code} for een in erin), bestand
        gevuld = set().union(*uit)
        assert gevuld == set(TABELLEN[bestand].kolommen) - NIET.get(bestand, set()), bestand


def test_all_that_is_kept_of_a_contactadres_is_published_in_its_column(leeg: Register, tmp_path: Path) -> None:
    leeg.schrijf(laad_proef)
    eenheden = {
        "ONDERWIJSBESTUURID": "799B001",
        "ONDERWIJSAANBIEDERID": "799A001",
        "ONDERWIJSAANBIEDERGROEPID": "799G001",
        "ONDERWIJSBEGELEIDINGSAANBIEDERID": "799T001",
    }
    alles = {
        "BEGINDATUM": "2021-01-01",
        "EINDDATUM": "2022-01-01",
        "SUBCONTEXT_NUMMER": "7",
        "SUBCONTEXT": "Onderbouw",
        "CONTACTNAAM": "De balie",
        "EMAILADRES": "balie@school.nl",
        "TELEFOONNUMMER": "0313000000",
        "FAXNUMMER": "0313000001",
        "WEBADRES": "https://school.nl",
    }
    binnen = {"STRAATNAAM": "Dreef", "HUISNUMMER": "7", "HUISNUMMERTOEVOEGING": "-2", "POSTCODE": "6982ZZ"}
    binnen |= {"PLAATSNAAM": "DOESBURG"}
    buiten = {f"ADRESREGEL_{nr}": f"Regel {nr}" for nr in ("EEN", "TWEE", "DRIE")} | {"LANDNAAM": "5010"}
    erin = [
        {
            kolom: code,
            "CONTEXT": context,
            **alles,
            **{f"{soort}NL_{naam}": cel for naam, cel in binnen.items()},
            **{f"{ander}BTL_{naam}": cel for naam, cel in buiten.items()},
        }
        for (kolom, code), context in zip(eenheden.items(), ("ALGEMEEN", "AANMELDEN") * 2, strict=True)
        for soort, ander in [("BEZOEK", "POST") if context == "ALGEMEEN" else ("POST", "BEZOEK")]
    ]
    verslag = laad(leeg, publiceer(tmp_path / "data", CONTACTADRESSEN, *erin))
    assert not verslag.niet_geplaatst
    uit = [een for een in gelezen(leeg, CONTACTADRESSEN) if een["SUBCONTEXT_NUMMER"] == "7"]
    assert bevroren(uit) == bevroren(erin)
    assert set().union(*uit) == set(TABELLEN[CONTACTADRESSEN].kolommen)


def test_only_public_contactadressen_in_the_contexten_of_the_files_are_in_them(register: Register) -> None:
    hulp_contact.laad_wereld(register)
    soorten = ("ALGEMEEN", "AANMELDEN", "CENTRAAL_AANMELDEN_MBO", "FACTURATIE", "LEERPLICHT", "TOEZICHT", "BPV")
    hulp_contact.geleverd(register, *(hulp_contact.contact(soort=soort) for soort in soorten))
    assert {rij["CONTEXT"] for rij in gelezen(register, CONTACTADRESSEN)} == {"ALGEMEEN", "AANMELDEN"}
    hulp_contact.zet_contexten(register, AANMELDEN={"openbaar": False})
    assert {rij["CONTEXT"] for rij in gelezen(register, CONTACTADRESSEN)} == {"ALGEMEEN"}


def test_all_relations_of_a_bestuur_with_bevoegd_gezag_are_published_again_and_shown_nowhere(
    leeg: Register, tmp_path: Path
) -> None:
    erin = [
        {"BGE_CODE": "41000", "BEGINDATUM": "2010-08-01", "EINDDATUM": "2015-08-01"},
        {"BGE_CODE": "41999", "BEGINDATUM": "2015-08-01"},
        {"BGE_CODE": "BO123456", "BEGINDATUM": "2012-01-01"},
    ]
    map_ = publiceer(tmp_path / "data", BESTUREN, bestuur("799B001"), bestuur("799B002"))
    een = {"ONDERWIJSBESTUURID": "799B002", "BGE_CODE": "42000", "BEGINDATUM": "2010-08-01"}
    publiceer(map_, BESTUUR_GEZAG, *({"ONDERWIJSBESTUURID": "799B001", **rij} for rij in erin), een)
    laad(leeg, map_)
    verwacht = bevroren([*({"ONDERWIJSBESTUURID": "799B001", **rij} for rij in erin), een])
    assert bevroren(gelezen(leeg, BESTUUR_GEZAG)) == verwacht
    inhoud = [een.inhoud for een in eigen(bron(leeg)) if een.objecttype == "ONDERWIJSBESTUUR"]
    assert [json_van(i)["onderwijsbestuur"]["bevoegdGezagNummer"] for i in inhoud if i] == ["41999", "42000"]  # type: ignore[call-overload,index]
    # Without the file of relations they stay; what the number and the dates of the bestuur say is not kept twice.
    laad(leeg, publiceer(tmp_path / "later", BESTUREN, bestuur("799B001", NAAM="Anders"), bestuur("799B002")))
    assert bevroren(gelezen(leeg, BESTUUR_GEZAG)) == verwacht
    with leeg.lees() as session:
        standen: list[Gegeven] = list(session.execute(sa.select(_eenheid.stand).order_by(_eenheid.code)).scalars())
    assert ["bevoegdGezagRelatie" in stand.velden for stand in standen] == [True, False]


_eenheid = model.organisatorische_eenheid.c


def test_a_delivery_of_another_number_ends_the_relation_of_before(register: Register, tmp_path: Path) -> None:
    hulp_bestuur.laad_wereld(register)
    code = hulp_bestuur.nieuw(register)
    eerst = {"ONDERWIJSBESTUURID": code, "BGE_CODE": "41000", "BEGINDATUM": "2021-08-01"}
    ander = {"ONDERWIJSBESTUURID": code, "BGE_CODE": "BO123456", "BEGINDATUM": "2022-01-01"}
    laad(register, publiceer(tmp_path / "data", BESTUUR_GEZAG, eerst, ander))

    def van_bestuur() -> set[frozenset[tuple[str, str]]]:
        return bevroren(rij for rij in gelezen(register, BESTUUR_GEZAG) if rij["ONDERWIJSBESTUURID"] == code)

    assert van_bestuur() == bevroren([eerst, ander])
    hulp_bestuur.lever(register, hulp_bestuur.bestuur(code, bevoegdGezagNummer="41000"))
    assert van_bestuur() == bevroren([eerst, ander])
    hulp_bestuur.lever(register, hulp_bestuur.bestuur(code, bevoegdGezagNummer="42000"))
    nieuw = {"ONDERWIJSBESTUURID": code, "BGE_CODE": "42000", "BEGINDATUM": hulp_bestuur.IN.isoformat()}
    assert van_bestuur() == bevroren([ander, nieuw])


def test_a_relation_of_erkenningen_is_in_the_file_of_its_types_and_soort_or_an_overgang_or_in_none(
    register: Register,
) -> None:
    hulp_erkenning.met_rollen(register)
    van, naar = hulp_erkenning.HANZEGEZAG, hulp_erkenning.HANZESCHOOL
    ids = {een: hulp_erkenning.id_van(register, een) for een in (van, naar)}
    soorten = ("HIERARCHISCH", "OVERGANG_VOLLEDIG", "DISLOCATIE")
    begin = date(2001, 1, 1)

    def zet(session: Any) -> None:
        for soort in soorten:
            velden = {"van": ids[van], "naar": ids[naar], "soort": soort, "begindatum": begin}
            session.execute(sa.insert(model.instellingsrelatie).values(**velden))

    register.schrijf(zet)
    alle = [een for een in bron(register).alle("INSTELLINGSRELATIE") if een.sleutel.endswith("2001-01-01")]
    bestand = "relaties_bevoegdgezagerkenningen_onderwijsinstellingserkenningen.csv"
    assert sorted((een.sleutel.split("/")[6], [naam for naam, _ in een.rijen]) for een in alle) == [
        ("DISLOCATIE", []),
        ("HIERARCHISCH", [bestand]),
        ("OVERGANG_VOLLEDIG", [OVERGANGEN]),
    ]


def test_every_file_of_relations_says_the_types_of_its_rows_by_its_columns_alone() -> None:
    sleutels = {
        bestand: f"OCW/{van}/A1/OCW/{naar}/B2/{uit.soort or 'SAMENWERKING'}/2020-01-01"
        for bestand, uit in RELATIES.items()
        for van, naar in [(_type(uit.van[1]), _type(uit.naar[1]))]
    }
    tabellen = [tabel for tabel in TABELLEN.values() if tabel.objecttype == "INSTELLINGSRELATIE"]
    for bestand, sleutel in sleutels.items():
        assert [tabel.bestand for tabel in tabellen if tabel.groep_van(sleutel)] == [bestand]


def _type(kolom: str) -> str:
    typen = {kolom_: soort for soort, _, kolom_ in ERKENNINGEN.values()}
    return typen[kolom]


def test_an_aanbieder_without_bestuur_has_its_own_rows_all_the_same(leeg: Register, tmp_path: Path) -> None:
    """Two of them are in the open data without any; V4 cannot show such a one, and so family B has none of it."""
    map_ = publiceer(tmp_path / "data", AANBIEDERS, aanbieder("799A001"), aanbieder("799A002"))
    publiceer(map_, BESTUREN, bestuur("799B001"))
    relatie = {"ONDERWIJSBESTUURID": "799B001", "ONDERWIJSAANBIEDERID": "799A001", "BEGINDATUM": "2010-08-01"}
    laad(leeg, publiceer(map_, BESTUUR_AANBIEDER, relatie))
    assert [rij["ONDERWIJSAANBIEDERID"] for rij in gelezen(leeg, AANBIEDERS)] == ["799A001", "799A002"]
    assert gelezen(leeg, BESTUUR_AANBIEDER) == [relatie]
