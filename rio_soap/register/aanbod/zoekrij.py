"""By what an offer is found: a small row beside its stand, written with it.

Source: our own design (docs/aanvulling/aanbodzoeken.md). It says nothing that the stand does not.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.regels import velden
from rio_soap.register.regels.naamverloop import naamverloop

SECTOREN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aangebodenBOOpleiding": "BO",
        "aangebodenHOOpleiding": "HO",
        "aangebodenHOOpleidingsonderdeel": "HO",
        "aangebodenMboOpleiding": "MBO",
        "aangebodenMboOpleidingsonderdeel": "MBO",
        "aangebodenParticuliereOpleiding": "NFO",
        "aangebodenSOOpleiding": "SO",
        "aangebodenVOOpleiding": "VO",
        "aangebodenVSOOpleiding": "VSO",
        "aangebodenVavoOpleiding": "VAVO",
    }
)
"""Specialisation of an offer to its Sector: the part of the open data that has it."""
OPEN: Final = "O"
"""Cohortstatus of a cohort to which one can apply."""
_DAG: Final = timedelta(days=1)
_Perioden = list[tuple[date, date]]


def zoekrij(aanbod: Gegeven, rij: Mapping[str, SqlValue]) -> dict[str, SqlValue]:
    """The row by which an offer is found.

    :param aanbod: as delivered or kept.
    :param rij: its own row.
    """
    perioden = aanmeldperioden(aanbod)
    return {
        **{naam: rij[naam] for naam in ("code", "aanbieder", "eenheid", "locatie", "begindatum", "einddatum")},
        "sector": SECTOREN[aanbod.naam],
        "niveau": velden.tekst_of_niet(aanbod, "niveau"),
        "naam": _naam(aanbod),
        "aanmelden_van": perioden[0][0] if perioden else None,
        "aanmelden_tot": perioden[-1][1] if perioden else None,
        "aanmelden": _tekst(perioden) if len(perioden) > 1 else None,
    }


def neemt_aan(aanmelden: str, dag: str) -> bool:
    """Whether one of the stretches of a column ``aanmelden`` holds a day, as ISO text."""
    return any(deel[:10] <= dag <= deel[11:] for deel in aanmelden.split())


def aanmeldperioden(aanbod: Gegeven) -> _Perioden:
    """The days on which a cohort of an offer takes applications: stretches from and to, both included, in order.

    Those that touch are one; what has no end goes on until `date.max`.
    """
    samen: _Perioden = []
    for begin, einde in sorted(_open(velden.delen(aanbod, "aangebodenOpleidingCohort"))):
        if samen and begin <= samen[-1][1] + min(_DAG, date.max - samen[-1][1]):
            samen[-1] = samen[-1][0], max(samen[-1][1], einde)
        else:
            samen.append((begin, einde))
    return samen


def _open(cohorten: Iterable[Gegeven]) -> Iterable[tuple[date, date]]:
    for cohort in cohorten:
        begin = velden.datum(cohort, "beginAanmeldperiode")
        einde = velden.datum_of_niet(cohort, "eindeAanmeldperiode") or date.max
        if cohort.velden["cohortstatus"] == OPEN and begin <= einde:
            yield begin, einde


def _tekst(perioden: _Perioden) -> str:
    return " ".join(f"{begin.isoformat()}/{einde.isoformat()}" for begin, einde in perioden)


def _naam(aanbod: Gegeven) -> str | None:
    """Its own names over time; None for an offer that never had one."""
    namen = [
        (velden.datum(periode, "begindatum").isoformat(), velden.tekst_of_niet(periode, "eigenNaamAangebodenOpleiding"))
        for periode in velden.delen(aanbod, "aangebodenOpleidingPeriode")
    ]
    return naamverloop(namen) if any(naam for _, naam in namen) else None
