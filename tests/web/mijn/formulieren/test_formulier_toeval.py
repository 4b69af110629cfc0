"""Of objects as chance makes them: a form writes all of them, reads back what it wrote, and shows all it holds."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.leverbaar import leverbaar
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.mijn.formulierlezer import lees_formulier
from rio_soap.web.mijn.formulierstand import Ruw, van_formulier, van_gegeven, verborgen, vorm_van_verzoek
from rio_soap.web.mijn.formulierstap import van_kopie
from rio_soap.web.mijn.formuliervorm import Formulierblok, Formuliermaker
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, object_in
from rio_soap.web.mijn.verschilweergave import verschilregels
from tests.web.mijn.formulieren.hulp_objecten import als_gestuurd, heen_en_weer, verzoeken

VLUG = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
    derandomize=True,
    database=None,
)
NU = datetime(2026, 9, 1, 12, tzinfo=UTC)
TALEN = ("nl", "en")


def _getoond(blok: Formulierblok) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form as it is shown."""
    yield f"{blok.pad}.@", blok.lid
    for deel in blok.delen:
        if isinstance(deel, Formulierblok):
            yield from _getoond(deel)
            continue
        yield from deel.mee
        yield from (
            [(deel.pad, "\r\n".join(deel.waarden))]
            if deel.soort == "regels"
            else [(deel.pad, een) for een in deel.waarden]
        )


def _paden(blok: Formulierblok) -> Iterator[str]:
    for deel in blok.delen:
        yield from _paden(deel) if isinstance(deel, Formulierblok) else [deel.pad]


