"""From typed message to composed answer: the steps of a delivery, and those of a reading.

`LEVERING` and `LEZING` are the ways of a message inside the step `afhandeling` of the pipeline, each with its
transaction. Which function does an operation stands in `rio_soap.register.operaties.tabel`; ``DK0051`` answers others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from rio_soap.bevinding import Bevinding
from rio_soap.chain.ports import Bag, Handelsregister
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.path import regel_op
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.bevoegdheid.inzagen import schrijf_inzagen
from rio_soap.register.database.database import Register
from rio_soap.register.database.replica import Replica
from rio_soap.register.database.session import Session
from rio_soap.register.logboek import berichtenlog
from rio_soap.register.logboek.claims import AlGebruikt, make_claim
from rio_soap.register.logboek.links import Stempel
from rio_soap.register.operaties.levering import Voorbereid
from rio_soap.register.operaties.raadpleging import Eerst, Raadpleging
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context, Registerinstellingen, Uitslag, standaardinstellingen
from rio_soap.register.regels.vindplaats import Vindplaats
from rio_soap.register.toezicht.uitval import meld_uitval
from rio_soap.service import zeef
from rio_soap.service.antwoordtekst import stel_lezing_op, stel_op
from rio_soap.service.bericht import (
    Beoordeeld,
    Gelezen,
    Klaar,
    Opgesteld,
    Opsteller,
    Stand,
    TeLeveren,
    TeLezen,
    Verwerkt,
)
from rio_soap.service.buitenvraag import vraag_elders
from rio_soap.service.eenmalig import claim_van, fout_bij
from rio_soap.service.hertoets import PartijIn, hertoets
from rio_soap.service.lijstwaarden import controleer_lijstwaarden
from rio_soap.service.route import Route

T = TypeVar("T")


@dataclass(slots=True)
class Afhandeling:
    """Handles verified, valid messages on one register.

    :param bag: without it a delivery that needs the BAG is refused with INT500, and all others go on; so with `kvk`.
    :param stempel: marks entries of the log as ours.
    :param partij_in: whom the register trusts within a transaction; None leaves it at what was verified before.
    :param replica: a replica on which readings are done; None does them on the register.
    :param kanaal: how its messages come, as the history says it.
    """

    register: Register
    settings: Registerinstellingen = field(default_factory=standaardinstellingen)
    bag: Bag | None = None
    stempel: Stempel | None = None
    partij_in: PartijIn | None = None
    replica: Replica | None = None
    kanaal: str = "BERICHT"
    kvk: Handelsregister | None = None

    def handel_af(self, gelezen: Gelezen, moment: datetime, opsteller: Opsteller) -> Verwerkt:
        """Carry out a message, or refuse it by the rules. Approved means committed: the transaction is durable.

        :raises Edufout: DK0051 for an operation that is not built; DK0050 for a value without functional code; DK0050,
            DK0011 or EK0031 for a message that repeats another (`rio_soap.service.eenmalig`).
        """
        naam, tijden = gelezen.operatie.naam, gelezen.bericht.tijden
        code = str(gelezen.gegeven.velden["identificatiecodeBedrijfsdocument"])
        oin = gelezen.adressering.from_oin
        wie, hoe = gelezen.bericht.gebruiker, self.kanaal
        context = Context(oin, moment, naam, self.settings, identificatiecode=code, kanaal=hoe, gebruiker=wie)
        try:
            if (levering := LEVERINGEN.get(naam)) is not None:
                return LEVERING.walk(self, TeLeveren(gelezen, context, opsteller, levering), tijden)
            if (raadpleging := RAADPLEGINGEN.get(naam)) is not None:
                return LEZING.walk(self, TeLezen(gelezen, context, opsteller, raadpleging), tijden)
        except AlGebruikt as gebruikt:
            raise fout_bij(gebruikt, gelezen) from gebruikt
        raise Edufout(Foutsoort.DK0051, [Bevinding("niet-gebouwd", "/Envelope/Body/*[1]", gevonden=naam)])

    def vraag_buiten(self, levering: Voorbereid) -> Voorbereid:
        """A prepared delivery with what it needs from outside the register; asks the register first whether it does."""
        if (buiten := levering.buiten) is None:
            return levering
        with self.register.lees() as session:
            navraag = buiten.navraag(session)
        return levering if navraag is None else buiten.met(vraag_elders(self.bag, self.kvk, navraag))

    def lees(self, raadpleging: Raadpleging, context: Context, gegeven: Gegeven) -> Uitslag:
        """A reading, with what others are asked: first, or when the register alone refuses it and they may help."""

        def lees(session: Session) -> Uitslag:
            context.inzagen.clear()  # of an attempt that was given up
            return raadpleging.lees(session, context, gegeven)

        if (eerst := raadpleging.eerst) is not None:
            return self._lees_na_navraag(eerst, context, gegeven)
        uitslag = self.op_momentopname(lees, primair=raadpleging.van_logboek)
        opnieuw = raadpleging.opnieuw
        if uitslag.goedgekeurd or opnieuw is None or (navraag := opnieuw.navraag(gegeven)) is None:
            return uitslag
        gevonden = vraag_elders(self.bag, self.kvk, navraag)
        if not isinstance(gevonden, Vindplaats):
            return uitslag  # what the register has is enough to answer by
        return self.op_momentopname(lambda session: opnieuw.lees(session, context, gegeven, gevonden))

    def _lees_na_navraag(self, eerst: Eerst, context: Context, gegeven: Gegeven) -> Uitslag:
        navraag = self.op_momentopname(lambda session: eerst.navraag(session, context, gegeven))
        gevonden = None if navraag is None else vraag_elders(self.bag, self.kvk, navraag)
        return self.op_momentopname(lambda session: eerst.lees(session, context, gegeven, gevonden))

    def op_momentopname(self, taak: Callable[[Session], T], *, primair: bool = False) -> T:
        """Do a task that only reads on one snapshot; `primair`: of what the replica may not have yet."""
        if self.replica is not None and not primair:
            return self.replica.lees(taak)
        with self.register.lees() as session:
            return taak(session)


@dataclass(frozen=True, slots=True)
class Transactie:
    """One transaction of a message; what goes wrong in any step of it leaves nothing behind."""

    afhandeling: Afhandeling
    session: Session


def controleer_waarden(_: Afhandeling, te_leveren: TeLeveren) -> TeLeveren:
    """Values outside a waardenlijst for which there is no functional code (PvE 6.5, note 4).

    :raises Edufout: DK0050 with the functional message as faultstring, and each value with its path and line.
    """
    gelezen = te_leveren.gelezen
    try:
        controleer_lijstwaarden(te_leveren.context, gelezen.gegeven)
    except Edufout as fout:
        bevindingen = [replace(b, regel=regel_op(b.waar, gelezen.inhoud)) for b in fout.bevindingen]
        raise Edufout(fout.soort, bevindingen, faultstring=fout.faultstring) from fout
    return te_leveren


def bereid_voor(_: Afhandeling, te_leveren: TeLeveren) -> Klaar:
    """What can be read of the message without the register."""
    gelezen, context = te_leveren.gelezen, te_leveren.context
    return Klaar(gelezen, context, te_leveren.opsteller, te_leveren.levering.bereid_voor(context, gelezen.gegeven))


def vraag_buiten(afhandeling: Afhandeling, klaar: Klaar) -> Klaar:
    """What others are asked, before the transaction."""
    gevraagd = afhandeling.vraag_buiten(klaar.levering)
    return klaar if gevraagd is klaar.levering else replace(klaar, levering=gevraagd)


def lever(afhandeling: Afhandeling, klaar: Klaar) -> Verwerkt:
    """The transaction of a delivery, durable when this returns."""

    def taak(session: Session) -> Verwerkt:
        return LEVERTRANSACTIE.walk(Transactie(afhandeling, session), klaar, klaar.gelezen.bericht.tijden)

    return afhandeling.register.schrijf(taak)


def vertrouw_nog(transactie: Transactie, stand: Stand) -> Stand:
    """Trust again: the signer and its mandate as they are now (EK0031, DK0002)."""
    gelezen, partij_in = stand.gelezen, transactie.afhandeling.partij_in
    if partij_in is None:
        return stand
    try:
        hertoets(partij_in, transactie.session, gelezen.ondertekenaar, gelezen.adressering)
    except Edufout as fout:
        if fout.soort is Foutsoort.EK0031:
            gelezen.bericht.vergeet_afzender()
        raise
    return stand


def claim(transactie: Transactie, stand: Stand) -> Stand:
    """What the message uses up: its code, its MessageID, its signature (DK0050, DK0011, EK0031)."""
    make_claim(transactie.session, claim_van(stand.gelezen))
    return stand


def voer_uit(transactie: Transactie, klaar: Klaar) -> Beoordeeld:
    """Authorisation, controles and stand, with the mutatie in the feeds."""
    uitslag = klaar.levering.voer_uit(transactie.session)
    return Beoordeeld(klaar.gelezen, klaar.context, klaar.opsteller, uitslag)


def antwoord(_: Transactie, beoordeeld: Beoordeeld) -> Opgesteld:
    """The answer, validated and composed up to its signature, so that the log holds it when the transaction ends."""
    gelezen, uitslag = beoordeeld.gelezen, beoordeeld.uitslag
    return Opgesteld(gelezen, beoordeeld.context, uitslag, stel_op(gelezen, uitslag, beoordeeld.opsteller))


def lees(afhandeling: Afhandeling, te_lezen: TeLezen) -> Beoordeeld:
    """The reading, on a snapshot."""
    gelezen, context, opsteller = te_lezen.gelezen, te_lezen.context, te_lezen.opsteller
    return Beoordeeld(gelezen, context, opsteller, afhandeling.lees(te_lezen.raadpleging, context, gelezen.gegeven))


def leesantwoord(_: Afhandeling, beoordeeld: Beoordeeld) -> Opgesteld:
    """The answer to a reading; what was read is written by then, and goes."""
    gelezen, context = beoordeeld.gelezen, beoordeeld.context
    concept, uitslag = stel_lezing_op(gelezen, beoordeeld.uitslag, beoordeeld.opsteller, context.uitval)
    return Opgesteld(gelezen, context, Uitslag({}, uitslag.foutmeldingen), concept)


def log_lezing(afhandeling: Afhandeling, opgesteld: Opgesteld) -> Verwerkt:
    """The transaction of a reading, which need not outlive a power cut, unless it says who read what is restricted."""
    uitval = opgesteld.context.uitval

    def taak(session: Session) -> Verwerkt:
        return LEESTRANSACTIE.walk(Transactie(afhandeling, session), opgesteld, opgesteld.gelezen.bericht.tijden)

    verwerkt = afhandeling.register.schrijf(taak, duurzaam=bool(opgesteld.context.inzagen))
    if uitval:
        zeef.tel(uitval)
    return verwerkt


def signaleer_uitval(transactie: Transactie, opgesteld: Opgesteld) -> Opgesteld:
    """A signal for the operator about each object that the answer leaves out."""
    if uitval := opgesteld.context.uitval:
        meld_uitval(transactie.session, uitval, opgesteld.context.moment)
    return opgesteld


def log_inzagen(transactie: Transactie, opgesteld: Opgesteld) -> Opgesteld:
    """Who read which restricted contactadres, for each that the answer shows."""
    context = opgesteld.context
    if context.inzagen and opgesteld.uitslag.goedgekeurd:
        schrijf_inzagen(transactie.session, context, context.inzagen)
    return opgesteld


def log(transactie: Transactie, opgesteld: Opgesteld) -> Verwerkt:
    """Request and answer in the berichtenlog."""
    gelezen, uitslag, concept = opgesteld.gelezen, opgesteld.uitslag, opgesteld.concept
    partij = gelezen.ondertekenaar.partij
    gelogd = berichtenlog.log_bericht(
        transactie.session,
        opgesteld.context,
        identificatiecode=str(gelezen.gegeven.velden["identificatiecodeBedrijfsdocument"]),
        message_id=gelezen.adressering.message_id,
        vingerafdruk=partij.vingerafdruk if partij else None,
        verzoek=gelezen.bericht.data,
        antwoord=concept.wire,
        uitslag=uitslag,
        stempel=transactie.afhandeling.stempel,
    )
    return Verwerkt(gelezen.bericht, uitslag, concept, gelogd)


LEVERING = (
    Route[Afhandeling, TeLeveren, TeLeveren]()
    .then("afhandeling/waarden", controleer_waarden)
    .then("afhandeling/voorbereiding", bereid_voor)
    .then("afhandeling/buiten", vraag_buiten)
    .then("afhandeling/transactie", lever)
)
"""The way of a delivery."""

LEVERTRANSACTIE = (
    Route[Transactie, Klaar, Klaar]()
    .then("afhandeling/vertrouwen", vertrouw_nog)
    .then("afhandeling/claim", claim)
    .then("afhandeling/uitvoering", voer_uit)
    .then("afhandeling/antwoord", antwoord)
    .then("afhandeling/log", log)
)
"""What is one transaction of a delivery; its steps are within ``afhandeling/transactie``."""

LEZING = (
    Route[Afhandeling, TeLezen, TeLezen]()
    .then("afhandeling/lezing", lees)
    .then("afhandeling/antwoord", leesantwoord)
    .then("afhandeling/transactie", log_lezing)
)
"""The way of a reading."""

LEESTRANSACTIE = (
    Route[Transactie, Opgesteld, Opgesteld]()
    .then("afhandeling/vertrouwen", vertrouw_nog)
    .then("afhandeling/claim", claim)
    .then("afhandeling/uitval", signaleer_uitval)
    .then("afhandeling/inzage", log_inzagen)
    .then("afhandeling/log", log)
)
"""What is one transaction of a reading: that it was asked and answered."""
