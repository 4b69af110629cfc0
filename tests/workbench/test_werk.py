"""A conformance run on a service that answers as the test says: what is judged of each answer, without a server."""

from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import cast

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.foutcodes import FOUTCODES
from rio_soap.workbench.keur import codes, codes_aanbod
from rio_soap.workbench.keur.boek import Boek
from rio_soap.workbench.keur.endpoint import Endpoint, Reactie
from rio_soap.workbench.keur.namen import PROEF, Namen
from rio_soap.workbench.keur.run import Geval, Mist, Run, paar

Antwoord = Callable[[str, dict[str, Waarde]], Reactie]
LEVER, WEG = "aanleveren_opleidingseenheid", "verwijderen_opleidingseenheid"


def goed(**velden: Waarde) -> Reactie:
    return Reactie("goed", 200, Gegeven("antwoord", dict(velden)), ())


def afgekeurd(*codes_: str, tekst: str = "") -> Reactie:
    teksten = tuple((code, tekst or FOUTCODES[code].fouttekst) for code in codes_)
    return Reactie("afgekeurd", 200, Gegeven("antwoord", {}), teksten)


def werk(antwoord: Antwoord, namen: Namen = PROEF) -> Run:
    roep = lambda operatie, **velden: antwoord(operatie, velden)  # noqa: E731  # one line of a stand-in
    doel = SimpleNamespace(boek=Boek("doel"), roep=roep, meldt_alles=False)
    return Run(cast("Endpoint", doel), namen, geduld=0)


def geval(code: str = "A01070", maskers: tuple[str, ...] = (), net: bool = False) -> Geval:
    def maak(_: Run) -> dict[str, Waarde]:
        return {"opleidingseenheid": Gegeven("hoOpleiding", {"opleidingseenheidcode": "1000O0001"})}

    return Geval(code, LEVER, maak, maskers, maak if net else None)


def test_a_code_that_was_expected_is_met_with_its_text() -> None:
    w = werk(lambda *_: afgekeurd("A01070"))
    w.weigert(geval())
    assert w.boek.van("A01070").stand == "voldaan"
    assert w.boek.van("feedback-1").stand == "voldaan"


def test_another_code_violates_it_and_says_what_came() -> None:
    w = werk(lambda *_: afgekeurd("P01040"))
    w.weigert(geval())
    oordeel = w.boek.van("A01070")
    assert oordeel.stand == "geschonden"
    assert "P01040" in oordeel.schendingen[0].gevonden


def test_an_approval_violates_it() -> None:
    w = werk(lambda *_: goed(opleidingseenheidcode="1000O0001"))
    w.weigert(geval())
    assert w.boek.van("A01070").stand == "geschonden"


def test_a_code_that_hides_it_leaves_it_unexercised() -> None:
    """It comes earlier in the table of the operation, and came alone."""
    w = werk(lambda *_: afgekeurd("A01070"))
    w.weigert(geval("P01040", maskers=("A01070",)))
    assert w.boek.van("P01040").stand == "niet"
    assert "A01070" in w.boek.van("P01040").reden("nl")


def test_a_code_that_comes_later_hides_nothing() -> None:
    w = werk(lambda *_: afgekeurd("P01040"))
    w.weigert(geval(maskers=("P01040",)))
    assert w.boek.van("A01070").stand == "geschonden"


def test_a_near_miss_has_to_be_approved() -> None:
    w = werk(lambda *_: afgekeurd("A01070"))
    w.weigert(geval(net=True))
    assert w.boek.van("A01070").stand == "geschonden"
    assert w.boek.van("A01070").schendingen[0].naam.endswith("net goed")


def test_another_text_of_a_published_code_violates_it() -> None:
    zeker = next(code for code, f in FOUTCODES.items() if f.zekerheid == FOUTCODES["A01070"].zekerheid)
    w = werk(lambda *_: afgekeurd(zeker, tekst="iets heel anders"))
    w.weigert(geval(zeker))
    stand = w.boek.van(zeker).stand
    assert stand in ("voldaan", "geschonden")
    if stand == "geschonden":
        assert w.boek.van(zeker).schendingen[0].naam.startswith("tekst van")


