"""The latest changes are the feed the other way round: the same for every reader, by any page, on any database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie import terugblik
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.terugblik import Bereik, bereik_van, kijk_terug
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register.hulp import BUUR, HANZE, VREEMD, context
from tests.register.hulp_contact import GEMEENTE, contact, geleverd, laad_wereld
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok, vraag, zet_begin

LEZERS = (VREEMD, BUUR, GEMEENTE, HANZE, DUO)


def _terug(
    register: Register, oin: str, soort: str | None = None, aantal: int = 3, dag: date | None = None
) -> list[Any]:
    """All changes, by pages, newest first."""
    uit: list[Any] = []
    objecttype = None if soort is None else OBJECTTYPEN[soort]
    with register.lees() as session:
        bereik = bereik_van(session, stroom_van(session), dag)
        for _ in range(500):
            blik = kijk_terug(session, context(oin), bereik, objecttype, aantal)
            assert len(blik.wijzigingen) <= aantal
            uit += [een.velden for een in blik.wijzigingen]
            if blik.volgende is None:
                return uit
            assert blik.volgende < bereik.tot
            bereik = Bereik(bereik.na, blik.volgende)
    raise AssertionError("the pages do not end")


def _feed(register: Register, oin: str, **velden: Any) -> list[Any]:
    gevonden: Any = vraag(register, "opvragen_gewijzigdeObjecten", context(oin), aantal=500, **velden).gegevens
    return [een.velden for een in gevonden["objectwijziging"]]


@pytest.fixture
def vol(register: Register) -> Register:
    """Contactadressen in public and restricted contexten, and changes of organisaties of every kind."""
    laad_wereld(register)
    zet_begin(register)
    geleverd(register, *(contact(soort=soort) for soort in ("ALGEMEEN", "LEERPLICHT", "TOEZICHT", "AANMELDEN", "BPV")))
    klok = Klok()
    for nummer in range(7):
        for letter in "ABGT":
            klok.tik()
            _wijzig(register, klok.context(), f"80{nummer}{letter}001")
    return register


def _wijzig(register: Register, ctx: Context, code: str) -> None:
    tabel = model.organisatorische_eenheid
    register.schrijf(lambda session: log_mutatie(session, ctx, tabel, code, None, "W"))


def test_whoever_looks_back_sees_what_the_feed_tells_him_and_nothing_else(vol: Register) -> None:
    for oin in LEZERS:
        verwacht = _feed(vol, oin)[::-1]
        assert _terug(vol, oin) == verwacht
        assert _terug(vol, oin, aantal=500) == verwacht


def test_of_one_kind_it_is_the_feed_of_that_kind_also_where_four_kinds_share_a_table(
    vol: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for soort in ("CONTACTADRES", "ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDER", "LICENTIE"):
        verwacht = _feed(vol, VREEMD, objecttype=[soort])[::-1]
        assert bool(verwacht) == (soort != "LICENTIE")
        for meeste in (4, 5, 400):
            monkeypatch.setattr(terugblik, "_MEESTE", meeste)
            assert _terug(vol, VREEMD, soort) == verwacht


def test_a_day_is_one_of_the_netherlands(vol: Register) -> None:
    alle = _feed(vol, DUO)
    dagen = {date(2026, 11, 23), date(2026, 11, 24), *(een["moment"].astimezone(UTC).date() for een in alle)}
    for dag in dagen:
        begin = datetime(dag.year, dag.month, dag.day, tzinfo=UTC).timestamp() - 3600
        verwacht = [een for een in alle if begin <= een["moment"].timestamp() < begin + 86_400]
        assert _terug(vol, DUO, dag=dag) == verwacht[::-1]
    assert _terug(vol, DUO, dag=date(2001, 1, 1)) == []
    assert _terug(vol, DUO, dag=date(2999, 1, 1)) == []
