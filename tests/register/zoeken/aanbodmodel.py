"""Random offers, and what a search for them must give: the rules of zoeken_aangebodenOpleidingen in a few lines."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.aanbod.leveringen import aanbodrij
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.regels.afstand import Ligging, kilometers
from rio_soap.register.regels.folding import gevouwen, woorden
from tests.register.erkende import erkenningrij
from tests.register.hulp_aanbod import MET_COHORTEN, SOORTEN, cohort
from tests.register.hulp_aanbod import periode as aanbodperiode

DAGEN = tuple(date(jaar, maand, 1) for jaar in (2024, 2025, 2026, 2027) for maand in (2, 9))
NAMEN = ("Wiskunde", "Wis- en Natuurkunde", "Ángst", "angst-kunde", "Zorg", "zorg (BBL)", "B Nursing", "日本語", "!")
PLAATSEN = ("Ede", "'s-Hertogenbosch", "Wég")
POSTCODES = ("6711AB", "6711AC", "6712AB", "5211ZZ")
NIVEAUS = ("HBO-BA", "WO-MA", "VO-HAVO", "VO-VWO")
AANBIEDERS = ("110A133", "201A001", "201A002")
SECTOR = {
    "Particuliere": "NFO",
    "BO": "BO",
    "HO": "HO",
    "Mbo": "MBO",
    "SO": "SO",
    "Vavo": "VAVO",
    "VO": "VO",
    "VSO": "VSO",
}
_DAG = timedelta(days=1)


@dataclass
class Aanbod:
    """An offer with all that is known of it."""

    code: str
    soort: str
    aanbieder: str
    eenheid: str
    locatie: str | None
    begin: date
    einde: date | None
    niveau: str | None
    perioden: list[tuple[date, dict[str, str]]]
    cohorten: list[tuple[str, date, date | None]]

    @property
    def sector(self) -> str:
        """Of the file that has it."""
        return SECTOR[self.soort.removesuffix("sonderdeel").removesuffix("Opleiding")]

    def neemt_aan(self, dag: date) -> bool:
        """Whether it takes applications."""
        return any(s == "O" and b <= dag and (e is None or dag <= e) for s, b, e in self.cohorten)


@dataclass
class Aanbodwereld:
    """Offers and what they refer to; periods are (begin, fields)."""

    eenheden: dict[str, tuple[list[str], list[tuple[date, dict[str, str]]]]] = field(default_factory=dict)
    locaties: dict[str, tuple[str | None, str | None, Ligging | None]] = field(default_factory=dict)
    erkend: dict[str, list[str]] = field(default_factory=dict)
    aanbod: list[Aanbod] = field(default_factory=list)

    def zoek(self, vraag: dict[str, Any]) -> list[tuple[str, Decimal | None]]:
        """Codes in order, with the distance."""
        dag = vraag["peildatum"]
        gevonden = []
        for een in self.aanbod:
            afstand = self._afstand(een, vraag)
            nabij = "straal" not in vraag or (afstand is not None and afstand <= vraag["straal"])
            geldig = een.begin <= dag and (een.einde is None or dag < een.einde)
            if nabij and geldig and self._past(een, vraag, dag):
                gevonden.append((afstand or 0, self._naam(een, dag), een.aanbieder, een.code, afstand))
        return [(code, afstand) for *_, code, afstand in sorted(gevonden, key=lambda rij: rij[:4])]

    def _past(self, een: Aanbod, vraag: dict[str, Any], dag: date) -> bool:
        niveaus, namen = self.eenheden[een.eenheid]
        plaats, postcode, _ = self.locaties.get(een.locatie or "", (None, None, None))
        term = woorden(vraag.get("zoekterm", ""))
        alle = [naam for perioden in (een.perioden, namen) for naam in _op(perioden, dag, vroeger=False).values()]
        return (
            vraag.get("sector", een.sector) == een.sector
            and (vraag.get("opleidingsniveau") in (None, *([een.niveau] if een.niveau else niveaus)))
            and een.eenheid in self.erkend.get(vraag.get("erkenning", ""), [een.eenheid])
            and vraag.get("onderwijsaanbiedercode", een.aanbieder) == een.aanbieder
            and ("straal" in vraag or _ter_plaatse(vraag, plaats, postcode))
            and ("aanmeldenOp" not in vraag or een.neemt_aan(vraag["aanmeldenOp"]))
            and (not term or any(all(any(w.startswith(t) for w in woorden(naam)) for t in term) for naam in alle))
        )

    def _naam(self, een: Aanbod, dag: date) -> str:
        eigen = _op(een.perioden, dag).get("eigenNaamAangebodenOpleiding", "")
        return " ".join(woorden(eigen) or woorden(_op(self.eenheden[een.eenheid][1], dag)["naamLang"]))

    def _afstand(self, een: Aanbod, vraag: dict[str, Any]) -> Decimal | None:
        ligging = self.locaties.get(een.locatie or "", (None, None, None))[2]
        if "straal" not in vraag or ligging is None:
            return None
        daar = [g for p, pc, g in self.locaties.values() if g is not None and _ter_plaatse(vraag, p, pc)]
        if not daar:
            return None
        gemiddeld = Ligging(*(sum(kant) / len(daar) for kant in zip(*daar, strict=True)))
        return kilometers(gemiddeld, ligging)


def _ter_plaatse(vraag: dict[str, Any], plaats: str | None, postcode: str | None) -> bool:
    daar = "plaatsnaam" not in vraag or (plaats is not None and gevouwen(vraag["plaatsnaam"]) == gevouwen(plaats))
    return daar and (postcode or "").startswith(vraag.get("postcode", ""))


def _op(perioden: list[tuple[date, dict[str, str]]], dag: date, *, vroeger: bool = True) -> dict[str, str]:
    """The fields of the period of a day; before the first those of that one, or none."""
    geldend = [velden for begin, velden in sorted(perioden, key=lambda p: p[0]) if begin <= dag]
    return geldend[-1] if geldend else min(perioden, key=lambda p: p[0])[1] if vroeger else {}


def maak(toeval: random.Random, hoeveel: int) -> Aanbodwereld:
    """A world of so many offers."""
    wereld = Aanbodwereld()
    for n in range(8):
        niveaus = toeval.sample(NIVEAUS, k=toeval.choice((0, 1, 1, 1, 2)))
        namen = [
            {"naamLang": toeval.choice(NAMEN), **({"naamKort": toeval.choice(NAMEN)} if toeval.random() < 0.3 else {})}
            for _ in range(toeval.randint(1, 3))
        ]
        wereld.eenheden[f"600{n}O0001"] = (
            niveaus,
            list(zip(sorted(toeval.sample(DAGEN, len(namen))), namen, strict=True)),
        )
    for n in range(9):
        ligging = Ligging(52_000_000 + toeval.randrange(90_000), 5_600_000 + toeval.randrange(90_000))
        plaats, postcode = toeval.choice((*PLAATSEN, None)), toeval.choice((*POSTCODES, None))
        wereld.locaties[f"60{n}X001"] = plaats, postcode, ligging if toeval.random() < 0.85 else None
    wereld.erkend = {f"3400{n}": toeval.sample(sorted(wereld.eenheden), k=n) for n in range(1, 4)}
    wereld.aanbod = [
        _aanbod(toeval, wereld, f"{toeval.getrandbits(32):08x}-1111-4000-8000-{n:012}") for n in range(hoeveel)
    ]
    return wereld


def _aanbod(toeval: random.Random, wereld: Aanbodwereld, code: str) -> Aanbod:
    soort, begin = toeval.choice(SOORTEN), toeval.choice(DAGEN[:5])
    eigen = ("eigenNaamAangebodenOpleiding", "eigenNaamInternationaal")
    perioden = [
        (dag, {naam: toeval.choice(NAMEN) for naam in eigen if toeval.random() < 0.4})
        for dag in {begin, toeval.choice(DAGEN)}
    ]
    open_ = [
        (toeval.choice("OOG"), dag, toeval.choice((None, dag - _DAG, dag, dag + 40 * _DAG, dag + 200 * _DAG)))
        for dag in toeval.sample(DAGEN, k=toeval.choice((0, 1, 1, 2, 3)))
    ]
    return Aanbod(
        code,
        soort,
        toeval.choice(AANBIEDERS),
        toeval.choice(sorted(wereld.eenheden)),
        toeval.choice((*sorted(wereld.locaties), None)),
        begin,
        toeval.choice((None, None, begin + 400 * _DAG)),
        toeval.choice((*NIVEAUS, None)) if soort == "ParticuliereOpleiding" else None,
        perioden,
        open_ if soort in MET_COHORTEN else [],
    )


def leg_vast(session: Session, wereld: Aanbodwereld) -> None:
    """Write the objects, without anything by which they are found."""
    for code in AANBIEDERS[1:]:
        periode = Gegeven("onderwijsaanbiederPeriode", {"begindatum": DAGEN[0], "naam": code})
        stand = Gegeven("onderwijsaanbieder", {"onderwijsaanbiederPeriode": [periode]})
        rij = {"code": code, "soort": "AANBIEDER", "begindatum": DAGEN[0], "stand": stand}
        session.execute(sa.insert(model.organisatorische_eenheid), rij)
    for code, (plaats, postcode, ligging) in wereld.locaties.items():
        velden: dict[str, Waarde | None] = {"plaatsnaam": plaats, "postcode": postcode}
        if ligging is not None:
            velden |= {"gpsLatitude": Decimal(ligging[0]) / 10**6, "gpsLongitude": Decimal(ligging[1]) / 10**6}
        stand = Gegeven("onderwijslocatie", {naam: waarde for naam, waarde in velden.items() if waarde is not None})
        session.execute(sa.insert(model.onderwijslocatie), {"code": code, "postcode": postcode, "stand": stand})
    for code, deel in _eenheden(wereld):
        session.execute(sa.insert(model.opleidingseenheid), eenheidrij(code, deel, None, "OCW"))
    for code, eenheden in wereld.erkend.items():
        sleutel = session.execute(sa.insert(model.opleidingserkenning), erkenningrij("ISAT", code)).inserted_primary_key
        assert sleutel is not None
        for eenheid in eenheden:
            rij = {"erkenning": sleutel[0], "eenheid": eenheid}
            session.execute(sa.insert(model.opleidingserkenningrelatie), rij)
    for een in wereld.aanbod:
        session.execute(sa.insert(model.aangeboden_opleiding), aanbodrij(stand_van(een), een.eenheid))


def _eenheden(wereld: Aanbodwereld) -> Iterator[tuple[str, Gegeven]]:
    for code, (niveaus, namen) in wereld.eenheden.items():
        soort = "voOpleidingsfase" if len(niveaus) > 1 else "hoOpleiding"
        velden: dict[str, Waarde] = {
            "begindatum": DAGEN[0],
            "opleidingseenheidPeriode": [Gegeven("", {"begindatum": begin, **deel}) for begin, deel in namen],
        }
        if niveaus:
            velden |= {"niveaus": list[Any](niveaus)} if len(niveaus) > 1 else {"niveau": niveaus[0]}
        yield code, Gegeven(soort, velden)


def stand_van(een: Aanbod) -> Gegeven:
    """An offer as it was delivered."""
    velden: dict[str, Waarde | None] = {
        "aangebodenOpleidingCode": een.code,
        "onderwijsaanbiedercode": een.aanbieder,
        "onderwijslocatiecode": een.locatie,
        "begindatum": een.begin,
        "einddatum": een.einde,
        "niveau": een.niveau,
        "aangebodenOpleidingPeriode": [aanbodperiode(een.soort, begin, **namen) for begin, namen in een.perioden],
        "aangebodenOpleidingCohort": [
            cohort(
                een.soort, str(n), cohortstatus=s, beginAanmeldperiode=b, **({"eindeAanmeldperiode": e} if e else {})
            )
            for n, (s, b, e) in enumerate(een.cohorten)
        ],
    }
    return Gegeven(f"aangeboden{een.soort}", {naam: waarde for naam, waarde in velden.items() if waarde})


def vraag(toeval: random.Random, wereld: Aanbodwereld) -> dict[str, Any]:
    """A random question; `erkenning` is the opleidingscode of an opleidingserkenning."""
    mogelijk: dict[str, Any] = {
        "zoekterm": toeval.choice((*NAMEN[:-1], "wis", "KUNDE", "kunde wis", "zorg b", "nurs", "angst k", "日本")),
        "sector": toeval.choice(sorted(SECTOR.values())),
        "opleidingsniveau": toeval.choice(NIVEAUS),
        "erkenning": toeval.choice(sorted(wereld.erkend)),
        "onderwijsaanbiedercode": toeval.choice(AANBIEDERS),
        "plaatsnaam": toeval.choice(("EDE", "s hertogenbosch", "weg", "Elders")),
        "postcode": toeval.choice(("6711", "6711AB", "6712", "5211ZZ", "9999")),
    }
    gevraagd = {naam: mogelijk[naam] for naam in toeval.sample(sorted(mogelijk), k=toeval.choice((1, 1, 1, 2, 2, 3)))}
    if {"plaatsnaam", "postcode"} & gevraagd.keys() and toeval.random() < 0.6:
        gevraagd["straal"] = toeval.choice((1, 3, 5, 10, 100))
    if toeval.random() < 0.4:
        gevraagd["aanmeldenOp"] = toeval.choice(DAGEN) + toeval.choice((-1, 0, 0, 1, 40, 41)) * _DAG
    gevraagd["peildatum"] = toeval.choice(DAGEN) + toeval.choice((-1, 0, 0, 1)) * _DAG
    return gevraagd
