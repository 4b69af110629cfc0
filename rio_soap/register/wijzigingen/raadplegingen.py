"""The three change feeds: what was added, changed or removed since a moment, each object once.

peildatumtijdMutaties arrives as an aware moment: the contract reads one without offset as Dutch local time and one
without milliseconds as .000 (PvE 7.1.1). A page beyond the last, or no change at all: approved, without objects.
"""

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.model import aangeboden_opleiding, onderwijslocatiegebruik, organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import pagina_van, paginagrootte, paginering
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.wijzigingen.mutaties import Wijzigingen, wijzigingen

_AANBIEDERCODE = "___A___"
"""organisatorische_eenheid holds besturen and groepen too, which have no feed."""


def opvragen_gewijzigde_aangeboden_opleidingen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Changed offers of one aanbieder; N09440 when the register never heard of it.

    An aanbieder that was removed still has the changes that came before.
    """
    aanbieder = velden.tekst(verzoek, "onderwijsaanbiederCode")
    operatie = "opvragen_gewijzigdeAangebodenOpleidingen"
    pagina, gewijzigd = _pagina(session, context, verzoek, operatie, aangeboden_opleiding, aanbieder)
    if not gewijzigd.aantal and not _bestaat(session, aanbieder, "AANBIEDER"):
        return afgekeurd([melding("N09440", (("onderwijsaanbiederCode", aanbieder),))])
    objecten = [
        Gegeven("gewijzigde_AangebodenOpleiding", {"aangebodenOpleidingCode": w.sleutel, "soortWijziging": w.soort})
        for w in gewijzigd.objecten
    ]
    return Uitslag({"gewijzigde_AangebodenOpleiding": objecten, "paginering": pagina})


def opvragen_gewijzigde_onderwijsaanbieders(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Changed aanbieders, of one bestuur when asked; A01110 when that is unknown."""
    bestuur = velden.tekst_of_niet(verzoek, "onderwijsbestuurcode")
    if bestuur is not None and not _bestaat(session, bestuur, "BESTUUR"):
        return afgekeurd([melding("A01110", (("onderwijsbestuurcode", bestuur),))])
    operatie = "opvragen_gewijzigdeOnderwijsaanbieders"
    pagina, gewijzigd = _pagina(
        session, context, verzoek, operatie, organisatorische_eenheid, bestuur, als=_AANBIEDERCODE
    )
    objecten = [
        Gegeven("gewijzigde_Onderwijsaanbieder", {"onderwijsaanbiedercode": w.sleutel, "soortWijziging": w.soort})
        for w in gewijzigd.objecten
    ]
    return Uitslag({"gewijzigde_Onderwijsaanbieder": objecten, "paginering": pagina})


def opvragen_gewijzigd_onderwijslocatiegebruik(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Changed uses of locaties, of all besturen; this answer has no foutmelding, so nothing is refused."""
    operatie = "opvragen_gewijzigdOnderwijslocatiegebruik"
    pagina, gewijzigd = _pagina(session, context, verzoek, operatie, onderwijslocatiegebruik)
    objecten = []
    for w in gewijzigd.objecten:
        bestuur, _, locatie = w.sleutel.partition("/")
        objecten.append(
            Gegeven(
                "gewijzigd_Onderwijslocatiegebruik",
                {"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": locatie, "soortWijziging": w.soort},
            )
        )
    return Uitslag({"gewijzigd_Onderwijslocatiegebruik": objecten, "paginering": pagina})


def _pagina(
    session: Session,
    context: Context,
    verzoek: Gegeven,
    operatie: str,
    tabel: sa.Table,
    houder: str | None = None,
    als: str | None = None,
) -> tuple[Gegeven, Wijzigingen]:
    pagina, grootte = pagina_van(verzoek), paginagrootte(context, operatie)
    sinds = velden.moment(verzoek, "peildatumtijdMutaties")
    gewijzigd = wijzigingen(session, tabel, sinds, vanaf=pagina * grootte, hoeveel=grootte, houder=houder, als=als)
    return paginering(pagina, gewijzigd.aantal, grootte), gewijzigd


def _bestaat(session: Session, code: str, soort: str) -> bool:
    return session.execute(_EENHEID, {"code": code, "soort": soort}).first() is not None


_EENHEID = Statement[tuple[str]](
    sa.select(organisatorische_eenheid.c.code).where(
        organisatorische_eenheid.c.code == sa.bindparam("code"),
        organisatorische_eenheid.c.soort == sa.bindparam("soort"),
    )
)
