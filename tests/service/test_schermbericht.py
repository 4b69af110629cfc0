"""What somebody delivers on the screens goes the whole way of a message, and stands in the log with who did it."""

import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.waardetekst import Vormfout
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.bevoegdheid.gebruikers import voeg_gebruiker_toe
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, ken_toe
from rio_soap.register.database.model import berichtenlog, mutatie, schermbericht
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.evidence import Logbericht, zoek_bericht
from rio_soap.register.logboek.schermontvangst import schermontvangst
from rio_soap.service.ingreep import BEHEER, Veranderd
from rio_soap.service.pipeline import Pipeline
from rio_soap.service.schermbericht import Schermuitslag, bekijk_scherm, lever_van_scherm, maak_schermpijplijn
from rio_soap.setup import trial
from rio_soap.setup.rules import make_clock
from rio_soap.workbench.bewijs import schrijf_bewijs
from rio_soap.workbench.bewijscontrole import Diensten, controleer_bewijs
from rio_soap.workbench.controle import Kader
from tests.service.conftest import Dienst

OPERATIE = "aanleveren_opleidingseenheid"
WSA = "{http://www.w3.org/2005/08/addressing}"


@dataclass
class Scherm:
    """The screens of a service, with somebody who may deliver for a bestuur and somebody who may nothing."""

    dienst: Dienst
    pijplijn: Pipeline
    mag: int
    mag_niet: int

    def lever(self, wie: int | None = None, eenheid: Gegeven | None = None, **anders: Any) -> Schermuitslag:
        velden = {"opleidingseenheid": eenheid or trial.voorbeeldlevering()}
        return lever_van_scherm(self.pijplijn, OPERATIE, velden, wie or self.mag, **anders)

    def gelogd(self, code: str, *, verzegeld: bool = False) -> Logbericht:
        """The entry in the log; sealed, which is done a moment after the answer."""
        tot = time.monotonic() + 10
        while True:
            with self.dienst.register.lees() as session:
                bericht = zoek_bericht(session, code)
            if bericht.link is not None or not verzegeld:
                return bericht
            assert time.monotonic() < tot, "never sealed"
            time.sleep(0.02)

    def rijen(self, keuze: sa.Select[Any]) -> list[tuple[Any, ...]]:
        with self.dienst.register.lees() as session:
            return [tuple(rij) for rij in session.execute(keuze)]

    def aantal(self) -> int:
        return len(self.rijen(sa.select(berichtenlog.c.id)))


@pytest.fixture(scope="module")
def scherm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scherm]:
    dienst = Dienst(Path(tmp_path_factory.mktemp("schermbericht")))
    begin = SystemClock().nu() - timedelta(days=1)

    def taak(session: Session) -> list[int]:
        wie = [voeg_gebruiker_toe(session, naam, f"{naam}@hanze.example", begin, None).id for naam in ("ada", "bob")]
        ken_toe(session, Toekenning("ada@hanze.example", "INSTELLING", "100B490", begin, None, "test"), begin)
        return wie

    mag, mag_niet = dienst.register.schrijf(taak)
    yield Scherm(dienst, maak_schermpijplijn(dienst.toepassing.pijplijn), mag, mag_niet)
    dienst.stop()