def _teksten(ruw: Ruw) -> Iterator[str]:
    for naam, waarde in ruw.velden.items():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Ruw):
                yield from _teksten(deel)
            elif naam != "kenmerknaam":
                yield deel


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_a_form_reads_back_what_it_wrote_of_any_object(naam: str) -> None:
    """From the object over the fields that a browser sends to the object: the identity, and nothing found wrong."""
    operatie = FORMULIERSOORTEN[naam].levering

    @VLUG
    @given(verzoeken(operatie))
    def proef(verzoek: Gegeven) -> None:
        gelezen = heen_en_weer(operatie, verzoek)
        assert (gelezen.fouten, gelezen.velden) == ({}, verzoek.velden)

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_a_form_as_it_is_shown_holds_all_of_any_object(naam: str) -> None:
    """What is shown is sent: no field of an object has no place on the page, whatever kenmerken and lists it has, and
    no path stands there twice."""
    operatie = FORMULIERSOORTEN[naam].levering
    maker = Formuliermaker(Context("", NU, "proef"), "nl", {})

    @VLUG
    @given(verzoeken(operatie))
    def proef(verzoek: Gegeven) -> None:
        blok = maker.maak(operatie, van_gegeven(verzoek))
        weer = van_formulier(MultiDict(list(_getoond(blok))), vorm_van_verzoek(operatie), verzoek.naam)
        assert lees_formulier(operatie, weer, "nl").velden == verzoek.velden
        paden = list(_paden(blok))
        assert len(paden) == len(set(paden))

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_any_object_is_what_a_message_can_hold(naam: str) -> None:
    """What the form read goes to the message as it is: `leverbaar` takes nothing from it, and gives it once more."""
    soort = FORMULIERSOORTEN[naam]
    dienst = OPERATIES[soort.levering].dienst

    @VLUG
    @given(verzoeken(soort.levering))
    def proef(verzoek: Gegeven) -> None:
        eens = leverbaar(verzoek, dienst)
        assert eens == verzoek
        assert eens is not verzoek
        erbij = Gegeven(verzoek.naam, {**verzoek.velden, "datumTijdRegistratie": "gisteren", "vreemd": [Gegeven("x")]})
        assert leverbaar(erbij, dienst) == verzoek

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_of_any_two_objects_the_difference_has_what_vanishes_in_front(naam: str) -> None:
    """In both languages as many lines; of twice the same object none; nothing vanishes that has no old value."""
    soort = FORMULIERSOORTEN[naam]

    @VLUG
    @given(verzoeken(soort.levering), verzoeken(soort.levering))
    def proef(een: Gegeven, ander: Gegeven) -> None:
        oud, nieuw = object_in(soort, een.velden), object_in(soort, ander.velden)
        nederlands, engels = (verschilregels(taal, oud, nieuw) for taal in TALEN)
        soorten = [regel.soort for regel in nederlands]
        assert soorten == sorted(soorten, key=["weg", "anders", "bij"].index)
        assert soorten == [regel.soort for regel in engels]
        assert all(regel.wat for regel in (*nederlands, *engels))
        assert not any(regel.nieuw for regel in nederlands if regel.soort == "weg")
        assert not any(regel.oud for regel in nederlands if regel.soort == "bij")
        assert verschilregels("nl", oud, oud) == []

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_the_fields_of_any_object_may_come_in_any_order(naam: str) -> None:
    """The path says where a value belongs; only values of one field among each other have an order."""
    operatie = FORMULIERSOORTEN[naam].levering

    @VLUG
    @given(verzoeken(operatie), st.randoms(use_true_random=False))
    def proef(verzoek: Gegeven, toeval: object) -> None:
        gestuurd = als_gestuurd(van_gegeven(verzoek))
        paden = list(gestuurd)
        toeval.shuffle(paden)  # type: ignore[attr-defined]
        anders = MultiDict([(pad, waarde) for pad in paden for waarde in gestuurd.getlist(pad)])
        weer = van_formulier(anders, vorm_van_verzoek(operatie), verzoek.naam)
        assert lees_formulier(operatie, weer, "nl").velden == verzoek.velden

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_any_object_keeps_what_is_filled_in_when_a_value_is_refused(naam: str) -> None:
    """With nonsense in every field: all of it stands in the form that comes back, in fields that say what is wrong."""
    operatie = FORMULIERSOORTEN[naam].levering

    @VLUG
    @given(verzoeken(operatie))
    def proef(verzoek: Gegeven) -> None:
        onzin = "{0} % \u00e9\u00e9n 'fout' <b>"
        gestuurd = als_gestuurd(van_gegeven(verzoek))
        vol = MultiDict(
            [
                (pad, waarde if pad.endswith((".@", ".kenmerknaam")) else f"{onzin} {waarde}")
                for pad, waarde in gestuurd.items(multi=True)
            ]
        )
        ruw = van_formulier(vol, vorm_van_verzoek(operatie), verzoek.naam)
        gelezen = lees_formulier(operatie, ruw, "en")
        assert gelezen.fouten
        assert set(gelezen.fouten) <= set(vol) | {pad.removesuffix(".@") for pad in vol}
        terug = Formuliermaker(Context("", NU, "proef"), "en", gelezen.fouten).maak(operatie, ruw)
        weer = van_formulier(MultiDict(list(_getoond(terug))), vorm_van_verzoek(operatie), verzoek.naam)
        assert sorted(_teksten(weer)) == sorted(_teksten(ruw))
        assert all(tekst.startswith(onzin) for tekst in _teksten(ruw))

    proef()


@pytest.mark.parametrize("naam", FORMULIERSOORTEN)
def test_a_copy_of_any_object_is_the_object_and_shares_nothing_with_it(naam: str) -> None:
    """But for codes of cohorten; what is changed in the copy stays as it was in what it is of."""
    operatie = FORMULIERSOORTEN[naam].levering

    @VLUG
    @given(verzoeken(operatie))
    def proef(verzoek: Gegeven) -> None:
        ruw = van_gegeven(verzoek)
        voor = list(verborgen(ruw))
        kopie = van_kopie(ruw)
        assert list(verborgen(kopie)) == [een for een in voor if not een[0].endswith(".cohortcode")]
        _wis(kopie)
        assert list(verborgen(ruw)) == voor

    proef()


def _wis(ruw: Ruw) -> None:
    for waarde in ruw.velden.values():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Ruw):
                _wis(deel)
        if isinstance(waarde, list):
            waarde.clear()
    ruw.velden.clear()
