"""opvragen_handelsregistergegevens: what KvK says of a number now, and which besturen have it."""

from collections.abc import Sequence

import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.model import organisatorische_eenheid
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.organisatie.rijen import BESTUUR
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.navraag import Gevonden, Inschrijvingsnavraag
from rio_soap.register.regels.registratie import Registratie
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.regels.vindplaats import Nietgevonden

_OPERATIE = "opvragen_handelsregistergegevens"
MAX_BESTUREN = 99
"""onderwijsbestuurcode in the answer (XSD); with more, the first are shown."""
_TEKST, _NAAM = 200, 225
"""Characters of a Tekst200 and of a Weergavenaam; what is longer is cut."""


def navraag(session: Session, context: Context, verzoek: Gegeven) -> Inschrijvingsnavraag | None:
    """What KvK is asked; None for a sender that may not ask, which costs no question."""
    if not mag(rollen_van(session, context), _OPERATIE):
        return None
    return Inschrijvingsnavraag(velden.tekst_of_niet(verzoek, "kVKnummer"), velden.tekst_of_niet(verzoek, "rSIN"))


def opvragen_handelsregistergegevens(
    session: Session, context: Context, verzoek: Gegeven, gevonden: Gevonden | None = None
) -> Uitslag:
    """A registration with its dates as KvK gives them, and the besturen that have its KvK number or RSIN.

    RS1102 for a number that KvK does not know, AUT401 for who has none of the roles (and is not told whether it does),
    INT500 when KvK cannot be asked.

    :param gevonden: what KvK said; None when it was not asked.
    """
    waar = next((naam, velden.tekst(verzoek, naam)) for naam in ("kVKnummer", "rSIN") if naam in verzoek.velden)
    if not mag(rollen_van(session, context), _OPERATIE):
        return afgekeurd([melding("AUT401", (waar,))])
    if gevonden is Nietgevonden.ONBEKEND:
        return afgekeurd([melding("RS1102", (waar,))])
    if not isinstance(gevonden, Registratie):
        return afgekeurd([melding("INT500", (waar,))])
    besturen: list[Enkel] = list(_besturen(session, gevonden))
    return Uitslag({"handelsregistergegevens": _gegevens(gevonden, besturen)})


def _gegevens(van: Registratie, besturen: list[Enkel]) -> Gegeven:
    zetel = van.statutaire_zetel
    inhoud: dict[str, Waarde | None] = {
        "kVKnummer": van.kvk_nummer or None,
        "rSIN": van.rsin,
        "naam": van.naam[:_NAAM],
        "rechtsvorm": van.rechtsvorm_omschrijving[:_TEKST],
        "datumAanvang": van.datum_aanvang,
        "datumEinde": van.datum_einde,
        "ontbonden": van.ontbonden,
        "statutaireZetel": zetel[:_NAAM] if zetel else None,
        "peilmoment": van.peilmoment,
        "onderwijsbestuurcode": besturen or None,
    }
    return Gegeven("handelsregistergegevens", {naam: waarde for naam, waarde in inhoud.items() if waarde is not None})


def _besturen(session: Session, van: Registratie) -> Sequence[str]:
    codes = session.execute(_MET_NUMMER, {"kvk_nummer": van.kvk_nummer, "rsin": van.rsin or ""}).scalars()
    return codes[:MAX_BESTUREN]


def _met(kolom: sa.Column[str]) -> sa.Select[tuple[str]]:
    gelijk = kolom == sa.bindparam(kolom.name)
    return sa.select(organisatorische_eenheid.c.code).where(gelijk, organisatorische_eenheid.c.soort == BESTUUR)


_MET_NUMMER = Statement[tuple[str]](
    _met(organisatorische_eenheid.c.kvk_nummer).union(_met(organisatorische_eenheid.c.rsin)).order_by("code")
)
