"""Which pages are asked: of each kind of page a sample of what there is in a register, and what is largest, by name."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Final
from urllib.parse import quote, urlencode

import sqlalchemy as sa

from rio_soap.register.aanbod.zoekrij import SECTOREN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.web.publiek.uitlegbladen import ONDERWERPEN
from rio_soap.web.publiek.zoekscherm import SOORTEN

ORGANISATIES: Final = SOORTEN[:4]
SECTORNAMEN: Final = tuple(sorted(set(SECTOREN.values())))
_BLOK: Final = 10_000


def adres(pad: str, **vraag: object) -> str:
    """A path with its query."""
    return f"{pad}?{urlencode(vraag)}"


class Adressen:
    """Addresses of pages, without their language.

    :param per_soort: how many of each kind of page.
    """

    def __init__(self, register: Register, per_soort: int) -> None:
        self._register, self._per_soort = register, per_soort
        self._sleutels: dict[str, list[str]] = {}

    def __call__(self, regel: str) -> list[str]:
        """Those of a `Scherm`, by its path; the same in every run on the same register.

        :raises KeyError: for a page of which nothing is known.
        """
        adressen = list(dict.fromkeys(self._per_regel[regel](random.Random(regel))))
        return random.Random(regel).sample(adressen, min(self._per_soort, len(adressen)))

    def sleutels(self, objecttype: str) -> list[str]:
        """All keys of a kind."""
        if objecttype not in self._sleutels:
            alle: list[str] = []
            with self._register.lees() as session:
                na = None
                while True:
                    deel = sleutels(session, OBJECTTYPEN[objecttype], na, _BLOK)
                    alle += deel.sleutels
                    if (na := deel.volgende) is None:
                        break
            # Of an erkenning whose erkenner is not known the key is not whole: it has no page.
            self._sleutels[objecttype] = [een for een in alle if not een.startswith("/")]
        return self._sleutels[objecttype]

    def _kies(self, toeval: random.Random, alle: Sequence[str]) -> list[str]:
        return toeval.sample(alle, min(2 * self._per_soort, len(alle)))

    def _objecten(self, pad: str, objecttype: str) -> Callable[[random.Random], Iterator[str]]:
        def maak(toeval: random.Random) -> Iterator[str]:
            return (f"{pad}/{quote(een)}" for een in self._kies(toeval, self.sleutels(objecttype)))

        return maak

    def _organisaties(self, deel: str) -> Callable[[random.Random], Iterator[str]]:
        """Of all four kinds: mostly aanbieders and besturen, since there are few of the others."""

        def maak(toeval: random.Random) -> Iterator[str]:
            alle = [code for soort in ORGANISATIES for code in self.sleutels(soort)]
            return (f"/organisaties/{code}{deel}" for code in self._kies(toeval, alle))

        return maak

    @cached_property
    def namen(self) -> list[str]:
        """Names by which objects are found."""
        with self._register.lees() as session:
            gevonden = session.execute(sa.select(model.zoeknaam.c.weergave).distinct()).scalars()
            return sorted(str(een) for een in gevonden)

    @cached_property
    def plaatsen(self) -> list[str]:
        """Places of locaties, folded."""
        with self._register.lees() as session:
            kolom = model.zoeklocatie.c.plaats
            return sorted(str(een) for een in session.execute(sa.select(kolom).distinct()).scalars() if een)

    @cached_property
    def postcodes(self) -> list[str]:
        """Digits of postcodes of locaties."""
        with self._register.lees() as session:
            kolom = model.zoeklocatie.c.postcode
            return sorted({str(een)[:4] for een in session.execute(sa.select(kolom).distinct()).scalars() if een})

    def _zoeken(self, toeval: random.Random) -> Iterator[str]:
        codes = [code for soort in ORGANISATIES for code in self.sleutels(soort)]
        for _ in range(self._per_soort):
            naam = toeval.choice(self.namen)
            woorden = naam.split() or [naam]
            yield adres("/zoeken", q=naam[:200])
            yield adres("/zoeken", q=toeval.choice(woorden), pagina=toeval.choice((1, 1, 1, 2)))
            yield adres("/zoeken", q=toeval.choice(codes))
            yield adres("/zoeken", q=toeval.choice(woorden), soort=toeval.choice(SOORTEN))
            yield adres("/zoeken", plaats=toeval.choice(self.plaatsen))
            yield adres("/zoeken", postcode=toeval.choice(self.postcodes), sector=toeval.choice(SECTORNAMEN))
            yield adres("/zoeken", soort=toeval.choice(SOORTEN), sector=toeval.choice(SECTORNAMEN))

    def _codes(self, toeval: random.Random) -> Iterator[str]:
        soorten = (*ORGANISATIES, "ONDERWIJSLOCATIE", "OPLEIDINGSEENHEID", "AANGEBODEN_OPLEIDING", "LICENTIE")
        for _ in range(self._per_soort):
            codes = [toeval.choice(self.sleutels(een)) for een in soorten if self.sleutels(een)]
            yield f"/c/{toeval.choice(codes)}"
            yield f"/c/{','.join(codes[:5])}"
            erkenning = toeval.choice(self.sleutels("INSTELLINGSERKENNING"))
            yield f"/c/{quote(erkenning.split('/')[-1])}"

    def _historie(self, toeval: random.Random) -> Iterator[str]:
        for soort in OBJECTTYPEN:
            for een in toeval.sample(alle := self.sleutels(soort), min(len(alle), self._per_soort // 5 + 1)):
                yield f"/historie/{soort}/{quote(een)}"

    def _aanbod(self, toeval: random.Random) -> Iterator[str]:
        yield "/aanbod"
        for _ in range(self._per_soort // 2):
            woord = toeval.choice(self.opleidingsnamen).split()[0]
            yield adres("/aanbod", q=woord)
            yield adres("/aanbod", plaats=toeval.choice(self.plaatsen))
            yield adres("/aanbod", postcode=toeval.choice(self.postcodes), straal=toeval.choice((5, 10, 25)))
            yield adres("/aanbod", plaats=toeval.choice(self.plaatsen), sector=toeval.choice(SECTORNAMEN))
            yield adres("/aanbod", aanbieder=toeval.choice(self.sleutels("ONDERWIJSAANBIEDER")))

    @cached_property
    def opleidingsnamen(self) -> list[str]:
        """Names of opleidingseenheden and offers, folded."""
        with self._register.lees() as session:
            gevonden = session.execute(sa.select(model.opleidingsnaam.c.tekst).distinct()).scalars()
            return sorted(str(een) for een in gevonden if een)

    def _opleidingen(self, toeval: random.Random) -> Iterator[str]:
        yield "/opleidingen"
        yield from (
            adres("/opleidingen", type=een) for een in sorted(standaardlijsten().lijsten["Opleidingseenheidtype-v02"])
        )
        for _ in range(self._per_soort):
            naam = toeval.choice(self.opleidingsnamen)
            yield adres("/opleidingen", q=naam[:80])
            yield adres("/opleidingen", q=naam.split()[0])

    def _erkenningen(self, toeval: random.Random) -> Iterator[str]:
        yield "/erkenningen"
        alle = self.sleutels("INSTELLINGSERKENNING")
        yield from (adres("/erkenningen", erkenner=een) for een in sorted({een.split("/")[0] for een in alle}) if een)
        yield from (adres("/erkenningen", na=een) for een in self._kies(toeval, alle))

    def _samenwerkingen(self, toeval: random.Random) -> Iterator[str]:
        yield "/samenwerkingen"
        yield from (
            adres("/samenwerkingen", soort=een)
            for een in sorted(standaardlijsten().lijsten["ErkendeSamenwerkingssoort"])
        )
        yield from (adres("/samenwerkingen", postcode=een) for een in self._kies(toeval, self.postcodes))

    def _samenwerking(self, toeval: random.Random) -> Iterator[str]:
        alle = [een.split("/")[-1] for een in self.sleutels("INSTELLINGSERKENNING") if "/ERKENDE_SAMENWERKING/" in een]
        return (f"/samenwerkingen/{quote(een)}" for een in self._kies(toeval, alle))

    def _opleidingserkenningen(self, _: random.Random) -> Iterator[str]:
        yield "/opleidingserkenningen"
        for een in sorted(standaardlijsten().lijsten["Opleidingsstelsel-v08"]):
            yield adres("/opleidingserkenningen", stelsel=een)

    def _wijzigingen(self, toeval: random.Random) -> Iterator[str]:
        yield "/wijzigingen"
        yield "/wijzigingen?vorm=atom"
        yield from (adres("/wijzigingen", soort=een) for een in OBJECTTYPEN)
        with self._register.lees() as session:
            laatste = session.execute(sa.select(sa.func.max(model.mutatie.c.moment))).scalar_one()
        if laatste is not None:
            yield from (adres("/wijzigingen", dag=laatste.date() - timedelta(n)) for n in range(3))

    def _uittreksel(self, toeval: random.Random) -> Iterator[str]:
        yield "/uittreksel"
        alle = [code for soort in ORGANISATIES for code in self.sleutels(soort)]
        for code in self._kies(toeval, [*alle, *self.sleutels("INSTELLINGSERKENNING")]):
            yield adres("/uittreksel", code=code)
            yield adres("/uittreksel", code=code, vorm="xml")

    @property
    def _per_regel(self) -> Mapping[str, Callable[[random.Random], Iterator[str]]]:
        een = self._objecten
        delen = ("structuur", "aanbod", "locaties", "contact", "erkenningen", "historie")
        vast = (
            "/",
            "/locaties",
            "/licenties",
            "/erkenners",
            "/waardenlijsten",
            "/begrippen",
            "/uittreksel/controleren",
        )
        vast += ("/data", "/uitleg", "/contact", "/toegankelijkheid", "/privacy")
        lijsten = sorted(standaardlijsten().lijsten)
        return {
            **{pad: lambda _, pad=pad: iter([pad]) for pad in vast},
            "/zoeken": self._zoeken,
            "/c/<path:code>": self._codes,
            "/organisaties/<code>": self._organisaties(""),
            **{f"/organisaties/<code>/{deel}": self._organisaties(f"/{deel}") for deel in delen},
            "/historie/<objecttype>/<path:sleutel>": self._historie,
            "/aanbod": self._aanbod,
            "/aanbod/<code>": een("/aanbod", "AANGEBODEN_OPLEIDING"),
            "/aanbod/<code>/historie": lambda toeval: (
                f"{p}/historie" for p in een("/aanbod", "AANGEBODEN_OPLEIDING")(toeval)
            ),
            "/opleidingen": self._opleidingen,
            "/opleidingen/<code>": een("/opleidingen", "OPLEIDINGSEENHEID"),
            "/locaties/<code>": een("/locaties", "ONDERWIJSLOCATIE"),
            "/erkenningen": self._erkenningen,
            "/erkenningen/<erkenner>/<type>/<path:code>": een("/erkenningen", "INSTELLINGSERKENNING"),
            "/samenwerkingen": self._samenwerkingen,
            "/samenwerkingen/<path:code>": self._samenwerking,
            "/opleidingserkenningen": self._opleidingserkenningen,
            "/opleidingserkenningen/<path:sleutel>": een("/opleidingserkenningen", "OPLEIDINGSERKENNING"),
            "/licenties/<code>": een("/licenties", "LICENTIE"),
            "/erkenners/<code>": een("/erkenners", "ERKENNER"),
            "/waardenlijsten/<naam>": lambda _: (f"/waardenlijsten/{quote(naam)}" for naam in lijsten),
            "/wijzigingen": self._wijzigingen,
            "/uittreksel": self._uittreksel,
            "/uitleg/<slug>": lambda _: (f"/uitleg/{slug}" for slug in ONDERWERPEN),
        }
