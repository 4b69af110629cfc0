"""The controles on delivering and removing an onderwijsaanbieder, in the order of the Overzicht foutcodes."""

from collections.abc import Iterable, Iterator
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.rijen import getoond
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import rijen as aanbieders
from rio_soap.register.organisatie.zaak import Aanbiederzaak, Sleutels
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES, Kenmerkcontrole, bevindingen
from rio_soap.register.regels.perioden import Duur, niet_aansluitend, niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = ("N09440",)
"""An unknown onderwijsaanbieder ends the checking."""


def a01030(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """A01030: an instellingserkenningscode is of no erkende onderwijsinstelling. Source: Overzicht foutcodes."""
    for code in zaak.erkenningcodes:
        if code not in zaak.instellingen:
            yield melding("A01030", (*zaak.sleutels, ("instellingserkenningscode", code)))


def a01031(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """A01031: an instellingserkenningscode occurs, but with no erkende instelling of OCW.

    Source: Overzicht foutcodes; that an unknown code is A01030 alone is reasoned.
    """
    for code in zaak.erkenningcodes:
        if code in zaak.instellingen and zaak.ocw(code) is None:
            yield melding("A01031", (*zaak.sleutels, ("instellingserkenningscode", code)))


def a01110(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """A01110: the delivered onderwijsbestuurcode does not occur in RIO. Source: Overzicht foutcodes."""
    if zaak.bestuurrij is None:
        yield melding("A01110", (("onderwijsbestuurcode", str(zaak.bestuur)),))


def a01160(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """A01160: another onderwijsaanbieder of this bestuur has this eigenOnderwijsaanbiederSleutel.

    Source: a client knows the code; its text, and that it goes per bestuur, are reasoned.
    """
    if zaak.eigen_sleutel is None or zaak.bestuur is None:
        return
    if aanbieders.andere_met_sleutel(zaak.session, zaak.eigen_sleutel, zaak.bestuur, zaak.code or "") is not None:
        yield melding("A01160", (("eigenOnderwijsaanbiederSleutel", zaak.eigen_sleutel),))


def n09440(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N09440: the onderwijsaanbiedercode to change or remove does not occur as onderwijsaanbieder.

    Source: Overzicht foutcodes for the text; reasoned for these two operations, whose tables have no code for it.
    Judged before AUT401: nobody can be authorised for what does not exist.
    """
    if zaak.onbekend:
        yield melding("N09440", zaak.sleutels)


def aut401(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender does not act for the delivered bestuur, for one that manages the onderwijsaanbieder, or
    relates it to the BRIN4 of another bevoegd gezag.

    Source: Overzicht foutcodes AUT401, which names onderwijsaanbieders, onderwijsbesturen and BRIN4. Reasoned: who
    manages (`aanbieders.beheerders`); a BRIN4 that the onderwijsaanbieder already rests on is not judged again.
    """
    if zaak.bestuur is not None and zaak.bestuur not in zaak.besturen:
        yield melding("AUT401", (("onderwijsbestuurcode", zaak.bestuur),))
    elif zaak.bestaand is not None and zaak.beheerders.isdisjoint(zaak.besturen):
        yield melding("AUT401", zaak.sleutels)
    elif zaak.aanbieder is not None:
        oud = velden.delen(zaak.bestaand.stand, "juridischeRelatie") if zaak.bestaand is not None else []
        bekend = {velden.tekst(relatie, "instellingserkenningscode") for relatie in oud}
        nieuw = [code for code in zaak.erkenningcodes if code not in bekend]
        if nieuw:
            eigen = erkenningen.instellingen_van(zaak.session, zaak.besturen, nieuw, zaak.context.vandaag)
            for code in nieuw:
                if code not in eigen:
                    yield melding("AUT401", (*zaak.sleutels, ("instellingserkenningscode", code)))


def j06010(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """J06010: einddatum of a juridischeRelatie is not later than its begindatum. Source: Overzicht foutcodes."""
    for relatie in zaak.juridische_relaties:
        if not _duur(relatie).klopt():
            yield melding("J06010", zaak.relatiesleutels(relatie))


def j06020(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """J06020: two juridischeRelaties with one instellingserkenning overlap.

    Source: Overzicht foutcodes. One finding per relation that overlaps an earlier one of the message.
    """
    gezien: dict[str, list[Duur]] = {}
    for relatie in zaak.juridische_relaties:
        vorige = gezien.setdefault(velden.tekst(relatie, "instellingserkenningscode"), [])
        duur = _duur(relatie)
        if any(duur.overlapt(ander) for ander in vorige):
            yield melding("J06020", zaak.relatiesleutels(relatie))
        vorige.append(duur)


def j06410(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """J06410: a juridischeRelatie does not lie within the onderwijsaanbieder, or begins before its instelling.

    Source: Overzicht foutcodes; the end of the instelling is deliberately not compared.
    """
    for relatie in zaak.juridische_relaties:
        duur, erkenning = _duur(relatie), zaak.ocw(velden.tekst(relatie, "instellingserkenningscode"))
        te_vroeg = erkenning is not None and duur.begin < erkenning.begindatum
        if te_vroeg or not duur.binnen(zaak.duur):
            te_vroeg = te_vroeg or duur.begin < zaak.duur.begin
            yield melding("J06410", zaak.relatiesleutels(relatie), veld="begindatum" if te_vroeg else "einddatum")


def kenmerkcontrole(controle: Kenmerkcontrole, zaak: Aanbiederzaak) -> Iterable[Foutmelding]:
    """One of K01010 to K01060 over the onderwijsaanbieder and its periods. Source: Overzicht foutcodes."""
    return bevindingen(controle, zaak.verdachte_dragers, zaak.context.lijsten)


def n04010(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04010: uitBedrijfdatum is not later than inBedrijfdatum. Source: Overzicht foutcodes."""
    if not zaak.duur.klopt():
        yield melding("N04010", zaak.sleutels)


def n04420(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04420: an organisatierelatie that is there begins before inBedrijfdatum; an OVERGANG lies outside the lifetime.

    Source: Overzicht foutcodes.
    """
    for relatie in zaak.relaties:
        te_laat = relatie.soort == "OVERGANG" and not niet_na(relatie.begindatum, zaak.duur.einde)
        if relatie.begindatum < zaak.duur.begin or te_laat:
            veld = "uitBedrijfdatum" if te_laat else "inBedrijfdatum"
            yield melding("N04420", _organisatierelatie(zaak, relatie), veld=veld)


def n04430(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04430: an aangeboden opleiding, from eersteInstroomDatum to einddatum, lies outside the onderwijsaanbieder.

    Source: Overzicht foutcodes: without eersteInstroomDatum only the ends are compared.
    """
    for aanbod in zaak.aangeboden:
        begin = aanbod.eerste_instroomdatum
        te_vroeg = begin is not None and begin < zaak.duur.begin
        if te_vroeg or not niet_na(aanbod.einddatum, zaak.duur.einde):
            sleutels = (*zaak.sleutels, ("aangebodenOpleidingCode", getoond(zaak.session, aanbod.code)))
            yield melding("N04430", sleutels, veld="inBedrijfdatum" if te_vroeg else "uitBedrijfdatum")


def n04810(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04810: a contactadres, aangeboden opleiding or organisatierelatie still refers to the onderwijsaanbieder.

    Source: Overzicht foutcodes. Its juridischeRelaties, and its ties to the besturen of the sender, go in the same
    action (reasoned); a tie to another bestuur or groep, or an OVERGANG, keeps it.
    """
    if zaak.bestaand is None:
        return
    andere = any(relatie.van not in zaak.besturen for relatie in zaak.relaties)
    if andere or zaak.verwijzingen.aanbod or zaak.verwijzingen.adres:
        yield melding("N04810", zaak.sleutels)


def n04820(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04820: the onderwijsaanbiedercode occurs in BRON deelnames or resultaten, as the operator told us.

    Source: Overzicht foutcodes.
    """
    if zaak.bestaand is not None and zaak.verwijzingen.bron:
        yield melding("N04820", zaak.sleutels)


def n05010(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N05010: the (derived) end of a period is not later than its begin. Source: Overzicht foutcodes."""
    for duur in zaak.perioden_duur:
        if not duur.klopt():
            yield melding("N05010", zaak.periodesleutels(duur.begin))


def n05030(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N05030: a period does not lie within the lifetime of the onderwijsaanbieder. Source: Overzicht foutcodes."""
    for duur in zaak.perioden_duur:
        if not duur.binnen(zaak.duur):
            yield melding("N05030", zaak.periodesleutels(duur.begin))


def n05050(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N05050: periods overlap or do not join; as ends are derived, two with the same begin, or a first one too late.

    Source: Overzicht foutcodes.
    """
    for duur in niet_aansluitend(zaak.perioden_duur, zaak.duur.begin):
        yield melding("N05050", zaak.periodesleutels(duur.begin))


def n05060(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N05060: no period begins on inBedrijfdatum (the derived last end always is that of the onderwijsaanbieder).

    Source: Overzicht foutcodes.
    """
    if all(duur.begin != zaak.duur.begin for duur in zaak.perioden_duur):
        yield melding("N05060", zaak.sleutels)


def n07010(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N07010: the tie to the bestuur, which ends with the onderwijsaanbieder, would not end later than it begins.

    Source: Overzicht foutcodes; that it ends then is reasoned.
    """
    if not zaak.relatie.duur.klopt():
        yield melding("N07010", _tie(zaak))


def n07050(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N07050: the tie to the bestuur overlaps another of the same two.

    Source: Overzicht foutcodes. So a bestuur whose tie has ended cannot take the onderwijsaanbieder back by M2M: the
    message cannot say from when, and from inBedrijfdatum it would overlap.
    """
    for ander in zaak.van_dit_bestuur:
        if ander.id != zaak.relatie.id and zaak.relatie.duur.overlapt(Duur(ander.begindatum, ander.einddatum)):
            yield melding("N07050", _organisatierelatie(zaak, ander))


def n07410(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N07410: a new tie to the bestuur, which begins on inBedrijfdatum, begins before the bestuur does.

    Source: Overzicht foutcodes; for a tie that is there N04420 compares.
    """
    if zaak.relatie.id is None and zaak.bestuurrij is not None and zaak.relatie.duur.begin < zaak.bestuurrij.begindatum:
        yield melding("N07410", _tie(zaak))


def _duur(relatie: Gegeven) -> Duur:
    return Duur(velden.datum(relatie, "begindatum"), velden.datum_of_niet(relatie, "einddatum"))


def _tie(zaak: Aanbiederzaak) -> Sleutels:
    begin = zaak.relatie.duur.begin.isoformat()
    return (*zaak.sleutels, ("onderwijsbestuurcode", str(zaak.bestuur)), ("begindatum", begin))


def _organisatierelatie(zaak: Aanbiederzaak, relatie: aanbieders.Rij) -> Sleutels:
    ander = relatie.naar if relatie.van == zaak.code else relatie.van
    begin = relatie.begindatum.isoformat()
    return (*zaak.sleutels, ("organisatorischeEenheid", ander), ("begindatum", begin))


_KENMERKEN: tuple[Controle[Aanbiederzaak], ...] = tuple(
    (code, partial(kenmerkcontrole, controle)) for code, controle in KENMERKCONTROLES
)

AANLEVEREN: tuple[Controle[Aanbiederzaak], ...] = (
    ("A01030", a01030),
    ("A01031", a01031),
    ("A01110", a01110),
    ("A01160", a01160),
    ("N09440", n09440),
    ("AUT401", aut401),
    ("J06010", j06010),
    ("J06020", j06020),
    ("J06410", j06410),
    *_KENMERKEN,
    ("N04010", n04010),
    ("N04420", n04420),
    ("N04430", n04430),
    ("N05010", n05010),
    ("N05030", n05030),
    ("N05050", n05050),
    ("N05060", n05060),
    ("N07010", n07010),
    ("N07050", n07050),
    ("N07410", n07410),
)
"""Controles of aanleveren_onderwijsaanbieder. Absent, because no V4 message can cause them: N04410 (V4 cannot end an
onderwijsbestuur), N05040 (periods of one kind only), N07020 (no OVERGANG is delivered), N07030 (the two always are a
bestuur and an aanbieder), N07040 and N07420 (the register chooses HIERARCHISCH). INT500 is a failing service."""

VERWIJDEREN: tuple[Controle[Aanbiederzaak], ...] = (
    ("N09440", n09440),
    ("AUT401", aut401),
    ("N04810", n04810),
    ("N04820", n04820),
)
"""Controles of verwijderen_onderwijsaanbieder."""
