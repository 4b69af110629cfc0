"""Random deliveries of the formal half: erkenningen, their relations, licenties, maatregelen, erkenners, and offers.

What the register answers is not predicted, as `wereld` does; what it refuses changes nothing.
"""

from __future__ import annotations

import random
from datetime import date
from types import MappingProxyType
from typing import Any

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.database import Register
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten
from tests.register import hulp_aanbod, hulp_erkenning, hulp_licentie, hulp_opleidingserkenning
from tests.register.hulp import HANZE, eenheid, fouten, voer_uit, zet_eenheid
from tests.register.rollen import DUO, erkennerdeel
from tests.register.versie.hulp_versie import Klok

EENHEDEN = ("5000O0001", "5000O0002")
AANBOD = tuple(f"44444444-0000-4000-8000-{n:012d}" for n in range(3))
LICENTIES = (hulp_licentie.L1, hulp_licentie.L2, hulp_licentie.L3)
DAGEN = (date(2020, 9, 1), date(2022, 9, 1), date(2024, 9, 1))
EINDEN = (None, None, date(2027, 9, 1))
LIJSTEN = Waardenlijsten(
    MappingProxyType(
        {
            **standaardlijsten().lijsten,
            "Licentierelatiesoort": {"VERVANGT": (Lijstwaarde("VERVANGT", "", None, None, frozenset({"own"})),)},
        }
    )
)
"""With a soort of licentierelatie, of which no list is published."""


