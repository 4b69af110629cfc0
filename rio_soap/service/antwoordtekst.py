"""The answer of an operation: written in contract order, held against the XSD, composed up to its signature."""

import logging
from collections.abc import Sequence
from time import perf_counter

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Waarde
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Uitslag, Uitvaller
from rio_soap.service import grote_antwoorden, zeef
from rio_soap.service.bericht import Gelezen, Opsteller

log = logging.getLogger(__name__)


def stel_op(gelezen: Gelezen, uitslag: Uitslag, opsteller: Opsteller, *, leg_uit: bool = True) -> Concept:
    """The answer up to its signature; how long its parts took is noted as steps of their own.

    :param leg_uit: log what is wrong with an answer that is not valid, which takes seconds for a large one.
    :raises Edufout: DK0050 when it is not valid.
    """
    tijden, begin = gelezen.bericht.tijden, perf_counter()
    with grote_antwoorden.beurt(grote_antwoorden.telt_veel(uitslag)):
        tekst = schrijf(gelezen, uitslag)
        tijden["afhandeling/opstellen"] = perf_counter() - begin
        with grote_antwoorden.beurt(len(tekst) >= grote_antwoorden.GROOT):
            begin = perf_counter()
            valideer(gelezen, tekst, leg_uit=leg_uit)
            tijden["afhandeling/validatie"] = perf_counter() - begin
            return opsteller(tekst, gelezen.adressering)


def stel_lezing_op(
    gelezen: Gelezen, uitslag: Uitslag, opsteller: Opsteller, uitval: list[Uitvaller]
) -> tuple[Concept, Uitslag]:
    """The answer to a reading, without stored objects that it cannot hold; and what it came to be.

    :param uitval: takes what was left out.
    :raises Edufout: DK0050 when no stored object is to blame.
    """
    try:
        return stel_op(gelezen, uitslag, opsteller, leg_uit=False), uitslag
    except (Edufout, *STANDFOUTEN):
        uitslag = zeef.zeef(gelezen.operatie.naam, gelezen.gegeven, uitslag, uitval)
    return stel_op(gelezen, uitslag, opsteller), uitslag


def schrijf(gelezen: Gelezen, uitslag: Uitslag) -> str:
    """The answer in contract order, as the text that is signed.

    Identification and moment are those of the request, the instanties are swapped (client-observations 5).
    """
    vraag = gelezen.gegeven.velden
    velden: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": vraag["identificatiecodeBedrijfsdocument"],
        "verzendendeInstantie": vraag["ontvangendeInstantie"],
        "ontvangendeInstantie": vraag["verzendendeInstantie"],
        "datumTijdBedrijfsdocument": vraag["datumTijdBedrijfsdocument"],
        "requestGoedgekeurd": uitslag.goedgekeurd,
        **uitslag.gegevens,
    }
    if not uitslag.goedgekeurd:
        velden["foutmelding"] = _foutmeldingen(uitslag.foutmeldingen)
    operatie = gelezen.operatie
    return mapping.schrijf_antwoord(operatie, Gegeven(operatie.antwoord, velden))


def valideer(gelezen: Gelezen, tekst: str, *, leg_uit: bool) -> None:
    """Read the answer back and hold it against the XSD; its tree, six times the text in memory, is gone at the end.

    :raises Edufout: DK0050 when it is not valid: a fault of ours, which the sender must not receive.
    """
    antwoord, operatie = mapping.ontleed(tekst), gelezen.operatie
    if not schema.is_geldig(antwoord, operatie.dienst):
        if leg_uit:
            bevindingen = schema.bevindingen(antwoord, operatie.dienst)
            log.error("answer to %s is not valid: %s", operatie.naam, bevindingen)
        raise Edufout(Foutsoort.DK0050)


def _foutmeldingen(meldingen: Sequence[Foutmelding]) -> list[Gegeven]:
    return [
        Gegeven(
            "foutmelding",
            {
                "foutcode": melding.foutcode,
                "fouttekst": melding.fouttekst,
                "sleutelgegeven": [
                    Gegeven("sleutelgegeven", {"sleutelnaam": naam, "sleutelwaarde": waarde})
                    for naam, waarde in melding.sleutels
                ],
            },
        )
        for melding in meldingen
    ]
