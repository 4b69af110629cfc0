"""A client that only uses the three feeds and the single readings keeps a copy equal to the register."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context
from tests.register.hulp import context
from tests.register.schrijvers import BESTUUR, Schrijvers, aanbieder, aanbod

WIJZIGINGEN = 1000
AANBIEDERS = [f"80{n}A001" for n in range(1, 7)]
LOCATIES = ["107X215", "107X216", "107X217"]
CODES = [f"33333333-0000-4000-8000-{n:012d}" for n in range(40)]


def nu() -> datetime:
    return datetime.now(UTC)


class Echt(Schrijvers):
    """Writers that live at the time of the machine."""

    def context(self) -> Context:
        return context(moment=nu(), klok=nu)


class Muteerder:
    """Random changes of all kinds of object, by the writers."""

    def __init__(self, register: Register, zaad: int) -> None:
        self.schrijvers = Echt(register)
        self.toeval = random.Random(zaad)
        self.aanbod: dict[str, str] = {}

    def wijzig(self, nummer: int) -> None:
        """One change that the rules would allow."""
        soort = self.toeval.random()
        if soort < 0.6:
            self._aanbod(nummer)
        elif soort < 0.8:
            self._aanbieder(nummer)
        else:
            locatie, bestuur = self.toeval.choice(LOCATIES), self.toeval.choice((BESTUUR, "107B213"))
            if self.toeval.random() < 0.4:
                self.schrijvers.verwijder_gebruik(locatie, bestuur)
            else:
                sleutel = {"kenmerknaam": "eigenOnderwijslocatiegebruikSleutel", "kenmerkwaardeTekst": str(nummer)}
                self.schrijvers.zet_gebruik(locatie, bestuur, kenmerken=[Gegeven("kenmerken", sleutel)])

    def _aanbod(self, nummer: int) -> None:
        code = self.toeval.choice(CODES)
        if code in self.aanbod and self.toeval.random() < 0.4:
            self.schrijvers.verwijder_aanbod(code, self.aanbod.pop(code))
            return
        # The aanbieder of an offer never changes; that of one that comes back may be another.
        houder = self.aanbod.setdefault(code, self.toeval.choice(self._aanwezig()))
        sleutel = Gegeven("kenmerken", {"kenmerknaam": "website", "kenmerkwaardeTekst": f"https://x.nl/{nummer}"})
        stand = aanbod(code, onderwijsaanbiedercode=houder)
        stand.velden["aangebodenOpleidingPeriode"][0].velden["kenmerken"] = [sleutel]  # type: ignore[index,union-attr]
        self.schrijvers.zet_aanbod(stand)

    def _aanbieder(self, nummer: int) -> None:
        code = self.toeval.choice(AANBIEDERS[1:])
        if code not in self.aanbod.values() and self.toeval.random() < 0.4:
            self.schrijvers.verwijder_aanbieder(code)
        else:
            self.schrijvers.zet_aanbieder(code, aanbieder(f"School {nummer}"))

    def _aanwezig(self) -> list[str]:
        with self.schrijvers.register.lees() as session:
            tabel = model.organisatorische_eenheid.c
            return sorted(set(session.execute(sa.select(tabel.code).where(tabel.code.in_(AANBIEDERS))).scalars()))


Kopie = dict[tuple[str, ...], bytes]
"""Kind and key of an object to the element with which it was read."""


class Spiegel:
    """The client: it knows the contract, the moment at which its last round began, and its copy."""

    def __init__(self, register: Register, grootte: int) -> None:
        self.register = register
        self.grootte = grootte
        self.sinds = nu() - timedelta(days=1)
        self.kopie: Kopie = {}

    def ronde(self) -> None:
        """Bring the copy up to date."""
        begin = nu()
        houders = {sleutel[1] for sleutel in self.kopie if sleutel[0] == "aanbieder"}
        for (code,) in self._feed("opvragen_gewijzigdeOnderwijsaanbieders", "onderwijsaanbiedercode"):
            houders.add(code)
            self._haal("aanbieder", (code,), "opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": code})
        for houder in sorted(houders):
            feed = "opvragen_gewijzigdeAangebodenOpleidingen", "aangebodenOpleidingCode"
            for (code,) in self._feed(*feed, onderwijsaanbiederCode=houder):
                self._haal("aanbod", (code,), "opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": code})
        velden = "onderwijsbestuurcode", "onderwijslocatiecode"
        for bestuur, locatie in self._feed("opvragen_gewijzigdOnderwijslocatiegebruik", *velden):
            waarden: dict[str, Waarde] = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": locatie}
            self._haal("gebruik", (bestuur, locatie), "opvragen_onderwijslocatiegebruik", waarden)
        self.sinds = begin

    def _feed(self, operatie: str, *sleutels: str, **extra: Waarde) -> Iterator[tuple[str, ...]]:
        pagina = 0
        while True:
            antwoord = vraag(
                self.register,
                operatie,
                {"peildatumtijdMutaties": self.sinds, "pagina": pagina, **extra},
                self.grootte,
            )
            objecten = [e for e in antwoord if etree.QName(e).localname.startswith("gewijzigd")]
            if not objecten:
                return
            for e in objecten:
                yield tuple(str(e.findtext(f"{{*}}{sleutel}")) for sleutel in sleutels)
            pagina += 1

    def _haal(self, soort: str, sleutel: tuple[str, ...], operatie: str, velden: dict[str, Waarde]) -> None:
        antwoord = vraag(self.register, operatie, velden)
        if antwoord.findtext("{*}requestGoedgekeurd") == "true":
            self.kopie[soort, *sleutel] = etree.tostring(antwoord[-1])
        else:
            self.kopie.pop((soort, *sleutel), None)


def vraag(register: Register, operatie: str, velden: dict[str, Waarde], grootte: int = 20) -> etree._Element:
    """The answer of an operation, as the service builds it; a refusal has no more than requestGoedgekeurd."""
    verzoek = Gegeven("verzoek", velden)
    ctx = context(moment=nu(), klok=nu, paginagrootte=grootte)
    with register.lees() as session:
        uitslag = RAADPLEGINGEN[operatie].lees(session, ctx, verzoek)
    kop: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "a",
        "verzendendeInstantie": "DUO",
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-01-01T00:00:00Z",
        "requestGoedgekeurd": uitslag.goedgekeurd,
    }
    element = mapping.schrijf(OPERATIES[operatie], Gegeven("antwoord", kop | uitslag.gegevens))
    if uitslag.goedgekeurd:
        assert schema.is_geldig(element, RAADPLEGEN), schema.bevindingen(element, RAADPLEGEN)
    return element


def inhoud(register: Register) -> Kopie:
    """What the register holds, by its rows, read object by object."""
    met_alles = Spiegel(register, 20)
    with register.lees() as session:
        eenheid, gebruik = model.organisatorische_eenheid.c, model.onderwijslocatiegebruik.c
        aanbieders = session.execute(sa.select(eenheid.code).where(eenheid.soort == "AANBIEDER")).scalars().all()
        offers = session.execute(sa.select(model.aangeboden_opleiding.c.code)).scalars().all()
        paren = [(r.bestuur, r.locatie) for r in session.execute(sa.select(gebruik.bestuur, gebruik.locatie))]
    for code in aanbieders:
        met_alles._haal("aanbieder", (code,), "opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": code})
    for code in offers:
        met_alles._haal("aanbod", (code,), "opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": code})
    for bestuur, locatie in paren:
        velden: dict[str, Waarde] = {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": locatie}
        met_alles._haal("gebruik", (bestuur, locatie), "opvragen_onderwijslocatiegebruik", velden)
    assert len(met_alles.kopie) == len(aanbieders) + len(offers) + len(paren)
    return met_alles.kopie


def schoon(register: Register) -> None:
    """Take away the trial objects that no mutatie tells of."""

    def taak(session: Any) -> None:
        eenheid, band = model.organisatorische_eenheid, model.organisatierelatie
        session.execute(sa.delete(model.onderwijslocatiegebruik))
        session.execute(sa.delete(band))
        session.execute(sa.delete(eenheid).where(eenheid.c.soort == "AANBIEDER"))

    register.schrijf(taak)


def test_a_mirror_equals_the_register_through_a_thousand_changes(register: Register) -> None:
    """Two mirrors with small pages run rounds of their own accord while the changes go on, and one more afterwards."""
    schoon(register)
    muteerder, klaar = Muteerder(register, 7), threading.Event()
    muteerder.schrijvers.zet_aanbieder(AANBIEDERS[0], aanbieder())

    def volg(grootte: int) -> tuple[int, Kopie]:
        spiegel, rondes, laatste = Spiegel(register, grootte), 0, False
        while not laatste:
            laatste = klaar.wait(0.1)
            spiegel.ronde()
            rondes += 1
        return rondes, spiegel.kopie

    with ThreadPoolExecutor(2) as threads:
        volgers = [threads.submit(volg, grootte) for grootte in (3, 20)]
        try:
            for nummer in range(WIJZIGINGEN):
                muteerder.wijzig(nummer)
        finally:
            klaar.set()
        gevonden = [volger.result(120) for volger in volgers]
    verwacht = inhoud(register)
    assert len(verwacht) > 10
    for rondes, kopie in gevonden:
        assert rondes >= 3
        assert kopie == verwacht


def test_a_mirror_equals_the_register_after_every_round(register: Register) -> None:
    """No writer in between: after each round, not only after the last, nothing differs."""
    schoon(register)
    muteerder, spiegel = Muteerder(register, 8), Spiegel(register, 2)
    muteerder.schrijvers.zet_aanbieder(AANBIEDERS[0], aanbieder())
    for ronde in range(10):
        for nummer in range(12):
            muteerder.wijzig(100 * ronde + nummer)
        spiegel.ronde()
        assert spiegel.kopie == inhoud(register)