def test_what_needs_a_name_that_is_not_there_is_not_exercised() -> None:
    w = werk(lambda *_: goed(), Namen())
    w.weigert(Geval("A01070", WEG, lambda w_: {"opleidingseenheidcode": w_.naam("vreemdeEenheid")}))
    assert w.boek.van("A01070").stand == "niet"
    assert "vreemdeEenheid" in w.boek.van("A01070").reden("en")


def test_a_name_is_the_last_one_that_is_asked_for_and_all_must_be_there() -> None:
    w = werk(lambda *_: goed())
    assert w.naam("bestuur", "brin4") == PROEF.brin4
    with pytest.raises(Mist, match="bronAanbieder"):
        w.naam("bronAanbieder", "brin4")


def test_an_object_of_the_run_is_known_by_its_role_once_it_was_accepted() -> None:
    w = werk(lambda *_: goed())
    with pytest.raises(Mist, match="eenheid"):
        w.van("eenheid")
    w.eigen["eenheid"] = "1000O0001"
    assert w.van("eenheid") == "1000O0001"


def test_what_was_made_is_removed_the_last_first_and_what_was_removed_is_not_again() -> None:
    gedaan: list[tuple[str, object]] = []

    def antwoord(operatie: str, velden: dict[str, Waarde]) -> Reactie:
        if operatie == WEG:
            gedaan.append((operatie, velden["opleidingseenheidcode"]))
        return goed(opleidingseenheidcode=f"100{len(gedaan)}O000{antwoord_teller.pop() if antwoord_teller else 0}")

    antwoord_teller = ["3", "2", "1"]
    w = werk(antwoord)
    for _ in range(3):
        w.lever(LEVER, {"opleidingseenheid": Gegeven("hoOpleiding", {})})
    w.lever(WEG, {"opleidingseenheidcode": "1000O0002"})
    assert w.ruim_op() == []
    assert [code for _, code in gedaan] == ["1000O0002", "1000O0003", "1000O0001"]


def test_what_could_not_be_removed_is_told() -> None:
    w = werk(lambda operatie, _: goed(opleidingseenheidcode="1000O0001") if operatie == LEVER else afgekeurd("A01070"))
    w.lever(LEVER, {"opleidingseenheid": Gegeven("hoOpleiding", {})})
    (tekst,) = w.ruim_op()
    assert "1000O0001" in tekst


def test_what_must_be_approved_is_judged_by_every_rule_that_it_shows() -> None:
    w = werk(lambda *_: goed(opleidingseenheidcode="1000O0001"))
    w.neemt(("exchange-3",), "een eenheid", LEVER, {"opleidingseenheid": Gegeven("hoOpleiding", {})})
    assert {w.boek.van(id_).stand for id_ in (LEVER, "exchange-3")} == {"voldaan"}


@pytest.mark.parametrize(("gezien", "stand"), [(True, "voldaan"), (False, "geschonden")])
def test_a_reading_shows_what_was_delivered_or_violates_its_rules(gezien: bool, stand: str) -> None:
    w = werk(lambda *_: goed())
    w.ziet(("exchange-3",), "lezen", "opvragen_opleidingseenheid", {}, lambda _: gezien)
    assert w.boek.van("opvragen_opleidingseenheid").stand == stand


def test_a_relation_is_named_by_both_codes_and_its_begin() -> None:
    assert paar("a", "b")["opleidingseenheidcode"] == ["a", "b"]


ALLE = [*codes.gevallen(), *codes_aanbod.AANBOD]


@pytest.mark.parametrize("een", ALLE, ids=lambda een: f"{een.code}-{een.operatie}-{een.naam}")
def test_every_case_is_of_a_code_that_exists_and_says_what_it_needs(een: Geval) -> None:
    assert een.code in FOUTCODES
    assert set(een.maskers) <= set(FOUTCODES)
    w = werk(lambda *_: goed())
    w.eigen |= dict.fromkeys(("eenheid", "variant", "tweede", "aanbieder", "aanbod"), "1000O0001")
    with suppress(Mist):  # of an object that this run did not make
        assert een.maak(w)
