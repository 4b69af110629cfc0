"""What a delivery concerns, per kind of object: the objects as they are, as they are meant, and what refers to them."""

from collections.abc import Mapping

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.bericht import eenheidstand
from rio_soap.register.locatie.bericht import lees_onderwijslocatiegebruik
from rio_soap.register.locatie.leveringen import gebruikstand
from rio_soap.register.locatie.zaak import Locatielevering, Locatiezaak
from rio_soap.register.organisatie.leveringen import aanbiederstand
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.vooraf.onderwerp import MAX_VERWIJZINGEN, NIEUW, Blik, Foto, Objectverwijzing, Onderwerp
from rio_soap.register.vooraf.onderwerpen_eigen import EIGEN_ONDERWERPEN
from rio_soap.register.vooraf.voorbeeldzicht import CONTACTADRES, openbare_contexten


def _stand(session: Session, kolom: sa.Column[Gegeven], *waar: sa.ColumnElement[bool]) -> Gegeven | None:
    return session.execute(sa.select(kolom).where(*waar)).scalar()


def _een(soort: str, sleutel: str, stand: Gegeven | None) -> Foto:
    return {} if stand is None else {(soort, sleutel): stand}


def _code(verzoek: Gegeven, voorwerp: str, veld: str) -> str | None:
    """The code in a removal, or in the object of a delivery."""
    return velden.tekst_of_niet(velden.deel(verzoek, voorwerp) or verzoek, veld)


# opleidingseenheid


def _foto_eenheid(blik: Blik) -> Foto:
    code = _code(blik.verzoek, "opleidingseenheid", "opleidingseenheidcode")
    welke = code or blik.antwoord.get("opleidingseenheidcode")
    tabel = model.opleidingseenheid
    return _een("opleidingseenheid", code or NIEUW, _stand(blik.session, tabel.c.stand, tabel.c.code == welke))


def _bedoelde_eenheid(_context: Context, verzoek: Gegeven, _oud: Foto) -> Foto:
    eenheid = velden.verplicht_deel(verzoek, "opleidingseenheid")
    code = velden.tekst_of_niet(eenheid, "opleidingseenheidcode") or NIEUW
    return _een("opleidingseenheid", code, eenheidstand(eenheid))


def _naar_eenheid(blik: Blik) -> tuple[Objectverwijzing, ...]:
    code = velden.tekst(blik.verzoek, "opleidingseenheidcode")
    relatie, aanbod = model.opleidingsrelatie, model.aangeboden_opleiding
    ander = sa.case((relatie.c.van == code, relatie.c.naar), else_=relatie.c.van)
    return _gevonden(
        _verwijzing(blik.session, "opleidingsrelatie", ander, sa.or_(relatie.c.van == code, relatie.c.naar == code)),
        _verwijzing(blik.session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.eenheid == code),
    )


# aangebodenOpleiding


def _foto_aanbod(blik: Blik) -> Foto:
    code = str(_code(blik.verzoek, "aangebodenOpleiding", "aangebodenOpleidingCode"))
    tabel = model.aangeboden_opleiding
    return _een("aangebodenOpleiding", code, _stand(blik.session, tabel.c.stand, tabel.c.code == code.lower()))


def _bedoeld_aanbod(_context: Context, verzoek: Gegeven, _oud: Foto) -> Foto:
    aanbod = velden.verplicht_deel(verzoek, "aangebodenOpleiding")
    return _een("aangebodenOpleiding", velden.tekst(aanbod, "aangebodenOpleidingCode"), aanbod)


# onderwijsaanbieder


