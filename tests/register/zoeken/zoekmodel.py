"""Random organisations, and what a search for them must give: the order of zoeken_organisaties in a few lines."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.regels.folding import gevouwen

DAGEN = tuple(date(jaar, 8, 1) for jaar in (2000, 2010, 2020, 2024, 2028))
WOORDEN = (
    "Sint",
    "Jan",
    "Jansschool",
    "de",
    "De Wég",
    "School",
    "Scholen",
    "'t Hóf",
    "O.B.S.",
    "IJssel",
    "ĳssel",
    "12",
)
PLAATSEN = ("Ede", "'s-Hertogenbosch", "Den Haag", "Wég", "School", "Haag")
POSTCODES = ("6711AB", "6711AC", "5211ZZ", "1201AA")


@dataclass
class Ding:
    """An object with all that is known of it; periods are (begin, end, value)."""

    objecttype: str
    sleutel: str
    begin: date
    einde: date | None
    code: str
    namen: list[tuple[date, str, str | None]] = field(default_factory=list)
    nummers: list[str] = field(default_factory=list)
    adressen: list[tuple[date, date | None, str, str]] = field(default_factory=list)

    def naam(self, dag: date) -> str:
        """The name by which it is shown and sorted on a day."""
        if self.objecttype == "ONDERWIJSLOCATIE":
            return kern(f"{self.adressen[0][3]} 1, {self.adressen[0][2]}")
        return next((kern(naam) for begin, naam, _ in reversed(self.namen) if begin <= dag), "")

    def rang(self, term: str, dag: date) -> int | None:
        """Why a term finds it; None when it does not."""
        heel, code = kern(term), kern(term).replace(" ", "")
        alle = {kern(naam) for _, *namen in self.namen for naam in namen if naam}
        hier = [(kern(p), kern(pc)) for b, e, p, pc in self.adressen if b <= dag and (e is None or dag < e)]
        redenen = (
            kern(self.code).replace(" ", "") == code,
            code in (kern(nummer).replace(" ", "") for nummer in self.nummers),
            heel in alle,
            any(naam.startswith(heel) for naam in alle),
            any(all(any(n.startswith(w) for n in naam.split()) for w in heel.split()) for naam in alle),
            heel in (plaats for plaats, _ in hier),
            len(code) in (4, 6) and code[:4].isdigit() and any(pc.startswith(code) for _, pc in hier),
        )
        return next((rang for rang, reden in enumerate(redenen, 1) if reden), None)


@cache
def kern(tekst: str) -> str:
    """A text as search compares it: folded, letters and digits only."""
    return " ".join("".join(teken if teken.isalnum() else " " for teken in gevouwen(tekst)).split())


def verwacht(dingen: Sequence[Ding], term: str, dag: date, *, ook_beeindigd: bool) -> list[tuple[int, str, str]]:
    """Rank, kind and key of what a term finds, in order."""
    gevonden = [
        (rang, ding.naam(dag), ding.sleutel, ding.objecttype)
        for ding in dingen
        if ding.begin <= dag and (ook_beeindigd or ding.einde is None or dag < ding.einde)
        if (rang := ding.rang(term, dag)) is not None
    ]
    return [(rang, type_, sleutel) for rang, _, sleutel, type_ in sorted(gevonden)]


def vragen(toeval: random.Random, dingen: Sequence[Ding]) -> Iterator[str]:
    """Terms: names and parts of them, codes, numbers and places, in other writing; and what is none of it."""
    while True:
        ding = toeval.choice(dingen)
        uit = [ding.code, *ding.nummers, *(n for _, *namen in ding.namen for n in namen if n), toeval.choice(PLAATSEN)]
        uit += [toeval.choice(POSTCODES), toeval.choice(POSTCODES)[:4], toeval.choice(WOORDEN), 'zo"n*', "a AND b:c"]
        tekst = toeval.choice(uit)
        delen = tekst.split()
        toeval.shuffle(delen)
        begin = toeval.randint(1, len(tekst))
        yield toeval.choice((tekst, tekst.upper(), " ".join(delen), tekst[:begin], f"({tekst.lower()})!"))


def maak(toeval: random.Random, aantal: int) -> list[Ding]:
    """Besturen, instellingserkenningen and locaties; two may have anything but their code in common."""
    return [_maak_een(toeval, nummer) for nummer in range(aantal)]


def _maak_een(toeval: random.Random, nummer: int) -> Ding:
    begin, *later = sorted(toeval.sample(DAGEN[:4], toeval.randint(1, 3)))
    einde = toeval.choice((None, None, DAGEN[4], *later))
    naam = lambda: " ".join(toeval.choices(WOORDEN, k=toeval.randint(1, 3)))  # noqa: E731  # short, and used here only
    adres = toeval.choice(PLAATSEN), toeval.choice(POSTCODES)
    if nummer % 3 == 0:
        kvk, rsin = f"{nummer % 7:08d}", f"{nummer % 11:09d}"
        namen = [(dag, naam(), None) for dag in (begin, *later)]
        return Ding("ONDERWIJSBESTUUR", f"{nummer:03d}B001", begin, einde, f"{nummer:03d}B001", namen, [kvk, rsin])
    if nummer % 3 == 1:
        code = f"{nummer:02d}AB"
        namen = [(dag, naam(), naam() if toeval.random() < 0.5 else None) for dag in (begin, *later)]
        weg = later[0] if later else None
        adressen = [(begin, weg, *adres), *((dag, None, toeval.choice(PLAATSEN), adres[1]) for dag in later[:1])]
        sleutel = f"OCW/ERKENDE_ONDERWIJSINSTELLING/{code}"
        return Ding("INSTELLINGSERKENNING", sleutel, begin, einde, code, namen, [f"{nummer % 7:08d}"], adressen)
    code = f"{nummer:03d}X001"
    return Ding("ONDERWIJSLOCATIE", code, begin, einde, code, [], [f"Sleutel-{nummer % 5}"], [(begin, None, *adres)])


def schrijf(session: Session, dingen: Sequence[Ding]) -> None:
    """Put the objects into the register, as rows; the index is not told."""
    bestuur = {"code": "999B999", "soort": "BESTUUR", "begindatum": DAGEN[0], "stand": Gegeven("onderwijsbestuur", {})}
    session.execute(sa.insert(model.organisatorische_eenheid), bestuur)
    for ding in dingen:
        for tabel, rij in _rijen(ding):
            session.execute(sa.insert(tabel), rij)


def _rijen(ding: Ding) -> Iterator[tuple[sa.Table, dict[str, Any]]]:
    duur = {"begindatum": ding.begin, "einddatum": ding.einde}
    if ding.objecttype == "ONDERWIJSBESTUUR":
        perioden = [
            Gegeven("onderwijsbestuurPeriode", {"begindatum": dag, "naam": naam}) for dag, naam, _ in ding.namen
        ]
        stand = Gegeven("onderwijsbestuur", {"onderwijsbestuurPeriode": [*perioden]})
        kvk, rsin = ding.nummers
        rij = {"code": ding.code, "soort": "BESTUUR", "kvk_nummer": kvk, "rsin": rsin, "stand": stand}
        yield model.organisatorische_eenheid, {**rij, **duur}
    elif ding.objecttype == "INSTELLINGSERKENNING":
        rij = {"erkenner": "OCW", "soort": "ERKENDE_ONDERWIJSINSTELLING", "code": ding.code, "stand": _erkenning(ding)}
        yield model.instellingserkenning, {**rij, **duur}
    else:
        _, _, plaats, postcode = ding.adressen[0]
        stand = Gegeven("onderwijslocatie", {"postcode": postcode, "huisnummer": 1, "plaatsnaam": plaats})
        yield model.onderwijslocatie, {"code": ding.code, "postcode": postcode, "huisnummer": 1, "stand": stand}
        gebruik = {"bestuur": "999B999", "locatie": ding.code, "eigen_sleutel": ding.nummers[0]}
        yield model.onderwijslocatiegebruik, {**gebruik, "stand": Gegeven("onderwijslocatiegebruik", {}), **duur}


def _erkenning(ding: Ding) -> Gegeven:
    perioden: list[Gegeven] = []
    for dag, lang, kort in ding.namen:
        namen: dict[str, Waarde] = {"begindatum": dag, "naamLang": lang, **({"naamKort": kort} if kort else {})}
        perioden.append(Gegeven("erkendeOnderwijsinstellingPeriode", namen))
    adressen: list[Gegeven] = []
    for begin, einde, plaats, postcode in ding.adressen:
        adres = Gegeven("binnenlandsAdres", {"postcode": postcode, "plaatsnaam": plaats})
        dagen: dict[str, Waarde] = {"begindatum": begin, **({"einddatum": einde} if einde else {})}
        adressen.append(Gegeven("formeelInstellingsadres", {**dagen, "binnenlandsAdres": adres}))
    velden: dict[str, Waarde] = {"kVKnummer": ding.nummers[0], "erkendeOnderwijsinstellingPeriode": [*perioden]}
    return Gegeven("erkendeOnderwijsinstelling", {**velden, "formeelInstellingsadres": [*adressen]})
