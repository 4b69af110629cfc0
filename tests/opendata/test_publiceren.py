"""A day's publication: whole or not there, provable, the same ever after; and the next one, with what changed."""

import random
import subprocess
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.opendata import publiceren, soortmaker
from rio_soap.opendata.afwerking import Afwerking, Bewerking
from rio_soap.opendata.controlesommen import HANDTEKENING, SOMMEN
from rio_soap.opendata.publiceren import Publicatiefout
from rio_soap.register.bevoegdheid.contexten import begincontexten
from rio_soap.register.contact.contexttabel import vervang_contexten
from rio_soap.register.database.database import Register
from rio_soap.register.database.lock import InUse
from rio_soap.register.database.model import erkenner
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.proef import PROEFSET, laad_proef
from rio_soap.register.publicatie.rijenregister import TABELLEN as TABEL
from tests.opendata.hulp_publicatie import (
    JSONBESTANDEN,
    KAAL,
    TABELLEN,
    Drukkerij,
    inhoud,
    mutaties,
    rijen,
    rijenhash,
    sleutelpaar,
)
from tests.register.hulp_licentie import L1, VERBOD, laad_wereld, licentie, maatregel, vergund
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, zet_begin
from tests.register.versie.test_gevolgd_laden import schrijf

DAG = timedelta(days=1)
MORGEN = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
EERSTE = date(2026, 11, 25)


EEN_DATABASE = pytest.mark.parametrize("leegmaken", ["sqlite"], indirect=True)
"""For what is done with files, whatever they are made of."""


@pytest.fixture
def proefregister(leeg: Register) -> Register:
    """The trial set."""
    leeg.schrijf(laad_proef)
    return leeg


@pytest.fixture
def klein(register: Register) -> Register:
    """A licentie, and what it stands on."""
    laad_wereld(register)
    zet_begin(register, MORGEN - DAG)
    vergund(register, licentie())
    return register


@EEN_DATABASE
def test_a_first_publication_is_whole_and_proves_itself(proefregister: Register, tmp_path: Path) -> None:
    drukkerij = Drukkerij(proefregister, tmp_path / "uit")
    uitkomst = drukkerij.publiceer(MORGEN)
    map_ = drukkerij.van(EERSTE)
    assert uitkomst.nieuw
    assert sorted(pad.name for pad in map_.iterdir()) == sorted(
        [*TABELLEN, *JSONBESTANDEN, "controlebestand.csv", "datapackage.json", SOMMEN, HANDTEKENING]
    )
    sommen = dict(reversed(regel.split("  ")) for regel in (map_ / SOMMEN).read_text().splitlines())
    assert sommen == {
        pad.name: sha256(pad.read_bytes()).hexdigest()
        for pad in map_.iterdir()
        if pad.name not in (SOMMEN, HANDTEKENING)
    }
    assert uitkomst.dag is not None
    for naam in (*TABELLEN, *JSONBESTANDEN):
        feiten, gelezen = uitkomst.dag.bestanden[naam], rijen(map_ / naam)
        assert (feiten.rijen, feiten.rijenhash) == (len(gelezen), rijenhash(gelezen)), naam
        assert gelezen == sorted(set(gelezen)), naam
        if naam in TABEL:
            assert (map_ / naam).read_bytes().startswith(TABEL[naam].kop.encode() + b"\r\n")
    assert sum(len(rijen(map_ / naam)) > 0 for naam in TABELLEN) > 60
    assert sum(len(rijen(map_ / naam)) > 0 for naam in JSONBESTANDEN) >= 16


@EEN_DATABASE
def test_the_signature_is_that_of_the_service_over_the_sums(klein: Register, tmp_path: Path) -> None:
    """By openssl, as anybody would look."""
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    map_ = drukkerij.van(EERSTE)
    opdracht = ["openssl", "cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", str(map_ / HANDTEKENING)]
    opdracht += ["-signer", str(tmp_path / "wie.pem"), "-out", str(tmp_path / "wat"), "-content", str(map_ / SOMMEN)]
    subprocess.run(opdracht, check=True, capture_output=True)
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    wie = x509.load_pem_x509_certificate((tmp_path / "wie.pem").read_bytes())
    assert wie.public_bytes(Encoding.DER) == sleutelpaar().der
    (map_ / SOMMEN).write_bytes((map_ / SOMMEN).read_bytes() + b"x")
    assert subprocess.run(opdracht, check=False, capture_output=True).returncode != 0


