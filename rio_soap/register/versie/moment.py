"""One object on both time axes: as it was in the world on a day, by what the register knew at a moment."""

from collections.abc import Callable, Mapping
from datetime import UTC
from functools import partial
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.model import mutatie
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Folding
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Beeld, Plek
from rio_soap.register.versie.deelbron import Bron
from rio_soap.register.versie.geldig import op_dag
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.versie.zicht import Objectnaam, besloten, noteer, onthouden
from rio_soap.register.wijzigingen.stroom import nummer_op, stroom_van


def opvragen_object_op_moment(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """An object as it was; without inhoud when it was not there then.

    RS1001, AUT401 and RS1007 end the judging: an objecttype that is not known, a contactadres of which the sender may
    not hear, an object that never was, or a licentie that is withheld from the sender. RS1011 for a moment of the
    future or of before the register's begin.
    """
    stroom, nu = stroom_van(session), context.nu()
    gelezen: Ingesloten | None = None

    def is_er(soort: Objecttype, sleutel: str) -> bool:
        """What is asked as it is now is read at once: that there is something says that it is there."""
        nonlocal gelezen
        if "bekendOp" not in verzoek.velden:
            gelezen = _op(session, context, soort, sleutel, None)
        return gelezen is not None or bestond(session, soort, sleutel)

    gevraagd = gevraagd_object(session, context, verzoek, is_er)
    if isinstance(gevraagd, Foutmelding):
        return afgekeurd([gevraagd])
    soort, sleutel = gevraagd
    bekend_op = velden.moment(verzoek, "bekendOp") if "bekendOp" in verzoek.velden else None
    if bekend_op is not None and not stroom.kent(bekend_op, nu):
        sleutels = (("sleutel", sleutel), ("bekendOp", bekend_op))
        return afgekeurd([melding("RS1011", sleutels)])
    nummer = stroom.laatste if bekend_op is None else nummer_op(session, bekend_op, stroom.laatste)
    if bekend_op is not None:
        gelezen = _op(session, context, soort, sleutel, None if nummer == stroom.laatste else nummer)
    geldig_op = velden.datum_of_niet(verzoek, "geldigOp")
    if gelezen is not None and geldig_op is not None:
        gelezen = op_dag(gelezen, geldig_op)
    versie: dict[str, Waarde] = {
        "objecttype": soort.naam,
        "sleutel": sleutel,
        "bekendOp": (nu if bekend_op is None else bekend_op).astimezone(UTC),
        "volgnummer": nummer,
    }
    if geldig_op is not None:
        versie["geldigOp"] = geldig_op
    if gelezen is not None:
        versie["inhoud"] = gelezen
    return Uitslag({"objectversie": Gegeven("objectversie", versie)})


def _op(session: Session, context: Context, soort: Objecttype, sleutel: str, nummer: int | None) -> Ingesloten | None:
    plek = Plek(nummer, sleutel)
    return inhoud(Lezing(session, context), soort, [plek]).get(plek)


def gevraagd_object(
    session: Session, context: Context, verzoek: Gegeven, is_er: Callable[[Objecttype, str], bool] | None = None
) -> tuple[Objecttype, str] | Foutmelding:
    """Which object a request names, by its key as the register writes it; or why the sender is told nothing of it.

    :param is_er: whether it is there, or ever was; by default by asking for that.
    """
    is_er = is_er or partial(bestond, session)
    naam, sleutel = velden.tekst(verzoek, "objecttype"), velden.tekst(verzoek, "sleutel")
    sleutels = (("sleutel", sleutel), ("objecttype", naam))
    soort = OBJECTTYPEN.get(naam)
    if soort is None:
        return melding("RS1001", sleutels)
    canoniek = soort.canoniek(sleutel)
    object_ = Objectnaam(naam, sleutel if canoniek is None else canoniek)
    lezer = Contactlezer(session, context)
    if besloten(lezer, [object_]):
        return melding("AUT401", sleutels)
    if canoniek is None or onthouden(session, context, [object_]) or not is_er(soort, canoniek):
        return melding("RS1007", sleutels)
    noteer(lezer, [object_])
    return soort, canoniek


def bestond(session: Session, soort: Objecttype, sleutel: str) -> bool:
    """Whether the object is there, or ever was."""
    if Beeld(session).rijen(EIGEN_RIJ[soort.tabel.name], [Plek(None, sleutel)]):
        return True
    gemeld = session.execute(_GEMELD, {"object": soort.tabel.name, "sleutel": sleutel})
    return any(soort.canoniek(rij) == sleutel for rij in gemeld.scalars())


_GEMELD = Statement[tuple[str]](
    sa.select(mutatie.c.sleutel)
    .where(
        mutatie.c.object == sa.bindparam("object"),
        sa.func.lower(mutatie.c.sleutel) == sa.bindparam("sleutel", type_=Folding()),
    )
    .distinct()
)
EIGEN_RIJ: Final[Mapping[str, Bron[tuple[object, ...]]]] = MappingProxyType(
    {
        bron.tabel: bron  # type: ignore[misc]  # of each only whether there is a row
        for bron in (
            bronnen.AANBOD,
            bronnen.CONTACTADRES,
            bronnen.EENHEID,
            bronnen.ERKENNER,
            bronnen.GEBRUIK,
            bronnen.INSTELLINGSERKENNING,
            bronnen.INSTELLINGSRELATIE,
            bronnen.LICENTIE,
            bronnen.LICENTIEMAATREGEL,
            bronnen.LICENTIERELATIE,
            bronnen.LOCATIE,
            bronnen.OPLEIDINGSERKENNING,
            bronnen.OPLEIDINGSRELATIE,
            bronnen.ORGANISATIE,
            bronnen.ORGANISATIERELATIE,
        )
    }
)
"""By name of a table the part that is an object's own row."""
