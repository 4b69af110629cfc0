"""Whether a registration of the Handelsregister is active on a day, with the incomplete dates that it has."""

from dataclasses import replace
from datetime import date

import pytest

from rio_soap.chain.activity import RECHTSVORMEN_BESTUUR, Stand, Toestand, kan_bestuur_zijn, stand
from rio_soap.chain.ports import Inschrijving, KvkVestiging, Rechtsvorm

DAG = date(2026, 11, 30)
KAAL = Inschrijving(
    "12345678", None, "x", "rechtspersoon", Rechtsvorm("ST", "Stichting"), *(None,) * 7, (), None, ""
)  # fmt: skip


@pytest.mark.parametrize(
    ("aanvang", "einde", "toestand", "sinds"),
    [
        (None, None, Toestand.ACTIEF, None),
        ("20200101", None, Toestand.ACTIEF, None),
        ("20261130", None, Toestand.ACTIEF, None),
        ("20261201", None, Toestand.NOG_NIET, "20261201"),
        ("20200101", "20261130", Toestand.BEEINDIGD, "20261130"),
        ("20200101", "20261201", Toestand.ACTIEF, None),
        ("00000000", None, Toestand.ACTIEF, None),
        ("20200000", "20260000", Toestand.BEEINDIGD, "20260000"),
        (None, "00000000", Toestand.BEEINDIGD, "00000000"),
        ("20270000", None, Toestand.NOG_NIET, "20270000"),
        ("20270101", "20261201", Toestand.NOG_NIET, "20270101"),
    ],
)
def test_the_day_is_held_against_begin_and_end(
    aanvang: str | None, einde: str | None, toestand: Toestand, sinds: str | None
) -> None:
    een = replace(KAAL, datum_aanvang=aanvang, datum_einde=einde)
    assert stand(een, DAG) == Stand(toestand, sinds)
    tak = KvkVestiging("000012345678", "x", False, datum_aanvang=aanvang, datum_einde=einde)
    assert stand(tak, DAG) == Stand(toestand, sinds)


@pytest.mark.parametrize(
    ("ontbonden", "gezegd"),
    [(None, None), ("20261130", "20261130"), ("00000000", "00000000"), ("20261201", None)],
)
def test_who_is_dissolved_and_being_wound_up_is_active_still(ontbonden: str | None, gezegd: str | None) -> None:
    assert stand(replace(KAAL, ontbonden=ontbonden), DAG) == Stand(Toestand.ACTIEF, None, gezegd)


@pytest.mark.parametrize("code", sorted(RECHTSVORMEN_BESTUUR))
def test_a_legal_person_can_be_a_bestuur(code: str) -> None:
    assert kan_bestuur_zijn(replace(KAAL, rechtsvorm=Rechtsvorm(code, code)))


@pytest.mark.parametrize(
    "een",
    [
        replace(KAAL, rechtsvorm=None),
        replace(KAAL, rechtsvorm=Rechtsvorm("VOF", "Vennootschap Onder Firma")),
        replace(KAAL, eigenaar="natuurlijkPersoon"),
        replace(KAAL, eigenaar=None),
    ],
    ids=["no form", "partnership", "natural person", "nobody"],
)
def test_nobody_else_can(een: Inschrijving) -> None:
    assert not kan_bestuur_zijn(een)
