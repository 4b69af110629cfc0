"""zoeken_organisaties as a chain partner asks it: what is found, why, and to what it belongs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.zoeken import raadplegingen
from rio_soap.register.zoeken.getypt import bedoeld
from rio_soap.register.zoeken.organisatievraag import Organisatievraag
from rio_soap.register.zoeken.raadplegingen import zoeken_organisaties
from rio_soap.register.zoeken.woordenschat import afstand, leer
from tests.register.conftest import Leegmaken
from tests.register.hulp import NU, fouten, opdrachten, vraag

OI, VE, BG = (f"OCW/{soort}" for soort in ("ERKENDE_ONDERWIJSINSTELLING", "ERKENDE_VESTIGING", "BEVOEGD_GEZAG"))


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("zoeken")))) as register:
        register.schrijf(laad_proef)
        yield register


def zoek(register: Register, **velden: Waarde) -> Uitslag:
    return vraag(register, zoeken_organisaties, **{"pagina": 0, **velden})


def treffers(register: Register, **velden: Waarde) -> list[Gegeven]:
    uitslag = zoek(register, **velden)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gevonden: Any = uitslag.gegevens["organisatietreffer"]
    return list(gevonden)


def gevonden(register: Register, **velden: Waarde) -> list[tuple[str, str]]:
    """Trefgrond and key of each."""
    return [(str(een.velden["trefgrond"]), str(een.velden["sleutel"])) for een in treffers(register, **velden)]


@pytest.mark.parametrize(
    ("term", "eerst"),
    [
        ("25BE", [("CODE", f"{OI}/25BE"), ("NUMMER", "110A133")]),
        (" 25 b.e ", [("CODE", f"{OI}/25BE"), ("NUMMER", "110A133")]),
        ("40169", [("CODE", f"{BG}/40169"), ("NUMMER", "100B490")]),
        ("110a133", [("CODE", "110A133")]),
        ("107X215", [("CODE", "107X215")]),
        ("PROEFTUIN", [("NUMMER", "799A001"), ("NAAM", f"{OI}/99PA")]),
        ("hanzehogeschool groningen", [("NAAM", "110A133"), ("NAAM", f"{BG}/40169")]),
        ("HÀNZEHOGESCHOOL", [("NAAM", "110A133"), ("NAAM", f"{BG}/40169")]),
        ("gron hanze", [("NAAM", "110A133"), ("NAAM", f"{BG}/40169")]),
        ("Assen", [("PLAATS", "107X217")]),
        ("9401HM", [("POSTCODE", "107X217")]),
        ("9401", [("POSTCODE", "107X217")]),
        ("hanzehogeschol", [("NAAM", "110A133")]),
        ("hanzehogesschool gronigen", [("NAAM", "110A133")]),
        ("assne", [("PLAATS", "107X217")]),
        ("qqqq", []),
        ("de van het in op te bij aan uit", []),
    ],
)
def test_what_is_found_first_and_why(proef: Register, term: str, eerst: list[tuple[str, str]]) -> None:
    """Codes before names before places, whatever the writing; a term typed wrongly finds what is like it."""
    uit = gevonden(proef, zoekterm=term)
    assert uit[: len(eerst)] == eerst
    assert bool(uit) == bool(eerst)


def test_a_hit_says_where_it_is_and_to_what_it_belongs(proef: Register) -> None:
    """BRIN and name lead to the same units."""
    op_code, aanbieder = treffers(proef, zoekterm="25BE")
    achter: Any = op_code.velden["hoortBij"]
    assert [(een.velden["sleutel"], een.velden["naam"]) for een in achter] == [
        ("100B490", "Stichting Hanzehogeschool Groningen"),
        ("110A133", "Hanzehogeschool Groningen"),
    ]
    assert {naam: aanbieder.velden[naam] for naam in ("objecttype", "naam", "plaatsnaam", "postcode")} == {
        "objecttype": "ONDERWIJSAANBIEDER",
        "naam": "Hanzehogeschool Groningen",
        "plaatsnaam": "GRONINGEN",
        "postcode": "9747ZZ",
    }
    (locatie,) = treffers(proef, zoekterm="107X217")
    assert locatie.velden["naam"] == "9401HM 2, ASSEN"
    assert [een.velden["sleutel"] for een in locatie.velden["hoortBij"]] == ["100B490"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("velden", "sleutels"),
    [
        ({"plaatsnaam": "assen"}, ["107X217"]),
        ({"gemeentenaam": "Groningen"}, ["107X216", "107X215", "110A133", f"{OI}/25BE"]),
        ({"gemeentenaam": "Groningen", "objecttype": ["ONDERWIJSAANBIEDER"]}, ["110A133"]),
        ({"zoekterm": "groningen", "postcode": "9714"}, ["107X216"]),
        ({"zoekterm": "groningen", "plaatsnaam": "Assen"}, []),
        ({"zoekterm": "hanzehogeschool", "sector": "NFO"}, ["110A133", f"{OI}/25BE", "100B490"]),
        ({"plaatsnaam": "DOESBURG", "sector": "BO"}, ["799X001", "799A001", f"{OI}/99PA"]),
        ({"plaatsnaam": "DOESBURG", "sector": "BO", "objecttype": ["ONDERWIJSLOCATIE"]}, ["799X001"]),
        ({"zoekterm": "hogeschool proefstad", "sector": "HO", "objecttype": ["ONDERWIJSBESTUUR"]}, ["799B005"]),
        ({"zoekterm": "proefstreek", "sector": "VAVO", "objecttype": ["ONDERWIJSAANBIEDERGROEP"]}, ["799G001"]),
        ({"zoekterm": "ambulante", "sector": "SO"}, []),
        ({"zoekterm": "proeftuin", "objecttype": ["LICENTIE"]}, []),
        ({"zoekterm": "proeftuin", "peildatum": date(2000, 1, 1)}, []),
        ({"kVKnummer": "00000000"}, []),
        ({"rSIN": "000000000"}, []),
    ],
    ids=str,
)
def test_filters_narrow_what_is_found(proef: Register, velden: dict[str, Waarde], sleutels: list[str]) -> None:
    assert [sleutel for _, sleutel in gevonden(proef, **velden)] == sleutels


def test_pages_join_and_say_how_many_there_are(proef: Register) -> None:
    alle = gevonden(proef, zoekterm="proef")
    assert len(alle) > 10
    bladen = [een for pagina in range(len(alle)) for een in gevonden(proef, zoekterm="proef", aantal=4, pagina=pagina)]
    assert bladen == alle
    for pagina in (0, 500):
        paginering: Any = zoek(proef, zoekterm="proef", aantal=4, pagina=pagina).gegevens["paginering"]
        assert paginering.velden == {
            "pagina": pagina,
            "aantalPaginas": -(-len(alle) // 4),
            "aantalResultaten": len(alle),
        }
    fout: Any = zoek(proef, zoekterm="hogeschol", aantal=1, pagina=1).gegevens
    assert fout["paginering"].velden["aantalResultaten"] == 5
    assert len(fout["organisatietreffer"]) == 1


@pytest.mark.foutcode("zoeken_organisaties", "RS1001", "RS1013")
def test_too_little_and_unknown_values_are_refused(proef: Register) -> None:
    """Kinds and sector alone are too little; each unknown value is told, with the element in which it stands."""
    vragen: tuple[tuple[dict[str, Waarde], list[str]], ...] = (
        ({}, ["RS1013"]),
        ({"zoekterm": "-- ."}, ["RS1013"]),
        ({"sector": "HO", "objecttype": ["ONDERWIJSBESTUUR"]}, ["RS1013"]),
        ({"zoekterm": "proef", "sector": "XO"}, ["RS1001"]),
        ({"zoekterm": "proef", "objecttype": ["SCHOOL", "ONDERWIJSBESTUUR", "HUIS"]}, ["RS1001", "RS1001"]),
        ({"sector": "XO"}, ["RS1001", "RS1013"]),
        ({"zoekterm": "proef", "sector": "HO", "objecttype": ["ONDERWIJSBESTUUR"]}, []),
    )
    for velden, codes in vragen:
        uitslag = zoek(proef, **velden)
        assert fouten(uitslag) == codes, velden
        for melding in uitslag.foutmeldingen:
            assert melding.sleutels[-1][0] in ("zoekterm", "sector", "objecttype")


@pytest.mark.foutcode("zoeken_organisaties", "RS1012")
def test_more_than_the_most_is_refused(proef: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than the bound; the bound itself is answered."""
    aantal = len(gevonden(proef, zoekterm="proef"))
    monkeypatch.setattr(raadplegingen, "MEESTE", aantal)
    assert zoek(proef, zoekterm="proef").goedgekeurd
    monkeypatch.setattr(raadplegingen, "MEESTE", aantal - 1)
    for pagina in (0, 9):
        assert fouten(zoek(proef, zoekterm="proef", pagina=pagina)) == ["RS1012"]


