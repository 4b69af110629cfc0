"""Licenties with their maatregelen and succession, and erkenners with what they may recognise."""

from typing import Final

from rio_soap.api.lijsten import HeleLijst
from rio_soap.api.soorten import PADEN as SOORTPADEN
from rio_soap.api.soorten import Licentievraag
from rio_soap.api.soorten import licenties as licenties_van_api
from rio_soap.api.vragen import tekst
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.licentie.rijen import licentierelatiesleutel, maatregelen, maatregelsleutel, relaties
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.frame.veldweergave import waardetekst
from rio_soap.web.publiek.beschrijving import Beschrijver, Cel
from rio_soap.web.publiek.erkenningschermen import licentierij
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, lees_beeld, lees_objecten, objecten, op_begin, tekst_van
from rio_soap.web.publiek.objectpagina import objectblad, volgende_van

_APART: Final = ("licentiecode", "type", "instellingserkenning", "opleidingserkenning", "licentiemaatregel")
_TABELLEN: Final = ("vestigingslicentie", "hoOnderwijsaccreditatie")
_OPVOLGING: Final = "OPVOLGING"
_erkennerlijst = next(een.doe for een in SOORTPADEN if een.regel == "/erkenners")


class Bladvraag(OpAssen):
    """Where a list begins."""

    cursor = tekst("", lengte=1000)


def licentielijst(verzoek: Schermverzoek) -> Uitkomst:
    """All licenties of the day, page by page."""
    vraag = {naam: verzoek.vraag.get(naam) for naam in ("geldigOp", "cursor")} | {"limiet": PER_PAGINA}
    uit = van_api(verzoek, licenties_van_api, vraag=vraag, vorm=Licentievraag)
    gevonden = objecten(uit["licentie"])
    schrijver = Beschrijver(verzoek, *gevonden)
    rijen = [
        {
            **licentierij(schrijver, een, "instellingserkenning"),
            "opleiding": schrijver.cellen("opleidingserkenning", een.get("opleidingserkenning")),
        }
        for een in gevonden
    ]
    vorige = verzoek.hier(cursor=None) if verzoek.vraag.get("cursor") else None
    return Blad("publiek/licenties.html", {"rijen": rijen, "volgende": volgende_van(verzoek, uit), "vorige": vorige})


def licentie(verzoek: Schermverzoek) -> Uitkomst:
    """One licentie: for what and of whom, its maatregelen, and what came before and after it."""
    beeld = lees_beeld(verzoek, "LICENTIE", verzoek.delen["code"])
    code, session = beeld.sleutel, verzoek.session
    van_licentie = maatregelen(session, [code]).get(code, ())
    genomen = lees_objecten(
        verzoek, "LICENTIEMAATREGEL", [maatregelsleutel(code, een.soort, een.begindatum) for een in van_licentie]
    )
    verbonden = lees_objecten(
        verzoek,
        "LICENTIERELATIE",
        [licentierelatiesleutel(een.van, een.naar, een.soort, een.begindatum) for een in relaties(session, [code])],
    )
    schrijver = Beschrijver(verzoek, beeld.velden, *genomen)
    instelling, opleiding = (schrijver.cellen(naam, beeld.velden.get(naam)) for naam in _APART[2:4])
    return objectblad(
        verzoek,
        "licentie",
        beeld,
        f"{opmaak.waardenaam('nl', beeld.tekst('type'))}: {' – '.join(cel.tekst for cel in (*instelling, *opleiding))}",
        f"/licenties/{code}",
        soort=beeld.tekst("type"),
        opvolgers=_kant(verzoek, verbonden, code, "van", "naar"),
        voorgangers=_kant(verzoek, verbonden, code, "naar", "van"),
        instelling=instelling,
        opleiding=opleiding,
        feiten=schrijver.regels(beeld.velden, (*_APART, *_TABELLEN)),
        maatregelen=schrijver.tabel(op_begin(genomen), ("licentiecode",)),
        tabellen=[(naam, schrijver.tabel(op_begin(objecten(beeld.velden.get(naam))))) for naam in _TABELLEN],
    )


def _kant(verzoek: Schermverzoek, verbonden: list[JsonObject], code: str, eigen: str, ander: str) -> list[Cel]:
    """The licenties at the other end of what a licentie is succeeded by, or succeeds."""
    codes = [
        tekst_van(een, f"{ander}Licentiecode")
        for een in verbonden
        if tekst_van(een, f"{eigen}Licentiecode").lower() == code and tekst_van(een, "soort") == _OPVOLGING
    ]
    return [Cel(een, verzoek.url(f"/licenties/{een}")) for een in codes]


def erkenners(verzoek: Schermverzoek) -> Uitkomst:
    """All erkenners of the day."""
    vraag = {naam: verzoek.vraag.get(naam) for naam in ("geldigOp", "cursor")} | {"limiet": PER_PAGINA * 4}
    uit = van_api(verzoek, _erkennerlijst, vraag=vraag, vorm=HeleLijst)
    gevonden = objecten(uit["erkenner"])
    rijen = [(tekst_van(een, "erkennercode"), *naam_van_erkenner(verzoek, een)) for een in gevonden]
    return Blad("publiek/erkenners.html", {"rijen": rijen, "volgende": volgende_van(verzoek, uit)})


def naam_van_erkenner(verzoek: Schermverzoek, velden: JsonObject) -> tuple[str, bool]:
    """Its name, else what its soort is called; and whether that is Dutch whatever the language of the page is."""
    naam = tekst_van(velden, "naam")
    return (naam, True) if naam else waardetekst(verzoek.taal, "soort", tekst_van(velden, "soort"))


def erkenner(verzoek: Schermverzoek) -> Uitkomst:
    """One erkenner and what it may recognise."""
    beeld = lees_beeld(verzoek, "ERKENNER", verzoek.delen["code"])
    schrijver = Beschrijver(verzoek, beeld.velden)
    naam, nl = naam_van_erkenner(verzoek, beeld.velden)
    return objectblad(
        verzoek,
        "erkenner",
        beeld,
        naam,
        f"/erkenners/{beeld.sleutel}",
        nl=nl,
        feiten=schrijver.regels(beeld.velden, ("erkenneraanmerking", "erkennercode")),
        aanmerkingen=schrijver.tabel(op_begin(objecten(beeld.velden.get("erkenneraanmerking")))),
    )


SCHERMEN: Final = (
    Scherm("/licenties", licentielijst, Bladvraag),
    Scherm("/licenties/<code>", licentie, OpAssen),
    Scherm("/erkenners", erkenners, Bladvraag),
    Scherm("/erkenners/<code>", erkenner, OpAssen),
)
