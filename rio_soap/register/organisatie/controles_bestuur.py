"""The controles on delivering and removing an onderwijsbestuur, in the order of our own design."""

from collections.abc import Iterator

from rio_soap.register.organisatie import verwijzingen_bestuur
from rio_soap.register.organisatie.bestuurbericht import NUMMERS
from rio_soap.register.organisatie.bestuurzaak import Bestuurlevering, Bestuurzaak
from rio_soap.register.organisatie.eenheidsbericht import n04010, n05010, n05030, n05050, n05060
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_sleutelwaarde
from rio_soap.register.regels.vindplaats import Nietgevonden


def a01110(zaak: Bestuurzaak) -> Iterator[Foutmelding]:
    """A01110: the onderwijsbestuur to change or remove occurs. Source: Overzicht foutcodes for the text."""
    if zaak.code is not None and zaak.bestaand is None:
        yield melding("A01110", zaak.codesleutels)


def aut401(zaak: Bestuurzaak) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the bestuur.

    Source: our own design. Reasoned: an erkenner that may recognise organisations today registers new ones, as a
    keurmerk does before it recognises; what it registered is from then on of the bestuur itself and of DUO.
    """
    if not zaak.mag:
        yield melding("AUT401", zaak.codesleutels if zaak.code is not None else _naam(zaak))


def _naam(zaak: Bestuurzaak) -> tuple[tuple[str, str], ...]:
    """Names a new one by its first name."""
    assert isinstance(zaak, Bestuurlevering)
    return (("naam", velden.tekst(zaak.bericht.perioden[0], "naam")),)


def int500(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """INT500: the Handelsregister gave a usable answer about a number that is new. Source: our own design."""
    if zaak.uitkomst is Nietgevonden.STORING:
        yield melding("INT500", zaak.bericht.nummersleutels())


def n04410(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """N04410: no onderwijsaanbieder is under the bestuur, directly or in a groep, after its uitBedrijfdatum.

    Source: Overzicht foutcodes; that one which moved to another bestuur by then does not count is reasoned. Each is
    named.
    """
    einde = zaak.bericht.duur.einde
    if zaak.code is not None and zaak.bestaand is not None and einde is not None:
        for code in verwijzingen_bestuur.aanbieders_na(zaak.session, zaak.code, einde):
            yield melding("N04410", (*zaak.sleutels, ("onderwijsaanbiedercode", code), ("uitBedrijfdatum", einde)))


def rs1009(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """RS1009: who acts for a bestuur changes its periods only. Source: our own design.

    A number of the Handelsregister that the message leaves out stays (reasoned: it was taken over from there).
    """
    if zaak.als_beheer:
        return
    for naam, was in zaak.geregistreerd.items():
        nu = zaak.bericht.gegeven.velden.get(naam)
        if nu != was and not (nu is None and naam in NUMMERS):
            yield melding("RS1009", (*zaak.sleutels, (naam, als_sleutelwaarde(nu if nu is not None else was or ""))))


def rs1101(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """RS1101: a new bestuur has a KvK number or an RSIN. Source: our own design."""
    if zaak.code is None and zaak.bericht.kvk_nummer is None and zaak.bericht.rsin is None:
        yield melding("RS1101", (*zaak.sleutels, ("inBedrijfdatum", zaak.bericht.duur.begin)))


def rs1102(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """RS1102: the Handelsregister has the number, as that of a legal person, and the RSIN beside it is of the same.

    Source: our own design; that only a legal person can be a bestuur is a choice (docs/keten.md).
    """
    bericht, gevonden = zaak.bericht, zaak.registratie
    if zaak.uitkomst is Nietgevonden.ONBEKEND or (gevonden is not None and not gevonden.rechtspersoon):
        yield melding("RS1102", bericht.nummersleutels())
    elif gevonden is not None and bericht.rsin is not None and gevonden.rsin not in (None, bericht.rsin):
        yield melding("RS1102", (*zaak.sleutels, ("rSIN", bericht.rsin)))


def rs1103(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """RS1103: the registration has not ended today. Source: our own design; one that is being wound up has not."""
    if zaak.registratie is not None and zaak.registratie.is_voorbij(zaak.context.vandaag):
        yield melding("RS1103", zaak.bericht.nummersleutels())


def rs1104(zaak: Bestuurlevering) -> Iterator[Foutmelding]:
    """RS1104: no other bestuur that has not ended has this bevoegdGezagNummer.

    Source: our own design. A KvK number may be that of several: 4,871 serve 13,827 besturen in the open data.
    """
    nummer = zaak.bericht.gezag
    if nummer is None or (zaak.bestaand is not None and nummer == zaak.bestaand.bevoegd_gezag_nummer):
        return
    if verwijzingen_bestuur.ander_met_gezag(zaak.session, nummer, zaak.code, zaak.context.vandaag) is not None:
        yield melding("RS1104", (*zaak.sleutels, ("bevoegdGezagNummer", nummer)))


def n04810(zaak: Bestuurzaak) -> Iterator[Foutmelding]:
    """N04810: nothing refers to the bestuur any more: no contactadres, use of a location or opleidingseenheid of its
    own, and no organisatierelatie.

    Source: Overzicht foutcodes. Each relation is named, of the rest the first of its kind.
    """
    sleutel, code = zaak.codesleutels
    for naam, welke in zaak.verwijzingen._asdict().items():
        if welke is not None:
            yield melding("N04810", (sleutel, (naam, welke), code))
    for relatie in zaak.relaties:
        yield melding("N04810", (sleutel, ("organisatorischeEenheid", relatie.ander(zaak.code)), code))


AANLEVEREN: tuple[Controle[Bestuurlevering], ...] = (
    ("A01110", a01110),
    ("AUT401", aut401),
    ("INT500", int500),
    ("N04010", n04010),
    ("N04410", n04410),
    ("N05010", n05010),
    ("N05030", n05030),
    ("N05050", n05050),
    ("N05060", n05060),
    ("RS1009", rs1009),
    ("RS1101", rs1101),
    ("RS1102", rs1102),
    ("RS1103", rs1103),
    ("RS1104", rs1104),
)
"""Controles of aanleveren_onderwijsbestuur."""

VERWIJDEREN: tuple[Controle[Bestuurzaak], ...] = (
    ("A01110", a01110),
    ("AUT401", aut401),
    ("N04810", n04810),
)
"""Controles of verwijderen_onderwijsbestuur."""
