"""What happened to an object: change by change, and of each change field by field what was and what came.

Shown as the reading of the contract gives it, which alone decides who sees what. The code of the message is the
business of its sender, so everybody is told the channel only; who reads as a person of the register sees the code too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from marshmallow import validate

from rio_soap.api.vragen import Getalveld
from rio_soap.bevinding import Taal
from rio_soap.contract.gegevens import Waarde
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, weergavenamen
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.frame.veldweergave import Gelezenjson, Getoond, Inhoud, getoonde_waarde, waardetekst
from rio_soap.web.publiek.objectpad import pad_van

OPERATIE: Final = "opvragen_historie"
_OP_PAGINA, _VELDEN, _VELDEN_ALLEEN = 10, 20, 200
"""Changes on a page; fields of each on it, and on a page of one change: together they stay below 100 kB."""
_LANGST: Final = 300
"""Characters of a value on a page with more changes than one."""
_STAP: Final = re.compile(r"([^/\[]+)(?:\[([^\]]*)\]?)?")
_SLEUTEL: Final = re.compile(r", (?=[a-zA-Z]+=)")
_BEGIN: Final = ("begindatum", "inBedrijfdatum", "einddatum", "uitBedrijfdatum")
"""Fields that say from when on a change holds, the first that there is."""


class Historievragen(Schermvraag):
    """Which part of a history."""

    pagina = Getalveld(validate=validate.Range(0, 99_999), metadata={"description": "Bladzijde, van de oudste af."})
    wijziging = Getalveld(validate=validate.Range(0, 999_999), metadata={"description": "Alleen deze wijziging."})
    vanaf = Getalveld(
        load_default=0, validate=validate.Range(0, 999), metadata={"description": "Veld waarmee het begint."}
    )


@dataclass(frozen=True, slots=True)
class Veldregel:
    """A field that changed.

    :param vanaf: day from which on it holds in the world; empty where the change does not say.
    """

    naam: str
    vanaf: str
    oud: tuple[Getoond, ...]
    nieuw: tuple[Getoond, ...]


@dataclass(frozen=True, slots=True)
class Wijzigingsregel:
    """A change of an object.

    :param nummer: from the oldest on, from 0.
    :param identificatiecode: of the message; only for who reads as a person of the register.
    :param meer: how many fields are not shown.
    """

    nummer: int
    moment: str
    soort: str
    kanaal: str
    identificatiecode: str
    velden: tuple[Veldregel, ...]
    meer: int


def historie_blad(
    verzoek: Schermverzoek, objecttype: str, sleutel: str, titel: str, terug: Sequence[tuple[str, str]] = ()
) -> Blad:
    """The page of the history of any object; the page's `vraag` is `Historievragen`.

    :param titel: what the object is called.
    :param terug: pages above it with their addresses, for the breadcrumbs and the way back.
    :raises Toestand: for an object that never was, or of which the reader may not hear.
    """
    een = verzoek.vraag.get("wijziging")
    gelezen, paginas, pagina = _lees(verzoek, objecttype, sleutel)
    van_persoon = verzoek.context.gebruiker is not None
    ruimte = _VELDEN if een is None else _VELDEN_ALLEEN
    begin = 0 if een is None else verzoek.vraag["vanaf"]
    eerste = pagina * _OP_PAGINA if een is None else een
    regels = [_regel(verzoek.taal, eerste + nr, regel, begin, ruimte, van_persoon) for nr, regel in enumerate(gelezen)]
    velden = {
        "titel": titel,
        "terug": terug,
        "objecttype": objecttype,
        "sleutel": sleutel,
        "regels": regels[::-1],
        "een": een,
        "begin": begin,
        "volgende_velden": begin + ruimte,
        "ouder": verzoek.hier(pagina=pagina - 1) if een is None and pagina > 0 else None,
        "nieuwer": verzoek.hier(pagina=pagina + 1) if een is None and pagina + 1 < paginas else None,
    }
    return Blad("publiek/historie.html", velden)


def _lees(verzoek: Schermverzoek, objecttype: str, sleutel: str) -> tuple[list[Inhoud], int, int]:
    """A page of changes, oldest first, with how many pages there are and which this is: by default the last."""
    een = verzoek.vraag.get("wijziging")
    if een is not None:
        uit = _vraag(verzoek, objecttype, sleutel, een, 1)
        return uit.get("historieregel", []), 1, 0
    gevraagd: int | None = verzoek.vraag.get("pagina")
    pagina = gevraagd or 0
    uit = _vraag(verzoek, objecttype, sleutel, pagina, _OP_PAGINA)
    paginas = int(uit["paginering"]["aantalPaginas"])
    if gevraagd is None and paginas > 1:
        pagina = paginas - 1
        uit = _vraag(verzoek, objecttype, sleutel, pagina, _OP_PAGINA)
    return uit.get("historieregel", []), paginas, pagina


def _vraag(verzoek: Schermverzoek, objecttype: str, sleutel: str, pagina: int, aantal: int) -> Gelezenjson:
    velden: dict[str, Waarde | None] = {
        "objecttype": objecttype,
        "sleutel": sleutel,
        "pagina": pagina,
        "aantal": aantal,
    }
    return van_operatie(verzoek, OPERATIE, velden, {"sleutel": sleutel, "objecttype": objecttype})


def _regel(taal: Taal, nummer: int, regel: Inhoud, begin: int, ruimte: int, van_persoon: bool) -> Wijzigingsregel:
    alle = regel.get("veldwijziging", [])
    getoond = alle[begin : begin + ruimte]
    return Wijzigingsregel(
        nummer,
        regel["moment"],
        regel["soortWijziging"],
        regel["kanaal"],
        regel.get("identificatiecode", "") if van_persoon else "",
        tuple(_veldregel(taal, een, None if ruimte == _VELDEN_ALLEEN else _LANGST) for een in getoond),
        max(len(alle) - begin - ruimte, 0),
    )


def _veldregel(taal: Taal, een: Inhoud, langst: int | None) -> Veldregel:
    stappen = list(_stappen(een["pad"]))
    element = stappen[-1][0] if stappen else ""
    oud, nieuw = (_kort(getoonde_waarde(taal, element, een.get(kant, "")), langst) for kant in ("oud", "nieuw"))
    return Veldregel(" › ".join(_namen(taal, stappen)), _vanaf(stappen, een), oud, nieuw)


def _kort(waarden: tuple[Getoond, ...], langst: int | None) -> tuple[Getoond, ...]:
    if langst is None:
        return waarden
    return tuple(
        een if len(een.tekst) <= langst else een._replace(tekst=f"{een.tekst[: langst - 1]}…")
        for een in waarden[:_VELDEN]
    )


def _stappen(pad: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a path with what their parts are known by; none for the object itself."""
    for naam, sleutel in _STAP.findall("" if pad == "." else pad):
        delen = (deel.partition("=") for deel in _SLEUTEL.split(sleutel) if deel)
        yield naam, {links: rechts for links, _, rechts in delen}


