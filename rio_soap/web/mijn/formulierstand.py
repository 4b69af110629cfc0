"""What stands in a form: a request as texts, as an object fills it, as it was sent, and as a button changes it.

A field goes by its path from the request on (``o.onderwijsaanbieder.onderwijsaanbiederPeriode.0.naam``); that a part is
there is said by a hidden field with the name of its element (``….@``). So the whole form travels with every step, and
the server keeps nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias, Union

from werkzeug.datastructures import MultiDict

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.leverbaar import per_lid
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen

WORTEL: Final = "o"
"""Path of the request."""
GESLOTEN: Final = "G"
"""Cohortstatus of a cohort that takes no applications."""
_LID: Final = "@"
Ruwwaarde: TypeAlias = Union[str, "Ruw", "list[str]", "list[Ruw]"]


@dataclass(slots=True)
class Ruw:
    """A part of a form: an element with its fields as texts."""

    lid: str
    velden: dict[str, Ruwwaarde] = field(default_factory=dict)

    def delen(self, naam: str) -> "list[Ruw]":
        """The parts of a field, whether it is a list or not."""
        waarde = self.velden.get(naam)
        lijst = waarde if isinstance(waarde, list) else [waarde]
        return [deel for deel in lijst if isinstance(deel, Ruw)]

    def tekst(self, naam: str) -> str:
        """The text of a field; empty when it has none."""
        waarde = self.velden.get(naam)
        return waarde if isinstance(waarde, str) else ""


def vorm_van_verzoek(operatie: str) -> Vorm:
    """The type of the request of an operation."""
    wat = OPERATIES[operatie]
    vorm = vormen(wat.dienst).elementen[wat.verzoek]
    assert isinstance(vorm, Vorm)
    return vorm


def velden_van(vorm: Vorm) -> list[Veld]:
    """The fields of a type that somebody fills in: all but those of bedrijfsdocument."""
    return [veld for veld in vorm.velden if veld.naam not in ELEMENTEN]


def soort_van(vorm: Vorm, lid: str) -> Vorm | Simpel:
    """The type of a child."""
    return per_lid(vorm)[lid][1]


def leden_bij(veld: Veld, ouder: str) -> tuple[str, ...]:
    """What may stand in a field of an object: of periods and cohorten those of its own kind."""
    if len(veld.leden) == 1 or not veld.meervoudig:
        return veld.leden
    return tuple(lid for lid in veld.leden if lid.startswith(ouder) and lid[len(ouder) :] in ("Periode", "Cohort"))


def verplichte(vorm: Vorm) -> frozenset[str]:
    """Names of the elements that a type cannot be without."""

    def loop(deel: Deeltje) -> Iterator[str]:
        if deel.minimum and not deel.keuze:
            yield from deel.leden
            for onder in deel.delen:
                yield from loop(onder)

    return frozenset(lid for deel in vorm.inhoud for lid in loop(deel))


def uitgesloten(vorm: Vorm, aanwezig: set[str]) -> frozenset[str]:
    """Names of the elements that stand in another branch of a choice than one that is there."""

    def namen(deel: Deeltje) -> Iterator[str]:
        yield from deel.leden
        for onder in deel.delen:
            yield from namen(onder)

    def loop(deel: Deeltje) -> Iterator[str]:
        takken = [set(namen(onder)) for onder in deel.delen]
        if deel.keuze and any(tak & aanwezig for tak in takken):
            gekozen = next(tak for tak in takken if tak & aanwezig)
            yield from set().union(*takken) - gekozen
        for onder in deel.delen:
            yield from loop(onder)

    return frozenset(lid for deel in vorm.inhoud for lid in loop(deel))


def van_gegeven(gegeven: Gegeven) -> Ruw:
    """An element as texts."""
    return Ruw(gegeven.naam, {naam: _van_waarde(waarde) for naam, waarde in gegeven.velden.items()})


def _van_waarde(waarde: Waarde) -> Ruwwaarde:
    if isinstance(waarde, Gegeven):
        return van_gegeven(waarde)
    if isinstance(waarde, list):
        return [_van_waarde(deel) for deel in waarde]  # type: ignore[return-value]  # all of one kind
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, Decimal):
        return f"{waarde:f}"
    return waarde.isoformat() if isinstance(waarde, date) else str(waarde)


def nieuw(vorm: Vorm, lid: str, kies: frozenset[str] = frozenset()) -> Ruw:
    """An empty element with all that it cannot be without.

    :param kies: of a choice or of several kinds those that are wanted.
    """
    uit, nodig = Ruw(lid), verplichte(vorm)
    for veld in velden_van(vorm):
        leden = leden_bij(veld, lid)
        gekozen = next((een for een in leden if een in kies), leden[0] if leden else "")
        wil = gekozen in kies or (gekozen in nodig and not (len(leden) > 1 and kies & set(per_lid(vorm))))
        soort = soort_van(vorm, gekozen) if gekozen else None
        if wil and isinstance(soort, Vorm):
            deel = nieuw(soort, gekozen, kies)
            uit.velden[veld.naam] = [deel] if veld.meervoudig else deel
    return uit


class _Gezonden:
    """The fields of a form by their paths."""

    def __init__(self, formulier: MultiDict[str, str]) -> None:
        self.formulier = formulier
        self.nummers: dict[str, list[int]] = defaultdict(list)
        for naam in formulier:
            pad, _, lid = naam.rpartition(".")
            boven, _, nummer = pad.rpartition(".")
            if lid == _LID and is_nummer(nummer):
                self.nummers[boven].append(int(nummer))

    def lid(self, pad: str, leden: Sequence[str]) -> str | None:
        """The element at a path, if it may stand there."""
        gevonden = self.formulier.get(f"{pad}.{_LID}")
        return gevonden if gevonden in leden else None


def van_formulier(formulier: MultiDict[str, str], vorm: Vorm, lid: str, pad: str = WORTEL) -> Ruw:
    """What was sent; what the type does not know is passed over."""
    return _lees(_Gezonden(formulier), vorm, lid, pad)


def _lees(gezonden: _Gezonden, vorm: Vorm, lid: str, pad: str) -> Ruw:
    uit = Ruw(lid)
    for veld in velden_van(vorm):
        onder = f"{pad}.{veld.naam}"
        if isinstance(soort_van(vorm, veld.leden[0]), Simpel):
            teksten = [tekst.replace("\r\n", "\n") for tekst in gezonden.formulier.getlist(onder)]
            if veld.meervoudig:
                regels = [regel.strip() for tekst in teksten for regel in tekst.split("\n")]
                uit.velden[veld.naam] = [regel for regel in regels if regel]
            elif teksten and teksten[0]:
                uit.velden[veld.naam] = teksten[0]
            continue
        plaatsen = [f"{onder}.{nr}" for nr in sorted(gezonden.nummers.get(onder, ()))] if veld.meervoudig else [onder]
        delen = [
            _lees(gezonden, soort, gevonden, plaats)
            for plaats in plaatsen
            if (gevonden := gezonden.lid(plaats, veld.leden)) is not None
            and isinstance(soort := soort_van(vorm, gevonden), Vorm)
        ]
        if delen:
            uit.velden[veld.naam] = delen if veld.meervoudig else delen[0]
    return uit


def verborgen(ruw: Ruw, pad: str = WORTEL) -> Iterator[tuple[str, str]]:
    """The whole as hidden fields: names and values."""
    yield f"{pad}.{_LID}", ruw.lid
    for naam, waarde in ruw.velden.items():
        onder = f"{pad}.{naam}"
        if isinstance(waarde, Ruw):
            yield from verborgen(waarde, onder)
        elif isinstance(waarde, str):
            yield onder, waarde
        else:
            for nr, deel in enumerate(waarde):
                if isinstance(deel, str):
                    yield onder, deel
                elif isinstance(deel, Ruw):
                    yield from verborgen(deel, f"{onder}.{nr}")


def is_nummer(stap: str) -> bool:
    """Whether a step of a path says which of a list."""
    return stap.isdecimal() and len(stap) < 5


def op_pad(ruw: Ruw, pad: str) -> tuple[Ruw, str, int | None] | None:
    """The part that holds a path, the field in it, and which of a list; None for a path that leads nowhere."""
    stappen = pad.split(".")[1:]
    while stappen:
        naam, *stappen = stappen
        nummer = int(stappen.pop(0)) if stappen and is_nummer(stappen[0]) else None
        if not stappen:
            return ruw, naam, nummer
        delen = ruw.delen(naam)
        if (nummer or 0) >= len(delen):
            return None
        ruw = delen[nummer or 0]
    return None


def kaal(tekst: Mapping[str, Ruwwaarde]) -> bool:
    """Whether no field has anything in it but what says which kenmerk it is."""
    return not any(waarde for naam, waarde in tekst.items() if naam != "kenmerknaam")