def _foto_aanbieder(blik: Blik) -> Foto:
    code = _code(blik.verzoek, "onderwijsaanbieder", "onderwijsaanbiedercode")
    welke = code or blik.antwoord.get("onderwijsaanbiedercode")
    tabel, relatie = model.organisatorische_eenheid, model.organisatierelatie
    foto = _een("onderwijsaanbieder", code or NIEUW, _stand(blik.session, tabel.c.stand, tabel.c.code == welke))
    keuze = sa.select(relatie.c.van, relatie.c.soort, relatie.c.begindatum, relatie.c.einddatum)
    for rij in blik.session.execute(
        keuze.where(relatie.c.naar == welke).order_by(relatie.c.van, relatie.c.begindatum)
    ).mappings():
        sleutel = f"{rij['van']} - {code or NIEUW} {rij['soort']} {rij['begindatum']}"
        foto[("organisatierelatie", sleutel)] = _als_gegeven("organisatierelatie", rij)
    return foto


def _bedoelde_aanbieder(_context: Context, verzoek: Gegeven, _oud: Foto) -> Foto:
    aanbieder = velden.deel(verzoek, "onderwijsaanbieder") or velden.verplicht_deel(verzoek, "nieuweOnderwijsaanbieder")
    code = velden.tekst_of_niet(aanbieder, "onderwijsaanbiedercode") or NIEUW
    return _een("onderwijsaanbieder", code, aanbiederstand(aanbieder))


def _naar_aanbieder(blik: Blik) -> tuple[Objectverwijzing, ...]:
    code = velden.tekst(blik.verzoek, "onderwijsaanbiedercode")
    aanbod, adres, bron = model.aangeboden_opleiding, model.contactadres, model.brongebruik
    openbaar = adres.c.context.in_(openbare_contexten(blik))
    return _gevonden(
        _verwijzing(blik.session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.aanbieder == code),
        _verwijzing(blik.session, CONTACTADRES, adres.c.context, adres.c.eenheid == code, openbaar),
        _verwijzing(blik.session, "brongebruik", bron.c.soort, bron.c.aanbieder == code),
    )


# onderwijslocatiegebruik


def _foto_gebruik(blik: Blik) -> Foto:
    zaak = _locatiezaak(blik)
    bestuur, code = zaak.bestuur, zaak.locatiecode
    foto: Foto = {}
    plaats = code or (zaak.locatie.code if zaak.locatie is not None else None)
    if code is None and plaats is not None:
        locatie = model.onderwijslocatie
        foto = _een("onderwijslocatie", plaats, _stand(blik.session, locatie.c.stand, locatie.c.code == plaats))
    welke = plaats or blik.antwoord.get("onderwijslocatiecode")
    tabel = model.onderwijslocatiegebruik
    stand = _stand(blik.session, tabel.c.stand, tabel.c.bestuur == bestuur, tabel.c.locatie == welke)
    return {**foto, **_een("onderwijslocatiegebruik", f"{bestuur}/{plaats or welke or NIEUW}", stand)}


def _locatiezaak(blik: Blik) -> Locatiezaak:
    """The use of a request, to deliver or to remove."""
    besturen = besturen_van(blik.session, blik.context)
    if "onderwijslocatiegebruik" not in blik.verzoek.velden:
        bestuur = velden.tekst(blik.verzoek, "onderwijsbestuurcode")
        code = velden.tekst(blik.verzoek, "onderwijslocatiecode")
        return Locatiezaak(blik.session, blik.context, besturen, bestuur, code)
    bericht = lees_onderwijslocatiegebruik(blik.context, blik.verzoek)
    if blik.gevonden is not None:
        bericht = bericht.met(blik.gevonden)
    return Locatielevering(blik.session, blik.context, besturen, bericht.bestuur, bericht.code, bericht)


def _bedoeld_gebruik(_context: Context, verzoek: Gegeven, oud: Foto) -> Foto:
    gebruik = velden.verplicht_deel(verzoek, "onderwijslocatiegebruik")
    bestuur = velden.tekst(gebruik, "onderwijsbestuurcode")
    bekend = next((sleutel for soort, sleutel in oud if soort == "onderwijslocatie"), None)
    plaats = velden.tekst_of_niet(gebruik, "onderwijslocatieCode") or bekend or NIEUW
    stand = gebruikstand(gebruik)
    return _een("onderwijslocatiegebruik", f"{bestuur}/{plaats}", stand)


