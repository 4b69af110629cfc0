"""Random deliveries of what stands under besturen: groepen, begeleidingsaanbieders, organisatierelaties, aanbieders.

What the register answers is not predicted; what it refuses changes nothing.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from tests.register import hulp_eenheden as e
from tests.register.hulp import BUUR, HANZE, fouten, voer_uit
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, aanbieder, juridisch
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok

BESTUREN = (BESTUUR, BUURBESTUUR)
SCHOLEN = (e.SCHOOL, e.BUURSCHOOL, e.ONDER_GROEP)
DAGEN = (e.IN, date(2023, 8, 1), date(2025, 8, 1))
EINDEN = (None, None, date(2025, 8, 1), date(2027, 8, 1))


class Eenhedenwereld:
    """Changes by those who may, at the time of a clock.

    :param aanvaard: how many changes of each operation were approved.
    """

    def __init__(self, register: Register, klok: Klok, zaad: int) -> None:
        self.register, self.klok = register, klok
        self.toeval = random.Random(zaad)
        self.aanvaard: Counter[str] = Counter()
        self.geweigerd: dict[str, Counter[str]] = {}
        self.groepen, self.begeleiders = [e.GROEP], list[str]()

    def wijzig(self) -> bool:
        """One change of any kind; whether it was approved."""
        voor = self.aanvaard.total()
        self.toeval.choice((self._groep, self._groep, self._begeleider, *(self._band,) * 4, self._school))()
        return self.aanvaard.total() > voor

    def _doe(self, operatie: str, velden: dict[str, Waarde], oin: str = DUO) -> dict[str, Any] | None:
        verzoek = Gegeven("verzoek", velden)
        uitslag = self.register.schrijf(lambda session: voer_uit(session, operatie, verzoek, self.klok.context(oin)))
        if not uitslag.goedgekeurd:
            self.geweigerd.setdefault(operatie, Counter()).update(fouten(uitslag))
            return None
        self.aanvaard[operatie] += 1
        return uitslag.gegevens

    def _kies(self, codes: list[str]) -> str:
        """A code, or none for a new object."""
        return self.toeval.choice(["", *codes] if len(codes) < 4 else codes)

    def _groep(self) -> None:
        if self.toeval.random() < 0.15:
            code = self.toeval.choice(self.groepen)
            self._doe("verwijderen_onderwijsaanbiedergroep", {"onderwijsaanbiedergroepcode": code})
            return
        scholen = self.toeval.sample(SCHOLEN, self.toeval.randrange(3))
        leden = [e.lid(code, self.toeval.choice(DAGEN), self.toeval.choice(EINDEN)) for code in scholen]
        einde = self.toeval.choice((None, None, None, date(2027, 8, 1)))
        deel = e.groep(*leden, code=self._kies(self.groepen), einde=einde, naam=f"Groep {self.toeval.randrange(99)}")
        velden: dict[str, Waarde] = {"onderwijsbestuurcode": self.toeval.choice(BESTUREN), deel.naam: deel}
        gegevens = self._doe("aanleveren_onderwijsaanbiedergroep", velden)
        self._onthoud(self.groepen, gegevens)

    def _begeleider(self) -> None:
        if self.begeleiders and self.toeval.random() < 0.25:
            code = self.toeval.choice(self.begeleiders)
            self._doe("verwijderen_onderwijsbegeleidingsaanbieder", {"onderwijsbegeleidingsaanbiedercode": code})
            return
        dagen = sorted({e.IN, self.toeval.choice(DAGEN)})
        einde = self.toeval.choice((None, None, date(2027, 8, 1)))
        rusten = [e.rust(begin=e.IN, einde=einde), e.rust("26ZZ", begin=dagen[-1], einde=einde)]
        code = self._kies(self.begeleiders)
        deel = e.begeleider(*rusten[: self.toeval.randrange(1, 3)], code=code, einde=einde, perioden=dagen)
        velden: dict[str, Waarde] = {"onderwijsbestuurcode": self.toeval.choice(BESTUREN), deel.naam: deel}
        gegevens = self._doe("aanleveren_onderwijsbegeleidingsaanbieder", velden)
        self._onthoud(self.begeleiders, gegevens)

    def _onthoud(self, codes: list[str], gegevens: dict[str, Any] | None) -> None:
        codes += [code for code in (gegevens or {}).values() if code not in codes]

    def _band(self) -> None:
        lager = self.toeval.choice((*SCHOLEN, *SCHOLEN, *self.groepen, *self.begeleiders))
        hoger = self.toeval.choice((*BESTUREN, *BESTUREN, self.toeval.choice(self.groepen)))
        begin, einde = self.toeval.choice(DAGEN), self.toeval.choice(EINDEN)
        deel = e.band(hoger, lager, begin, einde)
        if self.toeval.random() < 0.2:
            deel = e.band(*self.toeval.sample(SCHOLEN, 2), begin, soort=e.OVERGANG)
        if self.toeval.random() < 0.35:
            deel.velden.pop("einddatum", None)
            self._doe("verwijderen_organisatierelatie", {"organisatierelatie": deel})
        else:
            self._doe("aanleveren_organisatierelatie", {"organisatierelatie": deel})

    def _school(self) -> None:
        """A delivery of V4 beside these."""
        bestuur, oin = self.toeval.choice(((BESTUUR, HANZE), (BUURBESTUUR, BUUR)))
        begin = date(1986, 8, 1)
        deel = aanbieder(
            code=self.toeval.choice(SCHOLEN),
            begin=begin,
            perioden=[begin, date(2000, 1, 1 + self.toeval.randrange(28))],
            relaties=[juridisch("25BE", begin)],
        )
        self._doe("aanleveren_onderwijsaanbieder", {"onderwijsbestuurcode": bestuur, "onderwijsaanbieder": deel}, oin)
