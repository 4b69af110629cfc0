"""Mutants of the three change feeds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.wijzigingen.mutaties import GewijzigdObject, Wijzigingen
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import Doe, uitvoering
from tests.keurmutanten.proefdienst import Proefdienst

PLAATS = "rio_soap.register.wijzigingen.raadplegingen"
AANBOD, EENHEID, GEBRUIK = (
    model.aangeboden_opleiding.name,
    model.organisatorische_eenheid.name,
    model.onderwijslocatiegebruik.name,
)
LEVER = "aanleveren_aangebodenOpleiding"
Objecten = list[GewijzigdObject]


def stroom(maak: Callable[[Any, Any, Any, datetime, dict[str, Any]], Wijzigingen]) -> Doe:
    """Other changes: `maak` gets the right function, session, table, moment and the rest."""
    return lambda proef: proef.om(
        f"{PLAATS}.wijzigingen", lambda goed, session, tabel, sinds, **rest: maak(goed, session, tabel, sinds, rest)
    )


def objecten(doe: Callable[[str, Objecten], Objecten]) -> Doe:
    """Other objects on a page, by the name of their table."""

    def maak(goed: Any, session: Any, tabel: Any, sinds: datetime, rest: dict[str, Any]) -> Wijzigingen:
        uit = cast("Wijzigingen", goed(session, tabel, sinds, **rest))
        nieuw = doe(tabel.name, list(uit.objecten))
        return Wijzigingen(nieuw, max(0, uit.aantal + len(nieuw) - len(uit.objecten)))

    return stroom(maak)


def soort(paren: dict[str, str]) -> Doe:
    """Another kind of change."""
    return objecten(lambda _, o: [replace(w, soort=cast("Any", paren.get(w.soort, w.soort))) for w in o])


def zonder(welke: str) -> Doe:
    """Changes of a kind are missing."""
    return objecten(lambda _, o: [w for w in o if w.soort != welke])


def sinds(welk: Callable[[datetime], datetime]) -> Doe:
    """From another moment on."""
    return stroom(lambda goed, session, tabel, vanaf, rest: goed(session, tabel, welk(vanaf), **rest))


def zonder_houder(tabelnaam: str) -> Doe:
    """Of all holders."""

    def maak(goed: Any, session: Any, tabel: Any, vanaf: datetime, rest: dict[str, Any]) -> Wijzigingen:
        if tabel.name == tabelnaam:
            rest = {**rest, "houder": None}
        return cast("Wijzigingen", goed(session, tabel, vanaf, **rest))

    return stroom(maak)


def onthoud(proef: Proefdienst, wanneer: Callable[[Uitslag], bool]) -> dict[str, str]:
    """Codes of offers that were delivered with this outcome, and their own keys."""
    gezien: dict[str, str] = {}

    def lever(goed: Any, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = cast("Uitslag", goed(session))
        aanbod = velden.deel(vraag, "aangebodenOpleiding")
        if aanbod is not None and wanneer(uitslag):
            code = str(aanbod.velden["aangebodenOpleidingCode"])
            gezien[code] = str(velden.kenmerk(aanbod, "eigenAangebodenOpleidingSleutel") or code)
        return uitslag

    uitvoering(LEVER, lever)(proef)
    return gezien


@DIENST.doe("feed-refused")
def _ook_afgekeurd(proef: Proefdienst) -> None:
    gezien = onthoud(proef, lambda uitslag: not uitslag.goedgekeurd)

    def doe(tabel: str, hier: Objecten) -> Objecten:
        er = {w.sleutel for w in hier}
        return [*hier, *(GewijzigdObject(code, "T") for code in gezien if tabel == AANBOD and code not in er)]

    objecten(doe)(proef)


@DIENST.doe("feed-code-other")
def _eigen_sleutel(proef: Proefdienst) -> None:
    gezien = onthoud(proef, lambda uitslag: uitslag.goedgekeurd)
    objecten(lambda _, o: [replace(w, sleutel=gezien.get(w.sleutel, w.sleutel)) for w in o])(proef)


def _dag_later(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


DIENST.zet(
    {
        "feed-no-removals": zonder("V"),
        "feed-no-changes": zonder("W"),
        "feed-no-additions": zonder("T"),
        "feed-kind-added": soort({"W": "T", "V": "T"}),
        "feed-kind-removed": soort({"V": "W"}),
        "feed-kind-new-changed": soort({"T": "W"}),
        "feed-since-ignored": sinds(lambda _: datetime(1900, 1, 1, tzinfo=UTC)),
        "feed-since-day": sinds(_dag_later),
        "feed-double": objecten(lambda _, o: [w for een in o for w in (een, een)]),
        "feed-other-provider": zonder_houder(AANBOD),
        "feed-other-board": zonder_houder(EENHEID),
        "feed-locations-empty": objecten(lambda tabel, o: [] if tabel == GEBRUIK else o),
        "feed-page-size": lambda proef: proef.vervang(f"{PLAATS}.paginagrootte", lambda *_: 10),
    }
)