def _naar_gebruik(blik: Blik) -> tuple[Objectverwijzing, ...]:
    """Offers at this place of the aanbieders of this bestuur: no controle minds them, their sender may."""
    bestuur, locatie = (
        velden.tekst(blik.verzoek, "onderwijsbestuurcode"),
        velden.tekst(blik.verzoek, "onderwijslocatiecode"),
    )
    aanbod, relatie = model.aangeboden_opleiding, model.organisatierelatie
    van_bestuur = aanbod.c.aanbieder.in_(sa.select(relatie.c.naar).where(relatie.c.van == bestuur))
    return _gevonden(
        _verwijzing(blik.session, "aangebodenOpleiding", aanbod.c.code, aanbod.c.locatie == locatie, van_bestuur)
    )


# opleidingsrelatie


def _foto_relatie(blik: Blik) -> Foto:
    relatie = velden.deel(blik.verzoek, "opleidingsrelatie") or blik.verzoek
    codes, begin = _relatiecodes(relatie), velden.datum(relatie, "begindatum")
    tabel = model.opleidingsrelatie
    keuze = sa.select(tabel.c.van, tabel.c.naar, tabel.c.soort, tabel.c.begindatum, tabel.c.einddatum).where(
        tabel.c.van.in_(codes), tabel.c.naar.in_(codes), tabel.c.begindatum == begin
    )
    sleutel = _relatiesleutel(relatie)
    rij = blik.session.execute(keuze).mappings().first()
    return {} if rij is None else {("opleidingsrelatie", sleutel): _als_gegeven("opleidingsrelatie", rij)}


def _bedoelde_relatie(_context: Context, verzoek: Gegeven, oud: Foto) -> Foto:
    relatie = velden.verplicht_deel(verzoek, "opleidingsrelatie")
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
    return velden.teksten(relatie, "opleidingseenheidcode")


def _relatiesleutel(relatie: Gegeven) -> str:
    return f"{' - '.join(_relatiecodes(relatie))} {velden.datum(relatie, 'begindatum')}"


def _als_gegeven(naam: str, rij: sa.RowMapping) -> Gegeven:
    return Gegeven(naam, {str(veld): waarde for veld, waarde in rij.items() if waarde is not None})


def _gevonden(*verwijzingen: Objectverwijzing) -> tuple[Objectverwijzing, ...]:
    return tuple(verwijzing for verwijzing in verwijzingen if verwijzing.aantal)


def _verwijzing(
    session: Session, soort: str, wat: sa.ColumnElement[str], *waar: sa.ColumnElement[bool]
) -> Objectverwijzing:
    """The first references and their number: two queries, whatever their number."""
    namen = session.execute(sa.select(wat).where(*waar).order_by(wat).limit(MAX_VERWIJZINGEN)).scalars()
    sleutels = tuple(getoond(session, naam) if soort == "aangebodenOpleiding" else str(naam) for naam in namen.all())
    aantal = len(sleutels)
    if aantal == MAX_VERWIJZINGEN:
        aantal = session.execute(sa.select(sa.func.count(wat)).where(*waar)).scalar_one()
    return Objectverwijzing(soort, sleutels, aantal)


ONDERWERPEN: Mapping[str, Onderwerp] = {
    "opleidingseenheid": Onderwerp(_foto_eenheid, _bedoelde_eenheid, _naar_eenheid),
    "opleidingsrelatie": Onderwerp(_foto_relatie, _bedoelde_relatie),
    "aangebodenOpleiding": Onderwerp(_foto_aanbod, _bedoeld_aanbod),
    "onderwijsaanbieder": Onderwerp(_foto_aanbieder, _bedoelde_aanbieder, _naar_aanbieder),
    "onderwijslocatiegebruik": Onderwerp(_foto_gebruik, _bedoeld_gebruik, _naar_gebruik),
    **EIGEN_ONDERWERPEN,
}
"""Kind of object, as the names of operations end, to what is looked at of it."""
