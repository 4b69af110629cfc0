"""An object as a delivery of it would hold it: what stands in a form before anything is changed.

Of V4's kinds that is the stand, which is what was delivered; of the others what is read of them. What a reading adds
(the erkenner of a juridischeRelatie, the maatregelen of a licentie) is no part of a delivery and is left out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.leverbaar import leverbaar
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.eenheidsbesturen import besturen_van_eenheden
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.register.versie.vormen import inhoud
from rio_soap.register.versie.zicht import Objectnaam, onthouden

Verzoekvelden: TypeAlias = dict[str, Waarde]
"""Fields of a request, without those of bedrijfsdocument."""
_Maker: TypeAlias = Callable[[Session, Context, str], Verzoekvelden | None]


def leverstand(
    session: Session, context: Context, soort: Objecttype, sleutel: str, operatie: str
) -> Verzoekvelden | None:
    """The fields of a delivery of an object as it is; None for one that is not there, that the reader may not see, or
    that no delivery can hold.

    A restricted contactadres that is read so is noted in `context.inzagen`.

    :param sleutel: as the register writes it.
    :param operatie: that delivers such an object.
    """
    velden = _MAKERS.get(soort.naam, _gelezen(soort))(session, context, sleutel)
    if velden is None:
        return None
    verzoek = leverbaar(Gegeven(OPERATIES[operatie].verzoek, velden), OPERATIES[operatie].dienst)
    return None if verzoek is None else verzoek.velden


def gelezen_op(
    session: Session, context: Context, soort: Objecttype, sleutel: str, nummer: int | None
) -> Gegeven | None:
    """An object as it is read, as it was when a mutatie was the last one; None for one that was not there.

    Who may see it is for the caller to ask: it is for who has had the object in a form.

    :param nummer: of the mutatie; None: now.
    """
    return gelezen_alle(session, context, soort, [sleutel], nummer).get(sleutel)


def gelezen_alle(
    session: Session, context: Context, soort: Objecttype, sleutels: Sequence[str], nummer: int | None = None
) -> dict[str, Gegeven]:
    """The same of many objects of a kind, by key; those that were not there are absent."""
    plekken = [Plek(nummer, sleutel) for sleutel in sleutels]
    gevonden = inhoud(Lezing(session, context), soort, plekken)
    return {plek.sleutel: _bekeken(een.gegeven) for plek, een in gevonden.items()}


def _bekeken(gegeven: Gegeven) -> Gegeven:
    """The same to be looked at: of an offer the parts are passed on as they are kept."""
    return Gegeven(gegeven.naam, {naam: _uitgepakt(waarde) for naam, waarde in gegeven.velden.items()})


def _uitgepakt(waarde: Waarde) -> Waarde:
    if isinstance(waarde, dict):
        return van_json(json.dumps({"g": "", "v": [["", waarde]]})).velden[""]
    if isinstance(waarde, list):
        return [_uitgepakt(deel) for deel in waarde]  # type: ignore[return-value]  # all of one kind
    return waarde


def _stand(session: Session, keuze: sa.Select[Gegeven]) -> Gegeven | None:
    stand: Gegeven | None = session.execute(keuze).scalar()
    return None if stand is None else heel(stand)


def _aanbod(session: Session, _: Context, sleutel: str) -> Verzoekvelden | None:
    tabel = model.aangeboden_opleiding.c
    stand = _stand(session, sa.select(tabel.stand).where(tabel.code == sleutel.lower()))
    if stand is None:
        return None
    code = {"aangebodenOpleidingCode": getoond(session, sleutel.lower())}
    return {"aangebodenOpleiding": Gegeven(stand.naam, {**code, **stand.velden})}


def _eenheid(session: Session, _: Context, sleutel: str) -> Verzoekvelden | None:
    tabel = model.opleidingseenheid.c
    stand = _stand(session, sa.select(tabel.stand).where(tabel.code == sleutel))
    if stand is None:
        return None
    return {"opleidingseenheid": Gegeven(stand.naam, {"opleidingseenheidcode": sleutel, **stand.velden})}


def _aanbieder(session: Session, context: Context, sleutel: str) -> Verzoekvelden | None:
    tabel = model.organisatorische_eenheid.c
    stand = _stand(session, sa.select(tabel.stand).where(tabel.code == sleutel, tabel.soort == "AANBIEDER"))
    if stand is None:
        return None
    deel = Gegeven("onderwijsaanbieder", {"onderwijsaanbiedercode": sleutel, **stand.velden})
    return {**_bestuur_boven(session, context, sleutel), "onderwijsaanbieder": deel}


def _bestuur_boven(session: Session, context: Context, code: str) -> Verzoekvelden:
    """The bestuur over an eenheid, which a delivery names: on whose behalf the reader acts, where there are several."""
    boven = sorted(besturen_van_eenheden(session, [code], context.vandaag)[code])
    eigen = {bereik for _, bereik in Contactlezer(session, context).rollen.gehouden}
    keuze = [bestuur for bestuur in boven if bestuur in eigen] or boven
    return {"onderwijsbestuurcode": keuze[0]} if keuze else {}


def _gebruik(session: Session, _: Context, sleutel: str) -> Verzoekvelden | None:
    if len(delen := delen_van(sleutel)) != 2:
        return None
    tabel = model.onderwijslocatiegebruik.c
    keuze = sa.select(tabel.stand).where(tabel.bestuur == delen[0], tabel.locatie == delen[1])
    if (stand := _stand(session, keuze)) is None:
        return None
    eigen: Verzoekvelden = {"onderwijsbestuurcode": delen[0], "onderwijslocatieCode": delen[1]}
    return {"onderwijslocatiegebruik": Gegeven("onderwijslocatiegebruik", {**eigen, **stand.velden})}


def _opleidingsrelatie(session: Session, context: Context, sleutel: str) -> Verzoekvelden | None:
    velden = _gelezen(OBJECTTYPEN["OPLEIDINGSRELATIE"])(session, context, sleutel)
    if velden is None:
        return None
    relatie = velden["opleidingsrelatie"]
    assert isinstance(relatie, Gegeven)
    eigen: dict[str, Waarde] = {naam: w for naam, w in relatie.velden.items() if naam in ("begindatum", "einddatum")}
    codes: list[Enkel] = [str(relatie.velden[f"{kant}Opleidingseenheidcode"]) for kant in ("van", "naar")]
    return {"opleidingsrelatie": Gegeven("opleidingsrelatie", {**eigen, "opleidingseenheidcode": codes})}


def _contactadres(session: Session, context: Context, sleutel: str) -> Verzoekvelden | None:
    eenheid, naam = (*delen_van(sleutel), "", "")[:2]
    if not Contactlezer(session, context).toon(eenheid, naam):
        return None
    velden = _gelezen(OBJECTTYPEN["CONTACTADRES"])(session, context, sleutel)
    if velden is None and context.inzagen:
        context.inzagen.pop()  # there was nothing to see
    return velden


def _gelezen(soort: Objecttype) -> _Maker:
    """An object as it is read, under the name of its element."""

    def maak(session: Session, context: Context, sleutel: str) -> Verzoekvelden | None:
        if onthouden(session, context, [Objectnaam(soort.naam, sleutel)]):
            return None
        gevonden = gelezen_op(session, context, soort, sleutel, None)
        if gevonden is None:
            return None
        boven = _bestuur_boven(session, context, sleutel) if soort.naam in _ONDER_BESTUUR else {}
        return {**boven, gevonden.naam: gevonden}

    return maak


_ONDER_BESTUUR = frozenset({"ONDERWIJSAANBIEDERGROEP", "ONDERWIJSBEGELEIDINGSAANBIEDER"})
"""Kinds whose delivery names the bestuur beside the object."""
_MAKERS: Final[Mapping[str, _Maker]] = MappingProxyType(
    {
        "AANGEBODEN_OPLEIDING": _aanbod,
        "CONTACTADRES": _contactadres,
        "ONDERWIJSAANBIEDER": _aanbieder,
        "ONDERWIJSLOCATIEGEBRUIK": _gebruik,
        "OPLEIDINGSEENHEID": _eenheid,
        "OPLEIDINGSRELATIE": _opleidingsrelatie,
    }
)
