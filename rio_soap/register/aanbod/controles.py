"""The controles on delivering and removing an aangeboden opleiding, in the order of the Overzicht foutcodes.

Those that need nothing but the message are in controles_bericht and controles_cohort; here are those that
look in the register, and the lists of all.
"""

from collections.abc import Iterator

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import rijen as aanbod
from rio_soap.register.aanbod.bericht import PARTNER, Berichtzaak
from rio_soap.register.aanbod.controles_bericht import CONTROLES as BERICHTCONTROLES
from rio_soap.register.aanbod.zaak import STAP, Aanbodlevering, Aanbodzaak
from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.eenheid.controles import OCW_VOORVOEGSELS
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.sleutelgegevens import Foutmelding

_BEGIN_OF_EINDE = {"begin": "eersteInstroomDatum", "einde": "einddatum"}
"""The field that is judged, by the side on which an offer sticks out of what it lies in."""


def a01020(zaak: Aanbodzaak) -> Iterator[Foutmelding]:
    """A01020: the offer to remove occurs in RIO.

    Source: recorded in reading; reasoned in removing, whose table lists no code for it.
    """
    if zaak.bestaand is None:
        yield melding("A01020", zaak.sleutels)


def a01060(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01060: the delivered onderwijslocatiecode occurs in RIO; an offer need not have one.

    Source: Overzicht foutcodes A01060.
    """
    code = velden.tekst_of_niet(zaak.gegeven, "onderwijslocatiecode")
    if code is not None and not zaak.feiten.kent_locatie:
        yield melding("A01060", (*zaak.sleutels, ("onderwijslocatiecode", code)))


def a01070(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01070: the delivered opleidingseenheidSleutel occurs in RIO.

    Source: Overzicht foutcodes A01070. Not judged for an offer that names an erkenning.
    """
    code = velden.tekst_of_niet(zaak.gegeven, "opleidingseenheidSleutel")
    if code is not None and zaak.eenheid is None:
        yield melding("A01070", (*zaak.sleutels, ("opleidingseenheidcode", code)))


def a01080(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01080: opleidingsstelsel and opleidingscode occur in RIO as opleidingserkenning.

    Source: Overzicht foutcodes A01080. Reasoned: an erkenning that leads to no unit is of no use to an offer, and is
    answered as one that does not occur.
    """
    yield from _onbekende_erkenning(zaak, "A01080", "opleidingserkenningSleutel")


def a01081(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01081: the opleidingserkenning belongs to one of the onderwijsbesturen over the aanbieder today, or to none.

    Source: Overzicht foutcodes A01081. Reasoned: the owner is the one of the units behind the erkenning; shared
    national erkenningen (CREBO, ILT) have none and cannot fail. Left to N09440 for an unknown aanbieder and to AUT401
    for one that has no bestuur.
    """
    if "opleidingserkenningSleutel" not in zaak.gegeven.velden or zaak.aanbieder is None or not zaak.houders:
        return
    if zaak.erkende_eenheden and not zaak.passende_eenheden:
        yield melding("A01081", (*zaak.sleutels, *_erkenningssleutels(zaak)))


def a01090(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01090: opleidingsstelsel, opleidingscode and opleidingsniveau occur in RIO as VO vakerkenning.

    Source: Overzicht foutcodes A01090. One that leads to no unit: as A01080.
    """
    yield from _onbekende_erkenning(zaak, "A01090", "voVakerkenningSleutel")


def a01160(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """A01160: no other offer under the same onderwijsbestuur has this eigenAangebodenOpleidingSleutel.

    Source: a client knows the code; text and meaning are reasoned (docs/standaarden.md). Without a bestuur today, the
    offers of the same aanbieder are compared.
    """
    sleutel = zaak.eigen_sleutel
    anderen = aanbod.anderen_met_sleutel(zaak.session, sleutel, zaak.code) if sleutel else ()
    if not sleutel or not anderen:
        return
    besturen = besturen_van_aanbieders(zaak.session, {rij.aanbieder for rij in anderen}, zaak.context.vandaag)
    if any(rij.aanbieder == zaak.aanbiedercode or besturen[rij.aanbieder] & zaak.houders for rij in anderen):
        yield melding("A01160", (*zaak.sleutels, ("eigenAangebodenOpleidingSleutel", sleutel)))


def aut401(zaak: Aanbodzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts today for an onderwijsbestuur over the aanbieder of the offer.

    Both the aanbieder of the message and the one that has the offer now must be the sender's: a known code gives nobody
    a hold on an offer of another. An aanbieder that does not exist is left to N09440. Source: Overzicht foutcodes
    AUT401; that owner and sender are compared by onderwijsbestuur is reasoned (docs/standaarden.md).
    """
    if not all(zaak.mag(code) for code in zaak.te_machtigen):
        yield melding("AUT401", zaak.sleutels)


def n09410(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N09410: the offer, from eersteInstroomDatum to einddatum, lies within the opleidingseenheid.

    Source: Overzicht foutcodes N09410. begindatum is not compared. Units of OCW with certain codes are excepted.
    """
    eenheid = zaak.eenheid
    if eenheid is None or (eenheid.herkomst == "OCW" and eenheid.code.startswith(OCW_VOORVOEGSELS)):
        return
    kant = zaak.steekt_uit(eenheid)
    if kant is not None:
        sleutels = (*zaak.sleutels, ("opleidingseenheidcode", eenheid.code))
        yield melding("N09410", sleutels, veld=_BEGIN_OF_EINDE[kant])


def n09430(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N09430: the offer, from eersteInstroomDatum to einddatum, lies within the life of the aanbieder.

    Source: Overzicht foutcodes N09430. Left to N09440 when there is no such aanbieder.
    """
    kant = zaak.steekt_uit(zaak.aanbieder) if zaak.aanbieder is not None else None
    if kant is not None:
        sleutels = (*zaak.sleutels, ("onderwijsaanbiedercode", zaak.aanbiedercode))
        yield melding("N09430", sleutels, veld=_BEGIN_OF_EINDE[kant])


def n09440(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N09440: the onderwijsaanbiedercode is that of an onderwijsaanbieder. Source: Overzicht foutcodes N09440."""
    if zaak.aanbieder is None:
        yield melding("N09440", (*zaak.sleutels, ("onderwijsaanbiedercode", zaak.aanbiedercode)))


def n09450(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N09450: a registered offer comes with the opleidingseenheid and the aanbieder that it has.

    Source: Overzicht foutcodes N09450. Compared is the unit found, since the reference may be an erkenning one time and
    a code the next (reasoned); another specialisation is another opleiding too (reasoned).
    """
    oud = zaak.bestaand
    if oud is None or zaak.eenheid is None:
        return
    nieuw = (zaak.gegeven.naam, zaak.aanbiedercode, zaak.eenheid.code)
    if nieuw != (oud.specialisatie, oud.aanbieder, oud.eenheid):
        sleutels = ("opleidingseenheidSleutel", "opleidingserkenningSleutel", "voVakerkenningSleutel")
        van_eenheid = next(naam for naam in sleutels if naam in zaak.gegeven.velden)
        anders = {"onderwijsaanbiedercode": nieuw[1] != oud.aanbieder, van_eenheid: nieuw[2] != oud.eenheid}
        yield melding(
            "N09450", zaak.sleutels, veld=next((veld for veld, is_anders in anders.items() if is_anders), ".")
        )


def n10410(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N10410: a samenwerkendeOnderwijsaanbiedercode of a period is that of an onderwijsaanbieder.

    Source: Overzicht foutcodes N10410.
    """
    for begin, code in zaak.partners:
        if code not in zaak.aanbieders:
            yield melding("N10410", (*zaak.sleutels, ("begindatum", begin), (PARTNER, code)))


def n11421(zaak: Aanbodlevering) -> Iterator[Foutmelding]:
    """N11421: a cohortcode of an offer with STAP toestemming occurs at no other such offer of the same aanbieder.

    Source: Overzicht foutcodes N11421. The contract in force has no toestemming; only an offer that may still carry the
    kenmerk of before can come here.
    """
    if not _heeft_stap(zaak.gegeven):
        return
    eigen = [velden.tekst(cohort, "cohortcode") for cohort in velden.delen(zaak.gegeven, "aangebodenOpleidingCohort")]
    elders = {
        velden.tekst(cohort, "cohortcode")
        for stand in aanbod.met_stap_toestemming(zaak.session, zaak.aanbiedercode, zaak.code)
        if _heeft_stap(stand)
        for cohort in velden.delen(stand, "aangebodenOpleidingCohort")
    }
    for code in dict.fromkeys(eigen):
        if code in elders:
            yield melding("N11421", (*zaak.sleutels, ("cohortcode", code)))


def _heeft_stap(gegeven: Gegeven) -> bool:
    return velden.kenmerk(gegeven, STAP) == "TOESTEMMING_VERLEEND"


def _onbekende_erkenning(zaak: Aanbodlevering, code: str, veld: str) -> Iterator[Foutmelding]:
    if veld in zaak.gegeven.velden and not zaak.erkende_eenheden:
        yield melding(code, (*zaak.sleutels, *_erkenningssleutels(zaak)))


def _erkenningssleutels(zaak: Aanbodlevering) -> Iterator[tuple[str, str]]:
    namen = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau")
    for naam, waarde in zip(namen, zaak.erkenningssleutel or (), strict=False):
        if waarde:
            yield naam, waarde


_PER_CODE = dict(BERICHTCONTROLES)


def _bericht(*codes: str) -> tuple[Controle[Berichtzaak], ...]:
    return tuple((code, _PER_CODE[code]) for code in codes)


AANLEVEREN: tuple[Controle[Aanbodlevering], ...] = (
    ("A01060", a01060),
    ("A01070", a01070),
    ("A01080", a01080),
    ("A01081", a01081),
    ("A01090", a01090),
    ("A01160", a01160),
    ("AUT401", aut401),
    *KENMERKCONTROLES,
    *_bericht("N09010", "N09030", "N09050", "N09060", "N09070", "N09080", "N09090"),
    ("N09410", n09410),
    ("N09430", n09430),
    ("N09440", n09440),
    ("N09450", n09450),
    *_bericht("N10010", "N10020", "N10030", "N10040", "N10050", "N10060"),
    ("N10410", n10410),
    *_bericht("N11020", "N11030", "N11040", "N11410", "N11420"),
    ("N11421", n11421),
    *_bericht("N11430", "N11440", "N11450", "N11460", "RS0020"),
)
"""Controles of aanleveren_aangebodenOpleiding."""

VERWIJDEREN: tuple[Controle[Aanbodzaak], ...] = (("A01020", a01020), ("AUT401", aut401))
"""Controles of verwijderen_aangebodenOpleiding."""
