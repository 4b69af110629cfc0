"""The uittreksel: asked for, printed, downloaded as a signed file; and one of before, checked.

Nothing is kept of one that was made. What stands on a print is enough to make it again: when the hash is the same, the
register still says what the print says. A file carries its own proof.
"""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from flask import request
from marshmallow import fields, validate

from rio_soap.api.vragen import Getalveld, tekst
from rio_soap.bevinding import toon
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonvorm import json_antwoord
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.edukoppeling.clock import lees_tijdstip
from rio_soap.register.overzicht.uittreksel import Opmaak, maak_uittreksel
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service.uittreksels import GeenUittreksel, getekend_uittreksel, uittrekselvelden
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Afdruk, Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import OpAssen, Schermmoment
from rio_soap.web.frame.veldweergave import Gelezenjson, Getoond, Inhoud, aantal_waarden, getoonde_waarde
from rio_soap.workbench.bewijs import RUIM
from rio_soap.workbench.bewijscontrole import Diensten
from rio_soap.workbench.controle import Kader
from rio_soap.workbench.uittrekselcontrole import controleer_uittreksel
from rio_soap.workbench.woorden import deelnaam, velden, vindplaats

_ZEGT: Final = ("uittrekselnummer", "geldigOp", "bekendOp", "volgnummer", "opgemaakt", "hash")
"""What an uittreksel says of itself."""
_MEESTE: Final = 500
"""Lines on a page, of which 100 kB is the measure."""
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
    pagina = Getalveld(load_default=1, validate=validate.Range(1, 9999))
    nummer = tekst("Van een verdere bladzijde: het nummer dat op de eerste staat.", lengte=36)
    opgemaakt = Schermmoment(metadata={"description": "Van een verdere bladzijde: wanneer het is opgemaakt."})
    hash = tekst("Van een verdere bladzijde: het controlegetal.", lengte=64)


@dataclass(frozen=True, slots=True)
class Uittrekseldeel:
    """A part of an uittreksel on a page: what it is called, and its items, each as lines.

    :param verder: whether it goes on on the next page.
    """

    naam: str
    posten: tuple[tuple[Getoond, ...], ...]
    verder: bool


def uittreksel(verzoek: Schermverzoek) -> Uitkomst:
    """The form; with a code the page to print, or the file."""
    code = verzoek.vraag.get("code", "")
    if not code:
        return Blad("publiek/uittreksel_vragen.html")
    sleutel = _sleutel(code)
    xml = verzoek.vraag.get("vorm") == "xml"
    eerder = None if xml else _eerder(verzoek)
    zelf = eerder or Opmaak(str(uuid.uuid4()), verzoek.context.nu())
    gemaakt = _maak(verzoek, sleutel, verzoek.bekend_op, zelf)
    if xml:
        try:
            data = getekend_uittreksel(sleutel, gemaakt, verzoek.bron.pijplijn.sleutelpaar)
        except GeenUittreksel as fout:
            raise Toestand(404, "onbekend") from fout
        naam = re.sub(r"[^A-Za-z0-9]+", "-", sleutel)
        return Afdruk(data, "application/xml", f"uittreksel-{naam}-{verzoek.dag}.xml")
    if eerder is not None and _hash(gemaakt) != verzoek.vraag["hash"]:
        genoemd = {naam: verzoek.gegeven.get(naam) for naam in _VAN_PRINT}
        return Omleiding(verzoek.url("/uittreksel/controleren", **genoemd))
    return _druk_af(verzoek, sleutel, gemaakt)


def _eerder(verzoek: Schermverzoek) -> Opmaak | None:
    """What the first page says of itself, when this is a further one of the same print; None when it is a new print."""
    vraag, nu = verzoek.vraag, verzoek.context.nu()
    gemaakt, bekend = vraag.get("opgemaakt"), verzoek.bekend_op
    if not vraag.get("nummer") or not vraag.get("hash") or gemaakt is None or bekend is None:
        return None
    return Opmaak(vraag["nummer"], gemaakt) if bekend <= gemaakt <= nu else None


def _hash(gemaakt: Uitslag) -> Waarde:
    uittreksel_ = gemaakt.gegevens["uittreksel"]
    assert isinstance(uittreksel_, Gegeven)
    return uittreksel_.velden["hash"]


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
    bladen, pagina = _bladen(inhoud), verzoek.vraag["pagina"]
    if pagina > len(bladen):
        raise Toestand(404, "onbekend")
    op = {"geldigOp": zegt["geldigOp"], "bekendOp": zegt["bekendOp"]}
    print_ = {"nummer": zegt["uittrekselnummer"], "code": sleutel, **op, "opgemaakt": zegt["opgemaakt"]}
    zelfde = {**print_, "hash": zegt["hash"]}

    def blad(nummer: int) -> str | None:
        return verzoek.url("/uittreksel", **zelfde, pagina=nummer) if 0 < nummer <= len(bladen) else None

    gegeven = {
        "zegt": zegt,
        "sleutel": sleutel,
        "delen": [_deel(verzoek, een) for een in bladen[pagina - 1]],
        "pagina": pagina,
        "paginas": len(bladen),
        "volgende": blad(pagina + 1),
        "vorige": blad(pagina - 1),
        "xml": verzoek.url("/uittreksel", code=sleutel, **op, vorm="xml"),
        "controle": verzoek.url("/uittreksel/controleren", **zelfde),
        "adres": verzoek.bron.opties.adres.rstrip("/"),
    }
    return Blad("publiek/uittreksel.html", gegeven)


class _Stuk(NamedTuple):
    """Items of a part that stand on one page."""

    naam: str
    posten: Sequence[Gelezenjson]
    verder: bool


def _bladen(inhoud: Inhoud) -> list[list[_Stuk]]:
    """The items of each page, in order; an item is never parted."""
    bladen: list[list[_Stuk]] = [[]]
    over = _MEESTE
    for naam, posten in _posten(inhoud):
        begin = 0
        for plaats, post in enumerate(posten):
            regels = aantal_waarden(post)
            if regels > over and over < _MEESTE:
                if plaats > begin:
                    bladen[-1].append(_Stuk(naam, posten[begin:plaats], verder=True))
                bladen.append([])
                begin, over = plaats, _MEESTE
            over -= regels
        bladen[-1].append(_Stuk(naam, posten[begin:], verder=False))
    return bladen


def _deel(verzoek: Schermverzoek, stuk: _Stuk) -> Uittrekseldeel:
    getoond = tuple(getoonde_waarde(verzoek.taal, stuk.naam, post) for post in stuk.posten)
    return Uittrekseldeel(opmaak.label(verzoek.taal, stuk.naam), getoond, stuk.verder)


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
    return _hash(uitslag) == print_["hash"].lower()


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
