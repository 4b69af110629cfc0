"""Holds every refusal of a delivery in these tests to the place that it is shown at: an element of the message."""

import re
from collections.abc import Callable, Mapping

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.path import element_op
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.eigen_codes import EIGEN_CODES
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.plaatsen import OBJECTEN, plaatsen
from rio_soap.register.regels.sleutelgegevens import Foutmelding, kort
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.regels.verzoekelement import sleutelwaarde

_OPERATIE = {re.sub("[A-Z]", lambda hoofd: f"_{hoofd[0].lower()}", operatie): operatie for operatie in LEVERINGEN}
"""Functions that deliver have the name of their operation."""
_DEEL = re.compile(r".+(Periode|Cohort)\Z")
_POSITIE = re.compile(r"\[\d+\]")

VERWACHT: Mapping[str, Mapping[str, str]] = {
    "aanleveren_aangebodenOpleiding": {
        "A01060": "@/onderwijslocatiecode",
        "A01070": "@/opleidingseenheidSleutel",
        "A01080": "@/opleidingserkenningSleutel",
        "A01081": "@/opleidingserkenningSleutel",
        "A01090": "@/voVakerkenningSleutel",
        "A01160": "@/kenmerken/kenmerkwaardeTekst",
        "AUT401": "@/aangebodenOpleidingCode",
        "N09010": "@/einddatum",
        "N09030": "@/leertrajectMBO",
        "N09050": "@/afwijkendeOpleidingsduur/opleidingsduurEenheid",
        "N09060": "@/mboNiveau",
        "N09070": "@/toelatingseisen",
        "N09080": "@/toegankelijkheid",
        "N09090": "@/eersteInstroomDatum",
        "N09410": "@ @/eersteInstroomDatum @/einddatum",
        "N09430": "@ @/eersteInstroomDatum @/einddatum",
        "N09440": "@/onderwijsaanbiedercode",
        "N09450": (
            "@ @/onderwijsaanbiedercode @/opleidingseenheidSleutel @/opleidingserkenningSleutel @/voVakerkenningSleutel"
        ),
        "N10010": "@/periode/begindatum",
        "N10020": "@/periode/begindatum",
        "N10030": "@/periode",
        "N10040": "@/periode/begindatum",
        "N10050": "@/begindatum",
        "N10060": "@/periode/kenmerken/kenmerkwaardeTekst",
        "N10410": "@/periode/kenmerken/kenmerkwaardeTekst",
        "N11020": "@/cohort/eindeAanmeldperiode",
        "N11030": "@/cohort/flexibeleInstroom/eindeInstroomperiode",
        "N11040": "@/cohort/einddatum",
        "N11410": "@/cohort/eindeAanmeldperiode",
        "N11420": "@/cohort/cohortcode",
        "N11421": "@/cohort/cohortcode",
        "N11430": "@/cohort/flexibeleInstroom/eindeInstroomperiode",
        "N11440": "@/cohort/cohortstatus",
        "N11450": "@/cohort/toestemmingVereistVoorAanmelding",
        "N11460": "@/cohort/vastInstroommoment/instroommoment",
        "RS0020": "@/cohort",
    },
    "aanleveren_onderwijsaanbieder": {
        "A01030": "@/juridischeRelatie/instellingserkenningscode",
        "A01031": "@/juridischeRelatie/instellingserkenningscode",
        "A01110": "onderwijsbestuurcode",
        "A01160": "@/kenmerken/kenmerkwaardeTekst",
        "AUT401": "@/juridischeRelatie/instellingserkenningscode @/onderwijsaanbiedercode onderwijsbestuurcode",
        "J06010": "@/juridischeRelatie/einddatum",
        "J06020": "@/juridischeRelatie/begindatum",
        "J06410": "@/juridischeRelatie @/juridischeRelatie/begindatum @/juridischeRelatie/einddatum",
        "N04010": "@/uitBedrijfdatum",
        "N04420": "@ @/inBedrijfdatum @/uitBedrijfdatum",
        "N04430": "@ @/inBedrijfdatum @/uitBedrijfdatum",
        "N05010": "@/periode/begindatum",
        "N05030": "@/periode/begindatum",
        "N05050": "@/periode/begindatum",
        "N05060": "@/inBedrijfdatum",
        "N07010": "@/uitBedrijfdatum",
        "N07050": "onderwijsbestuurcode",
        "N07410": "onderwijsbestuurcode",
        "N09440": "@/onderwijsaanbiedercode",
    },
    "aanleveren_onderwijslocatiegebruik": {
        "A01010": "@/aanduidingAdres",
        "A01011": "@/aanduidingPlaats",
        "A01040": "@/juridischeOnderwijslocatiegebruikRelatie/instellingserkenningscode",
        "A01060": "@/onderwijslocatieCode",
        "A01110": "@/onderwijsbestuurcode",
        "A01160": "@/kenmerken/kenmerkwaardeTekst",
        "AUT401": "@/juridischeOnderwijslocatiegebruikRelatie/instellingserkenningscode @/onderwijsbestuurcode",
        "INT500": "@/aanduidingAdres @/aanduidingPlaats",
        "N01010": "@/uitBedrijfdatum",
        "N01020": "@/aanduidingAdres @/aanduidingGPS @/aanduidingPlaats",
        "N01410": "@ @/inBedrijfdatum @/uitBedrijfdatum",
    },
    "aanleveren_opleidingseenheid": {
        "A01070": "@/opleidingseenheidcode",
        "A01072": "@",
        "A02011": "@/opleidingseenheidcode",
        "AUT401": "@ @/opleidingseenheidcode",
        "N09450": "@",
        "P01010": "@/einddatum",
        "P01040": "@/niveau",
        "P01060": "@/waardedocumentsoort",
        "P01080": "@/opleidingseenheidcode",
        "P01081": "@/kenmerken/kenmerkwaardeTekst",
        "P01410": "@ @/begindatum @/einddatum",
        "P01420": "@ @/begindatum @/einddatum",
        "P01430": "@ @/begindatum @/einddatum",
        "P02010": "@/periode/begindatum",
        "P02020": "@/periode/begindatum",
        "P02030": "@/periode",
        "P02040": "@/periode/studielasteenheid",
        "P02041": "@/periode/studielast",
        "P02060": "@/periode/waardedocumentsoort",
        "P02070": "@/periode/begindatum",
        "P02080": "@/begindatum",
    },
    "aanleveren_opleidingsrelatie": {
        "A01070": "@/opleidingseenheidcode",
        "A01072": "@",
        "AUT401": "@/opleidingseenheidcode",
        "P04010": "@/einddatum",
        "P04020": "@/einddatum",
        "P04030": "@/opleidingseenheidcode",
        "P04040": "@",
        "P04050": "@/begindatum",
        "P04410": "@ @/begindatum @/einddatum",
    },
    "verwijderen_aangebodenOpleiding": {
        "A01020": "aangebodenOpleidingCode",
        "AUT401": "aangebodenOpleidingCode",
    },
    "verwijderen_onderwijsaanbieder": {
        "AUT401": "onderwijsaanbiedercode",
        "N04810": "onderwijsaanbiedercode",
        "N04820": "onderwijsaanbiedercode",
        "N09440": "onderwijsaanbiedercode",
    },
    "verwijderen_onderwijslocatiegebruik": {
        "A01060": "onderwijslocatiecode",
        "A01110": "onderwijsbestuurcode",
        "A01130": "onderwijslocatiecode",
        "AUT401": "onderwijsbestuurcode",
    },
    "verwijderen_opleidingseenheid": {
        "A01070": "opleidingseenheidcode",
        "AUT401": "opleidingseenheidcode",
        "P01810": "opleidingseenheidcode",
    },
    "verwijderen_opleidingsrelatie": {
        "A01070": "opleidingseenheidcode",
        "AUT401": "opleidingseenheidcode",
        "RS0010": "begindatum",
    },
}
"""Of V4: operation and code to the places at which a finding may be shown; those of the kenmerken go by `_KENMERKEN`.

Of our own contract it is the element that the finding names, whatever the code (`_noemt`)."""

