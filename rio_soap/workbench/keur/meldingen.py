"""What holds for the foutmeldingen of every answer: their order, their text, and the keys that name the object."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.foutcodes import AANVULLINGEN, FOUTCODES, PLAATSHOUDERS, VOLGORDE
from rio_soap.register.regels.sleutelgegevens import FOUTTEKST_LENGTE, SLEUTEL_LENGTE, kort
from rio_soap.register.regels.velden import delen
from rio_soap.workbench.keur.boek import Boek

TEKSTEN = ("documented", "recorded", "quoted")
"""Grounds of the codes whose text is known; of the others only the code counts."""


def tekst_klopt(code: str, gevonden: str) -> bool:
    """Whether a text is the documented one, its placeholders filled in; a code without known text may have any."""
    foutcode = FOUTCODES.get(code)
    if foutcode is None or foutcode.zekerheid not in TEKSTEN:
        return True
    if any(teken in gevonden for teken in PLAATSHOUDERS.values()):
        return False
    if len(foutcode.fouttekst) > FOUTTEKST_LENGTE:  # how RIO shortens it is not known
        return gevonden.startswith(foutcode.fouttekst[: FOUTTEKST_LENGTE // 2])
    patroon = re.escape(foutcode.fouttekst)
    for teken in PLAATSHOUDERS.values():
        patroon = patroon.replace(re.escape(teken), ".*")
    return re.fullmatch(patroon, gevonden, re.DOTALL) is not None


def controleer_meldingen(boek: Boek, operatie: str, meldingen: Sequence[Gegeven]) -> None:
    """Judge the foutmeldingen of one answer: in the order of the table (PvE 7.1.2), none of them twice, each with its
    text, and with keys that are shortened as recorded."""
    codes = [str(melding.velden.get("foutcode", "")) for melding in meldingen]
    volgorde = [code for code in codes if code in _gedocumenteerd(operatie)]
    for een, ander in pairwise(volgorde):
        plaats = VOLGORDE[operatie].index
        goed = plaats(een) <= plaats(ander)
        boek.toets([ander], f"volgorde bij {operatie}", goed, "de volgorde van het Overzicht foutcodes", codes)
    gezien: list[Gegeven] = []
    for code, melding in zip(codes, meldingen, strict=True):
        regel = code if code in FOUTCODES else "feedback-1"
        if melding in gezien:
            boek.toets([regel], f"{code} bij {operatie}", False, "elke foutmelding één keer", codes)
        gezien.append(melding)
        if code not in FOUTCODES:
            boek.merk_op("feedback-1", f"{operatie}: {code} is geen code die DUO publiceert")
            continue
        gevonden = str(melding.velden.get("fouttekst", ""))
        goed = tekst_klopt(code, gevonden)
        boek.toets([code], f"tekst van {code} bij {operatie}", goed, FOUTCODES[code].fouttekst, gevonden)
        _sleutels(boek, operatie, code, melding)


def _gedocumenteerd(operatie: str) -> frozenset[str]:
    """The codes of an operation whose place among the others is documented."""
    return frozenset(VOLGORDE.get(operatie, ())) - frozenset(AANVULLINGEN.get(operatie, ()))


def _sleutels(boek: Boek, operatie: str, code: str, melding: Gegeven) -> None:
    """A key of 25 characters that was longer shows its first and last eleven, with three dots between (recorded)."""
    for sleutel in delen(melding, "sleutelgegeven"):
        for veld in ("sleutelnaam", "sleutelwaarde"):
            waarde = str(sleutel.velden.get(veld, ""))
            anders = "\u2026" in waarde
            boek.toets(["feedback-1"], f"{veld} bij {operatie}", not anders, "ingekort met drie punten", waarde)


def verwacht_sleutel(boek: Boek, operatie: str, reactie: Gegeven | None, naam: str, waarde: str) -> None:
    """The one key of a refusal that was recorded: its name and value, shortened when longer than 25 characters."""
    meldingen = [] if reactie is None else delen(reactie, "foutmelding")
    sleutels = [
        (str(s.velden.get("sleutelnaam")), str(s.velden.get("sleutelwaarde")))
        for melding in meldingen[:1]
        for s in delen(melding, "sleutelgegeven")
    ]
    paar = kort(naam, SLEUTEL_LENGTE), kort(waarde, SLEUTEL_LENGTE)
    boek.toets(["feedback-1"], f"sleutelgegeven bij {operatie}", paar in sleutels, " ".join(paar), sleutels)
