"""opvragen_kwaliteitssignalen: the signals about what belongs to a bestuur, or all for who oversees them.

A signal about a licentie that the reader may not see is not there, nor one about a contactadres in a context that the
reader may not see; no count has them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database import model
from rio_soap.register.database.model import instellingserkenning, licentiemaatregel, signaal
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.rijen import SAMENWERKING
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.kwaliteit.eigen_signalen import van_eigen
from rio_soap.register.kwaliteit.organisatieregels import ALGEMEEN
from rio_soap.register.kwaliteit.vondst import CONTACT_ALGEMEEN_ONTBREEKT, LICENTIES
from rio_soap.register.licentie.zichtbaarheid import PUBLICATIEVERBOD, verborgen
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd

_OPERATIE = "opvragen_kwaliteitssignalen"
_LIJST = "Signaalsoort"
_TOEZICHT = ("DUO", "INSPECTIE")
"""Roles that read the signals of all besturen."""
_NIETS = ("",)
"""In the place of keys where there are none: no object has it."""

_OBJECTTYPEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        model.aangeboden_opleiding.name: "AANGEBODEN_OPLEIDING",
        model.instellingserkenning.name: "INSTELLINGSERKENNING",
        model.licentie.name: "LICENTIE",
        model.onderwijslocatie.name: "ONDERWIJSLOCATIE",
        model.onderwijslocatiegebruik.name: "ONDERWIJSLOCATIEGEBRUIK",
        model.opleidingseenheid.name: "OPLEIDINGSEENHEID",
    }
)
"""Name of a table to the Objecttype of what is in it; of organisatorische eenheden their code tells."""
_EENHEIDTYPEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "A": "ONDERWIJSAANBIEDER",
        "B": "ONDERWIJSBESTUUR",
        "G": "ONDERWIJSAANBIEDERGROEP",
        "T": "ONDERWIJSBEGELEIDINGSAANBIEDER",
    }
)
"""Fourth character of the code of an eenheid to its Objecttype."""


class _Signaal(NamedTuple):
    id: int
    soort: str
    object: str
    sleutel: str
    tekst: str
    moment: datetime
    opgelost: datetime | None


@dataclass(frozen=True, slots=True)
class _Bereik:
    """Of whom the signals are read: of all, or of these besturen and samenwerkingen."""

    alle: bool
    besturen: Collection[str] = ()
    samenwerkingen: Collection[str] = ()


def opvragen_kwaliteitssignalen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of signals by number: of a bestuur, or of all that the sender reads; open ones unless asked otherwise.

    A01110 for an unknown bestuur, AUT401 for one that is not the sender's and for who has no role that reads signals,
    RS1001 for an unknown soort.
    """
    lezer = Contactlezer(session, context)
    bereik = _bereik(session, lezer.rollen, velden.tekst_of_niet(verzoek, "onderwijsbestuurcode"))
    if isinstance(bereik, Foutmelding):
        return afgekeurd([bereik])
    soort = velden.tekst_of_niet(verzoek, "soort")
    if soort is not None and not context.lijsten.bestaat(_LIJST, soort):
        return afgekeurd([melding("RS1001", (("soort", soort),))])
    waarden: dict[str, SqlValue] = {"soorten": sorted(_soorten(context, lezer, bereik, soort))}
    waarden["verborgen"] = sorted(_verborgen(session, context, lezer.rollen)) or _NIETS
    if not bereik.alle:
        sleutels = _samenwerkingssleutels(session, bereik.samenwerkingen)
        waarden |= {"besturen": sorted(bereik.besturen) or _NIETS, "samenwerkingen": sleutels, DAG.key: context.vandaag}
    telling, zoek = _vragen(alle=bereik.alle, ook_opgelost=verzoek.velden.get("ookOpgelost") is True)
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    aantal = session.execute(telling, waarden).scalar_one()
    rijen = session.execute(zoek, {**waarden, "hoeveel": grootte, "vanaf": pagina * grootte})
    return Uitslag(
        {"kwaliteitssignaal": [_lees(rij) for rij in rijen], "paginering": paginering(pagina, aantal, grootte)}
    )


