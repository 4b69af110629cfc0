"""The controles on delivering and removing an opleidingseenheid, in the order of the Overzicht foutcodes."""

from collections.abc import Iterator
from typing import NamedTuple

from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.controles_periode import CONTROLES as PERIODECONTROLES
from rio_soap.register.eenheid.rijen import Opleidingsrelatie
from rio_soap.register.eenheid.zaak import Eenheidlevering, Eenheidzaak
from rio_soap.register.eenheid.zaak_relatie import SOORTEN, richting
from rio_soap.register.organisatie.rustend_aanbod import getoond
from rio_soap.register.regels import periodecontroles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.periodecontroles import DATUMVELD, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding

OCW_VOORVOEGSELS = ("0100", "0200", "0300", "0400", "0600", "2210")
"""Units of OCW whose code begins so stand for groups, so that offers need not lie within them (P01410)."""


HERKOMST = "INSTELLING"
"""Of what is delivered."""


def a01070(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """A01070: the delivered opleidingseenheidcode occurs in RIO; without a code the unit is new.

    Source: Overzicht foutcodes A01070. For removal reasoned: its table lists no code for a unit that does not exist.
    """
    if zaak.code is not None and zaak.bestaand is None:
        yield melding("A01070", zaak.sleutels)


def a02011(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """A02011: the unit has no opleidingserkenning, of whomever and whether or not it is still valid.

    Source: Overzicht foutcodes A02011.
    """
    if zaak.erkenningen:
        yield melding("A02011", zaak.sleutels)


def a01072(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """A01072: the matrix gives each relation that the unit has for the kind of which it comes.

    Source: Overzicht foutcodes A01072, for the relation; reasoned here: what may not be registered may not come about
    by a change of one of its units either, nor by telling a soort that was not known. One finding per relation. Left to
    AUT401 for a unit of another.
    """
    if not (zaak.verandert_van_soort or zaak.vult_soort_in) or zaak.eigenaar not in zaak.besturen:
        return
    specialisatie, soort = zaak.soort
    for relatie in zaak.relaties:
        ander = relatie.ander(zaak.code)
        if _past(zaak, relatie, specialisatie, soort):
            continue
        # Of what was published without soort the relation may be one that the matrix, as far as known, never gives.
        if zaak.verandert_van_soort or any(_past(zaak, relatie, specialisatie, andere) for andere in SOORTEN):
            yield melding("A01072", (*zaak.sleutels, ("gerelateerdeOpleidingseenheid", ander)))


class _Zelf(NamedTuple):
    """A unit as the matrix of relations looks at it."""

    code: str
    specialisatie: str
    soort: str


def _past(zaak: Eenheidlevering, relatie: Opleidingsrelatie, specialisatie: str, soort: str) -> bool:
    """Whether the matrix gives a relation of the unit when it is of this kind; a soort that is not known may be any."""
    ander = zaak.partners[relatie.ander(zaak.code)]
    zelf = _Zelf(str(zaak.code), specialisatie, soort)
    return any(
        richting(zelf, _Zelf(ander.code, ander.specialisatie, mogelijk)) == (relatie.van, relatie.naar, relatie.soort)
        for mogelijk in ([ander.soort] if ander.soort else SOORTEN)
    )


def aut401(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the onderwijsbestuur that owns the unit.

    Source: Overzicht foutcodes AUT401; that the owner follows from the OIN is reasoned (docs/standaarden.md).
    """
    if zaak.eigenaar is None or zaak.eigenaar not in zaak.besturen:
        yield melding("AUT401", zaak.sleutels)


def p01010(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01010: einddatum is later than begindatum. Source: Overzicht foutcodes."""
    return periodecontroles.eindigt_later("P01010", zaak)


def _op_lijst(zaak: Eenheidlevering, code: str, veld: str, lijst: str) -> Iterator[Foutmelding]:
    """A field of the unit is on its waardenlijst over the whole lifetime of the unit."""
    waarde = velden.tekst_of_niet(zaak.gegeven, veld)
    if waarde is not None and not zaak.lijsten.geldig(lijst, waarde, zaak.duur.begin, zaak.duur.einde):
        yield melding(code, (*zaak.sleutels, (veld, waarde)))


def p01040(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01040: niveau of an Opleiding (in V4: hoOpleiding) is a niveau that is valid over its lifetime.

    Source: Overzicht foutcodes.
    """
    if zaak.gegeven.naam == "hoOpleiding":
        yield from _op_lijst(zaak, "P01040", "niveau", "Niveaucode-v06")


def p01060(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01060: waardedocumentsoort of an Opleiding (in V4: hoOpleiding) is valid over its lifetime.

    Source: Overzicht foutcodes.
    """
    if zaak.gegeven.naam == "hoOpleiding":
        yield from _op_lijst(zaak, "P01060", "waardedocumentsoort", "SoortWaardedocument-v01")


def n09450(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """N09450: a unit on which an aangeboden opleiding or a relation rests stays of the kind that it is.

    Source: Overzicht foutcodes N09450, for an offer that comes with another opleiding; reasoned here: to its offers a
    unit of another kind is another opleiding. Units on which nothing rests may change; A02011 goes before for those
    with an erkenning.
    """
    if zaak.verandert_van_soort:
        for aanbod in zaak.aangeboden:
            sleutels = (*zaak.sleutels, ("aangebodenOpleidingCode", getoond(zaak.session, aanbod.code)))
            yield melding("N09450", sleutels, veld=".")
        for relatie in zaak.relaties:
            sleutels = (*zaak.sleutels, ("gerelateerdeOpleidingseenheid", relatie.ander(zaak.code)))
            yield melding("N09450", sleutels, veld=".")


def p01080(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01080: no other unit with the same code and herkomst exists in the same time.

    Source: Overzicht foutcodes; Informatiemodel: herkomst, code and owner are the key of a unit, so another unit is one
    of another owner. The register holds each code once, so that AUT401 refuses it before this one is reached. A unit of
    another herkomst under this code is no clash.
    """
    bestaand = zaak.bestaand
    if bestaand is None or bestaand.herkomst != HERKOMST or bestaand.eigenaar in zaak.besturen:
        return
    if Duur(bestaand.begindatum, bestaand.einddatum).overlapt(zaak.duur):
        yield melding("P01080", zaak.sleutels)


def p01081(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01081: no other unit of the same owner has this eigenOpleidingseenheidSleutel.

    Source: a client that quotes the text; that it goes per owner is reasoned.
    """
    sleutel = velden.kenmerk(zaak.gegeven, "eigenOpleidingseenheidSleutel")
    if sleutel is None or zaak.eigenaar is None:
        return
    if eenheden.andere_met_sleutel(zaak.session, sleutel, zaak.eigenaar, zaak.code or "") is not None:
        yield melding("P01081", (("eigenOpleidingseenheidSleutel", sleutel),))


def p01410(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01410: an aangeboden opleiding, from eersteInstroomDatum to einddatum, lies within the unit.

    Source: Overzicht foutcodes: without eersteInstroomDatum only the ends are compared; units of OCW with certain codes
    are excepted.
    """
    bestaand = zaak.bestaand
    if bestaand is not None and bestaand.herkomst == "OCW" and bestaand.code.startswith(OCW_VOORVOEGSELS):
        return
    for aanbod in zaak.aangeboden:
        kant = buiten(aanbod.eerste_instroomdatum, aanbod.einddatum, zaak.duur)
        if kant is not None:
            sleutels = (*zaak.sleutels, ("aangebodenOpleidingCode", getoond(zaak.session, aanbod.code)))
            yield melding("P01410", sleutels, veld=DATUMVELD[kant])


def p01420(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01420: an opleidingserkenning of the unit lies within its lifetime.

    Source: Overzicht foutcodes. A02011 refuses a recognised unit before this one is reached.
    """
    for erkenning in zaak.erkenningen:
        kant = buiten(erkenning.begindatum, erkenning.einddatum, zaak.duur)
        if kant is not None:
            yield melding("P01420", (*zaak.sleutels, ("opleidingscode", erkenning.code)), veld=DATUMVELD[kant])


def p01430(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P01430: an opleidingsrelatie of the unit lies within its lifetime; of an OVERGANG the begin.

    Source: Overzicht foutcodes.
    """
    for relatie in zaak.relaties:
        einde = relatie.begindatum if relatie.soort == "OVERGANG" else relatie.einddatum
        kant = buiten(relatie.begindatum, einde, zaak.duur)
        if kant is not None:
            sleutels = (*zaak.sleutels, ("gerelateerdeOpleidingseenheid", relatie.ander(zaak.code)))
            yield melding("P01430", sleutels, veld=DATUMVELD[kant])


def p01810(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01810: no opleidingserkenning, opleidingsrelatie or aangeboden opleiding refers to the unit any more.

    Source: Overzicht foutcodes.
    """
    if zaak.relaties or zaak.aangeboden or zaak.erkenningen:
        yield melding("P01810", zaak.sleutels)


AANLEVEREN: tuple[Controle[Eenheidlevering], ...] = (
    ("A01070", a01070),
    ("A01072", a01072),
    ("A02011", a02011),
    ("AUT401", aut401),
    *KENMERKCONTROLES,
    ("N09450", n09450),
    ("P01010", p01010),
    ("P01040", p01040),
    ("P01060", p01060),
    ("P01080", p01080),
    ("P01081", p01081),
    ("P01410", p01410),
    ("P01420", p01420),
    ("P01430", p01430),
    *PERIODECONTROLES,
)
"""Controles of aanleveren_opleidingseenheid. Its table lists none of the codes on kenmerken, although units carry
kenmerken with minimum and maximum: applied all the same (reasoned). Absent, because no V4 message can cause them:
P01020 (herkomst), P01030 (VO and VAVO), P01050 (MBO), P01070 (lists of niveaus), P01440 and P01450 (structuur of MBO
units), P02050 (MBO)."""

VERWIJDEREN: tuple[Controle[Eenheidzaak], ...] = (("A01070", a01070), ("AUT401", aut401), ("P01810", p01810))
"""Controles of verwijderen_opleidingseenheid."""
