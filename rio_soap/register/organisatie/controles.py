"""The controles on delivering and removing an onderwijsaanbieder, in the order of the Overzicht foutcodes."""

from collections.abc import Iterator

from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rijen import Organisatierelatie
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.organisatie.zaak import Aanbiederlevering, Aanbiederzaak
from rio_soap.register.regels import periodecontroles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.periodecontroles import BEDRIJFSVELD, DATUMVELD, Kant, Sleutels, buiten
from rio_soap.register.regels.perioden import Duur, niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = ("N09440",)
"""An unknown onderwijsaanbieder ends the checking."""


def a01030(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """A01030: each instellingserkenningscode is that of an erkende onderwijsinstelling. Source: Overzicht foutcodes."""
    for code in zaak.bericht.erkenningcodes:
        if code not in zaak.instellingen:
            yield melding("A01030", (*zaak.sleutels, ("instellingserkenningscode", code)))


def a01031(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """A01031: an instellingserkenningscode that occurs is that of an erkende instelling of OCW.

    Source: Overzicht foutcodes; that an unknown code is A01030 alone is reasoned.
    """
    for code in zaak.bericht.erkenningcodes:
        if code in zaak.instellingen and zaak.ocw(code) is None:
            yield melding("A01031", (*zaak.sleutels, ("instellingserkenningscode", code)))


def a01110(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """A01110: the delivered onderwijsbestuurcode occurs in RIO. Source: Overzicht foutcodes."""
    if zaak.bestuurrij is None:
        yield melding("A01110", (("onderwijsbestuurcode", zaak.bestuur),))


def a01160(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """A01160: no other onderwijsaanbieder of this bestuur has this eigenOnderwijsaanbiederSleutel.

    Source: a client knows the code; its text, and that it goes per bestuur, are reasoned.
    """
    sleutel = zaak.bericht.eigen_sleutel
    if sleutel is None:
        return
    if organisaties.andere_met_sleutel(zaak.session, sleutel, zaak.bestuur, zaak.code or "") is not None:
        yield melding("A01160", (("eigenOnderwijsaanbiederSleutel", sleutel),))


def n09440(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N09440: the onderwijsaanbiedercode to change or remove occurs as onderwijsaanbieder.

    Source: Overzicht foutcodes for the text; reasoned for these two operations, whose tables have no code for it.
    Judged before AUT401: nobody can be authorised for what does not exist.
    """
    if zaak.onbekend:
        yield melding("N09440", zaak.sleutels)


def aut401(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for a bestuur that manages the onderwijsaanbieder.

    Source: Overzicht foutcodes AUT401. Reasoned: who manages (`organisaties.beheerders`).
    """
    if zaak.bestaand is not None and zaak.beheerders.isdisjoint(zaak.besturen):
        yield melding("AUT401", zaak.sleutels)


def aut401_aanleveren(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the delivered bestuur and for one that manages the onderwijsaanbieder, and relates it
    to no BRIN4 of another bevoegd gezag.

    Source: Overzicht foutcodes AUT401, which names onderwijsaanbieders, onderwijsbesturen and BRIN4. Reasoned: a BRIN4
    that the onderwijsaanbieder already rests on is not judged again.
    """
    if zaak.bestuur not in zaak.besturen:
        yield melding("AUT401", (("onderwijsbestuurcode", zaak.bestuur),))
    elif zaak.bestaand is not None and zaak.beheerders.isdisjoint(zaak.besturen):
        yield melding("AUT401", zaak.sleutels)
    else:
        yield from _vreemde_brin(zaak)


def _vreemde_brin(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    oud = velden.delen(zaak.bestaand.stand, "juridischeRelatie") if zaak.bestaand is not None else []
    bekend = {velden.tekst(relatie, "instellingserkenningscode") for relatie in oud}
    nieuw = [code for code in zaak.bericht.erkenningcodes if code not in bekend]
    if not nieuw:
        return
    eigen = erkenningen.instellingen_van(zaak.session, zaak.besturen, nieuw, zaak.context.vandaag)
    for code in nieuw:
        if code not in eigen:
            yield melding("AUT401", (*zaak.sleutels, ("instellingserkenningscode", code)))


def j06010(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """J06010: einddatum of a juridischeRelatie is later than its begindatum. Source: Overzicht foutcodes."""
    for relatie in zaak.bericht.juridische_relaties:
        if not velden.duur(relatie).klopt():
            yield melding("J06010", zaak.bericht.relatiesleutels(relatie))


def j06020(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """J06020: juridischeRelaties with one instellingserkenning do not overlap.

    Source: Overzicht foutcodes. One finding per relation that overlaps an earlier one of the message.
    """
    gezien: dict[str, list[Duur]] = {}
    for relatie in zaak.bericht.juridische_relaties:
        vorige = gezien.setdefault(velden.tekst(relatie, "instellingserkenningscode"), [])
        duur = velden.duur(relatie)
        if any(duur.overlapt(ander) for ander in vorige):
            yield melding("J06020", zaak.bericht.relatiesleutels(relatie))
        vorige.append(duur)


def j06410(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """J06410: a juridischeRelatie lies within the onderwijsaanbieder, and begins no earlier than its instelling.

    Source: Overzicht foutcodes; the end of the instelling is deliberately not compared.
    """
    for relatie in zaak.bericht.juridische_relaties:
        duur, erkenning = velden.duur(relatie), zaak.ocw(velden.tekst(relatie, "instellingserkenningscode"))
        voor_instelling = erkenning is not None and duur.begin < erkenning.begindatum
        kant: Kant | None = "begin" if voor_instelling else buiten(duur.begin, duur.einde, zaak.duur)
        if kant is not None:
            yield melding("J06410", zaak.bericht.relatiesleutels(relatie), veld=DATUMVELD[kant])


def n04010(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N04010: uitBedrijfdatum is later than inBedrijfdatum. Source: Overzicht foutcodes."""
    return periodecontroles.eindigt_later("N04010", zaak)


def n04420(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N04420: an organisatierelatie that is there begins no earlier than inBedrijfdatum; an OVERGANG in the lifetime.

    Source: Overzicht foutcodes.
    """
    for relatie in zaak.relaties:
        te_laat = relatie.soort == "OVERGANG" and not niet_na(relatie.begindatum, zaak.duur.einde)
        if relatie.begindatum < zaak.duur.begin or te_laat:
            veld = "uitBedrijfdatum" if te_laat else "inBedrijfdatum"
            yield melding("N04420", _organisatierelatie(zaak, relatie), veld=veld)


def n04430(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N04430: an aangeboden opleiding, from eersteInstroomDatum to einddatum, lies within the onderwijsaanbieder.

    Source: Overzicht foutcodes: without eersteInstroomDatum only the ends are compared.
    """
    for aanbod in zaak.aangeboden:
        kant = buiten(aanbod.eerste_instroomdatum, aanbod.einddatum, zaak.duur)
        if kant is not None:
            sleutels = (*zaak.sleutels, ("aangebodenOpleidingCode", getoond(zaak.session, aanbod.code)))
            yield melding("N04430", sleutels, veld=BEDRIJFSVELD[kant])


def n04810(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04810: no contactadres, aangeboden opleiding or organisatierelatie refers to the onderwijsaanbieder any more.

    Source: Overzicht foutcodes. Its juridischeRelaties, and its relations to the besturen of the sender, go in the same
    action (reasoned); one to another bestuur or groep, or an OVERGANG, keeps it.
    """
    if zaak.bestaand is None:
        return
    andere = any(relatie.van not in zaak.besturen for relatie in zaak.relaties)
    if andere or zaak.gebruik.aanbod or zaak.gebruik.adres:
        yield melding("N04810", zaak.sleutels)


def n04820(zaak: Aanbiederzaak) -> Iterator[Foutmelding]:
    """N04820: the onderwijsaanbiedercode occurs in no BRON deelnames or resultaten, as far as the operator told us.

    Source: Overzicht foutcodes.
    """
    if zaak.bestaand is not None and zaak.gebruik.bron:
        yield melding("N04820", zaak.sleutels)


def n05010(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N05010: the (derived) end of a period is later than its begin. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_eindigen_later("N05010", zaak)


def n05030(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N05030: a period lies within the lifetime of the onderwijsaanbieder. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_liggen_binnen("N05030", zaak)


def n05050(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N05050: periods join without overlap. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_sluiten_aan("N05050", zaak)


def n05060(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N05060: one period begins on inBedrijfdatum, and one ends on uitBedrijfdatum. Source: Overzicht foutcodes."""
    return periodecontroles.een_periode_begint_mee("N05060", zaak)


def n07010(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N07010: the relation to the bestuur, which ends with the onderwijsaanbieder, ends later than it begins.

    Source: Overzicht foutcodes; that it ends then is reasoned.
    """
    if not zaak.relatie.duur.klopt():
        yield melding("N07010", _bestuursrelatie(zaak))


def n07050(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N07050: the relation to the bestuur overlaps no other of the same two.

    Source: Overzicht foutcodes. So a bestuur whose relation has ended cannot take the onderwijsaanbieder back by M2M:
    the message cannot say from when, and from inBedrijfdatum it would overlap.
    """
    for ander in zaak.van_dit_bestuur:
        if ander.id != zaak.relatie.id and zaak.relatie.duur.overlapt(Duur(ander.begindatum, ander.einddatum)):
            yield melding("N07050", _organisatierelatie(zaak, ander))


def n07410(zaak: Aanbiederlevering) -> Iterator[Foutmelding]:
    """N07410: a new relation to the bestuur, which begins on inBedrijfdatum, begins no earlier than the bestuur does.

    Source: Overzicht foutcodes; for a relation that is there N04420 compares.
    """
    if zaak.relatie.id is None and zaak.bestuurrij is not None and zaak.relatie.duur.begin < zaak.bestuurrij.begindatum:
        yield melding("N07410", _bestuursrelatie(zaak))


def _bestuursrelatie(zaak: Aanbiederlevering) -> Sleutels:
    begin = zaak.relatie.duur.begin.isoformat()
    return (*zaak.sleutels, ("onderwijsbestuurcode", zaak.bestuur), ("begindatum", begin))


def _organisatierelatie(zaak: Aanbiederlevering, relatie: Organisatierelatie) -> Sleutels:
    begin = relatie.begindatum.isoformat()
    return (*zaak.sleutels, ("organisatorischeEenheid", relatie.ander(zaak.code)), ("begindatum", begin))


AANLEVEREN: tuple[Controle[Aanbiederlevering], ...] = (
    ("A01030", a01030),
    ("A01031", a01031),
    ("A01110", a01110),
    ("A01160", a01160),
    ("N09440", n09440),
    ("AUT401", aut401_aanleveren),
    ("J06010", j06010),
    ("J06020", j06020),
    ("J06410", j06410),
    *KENMERKCONTROLES,
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