def _bereik(session: Session, rollen: Rollen, code: str | None) -> _Bereik | Foutmelding:
    """Whose signals the sender reads; why not."""
    toezicht = any(rollen.heeft(rol) for rol in _TOEZICHT)
    eigen = besturen_bij(rollen, _OPERATIE)
    if code is not None:
        waar = (("onderwijsbestuurcode", code),)
        if not organisaties.is_bestuur(session, code):
            return melding("A01110", waar)
        return _Bereik(False, [code]) if toezicht or code in eigen else melding("AUT401", waar)
    samenwerkingen = rollen.bereiken("SAMENWERKINGSVORM")
    if toezicht or eigen or samenwerkingen:
        return _Bereik(toezicht, eigen, samenwerkingen)
    return melding("AUT401", (("operatie", _OPERATIE),))


def _soorten(context: Context, lezer: Contactlezer, bereik: _Bereik, soort: str | None) -> set[str]:
    """The kinds that are read: those that the list has, so no signals that are for operators only."""
    alle = {rij.waarde for rij in context.lijsten.waarden(_LIJST)} if soort is None else {soort}
    if CONTACT_ALGEMEEN_ONTBREEKT in alle and not lezer.openbaar(ALGEMEEN):
        # Which role reads a restricted context is the same for every bestuur that is not one's own.
        van = bereik.besturen if not bereik.alle else _NIETS
        alle -= set() if all(lezer.mag(code, ALGEMEEN) for code in van) else {CONTACT_ALGEMEEN_ONTBREEKT}
    return alle or set(_NIETS)


def _verborgen(session: Session, context: Context, rollen: Rollen) -> frozenset[str]:
    """The licenties that the sender may not see today."""
    if rollen.heeft("DUO"):
        return frozenset()
    return verborgen(session, context, session.execute(_ONTHOUDEN, {DAG.key: context.vandaag}).scalars())


def _samenwerkingssleutels(session: Session, codes: Collection[str]) -> Sequence[str]:
    if not codes:
        return _NIETS
    rijen = session.execute(_SAMENWERKINGEN, {"codes": sorted(codes)})
    return [sleutel_van(erkenner, SAMENWERKING, code) for erkenner, code in rijen] or _NIETS


def _lees(rij: _Signaal) -> Gegeven:
    inhoud: dict[str, Waarde] = {
        "signaalnummer": rij.id,
        "soort": rij.soort,
        "objecttype": _OBJECTTYPEN.get(rij.object) or _EENHEIDTYPEN[rij.sleutel[3:4]],
        "sleutel": rij.sleutel,
        "tekst": rij.tekst,
        "moment": rij.moment,
    }
    return Gegeven("kwaliteitssignaal", inhoud | ({"opgelost": rij.opgelost} if rij.opgelost is not None else {}))


_ONTHOUDEN = Statement[tuple[str]](
    sa.select(licentiemaatregel.c.licentie).where(
        licentiemaatregel.c.soort == PUBLICATIEVERBOD, geldig(licentiemaatregel)
    )
)
_SAMENWERKINGEN = Statement[tuple[str, str]](
    sa.select(instellingserkenning.c.erkenner, instellingserkenning.c.code).where(
        instellingserkenning.c.code.in_(sa.bindparam("codes", expanding=True)),
        instellingserkenning.c.soort == SAMENWERKING,
    )
)


@cache
def _vragen(*, alle: bool, ook_opgelost: bool) -> tuple[Statement[tuple[int]], Statement[_Signaal]]:
    """The questions for the number of signals and for a page of them."""
    kolom = signaal.c
    waar = [
        kolom.soort.in_(sa.bindparam("soorten", expanding=True)),
        sa.or_(kolom.object != LICENTIES, kolom.sleutel.not_in(sa.bindparam("verborgen", expanding=True))),
    ]
    if not alle:
        waar.append(kolom.id.in_(sa.select(van_eigen().subquery().c.id)))
    if not ook_opgelost:
        waar.append(kolom.opgelost.is_(None))
    pagina = sa.select(*(kolom[naam] for naam in _Signaal._fields)).where(*waar).order_by(kolom.id)
    return (
        Statement[tuple[int]](sa.select(sa.func.count()).select_from(signaal).where(*waar)),
        Statement(pagina.limit(sa.bindparam("hoeveel")).offset(sa.bindparam("vanaf")), _Signaal),
    )