def test_what_has_ended_is_found_when_asked_for(proef: Register) -> None:
    """Also by the day: what had not ended then, and what had not begun is never found."""
    ended = {"zoekterm": "99ZZ", "peildatum": date(2013, 1, 1)}
    assert gevonden(proef, **ended, ookBeeindigd=True) == []
    weg = [een for een in treffers(proef, zoekterm="proef", ookBeeindigd=True) if "einddatum" in een.velden]
    for een in weg:
        einde = een.velden["einddatum"]
        assert isinstance(einde, date)
        assert een.velden["sleutel"] not in {s for _, s in gevonden(proef, zoekterm="proef")}


def test_a_page_takes_the_same_questions_whatever_is_on_it(proef: Register) -> None:
    aantallen = set()
    for aantal in (1, 20):
        with opdrachten(proef) as gezien:
            assert len(treffers(proef, zoekterm="proef", aantal=aantal)) == aantal
        aantallen.add(len(gezien))
    assert max(aantallen) <= 12


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    term=st.text(min_size=2, max_size=80)
    | st.lists(
        st.sampled_from([*"\"*:^()-+'&|!<>\\%_", "AND", "OR", "NOT", "NEAR(", "proef", "a", "é", "\u0000x", "ß"]),
        min_size=2,
    ).map(" ".join)
)
def test_nothing_that_is_typed_reaches_the_syntax_of_a_search(proef: Register, term: str) -> None:
    uitslag = zoek(proef, zoekterm=term[:80])
    assert uitslag.goedgekeurd or fouten(uitslag) == ["RS1013"]


@pytest.mark.parametrize(
    ("een", "ander", "verschil"),
    [
        ("school", "school", 0),
        ("scool", "school", 1),
        ("shcool", "school", 1),
        ("schoool", "school", 1),
        ("schaal", "school", 2),
        ("bal", "school", 2),
    ],
)
def test_a_letter_wrong_missing_doubled_or_swapped_counts_as_one(een: str, ander: str, verschil: int) -> None:
    assert min(afstand(een, ander, 3 if verschil == 2 and een != "bal" else 1), 2) == verschil


def test_many_words_that_may_each_be_meant_for_many_are_read_in_few_ways(proef: Register) -> None:
    """Eight words of which each is like eight others, and nothing bears them: all ways to read them are 43 million."""
    vraag_ = Organisatievraag(tuple(f"school{letter}" for letter in "abcdefgh"), {}, (), None, NU.date(), False)

    def taak(session: Session) -> Organisatievraag | None:
        leer(session, [f"{woord}{letter}" for woord in vraag_.woorden for letter in "klmnopqr"])
        return bedoeld(session, vraag_)

    with opdrachten(proef) as gesteld:
        assert proef.probeer(taak) is None
    assert sum("zoekobject" in vraag for vraag in gesteld) <= 24