class FormeleWereld:
    """Changes by those who may, at the time of a clock.

    :param aanvaard: how many changes of each operation were approved.
    """

    def __init__(self, register: Register, klok: Klok, zaad: int) -> None:
        self.register, self.klok = register, klok
        self.toeval = random.Random(zaad)
        self.aanvaard: dict[str, int] = {}
        self.geweigerd: dict[str, set[str]] = {}
        self.erkenners: list[str] = []

    def begin(self) -> None:
        """Who may, and what everything rests on."""
        hulp_licentie.laad_wereld(self.register)
        zet_eenheid(self.register, EENHEDEN[1], eenheid(begin=date(2010, 1, 1)), "100B490")

    def _doe(self, operatie: str, velden: dict[str, Waarde], oin: str = DUO) -> dict[str, Any] | None:
        ctx, verzoek = self.klok.context(oin, lijsten=LIJSTEN), Gegeven("verzoek", velden)
        uitslag = self.register.schrijf(lambda session: voer_uit(session, operatie, verzoek, ctx))
        if not uitslag.goedgekeurd:
            self.geweigerd.setdefault(operatie, set()).update(fouten(uitslag))
            return None
        self.aanvaard[operatie] = self.aanvaard.get(operatie, 0) + 1
        return uitslag.gegevens

    def wijzig(self) -> bool:
        """One change of any kind; whether it was approved."""
        voor = sum(self.aanvaard.values())
        daden = (
            *(self._aanbod,) * 3,
            *(self._licentie,) * 3,
            *(self._maatregel,) * 3,
            *(self._opleidingserkenning,) * 4,
            *(self._instellingserkenning,) * 3,
            self._instellingsrelatie,
            self._licentierelatie,
            self._erkenner,
        )
        self.toeval.choice(daden)()
        return sum(self.aanvaard.values()) > voor

    def _weg(self) -> bool:
        return self.toeval.random() < 0.35

    def _aanbod(self) -> None:
        code = self.toeval.choice(AANBOD)
        # In whatever case it is sent: it is the same offer.
        code = code.upper() if self.toeval.random() < 0.3 else code
        if self._weg():
            self._doe("verwijderen_aangebodenOpleiding", {"aangebodenOpleidingCode": code}, HANZE)
            return
        website = hulp_aanbod.kenmerk("website", f"https://voorbeeld.nl/{self.toeval.randrange(1000)}")
        deel = hulp_aanbod.aanbod(
            code=code,
            eenheid=self.toeval.choice(EENHEDEN),
            aangebodenOpleidingPeriode=[hulp_aanbod.periode("HOOpleiding", hulp_aanbod.BEGIN, website)],
        )
        self._doe("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": deel}, HANZE)

    def _licentie(self) -> None:
        code = self.toeval.choice(LICENTIES)
        if self._weg():
            self._doe("verwijderen_licentie", {"licentiecode": code})
            return
        plaats, dag = LICENTIES.index(code), DAGEN[LICENTIES.index(code)]
        einde = None if plaats == len(DAGEN) - 1 else DAGEN[plaats + 1]
        deel = hulp_licentie.licentie(
            code,
            begindatum=dag,
            einddatum=einde,
            stadium=self.toeval.choice(("STANDAARD", "SLAPEND")),
            vestigingslicentie=[hulp_licentie.vestiging(begin=dag)] if self.toeval.random() < 0.5 else None,
            hoOnderwijsaccreditatie=[hulp_licentie.accreditatie(dag)],
        )
        self._doe("aanleveren_licentie", {"licentie": deel})

    def _maatregel(self) -> None:
        code = self.toeval.choice(LICENTIES)
        dag = DAGEN[LICENTIES.index(code)]
        soort = self.toeval.choice((hulp_licentie.WAARSCHUWING, hulp_licentie.SANCTIE))
        if self._weg():
            sleutel = Gegeven("licentiemaatregel", {"licentiecode": code, "soort": soort, "begindatum": dag})
            self._doe("verwijderen_licentiemaatregel", {"licentiemaatregel": sleutel})
            return
        einde = self.toeval.choice((None, date(2027, 1, 1)))
        met = {} if soort == hulp_licentie.SANCTIE or einde is None else {"einddatum": einde}
        deel = hulp_licentie.maatregel(soort, dag, code, **met)
        self._doe("aanleveren_licentiemaatregel", {"licentiemaatregel": deel})

    def _licentierelatie(self) -> None:
        plaats = self.toeval.randrange(2)
        deel = hulp_licentie.relatie(LICENTIES[plaats], LICENTIES[plaats + 1], DAGEN[plaats + 1])
        self._doe(self.toeval.choice(("aanleveren", "verwijderen")) + "_licentierelatie", {"licentierelatie": deel})

    def _opleidingserkenning(self) -> None:
        uniek = f"34035_{self.toeval.randrange(3, 5)}"
        sleutel: dict[str, Waarde] = {
            "opleidingsstelsel": "ISAT",
            "opleidingscode": "34035",
            "uniekeErkendeopleidingscode": uniek,
        }
        if self._weg():
            deel = Gegeven("opleidingserkenning", sleutel)
            self._doe("verwijderen_opleidingserkenning", {"opleidingserkenning": deel})
            return
        eenheden = self.toeval.sample(EENHEDEN, self.toeval.randrange(3))
        einde = self.toeval.choice(EINDEN)
        deel = Gegeven(
            "opleidingserkenning",
            {
                **sleutel,
                "type": "HOOPLEIDINGSERKENNING",
                "erkenner": "NVAO",
                "begindatum": date(2024, 9, 1),
                **({"einddatum": einde} if einde else {}),
                "opleidingserkenningPeriode": [
                    hulp_opleidingserkenning.periode(begin=date(2024, 9, 1)),
                ],
                **({"opleidingseenheidcode": list(eenheden)} if eenheden else {}),
            },
        )
        self._doe("aanleveren_opleidingserkenning", {"opleidingserkenning": deel})

    def _instellingserkenning(self) -> None:
        soort = self.toeval.choice(hulp_erkenning.ALLE)
        if self._weg():
            sleutel = hulp_erkenning.sleutel(soort).als_gegeven("instellingserkenning")
            self._doe("verwijderen_instellingserkenning", {"instellingserkenning": sleutel})
            return
        naam = f"Stichting {self.toeval.randrange(1000)}"
        begin = hulp_erkenning.BEGIN
        later = self.toeval.choice(DAGEN)
        perioden = [hulp_erkenning.deelperiode(soort, begin, naamLang=naam)]
        if self.toeval.random() < 0.5:
            perioden.append(hulp_erkenning.deelperiode(soort, later, naamLang=f"{naam} later"))
        deel = hulp_erkenning.erkenning(soort, *perioden)
        keuze = Gegeven("instellingserkenning", {deel.naam: deel})
        self._doe("aanleveren_instellingserkenning", {"instellingserkenning": keuze})

    def _instellingsrelatie(self) -> None:
        van, naar = hulp_erkenning.sleutel("erkendeSamenwerking"), hulp_erkenning.HANZESCHOOL
        deel = hulp_erkenning.relatie(van, naar, begin=self.toeval.choice(DAGEN), einde=self.toeval.choice(EINDEN))
        if self._weg():
            deel.velden.pop("einddatum", None)
            self._doe("verwijderen_instellingsrelatie", {"instellingsrelatie": deel})
        else:
            self._doe("aanleveren_instellingsrelatie", {"instellingsrelatie": deel})

    def _erkenner(self) -> None:
        deel = erkennerdeel("NRTO", naam=f"Erkenner {self.toeval.randrange(1000)}")
        if self.erkenners and self.toeval.random() < 0.7:
            deel = Gegeven("erkenner", {"erkennercode": self.toeval.choice(self.erkenners), **deel.velden})
        gegevens = self._doe("aanleveren_erkenner", {"erkenner": deel})
        if gegevens is not None:
            self.erkenners.append(str(gegevens["erkennercode"]))
