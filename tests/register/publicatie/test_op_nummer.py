"""What is published at a number is what was published when that number was the last, whatever came since.

And the rows of what changed, in the place of those of before, make of one publication the next one.
"""

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.opendata.instellingsrelaties import OVERGANGEN
from rio_soap.register.opendata.laden import laad
from rio_soap.register.opendata.organisaties import BESTUUR_AANBIEDER
from rio_soap.register.proefdata.proef import PROEFSET
from rio_soap.register.publicatie.afhankelijk import afhankelijk
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.publicatie.sleutels import gewijzigd
from rio_soap.register.versie.zicht import Objectnaam
from tests.register import hulp_erkenning
from tests.register.conftest import Leegmaken
from tests.register.hulp import fouten, voer_uit
from tests.register.opendata.hulp import publiceer
from tests.register.publicatie.hulp_publicatie import Tabellen, bron, gepubliceerd
from tests.register.rollen import DUO, erkennerdeel, geef, zet_erkenner
from tests.register.test_wereld import ZWAAR, leeg_de_kern, leveraar
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok
from tests.register.versie.test_gevolgd_laden import LOSSE
from tests.register.wereld import Wereld


class Gezien(NamedTuple):
    """A publication when it was made."""

    nummer: int
    rijen: Tabellen


class Krant:
    """Publishes a register again and again, and remembers."""

    def __init__(self, register: Register, klok: Klok) -> None:
        self.register, self.klok = register, klok
        self.gezien: list[Gezien] = []

    def verschijn(self) -> None:
        """Publish what there is now."""
        self.klok.tik()
        van = bron(self.register, self.klok.nu)
        self.gezien.append(Gezien(van.op.volgnummer, self.op(van.op.volgnummer)))

    def op(self, nummer: int) -> Tabellen:
        """All rows at a number, sorted; those of one object have its group, and no other object has that."""
        van, rijen = bron(self.register, self.klok.nu, op=nummer), {bestand: set[str]() for bestand in TABELLEN}
        eigenaars: dict[tuple[str, tuple[str, ...]], str] = {}
        for een in gepubliceerd(van):
            for bestand, regel in een.rijen:
                groep = TABELLEN[bestand].groep_van(een.sleutel)
                assert TABELLEN[bestand].groep_in(gelezen(regel)) == groep != (), (bestand, regel)
                assert eigenaars.setdefault((bestand, groep), een.sleutel) == een.sleutel
                rijen[bestand].add(regel)
        return {bestand: sorted(regels) for bestand, regels in rijen.items()}

    def houd(self, toeval: random.Random, keren: int) -> set[str]:
        """Hold all publications against what is read at their numbers now; gives the files that ever changed."""
        for een in self.gezien:
            assert verschil(self.op(een.nummer), een.rijen) == {}
        for _ in range(keren):
            oud, nieuw = sorted(toeval.sample(range(len(self.gezien)), 2))
            self.houd_verschil(self.gezien[oud], self.gezien[nieuw])
        return {b for b in TABELLEN if len({tuple(een.rijen[b]) for een in self.gezien}) > 1}

    def houd_verschil(self, oud: Gezien, nieuw: Gezien) -> None:
        """The rows of what changed, in the place of those of before, are the next publication."""
        with self.register.lees() as session:
            namen = gewijzigd(session, oud.nummer, nieuw.nummer)
        gemaakt: dict[str, set[str]] = {bestand: set() for bestand in TABELLEN}
        for een in bron(self.register, self.klok.nu, op=nieuw.nummer).van(namen):
            for bestand, regel in een.rijen:
                gemaakt[bestand].add(regel)
        over = {
            bestand: sorted({*_zonder(bestand, regels, namen), *gemaakt[bestand]})
            for bestand, regels in oud.rijen.items()
        }
        assert verschil(over, nieuw.rijen) == {}


def _zonder(bestand: str, regels: list[str], namen: Mapping[Objectnaam, bool]) -> list[str]:
    tabel = TABELLEN[bestand]
    weg = {tabel.groep_van(een.sleutel) for een in namen if een.objecttype == tabel.objecttype} - {()}
    return [regel for regel in regels if tabel.groep_in(gelezen(regel)) not in weg]


