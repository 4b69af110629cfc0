"""Which signals are about what belongs to onderwijsbesturen: by the register as it is on a day, in one question.

Each way from a bestuur to its objects ends in the index of signals by object and key, so that their number in the whole
register does not matter.
"""

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    instellingsrelatie,
    juridische_relatie,
    licentie,
    onderwijslocatie,
    onderwijslocatiegebruik,
    opleidingseenheid,
    organisatierelatie,
    organisatorische_eenheid,
    signaal,
)
from rio_soap.register.database.validity import geldig

_besturen: sa.BindParameter[str] = sa.bindparam("besturen", expanding=True)
_samenwerkingen: sa.BindParameter[str] = sa.bindparam("samenwerkingen", expanding=True)


def _eenheden() -> sa.CTE:
    """The besturen, and what is under them on the day ``dag``, directly or in a groep."""
    direct, lager = organisatierelatie.alias("direct"), organisatierelatie.alias("lager")

    def band(relatie: sa.FromClause) -> sa.ColumnElement[bool]:
        return sa.and_(relatie.c.soort == HIERARCHISCH, geldig(relatie))

    zelf = sa.select(organisatorische_eenheid.c.code).where(organisatorische_eenheid.c.code.in_(_besturen))
    onder = sa.select(direct.c.naar).where(direct.c.van.in_(_besturen), band(direct))
    in_groep = (
        sa.select(lager.c.naar)
        .select_from(direct.join(lager, lager.c.van == direct.c.naar))
        .where(direct.c.van.in_(_besturen), band(direct), band(lager))
    )
    return sa.union(zelf, onder, in_groep).cte("eenheden")


def _licenties(eenheden: sa.CTE) -> sa.Select[tuple[str]]:
    """Licenties for the instellingserkenningen on which these eenheden rest, or right below or above those."""
    rustend = (
        sa.select(instellingserkenning.c.id)
        .select_from(
            juridische_relatie.join(eenheden, eenheden.c.code == juridische_relatie.c.eenheid).join(
                instellingserkenning,
                sa.and_(
                    instellingserkenning.c.code == juridische_relatie.c.erkenning,
                    instellingserkenning.c.erkenner == juridische_relatie.c.erkenner,
                ),
            )
        )
        .cte("rustend")
    )
    relatie = instellingsrelatie.c
    onder = sa.select(relatie.naar).where(relatie.van.in_(sa.select(rustend.c.id)), relatie.soort == HIERARCHISCH)
    boven = sa.select(relatie.van).where(relatie.naar.in_(sa.select(rustend.c.id)), relatie.soort == HIERARCHISCH)
    erkend = sa.union(sa.select(rustend.c.id), onder, boven)
    return sa.select(licentie.c.code).where(licentie.c.instellingserkenning.in_(erkend))


def _over(tabel: sa.Table, sleutels: sa.Select[tuple[str]]) -> sa.Select[tuple[int]]:
    """Ids of the signals about objects with these keys."""
    welke = sleutels.subquery()
    (sleutel,) = welke.c
    gelijk = sa.and_(signaal.c.object == tabel.name, signaal.c.sleutel == sleutel)
    return sa.select(signaal.c.id).select_from(welke.join(signaal, gelijk))


def van_eigen() -> sa.CompoundSelect[tuple[int]]:
    """Ids of the signals about what belongs to ``besturen`` on ``dag``, and about ``samenwerkingen`` by key."""
    eenheden, gebruik = _eenheden(), onderwijslocatiegebruik.c
    codes: sa.Select[tuple[str]] = sa.select(eenheden.c.code)
    op_plek: sa.Select[tuple[str]] = sa.select(gebruik.bestuur.concat("/").concat(gebruik.locatie))
    return sa.union(
        _over(organisatorische_eenheid, codes),
        _over(onderwijslocatie, sa.select(gebruik.locatie).where(gebruik.bestuur.in_(_besturen))),
        _over(
            onderwijslocatiegebruik,
            op_plek.where(gebruik.bestuur.in_(_besturen)),
        ),
        _over(
            opleidingseenheid, sa.select(opleidingseenheid.c.code).where(opleidingseenheid.c.eigenaar.in_(_besturen))
        ),
        _over(
            aangeboden_opleiding,
            sa.select(aangeboden_opleiding.c.code).where(aangeboden_opleiding.c.aanbieder.in_(codes)),
        ),
        _over(licentie, _licenties(eenheden)),
        sa.select(signaal.c.id).where(
            signaal.c.object == instellingserkenning.name, signaal.c.sleutel.in_(_samenwerkingen)
        ),
    )