def _namen(taal: Taal, stappen: Sequence[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """What the steps are called. A kenmerk is called by its own name, and its value is no step."""
    if not stappen:
        yield opmaak.zin(taal, "historie.geheel")
    for naam, sleutel in stappen:
        if "kenmerknaam" in sleutel:
            yield opmaak.label(taal, sleutel["kenmerknaam"])
        elif naam == "(specialisatie)":
            yield opmaak.zin(taal, "historie.specialisatie")
        elif not naam.startswith("kenmerkwaarde"):
            bij = [waardetekst(taal, deel, waarde)[0] for deel, waarde in sleutel.items() if deel != "begindatum"]
            yield f"{opmaak.label(taal, naam)} {', '.join(bij)}".rstrip()


def _vanaf(stappen: Sequence[tuple[str, dict[str, str]]], een: Inhoud) -> str:
    """The day from which on it holds: the begin of the period in which it is, or that is what changed."""
    gezegd = next((sleutel["begindatum"] for _, sleutel in reversed(stappen) if "begindatum" in sleutel), "")
    if not gezegd and stappen and stappen[-1][0] in _BEGIN:
        gezegd = een.get("nieuw", "")
    try:
        return date.fromisoformat(gezegd).isoformat()
    except ValueError:  # a code of people that looks like a key of its own, or a path that was cut off
        return ""


def niet_meer(verzoek: Schermverzoek, objecttype: str, sleutel: str) -> Toestand:
    """The state instead of the page of an object that is not there: removed, with when and its history, or unknown."""
    try:
        regels, _, _ = _lees(verzoek, objecttype, sleutel)
    except Toestand as toestand:
        return toestand
    if not regels or regels[-1]["soortWijziging"] != "V":
        return Toestand(404, "onbekend")
    return Toestand(410, "verwijderd", op=regels[-1]["moment"], historie=historie_adres(verzoek, objecttype, sleutel))


def historie_adres(verzoek: Schermverzoek, objecttype: str, sleutel: str) -> str:
    """Address of the history of any object."""
    return verzoek.url(f"/historie/{objecttype}/{sleutel}")


def objecthistorie(verzoek: Schermverzoek) -> Uitkomst:
    """The history of any object, by its kind and key."""
    objecttype, sleutel = verzoek.delen["objecttype"], verzoek.delen["sleutel"]
    soort = opmaak.waardenaam(verzoek.taal, objecttype)
    namen = eenheidsnamen_op if objecttype == "OPLEIDINGSEENHEID" else weergavenamen
    naam = namen(verzoek.session, [sleutel], verzoek.dag).get(sleutel)
    titel, pad = f"{naam} ({sleutel})" if naam else f"{soort} {sleutel}", pad_van(objecttype, sleutel)
    return historie_blad(verzoek, objecttype, sleutel, titel, [] if pad is None else [(titel, verzoek.url(pad))])


SCHERMEN: Final = (Scherm("/historie/<objecttype>/<path:sleutel>", objecthistorie, Historievragen),)
