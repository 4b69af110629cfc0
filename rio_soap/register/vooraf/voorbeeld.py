"""What a delivery would do to the register: the objects that it concerns before and after it, and what refers to them.

To be run in a transaction that is undone (`Register.probeer`). After an approved delivery the objects are read back; of
a refused one the new stand is what was delivered, so that its sender sees both what is wrong and what it was meant to
do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.locatie.bericht import lees_onderwijslocatiegebruik
from rio_soap.register.locatie.leveringen import gebruikrij
from rio_soap.register.locatie.zaak import Locatiezaak
from rio_soap.register.organisatie.aangeboden import getoond
from rio_soap.register.organisatie.besturen import besturen_van
from rio_soap.register.organisatie.leveringen import aanbiederrij
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.regels.vindplaats import Gevonden

NIEUW = "(nieuw)"
"""Stands for a code that RIO would issue: which one that will be is not certain before the delivery."""
MAX_VERWIJZINGEN = 20
"""References that are named; `Verwijzing.aantal` counts them all."""

Sleutel = tuple[str, str]
"""Kind of object (name of its table) and its key."""
Foto = dict[Sleutel, Gegeven]


@dataclass(frozen=True, slots=True)
class Voorwerp:
    """One object; without `oud` it appears, without `nieuw` it vanishes."""

    soort: str
    sleutel: str
    oud: Gegeven | None
    nieuw: Gegeven | None


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What refers to an object that would be removed.

    :param sleutels: the first `MAX_VERWIJZINGEN`, in order.
    """

    soort: str
    sleutels: tuple[str, ...]
    aantal: int


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What a delivery would do, and what RIO would answer."""

    uitslag: Uitslag
    voorwerpen: tuple[Voorwerp, ...]
    verwijzingen: tuple[Verwijzing, ...] = ()


def bekijk(
    session: Session,
    context: Context,
    verzoek: Gegeven,
    voer_uit: Callable[[Session], Uitslag],
    gevonden: Gevonden | None = None,
) -> Voorbeeld:
    """Carry out a delivery in this transaction and tell what it did.

    :param voer_uit: the prepared delivery of `context.operatie`.
    :param gevonden: what was found of its place outside the register.
    """
    onderwerp = _ONDERWERPEN[context.operatie.partition("_")[2]]
    verwijderen = context.operatie.startswith("verwijderen_")
    oud = onderwerp.foto(session, context, verzoek, gevonden, {})
    verwijzingen = onderwerp.verwijzingen(session, verzoek) if verwijderen else ()
    uitslag = voer_uit(session)
    if uitslag.goedgekeurd:
        nieuw = _zonder_proefcode(oud, onderwerp.foto(session, context, verzoek, gevonden, uitslag.gegevens))
    else:
        nieuw = {} if verwijderen else {**oud, **onderwerp.bedoeld(verzoek, oud)}
    voorwerpen = [Voorwerp(*sleutel, oud.get(sleutel), nieuw.get(sleutel)) for sleutel in {**oud, **nieuw}]
    return Voorbeeld(uitslag, tuple(v for v in voorwerpen if v.oud != v.nieuw), verwijzingen)


def _zonder_proefcode(oud: Foto, nieuw: Foto) -> Foto:
    """The code of a location that came into being is that of a trial, so it is not told."""
    plek = next((code for soort, code in nieuw if soort == "onderwijslocatie" and (soort, code) not in oud), None)
    if plek is None:
        return nieuw
    return {(soort, sleutel.replace(plek, NIEUW)): stand for (soort, sleutel), stand in nieuw.items()}


@dataclass(frozen=True, slots=True)
class _Onderwerp:
    """A kind of object that is delivered and removed.

    :param foto: the objects of a request as they are; gets what was found of its place, and the fields of the answer
        once there is one.
    :param bedoeld: the objects that a refused request would make; gets those that are there.
    """

    foto: Callable[[Session, Context, Gegeven, Gevonden | None, Mapping[str, Waarde]], Foto]
    bedoeld: Callable[[Gegeven, Foto], Foto]
    verwijzingen: Callable[[Session, Gegeven], tuple[Verwijzing, ...]] = lambda _session, _verzoek: ()


def _rij(session: Session, kolom: sa.Column[Any], *waar: sa.ColumnElement[bool]) -> Gegeven | None:
    return cast("Gegeven | None", session.execute(sa.select(kolom).where(*waar)).scalar())


def _een(soort: str, sleutel: str, stand: Gegeven | None) -> Foto:
    return {} if stand is None else {(soort, sleutel): stand}


def _code(verzoek: Gegeven, voorwerp: str, veld: str) -> str | None:
    """The code in a removal, or in the object of a delivery."""
    return velden.tekst_of_niet(velden.deel(verzoek, voorwerp) or verzoek, veld)


# opleidingseenheid


def _foto_eenheid(
    session: Session, _: Context, verzoek: Gegeven, _gevonden: Gevonden | None, antwoord: Mapping[str, Waarde]
) -> Foto:
    code = _code(verzoek, "opleidingseenheid", "opleidingseenheidcode")
    welke = code or antwoord.get("opleidingseenheidcode")
    tabel = model.opleidingseenheid
    return _een("opleidingseenheid", code or NIEUW, _rij(session, tabel.c.stand, tabel.c.code == welke))


def _bedoelde_eenheid(verzoek: Gegeven, _oud: Foto) -> Foto:
    eenheid = cast(Gegeven, verzoek.velden["opleidingseenheid"])
    code = velden.tekst_of_niet(eenheid, "opleidingseenheidcode") or NIEUW
    return _een("opleidingseenheid", code, cast(Gegeven, eenheidrij(code, eenheid, None)["stand"]))


def _naar_eenheid(session: Session, verzoek: Gegeven) -> tuple[Verwijzing, ...]:
    code = velden.tekst(verzoek, "opleidingseenheidcode")
    relatie, aanbod = model.opleidingsrelatie, model.aangeboden_opleiding
    ander = sa.case((relatie.c.van == code, relatie.c.naar), else_=relatie.c.van)
    return _gevonden(
        _verwijzing(session, "opleidingsrelatie", ander, sa.or_(relatie.c.van == code, relatie.c.naar == code)),
        _verwijzing(session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.eenheid == code),
    )


# aangebodenOpleiding


def _foto_aanbod(
    session: Session, _: Context, verzoek: Gegeven, _gevonden: Gevonden | None, _antwoord: Mapping[str, Waarde]
) -> Foto:
    code = str(_code(verzoek, "aangebodenOpleiding", "aangebodenOpleidingCode"))
    tabel = model.aangeboden_opleiding
    return _een("aangebodenOpleiding", code, _rij(session, tabel.c.stand, tabel.c.code == code.lower()))


def _bedoeld_aanbod(verzoek: Gegeven, _oud: Foto) -> Foto:
    aanbod = cast(Gegeven, verzoek.velden["aangebodenOpleiding"])
    return _een("aangebodenOpleiding", velden.tekst(aanbod, "aangebodenOpleidingCode"), aanbod)


# onderwijsaanbieder


def _foto_aanbieder(
    session: Session, _: Context, verzoek: Gegeven, _gevonden: Gevonden | None, antwoord: Mapping[str, Waarde]
) -> Foto:
    code = _code(verzoek, "onderwijsaanbieder", "onderwijsaanbiedercode")
    welke = code or antwoord.get("onderwijsaanbiedercode")
    tabel, tie = model.organisatorische_eenheid, model.organisatierelatie
    foto = _een("onderwijsaanbieder", code or NIEUW, _rij(session, tabel.c.stand, tabel.c.code == welke))
    keuze = sa.select(tie.c.van, tie.c.soort, tie.c.begindatum, tie.c.einddatum)
    for rij in session.execute(keuze.where(tie.c.naar == welke).order_by(tie.c.van, tie.c.begindatum)).mappings():
        sleutel = f"{rij['van']} - {code or NIEUW} {rij['soort']} {rij['begindatum']}"
        foto[("organisatierelatie", sleutel)] = _als_gegeven("organisatierelatie", rij)
    return foto


def _bedoelde_aanbieder(verzoek: Gegeven, _oud: Foto) -> Foto:
    aanbieder = velden.deel(verzoek, "onderwijsaanbieder") or cast(Gegeven, verzoek.velden["nieuweOnderwijsaanbieder"])
    code = velden.tekst_of_niet(aanbieder, "onderwijsaanbiedercode") or NIEUW
    return _een("onderwijsaanbieder", code, cast(Gegeven, aanbiederrij(code, aanbieder)["stand"]))


def _naar_aanbieder(session: Session, verzoek: Gegeven) -> tuple[Verwijzing, ...]:
    code = velden.tekst(verzoek, "onderwijsaanbiedercode")
    aanbod, adres, bron = model.aangeboden_opleiding, model.contactadres, model.brongebruik
    return _gevonden(
        _verwijzing(session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.aanbieder == code),
        _verwijzing(session, "contactadres", adres.c.soort, adres.c.eenheid == code),
        _verwijzing(session, "brongebruik", bron.c.soort, bron.c.aanbieder == code),
    )


# onderwijslocatiegebruik


def _foto_gebruik(
    session: Session, context: Context, verzoek: Gegeven, gevonden: Gevonden | None, antwoord: Mapping[str, Waarde]
) -> Foto:
    gebruik = velden.deel(verzoek, "onderwijslocatiegebruik")
    bestuur = velden.tekst(gebruik or verzoek, "onderwijsbestuurcode")
    veld = "onderwijslocatieCode" if gebruik is not None else "onderwijslocatiecode"
    code = velden.tekst_of_niet(gebruik or verzoek, veld)
    if gebruik is not None and gevonden is None:
        gevonden = lees_onderwijslocatiegebruik(context, verzoek).vindplaats
    zaak = Locatiezaak(session, context, besturen_van(session, context), bestuur, code, gebruik, gevonden)
    foto: Foto = {}
    plek = code or (str(zaak.locatie.code) if zaak.locatie is not None else None)
    if gebruik is not None and code is None and plek is not None:
        locatie = model.onderwijslocatie
        foto = _een("onderwijslocatie", plek, _rij(session, locatie.c.stand, locatie.c.code == plek))
    welke = plek or antwoord.get("onderwijslocatiecode")
    tabel = model.onderwijslocatiegebruik
    stand = _rij(session, tabel.c.stand, tabel.c.bestuur == bestuur, tabel.c.locatie == welke)
    return {**foto, **_een("onderwijslocatiegebruik", f"{bestuur}/{plek or welke or NIEUW}", stand)}


def _bedoeld_gebruik(verzoek: Gegeven, oud: Foto) -> Foto:
    gebruik = cast(Gegeven, verzoek.velden["onderwijslocatiegebruik"])
    bestuur = velden.tekst(gebruik, "onderwijsbestuurcode")
    bekend = next((sleutel for soort, sleutel in oud if soort == "onderwijslocatie"), None)
    plek = velden.tekst_of_niet(gebruik, "onderwijslocatieCode") or bekend or NIEUW
    stand = cast(Gegeven, gebruikrij(bestuur, plek, gebruik)["stand"])
    return _een("onderwijslocatiegebruik", f"{bestuur}/{plek}", stand)


def _naar_gebruik(session: Session, verzoek: Gegeven) -> tuple[Verwijzing, ...]:
    """Offers at this place of the aanbieders of this bestuur: no controle minds them, their sender may."""
    bestuur, locatie = velden.tekst(verzoek, "onderwijsbestuurcode"), velden.tekst(verzoek, "onderwijslocatiecode")
    aanbod, tie = model.aangeboden_opleiding, model.organisatierelatie
    van_bestuur = aanbod.c.aanbieder.in_(sa.select(tie.c.naar).where(tie.c.van == bestuur))
    return _gevonden(
        _verwijzing(session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.locatie == locatie, van_bestuur)
    )


# opleidingsrelatie


def _foto_relatie(
    session: Session, _: Context, verzoek: Gegeven, _gevonden: Gevonden | None, _antwoord: Mapping[str, Waarde]
) -> Foto:
    relatie = velden.deel(verzoek, "opleidingsrelatie") or verzoek
    codes, begin = _relatiecodes(relatie), velden.datum(relatie, "begindatum")
    tabel = model.opleidingsrelatie
    keuze = sa.select(tabel.c.van, tabel.c.naar, tabel.c.soort, tabel.c.begindatum, tabel.c.einddatum).where(
        tabel.c.van.in_(codes), tabel.c.naar.in_(codes), tabel.c.begindatum == begin
    )
    sleutel = _relatiesleutel(relatie)
    rij = session.execute(keuze).mappings().first()
    return {} if rij is None else {("opleidingsrelatie", sleutel): _als_gegeven("opleidingsrelatie", rij)}


def _bedoelde_relatie(verzoek: Gegeven, oud: Foto) -> Foto:
    relatie = cast(Gegeven, verzoek.velden["opleidingsrelatie"])
    sleutel = ("opleidingsrelatie", _relatiesleutel(relatie))
    eerder = oud.get(sleutel)
    van, naar = (*_relatiecodes(relatie), "")[:2]
    deel: dict[str, Waarde] = dict(eerder.velden) if eerder else {"van": van, "naar": naar}
    deel["begindatum"] = velden.datum(relatie, "begindatum")
    deel.pop("einddatum", None)
    if (einde := velden.datum_of_niet(relatie, "einddatum")) is not None:
        deel["einddatum"] = einde
    return {sleutel: Gegeven("opleidingsrelatie", deel)}


def _relatiecodes(relatie: Gegeven) -> list[str]:
    return cast("list[str]", relatie.velden["opleidingseenheidcode"])


def _relatiesleutel(relatie: Gegeven) -> str:
    return f"{' - '.join(_relatiecodes(relatie))} {velden.datum(relatie, 'begindatum')}"


def _als_gegeven(naam: str, rij: sa.RowMapping) -> Gegeven:
    return Gegeven(naam, {str(veld): waarde for veld, waarde in rij.items() if waarde is not None})


def _gevonden(*verwijzingen: Verwijzing) -> tuple[Verwijzing, ...]:
    return tuple(verwijzing for verwijzing in verwijzingen if verwijzing.aantal)


def _verwijzing(session: Session, soort: str, wat: Any, *waar: sa.ColumnElement[bool]) -> Verwijzing:
    """The first references and their number: two queries, whatever their number."""
    namen = session.execute(sa.select(wat).where(*waar).order_by(wat).limit(MAX_VERWIJZINGEN)).scalars()
    sleutels = tuple(getoond(session, naam) if soort == "aangebodenOpleiding" else str(naam) for naam in namen.all())
    aantal = len(sleutels)
    if aantal == MAX_VERWIJZINGEN:
        aantal = session.execute(sa.select(sa.func.count(wat)).where(*waar)).scalar_one()
    return Verwijzing(soort, sleutels, aantal)


_ONDERWERPEN: Mapping[str, _Onderwerp] = {
    "opleidingseenheid": _Onderwerp(_foto_eenheid, _bedoelde_eenheid, _naar_eenheid),
    "opleidingsrelatie": _Onderwerp(_foto_relatie, _bedoelde_relatie),
    "aangebodenOpleiding": _Onderwerp(_foto_aanbod, _bedoeld_aanbod),
    "onderwijsaanbieder": _Onderwerp(_foto_aanbieder, _bedoelde_aanbieder, _naar_aanbieder),
    "onderwijslocatiegebruik": _Onderwerp(_foto_gebruik, _bedoeld_gebruik, _naar_gebruik),
}
