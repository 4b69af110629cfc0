"""Messages and senders for the tests of the register."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model, statements
from rio_soap.register.database.database import Register
from rio_soap.register.database.rows import Rows
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import leveringen, leveringen_relatie, raadplegingen
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.uitslag import Context, Registerinstellingen, Uitslag
from tests.register import ooggetuige, plekken
from tests.register.erkende import erkenningrij
from tests.register.geldige_antwoorden import houd_aan_schema, lezing_van

HANZE = "0000000700025BE00000"
"""Sender of bestuur 100B490 in the trial data."""
BUUR = "00000001123456782000"
"""Sender of bestuur 200B001 (see `voeg_buur_toe`), by RSIN."""
VREEMD = "00000001999999999000"
"""A sender without a bestuur."""

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BEGIN = date(2024, 9, 1)

Handeling = Callable[[Session, Context, Gegeven], Uitslag]


@dataclass(frozen=True, slots=True)
class Proefcontext(Context):
    """A context with what was found outside the register before a delivery in it; None when nobody was asked."""

    gevonden: Gevonden | None = None


def context(oin: str = HANZE, *, gevonden: Gevonden | None = None, moment: datetime = NU, **anders: Any) -> Context:
    """Who asks; other names are settings of the register."""
    return Proefcontext(oin, moment, "proef", Registerinstellingen(**anders), gevonden=gevonden)


def kenmerk(naam: str, waarde: str, element: str = "kenmerkwaardeTekst") -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, element: waarde})


def periode(soort: str = "hoOpleiding", begin: date = BEGIN, **velden: Waarde) -> Gegeven:
    return Gegeven(f"{soort}Periode", {"begindatum": begin, "naamLang": "Proef", **velden})


def eenheid(
    soort: str = "hoOpleiding",
    *,
    code: str | None = None,
    sleutel: str | None = None,
    variant: str | None = "OPLEIDING",
    perioden: list[Gegeven] | None = None,
    begin: date = BEGIN,
    einde: date | None = None,
    **velden: Waarde,
) -> Gegeven:
    """A unit that is right unless told otherwise.

    :param variant: kenmerk soort of an hoOpleiding; None leaves it out.
    """
    kenmerken = [kenmerk("eigenOpleidingseenheidSleutel", sleutel)] if sleutel else []
    if soort == "hoOpleiding" and variant:
        kenmerken.append(kenmerk("soort", variant, "kenmerkwaardeEnumeratiewaarde"))
    if soort == "hoOnderwijseenhedencluster":
        kenmerken.append(kenmerk("soort", "HOEC", "kenmerkwaardeEnumeratiewaarde"))
    inhoud: dict[str, Waarde] = {"opleidingseenheidcode": code} if code else {}
    inhoud["begindatum"] = begin
    if einde:
        inhoud["einddatum"] = einde
    if kenmerken:
        inhoud["kenmerken"] = kenmerken  # type: ignore[assignment]
    inhoud["opleidingseenheidPeriode"] = perioden or [periode(soort, begin)]  # type: ignore[assignment]
    if soort == "hoOpleiding":
        inhoud |= {"waardedocumentsoort": "DIPLOMA", "niveau": "HBO-BA"}
    return Gegeven(soort, inhoud | velden)


def relatie(een: str, ander: str, begin: date = BEGIN, einde: date | None = None) -> Gegeven:
    velden: dict[str, Waarde] = {"opleidingseenheidcode": [een, ander], "begindatum": begin}
    return Gegeven("opleidingsrelatie", velden | ({"einddatum": einde} if einde else {}))


def voer_uit(session: Session, operatie: str, verzoek: Gegeven, ctx: Context | None = None) -> Uitslag:
    """A delivery in a transaction, with what the context says was found outside before it."""
    ctx = replace(ctx or context(), operatie=operatie)
    klaar = LEVERINGEN[operatie].bereid_voor(ctx, verzoek)
    if klaar.buiten is not None and isinstance(ctx, Proefcontext) and ctx.gevonden is not None:
        klaar = klaar.buiten.met(ctx.gevonden)
    return klaar.voer_uit(session)


def schrijf(
    register: Register, handeling: Callable[..., Uitslag], velden: dict[str, Waarde], ctx: Context | None = None
) -> Uitslag:
    """Deliver; each foutmelding of a refusal is held to its place in the message.

    :param handeling: of the table of operations; any other function is called as it is.
    """
    verzoek, operatie = Gegeven("verzoek", velden), plekken.operatie_van(handeling)
    if operatie is None:
        return register.schrijf(lambda session: handeling(session, ctx or context(), verzoek))
    uitslag = register.schrijf(lambda session: voer_uit(session, operatie, verzoek, ctx))
    plekken.controleer(operatie, verzoek, uitslag)
    houd_aan_schema(operatie, uitslag)
    return uitslag


def lever(register: Register, deel: Gegeven, ctx: Context | None = None) -> Uitslag:
    return schrijf(register, leveringen.aanleveren_opleidingseenheid, {"opleidingseenheid": deel}, ctx)


def nieuw(register: Register, deel: Gegeven | None = None, ctx: Context | None = None) -> str:
    """Deliver a new unit; gives its code."""
    uitslag = lever(register, deel or eenheid(), ctx)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return str(uitslag.gegevens["opleidingseenheidcode"])


def verwijder(register: Register, code: str, ctx: Context | None = None) -> Uitslag:
    return schrijf(register, leveringen.verwijderen_opleidingseenheid, {"opleidingseenheidcode": code}, ctx)


def relateer(register: Register, deel: Gegeven, ctx: Context | None = None) -> Uitslag:
    return schrijf(register, leveringen_relatie.aanleveren_opleidingsrelatie, {"opleidingsrelatie": deel}, ctx)


def ontkoppel(register: Register, een: str, ander: str, begin: date = BEGIN, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"opleidingseenheidcode": [een, ander], "begindatum": begin}
    return schrijf(register, leveringen_relatie.verwijderen_opleidingsrelatie, velden, ctx)


def vraag(register: Register, handeling: Handeling, ctx: Context | None = None, **velden: Waarde) -> Uitslag:
    with register.lees() as session:
        uitslag = handeling(session, ctx or context(), Gegeven("verzoek", velden))
    ooggetuige.zag_lezing(handeling, uitslag)
    if (lezing := lezing_van(handeling)) is not None:
        houd_aan_schema(lezing, uitslag)
    return uitslag


def lees(register: Register, code: str, ctx: Context | None = None) -> Gegeven:
    """A unit as it is read."""
    uitslag = vraag(register, raadplegingen.opvragen_opleidingseenheid, ctx, opleidingseenheidcode=code)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gelezen = uitslag.gegevens["opleidingseenheid"]
    assert isinstance(gelezen, Gegeven)
    return gelezen


def fouten(uitslag: Uitslag) -> list[str]:
    """Codes of the findings, in their order."""
    return [melding.foutcode for melding in uitslag.foutmeldingen]


def voeg_buur_toe(register: Register) -> None:
    """A second bestuur with an OIN: 200B001."""
    bestuur = {
        "code": "200B001",
        "soort": "BESTUUR",
        "begindatum": date(2000, 1, 1),
        "rsin": "123456782",
        "kvk_nummer": "12345678",
        "stand": Gegeven("onderwijsbestuur", {}),
    }
    register.schrijf(lambda session: session.execute(sa.insert(model.organisatorische_eenheid), bestuur))


def zet_eenheid(
    register: Register, code: str, deel: Gegeven, eigenaar: str | None, herkomst: str = "INSTELLING"
) -> None:
    """A unit that the register already holds, as OCW or another party registered it."""
    rij = leveringen.eenheidrij(code, deel, eigenaar, herkomst)
    register.schrijf(lambda session: session.execute(sa.insert(model.opleidingseenheid), rij))


def erken(register: Register, code: str, begin: date = BEGIN, einde: date | None = None) -> None:
    """Give a unit an opleidingserkenning, ISAT 34035."""

    def taak(session: Session) -> None:
        rij = erkenningrij("ISAT", "34035", begindatum=begin, einddatum=einde)
        erkenning = session.execute(sa.insert(model.opleidingserkenning), rij).inserted_primary_key
        assert erkenning is not None
        relatie_ = {"erkenning": erkenning[0], "eenheid": code}
        session.execute(sa.insert(model.opleidingserkenningrelatie), relatie_)

    register.schrijf(taak)


def bied_aan(
    register: Register, eenheidcode: str, *, eerste_instroom: date | None = None, einde: date | None = None
) -> str:
    """An aangeboden opleiding of a unit; gives its code."""
    code = "11111111-2222-3333-4444-555555555555"
    rij = {
        "code": code,
        "specialisatie": "aangebodenHOOpleiding",
        "aanbieder": "110A133",
        "eenheid": eenheidcode,
        "begindatum": date(2024, 1, 1),
        "eerste_instroomdatum": eerste_instroom,
        "einddatum": einde,
        "eigen_sleutel": "aanbod-1",
        "stand": Gegeven("aangebodenHOOpleiding", {}),
    }
    register.schrijf(lambda session: session.execute(sa.insert(model.aangeboden_opleiding), rij))
    return code


def aantal(register: Register, tabel: sa.Table, *waar: sa.ColumnElement[bool]) -> int:
    with register.lees() as session:
        return int(session.execute(sa.select(sa.func.count()).select_from(tabel).where(*waar)).scalar_one())


@contextmanager
def opdrachten(register: Register) -> Iterator[list[str]]:
    """The statements that run meanwhile in this thread, in the register's own way or through Core; those of
    transactions aside. A service that an earlier test left serving goes on with its own."""
    gezien: list[str] = []
    echt, draad = statements.Statement.run, threading.get_ident()

    def tel(_v: object, _c: object, opdracht: str, *_: object) -> None:
        if threading.get_ident() == draad:
            gezien.append(opdracht)

    def run(opdracht: statements.Statement[tuple[object, ...]], *met: Any) -> Rows[tuple[object, ...]]:
        if threading.get_ident() != draad:
            return echt(opdracht, *met)
        voor = len(gezien)
        uitkomst = echt(opdracht, *met)
        if len(gezien) == voor:  # else Core did it
            gezien.append(str(opdracht.opdracht))
        return uitkomst

    sa.event.listen(register.engine, "before_cursor_execute", tel)
    with mock.patch.object(statements.Statement, "run", run):
        yield gezien
    sa.event.remove(register.engine, "before_cursor_execute", tel)