_KENMERKEN = {
    "K01010": {"@", "@/periode", "@/cohort"},
    **{
        code: {f"{deel}/kenmerken/kenmerknaam" for deel in ("@", "@/periode", "@/cohort")}
        for code in ("K01020", "K01030")
    },
}
_WAARDE = re.compile(r"@(/periode|/cohort)?/kenmerken/kenmerkwaarde(Tekst|Enumeratiewaarde|Getal|Datum|Boolean)\Z")


def operatie_van(handeling: Callable[..., Uitslag]) -> str | None:
    """The delivery that a function of the register carries out; None for any other function."""
    return _OPERATIE.get(getattr(handeling, "__name__", ""))


def controleer(operatie: str, verzoek: Gegeven, uitslag: Uitslag) -> None:
    """Each foutmelding has a place that is in the XML of the message, and of the kind that its code judges."""
    if not uitslag.foutmeldingen:
        return
    o = OPERATIES[operatie]
    bericht = mapping.schrijf_verzoek(o, Gegeven(o.verzoek, verzoek.velden))
    for melding, waar in zip(uitslag.foutmeldingen, plaatsen(operatie, verzoek, uitslag.foutmeldingen), strict=True):
        assert element_op(waar, bericht) is not None, (melding, waar)
        if operatie in EIGEN_CODES:
            assert _noemt(melding, waar, verzoek), (melding, waar)
            continue
        soort = soort_plek(waar)
        assert _mag(operatie, melding.foutcode, soort), (melding, waar)


