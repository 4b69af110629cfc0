"""Mutants of what is kept: deliveries without effect, states that merge instead of replace, values that change."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Uitslag, afgekeurd
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import (
    Boom,
    Doe,
    alle,
    boom,
    inhoud,
    levering,
    lezing,
    met_verzoek,
    samen,
    uitvoering,
    van,
    weg,
)
from tests.keurmutanten.proefdienst import Proefdienst

LEVEREN = (
    "aanleveren_opleidingseenheid",
    "aanleveren_aangebodenOpleiding",
    "aanleveren_onderwijsaanbieder",
    "aanleveren_onderwijslocatiegebruik",
    "aanleveren_opleidingsrelatie",
)
VERWIJDEREN = tuple(naam.replace("aanleveren", "verwijderen") for naam in LEVEREN)
LEZEN_EEN = ("opvragen_opleidingseenheid", "opvragen_aangebodenOpleiding", "opvragen_onderwijsaanbieder")
ZOEK, RELATIES = "opvragen_rioIdentificatiecode", "opvragen_opleidingsrelatiesBijOpleidingseenheid"
Voer = Callable[[Any], Uitslag]


def zonder_gevolg(session: Any, doe: Voer) -> Uitslag:
    """What a delivery answers, without what it does."""
    verbinding, mutaties, versies = session._connection, len(session.mutaties), len(session.versies)
    verbinding.exec_driver_sql("SAVEPOINT mutant")
    uitslag = doe(session)
    verbinding.exec_driver_sql("ROLLBACK TO mutant")
    del session.mutaties[mutaties:], session.versies[versies:]
    return uitslag


def om_alle(operaties: tuple[str, ...], maak: Callable[[Any, Any, Any, Gegeven], Uitslag]) -> Doe:
    """Another carrying out of several operations."""
    return samen(*(uitvoering(operatie, maak) for operatie in operaties))


@DIENST.doe("kept-refused")
def _toch(proef: Proefdienst) -> None:
    """A unit that is refused by what is no existence or authorisation is kept all the same."""
    uit: list[bool] = []

    def om(goed: Any, zaak: Any, *rest: Any, **meer: Any) -> Any:
        return [] if uit else goed(zaak, *rest, **meer)

    def maak(goed: Voer, session: Any, _: Any, __: Gegeven) -> Uitslag:
        uitslag = goed(session)
        if uitslag.goedgekeurd or uitslag.foutmeldingen[0].foutcode[0] == "A":
            return uitslag
        uit.append(True)
        try:
            goed(session)
        finally:
            uit.clear()
        return uitslag

    proef.om("rio_soap.register.eenheid.leveringen.controleer", om)
    uitvoering("aanleveren_opleidingseenheid", maak)(proef)


def _eerste_blijft(goed: Voer, session: Any, _: Any, __: Gegeven) -> Uitslag:
    verbinding, voor = session._connection, len(session.mutaties)
    verbinding.exec_driver_sql("SAVEPOINT mutant")
    uitslag = goed(session)
    if any(rij["soort"] == "W" for rij in session.mutaties[voor:]):
        verbinding.exec_driver_sql("ROLLBACK TO mutant")
    return uitslag


_CODES = ("opleidingseenheidcode", "aangebodenOpleidingCode", "onderwijsaanbiedercode")


def _deel(vraag: Gegeven) -> Gegeven | None:
    return next((w for w in vraag.velden.values() if isinstance(w, Gegeven)), None)


def _code(gegeven: Gegeven | None) -> str:
    if gegeven is None:
        return ""
    return next((str(gegeven.velden[naam]) for naam in _CODES if naam in gegeven.velden), "")


def samengevoegd(voeg: Callable[[Gegeven, Gegeven], None]) -> Doe:
    """A delivery takes over something of the state of before: `voeg` gets the new and the old object."""

    def doe(proef: Proefdienst) -> None:
        oud: dict[str, Gegeven] = {}

        def maak(bereid_voor: Any, context: Any, vraag: Gegeven) -> Any:
            nieuw = _deel(vraag)
            if nieuw is not None and (eerder := oud.get(_code(nieuw))) is not None:
                nieuw = Gegeven(nieuw.naam, dict(nieuw.velden))
                voeg(nieuw, eerder)
                veld = next(naam for naam, w in vraag.velden.items() if isinstance(w, Gegeven))
                vraag = Gegeven(vraag.naam, {**vraag.velden, veld: nieuw})
            klaar = bereid_voor(context, vraag)

            def voer_uit(session: Any) -> Uitslag:
                uitslag = cast("Uitslag", klaar.voer_uit(session))
                code = _code(nieuw) or next((str(w) for n, w in uitslag.gegevens.items() if n in _CODES), "")
                if uitslag.goedgekeurd and nieuw is not None and code:
                    oud[code] = nieuw
                return uitslag

            return replace(klaar, voer_uit=voer_uit)

        for operatie in LEVEREN[:3]:
            levering(operatie, maak)(proef)

    return doe


def erbij(veld: str, sleutel: str) -> Callable[[Gegeven, Gegeven], None]:
    """Parts of before whose key is not among the new ones."""

    def voeg(nieuw: Gegeven, oud: Gegeven) -> None:
        nu = velden.delen(nieuw, veld)
        bekend = {d.velden.get(sleutel) for d in nu}
        over = [d for d in velden.delen(oud, veld) if d.velden.get(sleutel) not in bekend]
        if over:
            nieuw.velden[veld] = [*nu, *over]

    return voeg


def _einde(nieuw: Gegeven, oud: Gegeven) -> None:
    for naam in ("einddatum", "uitBedrijfdatum"):
        if naam in oud.velden and naam not in nieuw.velden:
            nieuw.velden[naam] = oud.velden[naam]


def _er_niet(uitslag: Uitslag) -> bool:
    codes = {m.foutcode for m in uitslag.foutmeldingen}
    return bool(codes & {"A01070", "A01020", "N09440", "A01130", "A01060", "RS0010"})


def _ook_zonder(goed: Voer, session: Any, _: Any, __: Gegeven) -> Uitslag:
    uitslag = goed(session)
    return Uitslag() if _er_niet(uitslag) else uitslag


def _paar(vraag: Gegeven) -> list[str]:
    return velden.teksten(velden.deel(vraag, "opleidingsrelatie") or vraag, "opleidingseenheidcode")


@DIENST.doe("kept-relation-order")
def _op_volgorde(proef: Proefdienst) -> None:
    geleverd: dict[frozenset[str], list[str]] = {}

    def lever(goed: Voer, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session)
        if uitslag.goedgekeurd:
            geleverd[frozenset(_paar(vraag))] = _paar(vraag)
        return uitslag

    def verwijder(goed: Voer, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        paar = _paar(vraag)
        if geleverd.get(frozenset(paar), paar) != paar:
            return afgekeurd([melding("RS0010", (("opleidingseenheidcode", paar[0]),))])
        return goed(session)

    uitvoering("aanleveren_opleidingsrelatie", lever)(proef)
    uitvoering("verwijderen_opleidingsrelatie", verwijder)(proef)


@DIENST.doe("kept-relation-double")
def _per_volgorde(proef: Proefdienst) -> None:
    geleverd: dict[frozenset[str], set[tuple[str, ...]]] = {}

    def lever(goed: Voer, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session)
        if uitslag.goedgekeurd:
            geleverd.setdefault(frozenset(_paar(vraag)), set()).add(tuple(_paar(vraag)))
        return uitslag

    def lees(goed: Any, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = cast("Uitslag", goed(session, context, vraag))
        samenhang = cast("Gegeven | None", uitslag.gegevens.get("samenhangOpleidingseenheid"))
        if samenhang is None:
            return uitslag
        dubbel = []
        for ander in velden.delen(samenhang, "gerelateerdeOpleidingseenheid"):
            paar = frozenset((str(vraag.velden["opleidingseenheidcode"]), str(ander.velden["opleidingseenheidcode"])))
            dubbel += [ander] * max(1, len(geleverd.get(paar, ())))
        if dubbel:
            samenhang.velden["gerelateerdeOpleidingseenheid"] = dubbel
        return uitslag

    uitvoering("aanleveren_opleidingsrelatie", lever)(proef)
    lezing(RELATIES, lees)(proef)


@DIENST.doe("kept-location-new")
def _nieuwe_code(proef: Proefdienst) -> None:
    proef.vervang("rio_soap.register.locatie.rijen.op_aanduiding_adres", lambda *_: None)
    proef.vervang("rio_soap.register.locatie.rijen.op_vindplaats", lambda *_: None)
    proef.vervang("rio_soap.register.locatie.rijen.is_bekend", lambda *_: False)
    proef.vervang("rio_soap.register.locatie.leveringen.locaties.is_bekend", lambda *_: False)


@DIENST.doe("kept-location-gone")
def _locatie_ook(proef: Proefdienst) -> None:
    """A location whose use was removed cannot be read any more."""
    weg_: set[str] = set()

    def verwijder(goed: Voer, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session)
        if uitslag.goedgekeurd:
            weg_.add(str(vraag.velden["onderwijslocatiecode"]))
        return uitslag

    def lees(goed: Any, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        code = str(vraag.velden["onderwijslocatieCode"])
        if code in weg_:
            return afgekeurd([melding("A01060", (("onderwijslocatieCode", code),))])
        return cast("Uitslag", goed(session, context, vraag))

    uitvoering(VERWIJDEREN[3], verwijder)(proef)
    lezing("opvragen_onderwijslocatie", lees)(proef)


@DIENST.doe("kept-key-old")
def _oude_sleutel(proef: Proefdienst) -> None:
    gezien: dict[str, str] = {}

    def lever(goed: Voer, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session)
        deel = _deel(vraag)
        sleutel = velden.kenmerk(deel, "eigenOpleidingseenheidSleutel") if deel else None
        if uitslag.goedgekeurd and sleutel:
            gezien[str(sleutel)] = str(uitslag.gegevens["opleidingseenheidcode"])
        return uitslag

    def lees(goed: Any, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = cast("Uitslag", goed(session, context, vraag))
        code = gezien.get(str(vraag.velden.get("eigenOpleidingseenheidSleutel")))
        return Uitslag({"opleidingseenheidcode": code}) if not uitslag.goedgekeurd and code else uitslag

    uitvoering(LEVEREN[0], lever)(proef)
    lezing(ZOEK, lees)(proef)


@DIENST.doe("kept-code-again")
def _zelfde_code(proef: Proefdienst) -> None:
    eerste: list[str] = []

    def stap(vraag: etree._Element, antwoord: etree._Element) -> None:
        if vraag[-1][0].find(".//{*}opleidingseenheidcode") is None:
            for element in alle(inhoud(antwoord), "opleidingseenheidcode"):
                eerste.append(element.text or "")
                element.text = eerste[0]

    met_verzoek(stap, van(LEVEREN[0]))(proef)


def geleverd(doe_waarde: Callable[[str, Any], Any]) -> Doe:
    """Deliver other values: of each field by its name."""

    def anders(gegeven: Gegeven) -> Gegeven:
        return Gegeven(gegeven.naam, {naam: waarde(naam, w) for naam, w in gegeven.velden.items()})

    def waarde(naam: str, w: Any) -> Any:
        if isinstance(w, Gegeven):
            return anders(w)
        if isinstance(w, list):
            return [waarde(naam, deel) for deel in w]
        return doe_waarde(naam, w)

    def maak(bereid_voor: Any, context: Any, vraag: Gegeven) -> Any:
        deel = {naam: anders(w) for naam, w in vraag.velden.items() if isinstance(w, Gegeven)}
        return bereid_voor(context, Gegeven(vraag.naam, {**vraag.velden, **deel}))

    return samen(*(levering(operatie, maak) for operatie in LEVEREN[:4]))


def tekst(doe_tekst: Callable[[str], str]) -> Doe:
    """Deliver other texts, in names and descriptions."""
    vrij = ("naamLang", "naamKort", "omschrijving", "naam", "eigennaam")
    return geleverd(lambda naam, w: doe_tekst(w) if isinstance(w, str) and naam in vrij else w)


def kenmerk(doe_kenmerken: Callable[[list[Gegeven]], list[Gegeven]]) -> Doe:
    """Deliver other kenmerken."""

    def maak(bereid_voor: Any, context: Any, vraag: Gegeven) -> Any:
        return bereid_voor(context, _met(vraag))

    def _met(gegeven: Gegeven) -> Gegeven:
        uit: dict[str, Any] = {}
        for naam, w in gegeven.velden.items():
            if naam == "kenmerken":
                uit[naam] = doe_kenmerken(velden.delen(gegeven, "kenmerken"))
            elif isinstance(w, Gegeven):
                uit[naam] = _met(w)
            elif isinstance(w, list):
                uit[naam] = [_met(d) if isinstance(d, Gegeven) else d for d in w]
            else:
                uit[naam] = w
        return Gegeven(gegeven.naam, uit)

    return samen(*(levering(operatie, maak) for operatie in LEVEREN[:4]))


def _klein(kenmerken: list[Gegeven]) -> list[Gegeven]:
    return [
        Gegeven(k.naam, {**k.velden, "kenmerkwaardeTekst": str(k.velden["kenmerkwaardeTekst"]).lower()})
        if str(k.velden["kenmerknaam"]).startswith("eigen") and "kenmerkwaardeTekst" in k.velden
        else k
        for k in kenmerken
    ]


def _laatste(kenmerken: list[Gegeven]) -> list[Gegeven]:
    return list({k.velden["kenmerknaam"]: k for k in kenmerken}.values())


def _kort_getal(naam: str, waarde: Any) -> Any:
    if naam != "kenmerkwaardeGetal" or waarde is None:
        return waarde
    geheel = int(waarde)
    return type(waarde)(geheel // 10)


def _per_naam(naam: str, doe: Callable[[list[etree._Element]], None]) -> Boom:
    """Of each object the children of which the name ends so."""

    def stap(root: etree._Element) -> None:
        for ouder in list(inhoud(root).iter()):
            kinderen = [k for k in ouder if etree.QName(k).localname.endswith(naam)]
            if len(kinderen) > 1:
                doe(kinderen)

    return stap


def _dag_eerder(root: etree._Element) -> None:
    for element in inhoud(root).iter():
        if not len(element) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", element.text or ""):
            element.text = (date.fromisoformat(element.text or "") - timedelta(days=1)).isoformat()


def _afgerond(root: etree._Element) -> None:
    for element in [*alle(root, "bedrag"), *alle(root, "kenmerkwaardeGetal")]:
        element.text = f"{round(float(element.text or 0)):d}.0"


def _zonder_eigenaar(root: etree._Element) -> None:
    for element in alle(root, "kenmerken"):
        if element.findtext("{*}kenmerknaam") == "eigenaar":
            weg(element)


def _zonder_accent(w: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", w) if not unicodedata.combining(c))


def _zonder_o(root: etree._Element) -> None:
    for element in alle(inhoud(root), "opleidingseenheidcode"):
        element.text = (element.text or "").replace("O", "0")


DIENST.zet(
    {
        "kept-not": om_alle(LEVEREN, lambda goed, session, *_: zonder_gevolg(session, goed)),
        "kept-first": om_alle(LEVEREN, _eerste_blijft),
        "kept-merged-kenmerken": samengevoegd(erbij("kenmerken", "kenmerknaam")),
        "kept-merged-cohorten": samengevoegd(erbij("aangebodenOpleidingCohort", "cohortcode")),
        "kept-merged-perioden": samengevoegd(
            lambda nieuw, oud: [
                erbij(veld, "begindatum")(nieuw, oud)
                for veld in ("opleidingseenheidPeriode", "aangebodenOpleidingPeriode", "onderwijsaanbiederPeriode")
            ]
            and None
        ),
        "kept-end": samengevoegd(_einde),
        "kept-removed": om_alle(VERWIJDEREN, lambda goed, session, *_: zonder_gevolg(session, goed)),
        "kept-removed-missing": om_alle(VERWIJDEREN, _ook_zonder),
        "kept-code-pattern": boom(_zonder_o, van(LEVEREN[0])),
        "kept-unit-owner": boom(_zonder_eigenaar),
        "kept-decimals": boom(_afgerond),
        "kept-text-trimmed": tekst(str.rstrip),
        "kept-text-lines": tekst(lambda w: w.replace("\n", " ")),
        "kept-text-cut": tekst(lambda w: w[:255]),
        "kept-text-ascii": tekst(_zonder_accent),
        "kept-case": kenmerk(_klein),
        "kept-day": boom(_dag_eerder, van(*LEZEN_EEN)),
        "kept-number": geleverd(_kort_getal),
        "kept-kenmerk-lost": kenmerk(_laatste),
        "kept-period-lost": boom(_per_naam("Periode", lambda k: [weg(e) for e in k[:-1]] and None), van(*LEZEN_EEN)),
        "kept-cohort-lost": boom(_per_naam("Cohort", lambda k: [weg(e) for e in k[1:]] and None), van(*LEZEN_EEN)),
    }
)  # fmt: skip
