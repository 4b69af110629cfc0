"""A small world of institutions: it makes deliveries and says beforehand, from memory, what the register must answer.

The model knows existence, authorisation, references (N04810, P01810), the relation matrix, the kinds of units under
what rests on them, and periods within periods. `geschonden` says of the whole which rule of the controles does not
hold, without asking what came before: after any approved delivery none may.
Each message is right by itself; what one message alone can have wrong is for the tests of the codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Waarde
from tests.register import hulp_aanbod, hulp_organisatie
from tests.register.hulp import BUUR, HANZE, NU, VREEMD, eenheid, kenmerk, periode, relatie
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR

Lever = Callable[[str, str, Mapping[str, Waarde]], tuple[list[str], Mapping[str, Any]]]
"""Operation, OIN of the sender and fields to the codes of the refusal (none: approved) and what the answer adds."""

VANDAAG = NU.date()
BEGINNEN = (date(2021, 9, 1), date(2023, 9, 1), date(2025, 9, 1))
EINDEN = (None, date(2026, 9, 1), date(2027, 9, 1), date(2029, 9, 1))
"""Of what is delivered; one end is before today."""
EERSTEN = (None, *BEGINNEN)
AFZENDERS: Mapping[str, str | None] = {HANZE: BESTUUR, BUUR: BUURBESTUUR, VREEMD: None}
"""Senders with their bestuur."""
BRIN = {BESTUUR: "25BE", BUURBESTUUR: "26ZZ"}
SOORTEN = ("OPLEIDING", "VARIANT", "hoOnderwijseenheid", "hoOnderwijseenhedencluster", "particuliereOpleiding")
"""Kinds of unit: two of hoOpleiding by their soort, two parts, and one that is related to nothing."""
ZONDER_VERBAND = "particuliereOpleiding"
LOCATIES = ("107X215", "107X216", "999X999")
AANBODCODES = tuple(f"33333333-0000-4000-8000-{n:012d}" for n in range(8))
ONBEKEND = "9999O9999"


@dataclass
class Leven:
    """What the rules compare of an object."""

    begin: date
    einde: date | None
    eigenaar: str = ""
    soort: str = ""
    eenheid: str = ""
    eerste: date | None = None
    tie: date | None = None
    """Begin of the tie of an aanbieder to its bestuur, which stays."""


def tijdig(binnen: date | None, buiten: date | None) -> bool:
    """Whether an end is not later than another; None is later than all."""
    return buiten is None or (binnen is not None and binnen <= buiten)


def verband(een: str, ander: str) -> tuple[str, str, str] | None:
    """The relation of two kinds: from, to and soort; None when there is none."""
    rang = ("hoOnderwijseenheid", "hoOnderwijseenhedencluster", "VARIANT", "OPLEIDING")
    if een == ander or ZONDER_VERBAND in (een, ander):
        return None
    laag, hoog = sorted((een, ander), key=rang.index)
    return laag, hoog, "VARIANT_VAN" if laag == "VARIANT" else "HIERARCHISCH"


def past(aanbod: Leven, om: Leven) -> bool:
    """Whether an offer lies within what it is offered of or by."""
    return (aanbod.eerste is None or aanbod.eerste >= om.begin) and tijdig(aanbod.einde, om.einde)


def wanneer(*codes: tuple[str, bool]) -> list[str]:
    """The codes whose fault is there, in order; the first of existence or authorisation is the last."""
    uit: list[str] = []
    for code, fout in codes:
        if fout:
            uit.append(code)
            if code[0] == "A":
                break
    return uit


@dataclass
class Wereld:
    """What a register should hold after some deliveries, by rules that are written here once more.

    :param lever: delivers, really; the model is compared with what it gives.
    :param nummer: of the last change, which is written into what is delivered so that no two are equal.
    :param aanvaard: how many were approved.
    """

    lever: Lever
    eenheden: dict[str, Leven] = field(default_factory=dict)
    relaties: dict[tuple[frozenset[str], date], date | None] = field(default_factory=dict)
    aanbieders: dict[str, Leven] = field(default_factory=dict)
    aanbod: dict[str, Leven] = field(default_factory=dict)
    gebruik: dict[tuple[str, str], Leven] = field(default_factory=dict)
    nummer: int = 0
    aanvaard: int = 0

    def _doe(
        self, operatie: str, oin: str, velden: Mapping[str, Waarde], verwacht: list[str]
    ) -> Mapping[str, Any] | None:
        """Deliver; what the answer adds, None for a refusal. AssertionError when the register says otherwise."""
        self.nummer += 1
        codes, gegevens = self.lever(operatie, oin, velden)
        assert list(dict.fromkeys(codes)) == verwacht, (operatie, oin, dict(velden))
        self.aanvaard += not codes
        return None if codes else gegevens

    # opleidingseenheden

    def lever_eenheid(self, oin: str, code: str | None, soort: str, begin: date, einde: date | None) -> str | None:
        """A new unit, or a known one with other dates; gives its code when approved."""
        oud = self.eenheden.get(code or "")
        bestuur = AFZENDERS[oin]
        nieuw = Leven(begin, einde, oud.eigenaar if oud is not None else str(bestuur), soort)
        vreemd = bestuur != nieuw.eigenaar or bestuur is None
        anders = oud is not None and oud.soort != soort
        rust = any(a.eenheid == code for a in self.aanbod.values()) or any(code in paar for paar, _ in self.relaties)
        verwacht = wanneer(
            ("A01070", code is not None and oud is None),
            ("A01072", anders and not vreemd and self._verbreekt(str(code), soort)),
            ("AUT401", vreemd),
            ("N09450", anders and rust),
            ("P01410", any(a.eenheid == code and not past(a, nieuw) for a in self.aanbod.values())),
            ("P01430", any(code in paar and not self._binnen(b, e, nieuw) for (paar, b), e in self.relaties.items())),
        )
        element = soort if soort.startswith(("hoOnderwijs", ZONDER_VERBAND)) else "hoOpleiding"
        naam = periode(element, begin, naamLang=f"Eenheid {self.nummer}")
        deel = eenheid(element, code=code, begin=begin, einde=einde, variant=soort, perioden=[naam])
        gegevens = self._doe("aanleveren_opleidingseenheid", oin, {"opleidingseenheid": deel}, verwacht)
        if gegevens is None:
            return None
        uit = str(gegevens["opleidingseenheidcode"])
        assert uit == code or uit not in self.eenheden
        self.eenheden[uit] = nieuw
        return uit

    def verwijder_eenheid(self, oin: str, code: str) -> None:
        """Remove a unit, if nothing refers to it."""
        oud = self.eenheden.get(code)
        verwijzing = any(a.eenheid == code for a in self.aanbod.values()) or any(code in p for p, _ in self.relaties)
        verwacht = wanneer(
            ("A01070", oud is None),
            ("AUT401", oud is not None and oud.eigenaar != AFZENDERS[oin]),
            ("P01810", verwijzing),
        )
        if self._doe("verwijderen_opleidingseenheid", oin, {"opleidingseenheidcode": code}, verwacht) is not None:
            del self.eenheden[code]

    def _verbreekt(self, code: str, soort: str) -> bool:
        """Whether a relation of a unit could not be registered so any more if the unit were of another kind."""
        oud = self.eenheden[code].soort
        for paar, _ in self.relaties:
            if code in paar:
                ander = self.eenheden[next(iter(paar - {code}))].soort
                was, wordt = verband(oud, ander), verband(soort, ander)
                assert was is not None
                if wordt is None or (wordt[0] == soort, wordt[2]) != (was[0] == oud, was[2]):
                    return True
        return False

    # opleidingsrelaties

    @staticmethod
    def _binnen(begin: date, einde: date | None, om: Leven) -> bool:
        return begin >= om.begin and tijdig(einde, om.einde)

    def _verband(self, codes: tuple[str, str]) -> bool:
        een, ander = (self.eenheden[code].soort for code in codes)
        return verband(een, ander) is not None

    def _relatiefouten(self, oin: str, codes: tuple[str, str], *, leveren: bool) -> list[str]:
        gevonden = [self.eenheden[code] for code in codes if code in self.eenheden]
        return wanneer(
            ("A01070", len(gevonden) < 2),
            ("A01072", leveren and len(gevonden) == 2 and not self._verband(codes)),
            ("AUT401", AFZENDERS[oin] not in {eenheid_.eigenaar for eenheid_ in gevonden}),
        )

    def lever_relatie(self, oin: str, codes: tuple[str, str], begin: date, einde: date | None) -> None:
        """Relate two units, or change the end of their relation; two different codes."""
        paar = frozenset(codes)
        verwacht = self._relatiefouten(oin, codes, leveren=True)
        if not verwacht:
            anders = [
                (b, e)
                for (p, b), e in self.relaties.items()
                if p == paar and b != begin and (einde is None or b < einde) and (e is None or begin < e)
            ]
            binnen = all(self._binnen(begin, einde, self.eenheden[code]) for code in codes)
            verwacht = wanneer(("P04050", bool(anders)), ("P04410", not binnen))
        velden: dict[str, Waarde] = {"opleidingsrelatie": relatie(*codes, begin, einde)}
        if self._doe("aanleveren_opleidingsrelatie", oin, velden, verwacht) is not None:
            self.relaties[paar, begin] = einde

    def verwijder_relatie(self, oin: str, codes: tuple[str, str], begin: date) -> None:
        """Remove the relation that begins on a day."""
        sleutel = frozenset(codes), begin
        verwacht = self._relatiefouten(oin, codes, leveren=False) or wanneer(("RS0010", sleutel not in self.relaties))
        velden: dict[str, Waarde] = {"opleidingseenheidcode": list(codes), "begindatum": begin}
        if self._doe("verwijderen_opleidingsrelatie", oin, velden, verwacht) is not None:
            del self.relaties[sleutel]

    # onderwijsaanbieders

    def lever_aanbieder(self, oin: str, bestuur: str, code: str | None, begin: date, einde: date | None) -> str | None:
        """A new onderwijsaanbieder, or a known one with other dates; gives its code when approved."""
        oud = self.aanbieders.get(code or "")
        tie = oud.tie if oud is not None else begin
        assert tie is not None
        nieuw = Leven(begin, einde, bestuur, tie=tie)
        verwacht = wanneer(("N09440", code is not None and oud is None)) or wanneer(
            ("AUT401", bestuur != AFZENDERS[oin] or (oud is not None and oud.eigenaar != bestuur)),
            ("N04420", tie < begin),
            ("N04430", any(a.eigenaar == code and not past(a, nieuw) for a in self.aanbod.values())),
            ("N07010", einde is not None and einde <= tie),
        )
        deel = hulp_organisatie.aanbieder(
            code=code, begin=begin, einde=einde, relaties=[hulp_organisatie.juridisch(BRIN[bestuur], begin, einde)]
        )
        deel.velden["onderwijsaanbiederPeriode"][0].velden["naam"] = f"School {self.nummer}"  # type: ignore[index,union-attr]
        velden: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, deel.naam: deel}
        gegevens = self._doe("aanleveren_onderwijsaanbieder", oin, velden, verwacht)
        if gegevens is None:
            return None
        uit = str(gegevens["onderwijsaanbiedercode"])
        assert uit == code or uit not in self.aanbieders
        self.aanbieders[uit] = nieuw
        return uit

    def verwijder_aanbieder(self, oin: str, code: str) -> None:
        """Remove an onderwijsaanbieder, if it has no offers."""
        oud = self.aanbieders.get(code)
        verwacht = wanneer(("N09440", oud is None)) or wanneer(
            ("AUT401", oud is not None and oud.eigenaar != AFZENDERS[oin]),
            ("N04810", any(a.eigenaar == code for a in self.aanbod.values())),
        )
        if self._doe("verwijderen_onderwijsaanbieder", oin, {"onderwijsaanbiedercode": code}, verwacht) is not None:
            del self.aanbieders[code]

    # aangeboden opleidingen

    def _mag(self, oin: str, code: str) -> bool:
        """Whether the sender manages an aanbieder today; the tie ends with the aanbieder."""
        leven = self.aanbieders.get(code)
        if leven is None:
            return True  # left to N09440
        assert leven.tie is not None
        return leven.eigenaar == AFZENDERS[oin] and leven.tie <= VANDAAG and not tijdig(leven.einde, VANDAAG)

    def lever_aanbod(
        self, oin: str, code: str, aanbieder: str, eenheid_: str, eerste: date | None, einde: date | None
    ) -> None:
        """An offer, new or changed."""
        oud, nieuw = self.aanbod.get(code), Leven(BEGINNEN[0], einde, aanbieder, "", eenheid_, eerste)
        onder, van = self.aanbieders.get(aanbieder), self.eenheden.get(eenheid_)
        verwacht = wanneer(
            ("A01070", van is None),
            ("AUT401", not (self._mag(oin, aanbieder) and (oud is None or self._mag(oin, oud.eigenaar)))),
            ("N09410", van is not None and not past(nieuw, van)),
            ("N09430", onder is not None and not past(nieuw, onder)),
            ("N09440", onder is None),
            ("N09450", oud is not None and (oud.eigenaar, oud.eenheid) != (aanbieder, eenheid_)),
        )
        website = kenmerk("website", f"https://voorbeeld.nl/{self.nummer}")
        deel = hulp_aanbod.aanbod(
            code=code,
            eenheid=eenheid_,
            einde=einde,
            onderwijsaanbiedercode=aanbieder,
            begindatum=BEGINNEN[0],
            aangebodenOpleidingPeriode=[hulp_aanbod.periode("HOOpleiding", BEGINNEN[0], website)],
            aangebodenOpleidingCohort=[hulp_aanbod.cohort(vastInstroommoment=_vast(BEGINNEN[0]))],
            **({"eersteInstroomDatum": eerste} if eerste else {}),  # type: ignore[arg-type]
        )
        if self._doe("aanleveren_aangebodenOpleiding", oin, {"aangebodenOpleiding": deel}, verwacht) is not None:
            self.aanbod[code] = nieuw

    def verwijder_aanbod(self, oin: str, code: str) -> None:
        """Remove an offer."""
        oud = self.aanbod.get(code)
        verwacht = wanneer(("A01020", oud is None), ("AUT401", oud is not None and not self._mag(oin, oud.eigenaar)))
        if self._doe("verwijderen_aangebodenOpleiding", oin, {"aangebodenOpleidingCode": code}, verwacht) is not None:
            del self.aanbod[code]

    # onderwijslocatiegebruik

    def lever_gebruik(self, oin: str, bestuur: str, locatie: str, begin: date, einde: date | None) -> None:
        """The use of a location by its code, new or changed."""
        verwacht = wanneer(("A01060", locatie == LOCATIES[-1]), ("AUT401", bestuur != AFZENDERS[oin]))
        sleutel = f"gebruik {self.nummer}"
        deel = hulp_organisatie.gebruik(locatie, bestuur=bestuur, begin=begin, einde=einde, sleutel=sleutel)
        velden: dict[str, Waarde] = {"onderwijslocatiegebruik": deel}
        if self._doe("aanleveren_onderwijslocatiegebruik", oin, velden, verwacht) is not None:
            self.gebruik[bestuur, locatie] = Leven(begin, einde, bestuur)

    def verwijder_gebruik(self, oin: str, bestuur: str, locatie: str) -> None:
        """Remove the use of a location."""
        verwacht = wanneer(
            ("A01060", locatie == LOCATIES[-1]),
            ("A01130", (bestuur, locatie) not in self.gebruik),
            ("AUT401", bestuur != AFZENDERS[oin]),
        )
        velden: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": locatie}
        if self._doe("verwijderen_onderwijslocatiegebruik", oin, velden, verwacht) is not None:
            del self.gebruik[bestuur, locatie]

    # what must hold of the whole

    def geschonden(self) -> list[str]:
        """The rules that do not hold between what stands, each by the code that would refuse it; none may."""
        fout = [
            *(("A01070", a.eenheid not in self.eenheden) for a in self.aanbod.values()),
            *(("N09440", a.eigenaar not in self.aanbieders) for a in self.aanbod.values()),
            *(("A01070", not paar <= self.eenheden.keys()) for paar, _ in self.relaties),
            *(("A01072", not self._verband(tuple(paar))) for paar, _ in self.relaties),  # type: ignore[arg-type]
            *(("N09410", not past(a, self.eenheden[a.eenheid])) for a in self.aanbod.values()),
            *(("N09430", not past(a, self.aanbieders[a.eigenaar])) for a in self.aanbod.values()),
            *(("N04420", (a.tie or a.begin) < a.begin) for a in self.aanbieders.values()),
        ]
        for (paar, begin), einde in self.relaties.items():
            fout += [("P04410", not self._binnen(begin, einde, self.eenheden[code])) for code in paar]
            fout += [
                ("P04050", p == paar and b != begin and (einde is None or b < einde) and (e is None or begin < e))
                for (p, b), e in self.relaties.items()
            ]
        return [code for code, is_fout in fout if is_fout]

    # choices

    def wijzig(self, kies: Callable[[Iterable[Any]], Any]) -> None:
        """One delivery or removal; everything in it is chosen by `kies` from what may be.

        Known objects, and senders that may, go before others: most changes must be approved.
        """
        oin = kies((HANZE, HANZE, HANZE, BUUR, BUUR, VREEMD))
        bestuur = AFZENDERS[oin] or BESTUUR
        begin = kies(BEGINNEN)
        einde = kies([dag for dag in EINDEN if dag is None or dag > begin])
        eigen = [code for code, leven in self.eenheden.items() if leven.eigenaar == bestuur]
        scholen = [code for code, leven in self.aanbieders.items() if leven.eigenaar == bestuur]
        een, ander = kies([*eigen, *self.eenheden, ONBEKEND]), kies([*self.eenheden, ONBEKEND, "9999O9998"])
        school = kies([*scholen, *scholen, *self.aanbieders, "999A999"])
        vreemd = kies((bestuur, bestuur, bestuur, BESTUUR, BUURBESTUUR))
        daad = kies(
            ("eenheid",) * 3 + ("relatie",) * 3 + ("aanbieder",) * 3 + ("aanbod",) * 6 + ("gebruik",) * 2 + ("weg",) * 5
        )
        if daad == "eenheid":
            self.lever_eenheid(oin, kies((None, een)) if len(eigen) < 5 else een, kies(SOORTEN), begin, einde)
        elif daad == "relatie" and een != ander:
            self.lever_relatie(oin, (een, ander), begin, einde)
        elif daad == "aanbieder":
            self.lever_aanbieder(oin, vreemd, kies((None, school)) if len(scholen) < 3 else school, begin, einde)
        elif daad == "aanbod":
            eerste = kies([dag for dag in EERSTEN if dag is None or einde is None or dag < einde])
            self.lever_aanbod(oin, kies(AANBODCODES), school, een, eerste, einde)
        elif daad == "gebruik":
            self.lever_gebruik(oin, vreemd, kies(LOCATIES), begin, einde)
        elif daad == "weg":
            self._verwijder_iets(kies, oin, een, ander, school)

    def _verwijder_iets(
        self, kies: Callable[[Iterable[Any]], Any], oin: str, een: str, ander: str, school: str
    ) -> None:
        wat = kies(("eenheid", "relatie", "aanbieder", "aanbod", "gebruik"))
        if wat == "eenheid":
            self.verwijder_eenheid(oin, een)
        elif wat == "relatie":
            bekend = [(*sorted(paar), begin) for paar, begin in self.relaties]
            eerste, tweede, begin = kies([*bekend, (een, ander, BEGINNEN[0])])
            self.verwijder_relatie(oin, (eerste, tweede), begin)
        elif wat == "aanbieder":
            self.verwijder_aanbieder(oin, school)
        elif wat == "aanbod":
            self.verwijder_aanbod(oin, kies([*self.aanbod, AANBODCODES[0]]))
        else:
            self.verwijder_gebruik(oin, *kies([*self.gebruik, (BESTUUR, LOCATIES[0]), (BESTUUR, LOCATIES[-1])]))


def _vast(dag: date) -> Gegeven:
    return Gegeven("vastInstroommoment", {"instroommoment": dag})
