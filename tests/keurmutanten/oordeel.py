"""What keur finds of one mutant."""

import logging
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import Any
from unittest import mock

from rio_soap.workbench.keur.boek import GROEPEN, Boek, Groep
from rio_soap.workbench.keur.keuren import keur
from tests.keurmutanten.klantproef import Klant, klant
from tests.keurmutanten.lijst import Mutant
from tests.keurmutanten.proefdienst import NAMEN, Proefdienst, proefdienst, wissel

_FOUTEN: tuple[Groep, ...] = ("fouten", "eisen")
_EERST: dict[str, tuple[Groep, ...]] = {
    "addressing of requests": _FOUTEN,
    "verification of requests": _FOUTEN,
    "schema and document": _FOUTEN,
    "order of the steps": _FOUTEN,
    "faults": _FOUTEN,
    "foutmeldingen": ("foutcodes",),
    "borders": ("foutcodes",),
    "controles left out": ("foutcodes",),
    "what is kept": ("operaties",),
    "readings": ("operaties",),
    "changes": ("operaties",),
}
"""The parts of keur that are played first for a family, when one finding is enough; what they miss, all get."""


@dataclass(slots=True)
class Oordeel:
    """What was found of a mutant.

    :param regels: ids of the rules that are violated, in the order in which they were.
    :param geprobeerd: what was tried when the first was, and `eerste` with what was expected and found.
    :param mis: how keur itself failed; empty when it did not.
    """

    naam: str
    familie: str
    fout: str
    bron: str
    regels: list[str] = field(default_factory=list)
    geprobeerd: str = ""
    eerste: str = ""
    seconden: float = 0.0
    mis: str = ""

    @property
    def gevonden(self) -> bool:
        """Whether keur names a rule that is violated."""
        return bool(self.regels)


class Genoeg(BaseException):
    """The first violation is there. Not an Exception: nothing in between is to take it for a failure."""


@contextmanager
def meekijken(oordeel: Oordeel, *, snel: bool) -> Iterator[None]:
    """Note violations as they come; `snel` stops at the first."""
    oud = Boek.toets

    def toets(boek: Boek, ids: Any, naam: str, goed: bool, verwacht: object, gevonden: object) -> bool:
        ids = list(ids)
        uit = oud(boek, ids, naam, goed, verwacht, gevonden)
        if not goed and ids:
            oordeel.geprobeerd = oordeel.geprobeerd or naam
            oordeel.eerste = oordeel.eerste or f"{naam}: {verwacht} / {gevonden}"[:300]
            oordeel.regels += [id_ for id_ in ids if id_ not in oordeel.regels]
            if snel:
                raise Genoeg
        return uit

    with mock.patch.object(Boek, "toets", toets), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def beoordeel_dienst(mutant: Mutant[Proefdienst], *, snel: bool = False) -> Oordeel:
    """Judge a service with this fault."""
    eerst: tuple[Groep, ...] = _EERST.get(mutant.familie, GROEPEN) if snel else GROEPEN
    oordeel = _met_delen(mutant, eerst, snel=snel)
    if not oordeel.gevonden and not oordeel.mis and eerst != GROEPEN:
        eerder, oordeel = oordeel, _met_delen(mutant, GROEPEN, snel=snel)
        oordeel.seconden += eerder.seconden
    return oordeel


def _met_delen(mutant: Mutant[Proefdienst], groepen: tuple[Groep, ...], *, snel: bool) -> Oordeel:
    with _oordeel(mutant) as oordeel, proefdienst() as proef:
        mutant.doe(proef)
        with meekijken(oordeel, snel=snel):
            keur(wissel(proef), NAMEN, mutant.naam, groepen=groepen, geduld=0)
    return oordeel


def beoordeel_klant(mutant: Mutant[Klant], *, snel: bool = False) -> Oordeel:
    """Judge a client with this fault."""
    with _oordeel(mutant) as oordeel, klant() as k:
        mutant.doe(k)
        with meekijken(oordeel, snel=snel):
            k.doorloop()
    return oordeel


@contextmanager
def _oordeel(mutant: Mutant[Any]) -> Iterator[Oordeel]:
    oordeel = Oordeel(mutant.naam, mutant.familie, mutant.fout, mutant.bron)
    begin = process_time()
    logging.disable(logging.CRITICAL)  # a service that is wrong says so at length
    try:
        yield oordeel
    except Genoeg:
        pass
    except Exception as fout:  # noqa: BLE001  # keur must not fail, whatever it judges: that is a finding about keur
        oordeel.mis = f"{type(fout).__name__}: {fout} ({traceback.extract_tb(fout.__traceback__)[-1]})"[:400]
    finally:
        logging.disable(logging.NOTSET)
        oordeel.seconden = process_time() - begin
