"""Parts of a form: added, taken out, copied, moved and left empty by its buttons; and names that are none of ours."""

import time
from typing import Any, cast

import pytest
from werkzeug.datastructures import MultiDict

from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Vorm
from rio_soap.web.mijn.formulierlezer import lees_formulier
from rio_soap.web.mijn.formulierstand import (
    Ruw,
    leden_bij,
    nieuw,
    soort_van,
    van_formulier,
    velden_van,
    verborgen,
    vorm_van_verzoek,
)
from rio_soap.web.mijn.formulierstap import Formulierstap
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, PAGINAS, Formuliersoort

KEUZES = [(naam, keuze) for naam, soort in FORMULIERSOORTEN.items() for keuze in soort.keuzes]
EENHEID = FORMULIERSOORTEN["opleidingseenheid"]
P = "o.opleidingseenheid.opleidingseenheidPeriode"


def _lees(soort: Formuliersoort, gestuurd: list[tuple[str, str]]) -> Ruw:
    return van_formulier(MultiDict(gestuurd), vorm_van_verzoek(soort.levering), OPERATIES[soort.levering].verzoek)


def _nieuw(soort: Formuliersoort, keuze: str) -> Ruw:
    vorm = vorm_van_verzoek(soort.levering)
    return nieuw(vorm, OPERATIES[soort.levering].verzoek, frozenset({keuze, soort.naam}))


def _stap(soort: Formuliersoort, ruw: Ruw) -> Formulierstap:
    """A step whose buttons need nothing of the request."""
    return Formulierstap(cast("Any", None), soort, "", 0, ruw)


def _perioden(*namen: str) -> Formulierstap:
    ruw = _nieuw(EENHEID, "hoOpleiding")
    (eenheid,) = ruw.delen("opleidingseenheid")
    eenheid.velden["opleidingseenheidPeriode"] = [Ruw("hoOpleidingPeriode", {"naamLang": naam}) for naam in namen]
    return _stap(EENHEID, ruw)


def _namen(stap: Formulierstap) -> list[str]:
    return [
        een.tekst("naamLang") for deel in stap.ruw.delen("opleidingseenheid") for een in deel.delen(P.split(".")[2])
    ]


def _lijsten(vorm: Vorm, ruw: Ruw, pad: str) -> list[tuple[str, str]]:
    """Every repeated part that what is in a form may have: its path, and what may be added there."""
    uit = []
    for veld in velden_van(vorm):
        soort = soort_van(vorm, veld.leden[0])
        if not isinstance(soort, Vorm):
            continue
        if veld.meervoudig:
            uit += [(f"{pad}.{veld.naam}", lid) for lid in leden_bij(veld, ruw.lid)]
        for nr, deel in enumerate(ruw.delen(veld.naam)):
            eigen = soort_van(vorm, deel.lid)
            assert isinstance(eigen, Vorm)
            uit += _lijsten(eigen, deel, f"{pad}.{veld.naam}.{nr}" if veld.meervoudig else f"{pad}.{veld.naam}")
    return uit


@pytest.mark.parametrize(("naam", "keuze"), KEUZES)
def test_a_new_form_begins_with_its_choice_and_comes_back_as_it_was(naam: str, keuze: str) -> None:
    """Its empty parts too: else what somebody added would be gone with the next button."""
    soort = FORMULIERSOORTEN[naam]
    ruw = _nieuw(soort, keuze)
    assert keuze in {waarde: pad for pad, waarde in verborgen(ruw) if pad.endswith(".@")}
    weer = _lees(soort, list(verborgen(ruw)))
    assert list(verborgen(weer)) == list(verborgen(ruw))


@pytest.mark.parametrize(("naam", "keuze"), KEUZES)
def test_of_a_new_form_only_what_is_lacking_is_wrong(naam: str, keuze: str) -> None:
    """Sent as it is, each complaint is of a field that is not filled in, in both languages at the same fields."""
    soort = FORMULIERSOORTEN[naam]
    ruw = _lees(soort, list(verborgen(_nieuw(soort, keuze))))
    nederlands, engels = (lees_formulier(soort.levering, ruw, taal).fouten for taal in ("nl", "en"))
    assert nederlands
    assert set(nederlands) == set(engels)
    assert {tekst for teksten in nederlands.values() for tekst in teksten} == {"Vul dit in."}
    assert {tekst for teksten in engels.values() for tekst in teksten} == {"Fill this in."}


