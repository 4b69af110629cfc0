"""What uittreksels say of a register that changes, taken down at each moment, to be asked for again later."""

import random
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.overzicht import uittreksel
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register import hulp_eenheden
from tests.register.hulp import fouten, voer_uit
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok

DAGEN = (date(2020, 1, 1), date(2022, 3, 1), date(2024, 10, 1), date(2026, 11, 24), date(2028, 1, 1))
VAN_ZICHZELF = ("uittrekselnummer", "bekendOp", "opgemaakt", "hash")
"""What two uittreksels of the same differ in."""
HET_BESTUUR = "100B490"
CONTEXTEN = ("ALGEMEEN", "AANMELDEN", "LEERPLICHT", "TOEZICHT")

Wat = tuple[str | Instellingsleutel, date]
"""Of which object, and of which day."""


class Opname(NamedTuple):
    """What uittreksels said at a moment, each as text; of what was not there the code of the refusal."""

    moment: datetime
    gezegd: Mapping[Wat, str]


def vraag_uittreksel(
    register: Register, wat: str | Instellingsleutel, dag: date, ctx: Context, bekend_op: datetime | None = None
) -> Uitslag:
    """Ask for an uittreksel of an eenheid by its code, or of an erkenning by its key."""
    deel: dict[str, Waarde] = {"organisatorischeEenheidcode": wat} if isinstance(wat, str) else {}
    if isinstance(wat, Instellingsleutel):
        deel["instellingserkenning"] = wat.als_gegeven("instellingserkenning")
    toen: dict[str, Waarde] = {} if bekend_op is None else {"bekendOp": bekend_op}
    verzoek = Gegeven("verzoek", {**deel, "geldigOp": dag, **toen})
    with register.lees() as session:  # worlds hold less than the contract wants, so the XSD is not asked
        return uittreksel.opvragen_uittreksel(session, ctx, verzoek)


def gezegd(uitslag: Uitslag) -> str:
    """What an uittreksel says but for what it says of itself."""
    if not uitslag.goedgekeurd:
        return ",".join(fouten(uitslag))
    gegeven: Any = uitslag.gegevens["uittreksel"]
    inhoud = {naam: waarde for naam, waarde in gegeven.velden.items() if naam not in VAN_ZICHZELF}
    return schrijf_tekst("uittreksel", Gegeven("uittreksel", inhoud), AANVULLING_RAADPLEGEN)


def objecten(register: Register) -> list[str | Instellingsleutel]:
    """All eenheden and erkenningen that there are, of which an uittreksel can be asked."""
    eenheid, erkenning = model.organisatorische_eenheid.c, model.instellingserkenning.c
    with register.lees() as session:
        codes = list(session.execute(sa.select(eenheid.code).order_by(eenheid.code)).scalars())
        rijen = session.execute(sa.select(erkenning.erkenner, erkenning.soort, erkenning.code)).all()
    return [*codes, *sorted(Instellingsleutel(*rij) for rij in rijen if rij[0])]


def neem_op(
    register: Register, klok: Klok, gekend: dict[str | Instellingsleutel, None], toeval: random.Random, hoeveel: int
) -> Opname:
    """Ask for uittreksels of a bestuur and of some objects, also of what was there before; `gekend` takes what is."""
    gekend.update(dict.fromkeys(objecten(register)))
    ctx = klok.context(DUO)
    gekozen = [(toeval.choice(list(gekend)), toeval.choice(DAGEN)) for _ in range(hoeveel)]
    alle: list[Wat] = [(HET_BESTUUR, DAGEN[3]), *gekozen]
    return Opname(klok.nu, {wat: gezegd(vraag_uittreksel(register, *wat, ctx)) for wat in alle})


class Contactwereld:
    """Delivers and removes contactadressen of eenheden, whatever comes of it."""

    def __init__(self, register: Register, klok: Klok, zaad: int) -> None:
        self.register, self.klok, self.toeval = register, klok, random.Random(zaad)

    def wijzig(self, eenheden: list[str], oin: str) -> bool:
        """One change; whether it was approved."""
        eenheid, context = self.toeval.choice(eenheden), self.toeval.choice(CONTEXTEN)
        sleutel: dict[str, Waarde] = {
            "organisatorischeEenheidcode": eenheid,
            "communicatiecontext": context,
            "communicatiesubcontextNummer": str(self.toeval.randrange(2)),
        }
        operatie = "verwijderen_contactadres"
        if self.toeval.random() < 0.7:
            operatie = "aanleveren_contactadres"
            periode = {
                "begindatum": self.toeval.choice(DAGEN[1:4]),
                "email": f"a{self.toeval.randrange(99)}@voorbeeld.nl",
            }
            sleutel["contactadresPeriode"] = [Gegeven("contactadresPeriode", dict(periode))]
        verzoek = Gegeven("verzoek", {"contactadres": Gegeven("contactadres", sleutel)})
        ctx = self.klok.context(oin)
        return self.register.schrijf(lambda session: voer_uit(session, operatie, verzoek, ctx)).goedgekeurd


