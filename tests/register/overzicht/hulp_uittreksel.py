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