def test_what_may_be_delivered_is_there_when_it_is_said_to_be(scherm: Scherm) -> None:
    uit = scherm.lever()
    assert (uit.goedgekeurd, uit.meldingen) == (True, ())
    code = str(uit.antwoord.velden["opleidingseenheidcode"])
    gelezen = scherm.dienst.stuur("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})
    assert gelezen.tekst("naamLang") == "Toegepaste Waterkunde"


def test_who_may_not_is_refused_with_codes_and_keys_and_nothing_changes(scherm: Scherm) -> None:
    eerder = scherm.rijen(sa.select(mutatie.c.volgnummer))
    uit = scherm.lever(scherm.mag_niet)
    assert not uit.goedgekeurd
    assert {een.code for een in uit.meldingen} == {"AUT401"}
    for een in uit.meldingen:
        assert een.tekst
        assert all(naam for naam, _ in een.sleutels)
    assert scherm.rijen(sa.select(mutatie.c.volgnummer)) == eerder


def test_the_rights_are_those_of_the_person_not_of_the_service_that_signs(scherm: Scherm) -> None:
    """Somebody that does not exist has none."""
    assert not scherm.lever(987654).goedgekeurd


@pytest.mark.parametrize("goed", [True, False])
def test_who_acted_stands_signed_in_the_request_and_in_a_table_of_the_log(scherm: Scherm, goed: bool) -> None:
    wie = scherm.mag if goed else scherm.mag_niet
    code = scherm.lever(wie).code
    bericht = scherm.gelogd(code)
    van = etree.fromstring(bericht.verzoek).find(f".//{WSA}From")
    assert van is not None
    assert van.findtext(f"{WSA}Metadata/{{{BEHEER}}}gebruiker") == str(wie)
    assert b"SignatureValue" in bericht.verzoek
    assert bericht.kolommen["goedgekeurd"] == goed
    gevonden = scherm.rijen(sa.select(schermbericht.c.gebruiker).where(schermbericht.c.bericht == bericht.id))
    assert gevonden == [(wie,)]


def test_a_message_of_a_system_is_of_no_person(scherm: Scherm) -> None:
    eerder = scherm.rijen(sa.select(schermbericht.c.bericht))
    scherm.dienst.lever()
    assert scherm.rijen(sa.select(schermbericht.c.bericht)) == eerder


def test_a_change_says_by_which_channel_and_message_it_came(scherm: Scherm) -> None:
    uit = scherm.lever()
    keuze = sa.select(mutatie.c.kanaal, mutatie.c.oin).where(mutatie.c.identificatiecode == uit.code)
    gevonden = scherm.rijen(keuze)
    assert gevonden
    assert set(gevonden) == {("SCHERM", scherm.pijplijn.profiel.ontvanger_oin)}
    scherm.dienst.lever()
    (laatste,) = scherm.rijen(sa.select(mutatie.c.kanaal).order_by(mutatie.c.volgnummer.desc()).limit(1))
    assert laatste == ("BERICHT",), "what a system delivers stays what it was"


@pytest.mark.parametrize("goed", [True, False])
def test_the_bewijs_of_a_delivery_on_the_screens_verifies_as_any_other(scherm: Scherm, goed: bool) -> None:
    code = scherm.lever(scherm.mag if goed else scherm.mag_niet).code
    data = schrijf_bewijs(scherm.gelogd(code, verzegeld=True)).encode()
    kader = Kader(scherm.pijplijn.profiel, make_clock(scherm.dienst.settings))
    dienst = Diensten(frozenset((scherm.pijplijn.sleutelpaar.der,)), genoemd=True)
    rapporten = controleer_bewijs("bewijs.json", data, kader, dienst)
    assert len(rapporten) == 3
    fouten = [een for rapport in rapporten for een in rapport.meldingen if een.ernst == "fout"]
    assert fouten == []


def test_a_bewijs_in_which_somebody_else_was_put_does_not_verify(scherm: Scherm) -> None:
    bericht = scherm.gelogd(scherm.lever().code, verzegeld=True)
    vals = re.sub(rb"(:gebruiker[^>]*>)\d+<", rb"\g<1>%d<" % scherm.mag_niet, bericht.verzoek)
    assert vals != bericht.verzoek
    object.__setattr__(bericht, "verzoek", vals)
    kader = Kader(scherm.pijplijn.profiel, make_clock(scherm.dienst.settings))
    dienst = Diensten(frozenset((scherm.pijplijn.sleutelpaar.der,)), genoemd=True)
    rapporten = controleer_bewijs("bewijs.json", schrijf_bewijs(bericht).encode(), kader, dienst)
    verzoek = rapporten[1]
    assert any(een.ernst == "fout" and een.deel == "ondertekening" for een in verzoek.meldingen)


def test_when_something_else_was_approved_meanwhile_nothing_is_done_or_logged(scherm: Scherm) -> None:
    eerder, stand = scherm.aantal(), scherm.rijen(sa.select(mutatie.c.volgnummer))
    with pytest.raises(Veranderd):
        scherm.lever(onveranderd=lambda session: False)
    assert (scherm.aantal(), scherm.rijen(sa.select(mutatie.c.volgnummer))) == (eerder, stand)
    assert scherm.lever(onveranderd=lambda session: True).goedgekeurd, "nor does it stay so"
    assert scherm.lever().goedgekeurd


def test_whether_it_is_unchanged_is_asked_within_the_transaction(scherm: Scherm) -> None:
    """On the state to which the delivery is then applied."""
    gezien: list[int] = []

    def onveranderd(session: Session) -> bool:
        gezien.append(len(session.execute(sa.select(mutatie.c.volgnummer)).all()))
        return True

    eerder = len(scherm.rijen(sa.select(mutatie.c.volgnummer)))
    assert scherm.lever(onveranderd=onveranderd).goedgekeurd
    assert gezien[-1] == eerder


def test_a_button_that_is_pressed_twice_delivers_once(scherm: Scherm) -> None:
    """Also when the second says something else: a code is one of one message."""
    code, eenheid = str(uuid.uuid4()), trial.voorbeeldlevering()
    assert scherm.lever(eenheid=eenheid, code=code).code == code
    eerste, aantal = scherm.gelogd(code), scherm.aantal()
    stand = scherm.rijen(sa.select(mutatie.c.volgnummer))
    for nogmaals in (eenheid, trial.voorbeeldlevering()):
        with pytest.raises(Edufout, match="eerder gebruikt"):
            scherm.lever(eenheid=nogmaals, code=code)
    assert (scherm.rijen(sa.select(mutatie.c.volgnummer)), scherm.aantal()) == (stand, aantal)
    assert scherm.gelogd(code).verzoek == eerste.verzoek


def test_without_a_code_each_delivery_has_one_of_its_own(scherm: Scherm) -> None:
    codes = [scherm.lever().code for _ in range(2)]
    assert len({uuid.UUID(code) for code in codes}) == 2


def test_the_receipt_is_for_who_delivered_alone(scherm: Scherm) -> None:
    uit = scherm.lever()
    oin = scherm.pijplijn.profiel.ontvanger_oin
    with scherm.dienst.register.lees() as session:
        gevonden = schermontvangst(session, oin, uit.code, scherm.mag)
        assert schermontvangst(session, oin, uit.code, scherm.mag_niet) is None
        assert schermontvangst(session, trial.OIN_HANZE, uit.code, scherm.mag) is None
    assert gevonden is not None
    assert (gevonden.operatie, gevonden.goedgekeurd) == (OPERATIE, True)
    assert gevonden.antwoord is not None
    assert gevonden.antwoord.velden["opleidingseenheidcode"] == uit.antwoord.velden["opleidingseenheidcode"]


def test_what_a_delivery_would_do_is_told_without_doing_or_logging_it(scherm: Scherm) -> None:
    velden = {"opleidingseenheid": trial.voorbeeldlevering()}
    eerder, stand = scherm.aantal(), scherm.rijen(sa.select(mutatie.c.volgnummer))
    nu = SystemClock().nu()
    goed = bekijk_scherm(scherm.pijplijn, OPERATIE, velden, scherm.mag, nu)
    fout = bekijk_scherm(scherm.pijplijn, OPERATIE, velden, scherm.mag_niet, nu)
    assert goed.uitslag.goedgekeurd
    assert [een.foutcode for een in fout.uitslag.foutmeldingen] == [
        een.code for een in scherm.lever(scherm.mag_niet).meldingen
    ]
    assert (scherm.aantal(), scherm.rijen(sa.select(mutatie.c.volgnummer))) == (eerder + 1, stand)


def test_what_no_message_can_hold_is_told_before_anything_is_signed(scherm: Scherm) -> None:
    eerder = scherm.aantal()
    with pytest.raises(Vormfout):
        lever_van_scherm(scherm.pijplijn, OPERATIE, {"bestaatNiet": "x"}, scherm.mag)
    assert scherm.aantal() == eerder


def test_the_screens_trust_the_service_alone_and_leave_its_own_pipeline_as_it_was(scherm: Scherm) -> None:
    eigen = scherm.dienst.toepassing.pijplijn
    partij = scherm.pijplijn.vertrouwen.partij(scherm.pijplijn.sleutelpaar.der)
    assert partij is not None
    assert not partij.mag_voor(trial.OIN_HANZE)
    assert (eigen.afhandeling.kanaal, scherm.pijplijn.afhandeling.kanaal) == ("BERICHT", "SCHERM")