class Bandenwereld:
    """Delivers and removes groepen, begeleidingsaanbieders and the relations of eenheden of `hulp_eenheden`.

    :param aanvaard: how many changes of each operation were approved.
    """

    def __init__(self, register: Register, klok: Klok, zaad: int) -> None:
        self.register, self.klok, self.toeval = register, klok, random.Random(zaad)
        self.aanvaard: dict[str, int] = {}
        self.banden: list[Gegeven] = []
        self.codes: dict[str, list[str]] = {"groep": [hulp_eenheden.GROEP], "begeleider": []}

    def wijzig(self) -> None:
        """One change of any kind, whatever comes of it."""
        self.toeval.choice((self._groep, self._begeleider, self._band))()

    def _doe(self, operatie: str, **velden: Waarde) -> dict[str, Waarde]:
        ctx, verzoek = self.klok.context(DUO), Gegeven("verzoek", velden)
        uitslag = self.register.schrijf(lambda session: voer_uit(session, operatie, verzoek, ctx))
        self.aanvaard[operatie] = self.aanvaard.get(operatie, 0) + uitslag.goedgekeurd
        return uitslag.gegevens

    def _einde(self) -> date | None:
        return self.toeval.choice((None, None, date(2025, 8, 1), date(2027, 8, 1)))

    def _eenheid(self, soort: str, element: str, deel: Gegeven) -> None:
        """Deliver one, or remove one that is there."""
        bekend = self.codes[soort]
        if bekend and self.toeval.random() < 0.3:
            self._doe(f"verwijderen_{element}", **{f"{element}code": self.toeval.choice(bekend)})
            return
        if bekend and self.toeval.random() < 0.6:
            deel.velden[f"{element}code"] = self.toeval.choice(bekend)
        bestuur = self.toeval.choice((hulp_eenheden.BESTUUR, hulp_eenheden.BUURBESTUUR))
        gegevens = self._doe(f"aanleveren_{element}", onderwijsbestuurcode=bestuur, **{element: deel})
        bekend.extend({str(code) for code in gegevens.values()} - set(bekend))

    def _groep(self) -> None:
        scholen = self.toeval.sample(SCHOLEN, self.toeval.randrange(3))
        leden = [hulp_eenheden.lid(school, einde=self._einde()) for school in scholen]
        naam = f"Groep {self.toeval.randrange(99)}"
        self._eenheid("groep", "onderwijsaanbiedergroep", hulp_eenheden.groep(*leden, einde=self._einde(), naam=naam))

    def _begeleider(self) -> None:
        rusten = [hulp_eenheden.rust(einde=self._einde())]
        if self.toeval.random() < 0.5:
            rusten.append(hulp_eenheden.rust("26ZZ", einde=self._einde()))
        self._eenheid("begeleider", "onderwijsbegeleidingsaanbieder", hulp_eenheden.begeleider(*rusten))

    def _band(self) -> None:
        if self.banden and self.toeval.random() < 0.5:
            self._doe("verwijderen_organisatierelatie", organisatierelatie=self.toeval.choice(self.banden))
            return
        van = self.toeval.choice((hulp_eenheden.BESTUUR, hulp_eenheden.BUURBESTUUR, *self.codes["groep"]))
        naar = self.toeval.choice((*SCHOLEN, *self.codes["begeleider"]))
        begin = self.toeval.choice((hulp_eenheden.IN, date(2022, 8, 1)))
        soort = self.toeval.choice((hulp_eenheden.HIERARCHISCH,) * 4 + (hulp_eenheden.OVERGANG,))
        einde = None if soort == hulp_eenheden.OVERGANG else self._einde()
        self._doe(
            "aanleveren_organisatierelatie", organisatierelatie=hulp_eenheden.band(van, naar, begin, einde, soort)
        )
        self.banden.append(hulp_eenheden.band(van, naar, begin, None, soort))


SCHOLEN = (hulp_eenheden.SCHOOL, hulp_eenheden.BUURSCHOOL, hulp_eenheden.ONDER_GROEP)
