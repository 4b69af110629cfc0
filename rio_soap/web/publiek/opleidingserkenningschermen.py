"""Opleidingserkenningen: by stelsel, all that a code names, and one with its periods, opleidingen and licenties."""

from typing import Final

from rio_soap.api.soorten import Erkenningenvraag
from rio_soap.api.soorten import opleidingserkenningen as lijst_van_api
from rio_soap.api.vragen import tekst, van_type
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.regels.objectsleutel import delen_van, zonder_lege
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.beschrijving import Beschrijver, assen
from rio_soap.web.publiek.erkenningschermen import Erkenningsvraag, licentierij, licenties_bij
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, lees_beeld, objecten, tekst_van
from rio_soap.web.publiek.objectpagina import objectblad, volgende_van
from rio_soap.web.publiek.objectverwijzing import van_opleiding

_SOORT: Final = "OPLEIDINGSERKENNING"
_KORT: Final = 2
"""Parts of a key that names all erkenningen of a code."""


class Stelselvraag(OpAssen):
    """Of which stelsel."""

    stelsel = van_type("Opleidingsstelsel-v08", "")
    code = van_type("Erkendeopleidingscode", "")
    cursor = tekst("", lengte=1000)


def opleidingserkenningen(verzoek: Schermverzoek) -> Uitkomst:
    """All of a stelsel, page by page, or all that there are."""
    vraag = verzoek.vraag
    gevraagd = {naam: vraag.get(naam) for naam in ("stelsel", "code", "geldigOp", "cursor")}
    if gevraagd["stelsel"] is None:
        gevraagd["code"] = None
    try:
        uit = van_api(verzoek, lijst_van_api, vraag={**gevraagd, "limiet": PER_PAGINA}, vorm=Erkenningenvraag)
    except Toestand:
        if gevraagd["code"] is None:
            raise
        uit = {"opleidingserkenning": []}  # what is not there is an empty list
    return _lijst(verzoek, objecten(uit["opleidingserkenning"]), volgende_van(verzoek, uit))


def _lijst(verzoek: Schermverzoek, gevonden: list[JsonObject], volgende: str | None) -> Blad:
    schrijver = Beschrijver(verzoek, *_eenheden(gevonden))
    stelsels = sorted(standaardlijsten().lijsten["Opleidingsstelsel-v08"])
    return Blad(
        "publiek/opleidingserkenningen.html",
        {
            "rijen": [
                {
                    "cel": schrijver.naar(van_opleiding(een)),
                    "eenheden": schrijver.cellen("opleidingseenheidcode", een.get("opleidingseenheidcode"))[:3],
                    "van": een.get("begindatum"),
                    "tot": een.get("einddatum"),
                }
                for een in gevonden
            ],
            "stelsels": [(een, opmaak.waardenaam(verzoek.taal, een, "Opleidingsstelsel-v08")) for een in stelsels],
            "volgende": volgende,
            "vorige": verzoek.hier(cursor=None) if verzoek.vraag.get("cursor") else None,
        },
    )


def _eenheden(gevonden: list[JsonObject]) -> list[JsonObject]:
    return [{"opleidingseenheidcode": een.get("opleidingseenheidcode")} for een in gevonden]


def opleidingserkenning(verzoek: Schermverzoek) -> Uitkomst:
    """One opleidingserkenning; a key that names several leads to them."""
    sleutel = verzoek.delen["sleutel"]
    try:
        beeld = lees_beeld(verzoek, _SOORT, sleutel)
    except Toestand as fout:
        if fout.status != 404 or (anders := _anderen(verzoek, sleutel)) is None:
            raise
        return anders
    licenties_, volgende = _licenties(verzoek, beeld.velden)
    schrijver = Beschrijver(verzoek, beeld.velden, *licenties_)
    eenheden = schrijver.cellen("opleidingseenheidcode", beeld.velden.get("opleidingseenheidcode"))
    verwijzing = van_opleiding(beeld.velden)
    return objectblad(
        verzoek,
        "opleidingserkenning",
        beeld,
        schrijver.namen.get(verwijzing.sleutel) or verwijzing.code,
        f"/opleidingserkenningen/{beeld.sleutel}",
        code=verwijzing.code,
        soort=beeld.tekst("type"),
        feiten=schrijver.regels(beeld.velden, ("opleidingseenheidcode", "type")),
        perioden=schrijver.tabel(beeld.perioden),
        eenheden=eenheden[: PER_PAGINA * 2],
        licenties=[licentierij(schrijver, een, "instellingserkenning") for een in licenties_],
        volgende=volgende,
        vorige=verzoek.hier(cursor=None) if verzoek.vraag.get("cursor") else None,
    )


def _anderen(verzoek: Schermverzoek, sleutel: str) -> Uitkomst | None:
    """Of a key without its last part: the one that it means, or the list of them; None when there are none."""
    delen = delen_van(sleutel)
    if len(delen) != _KORT:
        return None
    gevraagd = {"stelsel": delen[0], "code": delen[1], "geldigOp": verzoek.vraag.get("geldigOp")}
    try:
        uit = van_api(verzoek, lijst_van_api, vraag=gevraagd, vorm=Erkenningenvraag)
    except Toestand:
        return None
    gevonden = objecten(uit["opleidingserkenning"])
    if len(gevonden) == 1:
        return Omleiding(verzoek.url(van_opleiding(gevonden[0]).pad, **assen(verzoek)))
    return _lijst(verzoek, gevonden, None) if gevonden else None


def _licenties(verzoek: Schermverzoek, velden: JsonObject) -> tuple[list[JsonObject], str | None]:
    namen = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau", "uniekeErkendeopleidingscode")
    return licenties_bij(verzoek, "opleidingserkenning", zonder_lege(tekst_van(velden, naam) for naam in namen))


SCHERMEN: Final = (
    Scherm("/opleidingserkenningen", opleidingserkenningen, Stelselvraag),
    Scherm("/opleidingserkenningen/<path:sleutel>", opleidingserkenning, Erkenningsvraag),
)
