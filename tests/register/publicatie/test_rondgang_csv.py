"""What is published comes in again by `rio-soap laad`: an empty register then publishes the same.

RIO_TEST_ZWAAR=1 takes a set at national proportions too.
"""

import os
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from benchmarks.landelijke_bestanden import maak
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.laden import laad
from rio_soap.register.opendata.load_report import Verslag
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.publicatie.rijenregister import TABELLEN
from tests.huis.huis import WORTEL
from tests.register import hulp_licentie, hulp_opleidingserkenning
from tests.register.conftest import Leegmaken
from tests.register.erkende import erkenningrij
from tests.register.opendata.hulp import NU
from tests.register.publicatie.hulp_publicatie import (
    Objecten,
    Tabellen,
    bron,
    cellen,
    gepubliceerd,
    json_objecten,
    schrijf,
    tabellen,
)
from tests.register.publicatie.verlies import VERLIES, verschillen, zonder_verlies
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok

_PARTICULIER = "PARTICULIEREOPLEIDINGSERKENNING"
Vul = Callable[[Register], object]
ZWAAR = pytest.mark.skipif(not os.environ.get("RIO_TEST_ZWAAR"), reason="half a minute: set RIO_TEST_ZWAAR")
BLADZIJDE = WORTEL / "docs" / "aanvulling" / "publicatie_aanbod.md"


class Ronde(NamedTuple):
    """What a register publishes, and with which rows of which objects."""

    rijen: Tabellen
    json: Objecten
    van: Mapping[tuple[str, str], list[tuple[str, str]]]


def ronde(url: str, vul: Vul) -> Ronde:
    """What a new register publishes when it is filled."""
    with Register(maak_engine(url)) as register:
        vul(register)
        van = bron(register)
        objecten = gepubliceerd(van)
        rijen = {(een.objecttype, een.sleutel): [*een.rijen] for een in objecten}
        return Ronde(tabellen(van, objecten), json_objecten(objecten), rijen)


@pytest.fixture
def heen_en_terug(leegmaken: Leegmaken, tmp_path: Path) -> Callable[[Vul], tuple[Ronde, Ronde]]:
    """Publishes a register, and another that was empty and has loaded what the first one published."""

    def doe(vul: Vul) -> tuple[Ronde, Ronde]:
        for naam in ("heen", "terug"):
            (tmp_path / naam).mkdir()
        heen = ronde(leegmaken(tmp_path / "heen"), vul)
        map_ = schrijf(tmp_path / "uit", heen.rijen)
        return heen, ronde(leegmaken(tmp_path / "terug"), lambda register: _laad(register, map_))

    return doe


def _laad(register: Register, map_: Traversable) -> Verslag:
    verslag = laad(map_, register.schrijf, moment=None)
    assert not verslag.niet_geplaatst, verslag.eerste
    assert not verslag.onbekend
    return verslag


def houd_naast(heen: Ronde, terug: Ronde) -> None:
    """All rows of all files are the same, and all objects but for what has a name."""
    assert verschillen(heen.rijen, terug.rijen) == []
    assert verschillen(zonder_verlies(heen.json), zonder_verlies(terug.json)) == []
    groepen: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for naam, rijen in heen.van.items():
        for bestand, regel in rijen:
            tabel = TABELLEN[bestand]
            groep = tabel.groep_in(cellen(bestand, regel))
            assert tabel.objecttype == naam[0]
            assert groep == tabel.groep_van(naam[1]) != ()
            assert groepen.setdefault((bestand, groep), naam) == naam


def test_every_file_is_published(leeg: Register) -> None:
    assert TABELLEN.keys() == kolommen().keys()
    assert len(tabellen(bron(leeg))) == 112


def test_the_trial_set_comes_in_again_as_it_was(heen_en_terug: Callable[[Vul], tuple[Ronde, Ronde]]) -> None:
    heen, terug = heen_en_terug(lambda register: register.schrijf(laad_proef))
    houd_naast(heen, terug)
    assert {objecttype for objecttype, _ in heen.json} >= {tabel.objecttype for tabel in TABELLEN.values()} - {
        "FINANCIERINGSBESLUIT"
    }
    leeg = {bestand for bestand, regels in heen.rijen.items() if not regels}
    assert len(leeg) <= 2, leeg


def _erkenningrij(stelsel: str, code: str, niveau: str = "", **velden: Any) -> dict[str, Any]:
    """An opleidingserkenning that a message could have brought: with its erkenner and a period."""
    rij = erkenningrij(stelsel, code, niveau, **velden)
    soort = "VOVAKERKENNING" if niveau else hulp_opleidingserkenning.HO if stelsel == "ISAT" else _PARTICULIER
    stand: dict[str, Any] = rij["stand"].velden  # type: ignore[union-attr, assignment]
    stand |= {"type": soort, "erkenner": rij["erkenner"]}
    stand |= {"uniekeErkendeopleidingscode": uniek} if (uniek := rij["unieke_code"]) else {}
    stand |= {"einddatum": einde} if (einde := rij["einddatum"]) else {}
    if soort != _PARTICULIER:
        stand["opleidingserkenningPeriode"] = [hulp_opleidingserkenning.periode(soort, stand["begindatum"])]
    return {**rij, "soort": soort}


def _lever(register: Register) -> None:
    """The trial set with erkenners of another world, and what was delivered after it."""
    register.schrijf(laad_proef)
    register.schrijf(lambda session: session.execute(sa.delete(model.erkenner)))
    klok = Klok()
    klok.nu = NU - timedelta(hours=1)
    wereld = FormeleWereld(register, klok, 7)
    wereld.begin()
    while sum(wereld.aanvaard.values()) < 60:
        klok.tik()
        wereld.wijzig()
    assert len(wereld.aanvaard) >= 9, wereld.aanvaard


def test_what_was_delivered_comes_in_again_as_it_was(
    heen_en_terug: Callable[[Vul], tuple[Ronde, Ronde]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hulp_licentie, "erkenningrij", _erkenningrij)
    heen, terug = heen_en_terug(_lever)
    zonder_periode = ("ONDERWIJSBESTUUR", "200B001")  # put there by the world, and so without a row
    houd_naast(heen._replace(json={naam: een for naam, een in heen.json.items() if naam != zonder_periode}), terug)
    for bestand in (
        "ho_onderwijslicenties.csv",
        "mbo_sancties.csv",
        "waarschuwingen.csv",
        "ho_onderwijsaccreditaties.csv",
    ):
        assert heen.rijen[bestand]


@ZWAAR
def test_a_set_at_national_proportions_comes_in_again_as_it_was(
    heen_en_terug: Callable[[Vul], tuple[Ronde, Ronde]], tmp_path: Path
) -> None:
    maak(tmp_path / "bron", 0.2)
    heen, terug = heen_en_terug(lambda register: _laad(register, tmp_path / "bron"))
    houd_naast(heen, terug)
    assert sum(map(len, heen.rijen.values())) > 7_000


def test_what_is_lost_is_named_on_the_page() -> None:
    tabel = BLADZIJDE.read_text("utf-8").split("## What the files cannot say\n")[1].split("\n## ")[0]
    genoemd = {(soort, pad) for soort, pad in re.findall(r"^\| ([A-Z_]+) \| `([^`]+)` \|", tabel, re.MULTILINE)}
    assert genoemd == {(soort, "/".join(pad)) for soort, paden in VERLIES.items() for pad in paden}
