"""What is read of aangeboden opleidingen, opleidingseenheden, onderwijslocaties and their use, at any number."""

from collections.abc import Mapping, Sequence
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.leesvorm import GelezenAanbod, lees_aangeboden_opleiding
from rio_soap.register.eenheid.eigen_leesvorm import Eenheidgegevens, Eenheidsdelen, lees_opleidingseenheid
from rio_soap.register.eenheid.raadplegingen import LEESBAAR, lees_eenheid
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning
from rio_soap.register.locatie.leesvorm import GelezenGebruik, lees_onderwijslocatie, lees_onderwijslocatiegebruik
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Gebruik, Locatierij
from rio_soap.register.versie.lezing import Gelezen, Lezing


def aanbod(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Offers in V4's form, with the erkenningen that their units had."""
    bronnen_ = aanbodbronnen(lezing, plekken)
    return lezing.maak(
        bronnen.AANBOD.tabel, {plek: partial(lees_aangeboden_opleiding, *bron) for plek, bron in bronnen_.items()}
    )


def aanbodbronnen(
    lezing: Lezing, plekken: Sequence[Plek]
) -> dict[Plek, tuple[GelezenAanbod, Sequence[Opleidingserkenning]]]:
    """What offers are made of, each to be made when it is its turn: as a tree one takes ten times its text."""
    rijen = lezing.beeld.een(bronnen.AANBOD, plekken)
    erkend = lezing.beeld.rijen(bronnen.ERKENNINGEN, [plek.met(rij.eenheid) for plek, rij in rijen.items()])
    return {plek: (rij, erkend.get(plek.met(rij.eenheid), ())) for plek, rij in rijen.items()}


def eenheden(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Units in V4's form, or in that of our own contract where V4 has none for their kind."""
    rijen = lezing.beeld.een(bronnen.EENHEID, plekken)
    erkend = lezing.beeld.rijen(bronnen.ERKENNINGEN, rijen)
    particulier = lezing.context.instellingen.eqf_particulier
    eigen = _eigen_delen(lezing, {p: rij for p, rij in rijen.items() if rij.specialisatie not in LEESBAAR}, erkend)

    def lees(plek: Plek, rij: Eenheid) -> Gegeven:
        stand = heel(rij.stand)
        if (delen := eigen.get(plek)) is not None:
            kop = Eenheidgegevens(*(getattr(rij, naam) for naam in Eenheidgegevens._fields))
            return lees_opleidingseenheid(kop, stand, delen, None, eqf_particulier=particulier)
        return lees_eenheid(rij, stand, erkend.get(plek, ()), eqf_particulier=particulier)

    return lezing.maak(bronnen.EENHEID.tabel, {plek: partial(lees, plek, rij) for plek, rij in rijen.items()})


def _eigen_delen(
    lezing: Lezing, rijen: Mapping[Plek, Eenheid], erkend: Mapping[Plek, Sequence[Opleidingserkenning]]
) -> dict[Plek, Eenheidsdelen]:
    """What is shown of units beside their rows where V4 has no form for them."""
    if not rijen:
        return {}
    relaties = lezing.beeld.rijen(bronnen.SAMENHANG, rijen)
    structuren = lezing.beeld.rijen(bronnen.STRUCTUREN, rijen)
    anderen = lezing.beeld.een(
        bronnen.EENHEID, [p.met(band.ander(p.sleutel)) for p, banden in relaties.items() for band in banden]
    )
    soorten: dict[int | None, dict[str, str]] = {}
    for plek, rij in anderen.items():
        soorten.setdefault(plek.op, {})[plek.sleutel] = rij.specialisatie
    return {
        plek: Eenheidsdelen(
            {plek.sleutel: erkend.get(plek, ())},
            {plek.sleutel: relaties.get(plek, ())},
            soorten.get(plek.op, {}),
            {plek.sleutel: structuren.get(plek, ())},
        )
        for plek in rijen
    }


def locaties(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Onderwijslocaties in V4's form."""

    def lees(rij: Locatierij) -> Gegeven:
        return lees_onderwijslocatie(rij.code, heel(rij.stand))

    rijen = lezing.beeld.een(bronnen.LOCATIE, plekken)
    return lezing.maak(bronnen.LOCATIE.tabel, {plek: partial(lees, rij) for plek, rij in rijen.items()})


def gebruiken(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Uses of locaties in V4's form, with the locatie as it was."""
    rijen = lezing.beeld.een(bronnen.GEBRUIK, plekken)
    gevonden = lezing.beeld.een(bronnen.LOCATIE, [plek.met(rij.locatie) for plek, rij in rijen.items()])

    def lees(rij: Gebruik, locatie: Locatierij | None) -> Gegeven:
        if locatie is None:
            raise ValueError(f"no locatie {rij.locatie}")
        bron = GelezenGebruik(rij.bestuur, rij.locatie, heel(rij.stand), heel(locatie.stand))
        return lees_onderwijslocatiegebruik(bron)

    return lezing.maak(
        bronnen.GEBRUIK.tabel,
        {plek: partial(lees, rij, gevonden.get(plek.met(rij.locatie))) for plek, rij in rijen.items()},
    )
