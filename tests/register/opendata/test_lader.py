"""The loader writes what is new or changed and nothing else, in as few statements as it can."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from rio_soap.register.database.database import Register
from rio_soap.register.database.model import juridische_relatie, mutatie, organisatorische_eenheid
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.lader import taak
from rio_soap.register.opendata.organisaties import JURIDISCH
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Kolommen, NietTePlaatsen, ObjectKind
from rio_soap.register.opendata.sorteerder import SourceRows
from tests.register.hulp import opdrachten

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BESTAND = "onderwijsaanbieders.csv"
BEGIN = "2020-01-01"


def bouw(groep: SourceRows, _: BuildContext) -> Gebouwd:
    """An aanbieder without a stand that an answer shows; with a relation for each cell RELATIE."""
    rij = groep.eerste
    if rij.of_niet("NAAM") == "geen plaats":
        raise NietTePlaatsen(rij, "no place", "told by the builder")
    kolommen: Kolommen = {"code": groep.sleutel, "eigen_sleutel": rij.of_niet("NAAM"), "rsin": rij.of_niet("RSIN")}
    relaties: list[Kolommen] = [
        {
            "eenheid": groep.sleutel,
            "erkenning": een.tekst("RELATIE"),
            "erkenner": "OCW",
            "begindatum": een.datum("BEGIN"),
        }
        for een in groep.van(BESTAND)
        if een.of_niet("RELATIE")
    ]
    return Gebouwd(kolommen, {JURIDISCH: [{**r, "einddatum": None} for r in relaties]}, ((groep.sleutel, None),))


SOORT = ObjectKind(
    "aanbieders", organisatorische_eenheid, ("code",), {BESTAND: lambda _: None}, bouw, kinderen=(JURIDISCH,)
)


def groep(code: str, *relaties: str, **cellen: str | None) -> SourceRows:
    rijen = [Rij(BESTAND, 2 + nr, {"RELATIE": r, "BEGIN": BEGIN, **cellen}) for nr, r in enumerate(relaties or ("",))]
    return SourceRows(code, {BESTAND: rijen})


@pytest.fixture
def gevuld(leeg: Register) -> Register:
    """With two aanbieders, one of which rests on an erkenning."""
    kolommen = {"soort": "AANBIEDER", "begindatum": NU.date(), "stand": "{}"}
    invoegen = sa.insert(organisatorische_eenheid).values(stand=sa.bindparam("stand", type_=sa.Text))
    leeg.schrijf(lambda s: s.execute(invoegen, [{"code": code, **kolommen} for code in ("100A001", "100A002")]))
    laad(leeg, groep("100A001", "00AA", NAAM="een"), groep("100A002", NAAM="twee"))
    return leeg


def laad(register: Register, *groepen: SourceRows, moment: datetime | None = None) -> dict[str, int]:
    """What one batch came to, by kind of outcome or of reason."""
    uitkomst = register.schrijf(taak(SOORT, groepen, frozenset({BESTAND}), moment))
    geteld = dict(+uitkomst.aantallen)
    for melding in uitkomst.meldingen:
        geteld[melding.reden] = geteld.get(melding.reden, 0) + 1
    return geteld


def relaties(register: Register) -> set[tuple[str, str]]:
    with register.lees() as session:
        return {(r.eenheid, r.erkenning) for r in session.execute(sa.select(juridische_relatie))}


def gemeld(register: Register) -> Sequence[tuple[str, str]]:
    with register.lees() as session:
        rijen = session.execute(sa.select(mutatie.c.sleutel, mutatie.c.soort).order_by(mutatie.c.volgnummer)).all()
    return [(rij.sleutel, rij.soort) for rij in rijen]


def test_what_is_equal_is_left_alone(gevuld: Register) -> None:
    with opdrachten(gevuld) as gedaan:
        assert laad(gevuld, groep("100A001", "00AA", NAAM="een"), groep("100A002", NAAM="twee"), moment=NU) == {
            "gelijk": 2
        }
    assert [tekst for tekst in gedaan if not tekst.lstrip().startswith("SELECT")] == []
    assert gemeld(gevuld) == []


def test_what_changed_is_written_and_told_and_its_other_columns_stay(gevuld: Register) -> None:
    assert laad(gevuld, groep("100A001", "00AA", NAAM="anders"), groep("100A002", NAAM="twee"), moment=NU) == {
        "gewijzigd": 1,
        "gelijk": 1,
    }
    kolommen = organisatorische_eenheid.c
    vraag = sa.select(kolommen.eigen_sleutel, kolommen.soort).where(kolommen.code == "100A001")
    with gevuld.lees() as session:
        rij = session.execute(vraag).one()
    assert rij == ("anders", "AANBIEDER")
    assert gemeld(gevuld) == [("100A001", "W")]


def test_a_load_without_a_moment_tells_nobody(gevuld: Register) -> None:
    laad(gevuld, groep("100A001", "00AA", NAAM="anders"))
    assert gemeld(gevuld) == []


def test_what_belongs_to_an_object_is_replaced_together(gevuld: Register) -> None:
    """And a change of that alone is a change of the object."""
    assert laad(gevuld, groep("100A001", "00AA", "00BB", NAAM="een"), moment=NU) == {"gewijzigd": 1}
    assert relaties(gevuld) == {("100A001", "00AA"), ("100A001", "00BB")}
    assert laad(gevuld, groep("100A001", "00CC", NAAM="een"), moment=NU) == {"gewijzigd": 1}
    assert relaties(gevuld) == {("100A001", "00CC")}
    assert laad(gevuld, groep("100A001", NAAM="een"), moment=NU) == {"gewijzigd": 1}
    assert relaties(gevuld) == set()
    assert gemeld(gevuld) == [("100A001", "W")] * 3


def test_an_object_without_a_place_leaves_the_others(gevuld: Register) -> None:
    assert laad(gevuld, groep("100A001", "00AA", NAAM="geen plaats"), groep("100A002", NAAM="anders")) == {
        "gewijzigd": 1,
        "no place": 1,
    }


def test_a_text_that_its_column_cannot_hold_is_told_with_its_cell(gevuld: Register) -> None:
    """On every database alike, SQLite holding any."""
    te_lang = "9" * 10
    uitkomst = gevuld.schrijf(taak(SOORT, [groep("100A001", NAAM="een", RSIN=te_lang)], frozenset({BESTAND}), None))
    (melding,) = uitkomst.meldingen
    assert str(melding) == f"{BESTAND}:2: too long: RSIN: found '{te_lang}', expected at most 9 characters"


def test_two_objects_with_one_key_are_told_and_the_first_is_placed(gevuld: Register) -> None:
    dubbel = groep("100A001", "00AA", NAAM="tweede")
    assert laad(gevuld, groep("100A001", "00AA", NAAM="eerste"), dubbel) == {"gewijzigd": 1, "double": 1}
