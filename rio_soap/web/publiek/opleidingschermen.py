"""Opleidingseenheden: found by name or kind; and one of whatever kind with its relations, erkenningen and offers."""

import re
from datetime import date
from typing import Final

from rio_soap.api.soorten import EENHEDEN, Eenhedenvraag, opleidingseenheden
from rio_soap.api.vragen import Getalveld, tekst, van_type
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.eenheid.rijen import Opleidingsrelatie, relaties
from rio_soap.register.regels.folding import woorden
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant
from rio_soap.register.zoeken.eenheidzoeker import MEESTE, eenheden_met_woorden
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.aanbodpagina import Aanbodvervolg, aanbod_van
from rio_soap.web.publiek.beschrijving import Beschrijver, assen
from rio_soap.web.publiek.objectbeeld import (
    PER_PAGINA,
    geldende,
    geldt,
    lees_beeld,
    lees_objecten,
    objecten,
    op_begin,
    tekst_van,
)
from rio_soap.web.publiek.objectpagina import Relatie, objectblad, op_geldigheid, relatie_van, volgende_van

_CODE: Final = re.compile(r"[0-9]{4}O[0-9]{4}\Z")
"""An opleidingseenheidcode."""
_RELATIES: Final = 100
"""Relations on a page, in each direction."""
_APART: Final = ("opleidingseenheidcode", "opleidingserkenning", "opleidingserkenningSleutel", "opleidingsrelatie")


class Opleidingenvraag(OpAssen):
    """By what opleidingseenheden are found."""

    q = van_type("Zoekterm", "")
    type = van_type("Opleidingseenheidtype-v02", "")
    pagina = Getalveld(load_default=0)
    cursor = tekst("", lengte=1000)


def opleidingen(verzoek: Schermverzoek) -> Uitkomst:
    """What has these words in a name, or the unit with this code; without any all units of a kind, or all, by code."""
    vraag, vorige = verzoek.vraag, None
    if _CODE.match(code := (vraag.get("q") or "").upper()):
        return Omleiding(verzoek.url(f"/opleidingen/{code}", **assen(verzoek)))
    gezocht = woorden(vraag.get("q") or "")
    if gezocht:
        codes = eenheden_met_woorden(verzoek.session, gezocht)
        plek = vraag["pagina"] * PER_PAGINA
        gevonden = lees_objecten(verzoek, "OPLEIDINGSEENHEID", codes[plek : plek + PER_PAGINA])
        volgende = verzoek.hier(pagina=vraag["pagina"] + 1) if len(codes) > plek + PER_PAGINA else None
        if vraag["pagina"]:
            vorige = verzoek.hier(pagina=vraag["pagina"] - 1 or None)
    else:
        lijstvraag = {naam: vraag.get(naam) for naam in ("type", "geldigOp", "cursor")} | {"limiet": PER_PAGINA}
        uit = van_api(verzoek, opleidingseenheden, vraag=lijstvraag, vorm=Eenhedenvraag)
        gevonden = [een for _, naam in EENHEDEN for een in objecten(uit.get(naam))]
        gevonden.sort(key=lambda een: tekst_van(een, "opleidingseenheidcode"))
        codes, volgende = [], volgende_van(verzoek, uit)
        vorige = verzoek.hier(cursor=None) if vraag.get("cursor") else None
    typen = sorted(standaardlijsten().lijsten["Opleidingseenheidtype-v02"])
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


def _rij(verzoek: Schermverzoek, eenheid: JsonObject) -> dict[str, object]:
    code = tekst_van(eenheid, "opleidingseenheidcode")
    perioden = [deel for naam, lijst in eenheid.items() if naam.endswith("Periode") for deel in objecten(lijst)]
    einde = tekst_van(eenheid, "einddatum")
    soort = tekst_van(eenheid, "opleidingseenheidtype")
    niveau = eenheid.get("niveau")
    return {
        "code": code,
        "naam": tekst_van(geldende(op_begin(perioden), verzoek.dag), "naamLang") or code,
        "soort": opmaak.waardenaam(verzoek.taal, soort) if soort else "",
        "niveaus": niveau if isinstance(niveau, list) else [niveau] if niveau else [],
        "einde": einde if einde and not geldt(eenheid, verzoek.dag) else "",
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
