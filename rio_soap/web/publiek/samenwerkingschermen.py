"""Erkende samenwerkingen: which one serves a postcode, and one with its members and its region over time."""

from collections.abc import Sequence
from typing import Final

from rio_soap.api.vragen import tekst, van_type
from rio_soap.api.waardenpaden import Samenwerkingsvraag
from rio_soap.api.waardenpaden import samenwerkingen as samenwerkingen_van_api
from rio_soap.contract.gegevens import Waarde
from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_api, van_operatie
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.erkenningschermen import Erkenningsvraag, erkenningsblad
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, Objectbeeld, geldende, geldt, objecten, op_begin, tekst_van
from rio_soap.web.publiek.objectpagina import volgende_van

_TYPE: Final = "ERKENDE_SAMENWERKING"
_MEESTE_REEKSEN: Final = 150
"""Runs of postcodes of a region on a page."""


class Samenwerkingsschermvraag(OpAssen):
    """Which samenwerkingen."""

    postcode = van_type("Postcodedeel", "")
    soort = van_type("ErkendeSamenwerkingssoort", "")
    cursor = tekst("", lengte=1000)


def samenwerkingen(verzoek: Schermverzoek) -> Uitkomst:
    """Those that serve a postcode or are of a soort, or all of them."""
    vraag = verzoek.vraag
    postcode, soort = vraag.get("postcode"), vraag.get("soort")
    # Of a postcode there are but a few: of these the soort is looked at here, since the reading takes one of both.
    gevraagd = {"postcode": postcode, "soort": None if postcode else soort, "geldigOp": vraag.get("geldigOp")}
    uit = van_api(
        verzoek,
        samenwerkingen_van_api,
        vraag={**gevraagd, "limiet": PER_PAGINA, "cursor": vraag.get("cursor")},
        vorm=Samenwerkingsvraag,
    )
    rijen = [_rij(verzoek, een) for een in objecten(uit["erkendeSamenwerking"])]
    soorten = sorted(standaardlijsten().lijsten["ErkendeSamenwerkingssoort"])
    return Blad(
        "publiek/samenwerkingen.html",
        {
            "rijen": [rij for rij in rijen if not (postcode and soort) or rij["code_soort"] == soort],
            "soorten": [(een, opmaak.waardenaam(verzoek.taal, een, "ErkendeSamenwerkingssoort")) for een in soorten],
            "volgende": volgende_van(verzoek, uit),
            "vorige": verzoek.hier(cursor=None) if vraag.get("cursor") else None,
        },
    )


def _rij(verzoek: Schermverzoek, een: JsonObject) -> dict[str, str]:
    periode = geldende(op_begin(objecten(een.get("erkendeSamenwerkingPeriode"))), verzoek.dag)
    soort = tekst_van(periode, "soort")
    return {
        "code": tekst_van(een, "code"),
        "naam": tekst_van(periode, "naamLang"),
        "code_soort": soort,
        "soort": opmaak.waardenaam(verzoek.taal, soort, "ErkendeSamenwerkingssoort") if soort else "",
    }


def samenwerking(verzoek: Schermverzoek) -> Uitkomst:
    """One samenwerking by its code."""
    sleutel = _sleutel(verzoek, verzoek.delen["code"])

    def deel(beeld: Objectbeeld) -> dict[str, object]:
        regios = op_begin(objecten(beeld.velden.get("regioErkendeSamenwerking")))
        return {"regios": [_regio(verzoek, een) for een in regios]}

    return erkenningsblad(verzoek, sleutel, "samenwerking", deel)


def _sleutel(verzoek: Schermverzoek, code: str) -> Instellingsleutel:
    """The key of a samenwerking: its erkenner is that of the register, or OCW's of one that is there no more."""
    vraag: dict[str, Waarde | None] = {"code": code, "pagina": 0, "aantal": 1}
    try:
        uit = van_operatie(verzoek, "opvragen_samenwerkingen", vraag, {"code": code})
    except Toestand as fout:
        if fout.status != 404:
            raise
        uit = {}
    gevonden = objecten(uit.get("erkendeSamenwerking"))
    return Instellingsleutel(tekst_van(gevonden[0], "erkenner") if gevonden else "OCW", _TYPE, code)


def _regio(verzoek: Schermverzoek, regio: JsonObject) -> dict[str, object]:
    alle = reeksen(regio.get("postcodecijfers"))
    return {
        "van": regio.get("begindatum"),
        "tot": regio.get("einddatum"),
        "geldt": geldt(regio, verzoek.dag),
        "reeksen": alle[:_MEESTE_REEKSEN],
        "rest": max(0, len(alle) - _MEESTE_REEKSEN),
    }


def reeksen(postcodes: Json) -> Sequence[str]:
    """Postcodes in order, those that follow each other as one: ``6981–6983``."""
    cijfers = sorted({int(een) for een in postcodes if isinstance(een, str)}) if isinstance(postcodes, list) else []
    uit: list[list[int]] = []
    for cijfer in cijfers:
        if uit and cijfer == uit[-1][1] + 1:
            uit[-1][1] = cijfer
        else:
            uit.append([cijfer, cijfer])
    return [f"{van:04}" if van == tot else f"{van:04}–{tot:04}" for van, tot in uit]


SCHERMEN: Final = (
    Scherm("/samenwerkingen", samenwerkingen, Samenwerkingsschermvraag),
    Scherm("/samenwerkingen/<path:code>", samenwerking, Erkenningsvraag),
)
