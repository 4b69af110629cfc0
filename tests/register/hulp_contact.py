"""Contactadressen for tests: eenheden of every kind over and beside the Hanzehogeschool, and messages about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.contexten import begincontexten
from rio_soap.register.contact import leveringen, raadplegingen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.hulp import context, schrijf, voeg_buur_toe, vraag
from tests.register.hulp_organisatie import zet
from tests.register.rollen import geef

BESTUUR, AANBIEDER, ANDER = "100B490", "110A133", "107B213"
GROEP, ONDER_GROEP, BEGELEIDING, GESLOTEN, STRAKS = "100G001", "111A001", "100T001", "111A002", "111A003"
"""A groep of the bestuur, an aanbieder in it, a begeleidingsaanbieder; an aanbieder that has ended, one to come."""
BEGIN, EINDE, DAG = date(2021, 1, 1), date(2023, 1, 1), date(2026, 11, 24)
"""Of a period, unless told otherwise; the day of `hulp.context`."""
GEMEENTE, SBB, TOEZIENER = "00000001866111222000", "00000001866111333000", "00000001866111444000"
"""Senders with the roles GEMEENTE, SBB and INSPECTIE."""
SINDS, TOT, OPEN = date(1990, 1, 1), date(2024, 8, 1), date(2027, 8, 1)


def laad_wereld(register: Register) -> None:
    """The eenheden beside those of the kern, a second bestuur with a sender, and senders with a role."""
    voeg_buur_toe(register)
    for code, begin, einde, boven in (
        (GROEP, SINDS, None, BESTUUR),
        (ONDER_GROEP, SINDS, None, GROEP),
        (BEGELEIDING, SINDS, None, BESTUUR),
        (GESLOTEN, SINDS, TOT, BESTUUR),
        (STRAKS, OPEN, None, BESTUUR),
    ):
        zet_organisatie(register, code, begin, einde, boven)
    for oin, rol in ((GEMEENTE, "GEMEENTE"), (SBB, "SBB"), (TOEZIENER, "INSPECTIE")):
        geef(register, oin, rol)


def zet_organisatie(register: Register, code: str, begin: date, einde: date | None, *boven: str) -> None:
    """An eenheid of the kind that its code says, under others, for as long as it is in operation."""
    soort = {"A": "AANBIEDER", "B": "BESTUUR", "G": "GROEP", "T": "BEGELEIDING"}[code[3]]
    stand = Gegeven("x", {})
    zet(
        register,
        model.organisatorische_eenheid,
        code=code,
        soort=soort,
        begindatum=begin,
        einddatum=einde,
        stand=stand,
    )
    for hoger in boven:
        tie = {"van": hoger, "naar": code, "soort": "HIERARCHISCH", "begindatum": begin, "einddatum": einde}
        zet(register, model.organisatierelatie, **tie)


def periode(begin: date = BEGIN, einde: date | None = None, **velden: Waarde) -> Gegeven:
    """A period with a mail address, unless it is told what else."""
    inhoud: dict[str, Waarde] = {"begindatum": begin} | ({"einddatum": einde} if einde else {})
    return Gegeven("contactadresPeriode", inhoud | (velden or {"email": "balie@school.nl"}))


def contact(*perioden: Gegeven, eenheid: str = AANBIEDER, soort: str = "ALGEMEEN", nummer: str = "0") -> Gegeven:
    """A contactadres that is right unless told otherwise."""
    return Gegeven("contactadres", {**_sleutel(eenheid, soort, nummer), "contactadresPeriode": _delen(perioden)})


def _delen(perioden: Iterable[Gegeven]) -> list[Waarde]:
    return list(perioden) or [periode()]


def _sleutel(eenheid: str, soort: str, nummer: str) -> dict[str, Waarde]:
    return {
        "organisatorischeEenheidcode": eenheid,
        "communicatiecontext": soort,
        "communicatiesubcontextNummer": nummer,
    }


def lever(register: Register, deel: Gegeven | None = None, ctx: Context | None = None) -> Uitslag:
    return schrijf(register, leveringen.aanleveren_contactadres, {"contactadres": deel or contact()}, ctx)


def met(*perioden: Gegeven, oin: str = "", **velden: Any) -> Callable[[Register], Uitslag]:
    """Delivers `contact` of these."""
    return lambda r: lever(r, contact(*perioden, **velden), context(oin) if oin else None)


def geleverd(register: Register, *delen: Gegeven) -> None:
    """Contactadressen that the institution delivered."""
    for deel in delen or (contact(),):
        uitslag = lever(register, deel)
        assert uitslag.goedgekeurd, uitslag.foutmeldingen


def verwijder(
    register: Register,
    eenheid: str = AANBIEDER,
    soort: str = "ALGEMEEN",
    nummer: str = "0",
    ctx: Context | None = None,
) -> Uitslag:
    deel = Gegeven("contactadres", _sleutel(eenheid, soort, nummer))
    return schrijf(register, leveringen.verwijderen_contactadres, {"contactadres": deel}, ctx)


def lees(
    register: Register, code: str = AANBIEDER, *soorten: str, ctx: Context | None = None, **velden: Waarde
) -> Uitslag:
    """What opvragen_contactadressen answers."""
    gevraagd: dict[str, Waarde] = {"communicatiecontext": list(soorten)} if soorten else {}
    eenheid: dict[str, Waarde] = {"organisatorischeEenheidcode": code}
    return vraag(register, raadplegingen.opvragen_contactadressen, ctx, **{**eenheid, **gevraagd, **velden})


def kort(uitslag: Uitslag) -> list[str]:
    """What an approved answer shows, each as eenheid, context, number, and what was asked where that differs."""
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    namen = ("organisatorischeEenheidcode", "communicatiecontext", "communicatiesubcontextNummer")
    gevraagd = {"gevraagdeEenheidcode": "for", "gevraagdeContext": "as"}
    lijst = uitslag.gegevens["contactadres"]
    assert isinstance(lijst, list)
    return [
        " ".join(
            [
                "/".join(str(een.velden[naam]) for naam in namen),
                *(f"{woord} {een.velden[naam]}" for naam, woord in gevraagd.items() if naam in een.velden),
            ]
        )
        for een in lijst
        if isinstance(een, Gegeven)
    ]


def zet_contexten(register: Register, **anders: dict[str, Any] | None) -> None:
    """The contexten with which a register begins, some of them changed; None leaves one out."""

    def taak(session: Session) -> None:
        session.execute(sa.delete(model.communicatiecontext))
        for soort in begincontexten():
            if (verschil := anders.get(soort.naam, {})) is not None:
                session.execute(sa.insert(model.communicatiecontext), soort._asdict() | verschil)

    register.schrijf(taak)


def zet_formeel_adres(register: Register, bestuur: str) -> None:
    """Give the bevoegd gezag of a bestuur, which the register holds, a formal address from BEGIN on."""
    velden: dict[str, Waarde] = {"postcode": "9747AS", "plaatsnaam": "Groningen", "gemeentenaam": "Groningen"}
    adres = {"begindatum": BEGIN, "binnenlandsAdres": Gegeven("binnenlandsAdres", velden)}
    eenheid, erkenning = model.organisatorische_eenheid.c, model.instellingserkenning

    def taak(session: Session) -> None:
        nummer = session.execute(sa.select(eenheid.bevoegd_gezag_nummer).where(eenheid.code == bestuur)).scalar_one()
        dit = sa.and_(erkenning.c.code == nummer, erkenning.c.soort == "BEVOEGD_GEZAG")
        stand = session.execute(sa.select(erkenning.c.stand).where(dit)).scalar_one()
        nieuw = Gegeven(
            stand.naam, {**stand.velden, "formeelInstellingsadres": [Gegeven("formeelInstellingsadres", adres)]}
        )
        session.execute(sa.update(erkenning).where(dit).values(stand=nieuw))

    register.schrijf(taak)
