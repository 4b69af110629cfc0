"""Parts that objects of all kinds are made of: periods, kenmerken, keys of rows."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.kenmerken import kenmerken as bereik
from rio_soap.contract.operaties import RAADPLEGEN
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.csvlezer import Celfout, Rij
from rio_soap.register.opendata.soort import BuildContext, NietTePlaatsen
from rio_soap.register.opendata.sorteerder import SCHEIDING, Sleutel


def op(*namen: str) -> Sleutel:
    """The key of rows: these columns, all filled."""

    def sleutel(cellen: dict[str, str | None]) -> str | None:
        waarden = [cellen[naam] for naam in namen]
        return None if None in waarden else SCHEIDING.join(str(waarde) for waarde in waarden)

    return sleutel


def gevuld(velden: Mapping[str, Waarde | None]) -> dict[str, Waarde]:
    """The fields that have a value; an empty list is none."""
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None and waarde != []}


def een_object(rijen: list[Rij]) -> Rij:
    """The first of the rows of one object, whose object columns are the same on each.

    :raises NietTePlaatsen: when they are not: the object columns stand before BEGINDATUM_PERIODE.
    """
    eerste = rijen[0]
    if len(rijen) > 1:
        namen = kolommen()[eerste.bestand]
        namen = namen[: namen.index("BEGINDATUM_PERIODE")] if "BEGINDATUM_PERIODE" in namen else namen
        for rij in rijen[1:]:
            for naam in namen:
                if rij.cellen[naam] != eerste.cellen[naam] and rij.lijst(naam) != eerste.lijst(naam):
                    raise NietTePlaatsen(
                        rij,
                        "contradiction",
                        f"{naam} is {rij.cellen[naam]!r}, on line {eerste.regel} it is {eerste.cellen[naam]!r}",
                    )
    return eerste


def perioden(
    rijen: Iterable[Rij],
    einde: date | None,
    element: str,
    velden: Callable[[Rij], dict[str, Waarde]],
    werk: BuildContext,
) -> list[Gegeven]:
    """The periods of an object by begin; of each row BEGINDATUM_PERIODE and what `velden` makes of the rest.

    V4 knows the begin of a period only: EINDDATUM_PERIODE is looked at, and told when it is neither empty nor the next
    begin or the end of the object.
    """
    op_volgorde = sorted(rijen, key=lambda rij: (rij.datum("BEGINDATUM_PERIODE"), rij.regel))
    volgende: list[date | None] = [rij.datum("BEGINDATUM_PERIODE") for rij in op_volgorde[1:]]
    for rij, begin_volgende in zip(op_volgorde, [*volgende, einde], strict=True):
        gezegd = rij.datum_of_niet("EINDDATUM_PERIODE")
        if gezegd is not None and gezegd != begin_volgende:
            werk.meld(rij, "period end differs", f"{gezegd}, derived {begin_volgende}", geplaatst=True)
    for een, ander in pairwise(op_volgorde):
        if een.datum("BEGINDATUM_PERIODE") == ander.datum("BEGINDATUM_PERIODE"):
            raise NietTePlaatsen(ander, "contradiction", f"a period with the begin of that on line {een.regel}")
    return [Gegeven(element, {"begindatum": r.datum("BEGINDATUM_PERIODE"), **velden(r)}) for r in op_volgorde]


_LIJSTWAARDE = re.compile(r"(?! )[A-Za-z0-9._\-/ ]{1,70}(?<! )\Z")


def lijstwaarde(rij: Rij, kolom: str) -> str:
    """A value of a list in a row that is not held against an answer: of the characters that every list has.

    :raises Celfout: for anything else.
    """
    if not _LIJSTWAARDE.match(waarde := rij.tekst(kolom)):
        raise Celfout(rij, kolom, "a value of a list: letters, digits, . _ - / and blanks, at most 70")
    return waarde


def zonder_overlap(rijen: Iterable[Rij], werk: BuildContext) -> list[Rij]:
    """Rows with BEGINDATUM and EINDDATUM by begin; one that begins within an earlier one is told and left out.

    Such periods may leave gaps and never overlap, so that a day has at most one.
    """
    gekozen: list[Rij] = []
    for rij in sorted(rijen, key=lambda een: (een.datum("BEGINDATUM"), een.regel)):
        begin = rij.datum("BEGINDATUM")
        tot = gekozen[-1].datum_of_niet("EINDDATUM") if gekozen else begin
        if tot is None or tot > begin:
            werk.meld(rij, "overlap", f"begins {begin}, that of line {gekozen[-1].regel} lasts to {tot or 'ever'}")
        else:
            gekozen.append(rij)
    return gekozen


def kenmerken(drager: str, rij: Rij, namen: Mapping[str, str]) -> list[Gegeven]:
    """The kenmerken that a row says, in order of the contract.

    :param drager: element name of what carries them; the contract says which it may carry, and how often.
    :param namen: kenmerknaam to column. One that this carrier does not know is left out: V4 cannot show it.
    """
    gemaakt: list[Gegeven] = []
    for configuratie in bereik(RAADPLEGEN)[drager]:
        kolom = namen.get(configuratie.naam)
        if kolom is None or rij.cellen.get(kolom) is None:
            continue
        waarden = _waarden(rij, kolom, configuratie.waarde_element, meer=configuratie.max > 1)
        gemaakt += [kenmerk(configuratie.naam, configuratie.waarde_element, waarde) for waarde in waarden]
    return gemaakt


def _waarden(rij: Rij, kolom: str, element: str, *, meer: bool) -> Sequence[Enkel]:
    if element == "kenmerkwaardeDatum":
        return [rij.datum(kolom)]
    if element == "kenmerkwaardeGetal":
        return [getal] if (getal := rij.geheel(kolom)) is not None else []
    return rij.lijst(kolom) if meer else [rij.tekst(kolom)]


def kenmerk(naam: str, element: str, waarde: Waarde) -> Gegeven:
    """A kenmerk of the contract: its kenmerknaam, and its value under the element for values of its type."""
    return Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})