@pytest.mark.parametrize(("naam", "keuze"), KEUZES)
def test_every_list_of_a_form_takes_a_part_more_and_gives_it_back(naam: str, keuze: str) -> None:
    """Adding two, copying the last and taking these out leaves the form as it was, of every list of every kind."""
    soort = FORMULIERSOORTEN[naam]
    ruw = _nieuw(soort, keuze)
    for pad, lid in _lijsten(vorm_van_verzoek(soort.levering), ruw, "o"):
        stap = _stap(soort, _lees(soort, list(verborgen(ruw))))
        begin = list(verborgen(stap.ruw))
        aantal = sum(een.rpartition(".")[0].rpartition(".")[0] == pad for een, _ in begin if een.endswith(".@"))
        stap.wijzig("bij", f"{pad}:{lid}")
        assert (f"{pad}.{aantal}.@", lid) in list(verborgen(stap.ruw))
        stap.wijzig("bij", f"{pad}:{lid}")
        stap.wijzig("kopie", f"{pad}.{aantal + 1}")
        assert (f"{pad}.{aantal + 2}.@", lid) in list(verborgen(stap.ruw))
        for _ in range(3):
            stap.wijzig("weg", f"{pad}.{aantal}")
        assert list(verborgen(stap.ruw)) == begin, pad


def test_a_part_is_taken_out_where_the_button_is_and_the_others_keep_their_order() -> None:
    for nr, over in enumerate((["b", "c"], ["a", "c"], ["a", "b"])):
        stap = _perioden("a", "b", "c")
        stap.wijzig("weg", f"{P}.{nr}")
        assert _namen(stap) == over


def test_a_copy_stands_after_what_it_is_of() -> None:
    stap = _perioden("a", "b", "c")
    stap.wijzig("kopie", f"{P}.1")
    assert _namen(stap) == ["a", "b", "b", "c"]


def test_a_part_moves_by_its_number_not_by_where_its_fields_stand() -> None:
    """Fields of part 7 that come before those of part 2 stand after them; numbers need not be next to each other."""
    begin = [("o.opleidingseenheid.@", "hoOpleiding")]
    delen = [(nr, [(f"{P}.{nr}.@", "hoOpleidingPeriode"), (f"{P}.{nr}.naamLang", str(nr))]) for nr in (7, 2, 10)]
    ruw = _lees(EENHEID, [*begin, *(paar for _, paren in delen for paar in paren)])
    assert _namen(_stap(EENHEID, ruw)) == ["2", "7", "10"]


def test_taking_the_last_part_out_leaves_no_list_behind() -> None:
    stap = _perioden("a")
    stap.wijzig("weg", f"{P}.0")
    (eenheid,) = stap.ruw.delen("opleidingseenheid")
    assert "opleidingseenheidPeriode" not in eenheid.velden


def test_what_is_not_a_list_is_not_copied_and_is_there_once() -> None:
    soort = FORMULIERSOORTEN["contactadres"]
    stap = _stap(soort, _nieuw(soort, "contactadres"))
    if not (perioden := stap.ruw.delen("contactadres")[0].delen("contactadresPeriode")):
        stap.wijzig("bij", "o.contactadres.contactadresPeriode:contactadresPeriode")
    pad = "o.contactadres.contactadresPeriode.0.bezoekadres"
    for _ in range(2):
        stap.wijzig("bij", f"{pad}:bezoekadres")
    stap.wijzig("kopie", pad)
    perioden = stap.ruw.delen("contactadres")[0].delen("contactadresPeriode")
    assert [len(een.delen("bezoekadres")) for een in perioden] == [1]
    stap.wijzig("weg", pad)
    assert [len(een.delen("bezoekadres")) for een in perioden] == [0]


@pytest.mark.parametrize("doe", ["bij", "weg", "kopie", "sluit", "", "vreemd"])
@pytest.mark.parametrize(
    "waar",
    [
        "",
        "o",
        ":",
        "o.",
        f"{P}.9:x",
        f"{P}.-1:x",
        f"{P}:script",
        f"{P}.0.naamLang:x",
        f"{P}.²:x",
        "o.__class__:x",
        "o.opleidingseenheid.0.0.0:x",
        "x.y.z",
        P,
        f"{P}.{'9' * 5000}",
        f"{P}.{'9' * 5000}.x:x",
        f"{P}.{'9' * 40}:x",
        "o..:",
        f"{P}.0.0:x",
    ],
)
def test_a_button_for_what_is_not_there_changes_nothing_and_breaks_nothing(doe: str, waar: str) -> None:
    """Whoever sends it: a page from before, or somebody who tries."""
    stap = _perioden("a", "b")
    voor = list(verborgen(stap.ruw))
    stap.wijzig(doe, waar)
    assert list(verborgen(stap.ruw)) == voor


