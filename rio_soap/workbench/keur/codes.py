# ruff: noqa: E501  # tables: one mistake per line
"""For each foutcode of opleidingseenheden, relaties, organisaties and readings a message that must be refused with it."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.run import Geval, Run, Velden, paar

DAG = timedelta(days=1)
VROEG = date(1900, 1, 1)
"""Before any bestuur or opleiding."""
Maak = Callable[[Run], Velden]
Deel = Callable[[Run], Gegeven]
LEVER, WEG = "aanleveren_opleidingseenheid", "verwijderen_opleidingseenheid"
RELATIE, WEG_RELATIE = "aanleveren_opleidingsrelatie", "verwijderen_opleidingsrelatie"
AANBIEDER, WEG_AANBIEDER = "aanleveren_onderwijsaanbieder", "verwijderen_onderwijsaanbieder"
GEBRUIK, WEG_GEBRUIK = "aanleveren_onderwijslocatiegebruik", "verwijderen_onderwijslocatiegebruik"
GEEN_EENHEID, GEEN_AANBIEDER, GEEN_BESTUUR, GEEN_LOCATIE = "9999O9999", "999A999", "999B999", "999X999"


def eenheid(code: str, doe: Deel, *maskers: str, net: Deel | None = None) -> Geval:
    """A unit that must be refused."""
    return Geval(code, LEVER, _in("opleidingseenheid", doe), maskers, _in("opleidingseenheid", net) if net else None)


def relatie(code: str, doe: Deel, *maskers: str) -> Geval:
    """A relation that must be refused."""
    return Geval(code, RELATIE, _in("opleidingsrelatie", doe), maskers)


def gebruik(code: str, doe: Deel, *maskers: str) -> Geval:
    """A locatiegebruik that must be refused."""
    return Geval(code, GEBRUIK, _in("onderwijslocatiegebruik", doe), maskers)


def aanbieder(code: str, doe: Deel, *maskers: str, bestuur: Callable[[Run], str] | None = None) -> Geval:
    """An onderwijsaanbieder that must be refused."""

    def maak(werk: Run) -> Velden:
        deel = doe(werk)
        return {"onderwijsbestuurcode": bestuur(werk) if bestuur else werk.naam("bestuur"), deel.naam: deel}

    return Geval(code, AANBIEDER, maak, maskers)


def vraag(code: str, operatie: str, **velden: Waarde) -> Geval:
    """A reading or removal that must be refused."""
    return Geval(code, operatie, lambda _werk: dict(velden))


def _in(veld: str, doe: Deel) -> Maak:
    return lambda werk: {veld: doe(werk)}


def _nieuw(*extra: Gegeven, **anders: object) -> Deel:
    return lambda _werk: bouw.eenheid("hoOpleiding", *extra, **anders)  # type: ignore[arg-type]


def _wijzig(rol: str, **anders: object) -> Deel:
    return lambda werk: bouw.eenheid(code=werk.van(rol), **anders)  # type: ignore[arg-type]


def _met_naam(naam: str, **anders: object) -> Deel:
    return lambda werk: bouw.eenheid(code=werk.naam(naam), **anders)  # type: ignore[arg-type]


def _onderwijseenheid(**velden: Waarde) -> Deel:
    periode = bouw.eenheidperiode("hoOnderwijseenheid", BEGIN, **velden)
    return lambda _werk: bouw.eenheid("hoOnderwijseenheid", perioden=[periode])


def _korter(werk: Run) -> Gegeven:
    """The unit of this run, ending before its offer does."""
    werk.van("aanbod")
    return bouw.eenheid(code=werk.van("eenheid"), sleutel=werk.van("eenheidsleutel"), einde=EINDE - DAG)


_SOORT, _P = "soort", bouw.eenheidperiode
_CATEGORIE = bouw.keuze("categorie", "TECHNIEK_EN_ICT")

EENHEDEN: tuple[Geval, ...] = (
    eenheid("A01070", _nieuw(code=GEEN_EENHEID)),
    eenheid("A02011", _met_naam("erkendeEenheid")),
    eenheid("AUT401", _met_naam("vreemdeEenheid"), "A02011", "P01080"),
    eenheid("K01010", _nieuw(variant="")),
    eenheid("K01020", _nieuw(bouw.keuze(_SOORT, "VARIANT")), "K01040"),
    eenheid("K01030", _nieuw(bouw.keuze("voertaal", "NLD"))),
    eenheid("K01040", lambda _w: bouw.eenheid("particuliereOpleiding", _CATEGORIE, _CATEGORIE, waardedocumentsoort="CERTIFICAAT")),
    eenheid("K01050", _nieuw(bouw.keuze(_SOORT, "OPLEIDINGEN"), variant="")),
    eenheid("K01060", _nieuw(bouw.kenmerk(_SOORT, "OPLEIDING"), variant="")),
    eenheid("P01010", _nieuw(einde=BEGIN), net=_nieuw(einde=BEGIN + DAG)),
    eenheid("P01040", _nieuw(niveau="HBO-XX")),
    eenheid("P01060", _nieuw(waardedocumentsoort="BUL")),
    eenheid("P01081", lambda w: bouw.eenheid(sleutel=w.van("eenheidsleutel"))),
    eenheid("P01410", _korter),
    eenheid("P01430", _wijzig("variant", variant="VARIANT", begin=BEGIN + DAG)),
    eenheid("P02010", _nieuw(perioden=[_P(), _P(begin=EINDE)])),
    eenheid("P02020", _nieuw(perioden=[_P(begin=BEGIN - DAG), _P()])),
    eenheid("P02030", _nieuw(perioden=[_P("hoOnderwijseenheid")])),
    eenheid("P02040", _nieuw(perioden=[_P(studielast=60, studielasteenheid="PUNT")])),
    eenheid("P02041", _nieuw(variant="VARIANT", perioden=[_P(studielast=60, studielasteenheid="ECTS_PUNT")]), net=_nieuw(perioden=[_P(studielast=60, studielasteenheid="ECTS_PUNT")])),
    eenheid("P02060", _onderwijseenheid(waardedocumentsoort="BUL")),
    eenheid("P02070", _nieuw(perioden=[_P(), _P()]), net=_nieuw(perioden=[_P(), _P(begin=BEGIN + DAG)])),
    eenheid("P02080", _nieuw(perioden=[_P(begin=BEGIN + DAG)]), "P02070"),
    vraag("A01070", WEG, opleidingseenheidcode=GEEN_EENHEID),
    Geval("AUT401", WEG, lambda w: {"opleidingseenheidcode": w.naam("vreemdeEenheid")}),
    Geval("P01810", WEG, lambda w: {"opleidingseenheidcode": w.van("eenheid")} if w.van("aanbod") else {}),
    relatie("A01070", lambda w: bouw.relatie(w.van("eenheid"), GEEN_EENHEID)),
    relatie("A01072", lambda w: bouw.relatie(w.van("eenheid"), w.naam("vreemdeEenheid"))),
    relatie("AUT401", lambda w: bouw.relatie(w.naam("vreemdeVariant"), w.naam("vreemdeOpleiding"))),
    relatie("P04010", lambda w: bouw.relatie(w.van("variant"), w.van("eenheid"), BEGIN, BEGIN)),
    relatie("P04030", lambda w: bouw.relatie(w.van("eenheid"), w.van("eenheid"))),
    relatie("P04050", lambda w: bouw.relatie(w.van("variant"), w.van("eenheid"), BEGIN + DAG, EINDE)),
    relatie("P04410", lambda w: bouw.relatie(w.van("variant"), w.van("eenheid"), BEGIN - DAG), "P04050"),
    Geval("A01070", WEG_RELATIE, lambda _w: paar(GEEN_EENHEID, "9999O9998")),
    Geval("AUT401", WEG_RELATIE, lambda w: paar(w.naam("vreemdeVariant"), w.naam("vreemdeOpleiding"))),
    Geval("RS0010", WEG_RELATIE, lambda w: paar(w.van("variant"), w.van("eenheid"), BEGIN + DAG)),
)  # fmt: skip


def _school(*extra: Gegeven, **anders: object) -> Deel:
    return lambda werk: bouw.aanbieder(werk.naam("brin4"), *extra, **anders)  # type: ignore[arg-type]


def _andere_school(**anders: object) -> Deel:
    """A change of the onderwijsaanbieder of this run."""
    return lambda werk: bouw.aanbieder(werk.naam("brin4"), code=werk.van("aanbieder"), **anders)  # type: ignore[arg-type]


def _rustend_op(*codes: str, begin: date = BEGIN, einde: date | None = None) -> Deel:
    return lambda _w: bouw.aanbieder("", relaties=[bouw.juridisch(code, begin, einde) for code in codes])


def _eigen(naam: str) -> tuple[Gegeven, Gegeven]:
    return bouw.kenmerk(naam, "a"), bouw.kenmerk(naam, "b")


_SLEUTEL = "eigenOnderwijsaanbiederSleutel"
AANBIEDERS: tuple[Geval, ...] = (
    aanbieder("A01030", _rustend_op("00XX")),
    aanbieder("A01031", lambda w: bouw.aanbieder(w.naam("nietOcwInstelling")), "AUT401"),
    aanbieder("A01110", _school(), bestuur=lambda _w: GEEN_BESTUUR),
    aanbieder("A01160", lambda w: bouw.aanbieder(w.naam("brin4"), sleutel=w.van("aanbiedersleutel"))),
    aanbieder("N09440", _school(code=GEEN_AANBIEDER)),
    aanbieder("AUT401", _school(), bestuur=lambda w: w.naam("vreemdBestuur")),
    aanbieder("AUT401", lambda w: bouw.aanbieder(w.naam("vreemdBrin4"))),
    aanbieder("J06010", lambda w: bouw.aanbieder("", relaties=[bouw.juridisch(w.naam("brin4"), BEGIN, BEGIN)])),
    aanbieder("J06020", lambda w: bouw.aanbieder("", relaties=[bouw.juridisch(w.naam("brin4")), bouw.juridisch(w.naam("brin4"), BEGIN + DAG)])),
    aanbieder("J06410", lambda w: bouw.aanbieder("", relaties=[bouw.juridisch(w.naam("brin4"), BEGIN - DAG)])),
    aanbieder("K01020", _school(*_eigen(_SLEUTEL))),
    aanbieder("K01030", _school(bouw.keuze("voertaal", "NLD"))),
    aanbieder("K01060", _school(bouw.keuze(_SLEUTEL, "A"))),
    aanbieder("N04010", _school(einde=BEGIN), "J06010"),
    aanbieder("N04420", _andere_school(begin=BEGIN + DAG)),
    aanbieder("N04430", _andere_school(einde=EINDE - DAG)),
    aanbieder("N05010", _school(einde=EINDE, perioden=[BEGIN, EINDE])),
    aanbieder("N05030", _school(perioden=[BEGIN - DAG, BEGIN])),
    aanbieder("N05050", _school(perioden=[BEGIN, BEGIN])),
    aanbieder("N05060", _school(perioden=[BEGIN + DAG]), "N05050"),
    aanbieder("N07010", _school(einde=BEGIN), "J06010", "N04010"),
    aanbieder("N07410", _school(begin=VROEG), "J06410"),
    vraag("N09440", WEG_AANBIEDER, onderwijsaanbiedercode=GEEN_AANBIEDER),
    Geval("AUT401", WEG_AANBIEDER, lambda w: {"onderwijsaanbiedercode": w.naam("vreemdeAanbieder")}),
    Geval("N04810", WEG_AANBIEDER, lambda w: {"onderwijsaanbiedercode": w.van("aanbieder")} if w.van("aanbod") else {}),
    Geval("N04820", WEG_AANBIEDER, lambda w: {"onderwijsaanbiedercode": w.naam("bronAanbieder")}, ("N04810",)),
)  # fmt: skip


def _op_plaats(*extra: Gegeven, plaats: str | Gegeven = GEEN_LOCATIE, **anders: object) -> Deel:
    return lambda werk: bouw.gebruik(werk.naam("bestuur"), plaats, *extra, **anders)  # type: ignore[arg-type]


def _in_gebruik(*extra: Gegeven, **anders: object) -> Deel:
    """The location that the bestuur uses."""
    return lambda w: bouw.gebruik(w.naam("bestuur"), w.naam("locatie"), *extra, **anders)  # type: ignore[arg-type]


def _vestiging(code: str) -> list[Gegeven]:
    return [bouw.juridisch(code, naam="juridischeOnderwijslocatiegebruikRelatie")]


def _adres(postcode: str, nummer: int) -> Gegeven:
    return Gegeven("aanduidingAdres", {"postcode": postcode, "huisnummer": nummer})


_GEBRUIKSLEUTEL = "eigenOnderwijslocatiegebruikSleutel"
LOCATIES: tuple[Geval, ...] = (
    gebruik("A01010", _op_plaats(plaats=_adres("9999ZZ", 99999))),
    gebruik("A01011", _op_plaats(plaats=Gegeven("aanduidingPlaats", {"plaatsnaam": "Nergenshuizen"}))),
    gebruik("A01040", _in_gebruik(vestigingen=_vestiging("00XX00"))),
    gebruik("A01060", _op_plaats()),
    gebruik("A01110", lambda w: bouw.gebruik(GEEN_BESTUUR, w.naam("locatie"))),
    gebruik("A01160", lambda w: bouw.gebruik(w.naam("bestuur"), w.naam("locatie"), sleutel=w.van("gebruiksleutel"))),
    gebruik("AUT401", lambda w: bouw.gebruik(w.naam("vreemdBestuur"), w.naam("locatie"))),
    gebruik("AUT401", lambda w: bouw.gebruik(w.naam("bestuur"), w.naam("locatie"), vestigingen=_vestiging(w.naam("vreemdBrin6")))),
    gebruik("K01020", _in_gebruik(*_eigen(_GEBRUIKSLEUTEL))),
    gebruik("K01030", _in_gebruik(bouw.keuze("voertaal", "NLD"))),
    gebruik("K01060", _in_gebruik(bouw.keuze(_GEBRUIKSLEUTEL, "A"))),
    gebruik("N01010", _in_gebruik(einde=BEGIN)),
    gebruik("N01020", lambda w: bouw.gebruik(w.naam("bestuur"), _adres(w.naam("locatie", "locatiePostcode"), int(w.naam("locatieHuisnummer"))))),
    gebruik("N01410", _in_gebruik(begin=VROEG)),
    Geval("A01060", WEG_GEBRUIK, lambda w: {"onderwijsbestuurcode": w.naam("bestuur"), "onderwijslocatiecode": GEEN_LOCATIE}, ("A01130",)),
    Geval("A01110", WEG_GEBRUIK, lambda w: {"onderwijsbestuurcode": GEEN_BESTUUR, "onderwijslocatiecode": w.naam("locatie")}),
    Geval("A01130", WEG_GEBRUIK, lambda w: {"onderwijsbestuurcode": w.naam("vreemdBestuur"), "onderwijslocatiecode": w.naam("vrijeLocatie")}, ("AUT401",)),
    Geval("AUT401", WEG_GEBRUIK, lambda w: {"onderwijsbestuurcode": w.naam("vreemdBestuur"), "onderwijslocatiecode": w.naam("locatie")}, ("A01130",)),
)  # fmt: skip

_NERGENS = "00000000-0000-4000-8000-000000000000"
LEZINGEN: tuple[Geval, ...] = (
    vraag("A01020", "opvragen_aangebodenOpleiding", aangebodenOpleidingCode=_NERGENS),
    vraag("A01040", "opvragen_aangebodenOpleidingenVanOrganisatie", erkendeVestigingCode="00XX00", pagina=0),
    Geval("A01060", "opvragen_aangebodenOpleidingenVanOrganisatie", lambda w: {"onderwijsaanbiedercode": w.naam("aanbieder"), "onderwijslocatiecode": GEEN_LOCATIE, "pagina": 0}),
    vraag("N09440", "opvragen_aangebodenOpleidingenVanOrganisatie", onderwijsaanbiedercode=GEEN_AANBIEDER, pagina=0),
    vraag("N09440", "opvragen_onderwijsaanbieder", onderwijsaanbiedercode=GEEN_AANBIEDER),
    vraag("A01030", "opvragen_instellingsstructuur", bevoegdGezagNummer="00000"),
    vraag("A01110", "opvragen_onderwijsaanbiedersVanOrganisatie", onderwijsbestuurCode=GEEN_BESTUUR),
    vraag("A01060", "opvragen_onderwijslocatie", onderwijslocatieCode=GEEN_LOCATIE),
    vraag("A01110", "opvragen_onderwijslocatiegebruikVanOrganisatie", onderwijsbestuurCode=GEEN_BESTUUR),
    vraag("A01110", "opvragen_opleidingseenhedenVanOrganisatie", onderwijsbestuurcode=GEEN_BESTUUR, pagina=0),
    vraag("A01070", "opvragen_opleidingseenheid", opleidingseenheidcode=GEEN_EENHEID),
    vraag("A01070", "opvragen_opleidingsrelatiesBijOpleidingseenheid", opleidingseenheidcode=GEEN_EENHEID),
    vraag("A01161", "opvragen_rioIdentificatiecode", eigenOpleidingseenheidSleutel=_NERGENS),
)  # fmt: skip
"""Only A01020, A01070 (relations), A01161 and A01040 are recorded or documented; the rest is judged with care."""


def nieuwe_code() -> str:
    """A code for an offer."""
    return str(uuid.uuid4())


def gevallen() -> Iterator[Geval]:
    """All cases but those of offers."""
    yield from (*EENHEDEN, *AANBIEDERS, *LOCATIES, *LEZINGEN)