def gelezen(regel: str) -> list[str]:
    """The cells of a row."""
    (cellen,) = csv.reader([regel], strict=True)
    return cellen


def verschil(een: Tabellen, ander: Tabellen) -> dict[str, tuple[list[str], list[str]]]:
    """Rows that only one of two publications has, by file."""
    return {
        bestand: (sorted({*een[bestand]} - {*ander[bestand]}), sorted({*ander[bestand]} - {*een[bestand]}))
        for bestand in TABELLEN
        if een[bestand] != ander[bestand]
    }


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        yield register


def test_deliveries_of_v4(kaal: Register) -> None:
    toeval, klok = random.Random(21), Klok()
    wereld, krant = Wereld(leveraar(kaal, klok.context)), Krant(kaal, klok)
    krant.verschijn()
    for _ in range(8 * ZWAAR):
        for _ in range(toeval.randrange(1, 15)):
            klok.tik()
            wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
        krant.verschijn()
    veranderd = krant.houd(toeval, 6 * ZWAAR)
    assert {"onderwijsaanbieders.csv", "onderwijslocatiegebruiken.csv", BESTUUR_AANBIEDER} <= veranderd


def test_deliveries_of_the_formal_half(register: Register) -> None:
    toeval, klok = random.Random(22), Klok()
    wereld, krant = FormeleWereld(register, klok, 22), Krant(register, klok)
    wereld.begin()
    krant.verschijn()
    for _ in range(8 * ZWAAR):
        for _ in range(toeval.randrange(1, 40)):
            klok.tik()
            wereld.wijzig()
        krant.verschijn()
    veranderd = krant.houd(toeval, 6 * ZWAAR)
    assert {"vestigingserkenningen.csv", "samenwerkingserkenningen.csv"} <= veranderd
    assert "relaties_samenwerkingserkenningen_onderwijsinstellingserkenningen.csv" in veranderd


NAMEN = ("NAAM", "VOLLEDIGE_NAAM", "SUBCONTEXT", "STRAATNAAM", "KORTE_NAAM", "POSTCODECIJFERS")


def anders(map_: Path, toeval: random.Random, deel: float) -> Path:
    """The trial set with another name in a part of the rows, and without a part of those that are no object."""
    for bestand in PROEFSET.iterdir():
        if bestand.name not in TABELLEN:
            continue
        rijen = list(csv.DictReader(bestand.read_text("utf-8").splitlines(), strict=True))
        if any(los in bestand.name for los in LOSSE):
            rijen = [rij for rij in rijen if toeval.random() > deel]
        for rij in rijen:
            naam = next((naam for naam in NAMEN if rij.get(naam)), None)
            if naam is not None and toeval.random() < deel:
                rij[naam] = toeval.choice(("1234", "5678"))
        publiceer(map_, bestand.name, *({naam: cel or None for naam, cel in rij.items()} for rij in rijen))
    return map_


def test_files_that_come_again_with_other_content(leeg: Register, tmp_path: Path) -> None:
    toeval, klok = random.Random(23), Klok()
    laad(anders(tmp_path / "een", toeval, 0.3), leeg.schrijf, moment=None)
    krant = Krant(leeg, klok)
    krant.verschijn()
    for nummer in range(1 + ZWAAR):
        laad(anders(tmp_path / str(nummer), toeval, 0.3), leeg.schrijf, moment=klok.tik())
        krant.verschijn()
    veranderd = krant.houd(toeval, 3)
    assert {"onderwijsbesturen.csv", "contactadressen.csv", "onderwijsbegeleidingsaanbieders.csv"} <= veranderd
    assert {"formele_instellingsadressen.csv", "regio_erkende_samenwerkingen.csv", OVERGANGEN} <= veranderd
    assert len([bestand for bestand in veranderd if bestand.startswith("relaties_")]) >= 8


