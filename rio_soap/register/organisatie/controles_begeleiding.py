"""The controles on delivering and removing an onderwijsbegeleidingsaanbieder, in the order of our own design."""

from collections.abc import Iterator

from rio_soap.register.organisatie.eenheidsbericht import EENHEIDSCONTROLES
from rio_soap.register.organisatie.zaak_begeleiding import Begeleidingslevering, erkenningcode
from rio_soap.register.organisatie.zaak_onder_bestuur import (
    Onderbestuurzaak,
    a01110,
    aut401_bestaand,
    aut401_levering,
    n04810,
)
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_controles import LIJSTCONTROLES
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import DATUMVELD, Kant, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = frozenset({"RS1107"})
"""Beside A01030, A01110 and AUT401 the code after which nothing more is judged."""
_CODE = "instellingserkenningscode"


def rs1107(zaak: Onderbestuurzaak) -> Iterator[Foutmelding]:
    """RS1107: the begeleidingsaanbieder to change or remove occurs. Source: our own design."""
    if zaak.code is not None and zaak.bestaand is None:
        yield melding("RS1107", zaak.codesleutels)


def a01030(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """A01030: each instellingserkenningscode is that of an erkende onderwijsinstelling of its erkenner.

    Source: Overzicht foutcodes; that OCW is meant where no erkenner is said is reasoned.
    """
    for relatie in zaak.juridische_relaties:
        if zaak.erkenning(relatie) is None:
            yield melding("A01030", zaak.relatiesleutels(relatie, _CODE))


def aut401(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the delivered bestuur, one that manages what is there, and each instelling on
    which it comes to rest.

    Source: our own design; that of the BRIN4 is reasoned, as for an onderwijsaanbieder.
    """
    fouten = list(aut401_levering(zaak))
    yield from fouten
    for relatie in zaak.nieuw_erkend if not fouten else ():
        erkenning = zaak.erkenning(relatie)
        if erkenning is not None and not zaak.mag(zaak.achter[erkenning.id]):
            yield melding("AUT401", zaak.relatiesleutels(relatie, _CODE))


def j06010(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """J06010: einddatum of a juridischeRelatie is later than its begindatum. Source: Overzicht foutcodes."""
    for relatie in zaak.juridische_relaties:
        if not velden.duur(relatie).klopt():
            yield melding("J06010", zaak.relatiesleutels(relatie, "einddatum"))


def j06020(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """J06020: juridischeRelaties with one instellingserkenning do not overlap. Source: Overzicht foutcodes."""
    gezien: dict[str, list[Duur]] = {}
    for relatie in zaak.juridische_relaties:
        duur, vorige = velden.duur(relatie), gezien.setdefault(erkenningcode(relatie), [])
        if any(duur.overlapt(ander) for ander in vorige):
            yield melding("J06020", zaak.relatiesleutels(relatie))
        vorige.append(duur)


def j06410(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """J06410: a juridischeRelatie lies within the begeleidingsaanbieder, and begins no earlier than its instelling.

    Source: Overzicht foutcodes; the end of the instelling is deliberately not compared.
    """
    for relatie in zaak.juridische_relaties:
        duur, erkenning = velden.duur(relatie), zaak.erkenning(relatie)
        te_vroeg = erkenning is not None and duur.begin < erkenning.begindatum
        kant: Kant | None = "begin" if te_vroeg else buiten(duur.begin, duur.einde, zaak.duur)
        if kant is not None:
            veld = DATUMVELD[kant] if kant == "begin" or duur.einde is not None else "begindatum"
            yield melding("J06410", zaak.relatiesleutels(relatie, veld))


def rs1108(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """RS1108: it begins no earlier than the first of the instellingserkenningen on which it rests.

    Source: our own design, after the knowledge base of DUO.
    """
    if zaak.duur.begin < min((rij.begindatum for rij in zaak.erkend()), default=zaak.duur.begin):
        yield melding("RS1108", (*zaak.sleutels, ("inBedrijfdatum", zaak.duur.begin)))


def rs1109(zaak: Begeleidingslevering) -> Iterator[Foutmelding]:
    """RS1109: one of its instellingen is of cluster 1 or 2 while it rests on that. Source: our own design."""
    if not any(map(zaak.in_cluster, zaak.juridische_relaties)):
        yield melding("RS1109", zaak.relatiesleutels(zaak.juridische_relaties[0], _CODE))


AANLEVEREN: tuple[Controle[Begeleidingslevering], ...] = (
    ("A01110", a01110),
    ("RS1107", rs1107),
    ("A01030", a01030),
    ("AUT401", aut401),
    ("J06010", j06010),
    ("J06020", j06020),
    ("J06410", j06410),
    *EENHEIDSCONTROLES,
    *LIJSTCONTROLES,
    ("RS1108", rs1108),
    ("RS1109", rs1109),
)
"""Controles of aanleveren_onderwijsbegeleidingsaanbieder."""

VERWIJDEREN: tuple[Controle[Onderbestuurzaak], ...] = (
    ("RS1107", rs1107),
    ("AUT401", aut401_bestaand),
    ("N04810", n04810),
)
"""Controles of verwijderen_onderwijsbegeleidingsaanbieder."""
