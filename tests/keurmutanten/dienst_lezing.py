"""Mutants of readings: pages, order, the day of which is asked, what is shown, and how fresh it is."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.uitslag import Uitslag, afgekeurd
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.dienst_vorm import bij
from tests.keurmutanten.gereedschap import Boom, Doe, alle, boom, inhoud, lezing, samen, uitvoering, van, weg
from tests.keurmutanten.proefdienst import Proefdienst

EENHEID, AANBOD = "opvragen_opleidingseenheid", "opvragen_aangebodenOpleiding"
VAN_BESTUUR, AANBOD_VAN = "opvragen_opleidingseenhedenVanOrganisatie", "opvragen_aangebodenOpleidingenVanOrganisatie"
RELATIES, ZOEK = "opvragen_opleidingsrelatiesBijOpleidingseenheid", "opvragen_rioIdentificatiecode"
AANBIEDERS, STRUCTUUR = "opvragen_onderwijsaanbiedersVanOrganisatie", "opvragen_instellingsstructuur"
GEPAGINEERD = (VAN_BESTUUR, AANBOD_VAN)
LIJST = {VAN_BESTUUR: "opleidingseenheid", AANBOD_VAN: "aangebodenOpleiding"}
Lees = Callable[[Any, Any, Gegeven], Uitslag]
_HOOFD = (
    "identificatiecodeBedrijfsdocument",
    "verzendendeInstantie",
    "ontvangendeInstantie",
    "datumTijdBedrijfsdocument",
)


def met(vraag: Gegeven, **anders: Any) -> Gegeven:
    """A request with other fields; None takes one away."""
    nieuw = {**vraag.velden, **anders}
    return Gegeven(vraag.naam, {naam: w for naam, w in nieuw.items() if w is not None})


def bladen(maak: Callable[[str, Lees, Any, Any, Gegeven], Uitslag]) -> Doe:
    """The same change of both paged readings of objects; `maak` also gets the name of the list."""
    return samen(
        *(lezing(o, lambda g, s, c, v, naam=LIJST[o]: maak(naam, g, s, c, v)) for o in GEPAGINEERD)  # type: ignore[misc]
    )


def grootte(aantal: int) -> Doe:
    """Another number of objects on a page."""

    def doe(proef: Proefdienst) -> None:
        afhandeling = proef.pijplijn.afhandeling
        afhandeling.settings = replace(afhandeling.settings, paginagrootte=aantal)

    return doe


def paginering(stap: Callable[[Gegeven, Gegeven, int], None]) -> Doe:
    """Another paginering: `stap` gets it, the request, and the number of objects on the page."""

    def maak(naam: str, goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session, context, vraag)
        if uitslag.goedgekeurd:
            blad = cast("Gegeven", uitslag.gegevens["paginering"])
            stap(blad, vraag, len(list(cast("list[Gegeven]", uitslag.gegevens[naam]))))
        return uitslag

    return bladen(maak)


def zet(blad: Gegeven, naam: str, waarde: int) -> None:
    """One number of a paginering."""
    blad.velden[naam] = waarde


def andere_pagina(welke: Callable[[int], int]) -> Doe:
    """Another page than was asked, which is said to be the one that was asked."""

    def maak(_: str, goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        gevraagd = int(str(vraag.velden["pagina"]))
        uitslag = goed(session, context, met(vraag, pagina=welke(gevraagd)))
        if uitslag.goedgekeurd:
            zet(cast("Gegeven", uitslag.gegevens["paginering"]), "pagina", gevraagd)
        return uitslag

    return bladen(maak)


def lijst(doe: Callable[[list[Gegeven]], list[Gegeven]], *operaties: str) -> Doe:
    """Other objects on a page."""

    def maak(naam: str, goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session, context, vraag)
        if uitslag.goedgekeurd:
            uitslag.gegevens[naam] = doe(list(cast("list[Gegeven]", uitslag.gegevens[naam])))
        return uitslag

    return bladen(maak)


def _overlap(naam: str, goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    uitslag, pagina = goed(session, context, vraag), int(str(vraag.velden["pagina"]))
    if uitslag.goedgekeurd and pagina:
        vorige = goed(session, context, met(vraag, pagina=pagina - 1))
        hier = list(cast("list[Gegeven]", uitslag.gegevens[naam]))
        if hier:
            uitslag.gegevens[naam] = [*list(cast("list[Gegeven]", vorige.gegevens[naam]))[-1:], *hier[:-1]]
    return uitslag


def _willekeurig(objecten: list[Gegeven]) -> list[Gegeven]:
    return random.sample(objecten, len(objecten))  # any order will do


def zonder_veld(naam: str, *, echo: bool = True) -> Callable[[Lees, Any, Any, Gegeven], Uitslag]:
    """The offers as if a field of the request were not there."""

    def maak(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session, context, met(vraag, **{naam: None}))
        if uitslag.goedgekeurd and echo and naam in vraag.velden and naam == "peildatum":
            uitslag.gegevens["peildatum"] = vraag.velden["peildatum"]
        return uitslag

    return maak


def _op_einddatum(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    uitslag, dag = goed(session, context, vraag), vraag.velden.get("peildatum")
    if not uitslag.goedgekeurd or not isinstance(dag, date):
        return uitslag
    eerder = goed(session, context, met(vraag, peildatum=dag - timedelta(days=1)))
    erbij = [
        a
        for a in cast("list[Gegeven]", eerder.gegevens["aangebodenOpleiding"])
        if str(dag) in str(a.velden.get("einddatum"))
    ]
    uitslag.gegevens["aangebodenOpleiding"] = [*cast("list[Gegeven]", uitslag.gegevens["aangebodenOpleiding"]), *erbij]
    _tel_bij(uitslag, len(erbij))
    return uitslag


def _tel_bij(uitslag: Uitslag, erbij: int) -> None:
    blad = cast("Gegeven", uitslag.gegevens["paginering"])
    aantal = int(str(blad.velden["aantalResultaten"])) + erbij
    zet(blad, "aantalResultaten", aantal)
    zet(blad, "aantalPaginas", -(-aantal // 20))


def _na_begindatum(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    uitslag, dag = goed(session, context, vraag), vraag.velden.get("peildatum")
    if uitslag.goedgekeurd and isinstance(dag, date):
        hier = list(cast("list[Gegeven]", uitslag.gegevens["aangebodenOpleiding"]))
        over = [a for a in hier if str(dag) not in str(a.velden.get("begindatum"))]
        uitslag.gegevens["aangebodenOpleiding"] = over
        _tel_bij(uitslag, len(over) - len(hier))
    return uitslag


def _alleen_eigen(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    code = str(vraag.velden["opleidingseenheidcode"])
    rij = eenheden.eenheid(session, code)
    if rij is not None and rij.eigenaar != "100B490":
        return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])
    return goed(session, context, vraag)


def _van_allen(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    uitslag = goed(session, context, vraag)
    if uitslag.goedgekeurd and vraag.velden["pagina"] == 0:
        anderen = goed(session, context, met(vraag, onderwijsbestuurcode="107B213"))
        erbij = list(cast("list[Gegeven]", anderen.gegevens.get("opleidingseenheid", [])))
        hier = list(cast("list[Gegeven]", uitslag.gegevens["opleidingseenheid"]))
        uitslag.gegevens["opleidingseenheid"] = [*erbij, *hier]
        _tel_bij(uitslag, len(erbij))
    return uitslag


def _ook_anders(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
    uitslag = goed(session, context, vraag)
    for anders in (str.upper, str.lower):
        if not uitslag.goedgekeurd:
            nieuw = {n: anders(w) for n, w in vraag.velden.items() if n.startswith("eigen") and isinstance(w, str)}
            uitslag = goed(session, context, met(vraag, **nieuw))
    return uitslag


@DIENST.doe("read-key-other")
def _andere_sleutel(proef: Proefdienst) -> None:
    gezien: dict[str, str] = {}

    def lever(goed: Any, session: Any, _: Any, vraag: Gegeven) -> Uitslag:
        uitslag = cast("Uitslag", goed(session))
        aanbod = velden.deel(vraag, "aangebodenOpleiding")
        if uitslag.goedgekeurd and aanbod is not None and "opleidingseenheidSleutel" in aanbod.velden:
            sleutel = velden.kenmerk(aanbod, "eigenAangebodenOpleidingSleutel")
            gezien[str(sleutel)] = str(aanbod.velden["opleidingseenheidSleutel"])
        return uitslag

    def lees(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session, context, vraag)
        code = gezien.get(str(vraag.velden.get("eigenOpleidingseenheidSleutel")))
        return Uitslag({"opleidingseenheidcode": code}) if code else uitslag

    uitvoering("aanleveren_aangebodenOpleiding", lever)(proef)
    lezing(ZOEK, lees)(proef)


def _goedgekeurd(root: etree._Element) -> None:
    for element in alle(root, "foutmelding"):
        weg(element)
    alle(root, "requestGoedgekeurd")[0].text = "true"


def samenhang(stap: Callable[[Gegeven, str, Any], Uitslag | None]) -> Doe:
    """Another answer about relations: `stap` gets the samenhang, the code that was asked, and the session."""

    def maak(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
        uitslag = goed(session, context, vraag)
        gevonden = uitslag.gegevens.get("samenhangOpleidingseenheid")
        if not isinstance(gevonden, Gegeven):
            return uitslag
        return stap(gevonden, str(vraag.velden["opleidingseenheidcode"]), session) or uitslag

    return lezing(RELATIES, maak)


_GERELATEERD = "gerelateerdeOpleidingseenheid"


def _een_kant(gevonden: Gegeven, code: str, _: Any) -> None:
    anderen = velden.delen(gevonden, _GERELATEERD)
    over = [a for a in anderen if code < str(a.velden["opleidingseenheidcode"])]
    gevonden.velden.pop(_GERELATEERD, None)
    if over:
        gevonden.velden[_GERELATEERD] = over


def _zonder_relaties(gevonden: Gegeven, code: str, _: Any) -> Uitslag | None:
    if velden.delen(gevonden, _GERELATEERD):
        return None
    return afgekeurd([melding("A01070", (("opleidingseenheidcode", code),))])


def _begin_van_eenheid(gevonden: Gegeven, code: str, session: Any) -> None:
    rij = eenheden.eenheid(session, code)
    for ander in velden.delen(gevonden, _GERELATEERD):
        if rij is not None:
            ander.velden["opleidingsrelatieBegindatum"] = rij.begindatum


def _type(root: etree._Element) -> None:
    for element in alle(root, "opleidingseenheidtype"):
        element.text = (element.text or "").capitalize()


def zonder(*namen: str) -> Boom:
    """Leave elements of these names out of the content."""

    def stap(root: etree._Element) -> None:
        for naam in namen:
            for element in alle(inhoud(root), naam):
                weg(element)

    return stap


def _kenmerken_eerst(root: etree._Element) -> None:
    for eenheid in alle(root, "hoOpleiding"):
        perioden = [k for k in eenheid if etree.QName(k).localname == "hoOpleidingPeriode"]
        kenmerken = [k for k in eenheid if etree.QName(k).localname == "kenmerken"]
        for kenmerk in kenmerken:
            perioden[0].addprevious(kenmerk)


def _perioden_om(root: etree._Element) -> None:
    for ouder in list(inhoud(root).iter()):
        perioden = [k for k in ouder if etree.QName(k).localname.endswith("Periode")]
        if len(perioden) > 1:
            for periode in perioden:
                perioden[0].getparent().insert(ouder.index(perioden[0]), periode)  # type: ignore[union-attr]


def _isced(root: etree._Element) -> None:
    for element in alle(root, "ISCED"):
        element.text = (element.text or "").zfill(4)


def _andere_eenheid(root: etree._Element) -> None:
    for element in alle(inhoud(root), "opleidingseenheidcode"):
        element.text = "1010O3664"


def _laatste_weg(naam: str) -> Boom:
    def stap(root: etree._Element) -> None:
        gevonden = [e for e in alle(inhoud(root), naam) if len(e)]
        if gevonden:
            weg(gevonden[-1])

    return stap


def bewaard(*, alleen_weg: bool) -> Doe:
    """A reading that was asked before gives what it gave then; `alleen_weg`: only where it is refused now."""

    def doe(proef: Proefdienst) -> None:
        eerder: dict[str, Uitslag] = {}

        def maak(goed: Lees, session: Any, context: Any, vraag: Gegeven) -> Uitslag:
            sleutel = repr({n: w for n, w in vraag.velden.items() if n not in _HOOFD}) + vraag.naam
            nu = goed(session, context, vraag)
            if alleen_weg:
                if nu.goedgekeurd:
                    eerder[sleutel] = nu
                return nu if nu.goedgekeurd else eerder.get(sleutel, nu)
            return eerder.setdefault(sleutel, nu)

        for operatie in RAADPLEGINGEN:
            lezing(operatie, maak)(proef)

    return doe


_EQF = ("eqf", "nlqf", "graad")
_ALLE_EENHEDEN = van(EENHEID, VAN_BESTUUR)
DIENST.zet(
    {
        "read-page-size-19": grootte(19),
        "read-page-size-50": grootte(50),
        "read-page-one": andere_pagina(lambda p: max(p - 1, 0)),
        "read-page-echo": paginering(lambda blad, *_: zet(blad, "pagina", 0)),
        "read-page-count": paginering(
            lambda blad, *_: zet(blad, "aantalPaginas", int(str(blad.velden["aantalResultaten"])) // 20)
        ),
        "read-page-total": paginering(lambda blad, _, hier: zet(blad, "aantalResultaten", hier)),
        "read-page-same": andere_pagina(lambda _: 0),
        "read-page-overlap": bladen(_overlap),
        "read-page-gap": lijst(lambda objecten: objecten[:-1]),
        "read-sort-reversed": lijst(lambda objecten: objecten[::-1]),
        "read-sort-random": lijst(_willekeurig),
        "read-peildatum-ignored": lezing(AANBOD_VAN, zonder_veld("peildatum")),
        "read-peildatum-end": lezing(AANBOD_VAN, _op_einddatum),
        "read-peildatum-begin": lezing(AANBOD_VAN, _na_begindatum),
        "read-peildatum-echo": boom(zonder("peildatum"), van(AANBOD_VAN)),
        "read-filter-location": lezing(AANBOD_VAN, zonder_veld("onderwijslocatiecode")),
        "read-owner-only": lezing(EENHEID, _alleen_eigen),
        "read-owner-ignored": lezing(VAN_BESTUUR, _van_allen),
        "read-unknown-approved": boom(_goedgekeurd, bij(EENHEID, AANBOD, RELATIES, ZOEK)),
        "read-key-case": lezing(ZOEK, _ook_anders),
        "read-relations-one-side": samenhang(_een_kant),
        "read-relations-refused": samenhang(_zonder_relaties),
        "read-relations-type": boom(_type, van(RELATIES)),
        "read-relations-dates": samenhang(_begin_van_eenheid),
        "read-unit-derived": boom(zonder(*_EQF), _ALLE_EENHEDEN),
        "read-unit-derived-wrong": boom(
            lambda root: [setattr(e, "text", "7") for e in alle(root, "eqf")] and None, _ALLE_EENHEDEN
        ),
        "read-unit-herkomst": boom(zonder("herkomstOpleiding"), _ALLE_EENHEDEN),
        "read-unit-order": boom(_kenmerken_eerst, _ALLE_EENHEDEN),
        "read-unit-isced": boom(_isced, _ALLE_EENHEDEN),
        "read-periods-order": boom(_perioden_om, van(EENHEID, AANBOD, "opvragen_onderwijsaanbieder")),
        "read-offer-unit": boom(_andere_eenheid, van(AANBOD, AANBOD_VAN)),
        "read-provider-board": boom(zonder("bijbehorendOnderwijsbestuur"), van("opvragen_onderwijsaanbieder")),
        "read-provider-erkenner": boom(zonder("erkenner"), van("opvragen_onderwijsaanbieder", AANBIEDERS)),
        "read-providers-missing": boom(_laatste_weg("onderwijsaanbieder"), van(AANBIEDERS)),
        "read-structure-peildatum": lezing(STRUCTUUR, lambda g, s, c, v: g(s, c, met(v, peildatum=None))),
        "read-locations-missing": boom(
            _laatste_weg("onderwijslocatiegebruik"), van("opvragen_onderwijslocatiegebruikVanOrganisatie")
        ),
        "read-location-bag": boom(zonder("bagID"), van("opvragen_onderwijslocatie")),
        "read-stale": bewaard(alleen_weg=False),
        "read-stale-removed": bewaard(alleen_weg=True),
    }
)  # fmt: skip