@EEN_DATABASE
def test_a_day_that_was_published_stays_as_it_is(klein: Register, tmp_path: Path) -> None:
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    voor = inhoud(drukkerij.van(EERSTE))
    vergund(klein, licentie(begindatum=date(2021, 9, 1)))
    again = drukkerij.publiceer(MORGEN + timedelta(hours=5))
    assert (again.nieuw, again.datum) == (False, EERSTE)
    assert inhoud(drukkerij.van(EERSTE)) == voor
    with pytest.raises(Publicatiefout, match="of a later day than 2026-11-24"):
        drukkerij.publiceer(MORGEN - DAG)


def test_deltas_lead_from_each_night_to_the_next_and_to_what_a_full_set_would_be(
    register: Register, tmp_path: Path
) -> None:
    """Of random deliveries, also of nights without any; each night also made whole, in another folder."""
    klok = Klok()
    wereld = FormeleWereld(register, klok, 7)
    wereld.begin()
    zet_begin(register, klok.nu)
    drukkerij, gisteren, veranderd = Drukkerij(register, tmp_path / "uit"), {}, 0
    for nacht in range(5):
        for _ in range((25, 12, 0, 3, 12)[nacht]):
            wereld.wijzig()
            klok.tik()
        klok.nu += DAG
        uitkomst = drukkerij.publiceer(klok.nu)
        map_ = drukkerij.van(uitkomst.datum)
        heel = Drukkerij(register, tmp_path / f"heel{nacht}")
        heel.publiceer(klok.nu)
        heden = inhoud(map_)
        assert heden == inhoud(heel.van(uitkomst.datum))
        assert (map_ / "mutaties").exists() is (nacht > 0)
        for naam in (*TABELLEN, *JSONBESTANDEN) if nacht else ():
            weg, erbij = mutaties(map_, naam)
            oud = set(rijen(drukkerij.van(gisteren) / naam))  # type: ignore[arg-type]
            assert set(weg) <= oud
            assert not oud & set(erbij)
            assert sorted(oud - set(weg) | set(erbij)) == rijen(map_ / naam), naam
            veranderd += bool(weg or erbij)
        gisteren = uitkomst.datum
    assert veranderd > 15
    assert drukkerij.gezegd == []


@EEN_DATABASE
def test_what_did_not_change_is_the_file_of_yesterday(klein: Register, tmp_path: Path) -> None:
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    uitkomst = drukkerij.publiceer(MORGEN + DAG)
    assert uitkomst.gelijk == len(TABELLEN) + len(JSONBESTANDEN)
    een, twee = drukkerij.van(EERSTE), drukkerij.van(EERSTE + DAG)
    assert all((een / naam).samefile(twee / naam) for naam in (*TABELLEN, *JSONBESTANDEN))
    assert rijen(twee / "mutaties" / "wijzigingen.jsonl.gz") == []
    vorig, nu = ((map_ / "controlebestand.csv").read_text() for map_ in (een, twee))
    assert vorig == nu, "since when a file is as it is"


def test_a_licentie_that_is_withheld_from_a_day_on_is_taken_away_by_its_row(klein: Register, tmp_path: Path) -> None:
    """No mutatie tells of that day."""
    drukkerij, klok = Drukkerij(klein, tmp_path / "uit"), Klok()
    vergund(klein, maatregel(VERBOD, EERSTE + DAG, einddatum=EERSTE + 2 * DAG))
    te_zien = []
    for nacht in range(3):
        klok.nu = MORGEN + nacht * DAG
        drukkerij.publiceer(klok.nu)
        te_zien.append(L1.encode() in inhoud(drukkerij.van(EERSTE + nacht * DAG))["licentie.jsonl.gz"])
    assert te_zien == [True, False, True]
    weg, erbij = mutaties(drukkerij.van(EERSTE + DAG), "licentie.jsonl.gz")
    assert (len(weg), erbij) == (1, [])
    assert mutaties(drukkerij.van(EERSTE + 2 * DAG), "licentie.jsonl.gz") == ([], weg)
    for pad in drukkerij.van(EERSTE + DAG).rglob("*"):
        if pad.is_file() and "mutaties" not in pad.parts:
            data = inhoud(drukkerij.van(EERSTE + DAG)).get(pad.name, pad.read_bytes())
            assert L1.encode() not in data, pad


