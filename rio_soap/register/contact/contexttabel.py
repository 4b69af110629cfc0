"""Replacing the communicatiecontexten, by the operator: all at once, in force from the commit on, in every process.

The lists change from year to year, so the contexten are data. A table that would hide contactadressen by mistake, or
show them to those who were never meant, is refused with the reason. No process keeps contexten; that a replica shows
the new ones as well follows from the version of trust, which a replacement raises (`database.replica`). Followers hear
of what was opened or restricted in the same transaction (`openstelling`).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import zin
from rio_soap.register.bevoegdheid.contexten import Contextfout, Contextsoort, contexten, op_dag
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.contact.openstelling import meld_openstelling, verteld
from rio_soap.register.contact.rijen import ALGEMEEN, CONTEXTLIJST
from rio_soap.register.database.model import communicatiecontext, contactadres
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from rio_soap.register.vertrouwen.partijen import nieuwe_versie

_LANGST = 200
"""Characters of a column of names."""
_IN_GEBRUIK = Statement[tuple[str]](sa.select(contactadres.c.context).distinct().order_by(contactadres.c.context))
_WISSEN = Command(sa.delete(communicatiecontext))
_INVOEGEN = Command(sa.insert(communicatiecontext))


class Contextverschil(NamedTuple):
    """What a replacement changed: the rows that went, and those that came.

    :param gemeld: of how many contactadressen followers hear, by context.
    """

    weg: Sequence[Contextsoort]
    nieuw: Sequence[Contextsoort]
    gemeld: Mapping[str, int]


def vervang_contexten(session: Session, context: Context, nieuw: Sequence[Contextsoort]) -> Contextverschil:
    """Put these contexten in the place of those that the register holds.

    :param nieuw: as `lees_contexten` gives them.
    :raises Contextfout: for a table that no register should have; nothing has changed then.
    """
    verschil = vergelijk_contexten(session, context, nieuw)
    was = verteld(session, context)
    session.execute(_WISSEN, {})
    session.execute_many(_INVOEGEN, [soort._asdict() for soort in nieuw])
    nieuwe_versie(session)
    return verschil._replace(gemeld=meld_openstelling(session, context, was))


def vergelijk_contexten(session: Session, context: Context, nieuw: Sequence[Contextsoort]) -> Contextverschil:
    """What `vervang_contexten` would change; nothing is written, so of what followers hear there is nothing.

    :raises Contextfout: as that does.
    """
    _keur(nieuw, context.lijsten, context.vandaag)
    namen = {soort.naam for soort in nieuw}
    if zonder := [naam for naam in session.execute(_IN_GEBRUIK, {}).scalars() if naam not in namen]:
        raise Contextfout(
            zin("contextfout.in_gebruik", namen=", ".join(zonder)),
            "in_gebruik",
            wat=", ".join(zonder),
        )
    oud = contexten(session)
    return Contextverschil(
        [soort for soort in oud if soort not in nieuw], [soort for soort in nieuw if soort not in oud], {}
    )


def schrijf_contexten(soorten: Iterable[Contextsoort]) -> str:
    """The contexten as a table that `lees_contexten` reads."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(Contextsoort._fields)
    for soort in soorten:
        schrijver.writerow([_cel(waarde) for waarde in soort])
    return uit.getvalue()


def _cel(waarde: str | bool | date | None) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return "" if waarde is None else str(waarde)


def _keur(soorten: Sequence[Contextsoort], lijsten: Waardenlijsten, dag: date) -> None:
    for soort in soorten:
        if not lijsten.bestaat(CONTEXTLIJST, soort.naam):
            raise Contextfout(
                zin("contextfout.waardenlijst", naam=soort.naam, lijst=CONTEXTLIJST),
                "waardenlijst",
                wat=soort.naam,
            )
        _keur_lezers(soort)
        for kolom, cel in (("lezersrollen", soort.lezersrollen), ("eenheden", soort.eenheden)):
            if len(cel) > _LANGST:
                raise Contextfout(
                    zin("contextfout.te_lang", naam=soort.naam, kolom=kolom, aantal=len(cel), meeste=_LANGST),
                    "te_lang",
                    wat=soort.naam,
                )
    algemeen = op_dag(soorten, dag).get(ALGEMEEN)
    if algemeen is None or not algemeen.openbaar:
        raise Contextfout(zin("contextfout.algemeen", naam=ALGEMEEN), "algemeen")


def _keur_lezers(soort: Contextsoort) -> None:
    """A role that is held for one bestuur would open the contactadressen of all of them."""
    for rol in soort.lezersrollen.split():
        if rol not in BEREIKEN:
            raise Contextfout(
                zin("contextfout.rol", naam=soort.naam, rol=rol, rollen=", ".join(sorted(BEREIKEN))), "rol", wat=rol
            )
        if BEREIKEN[rol] == "onderwijsbestuurcode":
            raise Contextfout(
                zin("contextfout.bestuursrol", naam=soort.naam, rol=rol),
                "bestuursrol",
                wat=rol,
            )
