"""Holding what a load built against the contract, and finding the cell that does not fit.

Objects are judged many at a time, as an answer would hold them; one by one only when not all of them fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from rio_soap.contract.gegevens import STANDFOUTEN
from rio_soap.contract.keuring import Gebrek, gebreken, is_snel_toonbaar
from rio_soap.contract.mapping import getal
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.leesbaar import VORMEN, AnswerShape
from rio_soap.register.opendata.load_report import ALLEEN_IN_V4, BUITEN_HET_CONTRACT, WAARDE_WEG
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind
from rio_soap.register.opendata.sorteerder import SourceRows

_MAX_TEKST = 100
"""Characters of a value in a melding; the line says where the rest is."""
_MAX_WEG = 100
"""Rows of one object that are left out one by one; with more the object is left out."""
_LIJKT = 0.5
"""From how alike the names of an element and a column are it is taken for that column, when there is no value."""


@dataclass(slots=True)
class Object:
    """One object that was built, and the rows of which."""

    groep: SourceRows
    gebouwd: Gebouwd


def keur(soort: ObjectKind, objecten: Sequence[Object], werk: BuildContext) -> list[Object]:
    """The objects that an answer can hold; of the others is told which cell does not fit.

    A wrong row of a file of parts (a cohort, a relation) is left out and the object goes on without it; so is a wrong
    value of a column that may be left out by itself.
    """
    vormen = VORMEN.get(soort.tabel.name, ())
    if all(_samen_toonbaar(vorm, objecten) for vorm in vormen):
        return list(objecten)
    return [hersteld for een in objecten if (hersteld := _een(soort, vormen, een, werk)) is not None]


def _samen_toonbaar(vorm: AnswerShape, objecten: Sequence[Object]) -> bool:
    """Whether all of them can be shown, those of one kind in as few answers as can be."""
    try:
        leden = [lid for een in objecten if (lid := vorm.lid(een.gebouwd.rij, een.gebouwd.kinderen)) is not None]
    except STANDFOUTEN:
        return False
    return all(is_snel_toonbaar(*vorm.antwoord(samen)) for samen in vorm.verdeel(leden))


def _een(soort: ObjectKind, vormen: Sequence[AnswerShape], een: Object, werk: BuildContext) -> Object | None:
    """The object, without rows that do not fit; None when nothing can be shown of it, or too many rows are wrong."""
    weg = 0
    while (gevonden := _gebrek(vormen, een.gebouwd)) is not None:
        vorm, gebrek = gevonden
        rij, kolom = _oorzaak(gebrek, een.groep)
        uitleg = _uitleg(gebrek, kolom, rij)
        weg += 1
        rest = _rest(soort, een.groep, rij, kolom) if weg <= _MAX_WEG else None
        if rest is None and vorm.mild and een.gebouwd.rij["stand"].naam in vorm.mild:
            werk.meld(rij, ALLEEN_IN_V4, uitleg, geplaatst=True)
            return een
        if rest is None:
            werk.meld_alle(een.groep, rij, BUITEN_HET_CONTRACT, uitleg)
            return None
        alleen_cel = kolom in soort.los
        werk.meld(rij, WAARDE_WEG if alleen_cel else BUITEN_HET_CONTRACT, uitleg, geplaatst=alleen_cel)
        hersteld = _bouw(soort, rest, werk)
        if hersteld is None:
            return None
        een = Object(rest, hersteld)
    return een


def _rest(soort: ObjectKind, groep: SourceRows, rij: Rij, kolom: str | None) -> SourceRows | None:
    """The rows without the value that does not fit, or without its row; None when the object falls with it."""
    if kolom is not None and kolom in soort.los:
        return groep.zonder_cel(rij, kolom)
    return groep.zonder(rij) if rij.bestand in soort.onderdelen else None


def _bouw(soort: ObjectKind, groep: SourceRows, werk: BuildContext) -> Gebouwd | None:
    """Build once more what was built; what that had to tell was told."""
    stil = BuildContext(werk.aanwezig, werk.gevonden)
    try:
        return soort.bouw(groep, stil)
    except (NietTePlaatsen, Celfout) as fout:
        werk.meld_alle(groep, fout.rij, getattr(fout, "reden", "unusable value"), str(fout))
        return None


def _gebrek(vormen: Sequence[AnswerShape], gebouwd: Gebouwd) -> tuple[AnswerShape, Gebrek] | None:
    """The first form that does not fit, and what is wrong in it."""
    for vorm in vormen:
        try:
            lid = vorm.lid(gebouwd.rij, gebouwd.kinderen)
        except STANDFOUTEN as fout:
            return vorm, Gebrek("", None, f"{type(fout).__name__}: {fout}", frozenset())
        if lid is not None and (gevonden := gebreken(*vorm.antwoord([lid]))):
            return vorm, gevonden[0]
    return None


def _uitleg(gebrek: Gebrek, kolom: str | None, rij: Rij) -> str:
    waar = kolom or gebrek.element or "the object"
    gevonden = gebrek.waarde if kolom is None else rij.cellen[kolom]
    if gevonden is None:
        return f"{waar}: found nothing that fits, expected {gebrek.toegestaan}"
    return f"{waar}: found {kort(gevonden)}, expected {gebrek.toegestaan}"


def kort(waarde: str) -> str:
    """A value as a melding shows it: quoted, its end left out when it is long."""
    return repr(waarde) if len(waarde) <= _MAX_TEKST else f"{waarde[:_MAX_TEKST]!r}… ({len(waarde)} characters)"


def bron_van(groep: SourceRows, element: str, waarde: str) -> tuple[Rij, str | None]:
    """The row and column of an object that say this value; the first row without a column when none does."""
    return _oorzaak(Gebrek(element, waarde, "", frozenset()), groep)


def _oorzaak(gebrek: Gebrek, groep: SourceRows) -> tuple[Rij, str | None]:
    """The row and column from which it came: those that hold its value, beside the most of what stands around it."""
    rijen = groep.van(*groep.rijen)
    if gebrek.waarde is not None:
        cellen = [(rij, kolom) for rij in rijen for kolom in _met_waarde(rij, gebrek.waarde)]
        if cellen:
            return max(cellen, key=lambda cel: (_gelijkenis(cel[1], gebrek.element), _rondom(cel[0], gebrek)))
    rij = max(rijen, key=lambda een: (_rondom(een, gebrek), _lege_kolom(een, gebrek) is not None))
    return rij, _lege_kolom(rij, gebrek) if gebrek.waarde is None else None


def _lege_kolom(rij: Rij, gebrek: Gebrek) -> str | None:
    """The column that would hold what lacks, when it is empty."""
    kolom = max(rij.cellen, key=lambda naam: _gelijkenis(naam, gebrek.element))
    return kolom if rij.cellen[kolom] is None and _gelijkenis(kolom, gebrek.element) >= _LIJKT else None


def _met_waarde(rij: Rij, waarde: str) -> Iterator[str]:
    return (kolom for kolom, cel in rij.cellen.items() if cel is not None and waarde in _teksten(rij, kolom, cel))


def _teksten(rij: Rij, kolom: str, cel: str) -> Iterator[str]:
    """How the text of a cell may be written in an answer."""
    tekst = rij.of_niet(kolom) or cel
    yield from (tekst, tekst.upper(), tekst.lower())
    yield from map(str, rij.lijst(kolom))
    try:
        als_getal = Decimal(cel)
    except InvalidOperation:
        return
    if als_getal.is_finite():
        yield getal(als_getal)
        if als_getal == als_getal.to_integral_value():
            yield str(int(als_getal))


def _rondom(rij: Rij, gebrek: Gebrek) -> int:
    """How much of what stands around the value the row says."""
    return sum(
        any(tekst in gebrek.rondom for tekst in _teksten(rij, kolom, cel))
        for kolom, cel in rij.cellen.items()
        if cel is not None
    )


_NAMEN = {
    "naamLang": "VOLLEDIGE_NAAM",
    "eigenNaamAangebodenOpleiding": "EIGENNAAM",
    "eigenNaamInternationaal": "EIGENNAAM_ENGELS",
    "internationaleNaam": "INTERNATIONALE_NAAM_ENGELS",
    "begindatum": "BEGINDATUM",
}
"""Columns that are called otherwise than the element that they become."""


def _gelijkenis(kolom: str, element: str) -> float:
    """How alike a column and an element are by their names, 0 to 1."""
    if _NAMEN.get(element) == kolom:
        return 1.0
    return SequenceMatcher(None, kolom.replace("_", "").lower(), element.lower()).ratio()
