"""From any code to the page of what it names: stable links, and what is typed into the search box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rio_soap.api.lezen import als_antwoord
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, weergavenamen
from rio_soap.register.zoeken.zoekblad import zoek_blad
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermlezing import als_apiverzoek
from rio_soap.web.publiek.historieblad import niet_meer
from rio_soap.web.publiek.objectpad import pad_van

MEESTE_CODES: Final = 50
"""Codes in one link; more of them are passed over."""
_MEESTE_VAN_EEN: Final = 25
"""Objects that one code may name."""
_UUID: Final = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\Z", re.IGNORECASE)
_LETTERCODE: Final = re.compile(r"[0-9]{3,4}([ABGTXOE])[0-9]{3,4}\Z")
_KAN_CODE: Final = re.compile(r"[0-9]{3,4}[ABGTXOE][0-9]{3,4}|[0-9]{2}[A-Z]{2}([0-9]{2})?|[0-9]{5}|[A-Z]{2,}[0-9]{3,}")
"""What is looked up as a code when it is typed; an instellingserkenning is found by its code whatever that is."""
_VAN_LETTER: Final = {
    "A": "ONDERWIJSAANBIEDER",
    "B": "ONDERWIJSBESTUUR",
    "G": "ONDERWIJSAANBIEDERGROEP",
    "T": "ONDERWIJSBEGELEIDINGSAANBIEDER",
    "X": "ONDERWIJSLOCATIE",
    "O": "OPLEIDINGSEENHEID",
    "E": "ERKENNER",
}
_SCHEIDING: Final = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True)
class Genoemd:
    """What a code names.

    :param pad: of its page; None when it has none.
    :param treffer: as search shows it; of what search does not hold its kind and key alone.
    """

    code: str
    objecttype: str
    sleutel: str
    pad: str | None
    treffer: JsonObject


def codes_in(tekst: str) -> list[str]:
    """The codes of a text, in the spelling of the register: capitals, a UUID in lower case with its hyphens.

    One code may be written with blanks, such as ``100 B 490``: a text that is a code as a whole is one.
    """
    heel = re.sub(r"\s+", "", tekst)
    if heel and (_UUID.match(heel) or _LETTERCODE.match(heel.upper())):
        return [_gespeld(heel)]
    delen = dict.fromkeys(_gespeld(deel) for deel in _SCHEIDING.split(tekst.strip()) if deel)
    return list(delen)[:MEESTE_CODES]


def _gespeld(code: str) -> str:
    if _UUID.match(code):
        kaal = code.replace("-", "").lower()
        return "-".join((kaal[:8], kaal[8:12], kaal[12:16], kaal[16:20], kaal[20:]))
    return code.upper()


def lijkt_code(tekst: str) -> bool:
    """Whether all that is typed looks like codes, so that they are looked up before words are."""
    codes = codes_in(tekst)
    return bool(codes) and all(_UUID.match(een) or _KAN_CODE.fullmatch(een) for een in codes)


def noemt(verzoek: Schermverzoek, code: str) -> list[Genoemd]:
    """What a code names: one object mostly; of an instellingserkenning those of every erkenner with that code."""
    if _UUID.match(code):
        soorten: Sequence[str] = ("AANGEBODEN_OPLEIDING", "LICENTIE")
    elif (letter := _LETTERCODE.match(code)) is not None:
        soorten = (_VAN_LETTER[letter[1]],)
    else:
        return _gezocht(verzoek, code)
    gevonden = [soort for soort in soorten if _is_er(verzoek, soort, code)]
    return [_genoemd(code, soort, code, {"objecttype": soort, "sleutel": code}) for soort in gevonden]


def _is_er(verzoek: Schermverzoek, objecttype: str, sleutel: str) -> bool:
    """Whether an object is there for everybody, or was; its page says the rest."""
    soort, plek = OBJECTTYPEN[objecttype], Plek(None, sleutel)
    if openbare_inhoud(verzoek.session, verzoek.context, soort, [plek]).get(plek) is not None:
        return True
    return niet_meer(verzoek, objecttype, sleutel).status == 410


def _gezocht(verzoek: Schermverzoek, code: str) -> list[Genoemd]:
    """What search has under this code, and else under another number; also what has ended."""
    if len(code) > 200:
        return []
    velden: dict[str, Waarde] = {"zoekterm": code, "ookBeeindigd": True}
    blad = zoek_blad(verzoek.session, verzoek.context, Gegeven("zoeken_organisaties_request", velden), 0, 50)
    if blad is None or blad.anders:
        return []
    op_code = [een for een, grond in zip(blad.treffers, blad.gronden, strict=True) if grond == "CODE"]
    if not op_code:
        return []
    uit = als_antwoord(
        als_apiverzoek(verzoek),
        "zoeken_organisaties",
        Uitslag({"organisatietreffer": op_code[:_MEESTE_VAN_EEN]}),
    )
    treffers = uit["organisatietreffer"]
    assert isinstance(treffers, list)
    delen = [een for een in treffers if isinstance(een, dict)]
    return [_genoemd(code, str(een["objecttype"]), str(een["sleutel"]), een) for een in delen]


def _genoemd(code: str, objecttype: str, sleutel: str, treffer: JsonObject) -> Genoemd:
    return Genoemd(code, objecttype, sleutel, pad_van(objecttype, sleutel), treffer)


def verwijzing(verzoek: Schermverzoek) -> Uitkomst:
    """The page of a code; of several codes, or of one that several objects have, a list."""
    gegeven = verzoek.delen["code"]
    codes = codes_in(gegeven)
    assen = {naam: verzoek.gegeven.get(naam) for naam in ("geldigOp", "bekendOp")}
    zoals = ",".join(codes)
    if not lijkt_code(gegeven):  # an instellingserkenning has whatever code its erkenner gave it, blanks and all
        heel = _gezocht(verzoek, gegeven)
        if len(heel) == 1 and (eigen := heel[0].pad) is not None:
            return Omleiding(verzoek.url(eigen, **assen))
    if codes and zoals != gegeven:
        return Omleiding(verzoek.url(f"/c/{zoals}", **assen))
    per_code = {code: noemt(verzoek, code) for code in codes}
    alle = [een for genoemd in per_code.values() for een in genoemd]
    if len(alle) == len(codes) == 1 and (pad := alle[0].pad) is not None:
        return Omleiding(verzoek.url(pad, **assen))
    if not alle:
        raise Toestand(404, "onbekend", gevraagd=zoals)
    onbekend = [code for code, genoemd in per_code.items() if not genoemd]
    return Blad("publiek/codes.html", {"genoemd": _met_naam(verzoek, alle), "onbekend": onbekend, "codes": codes})


def _met_naam(verzoek: Schermverzoek, alle: Sequence[Genoemd]) -> list[Genoemd]:
    """The same with names; what search found has one."""
    namen = {
        **weergavenamen(verzoek.session, (een.sleutel for een in alle), verzoek.dag),
        **eenheidsnamen_op(verzoek.session, (een.sleutel for een in alle), verzoek.dag),
    }
    return [replace(een, treffer={"naam": namen.get(een.sleutel), **een.treffer}) for een in alle]


SCHERMEN: Final = (Scherm("/c/<path:code>", verwijzing),)
