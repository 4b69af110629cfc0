"""The nightly check, on a real register, against sources that say what a test says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import (
    Adresobject,
    Adresvraag,
    Bagadres,
    Bestaat,
    Inschrijving,
    KvkOnbekend,
    KvkVestiging,
    Objectsoort,
    Rechtsvorm,
    Woonplaats,
)
from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.migration import migreer
from rio_soap.register.database.model import onderwijslocatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.toezicht import signalen
from rio_soap.service.signaleren import Ronde, signaleer_besturen, signaleer_locaties

KLOK = FixedClock(datetime(2026, 11, 24, 2, tzinfo=UTC))
ALLES, NACHT = timedelta(0), timedelta(hours=20)
IN_GEBRUIK = "Verblijfsobject in gebruik"
BEGIN = date(1986, 8, 1)
LOCATIES = (
    ("107X215", "9747AS", 17, "0014010010768000"),
    ("107X216", "9714CE", 11, "0014010010769000"),
    ("107X217", "9401HM", 2, "0106010000001000"),
)
"""Code, postcode, huisnummer and bagID."""


class Bag:
    """A BAG in which all is well, until a test says otherwise."""

    def __init__(self) -> None:
        self.adressen: dict[str, Bagadres | Bestaat] = {}
        self.objecten: dict[str, Adresobject | None] = {}
        self.storingen: list[ChainFailure | None] = []
        self.gevraagd: list[str] = []
        for _, postcode, nummer, bag_id in LOCATIES:
            self.adressen[postcode] = Bagadres(
                bag_id, bag_id, postcode, nummer, None, None, "Straat", "GRONINGEN", "1070",
                Objectsoort.VERBLIJFSOBJECT, IN_GEBRUIK, None, (bag_id,),
            )  # fmt: skip
            self.objecten[bag_id] = Adresobject(bag_id, Objectsoort.VERBLIJFSOBJECT, IN_GEBRUIK, (), None)

    def adres(self, vraag: Adresvraag) -> Bagadres | Bestaat:
        self.gevraagd.append(vraag.postcode)
        if self.storingen and (storing := self.storingen.pop(0)) is not None:
            raise storing
        return self.adressen[vraag.postcode]

    def object(self, bag_id: str, peildatum: date | None = None) -> Adresobject | None:
        self.gevraagd.append(bag_id)
        return self.objecten[bag_id]

    def plaats(self, plaatsnaam: str, gemeentenaam: str | None = None) -> Woonplaats | Bestaat:
        raise AssertionError("a check asks no places")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(f"sqlite:///{tmp_path / 'rio.db'}")) as gevuld:
        migreer(gevuld.engine)
        gevuld.schrijf(_vul)
        yield gevuld


def _vul(session: Session) -> None:
    """The locaties, one that is a point only, and a bestuur."""
    for code, postcode, nummer, bag_id in (*LOCATIES, ("107X218", None, None, None)):
        stand = Gegeven("onderwijslocatie", {})
        rij = {"code": code, "postcode": postcode, "huisnummer": nummer, "bag_id": bag_id, "stand": stand}
        session.execute(sa.insert(onderwijslocatie), rij)
    periode = Gegeven("onderwijsbestuurPeriode", {"begindatum": BEGIN, "naam": "Stichting Hanzehogeschool Groningen"})
    stand = Gegeven("onderwijsbestuur", {"inBedrijfdatum": BEGIN, "onderwijsbestuurPeriode": [periode]})
    rij = {"code": "100B490", "soort": "BESTUUR", "begindatum": BEGIN, "stand": stand}
    session.execute(sa.insert(organisatorische_eenheid), rij)


@pytest.fixture
def bag() -> Bag:
    return Bag()


def storing(reden: Reason = Reason.TIMEOUT, wacht: float | None = None) -> ChainFailure:
    return ChainFailure("BAG", reden, "proef", wacht)


def ronde(register: Register, bag: Bag, ouder_dan: timedelta = ALLES, klok: FixedClock = KLOK) -> Ronde:
    return signaleer_locaties(register, bag, klok, ouder_dan, lambda *_: None, lambda _: None)


def open_(register: Register) -> list[tuple[str, str]]:
    with register.lees() as session:
        return [(een.sleutel, een.soort) for een in signalen.open_signalen(session)]


def test_a_locatie_that_holds_costs_one_question_and_gives_no_signal(register: Register, bag: Bag) -> None:
    gedaan = ronde(register, bag)
    assert (gedaan.te_doen, gedaan.gecontroleerd, gedaan.gevonden, gedaan.volledig) == (3, 3, [], True)
    assert bag.gevraagd == ["9747AS", "9714CE", "9401HM"]
    assert open_(register) == []


def test_everything_that_no_longer_holds_becomes_a_signal(register: Register, bag: Bag) -> None:
    eerste, tweede, derde = (bag_id for *_, bag_id in LOCATIES)
    adres = bag.adressen["9747AS"]
    object_ = bag.objecten[derde]
    assert isinstance(adres, Bagadres)
    assert object_ is not None
    bag.adressen["9747AS"] = replace(adres, kandidaten=(eerste, tweede), signaal="meer dan 1 (9747AS/17/)")
    bag.adressen["9714CE"] = replace(adres, bag_id=derde, kandidaten=(derde,))
    bag.adressen["9401HM"] = Bestaat.ONBEKEND
    bag.objecten[derde] = replace(object_, status="Verblijfsobject ingetrokken")
    gevonden = ronde(register, bag).gevonden
    assert gevonden == [
        ("107X215", "MTM001", "meer dan 1 (9747AS/17/)"),
        ("107X216", "BAGOBJECT", f"object {tweede} heeft adres 9714CE 11 niet meer, nu van {derde}"),
        ("107X217", "ADRES", "de BAG kent geen adres 9401HM 2"),
        ("107X217", "BAGOBJECT", f"object {derde} is geëindigd: Verblijfsobject ingetrokken"),
    ]
    assert open_(register) == [(code, soort) for code, soort, _ in gevonden]
    bag.objecten[derde] = None
    assert ronde(register, bag).gevonden[-1][2] == f"de BAG kent geen object {derde}"


def test_what_holds_again_is_solved(register: Register, bag: Bag) -> None:
    goed = bag.adressen["9401HM"]
    bag.adressen["9401HM"] = Bestaat.ONBEKEND
    ronde(register, bag)
    assert open_(register) == [("107X217", "ADRES")]
    bag.adressen["9401HM"] = goed
    ronde(register, bag)
    assert open_(register) == []


def test_a_round_that_breaks_off_goes_on_where_it_was(register: Register, bag: Bag) -> None:
    bag.storingen = [None, storing(), storing()]
    eerste = ronde(register, bag, NACHT)
    assert (eerste.gecontroleerd, [code for code, _ in eerste.mislukt]) == (1, ["107X216", "107X217"])
    assert not eerste.volledig
    bag.gevraagd.clear()
    tweede = ronde(register, bag, NACHT)
    assert (tweede.te_doen, tweede.volledig) == (2, True)
    assert bag.gevraagd == ["9714CE", "9401HM"]
    assert ronde(register, bag, NACHT).te_doen == 0


def test_a_bag_that_is_down_stops_the_round_and_changes_no_signal(
    register: Register, bag: Bag, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag.adressen["9747AS"] = Bestaat.ONBEKEND
    ronde(register, bag)
    monkeypatch.setattr("rio_soap.service.signaleren.STORINGEN_OP_RIJ", 2)
    bag.storingen = [storing(), storing(), storing()]
    gedaan = ronde(register, bag)
    assert (gedaan.gecontroleerd, len(gedaan.mislukt), gedaan.afgebroken) == (0, 2, True)
    assert open_(register) == [("107X215", "ADRES")]


def test_a_wrong_question_is_no_sign_of_a_bag_that_is_down(
    register: Register, bag: Bag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rio_soap.service.signaleren.STORINGEN_OP_RIJ", 1)
    bag.storingen = [storing(Reason.QUESTION)]
    gedaan = ronde(register, bag)
    assert (gedaan.gecontroleerd, len(gedaan.mislukt), gedaan.afgebroken) == (2, 1, False)


def test_an_open_circuit_breaker_is_waited_for(register: Register, bag: Bag) -> None:
    bag.storingen = [storing(Reason.OPEN, 30.0)]
    gewacht: list[float] = []
    gedaan = signaleer_locaties(register, bag, KLOK, ALLES, lambda *_: None, gewacht.append)
    assert gewacht == [30.0]
    assert gedaan.volledig


class Kvk:
    def __init__(self, antwoord: Inschrijving | KvkOnbekend) -> None:
        self.antwoord = antwoord

    def inschrijving(self, *, kvk_nummer: str | None = None, rsin: str | None = None) -> Inschrijving | KvkOnbekend:
        assert (kvk_nummer, rsin) == ("90000137", None)
        return self.antwoord

    def vestiging(self, vestigingsnummer: str) -> KvkVestiging | KvkOnbekend:
        raise AssertionError("a check asks no vestigingen")


INSCHRIJVING = Inschrijving(
    kvk_nummer="90000137",
    rsin="992660725",
    naam="Stichting  Hanzehogeschool GRONINGEN",
    eigenaar="rechtspersoon",
    rechtsvorm=Rechtsvorm("ST", "Stichting"),
    datum_aanvang="20050901",
    datum_einde=None,
    ontbonden=None,
    rechtstoestand=None,
    bezoekadres=None,
    postadres=None,
    statutaire_zetel=None,
    vestigingen=(),
    hoofdvestiging=None,
    peilmoment="",
)


@pytest.mark.parametrize(
    ("antwoord", "soorten"),
    [
        (INSCHRIJVING, []),
        (replace(INSCHRIJVING, datum_einde="20261124"), ["KVK_BEEINDIGD"]),
        (replace(INSCHRIJVING, datum_einde="20261125"), []),
        (replace(INSCHRIJVING, naam="Stichting Anders"), ["KVK_NAAM"]),
        (KvkOnbekend("IPD0005", "niet te leveren"), ["KVK_ONBEKEND"]),
    ],
)
def test_besturen_are_held_against_the_handelsregister(
    register: Register, antwoord: Inschrijving | KvkOnbekend, soorten: list[str]
) -> None:
    tabel = organisatorische_eenheid
    koppeling = sa.update(tabel).where(tabel.c.code == "100B490").values(kvk_nummer="90000137")
    register.schrijf(lambda session: session.execute(koppeling))
    gedaan = signaleer_besturen(register, Kvk(antwoord), KLOK, ALLES, lambda *_: None)
    assert (gedaan.te_doen, gedaan.gecontroleerd) == (1, 1)
    assert [soort for _, soort, _ in gedaan.gevonden] == soorten
    assert open_(register) == [("100B490", soort) for soort in soorten]
