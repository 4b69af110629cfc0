"""Addresses that differ in capitals or in where the letter ends are different ones; places are known by their names."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.standin.bagdienst import Bagdienst
from rio_soap.chain.standin.both import PAD_BAG
from rio_soap.chain.standin.proefadressen import laad_adressen
from rio_soap.chain.standin.standin_server import Proefdienst, bedien, proef_toepassing
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup.chain import make_bag
from tests.register.opendata.hulp import laad, publiceer
from tests.service.conftest import Antwoord, Dienst

GEMEENTEN = """
[[gemeente]]
code = "0737"
naam = "Tytsjerksteradiel"
woonplaatsen = { 1100 = "Earnewâld", 1101 = "Tytsjerk" }
[[gemeente]]
code = "0164"
naam = "Hengelo (O.)"
woonplaatsen = { 1200 = "Hengelo" }
[[gemeente]]
code = "1876"
naam = "Bronckhorst"
woonplaatsen = { 1201 = "Hengelo", 1202 = "Zelhem" }
[[gemeente]]
code = "0893"
naam = "Bergen (L.)"
woonplaatsen = { 1300 = "Bergen" }
[[gemeente]]
code = "0373"
naam = "Bergen (NH.)"
woonplaatsen = { 1301 = "Bergen", 1302 = "Egmond-Binnen" }
[[gemeente]]
code = "0518"
naam = "'s-Gravenhage"
woonplaatsen = { 1400 = "'s-Gravenhage" }
[[gemeente]]
code = "0603"
naam = "Rijswijk (ZH.)"
woonplaatsen = { 1500 = "Rijswijk" }
[[gemeente]]
code = "0214"
naam = "Buren"
woonplaatsen = { 1501 = "Rijswijk (GLD)" }
"""
ADRESSEN = [(10, "A", None), (10, "a", None), (20, "A", "3"), (20, None, "A3"), (30, "B", None), (40, None, "b2")]
"""Numbers in one street with letter and addition, each another building: 9001, 9002 and so on."""


def adressenbestand() -> str:
    regels = [GEMEENTEN]
    for plek, (nummer, letter, toevoeging) in enumerate(ADRESSEN, 1):
        delen = [f'plaats = "1100"\nstraat = "Wide Ie"\npostcode = "9264TR"\nhuisnummer = {nummer}']
        delen += [f'letter = "{letter}"'] if letter else []
        delen += [f'toevoeging = "{toevoeging}"'] if toevoeging else []
        regels.append(
            "\n".join(["[[adres]]", *delen, f"punt = [{188000 + plek}.0, 570000.0]", f'id = "{bag_id(plek)}"'])
        )
    return "\n".join(regels)


def bag_id(plek: int) -> str:
    return f"110001000000900{plek}"


class Plein:
    """A service with a BAG of its own, and the questions that it was asked."""

    def __init__(self, rio: Dienst, map_: Path) -> None:
        self.rio, self.vragen = rio, 0
        (map_ / "adressen.toml").write_text(adressenbestand(), "utf-8")
        laad_adressen(map_ / "adressen.toml", rio.settings.bagbestand)
        bag = proef_toepassing({PAD_BAG: Proefdienst("Bag", "bag.wsdl", Bagdienst(BagStore(rio.settings.bagbestand)))})

        def toepassing(omgeving: dict[str, Any], start: Any) -> Any:
            self.vragen += 1
            return bag(omgeving, start)

        self._toepassing = toepassing

    @contextmanager
    def open(self) -> Iterator["Plein"]:
        with bedien(self._toepassing) as url:
            settings = replace(self.rio.settings, bag_url=url + PAD_BAG, bag_cache=0)
            self.rio.toepassing.pijplijn.afhandeling.bag = make_bag(settings, SystemClock())
            yield self

    def lever(self, plek: Gegeven, bestuur: str = "100B490") -> Antwoord:
        velden = {"onderwijsbestuurcode": bestuur, "inBedrijfdatum": date(2024, 1, 1), plek.naam: plek}
        return self.rio.stuur(
            "aanleveren_onderwijslocatiegebruik",
            {"onderwijslocatiegebruik": Gegeven("onderwijslocatiegebruik", velden)},
        )

    def locatie(self, plek: Gegeven) -> str:
        """Deliver; the code of the locatie, also when it was in use already."""
        antwoord = self.lever(plek)
        if (code := antwoord.tekst("onderwijslocatiecode")) is None:
            assert antwoord.tekst("foutcode") == "N01020", antwoord.raw
            code = [x.text for x in antwoord.body.iterfind(".//{*}sleutelwaarde")][-1]
        assert code is not None
        return code

    def gebouw(self, code: str) -> str | None:
        return self.rio.stuur("opvragen_onderwijslocatie", {"onderwijslocatieCode": code}).tekst("bagID")

    def zoek(self, **vraag: Any) -> str | None:
        antwoord = self.rio.stuur("opvragen_rioIdentificatiecode", vraag)
        return antwoord.tekst("onderwijslocatiecode") or antwoord.tekst("foutcode")


@pytest.fixture
def plein(tmp_path: Path) -> Iterator[Plein]:
    rio = Dienst(tmp_path / "rio", kern=True)
    with Plein(rio, tmp_path).open() as plein:
        yield plein
    rio.stop()


def adres(nummer: int, toevoeging: str | None) -> Gegeven:
    velden: dict[str, Any] = {"postcode": "9264TR", "huisnummer": nummer}
    return Gegeven("aanduidingAdres", velden | ({"huisnummertoevoeging": toevoeging} if toevoeging else {}))


def plaats(naam: str, gemeente: str | None = None) -> Gegeven:
    velden: dict[str, Any] = {"plaatsnaam": naam}
    return Gegeven("aanduidingPlaats", velden | ({"gemeentenaam": gemeente} if gemeente else {}))


def publiceer_locaties(plein: Plein, map_: Path, *rijen: dict[str, str | None]) -> None:
    uit = laad(plein.rio.register, publiceer(map_ / "data", "onderwijslocaties.csv", *rijen))
    assert not uit.niet_geplaatst, uit.eerste


@pytest.mark.parametrize("eerst", ["A", "a"])
def test_capitals_tell_two_addresses_apart_in_delivery_and_look_up(plein: Plein, eerst: str) -> None:
    """Whichever RIO has first: the other one is asked of the BAG."""
    ander = {"A": "a", "a": "A"}[eerst]
    een, twee = plein.locatie(adres(10, eerst)), plein.locatie(adres(10, ander))
    assert een != twee
    gebouwen = {"A": bag_id(1), "a": bag_id(2)}
    assert (plein.gebouw(een), plein.gebouw(twee)) == (gebouwen[eerst], gebouwen[ander])
    for code, letter in ((een, eerst), (twee, ander)):
        for geschreven in (letter, f"-{letter}", f" {letter} "):
            assert plein.zoek(aanduidingAdres=adres(10, geschreven)) == code
    assert plein.vragen == 2
    assert plein.locatie(adres(10, ander)) == twee
    assert plein.vragen == 2, "what RIO has beyond doubt costs no question"


@pytest.mark.parametrize("volgorde", [("A3", "A-3"), ("A-3", "A3"), ("A 3", "A3")])
def test_a_letter_with_an_addition_is_another_address_than_that_addition_alone(
    plein: Plein, volgorde: tuple[str, str]
) -> None:
    codes = {geschreven: plein.locatie(adres(20, geschreven)) for geschreven in volgorde}
    assert len(set(codes.values())) == 2
    for geschreven, code in codes.items():
        assert plein.gebouw(code) == bag_id(4 if geschreven == "A3" else 3)
        assert plein.zoek(aanduidingAdres=adres(20, geschreven)) == code
    gedeeld = next(code for geschreven, code in codes.items() if geschreven != "A3")
    for geschreven in ("A 3", "A-3", " A - 3"):
        assert plein.locatie(adres(20, geschreven)) == gedeeld
    assert plein.vragen == 2


@pytest.mark.parametrize(("nummer", "geschreven", "gebouw"), [(30, "b", 5), (40, "B2", 6), (40, "B-2", 6)])
def test_an_address_without_a_double_is_found_however_it_is_written(
    plein: Plein, nummer: int, geschreven: str, gebouw: int
) -> None:
    code = plein.locatie(adres(nummer, geschreven))
    assert plein.gebouw(code) == bag_id(gebouw)
    assert plein.locatie(adres(nummer, geschreven)) == code


def test_published_addresses_that_differ_in_capitals_are_kept_apart(plein: Plein, tmp_path: Path) -> None:
    vast = {"GPS_LATITUDE": "53.2", "GPS_LONGITUDE": "5.9", "HUISNUMMER": "10", "POSTCODE": "9264TR"}
    publiceer_locaties(
        plein,
        tmp_path,
        {"ONDERWIJSLOCATIECODE": "101X703", "BAG_ID": bag_id(1), "HUISNUMMERTOEVOEGING": "-A", **vast},
        {"ONDERWIJSLOCATIECODE": "101X704", "BAG_ID": bag_id(2), "HUISNUMMERTOEVOEGING": " a", **vast},
    )
    assert plein.zoek(aanduidingAdres=adres(10, "A")) == "101X703"
    assert plein.zoek(aanduidingAdres=adres(10, "a")) == "101X704"
    assert plein.lever(adres(10, "a")).tekst("onderwijslocatiecode") == "101X704"
    assert plein.vragen == 0


def test_of_a_published_address_only_the_other_one_may_be_meant(plein: Plein, tmp_path: Path) -> None:
    """RIO has 10 A; who delivers 10 a is not bound to that building."""
    rij = {"ONDERWIJSLOCATIECODE": "101X703", "BAG_ID": bag_id(1), "HUISNUMMERTOEVOEGING": "A", "POSTCODE": "9264TR"}
    publiceer_locaties(plein, tmp_path, {**rij, "HUISNUMMER": "10"})
    code = plein.locatie(adres(10, "a"))
    assert code != "101X703"
    assert plein.gebouw(code) == bag_id(2)


def test_without_the_bag_an_address_in_doubt_is_not_guessed(plein: Plein) -> None:
    code = plein.locatie(adres(10, "A"))
    plein.rio.toepassing.pijplijn.afhandeling.bag = None
    assert plein.lever(adres(10, "a")).tekst("foutcode") == "INT500"
    assert plein.locatie(adres(10, "A")) == code


@pytest.mark.parametrize(
    "naam",
    [
        "EARNEWÂLD",
        "earnewâld",
        unicodedata.normalize("NFD", "Earnewâld"),
        unicodedata.normalize("NFD", "EARNEWÂLD"),
        "Earnewald",
        "  Earnewâld  ",
    ],
)
def test_a_place_is_found_however_its_name_is_written(plein: Plein, naam: str) -> None:
    code = plein.locatie(plaats(naam, unicodedata.normalize("NFD", "TYTSJERKSTERADIEL")))
    assert plein.zoek(kadasterPlaatscode="1100") == code


@pytest.mark.parametrize(
    ("naam", "gemeente", "uitkomst"),
    [
        ("Hengelo", "Hengelo", "1200"),
        ("HENGELO", "hengelo (o.)", "1200"),
        ("Hengelo", "Hengelo (Overijssel)", "1200"),
        ("Hengelo", "Bronckhorst", "1201"),
        ("Hengelo", "Hengelo (Gld)", "A01011"),
        ("Hengelo", None, "A01011"),
        ("Zelhem", None, "1202"),
        ("Bergen", "Bergen", "A01011"),
        ("Bergen", "Bergen (NH)", "1301"),
        ("Bergen", "Bergen (Limburg)", "1300"),
        ("egmond binnen", "BERGEN", "1302"),
        ("'S-GRAVENHAGE", None, "1400"),
        ("’s Gravenhage", None, "1400"),
        ("Rijswijk", None, "1500"),
        ("Rijswijk (Gld.)", None, "1501"),
        ("Rijswijk", "Buren", "1501"),
        ("Rijswijk", "Rijswijk", "1500"),
        ("Nergens", None, "A01011"),
    ],
)
def test_a_gemeente_may_be_named_without_the_province_that_cbs_adds(
    plein: Plein, naam: str, gemeente: str | None, uitkomst: str
) -> None:
    antwoord = plein.lever(plaats(naam, gemeente))
    if uitkomst.startswith("A"):
        assert antwoord.tekst("foutcode") == uitkomst
    else:
        assert plein.zoek(kadasterPlaatscode=uitkomst) == antwoord.tekst("onderwijslocatiecode") is not None


ALLEEN_PLAATS = {"GPS_LATITUDE": "53.21", "GPS_LONGITUDE": "5.90"}


def test_a_place_that_was_published_without_address_is_known_by_its_name(plein: Plein, tmp_path: Path) -> None:
    """In look-up by the code of the Kadaster, before and after it is delivered, and in delivery."""
    publiceer_locaties(
        plein,
        tmp_path,
        {"ONDERWIJSLOCATIECODE": "101X701", "PLAATSNAAM": "Tytsjerk", **ALLEEN_PLAATS},
        {"ONDERWIJSLOCATIECODE": "101X702", "PLAATSNAAM": "Elders", **ALLEEN_PLAATS},
    )
    assert plein.zoek(kadasterPlaatscode="1101") == "101X701"
    assert plein.zoek(kadasterPlaatscode="1100") == "A01060"
    assert plein.zoek(kadasterPlaatscode="9999") == "A01060"
    for naam in ("Tytsjerk", "TYTSJERK"):
        assert plein.locatie(plaats(naam)) == "101X701"


def test_a_published_place_whose_name_is_not_unique_is_known_by_where_it_lies(plein: Plein, tmp_path: Path) -> None:
    """The trial places all lie around one point; what is not there is neither of them."""
    midden = {"GPS_LATITUDE": "52.04", "GPS_LONGITUDE": "5.31"}
    publiceer_locaties(plein, tmp_path, {"ONDERWIJSLOCATIECODE": "101X701", "PLAATSNAAM": "Hengelo", **ALLEEN_PLAATS})
    assert plein.zoek(kadasterPlaatscode="1200") == "A01060"
    publiceer_locaties(plein, tmp_path, {"ONDERWIJSLOCATIECODE": "101X702", "PLAATSNAAM": "Hengelo", **midden})
    assert plein.zoek(kadasterPlaatscode="1200") == "101X702"
    assert plein.locatie(plaats("Hengelo", "Hengelo")) == "101X702"


def test_without_the_bag_a_place_is_looked_up_in_the_register_alone(plein: Plein) -> None:
    code = plein.locatie(plaats("Earnewâld"))
    plein.rio.toepassing.pijplijn.afhandeling.bag = None
    assert plein.zoek(kadasterPlaatscode="1100") == code
    assert plein.zoek(kadasterPlaatscode="1101") == "A01060"
