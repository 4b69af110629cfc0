"""The controles on delivering and removing an onderwijslocatiegebruik, in the order of the Overzicht foutcodes."""

from collections.abc import Iterator

from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.locatie import rijen as locaties
from rio_soap.register.locatie.zaak import Locatielevering, Locatiezaak
from rio_soap.register.regels import periodecontroles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.periodecontroles import BEDRIJFSVELD, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.vindplaats import Nietgevonden

BESLISSEND = ("INT500",)
"""Without the BAG the place is not known, so that ends the checking."""


def a01010(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """A01010: the address of an aanduidingAdres occurs in the BAG.

    Source: Overzicht foutcodes. An address that RIO has already is not asked again (reasoned).
    """
    if zaak.uitkomst is Nietgevonden.ONBEKEND and _naam(zaak) == "aanduidingAdres":
        yield melding("A01010", zaak.plaatssleutels)


def a01011(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """A01011: the plaatsnaam, with the gemeentenaam when given, leads to one place of the BAG.

    Source: Overzicht foutcodes for more than one; for none no code is published, and that is not uniquely identifiable
    either (reasoned).
    """
    if zaak.uitkomst in (Nietgevonden.ONBEKEND, Nietgevonden.NIET_UNIEK) and _naam(zaak) == "aanduidingPlaats":
        yield melding("A01011", zaak.plaatssleutels)


def a01040(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """A01040: each instellingserkenningscode occurs as erkende vestiging. Source: Overzicht foutcodes."""
    for code in zaak.bericht.vestigingcodes:
        if code not in zaak.vestigingen:
            yield melding("A01040", (*zaak.sleutels, ("instellingserkenningscode", code)))


def a01060(zaak: Locatiezaak) -> Iterator[Foutmelding]:
    """A01060: the delivered onderwijslocatiecode occurs in RIO. Source: Overzicht foutcodes."""
    if zaak.locatiecode is not None and zaak.locatie is None:
        yield melding("A01060", zaak.plaatssleutels)


def a01110(zaak: Locatiezaak) -> Iterator[Foutmelding]:
    """A01110: the delivered onderwijsbestuurcode occurs in RIO. Source: Overzicht foutcodes."""
    if zaak.bestuurrij is None:
        yield melding("A01110", (("onderwijsbestuurcode", zaak.bestuur),))


def a01130(zaak: Locatiezaak) -> Iterator[Foutmelding]:
    """A01130: the bestuur uses the onderwijslocatie. Source: Overzicht foutcodes."""
    if zaak.bestaand is None:
        yield melding("A01130", zaak.sleutels)


def a01160(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """A01160: no other use by this bestuur has this eigenOnderwijslocatiegebruikSleutel.

    Source: a client knows the code; its text, and that it goes per bestuur, are reasoned.
    """
    sleutel = zaak.bericht.eigen_sleutel
    if sleutel is None:
        return
    zelf = zaak.locatie.code if zaak.locatie is not None else ""
    if locaties.ander_gebruik_met_sleutel(zaak.session, sleutel, zaak.bestuur, zelf) is not None:
        yield melding("A01160", (("eigenOnderwijslocatiegebruikSleutel", sleutel),))


def aut401(zaak: Locatiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the bestuur. Source: Overzicht foutcodes AUT401."""
    if zaak.bestuur not in zaak.besturen:
        yield melding("AUT401", (("onderwijsbestuurcode", zaak.bestuur),))


def aut401_aanleveren(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the bestuur, and relates the use to no BRIN6 of another bevoegd gezag.

    Source: Overzicht foutcodes AUT401, which names onderwijsbesturen and BRIN6; that a BRIN6 of the use as it is now is
    not judged again is reasoned.
    """
    if zaak.bestuur not in zaak.besturen:
        yield melding("AUT401", (("onderwijsbestuurcode", zaak.bestuur),))
    elif zaak.bericht.vestigingcodes:
        naam = "juridischeOnderwijslocatiegebruikRelatie"
        oud = velden.delen(zaak.bestaand.stand, naam) if zaak.bestaand is not None else []
        bekend = {velden.tekst(relatie, "instellingserkenningscode") for relatie in oud}
        nieuw = [code for code in zaak.bericht.vestigingcodes if code not in bekend]
        eigen = erkenningen.vestigingen_van(zaak.session, zaak.besturen, nieuw, zaak.context.vandaag)
        for code in nieuw:
            if code not in eigen:
                yield melding("AUT401", (*zaak.sleutels, ("instellingserkenningscode", code)))


def int500(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """INT500: the BAG gave a usable answer about a place that RIO does not have. Source: Overzicht foutcodes."""
    if zaak.uitkomst is Nietgevonden.STORING:
        yield melding("INT500", zaak.plaatssleutels)


def n01010(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """N01010: uitBedrijfdatum is later than inBedrijfdatum. Source: Overzicht foutcodes."""
    return periodecontroles.eindigt_later("N01010", zaak)


def n01020(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """N01020: an address, point or place leads to no location that the bestuur uses already, ended or not.

    Source: Overzicht foutcodes; that a delivery with onderwijslocatieCode is the change of that use is reasoned.
    """
    if zaak.locatiecode is None and zaak.bestaand is not None:
        yield melding("N01020", (*zaak.sleutels, ("onderwijslocatiecode", zaak.bestaand.locatie)))


def n01410(zaak: Locatielevering) -> Iterator[Foutmelding]:
    """N01410: the use lies within the lifetime of the bestuur. Source: Overzicht foutcodes."""
    rij = zaak.bestuurrij
    if rij is None:
        return
    kant = buiten(zaak.duur.begin, zaak.duur.einde, Duur(rij.begindatum, rij.einddatum))
    if kant is not None:
        yield melding("N01410", zaak.sleutels, veld=BEDRIJFSVELD[kant])


def _naam(zaak: Locatielevering) -> str | None:
    return zaak.bericht.aanduiding.naam if zaak.bericht.aanduiding is not None else None


AANLEVEREN: tuple[Controle[Locatielevering], ...] = (
    ("A01010", a01010),
    ("A01011", a01011),
    ("A01040", a01040),
    ("A01060", a01060),
    ("A01110", a01110),
    ("A01160", a01160),
    ("AUT401", aut401_aanleveren),
    ("INT500", int500),
    *KENMERKCONTROLES,
    ("N01010", n01010),
    ("N01020", n01020),
    ("N01410", n01410),
)
"""Controles of aanleveren_onderwijslocatiegebruik. Absent, because no V4 message can cause them: N01420 (the message
always holds both), N02010 to N02040 (no periods), N03010 (the XSD limits the length). MTM001 is a signal for operators
(`locatie.leveringen`)."""

VERWIJDEREN: tuple[Controle[Locatiezaak], ...] = (
    ("A01060", a01060),
    ("A01110", a01110),
    ("A01130", a01130),
    ("AUT401", aut401),
)
"""Controles of verwijderen_onderwijslocatiegebruik. Nothing keeps a use: no code names aangeboden opleidingen there."""
