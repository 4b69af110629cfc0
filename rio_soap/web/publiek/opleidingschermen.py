"""Opleidingseenheden: found by name or kind; and one of whatever kind with its relations, erkenningen and offers."""

import re
from datetime import date
from typing import Final

from rio_soap.api.vragen import Getalveld, van_type
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.eenheid.eenheidsregels import Eenheidsregel, eenheden_op_code, eenheidsregels
from rio_soap.register.eenheid.rijen import Opleidingsrelatie, relaties
from rio_soap.register.regels.folding import woorden
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant
from rio_soap.register.zoeken.eenheidzoeker import MEESTE, eenheden_met_woorden
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.aanbodpagina import Aanbodvervolg, aanbod_van
from rio_soap.web.publiek.beschrijving import Beschrijver, assen
from rio_soap.web.publiek.objectbeeld import (
    PER_PAGINA,
    lees_beeld,
    tekst_van,
)
from rio_soap.web.publiek.objectpagina import Relatie, objectblad, op_geldigheid, relatie_van

_CODE: Final = re.compile(r"[0-9]{4}O[0-9]{4}\Z")
"""An opleidingseenheidcode."""
_TYPEN: Final = "Opleidingseenheidtype-v02"
_RELATIES: Final = 100
"""Relations on a page, in each direction."""
_APART: Final = ("opleidingseenheidcode", "opleidingserkenning", "opleidingserkenningSleutel", "opleidingsrelatie")


class Opleidingenvraag(OpAssen):
    """By what opleidingseenheden are found."""

    q = van_type("Zoekterm", "")
    type = van_type(_TYPEN, "")
    pagina = Getalveld(load_default=0)
    na = van_type("OpleidingseenheidID-v01", "")


def opleidingen(verzoek: Schermverzoek) -> Uitkomst:
    """What has these words in a name, or the unit with this code; without any all units of a kind, or all, by code."""
    vraag, vorige = verzoek.vraag, None
    if _CODE.match(code := (vraag.get("q") or "").upper()):
        return Omleiding(verzoek.url(f"/opleidingen/{code}", **assen(verzoek)))
    gezocht = woorden(vraag.get("q") or "")
    session, codes = verzoek.session, list[str]()
    if gezocht:
        codes = list(eenheden_met_woorden(session, gezocht))
        plek = vraag["pagina"] * PER_PAGINA
        deel = codes[plek : plek + PER_PAGINA]
        volgende = verzoek.hier(pagina=vraag["pagina"] + 1) if len(codes) > plek + PER_PAGINA else None
        if vraag["pagina"]:
            vorige = verzoek.hier(pagina=vraag["pagina"] - 1 or None)
    else:
        type_: str | None = vraag.get("type")
        if type_ is not None and not verzoek.context.lijsten.bestaat(_TYPEN, type_):
            raise Toestand(400, "foute_vraag", fouten={"type": "frame.vraagfout.waarde"})
        # Without a kind what has ended stands there too, unless a day is asked about.
        dag = verzoek.dag if type_ is not None else vraag.get("geldigOp")
        deel = list(eenheden_op_code(session, type_, dag, vraag.get("na") or "", PER_PAGINA + 1))
        volgende = verzoek.hier(na=deel[PER_PAGINA - 1]) if len(deel) > PER_PAGINA else None
        vorige = verzoek.hier(na=None) if vraag.get("na") else None
    gevonden = eenheidsregels(session, verzoek.context, deel[:PER_PAGINA], verzoek.dag)
    typen = sorted(standaardlijsten().lijsten[_TYPEN])
    return Blad(
        "publiek/opleidingen.html",
        {
            "rijen": [_rij(verzoek, een) for een in gevonden],
            "gezocht": bool(gezocht),
            "meer": len(codes) >= MEESTE,
            "typen": [(een, opmaak.waardenaam(verzoek.taal, een)) for een in typen],
            "volgende": volgende,
            "vorige": vorige,
        },
    )


def _rij(verzoek: Schermverzoek, regel: Eenheidsregel) -> dict[str, object]:
    einde = regel.einddatum
    return {
        "code": regel.code,
        "naam": regel.naam,
        "soort": opmaak.waardenaam(verzoek.taal, regel.type),
        "niveaus": regel.niveaus,
        "einde": einde if einde is not None and not regel.begindatum <= verzoek.dag < einde else "",
    }


def opleiding(verzoek: Schermverzoek) -> Uitkomst:
    """One opleidingseenheid: what it is part of and what is part of it, its erkenningen, and who offers it."""
    beeld = lees_beeld(verzoek, "OPLEIDINGSEENHEID", verzoek.delen["code"])
    verbonden = relaties(verzoek.session, beeld.sleutel)
    boven = [een for een in verbonden if een.van == beeld.sleutel]  # from part to whole
    onder = [een for een in verbonden if een.naar == beeld.sleutel]
    getoond = [*boven[:_RELATIES], *onder[:_RELATIES]]
    anderen: list[Json] = [een.ander(beeld.sleutel) for een in getoond]
    schrijver = Beschrijver(verzoek, beeld.velden, {"opleidingseenheidcode": anderen})
    velden = beeld.velden
    return objectblad(
        verzoek,
        "opleiding",
        beeld,
        tekst_van(beeld.periode, "naamLang") or beeld.sleutel,
        f"/opleidingseenheden/{beeld.sleutel}",
        soort=beeld.tekst("opleidingseenheidtype"),
        feiten=schrijver.regels(velden, _APART),
        erkenningen=schrijver.cellen(
            "opleidingserkenning", velden.get("opleidingserkenning") or velden.get("opleidingserkenningSleutel")
        ),
        boven=_verwant(verzoek, schrijver, beeld.sleutel, boven),
        onder=_verwant(verzoek, schrijver, beeld.sleutel, onder),
        meer_onder=max(0, len(onder) - _RELATIES),
        perioden=schrijver.tabel(beeld.perioden),
        deel=aanbod_van(verzoek, Aanbodkant.EENHEID, beeld.sleutel),
    )


def _verwant(
    verzoek: Schermverzoek, schrijver: Beschrijver, eigen: str, rijen: list[Opleidingsrelatie]
) -> list[Relatie]:
    uit = []
    for rij in rijen[:_RELATIES]:
        (cel,) = schrijver.cellen("opleidingseenheidcode", rij.ander(eigen))
        uit.append(relatie_van(verzoek, rij.soort, cel, duur_als_json(rij.begindatum, rij.einddatum)))
    return op_geldigheid(uit)


def duur_als_json(begin: date, einde: date | None) -> JsonObject:
    """The days of a row as fields of an object have them."""
    return {"begindatum": begin.isoformat(), "einddatum": einde.isoformat() if einde else None}


SCHERMEN: Final = (
    Scherm("/opleidingen", opleidingen, Opleidingenvraag),
    Scherm("/opleidingen/<code>", opleiding, Aanbodvervolg),
)
