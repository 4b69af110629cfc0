"""The uittreksel: asked for, printed, downloaded as a signed file; and one of before, checked.

Nothing is kept of one that was made. What stands on a print is enough to make it again: when the hash is the same, the
register still says what the print says. A file carries its own proof.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import request
from marshmallow import fields, validate

from rio_soap.api.vragen import tekst
from rio_soap.bevinding import toon
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.jsonvorm import json_antwoord
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.edukoppeling.clock import lees_tijdstip
from rio_soap.register.overzicht.uittreksel import Opmaak, maak_uittreksel
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service.uittreksels import GeenUittreksel, getekend_uittreksel, uittrekselvelden
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Afdruk, Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.frame.veldweergave import Gelezenjson, Getoond, Inhoud, getoonde_waarde
from rio_soap.workbench.bewijs import RUIM
from rio_soap.workbench.bewijscontrole import Diensten
from rio_soap.workbench.controle import Kader
from rio_soap.workbench.uittrekselcontrole import controleer_uittreksel
from rio_soap.workbench.woorden import deelnaam, velden, vindplaats

_ZEGT: Final = ("uittrekselnummer", "geldigOp", "bekendOp", "volgnummer", "opgemaakt", "hash")
"""What an uittreksel says of itself."""
_MEESTE: Final = 500
"""Lines on the page that is shown first, of which 100 kB is the measure; all of them when that is asked."""
_BRIN = (
    (re.compile(r"(?i)[0-9]{2}[a-z]{2}\Z"), "OCW/ERKENDE_ONDERWIJSINSTELLING/"),
    (re.compile(r"(?i)[0-9]{2}[a-z]{2}[0-9]{2}\Z"), "OCW/ERKENDE_VESTIGING/"),
    (re.compile(r"[0-9]{5}\Z"), "OCW/BEVOEGD_GEZAG/"),
)
"""Codes by which people know an instellingserkenning of OCW, and its key before them."""
_VAN_PRINT: Final = ("nummer", "code", "geldigOp", "bekendOp", "opgemaakt", "hash")


class Uittrekselvragen(OpAssen):
    """Of what, and how."""

    code = tekst("Code van een organisatie, BRIN, nummer van een bevoegd gezag, of erkenner/soort/code.")
    vorm = fields.String(validate=validate.OneOf(["xml"]))
    alles = fields.String(validate=validate.OneOf(["ja"]))


@dataclass(frozen=True, slots=True)
class Uittrekseldeel:
    """A part of an uittreksel: what it is called, and its items, each as lines.

    :param meer: how many items are not shown.
    """

    naam: str
    posten: tuple[tuple[Getoond, ...], ...]
    meer: int


def uittreksel(verzoek: Schermverzoek) -> Uitkomst:
    """The form; with a code the page to print, or the file."""
    code = verzoek.vraag.get("code", "")
    if not code:
        return Blad("publiek/uittreksel_vragen.html")
    sleutel = _sleutel(code)
    opgemaakt = verzoek.context.nu()
    gemaakt = _maak(verzoek, sleutel, verzoek.bekend_op, Opmaak(str(uuid.uuid4()), opgemaakt))
    if verzoek.vraag.get("vorm") == "xml":
        try:
            data = getekend_uittreksel(sleutel, gemaakt, verzoek.bron.pijplijn.sleutelpaar)
        except GeenUittreksel as fout:
            raise Toestand(404, "onbekend") from fout
        naam = re.sub(r"[^A-Za-z0-9]+", "-", sleutel)
        return Afdruk(data, "application/xml", f"uittreksel-{naam}-{verzoek.dag}.xml")
    return _druk_af(verzoek, sleutel, gemaakt)


def _sleutel(code: str) -> str:
    """The key of what a code is of, in capitals as codes are."""
    code = code.strip()
    for patroon, voor in _BRIN:
        if patroon.match(code):
            return f"{voor}{code.upper()}"
    return code if "/" in code else code.upper()


def _maak(verzoek: Schermverzoek, sleutel: str, bekend_op: datetime | None, zelf: Opmaak) -> Uitslag:
    """:raises Toestand: when there is no such uittreksel."""
    try:
        gevraagd = Gegeven("verzoek", uittrekselvelden(sleutel, verzoek.dag, bekend_op))
    except GeenUittreksel as fout:
        raise Toestand(404, "onbekend") from fout
    uitslag = maak_uittreksel(verzoek.session, verzoek.context, gevraagd, zelf)
    if not uitslag.goedgekeurd:
        if uitslag.foutmeldingen[0].foutcode == "RS1011":
            raise Toestand(400, "foute_vraag", fouten={"bekendOp": "uittreksel.fout.bekend_op"})
        raise Toestand(404, "onbekend")
    return uitslag


def _druk_af(verzoek: Schermverzoek, sleutel: str, gemaakt: Uitslag) -> Blad:
    inhoud: Gelezenjson = json_antwoord(AANVULLING_RAADPLEGEN, "opvragen_uittreksel_response", gemaakt.gegevens)[
        "uittreksel"
    ]
    zegt = {naam: str(inhoud[naam]) for naam in _ZEGT}
    ruimte = None if verzoek.vraag.get("alles") else _MEESTE
    delen, weg = _delen(verzoek, inhoud, ruimte)
    op = {"geldigOp": zegt["geldigOp"], "bekendOp": zegt["bekendOp"]}
    print_ = {"nummer": zegt["uittrekselnummer"], "code": sleutel, **op, "opgemaakt": zegt["opgemaakt"]}
    gegeven = {
        "zegt": zegt,
        "sleutel": sleutel,
        "delen": delen,
        "weg": weg,
        "xml": verzoek.url("/uittreksel", code=sleutel, **op, vorm="xml"),
        "controle": verzoek.url("/uittreksel/controleren", **print_, hash=zegt["hash"]),
        "adres": verzoek.bron.opties.adres.rstrip("/"),
    }
    return Blad("publiek/uittreksel.html", gegeven)


def _delen(verzoek: Schermverzoek, inhoud: Inhoud, ruimte: int | None) -> tuple[list[Uittrekseldeel], int]:
    """The parts in order, and how many items of them are left out."""
    delen: list[Uittrekseldeel] = []
    over = ruimte
    for naam, posten in _posten(inhoud):
        getoond: list[tuple[Getoond, ...]] = []
        for post in posten:
            regels = getoonde_waarde(verzoek.taal, naam, post)
            if over is not None and len(regels) > over:
                break
            over = None if over is None else over - len(regels)
            getoond.append(regels)
        delen.append(Uittrekseldeel(opmaak.label(verzoek.taal, naam), tuple(getoond), len(posten) - len(getoond)))
    return delen, sum(deel.meer for deel in delen)


def _posten(inhoud: Inhoud) -> Iterator[tuple[str, list[Gelezenjson]]]:
    """The elements of the content with their items; of an overview those in it."""
    for naam, waarde in inhoud.items():
        if naam == "organisatieoverzicht":
            yield from _posten({een: deel for een, deel in waarde.items() if een != "peildatum"})
        elif naam not in _ZEGT:
            yield naam, [_op_papier(post) for post in (waarde if isinstance(waarde, list) else [waarde])]


def _op_papier(post: Gelezenjson) -> Gelezenjson:
    """An item without the point that JSON adds: the same as breedtegraad and lengtegraad, and not in the uittreksel."""
    return {naam: deel for naam, deel in post.items() if naam != "geometrie"} if isinstance(post, dict) else post


def uittreksel_controleren(verzoek: Schermverzoek) -> Uitkomst:
    """The two ways to check; what came of one of them."""
    gegeven: dict[str, Gelezenjson] = {naam: verzoek.gegeven.get(naam, "").strip() for naam in _VAN_PRINT}
    if verzoek.methode == "POST":
        return _controleblad(gegeven, **_bestand(verzoek))
    if not gegeven["nummer"]:
        return _controleblad(gegeven)
    fouten = {naam: "uittreksel.fout.leeg" for naam, waarde in gegeven.items() if not waarde}
    gemaakt = lees_tijdstip(gegeven["opgemaakt"])
    if gemaakt is None:
        fouten.setdefault("opgemaakt", "frame.vraagfout.moment")
    if fouten or gemaakt is None:
        return _controleblad(gegeven, 400, fouten=fouten)
    return _controleblad(gegeven, klopt=verzoek.lees(lambda: _herhaal(verzoek, gegeven, gemaakt)))


def _controleblad(print_: Inhoud, status: int = 200, **anders: Gelezenjson) -> Blad:
    return Blad("publiek/uittreksel_controleren.html", {"print": print_, **anders}, status)


def _herhaal(verzoek: Schermverzoek, print_: Mapping[str, str], gemaakt: datetime) -> bool:
    """Whether the register still says what stands on a print; of what it never said it does not tell why."""
    bekend = verzoek.bekend_op
    if bekend is None or gemaakt > verzoek.context.nu() or bekend > gemaakt:
        return False
    try:
        uitslag = _maak(verzoek, _sleutel(print_["code"]), bekend, Opmaak(print_["nummer"], gemaakt))
    except Toestand:
        return False
    opnieuw = uitslag.gegevens["uittreksel"]
    assert isinstance(opnieuw, Gegeven)
    return opnieuw.velden["hash"] == print_["hash"].lower()


def _bestand(verzoek: Schermverzoek) -> dict[str, Gelezenjson]:
    """What is found of the file that was sent."""
    gestuurd = request.files.get("bestand")
    data = b"" if gestuurd is None else gestuurd.read(RUIM.maximum_bytes + 1)
    if not data:
        return {"fouten": {"bestand": "uittreksel.fout.bestand"}}
    bron, taal = verzoek.bron, verzoek.taal
    profiel, eigen = bron.pijplijn.profiel, bron.pijplijn.sleutelpaar.der
    kader = Kader(profiel, bron.klok, lijsten=verzoek.context.lijsten)
    rapport = controleer_uittreksel("", data, kader, Diensten(frozenset((eigen,)), genoemd=True))
    delen = [(deelnaam(een.deel, taal), een.stand, toon(een.toelichting, taal)) for een in rapport.onderdelen]
    gevonden = [
        (een.over.titel(taal), een.ernst, vindplaats(een, taal), velden(een, taal)) for een in rapport.meldingen[:20]
    ]
    return {"rapport": rapport, "delen": delen, "meldingen": gevonden}


SCHERMEN: Final = (
    Scherm("/uittreksel", uittreksel, Uittrekselvragen),
    Scherm("/uittreksel/controleren", uittreksel_controleren, OpAssen, methoden=("GET", "POST"), van_register=False),
)