def _mag(operatie: str, code: str, soort: str) -> bool:
    if code.startswith("K01"):
        return soort in _KENMERKEN[code] if code in _KENMERKEN else _WAARDE.match(soort) is not None
    return soort in VERWACHT[operatie][code].split()


def _noemt(melding: Foutmelding, waar: str, verzoek: Gegeven) -> bool:
    """Whether the place of a finding on our own contract is what its last sleutelgegeven names, or `veld` beside it.

    What is not in the message, such as a finding on what the register holds, is at the object.
    """
    namen = [naam for naam, _ in melding.sleutels if naam != SLEUTEL]
    gewezen = kort(_POSITIE.sub("", waar.rsplit("/", 1)[-1]))
    if not namen or not _komt_voor(verzoek, melding.sleutels[-1]):
        return waar.count("/") <= 2
    return gewezen == (melding.veld or namen[-1])


def _komt_voor(gegeven: Gegeven, sleutel: tuple[str, str]) -> bool:
    """Whether an element with this name and value is anywhere in the message."""
    for naam, waarde in gegeven.velden.items():
        for deel in waarde if isinstance(waarde, list) else (waarde,):
            if isinstance(deel, Gegeven):
                if _komt_voor(deel, sleutel):
                    return True
            elif (kort(naam), sleutelwaarde(deel)) == sleutel:
                return True
    return False


def soort_plek(waar: str) -> str:
    """A path without positions and specialisations: ``@`` is the object, its parts go by what they are."""
    stappen = [_POSITIE.sub("", stap) for stap in waar.split("/")[2:]]
    if stappen and (stappen[0] in OBJECTEN or stappen[0].startswith(("aangeboden", "ho", "particuliere"))):
        stappen[0] = "@" if stappen[0] != "aangebodenOpleidingCode" else stappen[0]
    stappen = [_DEEL.sub(lambda deel: deel[1].lower(), stap) for stap in stappen]
    return "/".join(stappen) or "."
