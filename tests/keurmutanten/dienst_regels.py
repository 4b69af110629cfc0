"""Mutants of the rules: each controle left out, from the tables of the register, and borders that lie elsewhere."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import BEHEREN
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.regels.foutcodes import AANVULLINGEN, FOUTCODES, VOLGORDE, melding
from rio_soap.register.regels.uitslag import dag_in_nederland, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.dienst_vorm import lijsten
from tests.keurmutanten.gereedschap import Doe, samen
from tests.keurmutanten.lijst import Mutant
from tests.keurmutanten.proefdienst import Proefdienst

DAG = timedelta(days=1)
_ROOM = {
    "aangebodenOpleiding": "aanbod.controles",
    "opleidingseenheid": "eenheid.controles",
    "opleidingsrelatie": "eenheid.controles_relatie",
    "onderwijsaanbieder": "organisatie.controles",
    "onderwijslocatiegebruik": "locatie.controles",
}


def _plaats(operatie: str) -> str:
    soort, _, wat = operatie.partition("_")
    return f"rio_soap.register.{_ROOM[wat]}.{soort.upper()}"


def zonder(operatie: str, code: str) -> Doe:
    """Leave a controle out of one operation."""

    def doe(proef: Proefdienst) -> None:
        module, _, naam = _plaats(operatie).rpartition(".")
        lijst = getattr(importlib.import_module(module), naam)
        proef.vervang(_plaats(operatie), tuple(c for c in lijst if c[0] != code))

    return doe


ONZICHTBAAR = {
    "INT500": "comes only when the BAG or KvK fails, which nobody outside can bring about",
    "P01080": "AUT401 comes first: a unit with the same code and herkomst belongs to another",
    "P01420": "A02011 comes first: a unit that is recognised cannot be changed",
    "P04020": "V4 makes no relations of soort OVERGANG",
    "P04040": "the register chooses the soort of a relation; no message names it",
    "N07050": "needs an onderwijsaanbieder whose tie to its bestuur has ended, which V4 cannot bring about",
    "N11421": "needs a kenmerk that the XSD in force no longer has",
}
"""Controles whose absence nobody outside can see; their mutants are the right service, and do not count."""


_DRAGERS = {
    "aangebodenOpleiding": "aangeboden",
    "opleidingseenheid": ("hoOpleiding", "hoOnderwijseen", "particuliereOpleiding"),
    "onderwijsaanbieder": "onderwijsaanbieder",
    "onderwijslocatiegebruik": "onderwijslocatiegebruik",
}
"""How the objects begin that carry the kenmerken of a delivery."""


def _voorstelbaar(operatie: str, code: str) -> bool:
    """Whether the contract gives a kenmerk with which a message of this operation can raise a K-code."""
    begin = _DRAGERS[operatie.partition("_")[2]]
    confs = [c for naam, alle in kenmerken(BEHEREN).items() if naam.startswith(begin) for c in alle]
    lijsten_ = [standaardlijsten().waarden(c.waardenlijst) for c in confs if c.waardenlijst]
    mogelijk = {
        "K01010": any(c.min for c in confs),
        "K01040": any(c.max > 1 for c in confs),
        "K01050": bool(lijsten_),
        "K01051": any(w.vanaf or w.tot for waarden in lijsten_ for w in waarden),
    }
    return mogelijk.get(code, True)


def onzichtbaar() -> Iterator[tuple[str, str]]:
    """Names of the mutants whose fault nobody outside can see, and why."""
    for operatie in VOLGORDE:
        for code in dict.fromkeys(code for code, _ in LEVERINGEN[operatie].controles):
            reden = ONZICHTBAAR.get(code)
            if reden is None and code.startswith("K") and not _voorstelbaar(operatie, code):
                reden = "no kenmerk that the message can hold has a minimum, a second value, a list or an ended value"
            if reden is not None:
                yield f"left-out-{code}-{operatie}", reden


def weggelaten() -> Iterator[Mutant[Proefdienst]]:
    """Each controle of the ten deliveries of V4 left out, but for those of `onzichtbaar`."""
    niet = dict(onzichtbaar())
    for operatie in VOLGORDE:
        for code in dict.fromkeys(code for code, _ in LEVERINGEN[operatie].controles):
            if f"left-out-{code}-{operatie}" not in niet and FOUTCODES[code].uitvoering in ("controle", "keten"):
                bron = "foutcodes" if code not in AANVULLINGEN[operatie] else "reasoned"
                fout = f"{code} is not checked at {operatie}"
                yield Mutant(f"left-out-{code}-{operatie}", "controles left out", fout, bron, zonder(operatie, code))


def _vandaag() -> date:
    return dag_in_nederland(datetime.now(UTC))


def anders(code: str, maak: Callable[[Any, Any], Iterator[Any]]) -> Doe:
    """Another controle, wherever it stands: `maak` gets the right one and the zaak."""

    def om(lijst: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple((c, (lambda zaak, k=k: maak(k, zaak)) if c == code else k) for c, k in lijst)

    return lijsten(om)


def lijst_anders(naam: str, maak: Callable[..., bool]) -> Doe:
    """Waardenlijsten that answer otherwise."""
    return lambda proef: proef.vervang(f"rio_soap.register.regels.waardenlijsten.Waardenlijsten.{naam}", maak)


_geldig, _bestaat = Waardenlijsten.geldig, Waardenlijsten.bestaat


def _een_dag_later(rij: Callable[[Any], Any]) -> Callable[[Any, Any], Iterator[Any]]:
    """Passes what ends one day after the row in which it has to lie."""

    def maak(goed: Any, zaak: Any) -> Iterator[Any]:
        grens = rij(zaak)
        einde = zaak.duur.einde
        for fout in goed(zaak):
            ruim = einde is not None and grens is not None and grens.einddatum is not None
            if not (ruim and fout.veld == "einddatum" and einde <= grens.einddatum + DAG):
                yield fout

    return maak


def _open_einde(goed: Any, zaak: Any) -> Iterator[Any]:
    return iter(()) if zaak.duur.einde is None else goed(zaak)


def _vaker(_: Any, zaak: Any) -> Iterator[Any]:
    for drager in zaak.verdachte_dragers:
        aantal = Counter(kenmerk.naam for kenmerk in drager.kenmerken)
        for naam, conf in drager.configuratie.items():
            if aantal[naam] > conf.max + 1:
                yield melding("K01020", drager.sleutels, kenmerk_naam=naam)


def _alleen_object(goed: Any, zaak: Any) -> Iterator[Any]:
    """Of a message only the object itself: what it lacks, not what its periods and cohorts lack."""
    for fout in goed(zaak):
        if not any(naam in ("cohortcode", "begindatum") for naam, _ in fout.sleutels):
            yield fout


def _begin_ruim(goed: Any, zaak: Any) -> Iterator[Any]:
    perioden = zaak.perioden_duur if hasattr(zaak, "perioden_duur") else zaak.bericht.perioden_duur
    leven = zaak.duur if hasattr(zaak, "duur") else zaak.bericht.duur
    laat = perioden and perioden[0].begin == leven.begin + DAG
    return iter(()) if laat else goed(zaak)


def _in_gebruik(goed: Any, zaak: Any) -> Iterator[Any]:
    oud = zaak.bestaand
    if oud is not None and oud.einddatum is not None and oud.einddatum <= _vandaag():
        return iter(())
    return goed(zaak)


def _lopend(rijen: Any) -> list[Any]:
    return [rij for rij in rijen if rij.einddatum is None or rij.einddatum > _vandaag()]


def _eenheid_lopend(_: Any, zaak: Any) -> Iterator[Any]:
    if zaak.relaties or _lopend(zaak.aangeboden) or zaak.erkenningen:
        yield melding("P01810", zaak.sleutels)


@DIENST.doe("border-cohort-last-day")
def _laatste_dag(proef: Proefdienst) -> None:
    def niet_na(code: str, zaak: Any, dagen: Any) -> Iterator[Any]:
        einde = zaak.bericht.duur.einde
        for cohort, dag in zip(zaak.bericht.cohorten, dagen, strict=True):
            if dag is not None and einde is not None and dag >= einde:
                yield melding(code, zaak.bericht.cohortsleutels(cohort.code))

    proef.vervang("rio_soap.register.aanbod.controles_cohort._niet_na_einde", niet_na)


def _begin(*codes: str) -> Doe:
    return samen(*(anders(code, _begin_ruim) for code in codes))


DIENST.zet(
    {
        "border-end-day": lambda proef: proef.vervang(
            "rio_soap.register.regels.perioden.Duur.klopt", lambda d: d.einde is None or d.einde >= d.begin
        ),
        "border-overlap": lambda proef: proef.vervang(
            "rio_soap.register.regels.perioden.Duur.overlapt",
            lambda d, a: (a.einde is None or d.begin <= a.einde) and (d.einde is None or a.begin <= d.einde),
        ),
        "border-period-begin": _begin("P02070", "P02080", "N05050", "N05060"),
        "border-unit-end": anders("N09410", _een_dag_later(lambda zaak: zaak.eenheid)),
        "border-provider-end": anders("N09430", _een_dag_later(lambda zaak: zaak.aanbieder)),
        "border-open-end": anders("N09410", _open_einde),
        "border-list-today": lijst_anders(
            "geldig", lambda zelf, lijst, waarde, *_: _geldig(zelf, lijst, waarde, _vandaag(), _vandaag() + DAG)
        ),
        "border-list-case": samen(
            lijst_anders("geldig", lambda zelf, lijst, waarde, *d: _geldig(zelf, lijst, waarde.upper(), *d)),
            lijst_anders("bestaat", lambda zelf, lijst, waarde: _bestaat(zelf, lijst, waarde.upper())),
        ),
        "border-list-always": lijst_anders("geldig", lambda zelf, lijst, waarde, *_: _bestaat(zelf, lijst, waarde)),
        "border-kenmerk-max": anders("K01020", _vaker),
        "border-kenmerk-min": anders("K01010", _alleen_object),
        "border-use-ended": anders("N01020", _in_gebruik),
        "border-reference-ended": anders("P01810", _eenheid_lopend),
    }
)
