"""Reading instellingserkenningen: which there are, and which are those of a bestuur."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.register.database.database import Session
from rio_soap.register.database.model import instellingserkenning, instellingsrelatie, organisatorische_eenheid
from rio_soap.register.database.statements import Statement

Rij = sa.Row[Any]

INSTELLING = "ERKENDE_ONDERWIJSINSTELLING"
"""Soort of what has a BRIN4."""
VESTIGING = "ERKENDE_VESTIGING"
"""Soort of what has a BRIN6."""
OCW = "OCW"

_codes: sa.BindParameter[Any] = sa.bindparam("codes", expanding=True)
_instelling = instellingserkenning.alias("instelling")
_gezag = instellingserkenning.alias("gezag")
_vestiging = instellingserkenning.alias("vestiging")
_naar_instelling = instellingsrelatie.alias("naar_instelling")
_naar_vestiging = instellingsrelatie.alias("naar_vestiging")

_MET_CODE = Statement(
    sa.select(instellingserkenning)
    .where(instellingserkenning.c.code.in_(_codes), instellingserkenning.c.soort == sa.bindparam("soort"))
    .order_by(instellingserkenning.c.id)
)


def met_code(session: Session, soort: str, codes: Iterable[str]) -> dict[str, list[Rij]]:
    """The erkenningen of a soort by code; a code is unique per erkenner only, and an unknown one is absent."""
    gevonden: dict[str, list[Rij]] = {}
    for rij in session.execute(_MET_CODE, {"soort": soort, "codes": sorted(set(codes))}):
        gevonden.setdefault(rij.code, []).append(rij)
    return gevonden


def _van_besturen(van: sa.FromClause, code: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Codes below a bevoegd gezag of one of the besturen; the tie holds, or ended together with the instelling."""
    relatie_eind = _naar_instelling.c.einddatum
    houdt = sa.or_(
        relatie_eind.is_(None),
        relatie_eind > sa.bindparam("dag", type_=sa.Date),
        relatie_eind == _instelling.c.einddatum,
    )
    return (
        sa.select(code)
        .select_from(
            van.join(_naar_instelling, _naar_instelling.c.naar == _instelling.c.id)
            .join(_gezag, _gezag.c.id == _naar_instelling.c.van)
            .join(organisatorische_eenheid, organisatorische_eenheid.c.bevoegd_gezag_nummer == _gezag.c.code)
        )
        .where(
            code.in_(_codes),
            _instelling.c.soort == INSTELLING,
            _instelling.c.erkenner == OCW,
            _gezag.c.soort == "BEVOEGD_GEZAG",
            _gezag.c.erkenner == OCW,
            organisatorische_eenheid.c.code.in_(sa.bindparam("besturen", expanding=True)),
            houdt,
        )
    )


_INSTELLINGEN = Statement(_van_besturen(_instelling, _instelling.c.code))
_VESTIGINGEN = Statement(
    _van_besturen(
        _vestiging.join(_naar_vestiging, _naar_vestiging.c.naar == _vestiging.c.id).join(
            _instelling, _instelling.c.id == _naar_vestiging.c.van
        ),
        _vestiging.c.code,
    ).where(_vestiging.c.soort == VESTIGING)
)


def instellingen_van(session: Session, besturen: Sequence[str], codes: Iterable[str], dag: date) -> set[str]:
    """Which of these BRIN4 belong to the bevoegd gezag of one of the besturen."""
    waarden = {"besturen": list(besturen), "codes": sorted(set(codes)), "dag": dag}
    return set(session.execute(_INSTELLINGEN, waarden).scalars())


def vestigingen_van(session: Session, besturen: Sequence[str], codes: Iterable[str], dag: date) -> set[str]:
    """Which of these BRIN6 belong to an instelling of the bevoegd gezag of one of the besturen."""
    waarden = {"besturen": list(besturen), "codes": sorted(set(codes)), "dag": dag}
    return set(session.execute(_VESTIGINGEN, waarden).scalars())
