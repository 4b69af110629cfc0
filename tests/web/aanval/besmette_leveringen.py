"""Deliveries of every kind of object, with a hostile text in every element that takes a text of people.

Which elements those are says the contract: a text without a list and without a pattern. Beside them stand three with a
pattern that lets an attack through: a web address, a mail address and the code of a recognised opleiding.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from itertools import count
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.uitslag import standaardkenmerken
from rio_soap.setup import trial
from tests.register import hulp_aanbod, hulp_bestuur, hulp_contact, hulp_eenheden, hulp_erkenning, hulp_licentie
from tests.register import hulp_opleidingserkenning as hulp_opleiding
from tests.register.hulp import eenheid, kenmerk
from tests.register.hulp_organisatie import aanbieder
from tests.register.rollen import aanmerking, erkennerdeel
from tests.web.aanval.hulp_aanval import BESTUUR, KWAAD

KORT = (KWAAD, "\"'><kwaad onkwaad=1>", "\"'<kwaad", "<kwaad")
"""The same attack in fewer characters, for elements that take no more."""
PATRONEN: Mapping[str, str] = {
    "webadres": "https://school.example/{}",
    "email": '"onkwaad=1&{{{{7*7}}}}"@school.example',
    "uniekeErkendeopleidingscode": "\"'<kwaad_1",
}
"""Elements with a pattern, with what is hostile and fits it; ``{}`` is where the attack goes."""
GEEN_TEKST = {
    "kenmerknaam": "one of the kenmerken",
    "verzendendeInstantie": "who sends",
    "ontvangendeInstantie": "who receives",
    "plaatsnaam aanduidingPlaats": "one that the BAG knows",
    "gemeentenaam aanduidingPlaats": "one that the BAG knows",
    "huisnummertoevoeging aanduidingAdres": "one that the BAG knows",
}
"""Texts that are looked up, so that an attack is refused: element and the part it is in where that matters."""
UNIEK = PATRONEN["uniekeErkendeopleidingscode"]
SCHOOL, VESTIGING, OPLEIDING = "\"'><kwaad onkwaad=1>", "\"'/?#<kwaad onkwaad", "\"'<kwaad"
"""Codes of what others name: an instelling, a vestiging, an opleiding."""
BEGIN = date(2020, 9, 1)
_NUMMER = count(10)
"""Of keys of institutions, which are different ones."""


class Levering(NamedTuple):
    """A delivery that is right.

    :param element: of its answer that has the code; empty: `code` is it.
    """

    operatie: str
    velden: dict[str, Waarde]
    oin: str = trial.OIN_HANZE
    element: str = ""
    code: str = ""


def kwaad_voor(element: str, soort: Simpel) -> str | None:
    """What is hostile and fits a type; None for what takes no text of people."""
    facetten = soort.facetten
    if soort.primitief not in ("string", "token", "normalizedString") or "enumeration" in facetten:
        return None
    if element in PATRONEN:
        return PATRONEN[element].format(KWAAD)
    return None if "pattern" in facetten else _passend(facetten)


def _passend(facetten: Mapping[str, str]) -> str:
    return next(tekst for tekst in KORT if len(tekst) <= int(facetten.get("maxLength", "9999")))


def vrije_teksten(dienst: Dienst) -> set[str]:
    """All elements of the deliveries of a contract, as far as they are carried out, that take a text of people."""
    uit = set[str]()
    for operatie, wat in OPERATIES.items():
        if wat.dienst == dienst and operatie in LEVERINGEN and operatie.startswith("aanleveren_"):
            soort = vormen(dienst).elementen[wat.verzoek]
            assert isinstance(soort, Vorm)
            _verzamel(soort, "", uit, set())
    return uit


def _verzamel(vorm: Vorm, deel: str, uit: set[str], gezien: set[str]) -> None:
    for naam, soort in _kinderen(vorm):
        if isinstance(soort, Vorm):
            if soort.naam not in gezien:
                gezien.add(soort.naam)
                _verzamel(soort, naam, uit, gezien)
        elif kwaad_voor(naam, soort) and not {naam, f"{naam} {deel}"} & GEEN_TEKST.keys():
            uit.add(naam)


def _kinderen(vorm: Vorm) -> Iterator[tuple[str, Vorm | Simpel]]:
    for tag, (_, soort) in vorm.per_tag.items():
        yield tag.rpartition("}")[2], soort


def besmet(levering: Levering, gevuld: set[str]) -> Levering:
    """The delivery with an attack in every text of it, also those that may be left out.

    :param gevuld: gets the names of what was filled in.
    """
    wat = OPERATIES[levering.operatie]
    soort = vormen(wat.dienst).elementen[wat.verzoek]
    assert isinstance(soort, Vorm)
    heel = Gegeven(wat.verzoek, deepcopy(levering.velden))
    for naam, kind in _kinderen(soort):
        deel = heel.velden.get(naam) or next(
            (een for een in heel.velden.values() if isinstance(een, Gegeven) and een.naam == naam), None
        )
        if isinstance(kind, Vorm) and isinstance(deel, Gegeven):
            _vul(deel, kind, gevuld)
    return levering._replace(velden=heel.velden)


_VAST = ("code", "instellingserkenningscode", "erkendeVestigingCode", "opleidingscode", "uniekeErkendeopleidingscode")
"""Codes by which one object names another: hostile from the beginning."""


def _vul(gegeven: Gegeven, vorm: Vorm, gevuld: set[str]) -> None:
    for naam, soort in _kinderen(vorm):
        waarde = gegeven.velden.get(naam)
        if isinstance(soort, Simpel):
            if naam in _VAST:
                gevuld |= {naam} if "<kwaad" in str(waarde) else set()
            elif naam not in GEEN_TEKST and not naam.startswith("kenmerk") and (tekst := kwaad_voor(naam, soort)):
                gegeven.velden[naam] = tekst
                gevuld.add(naam)
    for waarde in gegeven.velden.values():
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Gegeven) and isinstance(onder := dict(_kinderen(vorm)).get(deel.naam), Vorm):
                _vul(deel, onder, gevuld)
    if "kenmerken" in dict(_kinderen(vorm)) and (eigen := _kenmerkteksten(gegeven.naam)):
        aanwezig = gegeven.velden.setdefault("kenmerken", [])
        assert isinstance(aanwezig, list)
        aanwezig += [kenmerk(naam, tekst) for naam, tekst in eigen.items()]
        gevuld.add("kenmerkwaardeTekst")


def _kenmerkteksten(element: str) -> dict[str, str]:
    """Kenmerken of an element that take any text, each with an attack that fits."""
    alle = [regel.conf for regel in standaardkenmerken().regels.get(element, ())]
    vrij = [een for een in alle if een.waarde_element == "kenmerkwaardeTekst" and "pattern" not in een.facets]
    return {een.naam: _passend(een.facets) + (f"{next(_NUMMER)}" if "eigen" in een.naam else "") for een in vrij}


def leveringen() -> Iterator[Levering]:
    """One or more of every kind, in an order in which what is named is there."""
    yield from _erkenningen()
    yield from _organisaties()
    yield from _opleidingen()
    yield from _contacten()


def _erkenningen() -> Iterator[Levering]:
    h, duo = hulp_erkenning, trial.OIN_DUO
    buiten = Gegeven("buitenlandsAdres", {"adresregelBuitenland1": "x", "landcode": "5010"})
    for soort in h.ALLE:
        code = {"erkendeOnderwijsinstelling": SCHOOL, "erkendeVestiging": VESTIGING}.get(soort, h.CODES[soort])
        adressen = [h.adres(h.BEGIN, date(2015, 1, 1)), h.adres(date(2015, 1, 1))]
        if soort == "erkendeOnderwijsinstelling":
            adressen[1].velden.pop("binnenlandsAdres")
            adressen[1].velden["buitenlandsAdres"] = buiten
        erkenner = "NRTO" if "<" in code else "OCW"
        periode = h.deelperiode(soort, sOCluster="CLUSTER_1") if code == SCHOOL else h.deelperiode(soort)
        deel = h.erkenning(soort, periode, code=code, erkenner=erkenner, formeelInstellingsadres=adressen)
        sleutel = sleutel_uit(erkenner, h.SOORTEN[soort], code)
        yield Levering(
            "aanleveren_instellingserkenning",
            {"instellingserkenning": Gegeven("instellingserkenning", {soort: deel})},
            duo,
            code=sleutel,
        )
    school, vestiging = (
        h.sleutel(soort, code, "NRTO")
        for soort, code in (("erkendeOnderwijsinstelling", SCHOOL), ("erkendeVestiging", VESTIGING))
    )
    for van, naar, band in (
        (h.HANZEGEZAG, school, "HIERARCHISCH"),
        (school, vestiging, "HIERARCHISCH"),
        (h.sleutel("erkendeSamenwerking"), school, "SAMENWERKING"),
    ):
        yield Levering("aanleveren_instellingsrelatie", {"instellingsrelatie": h.relatie(van, naar, band)}, duo)
    yield Levering("aanleveren_erkenner", {"erkenner": erkennerdeel("CBS", aanmerking())}, duo, "erkennercode")


def _organisaties() -> Iterator[Levering]:
    e, bestuur = hulp_eenheden, {"onderwijsbestuurcode": BESTUUR}
    zelf = hulp_bestuur.bestuur(BESTUUR, begin=date(1986, 8, 1), bevoegdGezagNummer="40169")
    yield Levering("aanleveren_onderwijsbestuur", {"onderwijsbestuur": zelf}, trial.OIN_DUO, code=BESTUUR)
    school = aanbieder()
    yield Levering("aanleveren_onderwijsaanbieder", bestuur | {school.naam: school}, element="onderwijsaanbiedercode")
    groep = e.groep(e.lid("110A133"))
    yield Levering(
        "aanleveren_onderwijsaanbiedergroep", bestuur | {groep.naam: groep}, element="onderwijsaanbiedergroepcode"
    )
    begeleider = e.begeleider(e.rust(SCHOOL, erkenner="NRTO"))
    yield Levering(
        "aanleveren_onderwijsbegeleidingsaanbieder",
        bestuur | {begeleider.naam: begeleider},
        element="onderwijsbegeleidingsaanbiedercode",
    )


def _opleidingen() -> Iterator[Levering]:
    o, h, duo = hulp_opleiding, hulp_licentie, trial.OIN_DUO
    erkenning = o.erkenning(opleidingscode=OPLEIDING, uniekeErkendeopleidingscode=UNIEK, eenheden=["1007O5545"])
    yield Levering("aanleveren_opleidingserkenning", {"opleidingserkenning": erkenning}, duo)
    velden: dict[str, Waarde] = {
        "instellingserkenning": h.instellingsleutel(SCHOOL, "NRTO"),
        "opleidingserkenning": h.opleidingsleutel(("ISAT", OPLEIDING), UNIEK),
    }
    verder = {
        "einddatum": o.EINDE,
        "begindatum": o.BEGIN,
        "vestigingslicentie": [h.vestiging(VESTIGING, o.BEGIN)],
        "hoOnderwijsaccreditatie": [h.accreditatie(o.BEGIN, uitsteldatum=o.MIDDEN)],
    }
    for code in (h.L1, h.L2):
        licentie = h.licentie(code, **velden, **(verder if code == h.L1 else {"begindatum": o.EINDE}))
        yield Levering("aanleveren_licentie", {"licentie": licentie}, duo, code=code)
    yield Levering("aanleveren_licentiemaatregel", {"licentiemaatregel": h.maatregel(begin=o.BEGIN)}, duo)
    for soort in ("hoOpleiding", "hoOnderwijseenhedencluster", "hoOnderwijseenheid", "particuliereOpleiding"):
        yield Levering(
            "aanleveren_opleidingseenheid",
            {"opleidingseenheid": eenheid(soort, begin=date(2010, 1, 1))},
            element="opleidingseenheidcode",
        )
    code = "00000000-0000-4000-8000-00000000abad"
    bedrijf = Gegeven("bedrijfsopleiding", {})
    instroom = hulp_aanbod.cohort("HOOpleiding", "x", bedrijfsopleiding=bedrijf)
    aanbod = hulp_aanbod.aanbod(code=code, aangebodenOpleidingCohort=[instroom])
    yield Levering("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod}, code=code)


def _contacten() -> Iterator[Levering]:
    binnen = Gegeven("binnenlandsAdres", {"huisnummer": 1, "postcode": "9747AS"})
    buiten = Gegeven("buitenlandsAdres", {"landcode": "5010"})
    velden: dict[str, Waarde] = {
        "bezoekadres": Gegeven("bezoekadres", {binnen.naam: binnen}),
        "postadres": Gegeven("postadres", {buiten.naam: buiten}),
    }
    for code, context in ((BESTUUR, "ALGEMEEN"), ("110A133", "ALGEMEEN"), ("110A133", "LEERPLICHT")):
        post = hulp_contact.periode(BEGIN, **velden)
        deel = hulp_contact.contact(post, eenheid=code, soort=context, nummer="7")
        yield Levering("aanleveren_contactadres", {"contactadres": deel}, code=f"{code}/{context}/7")