def test_a_context_that_is_closed_takes_its_contactadressen_away_by_their_rows(
    proefregister: Register, tmp_path: Path
) -> None:
    drukkerij = Drukkerij(proefregister, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    open_ = begincontexten()
    dicht = [een._replace(openbaar=False, familie_a=False) if een.naam == "AANMELDEN" else een for een in open_]
    klok = Klok()
    klok.nu = MORGEN + timedelta(hours=3)
    proefregister.schrijf(lambda session: vervang_contexten(session, klok.context(), dicht))
    drukkerij.publiceer(MORGEN + DAG)
    was, is_ = (rijen(drukkerij.van(EERSTE + nacht * DAG) / "contactadressen.csv") for nacht in range(2))
    weg, erbij = mutaties(drukkerij.van(EERSTE + DAG), "contactadressen.csv")
    assert weg
    assert weg == [rij for rij in was if b'"AANMELDEN"' in rij]
    assert (is_, erbij) == ([rij for rij in was if rij not in weg], [])
    weg, _ = mutaties(drukkerij.van(EERSTE + DAG), "contactadres.jsonl.gz")
    assert weg
    assert all(b"/AANMELDEN/" in regel[:60] for regel in weg)


def test_who_is_hidden_while_it_is_read_is_hidden_in_what_is_published(
    klein: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the kinds that it touches are made again, the others not."""
    drukkerij, gemaakt, echt = Drukkerij(klein, tmp_path / "uit"), [], soortmaker.maak_soort

    def maak(plaats: object, opdracht: soortmaker.Soortopdracht, *rest: object) -> object:
        gemaakt.append(opdracht.soort)
        uitkomst = echt(plaats, opdracht, *rest)  # type: ignore[arg-type]
        if gemaakt.count("LICENTIE") == 1 and opdracht.soort == "LICENTIE":
            vergund(klein, maatregel(VERBOD, EERSTE - DAG))
        return uitkomst

    monkeypatch.setattr(publiceren, "maak_soort", maak)
    drukkerij.publiceer(MORGEN)
    assert L1.encode() not in inhoud(drukkerij.van(EERSTE))["licentie.jsonl.gz"]
    assert gemaakt.count("LICENTIE") == gemaakt.count("LICENTIERELATIE") == 2
    assert gemaakt.count("ERKENNER") == 1


@EEN_DATABASE
def test_a_file_of_yesterday_that_was_tampered_with_is_refused_by_name(klein: Register, tmp_path: Path) -> None:
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    with (drukkerij.van(EERSTE) / "erkenners.csv").open("ab") as bestand:
        bestand.write(b'"100E999",,,,\r\n')
    uitkomst = drukkerij.publiceer(MORGEN + DAG)
    (gezegd,) = drukkerij.gezegd
    assert gezegd.startswith("a full set without deltas: ")
    assert gezegd.endswith("2026-11-25/erkenners.csv: it is not the file of the manifest")
    assert uitkomst.dag is not None
    assert uitkomst.dag.vorige is None
    map_ = drukkerij.van(EERSTE + DAG)
    assert b"100E999" not in (map_ / "erkenners.csv").read_bytes()
    assert not (map_ / "mutaties").exists()


@EEN_DATABASE
@pytest.mark.parametrize("wat", ["code", "stand"])
def test_another_release_makes_everything_anew_and_says_what_differs(
    klein: Register, tmp_path: Path, wat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when nothing is known any more of what decided what yesterday showed."""
    drukkerij, wijzen, echt = Drukkerij(klein, tmp_path / "uit"), set(), soortmaker.maak_soort
    drukkerij.publiceer(MORGEN)

    def maak(plaats: object, opdracht: soortmaker.Soortopdracht, *rest: object) -> object:
        wijzen.add(opdracht.wijze)
        return echt(plaats, opdracht, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publiceren, "maak_soort", maak)
    if wat == "code":
        drukkerij.kenmerk = "next"
    else:
        drukkerij.map_.stand(EERSTE).unlink()
    uitkomst = drukkerij.publiceer(MORGEN + DAG)
    assert wijzen == {soortmaker.Wijze.GEHEEL}
    assert uitkomst.gelijk == len(TABELLEN) + len(JSONBESTANDEN)
    assert (drukkerij.van(EERSTE + DAG) / "mutaties").is_dir()


@EEN_DATABASE
def test_two_runs_at_once_are_one(klein: Register, tmp_path: Path) -> None:
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    with drukkerij.map_.alleen(), pytest.raises(InUse, match=r"already running, process \d+"):
        drukkerij.publiceer(MORGEN)
    assert drukkerij.map_.dagen() == []


class _Weg(Exception):
    """The end of a run, at any moment."""


def _breek_na(aantal: int, monkeypatch: pytest.MonkeyPatch, gemaakt: list[str]) -> None:
    echt = soortmaker.maak_soort

    def maak(plaats: object, opdracht: soortmaker.Soortopdracht, *rest: object) -> object:
        if len(gemaakt) == aantal:
            raise _Weg
        gemaakt.append(opdracht.soort)
        return echt(plaats, opdracht, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publiceren, "maak_soort", maak)


@EEN_DATABASE
def test_a_run_that_broke_off_goes_on_at_its_number_with_what_was_finished(
    klein: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drukkerij, gemaakt = Drukkerij(klein, tmp_path / "uit"), []
    drukkerij.publiceer(MORGEN)
    voor = inhoud(drukkerij.van(EERSTE))
    vergund(klein, licentie(begindatum=date(2021, 9, 1)))
    with monkeypatch.context() as lap:
        _breek_na(6, lap, gemaakt)
        with pytest.raises(_Weg):
            drukkerij.publiceer(MORGEN + DAG)
    assert drukkerij.map_.dagen() == [EERSTE]
    werk = drukkerij.map_.werkmap(EERSTE + DAG)
    (werk / "uit" / "nfo_opleidingen.csv").unlink(missing_ok=True)
    (werk / "uit" / "nfo_opleidingen.csv").hardlink_to(drukkerij.van(EERSTE) / "nfo_opleidingen.csv")
    (werk / "journaal").write_bytes((werk / "journaal").read_bytes() + b'{"klaar": {"taak": "ERK')
    vergund(klein, licentie(begindatum=date(2022, 9, 1)))
    with monkeypatch.context() as lap:
        _breek_na(99, lap, gemaakt)
        drukkerij.publiceer(MORGEN + DAG + timedelta(hours=1))
    assert len(gemaakt) == len(set(gemaakt)) == len(JSONBESTANDEN) + 1
    assert drukkerij.gezegd[0].startswith("goes on at number ")
    assert inhoud(drukkerij.van(EERSTE)) == voor, "yesterday's files are linked, and never written into"
    heel = Drukkerij(klein, tmp_path / "heel")
    heel.publiceer(MORGEN + DAG + timedelta(hours=1))
    assert b"2021-09-01" in inhoud(drukkerij.van(EERSTE + DAG))["licentie.jsonl.gz"]
    assert b"2022-09-01" in inhoud(heel.van(EERSTE + DAG))["licentie.jsonl.gz"]
    assert [pad.name for pad in drukkerij.map_.pad.iterdir() if pad.name.endswith(".bezig")] == []


@EEN_DATABASE
@pytest.mark.parametrize("wat", ["kenmerk", "bestand", "journaal"])
def test_what_is_not_as_the_journal_says_is_made_anew(
    klein: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wat: str
) -> None:
    drukkerij, gemaakt = Drukkerij(klein, tmp_path / "uit"), []
    with monkeypatch.context() as lap:
        _breek_na(6, lap, gemaakt)
        with pytest.raises(_Weg):
            drukkerij.publiceer(MORGEN)
    werk = drukkerij.map_.werkmap(EERSTE)
    if wat == "kenmerk":
        drukkerij.kenmerk = "next"
    elif wat == "journaal":
        (werk / "journaal").write_bytes(b"?\n")
    else:
        (werk / "uit" / f"{gemaakt[0].lower()}.jsonl.gz").write_bytes(b"half")
    with monkeypatch.context() as lap:
        _breek_na(99, lap, gemaakt)
        drukkerij.publiceer(MORGEN)
    assert gemaakt.count(gemaakt[0]) == 2
    assert gemaakt.count(gemaakt[1]) == (1 if wat == "bestand" else 2)
    heel = Drukkerij(klein, tmp_path / "heel")
    heel.publiceer(MORGEN)
    assert inhoud(drukkerij.van(EERSTE)) == inhoud(heel.van(EERSTE))


@EEN_DATABASE
def test_what_is_made_of_the_tables_is_made_once_and_told_what_did_not_change(klein: Register, tmp_path: Path) -> None:
    gevraagd: list[tuple[Path | None, int]] = []

    def doe(map_: Path, vorige: Path | None, gelijk: object) -> dict[str, object]:
        gevraagd.append((vorige, len(list(gelijk))))  # type: ignore[call-overload]
        (map_ / "rio.zip").write_bytes(b"zip")
        return {"rijen": dict.fromkeys(TABELLEN, 0)}

    drukkerij = Drukkerij(klein, tmp_path / "uit", Afwerking((Bewerking("zip", 1, doe, ("*.zip",)),), *KAAL[1:]))
    uitkomst = drukkerij.publiceer(MORGEN)
    drukkerij.publiceer(MORGEN + DAG)
    assert gevraagd == [(None, 0), (drukkerij.van(EERSTE), len(TABELLEN) + len(JSONBESTANDEN))]
    assert uitkomst.dag is not None
    assert uitkomst.dag.bestanden["rio.zip"].sha256 == sha256(b"zip").hexdigest()
    controle = (drukkerij.van(EERSTE) / "controlebestand.csv").read_text().splitlines()
    assert len(controle) == len(TABELLEN) + 1
    assert '"waarschuwingen.csv",0,0,2026-11-25T03:00:00,"Waar"' in controle
    assert any(
        regel.startswith('"aanmerkingen_erkenners.csv",3,0,') and regel.endswith('"Onwaar"') for regel in controle
    )


def test_nights_between_loads_that_change_all_kinds_are_as_full_sets(leeg: Register, tmp_path: Path) -> None:
    """Rows of an object that show another one are made again when that one changes."""
    toeval, klok = random.Random(4), Klok()
    laad(schrijf(PROEFSET, tmp_path / "een", toeval, zonder=0.3), leeg.schrijf, moment=None)
    zet_begin(leeg, klok.nu)
    drukkerij, veranderd = Drukkerij(leeg, tmp_path / "uit"), set()
    for nacht, (zonder, anders) in enumerate(((0.3, 0.0), (0.0, 0.3), (0.0, 0.3))):
        if nacht:
            map_ = schrijf(PROEFSET, tmp_path / str(nacht), toeval, zonder=zonder, anders=anders)
            laad(map_, leeg.schrijf, moment=klok.tik())
        klok.nu += DAG
        uitkomst, heel = drukkerij.publiceer(klok.nu), Drukkerij(leeg, tmp_path / f"heel{nacht}")
        heel.publiceer(klok.nu)
        heden, goed = inhoud(drukkerij.van(uitkomst.datum)), inhoud(heel.van(uitkomst.datum))
        assert {naam for naam in goed if goed[naam] != heden[naam]} == set()
        if nacht:
            veranderd |= {naam for naam in goed if any(mutaties(drukkerij.van(uitkomst.datum), naam))}
    assert len(veranderd) > 30


@EEN_DATABASE
def test_what_the_contract_cannot_hold_is_left_out_and_told_and_ends_no_night(klein: Register, tmp_path: Path) -> None:
    """Of a register of before, or after a hand in the database: its neighbours are published all the same."""
    klein.schrijf(
        lambda session: session.execute(
            sa.update(erkenner).values(stand=Gegeven("erkenner", {"geheim": "x"})).where(erkenner.c.code == "100E001")
        )
    )
    drukkerij = Drukkerij(klein, tmp_path / "uit")
    drukkerij.publiceer(MORGEN)
    regels = b"\n".join(rijen(drukkerij.van(EERSTE) / "erkenner.jsonl.gz"))
    assert b"100E001" not in regels
    assert regels
    assert any("left out" in een and "100E001" in een for een in drukkerij.gezegd)
