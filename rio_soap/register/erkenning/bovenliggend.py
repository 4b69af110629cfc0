"""Which onderwijsbesturen stand over an instellingserkenning, by the number of their bevoegd gezag."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.database.model import instellingserkenning, instellingsrelatie, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.rijen import GEZAG, HIERARCHISCH, OCW
from rio_soap.register.regels.perioden import geldig_op


class BovenliggendBestuur(NamedTuple):
    """An onderwijsbestuur over an erkenning, by its bevoegd gezag, and the dates of all that ties them."""

    erkenning: int
    bestuur: str
    bestuur_begin: date
    bestuur_einde: date | None
    eerste_begin: date | None
    eerste_einde: date | None
    tweede_begin: date | None
    tweede_einde: date | None

    def geldt(self, dag: date) -> bool:
        """Whether the bestuur is valid on a day, and so is each relation between it and the erkenning."""
        relaties = ((self.eerste_begin, self.eerste_einde), (self.tweede_begin, self.tweede_einde))
        return geldig_op(dag, self.bestuur_begin, self.bestuur_einde) and all(
            begin is None or geldig_op(dag, begin, einde) for begin, einde in relaties
        )


_gezag = instellingserkenning.alias("gezag")
_bestuur = organisatorische_eenheid
_eerste, _tweede = instellingsrelatie.alias("eerste"), instellingsrelatie.alias("tweede")
_ids: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)


def _besturen(relaties: tuple[sa.FromClause, ...]) -> sa.Select[int]:
    """Besturen over erkenningen that so many HIERARCHISCH relations put below a bevoegd gezag."""
    erkenning: sa.ColumnElement[int] = relaties[-1].c.naar if relaties else _gezag.c.id
    bron: sa.FromClause = _gezag.join(_bestuur, _bestuur.c.bevoegd_gezag_nummer == _gezag.c.code)
    boven: sa.ColumnElement[int] = _gezag.c.id
    for relatie in relaties:
        bron = bron.join(relatie, sa.and_(relatie.c.van == boven, relatie.c.soort == HIERARCHISCH))
        boven = relatie.c.naar
    data = [
        (relaties[nummer].c[kolom] if nummer < len(relaties) else sa.cast(sa.null(), sa.Date)).label(f"{naam}_{kant}")
        for nummer, naam in enumerate(("eerste", "tweede"))
        for kant, kolom in (("begin", "begindatum"), ("einde", "einddatum"))
    ]
    return (
        sa.select(
            erkenning.label("erkenning"),
            _bestuur.c.code.label("bestuur"),
            _bestuur.c.begindatum.label("bestuur_begin"),
            _bestuur.c.einddatum.label("bestuur_einde"),
            *data,
        )
        .select_from(bron)
        .where(erkenning.in_(_ids), _gezag.c.soort == GEZAG, _gezag.c.erkenner == OCW, _bestuur.c.soort == "BESTUUR")
    )


_BESTUREN = Statement(
    sa.union_all(_besturen(()), _besturen((_eerste,)), _besturen((_eerste, _tweede))), BovenliggendBestuur
)


def besturen_over(session: Session, erkenningen: Iterable[int]) -> Sequence[BovenliggendBestuur]:
    """The onderwijsbesturen over erkenningen, at whatever time: by their own number, or over one or two relations."""
    ids = sorted(set(erkenningen))
    return session.execute(_BESTUREN, {"ids": ids}).all() if ids else ()


def houders(session: Session, erkenningen: Iterable[int], dag: date) -> tuple[str, ...]:
    """The onderwijsbesturen to which erkenningen belong on a day, ascending; without any those of all times."""
    over = besturen_over(session, erkenningen)
    vandaag = {een.bestuur for een in over if een.geldt(dag)}
    return tuple(sorted(vandaag or {een.bestuur for een in over}))


def besturen_op(session: Session, erkenningen: Iterable[int], dag: date) -> Mapping[int, frozenset[str]]:
    """Per erkenning the onderwijsbesturen over it on a day; none without any."""
    gevonden: dict[int, set[str]] = {}
    for een in besturen_over(session, erkenningen):
        if een.geldt(dag):
            gevonden.setdefault(een.erkenning, set()).add(een.bestuur)
    return {erkenning: frozenset(besturen) for erkenning, besturen in gevonden.items()}
