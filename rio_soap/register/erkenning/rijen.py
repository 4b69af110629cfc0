"""Reading instellingserkenningen: which there are, and which are those of a bestuur."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import instellingserkenning, instellingsrelatie, organisatorische_eenheid
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.regels.perioden import Duur

GEZAG = "BEVOEGD_GEZAG"
"""Soort of what has a bevoegdGezagNummer."""
INSTELLING = "ERKENDE_ONDERWIJSINSTELLING"
"""Soort of what has a BRIN4."""
VESTIGING = "ERKENDE_VESTIGING"
"""Soort of what has a BRIN6."""
SAMENWERKING = "ERKENDE_SAMENWERKING"
ONDERSTEUNER = "ERKENDE_ONDERWIJSONDERSTEUNER"
SOORTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bevoegdGezag": GEZAG,
        "erkendeOnderwijsinstelling": INSTELLING,
        "erkendeVestiging": VESTIGING,
        "erkendeSamenwerking": SAMENWERKING,
        "erkendeOnderwijsondersteuner": ONDERSTEUNER,
    }
)
"""Element of an erkenning, which is the name of its stand, to its soort: a value of ErkendeOrganisatietype."""
OCW = "OCW"
"""The erkenner of all of these that a delivery can name."""


class Instellingserkenning(NamedTuple):
    """The row of an instellingserkenning; a code is unique per erkenner only."""

    id: int
    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None
    stand: Gegeven

    @property
    def sleutel(self) -> Instellingsleutel:
        """What names it."""
        return Instellingsleutel(self.erkenner, self.soort, self.code)

    @property
    def objectsleutel(self) -> str:
        """The same as one text."""
        return sleutel_van(*self.sleutel)

    @property
    def duur(self) -> Duur:
        """Its lifetime."""
        return Duur(self.begindatum, self.einddatum)


class OnderliggendeErkenning(NamedTuple):
    """An instellingserkenning under the one with the id `van`, with begin and end of that instellingsrelatie."""

    id: int
    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None
    stand: Gegeven
    van: int
    relatiebegin: date
    relatie_einde: date | None


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_erkenning = instellingserkenning.c
_instelling = instellingserkenning.alias("instelling")
_gezag = instellingserkenning.alias("gezag")
_vestiging = instellingserkenning.alias("vestiging")
_naar_instelling = instellingsrelatie.alias("naar_instelling")
_naar_vestiging = instellingsrelatie.alias("naar_vestiging")

_MET_CODE = Statement(
    sa.select(instellingserkenning)
    .where(_erkenning.code.in_(_codes), _erkenning.soort == sa.bindparam("soort"))
    .order_by(_erkenning.id),
    Instellingserkenning,
)
_GEZAG = Statement(
    sa.select(instellingserkenning).where(
        _erkenning.code == sa.bindparam("code"), _erkenning.soort == GEZAG, _erkenning.erkenner == OCW
    ),
    Instellingserkenning,
)
_ONDER = Statement(
    sa.select(
        instellingserkenning,
        instellingsrelatie.c.van,
        instellingsrelatie.c.begindatum.label("relatiebegin"),
        instellingsrelatie.c.einddatum.label("relatie_einde"),
    )
    .join(instellingsrelatie, instellingsrelatie.c.naar == _erkenning.id)
    .where(
        instellingsrelatie.c.van.in_(sa.bindparam("boven", expanding=True)),
        instellingsrelatie.c.soort == HIERARCHISCH,
        _erkenning.soort == sa.bindparam("soort"),
    )
    .order_by(_erkenning.code, instellingsrelatie.c.begindatum),
    OnderliggendeErkenning,
)
_IS_VESTIGING = Statement[tuple[int]](
    sa.select(_erkenning.id).where(
        _erkenning.code == sa.bindparam("code"), _erkenning.soort == VESTIGING, _erkenning.erkenner == OCW
    )
)
_OP_SLEUTEL = Statement(
    sa.select(instellingserkenning).where(
        _erkenning.code == sa.bindparam("code"),
        _erkenning.soort == sa.bindparam("soort"),
        _erkenning.erkenner == sa.bindparam("erkenner"),
    ),
    Instellingserkenning,
)
_OP_CODES = Statement(sa.select(instellingserkenning).where(_erkenning.code.in_(_codes)), Instellingserkenning)


def op_sleutel(session: Session, sleutel: Instellingsleutel) -> Instellingserkenning | None:
    """The erkenning with a key."""
    return session.execute(_OP_SLEUTEL, sleutel._asdict()).first()


def op_sleutels(
    session: Session, sleutels: Collection[Instellingsleutel]
) -> dict[Instellingsleutel, Instellingserkenning]:
    """The erkenningen with these keys; an unknown one is absent."""
    if not sleutels:
        return {}
    rijen = session.execute(_OP_CODES, {"codes": sorted({sleutel.code for sleutel in sleutels})})
    gevraagd = set(sleutels)
    return {rij.sleutel: rij for rij in rijen if rij.sleutel in gevraagd}


def met_code(session: Session, soort: str, codes: Iterable[str]) -> dict[str, list[Instellingserkenning]]:
    """The erkenningen of a soort by code; a code is unique per erkenner only, and an unknown one is absent."""
    gevonden: dict[str, list[Instellingserkenning]] = {}
    for rij in session.execute(_MET_CODE, {"soort": soort, "codes": sorted(set(codes))}):
        gevonden.setdefault(rij.code, []).append(rij)
    return gevonden


def bevoegd_gezag(session: Session, nummer: str) -> Instellingserkenning | None:
    """The bevoegd gezag with this bevoegdGezagNummer."""
    return session.execute(_GEZAG, {"code": nummer}).first()


def is_vestiging(session: Session, code: str) -> bool:
    """Whether an erkende vestiging of OCW has this code."""
    return session.execute(_IS_VESTIGING, {"code": code}).first() is not None


def onder(session: Session, boven: Sequence[int], soort: str) -> Sequence[OnderliggendeErkenning]:
    """The erkenningen of a soort under others of these ids, by code and begin of the instellingsrelatie."""
    return session.execute(_ONDER, {"boven": boven, "soort": soort}).all() if boven else ()


def _van_besturen(van: sa.FromClause, code: sa.Column[str]) -> sa.Select[str]:
    """Codes below a bevoegd gezag of one of the besturen; the relatie holds, or ended together with the instelling."""
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
            _gezag.c.soort == GEZAG,
            _gezag.c.erkenner == OCW,
            _naar_instelling.c.soort == HIERARCHISCH,
            organisatorische_eenheid.c.code.in_(sa.bindparam("besturen", expanding=True)),
            houdt,
        )
    )


_INSTELLINGEN = Statement[tuple[str]](_van_besturen(_instelling, _instelling.c.code))
_VESTIGINGEN = Statement[tuple[str]](
    _van_besturen(
        _vestiging.join(_naar_vestiging, _naar_vestiging.c.naar == _vestiging.c.id).join(
            _instelling, _instelling.c.id == _naar_vestiging.c.van
        ),
        _vestiging.c.code,
    ).where(_vestiging.c.soort == VESTIGING, _naar_vestiging.c.soort == HIERARCHISCH)
)


def instellingen_van(session: Session, besturen: Sequence[str], codes: Iterable[str], dag: date) -> set[str]:
    """Which of these BRIN4 belong to the bevoegd gezag of one of the besturen."""
    waarden: Values = {"besturen": list(besturen), "codes": sorted(set(codes)), "dag": dag}
    return set(session.execute(_INSTELLINGEN, waarden).scalars())


def vestigingen_van(session: Session, besturen: Sequence[str], codes: Iterable[str], dag: date) -> set[str]:
    """Which of these BRIN6 belong to an instelling of the bevoegd gezag of one of the besturen."""
    waarden: Values = {"besturen": list(besturen), "codes": sorted(set(codes)), "dag": dag}
    return set(session.execute(_VESTIGINGEN, waarden).scalars())