def test_an_erkenner_of_a_soort_that_another_has_takes_the_code_from_what_that_one_recognised(
    register: Register,
) -> None:
    klok = Klok()
    zet_erkenner(register, "100E001", "OCW")
    krant = Krant(register, klok)
    krant.verschijn()
    with register.lees() as session:
        assert gewijzigd(session, 0, krant.gezien[0].nummer + 1) == {}
    code = nieuw_erkenner(register, klok)
    krant.verschijn()
    eerst, daarna = (gelezen(een.rijen["vestigingserkenningen.csv"][0])[6] for een in krant.gezien)
    assert (eerst, daarna) == ("100E001", "")
    krant.houd_verschil(*krant.gezien)
    assert any(code in rij for rij in krant.gezien[1].rijen["erkenners.csv"])
    assert krant.houd(random.Random(1), 1) >= {"erkenners.csv", "vestigingserkenningen.csv"}


def nieuw_erkenner(register: Register, klok: Klok) -> str:
    """A second erkenner OCW; gives its code."""
    geef(register, DUO, "DUO")
    verzoek = Gegeven("verzoek", {"erkenner": erkennerdeel("OCW", naam="Nog een")})
    uitslag = register.schrijf(lambda session: voer_uit(session, "aanleveren_erkenner", verzoek, klok.context(DUO)))
    assert uitslag.goedgekeurd, fouten(uitslag)
    return str(uitslag.gegevens["erkennercode"])


def test_rows_of_namesakes_that_a_file_does_not_tell_apart_come_and_go_together(register: Register) -> None:
    """One erkenning is of OCW and one of nobody that is known: formele adressen do not say whose they are."""
    klok = Klok()
    hulp_erkenning.met_rollen(register)
    soort = "erkendeOnderwijsinstelling"
    adres = [hulp_erkenning.adres()]
    hulp_erkenning.slaagt(hulp_erkenning.met(soort, formeelInstellingsadres=adres)(register))

    def zet_naamgenoot(session: sa.Connection) -> None:
        tabel = model.instellingserkenning
        rij = session.execute(sa.select(tabel).where(tabel.c.code == hulp_erkenning.CODES[soort])).one()
        velden = {naam: waarde for naam, waarde in (rij._asdict() | {"erkenner": ""}).items() if naam != "id"}
        velden["stand"].velden.pop("erkenner")
        velden["stand"].velden["formeelInstellingsadres"] = [hulp_erkenning.adres(begin=hulp_erkenning.BEGIN)]
        session.execute(sa.insert(tabel).values(**velden))

    register.schrijf(zet_naamgenoot)
    oud = bron(register, klok.tik()).op.volgnummer
    hulp_erkenning.slaagt(hulp_erkenning.verwijder(register, hulp_erkenning.sleutel(soort)))
    with register.lees() as session:
        namen = gewijzigd(session, oud, oud + 10)
    code = hulp_erkenning.CODES[soort]
    verwacht = {f"OCW/ERKENDE_ONDERWIJSINSTELLING/{code}": True, f"/ERKENDE_ONDERWIJSINSTELLING/{code}": False}
    assert {een.sleutel: weg for een, weg in namen.items()} == verwacht
    rijen = [r for een in bron(register, klok.tik()).van(namen) for b, r in een.rijen if b.startswith("formele")]
    assert len(rijen) == 1


def test_relations_of_namesakes_come_and_go_together_too(register: Register) -> None:
    soort, code = "ERKENDE_ONDERWIJSINSTELLING", "25BE"

    def zet_naamgenoot(session: sa.Connection) -> None:
        tabel = model.instellingserkenning
        waar = tabel.c.code == code, tabel.c.soort == soort
        rij = session.execute(sa.select(tabel).where(*waar)).one()
        velden = {naam: waarde for naam, waarde in (rij._asdict() | {"erkenner": ""}).items() if naam != "id"}
        session.execute(sa.insert(tabel).values(**velden))

    register.schrijf(zet_naamgenoot)
    einde = "OCW/ERKENDE_VESTIGING/25BE00/HIERARCHISCH/2010-08-01"
    with register.lees() as session:
        namen = afhankelijk(session, [Objectnaam("INSTELLINGSRELATIE", f"OCW/{soort}/{code}/{einde}")], 0)
        verwacht = {f"{erkenner}/{soort}/{code}/{einde}" for erkenner in ("OCW", "")}
        assert {een.sleutel for een in namen if een.objecttype == "INSTELLINGSRELATIE"} == verwacht