@pytest.mark.parametrize(
    "vreemd",
    [
        ("", "x"),
        (".", "x"),
        ("o", "x"),
        ("o.@", "licentie"),
        ("o.__init__", "x"),
        (f"{P}.0.vreemd", "x"),
        (f"{P}.0.kenmerken", "x"),
        (f"{P}.-1.@", "hoOpleidingPeriode"),
        (f"{P}.².@", "hoOpleidingPeriode"),
        (f"{P}.10000.@", "hoOpleidingPeriode"),
        (f"{P}.1.@", "aangebodenHOOpleidingPeriode"),
        (f"{P}.1.@", "<script>"),
        (f"{P}.1.naamLang", "a part that is not said to be there"),
        ("o.identificatiecodeBedrijfsdocument", "x"),
        ("o.verzenderBedrijfsdocument", "00000001234567890000"),
        ("o.opleidingseenheid", "x"),
        ("doe", "bevestig"),
        ("o.opleidingseenheid.@", "hoOnderwijseenheid"),
    ],
)
def test_a_field_of_an_unknown_name_adds_nothing_to_a_form(vreemd: tuple[str, str]) -> None:
    """Nor does a second one of a name that is there once: the first counts."""
    gestuurd = list(verborgen(_perioden("a").ruw))
    assert _lees(EENHEID, [*gestuurd, vreemd]) == _lees(EENHEID, gestuurd)


def test_of_a_name_that_is_there_twice_the_first_counts_and_of_a_list_all() -> None:
    gestuurd = [*verborgen(_perioden("eerste").ruw), (f"{P}.0.naamLang", "tweede"), (f"{P}.0.@", "vreemd")]
    assert _namen(_stap(EENHEID, _lees(EENHEID, gestuurd))) == ["eerste"]
    soort = FORMULIERSOORTEN["onderwijsbegeleidingsaanbieder"]
    pad = "o.onderwijsbegeleidingsaanbieder"
    deel = f"{pad}.onderwijsbegeleidingsaanbiederPeriode.0"
    begin = [(f"{pad}.@", soort.naam), (f"{deel}.@", "onderwijsbegeleidingsaanbiederPeriode")]
    ruw = _lees(soort, [*begin, (f"{deel}.expertise", "A\r\n\r\n  B \nC"), (f"{deel}.expertise", "D")])
    (periode,) = ruw.delen(soort.naam)[0].delen("onderwijsbegeleidingsaanbiederPeriode")
    assert periode.velden["expertise"] == ["A", "B", "C", "D"]


def test_thousands_of_fields_are_read_in_a_time_that_grows_with_their_number() -> None:
    """Ten times as many may take some tens of times as long, not a hundred times; those of no type cost little."""

    def duur(aantal: int) -> float:
        namen = [f"naam {nr}" for nr in range(aantal)]
        gestuurd = [*verborgen(_perioden(*namen).ruw), *((f"o.vreemd{nr}.0.@", "x") for nr in range(aantal))]
        begin = time.process_time()
        ruw = _lees(EENHEID, gestuurd)
        gebruikt = time.process_time() - begin
        assert _namen(_stap(EENHEID, ruw)) == namen
        return gebruikt

    duur(10)
    klein, groot = min(duur(200) for _ in range(3)), duur(2000)
    assert groot < 40 * max(klein, 0.001)


def test_a_path_of_a_thousand_steps_is_passed_over() -> None:
    gestuurd = list(verborgen(_perioden("a").ruw))
    diep = "o" + ".opleidingseenheid" * 1000
    assert _lees(EENHEID, [*gestuurd, (f"{diep}.@", "hoOpleiding"), (diep, "x")]) == _lees(EENHEID, gestuurd)
    stap = _perioden("a")
    stap.wijzig("bij", f"{diep}:hoOpleiding")
    assert list(verborgen(stap.ruw)) == gestuurd


def test_every_kind_has_a_page_and_operations_that_the_contract_has() -> None:
    assert {soort.naam for soorten in PAGINAS.values() for soort in soorten} == set(FORMULIERSOORTEN)
    for soort in FORMULIERSOORTEN.values():
        assert soort.levering in OPERATIES
        assert soort.verwijdering in OPERATIES
        assert soort.rollen
        assert soort.pad == f"/mijn/{soort.pagina}/{soort.naam}"


@pytest.mark.parametrize(("naam", "keuze"), [een for een in KEUZES if een[1] != "nieuweOnderwijsaanbieder"])
def test_the_key_of_a_kind_is_of_fields_that_its_object_has(naam: str, keuze: str) -> None:
    """In the form of an object that is there, at least one field of the key stays as it is; none does in a new one of
    which nobody issues the code."""
    soort = FORMULIERSOORTEN[naam]
    stap = _stap(soort, _nieuw(soort, keuze))
    vast_nieuw = stap.vast()
    stap.sleutel = "iets"
    assert vast_nieuw <= stap.vast()
    assert bool(vast_nieuw) == (soort.naam_is_code and naam != "licentie")
    for deel in stap.ruw.velden.values():
        if isinstance(deel, Ruw):
            vorm = soort_van(vorm_van_verzoek(soort.levering), deel.lid)
            assert isinstance(vorm, Vorm)
            paden = {f"o.{veld}.{een.naam}" for veld in stap.ruw.velden for een in velden_van(vorm)}
            diep = {pad for pad in stap.vast() if pad.rpartition(".")[0].count(".") > 1}
            assert paden & stap.vast() or diep
