"""Offers: found by what and where they are and whether one can apply; and one with all that stands behind it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from marshmallow import validate

from rio_soap.api.aanbodpaden import Aanbodzoekvraag, aangeboden_opleidingen
from rio_soap.api.aanbodpaden import erkenningsstatus as erkenningsstatus_van_api
from rio_soap.api.vragen import Getalveld, dag, tekst, van_type
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.aanbod.zoekrij import OPEN
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.aanbodpagina import statussen
from rio_soap.web.publiek.beschrijving import Beschrijver, Cel, Gegevensregel
from rio_soap.web.publiek.historieblad import Historievragen, historie_blad
from rio_soap.web.publiek.objectbeeld import (
    PER_PAGINA,
    Objectbeeld,
    geldende,
    lees_beeld,
    objecten,
    op_begin,
    tekst_van,
)
from rio_soap.web.publiek.objectpagina import objectblad, volgende_van
from rio_soap.web.publiek.objectverwijzing import van_instelling

_VERST: Final = 100
"""Kilometres of a straal at most (XSD)."""
_COHORTEN: Final = 12
"""Cohorten on a page."""
_FILTERS: Final = ("q", "sector", "niveau", "plaats", "postcode", "straal", "aanmeldenOp", "aanbieder")
_TE_VEEL, _TE_WEINIG = "RS1012", "RS1013"
_WIE: Final = {
    "aanbieder": "onderwijsaanbiedercode",
    "opleiding": "opleidingseenheidcode",
    "locatie": "onderwijslocatiecode",
}
"""Text to the element that says who, what and where."""
_APART: Final = ("aangebodenOpleidingCode", *_WIE.values(), "begindatum", "einddatum")
"""Fields that the page shows in front."""


class Aanbodschermvraag(OpAssen):
    """By what offers are found."""

    q = van_type("Zoekterm", "")
    sector = van_type("Sector", "")
    niveau = van_type("Niveaucode-v06", "")
    plaats = van_type("Plaatsnaam-v02", "")
    postcode = van_type("Postcodedeel", "")
    straal = Getalveld(validate=validate.Range(1, _VERST))
    aanmeldenOp = dag("")
    aanbieder = van_type("OnderwijsaanbiederID-v01", "")
    cursor = tekst("", lengte=1000)


class Cohortvraag(OpAssen):
    """Of an offer, from which cohort on."""

    vanaf = Getalveld(load_default=0)


def aanbod_zoeken(verzoek: Schermverzoek) -> Uitkomst:
    """What is found; without anything to look for all offers, by code."""
    vraag = verzoek.vraag
    gezocht = {naam: vraag.get(naam) for naam in (*_FILTERS, "geldigOp", "cursor")}
    lijsten = standaardlijsten().lijsten
    blad: dict[str, object] = {
        "sectoren": [(een, opmaak.waardenaam(verzoek.taal, een, "Sector")) for een in sorted(lijsten["Sector"])],
        "niveaus": [
            (een, opmaak.waardenaam(verzoek.taal, een, "Niveaucode-v06")) for een in sorted(lijsten["Niveaucode-v06"])
        ],
        "gezocht": any(vraag.get(naam) for naam in _FILTERS),
        "vandaag": verzoek.context.vandaag.isoformat(),
    }
    try:
        uit = van_api(verzoek, aangeboden_opleidingen, vraag={**gezocht, "limiet": PER_PAGINA}, vorm=Aanbodzoekvraag)
    except Toestand as fout:
        if fout.status != 400 or vraag.get("cursor"):
            raise
        meldingen: list[tuple[str, str, str]] = fout.velden.get("meldingen", [])  # type: ignore[assignment]
        te_veel = any(code == _TE_VEEL for code, *_ in meldingen)
        fouten = [] if te_veel else [_fout(verzoek, *melding) for melding in meldingen]
        return Blad("publiek/aanbodlijst.html", {**blad, "te_veel": te_veel, "fouten": fouten}, 200 if te_veel else 400)
    gevonden = objecten(uit["opleidingstreffer"])
    return Blad(
        "publiek/aanbodlijst.html",
        {
            **blad,
            "treffers": gevonden,
            "statussen": statussen(verzoek, gevonden),
            "volgende": volgende_van(verzoek, uit),
        },
    )


def _fout(verzoek: Schermverzoek, code: str, naam: str, detail: str) -> tuple[str, str]:
    """What is wrong with which field: of too little the words of the page, of all else those of the register."""
    if code != _TE_WEINIG:
        return naam, detail
    waarop = "straal" if naam == "straal" else "te_weinig"
    return {"straal": "plaats"}.get(naam, "q"), opmaak.zin(verzoek.taal, f"aanbodlijst.fout.{waarop}")


def aanbod(verzoek: Schermverzoek) -> Uitkomst:
    """One offer: whether it is recognised and why, whose it is, where, its periods and its cohorten."""
    beeld = lees_beeld(verzoek, "AANGEBODEN_OPLEIDING", verzoek.delen["code"])
    status = _status(verzoek, beeld)
    schrijver = Beschrijver(verzoek, beeld.velden, status)
    vanaf = verzoek.vraag["vanaf"]
    cohorten = sorted(beeld.cohorten, key=lambda een: tekst_van(een, "beginAanmeldperiode"), reverse=True)
    return objectblad(
        verzoek,
        "aanbod",
        beeld,
        naam_van_aanbod(beeld, schrijver),
        f"/aangeboden-opleidingen/{beeld.sleutel}",
        wie=[(kort, schrijver.cellen(naam, beeld.velden.get(naam))) for kort, naam in _WIE.items()],
        status=status,
        gronden=Gronden(schrijver, status),
        feiten=schrijver.regels(beeld.velden, _APART),
        perioden=schrijver.tabel(beeld.perioden),
        cohorten=[_cohort(verzoek, schrijver, een) for een in cohorten[vanaf : vanaf + _COHORTEN]],
        aantal_cohorten=len(cohorten),
        volgende=verzoek.hier(vanaf=vanaf + _COHORTEN) if len(cohorten) > vanaf + _COHORTEN else None,
        vorige=verzoek.hier(vanaf=max(0, vanaf - _COHORTEN) or None) if vanaf else None,
    )


def naam_van_aanbod(beeld: Objectbeeld, schrijver: Beschrijver) -> str:
    """What an offer is called on the day: its own name, else that of its opleiding."""
    eigen = tekst_van(geldende(op_begin(beeld.perioden), beeld.dag), "eigenNaamAangebodenOpleiding")
    return eigen or schrijver.naam(beeld.tekst("opleidingseenheidcode"))


def _status(verzoek: Schermverzoek, beeld: Objectbeeld) -> JsonObject:
    """What the register concludes; as it knows it now, whatever moment is asked about."""
    delen, vraag = {"code": beeld.sleutel}, {"geldigOp": verzoek.dag}
    try:
        uit = van_api(verzoek, erkenningsstatus_van_api, delen, vraag)
    except Toestand:
        return {}  # what it was once, and is no more
    gevonden = objecten(uit["erkenningsstatus"])
    return gevonden[0] if gevonden else {}


class Gronden:
    """On what a conclusion stands: erkenningen and licenties as links, each with what is to be known of it."""

    def __init__(self, schrijver: Beschrijver, status: JsonObject) -> None:
        self.status = tekst_van(status, "status").lower()
        self.instellingen = [_instellingsgrond(schrijver, een) for een in objecten(status.get("instellingserkenning"))]
        self.opleidingen = schrijver.cellen("opleidingserkenning", status.get("opleidingserkenning"))
        self.licenties = [_licentiegrond(schrijver, een) for een in objecten(status.get("licentie"))]

    @property
    def toon(self) -> str:
        """How the conclusion is shown: ``goed``, ``let-op`` or ``fout``."""
        if self.status == "erkend":
            return "goed"
        return "fout" if self.status in _NIET else "let-op"


_NIET: Final = frozenset({"niet_erkend", "geen_licentie", "licentie_verlopen", "geen_aanbod"})


def _instellingsgrond(schrijver: Beschrijver, sleutel: JsonObject) -> tuple[Cel, Sequence[Cel]]:
    """An erkenning of an institution, and who gave it."""
    return schrijver.naar(van_instelling(sleutel)), schrijver.cellen("erkenner", sleutel.get("erkenner"))


def _licentiegrond(schrijver: Beschrijver, licentie: JsonObject) -> dict[str, object]:
    code = tekst_van(licentie, "licentiecode")
    soort = "".join(cel.tekst for cel in schrijver.cellen("type", licentie.get("type")))
    return {
        "cel": Cel(soort, schrijver.verzoek.url(f"/licenties/{code}")),
        "van": licentie.get("begindatum"),
        "tot": licentie.get("einddatum"),
        "herkomst": schrijver.cellen("herkomst", licentie.get("herkomst")),
        "stadium": tekst_van(licentie, "stadium"),
        "maatregelen": objecten(licentie.get("licentiemaatregel")),
    }


def _cohort(verzoek: Schermverzoek, schrijver: Beschrijver, cohort: JsonObject) -> dict[str, object]:
    """A cohort, and whether one can apply for it on the day."""
    op, einde = verzoek.dag.isoformat(), tekst_van(cohort, "eindeAanmeldperiode")
    begin = tekst_van(cohort, "beginAanmeldperiode")
    stand = "gesloten"
    if tekst_van(cohort, "cohortstatus") == OPEN:
        stand = "straks" if begin > op else "open" if not einde or op <= einde else "voorbij"
    regels: list[Gegevensregel] = schrijver.regels(cohort, ("cohortcode", "beginAanmeldperiode", "eindeAanmeldperiode"))
    return {"code": cohort.get("cohortcode"), "stand": stand, "van": begin, "tot": einde, "regels": regels}


def aanbodhistorie(verzoek: Schermverzoek) -> Uitkomst:
    """What happened to an offer, also to one that is there no more."""
    code = verzoek.delen["code"]
    titel = code
    with suppress(Toestand):  # of what is there no more the history alone
        beeld = lees_beeld(verzoek, "AANGEBODEN_OPLEIDING", code)
        titel = naam_van_aanbod(beeld, Beschrijver(verzoek, beeld.velden)) or code
    terug = [
        (opmaak.zin(verzoek.taal, "aanbod.lijst"), verzoek.url("/aanbod")),
        (titel, verzoek.url(f"/aanbod/{code}")),
    ]
    return historie_blad(verzoek, "AANGEBODEN_OPLEIDING", code, titel, terug)


SCHERMEN: Final = (
    Scherm("/aanbod", aanbod_zoeken, Aanbodschermvraag),
    Scherm("/aanbod/<code>", aanbod, Cohortvraag),
    Scherm("/aanbod/<code>/historie", aanbodhistorie, Historievragen),
)
