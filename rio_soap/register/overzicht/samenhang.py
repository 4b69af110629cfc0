"""What hangs together with organisatorische eenheden on a day: what is above and below them, and what they rest on.

Of any number of eenheden at once, each step one question of an `Overzichtbron`. Between a bestuur and an aanbieder is
one groep at most, so the steps are counted, and a circle in the data ends.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.organisatie.rijen import Rust
from rio_soap.register.overzicht.overzichtbron import Eenhedenrelatie, Overzichtbron, Overzichtseenheid
from rio_soap.register.regels.groepering import per

AANBIEDER, BESTUUR, GROEP = "A", "B", "G"
"""Fourth character of the code of an eenheid by its kind."""


def soort_van(code: str) -> str:
    """What kind of eenheid a code is of."""
    return code[3:4]


@dataclass(frozen=True, slots=True)
class Eenhedenverband:
    """Eenheden with what is around them.

    :param eenheden: all of them by code; one that only a relation names may be absent.
    :param relaties: by the code of each eenheid that was asked for.
    :param boven: by the same, the codes above it; `onder` those below.
    :param rust: by code of each asked for and below, what it rests on.
    """

    eenheden: Mapping[str, Overzichtseenheid]
    relaties: Mapping[str, list[Eenhedenrelatie]]
    boven: Mapping[str, list[str]]
    onder: Mapping[str, list[str]]
    rust: Mapping[str, list[Rust]]

    def aanbieders(self, code: str) -> list[str]:
        """The aanbieders of an eenheid that was asked for: itself, or those below it."""
        return [een for een in (code, *self.onder[code]) if soort_van(een) == AANBIEDER]

    def besturen(self, code: str) -> list[str]:
        """The besturen of an eenheid that was asked for: itself, or those above it."""
        return [een for een in (code, *self.boven[code]) if soort_van(een) == BESTUUR]


def eenhedenverband(bron: Overzichtbron, gevraagd: Mapping[str, Overzichtseenheid], dag: date) -> Eenhedenverband:
    """What is around eenheden: five questions at most."""
    relaties = _aan_beide_einden(bron.eenhedenrelaties(gevraagd, dag), gevraagd)
    naast = {code for band in relaties.values() for relatie in band for code in (relatie.van, relatie.naar)}
    eenheden = {**gevraagd, **_eenheden(bron, naast - gevraagd.keys())}
    groepen = {code for code in naast if soort_van(code) == GROEP}
    verder = _aan_beide_einden(bron.eenhedenrelaties(groepen, dag), groepen) if groepen else {}
    einden = {code for band in verder.values() for relatie in band for code in (relatie.van, relatie.naar)}
    eenheden |= _eenheden(bron, einden - eenheden.keys())
    boven, onder = {}, {}
    for code in gevraagd:
        omhoog = _hierarchie(relaties, code, omlaag=False)
        omlaag = _hierarchie(relaties, code, omlaag=True)
        omhoog |= {hoger for groep in omhoog & groepen for hoger in _hierarchie(verder, groep, omlaag=False)}
        omlaag |= {lager for groep in omlaag & groepen for lager in _hierarchie(verder, groep, omlaag=True)}
        boven[code], onder[code] = sorted(omhoog - {code}), sorted(omlaag - {code})
    rustenden = gevraagd.keys() | {code for lagere in onder.values() for code in lagere}
    rust = per(bron.rust(rustenden, dag), lambda rij: rij.eenheid)
    return Eenhedenverband(eenheden, relaties, boven, onder, rust)


def _eenheden(bron: Overzichtbron, codes: Collection[str]) -> Mapping[str, Overzichtseenheid]:
    return bron.eenheden(codes) if codes else {}


def _aan_beide_einden(
    relaties: Iterable[Eenhedenrelatie], codes: Collection[str]
) -> Mapping[str, list[Eenhedenrelatie]]:
    """Relations by each of these codes that is at an end of them."""
    verdeeld: dict[str, list[Eenhedenrelatie]] = {code: [] for code in codes}
    for relatie in relaties:
        for code in {relatie.van, relatie.naar}:
            if code in verdeeld:
                verdeeld[code].append(relatie)
    return verdeeld


def _hierarchie(relaties: Mapping[str, list[Eenhedenrelatie]], code: str, *, omlaag: bool) -> set[str]:
    """What is right below an eenheid, or right above it."""
    band = [relatie for relatie in relaties.get(code, ()) if relatie.soort == HIERARCHISCH]
    return {r.naar for r in band if r.van == code} if omlaag else {r.van for r in band if r.naar == code}
