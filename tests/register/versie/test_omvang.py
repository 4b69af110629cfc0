"""Pages of the feed whose objects are large: they end early, and the next goes on there."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Plat, Reeks, Waarde
from rio_soap.register.aanbod.leesvorm import GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import aangeboden_opleiding
from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.versie import omvang, vormen
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from tests.register.hulp import context, nieuw
from tests.register.rollen import DUO
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, alles, vraag, zet_begin
from tests.register.versie.test_volgen import Volger, gelijk


def _werk(register: Register, keren: int) -> Volger:
    """A mirror that has to follow some changes of the formal half."""
    klok = Klok()
    zet_begin(register)
    wereld = FormeleWereld(register, klok, 13)
    wereld.begin()
    volger = Volger(register, alles(register), lambda: klok.context(DUO))
    for _ in range(keren):
        klok.tik()
        wereld.wijzig()
    return volger


def test_a_mirror_misses_nothing_where_pages_end_early(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    volger = _werk(register, 60)
    monkeypatch.setattr(omvang, "MAXIMUM", 2_000)
    paginas = 1
    while volger.pagina(500):
        paginas += 1
    assert paginas > 5
    assert gelijk(volger, alles)


def test_one_change_is_given_however_large_its_object(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    volger = _werk(register, 12)
    monkeypatch.setattr(omvang, "MAXIMUM", 0)
    while volger.pagina(500):
        pass
    assert gelijk(volger, alles)


def test_without_inhoud_a_page_holds_what_was_asked(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    volger = _werk(register, 12)
    monkeypatch.setattr(omvang, "MAXIMUM", 0)
    ctx = volger.ctx()
    alle: Any = vraag(register, "opvragen_gewijzigdeObjecten", ctx, cursor=volger.cursor, aantal=500).gegevens
    assert len(alle["objectwijziging"]) > 5
    assert alle["meer"] is False


def test_the_size_of_an_object_is_about_that_of_its_text() -> None:
    plat: Plat = {"g": "deel", "v": [["naam", "x" * 900], ["begindatum", {"d": "2026-01-01"}]]}
    velden: dict[str, Waarde] = {"een": "y" * 1500, "dag": date(2026, 1, 1), "delen": [plat]}
    velden["reeks"] = Reeks([1, 2], lambda _: Gegeven("stuk", {"tekst": "z" * 100}))
    assert 2_600 < omvang.omvang(Gegeven("object", velden)) < 3_000


def test_offers_are_made_when_it_is_their_turn_and_one_that_is_none_comes_without_inhoud(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page holds is known before; trees of all its objects at once were ten times its text."""
    eenheid_ = nieuw(register)
    codes = [str(uuid.uuid4()) for _ in range(3)]
    tabel = aangeboden_opleiding
    rij = {"specialisatie": "aangebodenHOOpleiding", "aanbieder": "110A133", "eenheid": eenheid_}
    rij |= {"begindatum": date(2024, 1, 1)}
    stand = Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingPeriode": [Gegeven("periode")]})
    rijen = [{**rij, "code": code, "stand": stand} for code in codes]
    register.schrijf(lambda s: s.execute(sa.insert(tabel), rijen))
    zet_begin(register)
    register.schrijf(lambda s: [log_mutatie(s, context(), tabel, code, None, "T") for code in codes])
    kapot = {"code": codes[1], "stand": "geen stand"}
    register.schrijf(
        lambda s: s.execute(sa.text("UPDATE aangeboden_opleiding SET stand = :stand WHERE code = :code"), kapot)
    )
    gemaakt: list[str] = []

    def lees(rij: GelezenAanbod, erkenningen: Sequence[Opleidingserkenning]) -> Gegeven:
        gemaakt.append(rij.code)
        return lees_aangeboden_opleiding(rij, erkenningen)

    monkeypatch.setattr(vormen, "lees_aangeboden_opleiding", lees)
    ctx = context()
    soort: list[Enkel] = ["AANGEBODEN_OPLEIDING"]
    alle: Any = vraag(register, "opvragen_gewijzigdeObjecten", ctx, metInhoud=True, objecttype=soort).gegevens
    assert gemaakt == []
    wijzigingen = list(alle["objectwijziging"])
    assert gemaakt == codes
    assert [(een.velden["sleutel"], "inhoud" in een.velden) for een in wijzigingen] == list(
        zip(codes, (True, False, True), strict=True)
    )
    assert [een.sleutel for een in ctx.uitval] == [codes[1]]
