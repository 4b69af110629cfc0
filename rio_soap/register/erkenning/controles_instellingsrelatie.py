"""The controles on delivering and removing an instellingsrelatie, in the order of our own design."""

from collections.abc import Iterator

from rio_soap.register.erkenning.rijen_relatie import duur_van
from rio_soap.register.erkenning.sleutels import sleutel_van
from rio_soap.register.erkenning.zaak_instellingsrelatie import Instellingsrelatiezaak
from rio_soap.register.regels import eigen_controles
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import buiten
from rio_soap.register.regels.relatiecombinaties import COMBINATIES
from rio_soap.register.regels.sleutelgegevens import Foutmelding


def rs1304(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1304: the erkenning at each end occurs. Source: our own design."""
    for sleutel in zaak.einden:
        if sleutel not in zaak.gevonden:
            yield melding("RS1304", ((SLEUTEL, sleutel_van(*sleutel)), ("code", sleutel.code)))


def rs1007(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1007: the relation to remove occurs. Source: our own design."""
    if zaak.zelfde is None:
        yield melding("RS1007", (*zaak.sleutels, ("begindatum", zaak.wat.begindatum)))


def aut401(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the relation. Source: our own design, after the division of DUO."""
    if not zaak.mag:
        yield melding("AUT401", (*zaak.sleutels, ("soort", zaak.wat.soort)))


def rs1306(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1306: it lies within the lifetime of both erkenningen; of an overgang the begin.

    Source: our own design. That an overgang may begin on the day on which the erkenning that goes over ends is reasoned
    (as P04410 of V4).
    """
    begin = zaak.duur.begin
    einde = begin if zaak.is_overgang else zaak.duur.einde
    for sleutel in zaak.einden:
        kant = buiten(begin, einde, zaak.gevonden[sleutel].duur)
        if kant is not None:
            overschrijdt = kant == "einde" and not zaak.is_overgang and zaak.duur.einde is not None
            waar = ("einddatum", str(zaak.duur.einde)) if overschrijdt else ("begindatum", str(begin))
            yield melding("RS1306", (*zaak.sleutels, ("code", sleutel.code), waar))


def rs1307(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1307: the table has its soort between these types of erkenning, and they are two.

    Source: our own design; that an erkenning has no relation with itself is reasoned.
    """
    van, naar = zaak.wat.van, zaak.wat.naar
    if van == naar or (zaak.wat.soort, van.soort, naar.soort) not in COMBINATIES:
        yield melding("RS1307", (*zaak.sleutels, ("soort", zaak.wat.soort)))


def rs1308(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1308: no other relation of this soort ties these erkenningen, in either direction, in the same time.

    Source: our own design. Two overgangen are in the same time when they begin on one day (reasoned).
    """
    for rij in zaak.bestaande:
        if rij.soort != zaak.wat.soort or rij.sleutel == zaak.wat:
            continue
        begint_gelijk = rij.begindatum == zaak.duur.begin
        if begint_gelijk if zaak.is_overgang else duur_van(rij).overlapt(zaak.duur):
            yield melding("RS1308", (*zaak.sleutels, ("begindatum", rij.begindatum)))


def rs1309(zaak: Instellingsrelatiezaak) -> Iterator[Foutmelding]:
    """RS1309: an overgang has no einddatum. Source: our own design."""
    if zaak.is_overgang and zaak.duur.einde is not None:
        yield melding("RS1309", (*zaak.sleutels, ("einddatum", zaak.duur.einde)))


BESLISSEND = frozenset({"RS1304", "RS1007"})
"""Beside AUT401 the codes after which nothing more is judged."""

AANLEVEREN: tuple[Controle[Instellingsrelatiezaak], ...] = (
    ("RS1304", rs1304),
    ("AUT401", aut401),
    *eigen_controles.LIJSTCONTROLES,
    ("RS1003", eigen_controles.rs1003),
    ("RS1306", rs1306),
    ("RS1307", rs1307),
    ("RS1308", rs1308),
    ("RS1309", rs1309),
)
"""Controles of aanleveren_instellingsrelatie."""

VERWIJDEREN: tuple[Controle[Instellingsrelatiezaak], ...] = (
    ("RS1304", rs1304),
    ("RS1007", rs1007),
    ("AUT401", aut401),
)
"""Controles of verwijderen_instellingsrelatie."""
