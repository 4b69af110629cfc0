"""The formal half: addresses and regio's of erkenningen, what ties these, erkenners, structuren, besluiten."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.leveringen import erkennerrij
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opendata import instellingsrelaties
from rio_soap.register.opendata.instellingen import ADRESSEN, REGIOS
from rio_soap.register.opendata.instellingsrelaties import BESTANDEN, OVERGANGEN
from rio_soap.register.proefdata import proef
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.register.opendata.hulp import laad, publiceer, stand

BINNEN = {"STRAATNAAM": "Voorbeeldstraat", "HUISNUMMER": "21", "POSTCODE": "6982ZZ", "PLAATSNAAM": "Doesburg"}
PERIODE = {
    "BEGINDATUM": "2010-08-01",
    "ERKENNER": "OCW",
    "BEGINDATUM_PERIODE": "2010-08-01",
    "BEKOSTIGINGSCODE": "BEKOSTIGD",
    "VOLLEDIGE_NAAM": "Naam",
}
OIE = {**PERIODE, "OIE_CODE": "88AA", "SOORT": "VOS"}
VE = {**PERIODE, "VESTIGINGSCODE": "88AA00", "SOORT": "VST", "HOOFD_NEVEN_VESTIGING": "HOOFDVESTIGING"}
SW = {**PERIODE, "SAMENWERKINGSVERBANDNUMMER": "VO8801", "SOORT": "SWVO"}


@pytest.fixture
def register(leeg: Register) -> Register:
    """With the trial set."""
    leeg.schrijf(proef.laad_proef)
    return leeg


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """An institution, its vestiging and a samenwerking."""
    publiceer(tmp_path / "data", "onderwijsinstellingserkenningen.csv", OIE)
    publiceer(tmp_path / "data", "vestigingserkenningen.csv", VE)
    return publiceer(tmp_path / "data", "samenwerkingserkenningen.csv", SW)


def erkenning(register: Register, code: str) -> dict[str, Any]:
    """The fields of an erkenning."""
    gelezen: Gegeven = stand(register, model.instellingserkenning, model.instellingserkenning.c.code == code)
    return gelezen.velden


def rijen(register: Register, tabel: sa.Table, *kolommen: str) -> list[tuple[Any, ...]]:
    with register.lees() as session:
        vraag = sa.select(*(tabel.c[naam] for naam in kolommen)).order_by(*(tabel.c[naam] for naam in kolommen))
        return [tuple(rij) for rij in session.execute(vraag)]


def test_an_address_goes_to_the_vestiging_that_it_names_or_else_to_the_institution(leeg: Register, map_: Path) -> None:
    van_instelling = {"OIE_CODE": "88AA", "BEGINDATUM": "2010-08-01", **BINNEN, "GEMEENTENAAM": "DOESBURG"}
    van_vestiging = {
        "OIE_CODE": "88AA",
        "VESTIGINGSCODE": "88AA00",
        "BEGINDATUM": "2011-08-01",
        **BINNEN,
        "BAG_ID": "12",
    }
    verslag = laad(leeg, publiceer(map_, ADRESSEN, van_instelling, {"OIE_CODE": "88AA", **van_vestiging}))
    assert verslag.rijen[ADRESSEN] == 2
    assert not verslag.niet_geplaatst
    (een,) = erkenning(leeg, "88AA")["formeelInstellingsadres"]
    (ander,) = erkenning(leeg, "88AA00")["formeelInstellingsadres"]
    adres: dict[str, Waarde] = {
        "straatnaam": "Voorbeeldstraat",
        "huisnummer": 21,
        "postcode": "6982ZZ",
        "plaatsnaam": "Doesburg",
    }
    met_gemeente = Gegeven("binnenlandsAdres", {**adres, "gemeentenaam": "DOESBURG"})
    assert een.velden == {"begindatum": date(2010, 8, 1), "binnenlandsAdres": met_gemeente}
    zonder: dict[str, Waarde] = {"begindatum": date(2011, 8, 1), "binnenlandsAdres": Gegeven("binnenlandsAdres", adres)}
    assert ander.velden == {**zonder, "bagID": "12"}


@pytest.mark.parametrize(
    ("adres", "reden"),
    [
        ({}, "no address"),
        ({"ADRESREGEL_BUITENLAND_EEN": "Rue 1", "LANDNAAM": "België"}, "no address"),
        ({**BINNEN, "POSTCODE": None}, "outside the contract"),
        ({**BINNEN, "HUISNUMMER": "0"}, "outside the contract"),
        ({**BINNEN, "GEMEENTENAAM": "x" * 41}, "outside the contract"),
        ({**BINNEN, "BEGINDATUM": "2012-08-01"}, "overlap"),
        ({**BINNEN, "EINDDATUM": "morgen"}, "unusable value"),
    ],
)
def test_an_address_that_does_not_fit_is_told(
    leeg: Register, map_: Path, adres: dict[str, str | None], reden: str
) -> None:
    """The erkenning and its other addresses stay, but for a cell that no date is: then it is not known which."""
    goed = {"OIE_CODE": "88AA", "BEGINDATUM": "2010-08-01", **BINNEN}
    fout = {**goed, "BEGINDATUM": "2009-08-01", "EINDDATUM": "2010-08-01", **BINNEN, **adres}
    fout = fout if adres else {k: w for k, w in fout.items() if k not in BINNEN}
    fout = {k: w for k, w in fout.items() if "ADRESREGEL_BUITENLAND_EEN" not in adres or k not in BINNEN}
    verslag = laad(leeg, publiceer(map_, ADRESSEN, goed, fout))
    assert verslag.niet_geplaatst[reden] > 0, verslag.eerste
    assert {m.bestand for m in verslag.eerste if m.reden == reden} >= {ADRESSEN}
    if reden != "unusable value":
        assert len(erkenning(leeg, "88AA")["formeelInstellingsadres"]) == 1


def test_an_address_without_a_code_is_told_once(leeg: Register, map_: Path) -> None:
    verslag = laad(leeg, publiceer(map_, ADRESSEN, {"BEGINDATUM": "2010-08-01", **BINNEN}))
    assert dict(verslag.niet_geplaatst) == {"no key": 1}


def test_the_regios_of_a_samenwerking_are_found_by_postcode(leeg: Register, map_: Path) -> None:
    regio = {"SAMENWERKINGSVERBANDNUMMER": "VO8801", "BEGINDATUM": "2014-08-01", "POSTCODECIJFERS": "9747,6982"}
    later = {**regio, "BEGINDATUM": "2020-08-01", "POSTCODECIJFERS": "6982"}
    laad(leeg, publiceer(map_, REGIOS, {**regio, "EINDDATUM": "2020-08-01"}, later))
    oud, nieuw = erkenning(leeg, "VO8801")["regioErkendeSamenwerking"]
    assert (oud.velden["postcodecijfers"], nieuw.velden["postcodecijfers"]) == (["6982", "9747"], ["6982"])
    kolommen = ("postcodecijfers", "begindatum", "einddatum")
    assert rijen(leeg, model.regio, *kolommen) == [
        ("6982", date(2014, 8, 1), date(2020, 8, 1)),
        ("6982", date(2020, 8, 1), None),
        ("9747", date(2014, 8, 1), date(2020, 8, 1)),
    ]
    assert rijen(leeg, model.samenwerkingssoort, "soort", "begindatum") == [("SWVO", date(2010, 8, 1))]
    verslag = laad(leeg, publiceer(map_, REGIOS, {**regio, "POSTCODECIJFERS": "1011"}))
    assert verslag.objecten["samenwerkingserkenningen", "gewijzigd"] == 1
    assert rijen(leeg, model.regio, *kolommen) == [("1011", date(2014, 8, 1), None)]


@pytest.mark.parametrize("cijfers", ["698", "0123", "6982,AB", None])
def test_a_regio_that_holds_no_postcodes_is_told(leeg: Register, map_: Path, cijfers: str | None) -> None:
    regio = {"SAMENWERKINGSVERBANDNUMMER": "VO8801", "BEGINDATUM": "2014-08-01", "POSTCODECIJFERS": cijfers}
    verslag = laad(leeg, publiceer(map_, REGIOS, regio))
    assert verslag.onbruikbaar
    assert verslag.eerste[0].uitleg.startswith("POSTCODECIJFERS: found ")
    assert rijen(leeg, model.regio, "postcodecijfers") == []


def test_what_no_file_of_the_load_says_stays(leeg: Register, map_: Path) -> None:
    """Addresses whose file is missing, a kVKnummer that was delivered; and addresses alone can be loaded."""
    adres = {"OIE_CODE": "88AA", "BEGINDATUM": "2010-08-01", **BINNEN}
    laad(leeg, publiceer(map_, ADRESSEN, adres))
    was = erkenning(leeg, "88AA")
    gelezen = Gegeven("erkendeOnderwijsinstelling", {**was, "kVKnummer": "99000001"})
    tabel = model.instellingserkenning
    leeg.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == "88AA").values(stand=gelezen)))
    (map_ / ADRESSEN).unlink()
    laad(leeg, publiceer(map_, "onderwijsinstellingserkenningen.csv", {**OIE, "VOLLEDIGE_NAAM": "Anders"}))
    nu = erkenning(leeg, "88AA")
    assert (nu["kVKnummer"], nu["formeelInstellingsadres"]) == ("99000001", was["formeelInstellingsadres"])
    alleen = publiceer(map_.parent / "alleen", ADRESSEN, {**adres, "HUISNUMMER": "22"}, {**adres, "OIE_CODE": "77AA"})
    verslag = laad(leeg, alleen)
    assert dict(verslag.niet_geplaatst) == {"erkende onderwijsinstelling unknown": 1}
    nu = erkenning(leeg, "88AA")
    assert nu["erkendeOnderwijsinstellingPeriode"][0].velden["naamLang"] == "Anders"
    assert nu["formeelInstellingsadres"][0].velden["binnenlandsAdres"].velden["huisnummer"] == 22


def test_an_erkenner_is_known_by_its_code_where_its_name_is_empty(leeg: Register, map_: Path) -> None:
    publiceer(map_, "erkenners.csv", {"ERKENNERCODE": "799E001", "SOORT": "CEDEO", "BEGINDATUM": "2010-01-01"})
    rij = {k: w for k, w in OIE.items() if k != "ERKENNER"}
    laad(leeg, publiceer(map_, "onderwijsinstellingserkenningen.csv", {**rij, "ERKENNERCODE": "799E001"}))
    assert erkenning(leeg, "88AA")["erkenner"] == "CEDEO"


def test_an_erkenning_that_only_v4_can_show_is_kept_and_told(leeg: Register, map_: Path) -> None:
    """A vestiging without hoofdNevenVestiging; one that V4 does not show falls."""
    rij = {k: w for k, w in VE.items() if k != "HOOFD_NEVEN_VESTIGING"}
    zonder_soort = {k: w for k, w in SW.items() if k != "SOORT"}
    publiceer(map_, "samenwerkingserkenningen.csv", zonder_soort)
    verslag = laad(leeg, publiceer(map_, "vestigingserkenningen.csv", rij))
    assert dict(verslag.bijzonder) == {"shown by V4 only": 1}
    assert dict(verslag.niet_geplaatst) == {"outside the contract": 1}
    assert erkenning(leeg, "88AA00")


# What ties erkenningen


def test_every_soort_of_a_relation_is_of_its_list() -> None:
    lijst = "ErkendeOrganisatierelatiesoort"
    assert all(standaardlijsten().bestaat(lijst, uit.soort) for uit in BESTANDEN.values() if uit.soort)
    assert len(BESTANDEN) == 9


@pytest.mark.parametrize("bestand", BESTANDEN)
def test_each_file_ties_its_types_with_its_soort(register: Register, bestand: str) -> None:
    uit, r = BESTANDEN[bestand], model.instellingsrelatie
    van, naar = model.instellingserkenning.alias("van"), model.instellingserkenning.alias("naar")
    with register.lees() as session:
        vraag = sa.select(van.c.soort, naar.c.soort, r.c.soort).join(van, van.c.id == r.c.van)
        gevonden = {tuple(rij) for rij in session.execute(vraag.join(naar, naar.c.id == r.c.naar))}
    soorten = {naam: soort for soort, naam in _namen().items()}
    types = soorten[uit.van[0].naam], soorten[uit.naar[0].naam]
    assert {soort for een, ander, soort in gevonden if (een, ander) == types} - {"OVERGANG_VOLLEDIG"} == (
        {uit.soort} if uit.soort else {"SAMENWERKING", "VRIJWILLIGE_DEELNAME"}
    )


def _namen() -> dict[str, str]:
    return {soort: opzoeking.naam for soort, opzoeking in instellingsrelaties.TYPEN.items()}


def test_an_overgang_joins_erkenningen_of_any_type(register: Register, tmp_path: Path) -> None:
    def overgang(van: tuple[str, str], naar: tuple[str, str], soort: str = "VERZELFSTANDIGING") -> dict[str, str]:
        cellen = {}
        for kant, (type_, code) in (("VAN", van), ("NAAR", naar)):
            erkend = f"{kant}_ORGANISATIEERKENNINGS"
            cellen |= {f"{erkend}TYPE": type_, f"{erkend}CODE": code}
        return {**cellen, "RELATIESOORT": soort, "BEGINDATUM": "2021-08-01"}

    instelling, vestiging = ("ERKENDE_ONDERWIJSINSTELLING", "99PA"), ("ERKENDE_VESTIGING", "99SA00")
    verslag = laad(
        register,
        publiceer(
            tmp_path / "data",
            OVERGANGEN,
            overgang(vestiging, instelling),
            overgang(vestiging, ("BEVOEGD_GEZAG", "00000")),
            overgang(vestiging, ("SCHOOL", "99PA")),
            overgang(vestiging, instelling, "OVER?"),
        ),
    )
    assert dict(verslag.niet_geplaatst) == {"bevoegd gezag unknown": 1, "unusable value": 2}
    m = model.mutatie.c
    with register.lees() as session:
        gemeld = {tuple(rij) for rij in session.execute(sa.select(m.object, m.sleutel, m.houder, m.soort))}
    sleutel = "OCW/ERKENDE_VESTIGING/99SA00/OCW/ERKENDE_ONDERWIJSINSTELLING/99PA/VERZELFSTANDIGING/2021-08-01"
    assert gemeld == {("instellingsrelatie", sleutel, houder, "T") for houder in ("799B001", "799B002")}


# Erkenners, structuren, financieringsbesluiten


def test_an_erkenner_has_its_aanmerkingen_and_keeps_what_is_not_published(leeg: Register, tmp_path: Path) -> None:
    rij = {"ERKENNERCODE": "799E001", "SOORT": "CEDEO", "BEGINDATUM": "2010-01-01", "KVK_NUMMER": "99000001"}
    map_ = publiceer(tmp_path / "data", "erkenners.csv", rij)
    mag = {"ERKENNERCODE": "799E001", "BEVOEGDHEID": "ORGANISATIE", "BEGINDATUM": "2010-01-01"}
    later = {**mag, "BEGINDATUM": "2020-01-01", "REGELGEVING": "STAP_BUDGET", "EINDDATUM": "2024-01-01"}
    verslag = laad(leeg, publiceer(map_, "aanmerkingen_erkenners.csv", later, mag, {**mag, "ERKENNERCODE": "799E009"}))
    assert dict(verslag.niet_geplaatst) == {"erkenner unknown": 1}
    tabel = model.erkenner
    was: Gegeven = stand(leeg, tabel)
    assert [deel.velden["begindatum"].year for deel in was.velden["erkenneraanmerking"]] == [2010, 2020]  # type: ignore[union-attr]
    geleverd = Gegeven("erkenner", {**was.velden, "naam": "Cedeo", "oin": ["00000001009990006000"]})
    leeg.schrijf(lambda s: s.execute(sa.update(tabel).values(stand=geleverd)))
    (map_ / "aanmerkingen_erkenners.csv").unlink()
    assert laad(leeg, map_).objecten["erkenners", "gelijk"] == 1
    assert stand(leeg, tabel) == geleverd


@pytest.mark.parametrize(
    ("kolom", "waarde"), [("SOORT", "C?"), ("KVK_NUMMER", "12"), ("ERKENNERCODE", "E1"), ("SOORT", None)]
)
def test_an_erkenner_that_no_answer_can_hold_is_told(
    leeg: Register, tmp_path: Path, kolom: str, waarde: str | None
) -> None:
    rij = {"ERKENNERCODE": "799E001", "SOORT": "CEDEO", "BEGINDATUM": "2010-01-01", kolom: waarde}
    verslag = laad(leeg, publiceer(tmp_path / "data", "erkenners.csv", rij))
    assert verslag.onbruikbaar == 1
    assert verslag.eerste[0].uitleg.startswith(f"{kolom}: found ")


def test_a_structuur_of_the_mbo_is_a_row_of_its_unit_and_changes_it(register: Register, tmp_path: Path) -> None:
    rij = {"OPLEIDINGSEENHEIDCODE": "1019O0031", "STELSEL": "EXPERIMENT", "BEGINDATUM": "2020-08-01"}
    onbekend, fout = {**rij, "OPLEIDINGSEENHEIDCODE": "1019O9999"}, {**rij, "STELSEL": "B?S"}
    verslag = laad(register, publiceer(tmp_path / "data", "mbo_structuren.csv", rij, onbekend, fout))
    assert dict(verslag.niet_geplaatst) == {"opleidingseenheid unknown": 1, "unusable value": 1}
    assert ("1019O0031", "EXPERIMENT") in rijen(register, model.eenheidsstructuur, "eenheid", "stelsel")
    assert rijen(register, model.mutatie, "object", "sleutel", "soort") == [("opleidingseenheid", "1019O0031", "W")]


def test_financieringsbesluiten_are_kept_also_of_what_the_register_does_not_have(
    register: Register, tmp_path: Path
) -> None:
    """One for each way of valuing; nothing is read by way of them."""
    rij = {"OIE_CODE": "99HA", "ERKENDEOPLEIDINGSCODE": "9960", "OPLEIDINGSSTELSEL": "BSFS", "BEGINDATUM": "2020-09-01"}
    onder = {"CURSUSDUUR": "48", "EXTRA_CURSUSDUUR": "12", "TYPE_WAARDERING": "EX_POST"}
    vreemd = {**rij, "OIE_CODE": "ZZZZ", "ERKENDEOPLEIDINGSCODE": "0"}
    fout = {**rij, "CURSUSDUUR": "vier"}
    map_ = publiceer(tmp_path / "data", "financieringsbesluiten.csv", {**rij, **onder}, rij, vreemd, fout)
    verslag = laad(register, map_)
    assert dict(verslag.bijzonder) == {"erkende onderwijsinstelling unknown": 1, "opleidingserkenning unknown": 1}
    assert verslag.niet_geplaatst.total() > 0
    kolommen = ("instelling", "type_waardering", "cursusduur", "extra_cursusduur")
    gevonden = rijen(register, model.financieringsbesluit, *kolommen)
    assert ("99HA", "EX_POST", 48, 12) in gevonden
    assert ("ZZZZ", "", None, None) in gevonden
    assert laad(register, map_).objecten["financieringsbesluiten", "nieuw"] == 0


def test_an_erkenner_becomes_what_a_delivery_of_the_same_would_write(leeg: Register) -> None:
    """So that a load over a delivery, and a delivery over a load, change nothing."""
    leeg.schrijf(proef.laad_proef)
    with leeg.lees() as session:
        alle = session.execute(sa.select(model.erkenner)).mappings().all()
    assert len(alle) == 7
    for rij in alle:
        assert dict(rij) == erkennerrij(rij["code"], rij["stand"])
