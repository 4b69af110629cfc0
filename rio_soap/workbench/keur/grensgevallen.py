"""Cases at the border of a rule: one step over it must be refused, and what lies on it must be taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from rio_soap.contract.gegevens import Gegeven
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.codes import DAG, nieuwe_code
from rio_soap.workbench.keur.run import Geval, Mist, Run, Velden

AANBOD, EENHEID, AANBIEDER = (
    "aanleveren_aangebodenOpleiding",
    "aanleveren_opleidingseenheid",
    "aanleveren_onderwijsaanbieder",
)
WEG_EENHEID, WEG_AANBIEDER = "verwijderen_opleidingseenheid", "verwijderen_onderwijsaanbieder"
LANG_EINDE, VOORBIJ = date(2031, 9, 1), date(2025, 9, 1)
_Veld: TypeAlias = Any  # `bouw` types each of them
"""A keyword argument that is only handed on to `bouw`, which types each of them."""


@dataclass(frozen=True, slots=True)
class Grensgeval:
    """A message that lies just within a rule, and so must be approved."""

    code: str
    naam: str
    maak: Callable[[Run], Velden]


def bereid(werk: Run) -> None:
    """What the cases need beside the objects of the run: a unit that outlives an aanbieder that ends, and an offer of
    them that is over."""
    reactie = werk.lever(EENHEID, {"opleidingseenheid": bouw.eenheid(einde=LANG_EINDE)})
    if reactie.soort == "goed":
        werk.eigen["lang"] = reactie.tekst("opleidingseenheidcode")
    bestuur, brin = werk.namen.bestuur, werk.namen.brin4
    if bestuur and brin:
        deel = bouw.aanbieder(brin, einde=EINDE)
        reactie = werk.lever(AANBIEDER, {"onderwijsbestuurcode": bestuur, deel.naam: deel})
        if reactie.soort == "goed":
            werk.eigen["eindig"] = reactie.tekst("onderwijsaanbiedercode")
    try:
        voorbij = werk.lever(AANBOD, _aanbod(eenheid="lang", aanbieder="eindig", einde=VOORBIJ, cohorten=[])(werk))
    except Mist:
        return
    if voorbij.soort == "goed":
        werk.eigen["voorbij"] = werk.eigen["lang"]


def _aanbod(eenheid: str = "eenheid", aanbieder: str = "aanbieder", **anders: _Veld) -> Callable[[Run], Velden]:
    """An offer of a unit and an aanbieder of the run, by their roles."""

    def maak(werk: Run) -> Velden:
        velden = {"eenheid": werk.van(eenheid), "aanbieder": werk.van(aanbieder), **anders}
        soort = velden.pop("soort", "HOOpleiding")
        return {"aangebodenOpleiding": bouw.aanbod(soort, code=nieuwe_code(), **velden)}

    return maak


def _zonder(gemaakt: Gegeven, kenmerk: str) -> Gegeven:
    over = [k for k in gemaakt.velden["kenmerken"] if k.velden["kenmerknaam"] != kenmerk]  # type: ignore[union-attr]
    return Gegeven(gemaakt.naam, {n: w for n, w in {**gemaakt.velden, "kenmerken": over or None}.items() if w})  # type: ignore[misc]


def _weg(veld: str, rol: str) -> Callable[[Run], Velden]:
    return lambda werk: {veld: werk.van(rol)} if werk.van("voorbij") else {}


_PERIODE = _zonder(bouw.aanbodperiode("HOOpleiding", BEGIN), "propedeutischeFase")
_COHORT = _zonder(bouw.cohort(), "opleidingsvorm")
GRENZEN: tuple[Geval, ...] = (
    Geval("N09410", AANBOD, _aanbod(einde=EINDE + DAG), naam="N09410: een dag na de opleidingseenheid"),
    Geval("N09410", AANBOD, _aanbod(einde=None), naam="N09410: zonder einde, bij een opleidingseenheid die eindigt"),
    Geval("N09430", AANBOD, _aanbod("lang", "eindig", einde=EINDE + DAG), naam="N09430: een dag na de aanbieder"),
    Geval("N09410", AANBOD, _aanbod("eenheid", "aanbieder", einde=LANG_EINDE), naam="N09410: jaren na de eenheid"),
    Geval("K01010", AANBOD, _aanbod(perioden=[_PERIODE]), naam="K01010 in een periode"),
    Geval("K01010", AANBOD, _aanbod(cohorten=[_COHORT]), naam="K01010 in een cohort"),
    Geval("N09010", AANBOD, _aanbod(kenmerken=[], einde=BEGIN, cohorten=[]), ("K01010",), naam="N09010 na K01010"),
    Geval(
        "N09030",
        AANBOD,
        _aanbod(soort="MboOpleiding", leertrajectMBO="ODT", begin=date(2018, 9, 1)),
        naam="N09030: een waarde van later dan het begin",
    ),
    Geval(
        "N09030",
        AANBOD,
        _aanbod(soort="MboOpleiding", leertrajectMBO="CBL"),
        naam="N09030: een waarde die voorbij is",
    ),
    Geval("P01810", WEG_EENHEID, _weg("opleidingseenheidcode", "lang"), naam="P01810, ook als het aanbod voorbij is"),
    Geval("N04810", WEG_AANBIEDER, _weg("onderwijsaanbiedercode", "eindig"), naam="N04810, ook na het aanbod"),
)  # fmt: skip
"""One step over the border."""

MAG: tuple[Grensgeval, ...] = (
    Grensgeval("N09410", "tot het einde van de opleidingseenheid", _aanbod(einde=EINDE)),
    Grensgeval("N09430", "tot het einde van de aanbieder", _aanbod("lang", "eindig", einde=EINDE)),
    Grensgeval("N11410", "aanmelden tot de einddatum", _aanbod(cohorten=[bouw.cohort(eindeAanmeldperiode=EINDE)])),
    Grensgeval("N11430", "instromen tot de einddatum", _aanbod(cohorten=[bouw.flexibel(date(2025, 9, 1), EINDE)])),
    Grensgeval(
        "N11460",
        "instromen op de einddatum",
        _aanbod(cohorten=[bouw.cohort(vastInstroommoment=Gegeven("vastInstroommoment", {"instroommoment": EINDE}))]),
    ),
    Grensgeval("N09090", "eerste instroom op de dag voor het einde", _aanbod(eersteInstroomDatum=EINDE - DAG)),
    Grensgeval("K01020", "drie voertalen", lambda w: _aanbod_met(w, "NLD", "ENG", "DEU")),
)  # fmt: skip
"""On the border, or just within it."""


def _aanbod_met(werk: Run, *talen: str) -> Velden:
    velden: dict[str, _Veld] = {"eenheid": werk.van("eenheid"), "aanbieder": werk.van("aanbieder")}
    extra = [bouw.keuze("voertaal", taal) for taal in talen]
    return {"aangebodenOpleiding": bouw.aanbod("HOOpleiding", *extra, code=nieuwe_code(), **velden)}


def speel(werk: Run) -> None:
    """All of them; what is approved goes at once."""
    bereid(werk)
    for geval in GRENZEN:
        werk.weigert(geval)
    for mag in MAG:
        try:
            reactie = werk.lever(AANBOD, mag.maak(werk))
        except Mist as mist:
            werk.boek.niet([mag.code], f"vraagt {mist}, dat er niet is", f"needs {mist}, which is not there")
            continue
        werk.boek.toets([mag.code], f"{mag.code}: {mag.naam} mag", reactie.soort == "goed", "goedgekeurd", reactie)
