"""Which erkenningen stand behind organisatorische eenheden on a day, and to which samenwerkingen these belong.

Of any number of eenheden at once, each step one question of an `Overzichtbron`. From a bevoegd gezag over an instelling
to a vestiging are three steps, so they are counted, and a circle in the data ends.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, OCW, ONDERSTEUNER, SAMENWERKING, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.overzicht.overzichtbron import Erkenningenrelatie, Overzichtbron, Overzichtserkenning
from rio_soap.register.overzicht.samenhang import Eenhedenverband
from rio_soap.register.regels.groepering import per


@dataclass(frozen=True, slots=True)
class Erkenningenverband:
    """The erkenningen behind eenheden.

    :param erkenningen: all of them by key.
    :param achter: by code of each eenheid that was asked for, the keys of those behind it.
    :param samenwerkingen: by the same, the keys of the erkende samenwerkingen to which one of those has a relation.
    """

    erkenningen: Mapping[Instellingsleutel, Overzichtserkenning]
    achter: Mapping[str, set[Instellingsleutel]]
    samenwerkingen: Mapping[str, set[Instellingsleutel]]


class Erkenningenloop:
    """Walks the instellingsrelaties of a day from erkenningen up and down, of all of them at once.

    What is beside the way is left: from an instelling up to its bevoegd gezag, not down again to the others below that.
    """

    def __init__(self, bron: Overzichtbron, dag: date) -> None:
        self._bron, self._dag = bron, dag
        self._onder = defaultdict[Instellingsleutel, set[Instellingsleutel]](set)
        self._boven = defaultdict[Instellingsleutel, set[Instellingsleutel]](set)
        self._samen = defaultdict[Instellingsleutel, set[Instellingsleutel]](set)

    def loop(self, begin: Collection[Instellingsleutel]) -> None:
        """Look up what is above and below these and to what samenwerkingen that belongs: three questions at most."""
        omhoog, omlaag, gevraagd = set(begin), set(begin), set[Instellingsleutel]()
        for _ in range(_STAPPEN):
            nieuw = (omhoog | omlaag) - gevraagd
            if not nieuw:
                return
            gevraagd |= nieuw
            for relatie in self._bron.erkenningenrelaties(nieuw, self._dag):
                self._noteer(relatie)
            omhoog = {hoger for sleutel in omhoog for hoger in self._boven[sleutel]}
            omlaag = {lager for sleutel in omlaag for lager in self._onder[sleutel]}

    def _noteer(self, relatie: Erkenningenrelatie) -> None:
        van, naar = relatie.van, relatie.naar
        if not (van.erkenner and naar.erkenner):
            return  # of an erkenning whose erkenner no file says, which the contract cannot name
        if SAMENWERKING in (van.soort, naar.soort):
            if van.soort != naar.soort and relatie.soort in _SAMEN:
                ander, samen = (naar, van) if van.soort == SAMENWERKING else (van, naar)
                self._samen[ander].add(samen)
        elif relatie.soort == HIERARCHISCH:
            self._onder[van].add(naar)
            self._boven[naar].add(van)

    def rond(self, begin: Collection[Instellingsleutel]) -> set[Instellingsleutel]:
        """These, all above them, and all below them."""
        return {*begin, *_ver(begin, self._boven), *_ver(begin, self._onder)}

    def samen(self, erkenningen: Collection[Instellingsleutel]) -> set[Instellingsleutel]:
        """The samenwerkingen to which one of these has a relation."""
        return {een for sleutel in erkenningen for een in self._samen[sleutel]}


def _ver(
    begin: Collection[Instellingsleutel], stap: Mapping[Instellingsleutel, set[Instellingsleutel]]
) -> set[Instellingsleutel]:
    """What is one step or more away."""
    gevonden: set[Instellingsleutel] = set()
    rand = set(begin)
    while rand := {een for sleutel in rand for een in stap[sleutel]} - gevonden:
        gevonden |= rand
    return gevonden


_STAPPEN = 3
"""From a bevoegd gezag over an instelling to a vestiging, whose relations count too."""
_SAMEN = frozenset({HIERARCHISCH, "SAMENWERKING", "VRIJWILLIGE_DEELNAME"})
"""Soorten of relation by which an erkenning belongs to a samenwerking."""


def erkenningenverband(bron: Overzichtbron, verband: Eenhedenverband, dag: date) -> Erkenningenverband:
    """The erkenningen behind eenheden: of a bestuur its bevoegd gezag with all below it, and what its eenheden rest on;
    of another what it, or what is below it, rests on, with all above and below that. Five questions at most."""
    genoemd = {code: _genoemd(verband, code) for code in verband.onder}
    rijen = _gelezen(bron, {code for paren in genoemd.values() for _, code in paren})
    begin = {
        code: {rij.sleutel for paar in paren for rij in rijen.get(paar, ()) if rij.erkenner}
        for code, paren in genoemd.items()
    }
    loop = Erkenningenloop(bron, dag)
    loop.loop({sleutel for sleutels in begin.values() for sleutel in sleutels})
    achter = {code: loop.rond(sleutels) for code, sleutels in begin.items()}
    samen = {code: loop.samen(sleutels) for code, sleutels in achter.items()}
    erkenningen = {rij.sleutel: rij for groep in rijen.values() for rij in groep}
    verder = {sleutel for groep in (*achter.values(), *samen.values()) for sleutel in groep} - erkenningen.keys()
    return Erkenningenverband(erkenningen | op_sleutels(bron, verder), achter, samen)


def op_sleutels(
    bron: Overzichtbron, sleutels: Collection[Instellingsleutel]
) -> dict[Instellingsleutel, Overzichtserkenning]:
    """The erkenningen with these keys: one question."""
    if not sleutels:
        return {}
    rijen = bron.erkenningen({sleutel.code for sleutel in sleutels})
    return {rij.sleutel: rij for rij in rijen if rij.sleutel in sleutels}


def _genoemd(verband: Eenhedenverband, code: str) -> set[tuple[str, str]]:
    """The erkenner and code of each erkenning that an eenheid, or one below it, names."""
    rust = (een for eenheid in (code, *verband.onder[code]) for een in verband.rust.get(eenheid, ()))
    paren = {(een.erkenner, een.erkenning) for een in rust}
    nummer = verband.eenheden[code].bevoegd_gezag_nummer
    return paren | ({(OCW, nummer)} if nummer else set())


def _gelezen(bron: Overzichtbron, codes: Collection[str]) -> dict[tuple[str, str], list[Overzichtserkenning]]:
    """The erkenningen with these codes, by erkenner and code; a samenwerking is none on which an eenheid rests."""
    rijen = bron.erkenningen(codes) if codes else ()
    return per((rij for rij in rijen if rij.soort in _DRAGEND), lambda rij: (rij.erkenner, rij.code))


_DRAGEND = frozenset({GEZAG, INSTELLING, VESTIGING, ONDERSTEUNER})
"""Soorten of erkenning on which an eenheid can rest."""
