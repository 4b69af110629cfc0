"""From typed message to validated answer: one thin handler per operation.

`LEVERINGEN` and `RAADPLEGINGEN` name the register's function for each operation that is built; the other operations of
the contract answer ``Server.DK0051``.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rio_soap.chain.ports import Bag
from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Waarde
from rio_soap.contract.plek import regel_op
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.register.aanbod import leveringen as aanbodleveringen
from rio_soap.register.aanbod import raadplegingen as raadplegingen_aanbod
from rio_soap.register.database.database import Register
from rio_soap.register.database.replica import Replica
from rio_soap.register.eenheid import leveringen, raadplegingen
from rio_soap.register.locatie import leveringen as leveringen_locatiegebruik
from rio_soap.register.locatie import raadplegingen as raadplegingen_locatie
from rio_soap.register.logboek import berichtenlog
from rio_soap.register.logboek.berichtenlog import Gelogd
from rio_soap.register.logboek.chain import Stempel
from rio_soap.register.logboek.claims import AlGebruikt, leg_vast
from rio_soap.register.organisatie import leveringen as leveringen_onderwijsaanbieder
from rio_soap.register.organisatie import raadplegingen as raadplegingen_organisatie
from rio_soap.register.regels.uitslag import Context, Uitslag, Uitvaller
from rio_soap.register.regels.zonder_foutcode import faultstring, ongeldige_waarden, plaatsen_van_waarden
from rio_soap.register.toezicht.uitval import meld_uitval
from rio_soap.register.wijzigingen import raadplegingen as raadplegingen_wijzigingen
from rio_soap.service import grote_antwoorden, zeef
from rio_soap.service.bericht import Bericht
from rio_soap.service.eenmalig import claim_van, fout_bij
from rio_soap.service.hertoets import PartijIn, hertoets
from rio_soap.service.locatiezoeker import met_vindplaats, van_plaatscode

log = logging.getLogger(__name__)

_MAX_BEVINDINGEN = 25

Handeling = Callable[[Any, Context, Gegeven], Uitslag]
"""Takes a session of the register, who asks when, and the typed request."""

Opsteller = Callable[[str, Adressering], Concept]
"""Composes an answer, given as canonical text, to a request with this addressing."""

LEVERINGEN: Mapping[str, Handeling] = {
    "aanleveren_aangebodenOpleiding": aanbodleveringen.aanleveren_aangeboden_opleiding,
    "aanleveren_opleidingseenheid": leveringen.aanleveren_opleidingseenheid,
    "aanleveren_opleidingsrelatie": leveringen.aanleveren_opleidingsrelatie,
    "verwijderen_aangebodenOpleiding": aanbodleveringen.verwijderen_aangeboden_opleiding,
    "aanleveren_onderwijsaanbieder": leveringen_onderwijsaanbieder.aanleveren_onderwijsaanbieder,
    "aanleveren_onderwijslocatiegebruik": leveringen_locatiegebruik.aanleveren_onderwijslocatiegebruik,
    "verwijderen_onderwijsaanbieder": leveringen_onderwijsaanbieder.verwijderen_onderwijsaanbieder,
    "verwijderen_onderwijslocatiegebruik": leveringen_locatiegebruik.verwijderen_onderwijslocatiegebruik,
    "verwijderen_opleidingseenheid": leveringen.verwijderen_opleidingseenheid,
    "verwijderen_opleidingsrelatie": leveringen.verwijderen_opleidingsrelatie,
}
"""Operations that change the register; each runs inside one write transaction."""

VOORAF: Mapping[str, Callable[[Context, Gegeven], object]] = {
    "aanleveren_aangebodenOpleiding": aanbodleveringen.lees_aangeboden_opleiding,
    "aanleveren_opleidingseenheid": leveringen.lees_opleidingseenheid,
}
"""What is read of the message of a delivery before its transaction: `Context.voorbereid`."""

VRAAGT_BUITEN = frozenset({"aanleveren_onderwijslocatiegebruik"})
"""Deliveries for which others (the BAG) are asked before the transaction: not for one who is not trusted any more."""

RAADPLEGINGEN: Mapping[str, Handeling] = {
    "opvragen_opleidingseenheid": raadplegingen.opvragen_opleidingseenheid,
    "opvragen_opleidingseenhedenVanOrganisatie": raadplegingen.opvragen_opleidingseenheden_van_organisatie,
    "opvragen_opleidingsrelatiesBijOpleidingseenheid": (
        raadplegingen.opvragen_opleidingsrelaties_bij_opleidingseenheid
    ),
    "opvragen_rioIdentificatiecode": raadplegingen.opvragen_rio_identificatiecode,
    "opvragen_aangebodenOpleiding": raadplegingen_aanbod.opvragen_aangeboden_opleiding,
    "opvragen_aangebodenOpleidingenVanOrganisatie": (
        raadplegingen_aanbod.opvragen_aangeboden_opleidingen_van_organisatie
    ),
    "opvragen_onderwijsaanbieder": raadplegingen_organisatie.opvragen_onderwijsaanbieder,
    "opvragen_onderwijsaanbiedersVanOrganisatie": (
        raadplegingen_organisatie.opvragen_onderwijsaanbieders_van_organisatie
    ),
    "opvragen_instellingsstructuur": raadplegingen_organisatie.opvragen_instellingsstructuur,
    "opvragen_onderwijslocatie": raadplegingen_locatie.opvragen_onderwijslocatie,
    "opvragen_onderwijslocatiegebruik": raadplegingen_locatie.opvragen_onderwijslocatiegebruik,
    "opvragen_onderwijslocatiegebruikVanOrganisatie": (
        raadplegingen_locatie.opvragen_onderwijslocatiegebruik_van_organisatie
    ),
    "opvragen_gewijzigdeAangebodenOpleidingen": raadplegingen_wijzigingen.opvragen_gewijzigde_aangeboden_opleidingen,
    "opvragen_gewijzigdeOnderwijsaanbieders": raadplegingen_wijzigingen.opvragen_gewijzigde_onderwijsaanbieders,
    "opvragen_gewijzigdOnderwijslocatiegebruik": raadplegingen_wijzigingen.opvragen_gewijzigd_onderwijslocatiegebruik,
}
"""Operations that only read; each runs on one consistent snapshot."""


@dataclass(slots=True)
class Afhandeling:
    """Handles verified, valid messages on one register."""

    register: Register
    maak_context: Callable[..., Context] = Context
    """Context with the settings of the service; gets `oin`, `moment` and `operatie`."""
    bag: Bag | None = None
    """The BAG; without it a delivery that needs it is refused with INT500, and all others go on."""
    stempel: Stempel | None = None
    """Marks entries of the log as ours."""
    partij_in: PartijIn | None = None
    """Whom the register trusts within a transaction; None leaves it at what was verified before."""
    leeskopie: Replica | None = None
    """A replica on which readings are done; None does them on the register."""

    def handel_af(self, b: Bericht, moment: datetime, stel_op: Opsteller) -> None:
        """Fill `concept`, `gelogd`, `goedgekeurd` and `foutcodes` of the message.

        Approved means committed: the answer is set after the transaction is durable.

        :param stel_op: composes the answer up to its signature.
        :raises Edufout: DK0051 for an operation that is not built; DK0050, DK0011 or EK0031 for a message that repeats
            another (`rio_soap.service.eenmalig`).
        """
        try:
            self._handel_af(b, moment, stel_op)
        except AlGebruikt as gebruikt:
            raise fout_bij(gebruikt, b) from gebruikt

    def _handel_af(self, b: Bericht, moment: datetime, stel_op: Opsteller) -> None:
        naam = b.zeker_operatie.naam
        context = self.maak_context(oin=b.zeker_adressering.from_oin, moment=moment, operatie=naam)
        if naam in LEVERINGEN:
            try:
                context = self.bereid_voor(naam, context, b.zeker_gegeven)
            except Edufout as fout:
                raise _met_regels(fout, b.zeker_envelope.inhoud) from fout

            def lever(session: Any) -> tuple[Uitslag, Concept, Gelogd]:
                """Claim, stand, answer and log of one delivery; an exception anywhere leaves nothing behind."""
                if self.partij_in is not None:
                    hertoets(self.partij_in, session, b)
                leg_vast(session, claim_van(b))
                uitslag = LEVERINGEN[naam](session, context, b.zeker_gegeven)
                antwoord = _stel_op(b, uitslag, stel_op)
                return uitslag, antwoord, self._log(session, context, b, uitslag, antwoord)

            uitslag, antwoord, gelogd = self.register.schrijf(lever)
        elif naam in RAADPLEGINGEN:
            uitslag = self._lees(RAADPLEGINGEN[naam], context, b)
            if not uitslag.goedgekeurd and (plek := van_plaatscode(self.bag, b.zeker_gegeven)) is not None:
                context = replace(context, vindplaats=plek)
                uitslag = self._lees(RAADPLEGINGEN[naam], context, b)
            antwoord, uitslag = _stel_lezing_op(b, uitslag, stel_op, context.uitval)
            uitslag = Uitslag({}, uitslag.foutmeldingen)  # what was read is written, and may go

            def log_lezing(session: Any) -> Gelogd:
                """Claim and log of one reading."""
                if self.partij_in is not None:
                    hertoets(self.partij_in, session, b)
                leg_vast(session, claim_van(b))
                if context.uitval:
                    meld_uitval(session, context.uitval, context.moment)
                return self._log(session, context, b, uitslag, antwoord)

            gelogd = self.register.schrijf(log_lezing, duurzaam=False)
            if context.uitval:
                zeef.tel(context.uitval)
        else:
            raise Edufout(Foutsoort.DK0051)
        b.concept, b.gelogd, b.goedgekeurd = antwoord, gelogd, uitslag.goedgekeurd
        b.foutcodes = tuple(melding.foutcode for melding in uitslag.foutmeldingen)

    def bereid_voor(self, naam: str, context: Context, gegeven: Gegeven) -> Context:
        """What a delivery needs from outside the register, asked before its transaction begins.

        What it can read of its message without the register belongs here too: on SQLite a transaction keeps all other
        writers waiting.

        :raises Edufout: DK0050 for a value without functional code.
        """
        _controleer_waarden(naam, gegeven, context)
        if (lees := VOORAF.get(naam)) is not None:
            return replace(context, voorbereid=lees(context, gegeven))
        if naam == "aanleveren_onderwijslocatiegebruik":
            return met_vindplaats(self.register, self.bag, context, gegeven)
        return context

    def _lees(self, handeling: Handeling, context: Context, b: Bericht) -> Uitslag:
        if self.leeskopie is not None:
            return self.leeskopie.lees(lambda session: handeling(session, context, b.zeker_gegeven))
        with self.register.lees() as session:
            return handeling(session, context, b.zeker_gegeven)

    def _log(self, session: Any, context: Context, b: Bericht, uitslag: Uitslag, antwoord: Concept) -> Gelogd:
        partij = b.ondertekenaar.partij if b.ondertekenaar else None
        return berichtenlog.log_bericht(
            session,
            context,
            identificatiecode=str(b.zeker_gegeven.velden["identificatiecodeBedrijfsdocument"]),
            message_id=b.zeker_adressering.message_id,
            vingerafdruk=partij.vingerafdruk if partij else None,
            verzoek=b.data,
            antwoord=antwoord.draad,
            uitslag=uitslag,
            stempel=self.stempel,
        )


def _controleer_waarden(operatie: str, gegeven: Gegeven, context: Context) -> None:
    """Values outside a waardenlijst for which there is no functional code (PvE 6.5, note 4).

    :raises Edufout: DK0050 with the functional message as faultstring, and each value with its path.
    """
    if not ongeldige_waarden(gegeven, context.lijsten):
        return
    gevonden = plaatsen_van_waarden(operatie, gegeven, context.lijsten)[:_MAX_BEVINDINGEN]
    bevindingen = [Bevinding(pad, None, waarde, None, faultstring(veld, waarde)) for pad, veld, waarde in gevonden]
    raise Edufout(Foutsoort.DK0050, bevindingen, faultstring=bevindingen[0].melding)


def _met_regels(fout: Edufout, bericht: Any) -> Edufout:
    """A fault of which the findings that are a path get their line in the message."""
    bevindingen = [replace(b, regel=regel_op(b.waar, bericht)) for b in fout.bevindingen]
    return Edufout(fout.soort, bevindingen, faultstring=fout.faultstring)


def _stel_op(b: Bericht, uitslag: Uitslag, stel_op: Opsteller, *, leg_uit: bool = True) -> Concept:
    with grote_antwoorden.beurt(grote_antwoorden.telt_veel(uitslag)):
        tekst = _schrijf(b, uitslag)
        with grote_antwoorden.beurt(len(tekst) >= grote_antwoorden.GROOT):
            _valideer(b, tekst, leg_uit=leg_uit)
            return stel_op(tekst, b.zeker_adressering)


def _stel_lezing_op(
    b: Bericht, uitslag: Uitslag, stel_op: Opsteller, uitval: list[Uitvaller]
) -> tuple[Concept, Uitslag]:
    """The answer to a reading, without stored objects that it cannot hold; and what it came to be.

    :raises Edufout: DK0050 when no stored object is to blame.
    """
    try:
        return _stel_op(b, uitslag, stel_op, leg_uit=False), uitslag
    except (Edufout, *STANDFOUTEN):
        uitslag = zeef.zeef(b.zeker_operatie.naam, b.zeker_gegeven, uitslag, uitval)
    return _stel_op(b, uitslag, stel_op), uitslag


def _schrijf(b: Bericht, uitslag: Uitslag) -> str:
    """The answer in contract order, as the text that is signed.

    Identification and moment are those of the request, the instanties are swapped (client-observations 5).
    """
    vraag = b.zeker_gegeven.velden
    velden: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": vraag["identificatiecodeBedrijfsdocument"],
        "verzendendeInstantie": vraag["ontvangendeInstantie"],
        "ontvangendeInstantie": vraag["verzendendeInstantie"],
        "datumTijdBedrijfsdocument": vraag["datumTijdBedrijfsdocument"],
        "requestGoedgekeurd": uitslag.goedgekeurd,
        **uitslag.gegevens,
    }
    if not uitslag.goedgekeurd:
        velden["foutmelding"] = [_foutmelding(x.foutcode, x.fouttekst, x.sleutels) for x in uitslag.foutmeldingen]
    operatie = b.zeker_operatie
    return mapping.schrijf_antwoord(operatie, Gegeven(operatie.antwoord, velden))


def _valideer(b: Bericht, tekst: str, *, leg_uit: bool) -> None:
    """Read the answer back and hold it against the XSD; its tree, six times the text in memory, is gone at the end.

    :param leg_uit: log what is wrong with it, which takes seconds for a large answer.
    :raises Edufout: DK0050 when it is not valid: a fault of ours, which the sender must not receive.
    """
    antwoord = mapping.ontleed(tekst)
    if not schema.is_geldig(antwoord, b.dienst):
        if leg_uit:
            log.error("answer to %s is not valid: %s", b.zeker_operatie.naam, schema.bevindingen(antwoord, b.dienst))
        raise Edufout(Foutsoort.DK0050)


def _foutmelding(code: str, tekst: str, sleutels: tuple[tuple[str, str], ...]) -> Gegeven:
    return Gegeven(
        "foutmelding",
        {
            "foutcode": code,
            "fouttekst": tekst,
            "sleutelgegeven": [
                Gegeven("sleutelgegeven", {"sleutelnaam": naam, "sleutelwaarde": waarde}) for naam, waarde in sleutels
            ],
        },
    )
