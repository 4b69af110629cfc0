"""What is read of aangeboden opleidingen, opleidingseenheden, onderwijslocaties and their use, at any number."""

from collections.abc import Sequence
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.leesvorm import lees_aangeboden_opleiding
from rio_soap.register.eenheid.raadplegingen import LEESBAAR, lees_eenheid
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning
from rio_soap.register.locatie.leesvorm import GelezenGebruik, lees_onderwijslocatie, lees_onderwijslocatiegebruik
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Gebruik, Locatie
from rio_soap.register.versie.lezing import Gelezen, Lezing


def aanbod(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Offers in V4's form, with the erkenningen that their units had."""
    rijen = lezing.beeld.een(bronnen.AANBOD, plekken)
    erkend = lezing.beeld.rijen(bronnen.ERKENNINGEN, [plek.met(rij.eenheid) for plek, rij in rijen.items()])
    return lezing.maak(
        bronnen.AANBOD.tabel,
        {
            plek: partial(lees_aangeboden_opleiding, rij, erkend.get(plek.met(rij.eenheid), ()))
            for plek, rij in rijen.items()
        },
    )


def eenheden(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Units in V4's form, or in that of our own contract where V4 has none for their kind."""
    rijen = lezing.beeld.een(bronnen.EENHEID, plekken)
    erkend = lezing.beeld.rijen(bronnen.ERKENNINGEN, rijen)
    particulier = lezing.context.instellingen.eqf_particulier

    def lees(rij: Eenheid, erkenningen: Sequence[Opleidingserkenning]) -> Gegeven:
        return lees_eenheid(rij, heel(rij.stand), erkenningen, eqf_particulier=particulier)

    return lezing.maak(
        bronnen.EENHEID.tabel,
        {
            plek: partial(lees, rij, erkend.get(plek, ()))
            for plek, rij in rijen.items()
            if rij.specialisatie in LEESBAAR
        },
    )


def locaties(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Onderwijslocaties in V4's form."""

    def lees(rij: Locatie) -> Gegeven:
        return lees_onderwijslocatie(rij.code, heel(rij.stand))

    rijen = lezing.beeld.een(bronnen.LOCATIE, plekken)
    return lezing.maak(bronnen.LOCATIE.tabel, {plek: partial(lees, rij) for plek, rij in rijen.items()})


def gebruiken(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Uses of locaties in V4's form, with the locatie as it was."""
    rijen = lezing.beeld.een(bronnen.GEBRUIK, plekken)
    gevonden = lezing.beeld.een(bronnen.LOCATIE, [plek.met(rij.locatie) for plek, rij in rijen.items()])

    def lees(rij: Gebruik, locatie: Locatie | None) -> Gegeven:
        if locatie is None:
            raise ValueError(f"no locatie {rij.locatie}")
        bron = GelezenGebruik(rij.bestuur, rij.locatie, heel(rij.stand), heel(locatie.stand))
        return lees_onderwijslocatiegebruik(bron)

    return lezing.maak(
        bronnen.GEBRUIK.tabel,
        {plek: partial(lees, rij, gevonden.get(plek.met(rij.locatie))) for plek, rij in rijen.items()},
    )
