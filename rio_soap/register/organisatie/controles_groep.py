"""The controles on delivering and removing an onderwijsaanbiedergroep, in the order of our own design."""

from collections.abc import Iterator

from rio_soap.register.organisatie.eenheidsbericht import EENHEIDSCONTROLES
from rio_soap.register.organisatie.zaak_groep import Groeplevering, code_van, leven_van
from rio_soap.register.organisatie.zaak_onder_bestuur import (
    Onderbestuurzaak,
    a01110,
    aut401_bestaand,
    aut401_levering,
    n04810,
)
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import DATUMVELD, Kant, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = frozenset({"RS1106", "N09440"})
"""Beside A01110 and AUT401 the codes after which nothing more is judged."""


def rs1106(zaak: Onderbestuurzaak) -> Iterator[Foutmelding]:
    """RS1106: the groep to change or remove occurs. Source: our own design."""
    if zaak.code is not None and zaak.bestaand is None:
        yield melding("RS1106", zaak.codesleutels)


def n09440(zaak: Groeplevering) -> Iterator[Foutmelding]:
    """N09440: each groepslid occurs as onderwijsaanbieder. Source: Overzicht foutcodes for the text."""
    for code in dict.fromkeys(map(code_van, zaak.groepsleden)):
        if code not in zaak.aanbieders:
            yield melding("N09440", (*zaak.sleutels, ("onderwijsaanbiedercode", code)))


def n07010(zaak: Groeplevering) -> Iterator[Foutmelding]:
    """N07010: a groepslid ends later than it begins, and so does a relation to a bestuur that ends with the groep.

    Source: Overzicht foutcodes. A groep that ends before it begins is N04010 alone.
    """
    for lid in zaak.groepsleden:
        if not velden.duur(lid).klopt():
            yield melding("N07010", zaak.lidsleutels(lid, "einddatum"))
    if zaak.duur.klopt():
        for wijziging in zaak.boven_na:
            if not wijziging.relatie.duur.klopt():
                yield melding("N07010", zaak.bericht.bedrijfssleutels())


def n07050(zaak: Groeplevering) -> Iterator[Foutmelding]:
    """N07050: neither two groepsleden of one aanbieder nor two relations to the delivered bestuur overlap.

    Source: Overzicht foutcodes. So a bestuur whose relation has ended takes a groep back by an organisatierelatie: this
    message cannot say from when.
    """
    gezien: dict[str, list[Duur]] = {}
    for lid in zaak.groepsleden:
        duur, vorige = velden.duur(lid), gezien.setdefault(code_van(lid), [])
        if any(duur.overlapt(ander) for ander in vorige):
            yield melding("N07050", zaak.lidsleutels(lid))
        vorige.append(duur)
    nieuw = [w.relatie for w in zaak.boven_na if w.oud is None]
    if any(rij.van == zaak.bestuur and rij.duur.overlapt(een.duur) for rij in zaak.boven for een in nieuw):
        yield melding("N07050", (*zaak.sleutels, ("onderwijsbestuurcode", zaak.bestuur)))


def n07410(zaak: Groeplevering) -> Iterator[Foutmelding]:
    """N07410: a groepslid lies within groep and aanbieder, a relation to a bestuur within groep and bestuur.

    Source: Overzicht foutcodes, which compares the begin; that the end is compared too is reasoned. Of other besturen
    than the delivered one the lifetime is not looked at.
    """
    for lid in zaak.groepsleden:
        duur = velden.duur(lid)
        kant = buiten(duur.begin, duur.einde, zaak.duur) or _buiten_aanbieder(zaak, code_van(lid), duur)
        if kant is not None:
            open_ = kant == "einde" and duur.einde is None
            veld = "begindatum" if open_ else DATUMVELD[kant]
            yield melding("N07410", zaak.lidsleutels(lid, veld))
    bestuur = zaak.bestuurrij
    for relatie in (w.relatie for w in zaak.boven_na if w.relatie.duur.klopt()):
        if buiten(relatie.begindatum, relatie.einddatum, zaak.duur) is not None:
            yield melding("N07410", zaak.bericht.bedrijfssleutels())
        elif bestuur is not None and relatie.van == bestuur.code:
            leven = Duur(bestuur.begindatum, bestuur.einddatum)
            if buiten(relatie.begindatum, relatie.einddatum, leven) is not None:
                yield melding("N07410", (*zaak.sleutels, ("onderwijsbestuurcode", bestuur.code)))


def _buiten_aanbieder(zaak: Groeplevering, code: str, duur: Duur) -> Kant | None:
    aanbieder = zaak.aanbieders.get(code)
    return None if aanbieder is None else buiten(duur.begin, duur.einde, leven_van(aanbieder))


def rs1105(zaak: Groeplevering) -> Iterator[Foutmelding]:
    """RS1105: on each day of a groepslid its aanbieder belongs to a bestuur of the groep; and one that is left out
    still belongs to a bestuur.

    Source: our own design. Reasoned: it belongs to a bestuur directly, else through its groepen as the register has
    them, this one too; and from one bestuur to the next when both move on one day. An aanbieder of which this groep is
    the only tie would be of nobody without it, and V4 could not show it: such a groepslid gets an einddatum.
    """
    for lid in zaak.groepsleden:
        if zaak.vreemde_dag(lid) is not None:
            yield melding("RS1105", zaak.lidsleutels(lid))
    for code in zaak.verweesd():
        yield melding("RS1105", (*zaak.sleutels, ("onderwijsaanbiedercode", code)))


AANLEVEREN: tuple[Controle[Groeplevering], ...] = (
    ("A01110", a01110),
    ("RS1106", rs1106),
    ("N09440", n09440),
    ("AUT401", aut401_levering),
    *EENHEIDSCONTROLES,
    ("N07010", n07010),
    ("N07050", n07050),
    ("N07410", n07410),
    ("RS1105", rs1105),
)
"""Controles of aanleveren_onderwijsaanbiedergroep."""

VERWIJDEREN: tuple[Controle[Onderbestuurzaak], ...] = (
    ("RS1106", rs1106),
    ("AUT401", aut401_bestaand),
    ("N04810", n04810),
)
"""Controles of verwijderen_onderwijsaanbiedergroep."""
