"""The pages of a form: filled in, checked, old beside new, confirmed; and of a removal."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from rio_soap.api.vragen import tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.roltabel import OPERATIEROLLEN
from rio_soap.register.logboek.schermontvangst import schermontvangst
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.formulierlevering import Bezwaar, al_geleverd, bekijk_stap, code_van, lees_stap, lever
from rio_soap.web.mijn.formulierlezer import Gelezenformulier
from rio_soap.web.mijn.formulierstand import verborgen
from rio_soap.web.mijn.formulierstap import Formulierstap, lees_eigen
from rio_soap.web.mijn.formuliervorm import Formuliermaker
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, Formuliersoort, object_in, verwijdervelden
from rio_soap.web.mijn.verschilweergave import verschilregels

_KETEN: Final = frozenset({"INT500"})
"""The BAG or the Handelsregister did not answer."""


class Formuliervraag(Schermvraag):
    """Which object, or with what a new one begins."""

    sleutel = tekst("Sleutel van het object.", lengte=300)
    kies = tekst("Waarmee een nieuw object begint.", lengte=60)


def objectformulier(soort: Formuliersoort, verzoek: Schermverzoek) -> Uitkomst:
    """The form of one object, in all its steps."""
    if verzoek.methode == "GET":
        sleutel, kies = verzoek.vraag.get("sleutel"), verzoek.vraag.get("kies") or ""
        if not sleutel:
            return toon_formulier(Formulierstap.leeg(verzoek, soort, kies))
        return toon_formulier(
            verzoek.lees(partial(Formulierstap.van_object, verzoek, soort, sleutel)), (), gelezen=True
        )
    stap = Formulierstap.gezonden(verzoek, soort)
    doe, _, waar = verzoek.formulier.get("doe", "controleer").partition(":")
    stap.controleer_eigen()
    if doe == "bevestig":
        return _bevestig(stap)
    if doe == "controleer":
        return _controleer(stap)
    stap.wijzig(doe, waar)
    return toon_formulier(stap, (), gewijzigd=waar.partition(":")[0])


def toon_formulier(
    stap: Formulierstap, bezwaren: Sequence[Bezwaar] = (), *, gewijzigd: str = "", gelezen: bool = False
) -> Uitkomst:
    """The form with what is in it and what is wrong with it.

    :param gewijzigd: path of the part that a button changed.
    :param gelezen: whether it was just filled from the register.
    """
    v = stap.verzoek
    fouten: dict[str, list[str]] = {}
    for een in bezwaren:
        fouten.setdefault(een.veld, []).append(een.tekst)
    besturen = v.lees(stap.besturen) if not v.context.inzagen else _met_inzagen(v, stap.besturen)
    maker = Formuliermaker(v.context, v.taal, fouten, stap.vast(), besturen)
    keten = any(een.code in _KETEN for een in bezwaren)
    velden = {
        "soort": stap.soort,
        "sleutel": stap.sleutel,
        "versie": stap.versie,
        "blok": maker.maak(stap.soort.levering, stap.ruw),
        "fouten": [(een.veld.replace(".", "-"), een.tekst) for een in bezwaren if een.code not in _KETEN],
        "keten_weg": keten,
        "gewijzigd": gewijzigd,
        "gelezen": gelezen,
    }
    return Blad("mijn/formulier.html", velden, 422 if bezwaren and not keten else 200)


def _met_inzagen(v: Schermverzoek, taak: Callable[[], list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Read once more without losing who read what is restricted: a snapshot begins with none."""
    eerder = list(v.context.inzagen)
    uit = v.lees(taak)
    v.context.inzagen[:] = eerder
    return uit


def _controleer(stap: Formulierstap) -> Uitkomst:
    """All controles, nothing written: what is wrong, or what would become of it."""
    gelezen, bezwaren = lees_stap(stap)
    if bezwaren:
        return toon_formulier(stap, bezwaren)
    beeld = bekijk_stap(stap.verzoek, stap.soort.levering, gelezen)
    if not isinstance(beeld, Voorbeeld):
        return toon_formulier(stap, beeld)
    return toon_controle(stap, gelezen, beeld)


def toon_controle(stap: Formulierstap, gelezen: Gelezenformulier, beeld: Voorbeeld) -> Uitkomst:
    """Old beside new, with a button that says what happens."""
    v, taal = stap.verzoek, stap.verzoek.taal
    if stap.soort.objecttype == "CONTACTADRES" and stap.sleutel:
        oud = v.lees(partial(_oud_contact, stap))
        regels = verschilregels(taal, oud, object_in(stap.soort, gelezen.velden))
        delen = [(stap.soort.naam, stap.sleutel, regels)] if regels else []
    else:
        delen = [(een.soort, een.sleutel, verschilregels(taal, een.oud, een.nieuw)) for een in beeld.voorwerpen]
    velden = {
        "soort": stap.soort,
        "sleutel": stap.sleutel,
        "versie": stap.versie,
        "code": str(uuid.uuid4()),
        "delen": delen,
        "weg": sum(regel.soort == "weg" for _, _, regels in delen for regel in regels),
        "verborgen": list(verborgen(stap.ruw)),
    }
    return Blad("mijn/controle.html", velden)


def _oud_contact(stap: Formulierstap) -> Gegeven | None:
    velden, _ = lees_eigen(stap.verzoek, stap.soort, stap.sleutel, stap.soort.levering)
    return object_in(stap.soort, velden)


def _bevestig(stap: Formulierstap) -> Uitkomst:
    """Deliver it, once."""
    gelezen, bezwaren = lees_stap(stap)
    if bezwaren:
        return toon_formulier(stap, bezwaren)
    uit = lever(stap, stap.soort.levering, gelezen)
    if uit is None and stap.verzoek.lees(stap.leest_hetzelfde):
        uit = lever(stap, stap.soort.levering, gelezen)
    if isinstance(uit, Omleiding):
        return uit
    return toon_botsing(stap) if uit is None else toon_formulier(stap, uit)


def toon_botsing(stap: Formulierstap) -> Uitkomst:
    """Somebody else changed it meanwhile: what they did, and what this form would make of that."""
    v = stap.verzoek

    def lees() -> Blad:
        basis, nu = stap.basis(), Formulierstap.van_object(v, stap.soort, stap.sleutel)
        gelezen, _ = lees_stap(stap)
        van_nu, _ = lees_stap(nu)
        eigen, hun = object_in(stap.soort, gelezen.velden), object_in(stap.soort, van_nu.velden)
        laatste = nu.basis()
        velden = {
            "soort": stap.soort,
            "sleutel": stap.sleutel,
            "versie": nu.versie,
            "hun": verschilregels(v.taal, basis, laatste),
            "mijn": verschilregels(v.taal, hun, eigen),
            "verborgen": list(verborgen(stap.ruw)),
        }
        return Blad("mijn/botsing.html", velden, 409)

    return v.lees(lees)


def verwijderformulier(soort: Formuliersoort, verzoek: Schermverzoek) -> Uitkomst:
    """What is lost when an object is removed, and the button for it."""
    bron = verzoek.vraag if verzoek.methode == "GET" else verzoek.formulier
    sleutel = str(bron.get("sleutel") or "")
    if verzoek.methode == "POST" and (code := code_van(verzoek)) is not None and al_geleverd(verzoek, code):
        return Omleiding(verzoek.url(f"/mijn/ontvangst/{code}"))
    velden, versie = verzoek.lees(partial(lees_eigen, verzoek, soort, sleutel, soort.verwijdering))
    inzagen = list(verzoek.context.inzagen)
    gelezen = Gelezenformulier(verwijdervelden(soort, sleutel, velden))
    if verzoek.methode == "POST":
        stap = Formulierstap.gezonden(verzoek, soort)
        uit = lever(stap, soort.verwijdering, gelezen)
        if isinstance(uit, Omleiding):
            return uit
        bezwaren = uit or []
        gewijzigd = uit is None
    else:
        beeld = bekijk_stap(verzoek, soort.verwijdering, gelezen)
        bezwaren, gewijzigd = (beeld, False) if isinstance(beeld, list) else ([], False)
    verzoek.context.inzagen[:] = inzagen
    weergave = {
        "soort": soort,
        "sleutel": sleutel,
        "versie": versie,
        "code": str(uuid.uuid4()),
        "regels": verschilregels(verzoek.taal, object_in(soort, velden), None),
        "fouten": [("", een.tekst) for een in bezwaren],
        "gewijzigd": gewijzigd,
        "verwijzingen": beeld.verwijzingen if verzoek.methode == "GET" and isinstance(beeld, Voorbeeld) else (),
    }
    geweigerd = 422 if verzoek.methode == "POST" else 200  # who only looks is told why not, and asked nothing wrong
    return Blad("mijn/verwijderen.html", weergave, 409 if gewijzigd else geweigerd if bezwaren else 200)


def ontvangst(verzoek: Schermverzoek) -> Uitkomst:
    """What became of a delivery of one's own."""
    assert verzoek.wie is not None
    oin = verzoek.bron.pijplijn.profiel.ontvanger_oin
    gevonden = schermontvangst(verzoek.session, oin, verzoek.delen["code"], verzoek.wie.nummer)
    if gevonden is None:
        raise Toestand(404, "onbekend")
    naam = gevonden.operatie.partition("_")[2]
    return Blad("mijn/ontvangst.html", {"ontvangst": gevonden, "soort": FORMULIERSOORTEN[naam]})


def _pagina(
    naam: str, doe: Callable[[Formuliersoort, Schermverzoek], Uitkomst], soort: Formuliersoort
) -> Callable[[Schermverzoek], Uitkomst]:
    def pagina(verzoek: Schermverzoek) -> Uitkomst:
        return doe(soort, verzoek)

    pagina.__name__ = f"{naam}_{soort.naam}"
    return pagina


_BEIDE = ("GET", "POST")
SCHERMEN: Final[tuple[Scherm, ...]] = (
    *(
        Scherm(s.pad, _pagina("formulier", objectformulier, s), Formuliervraag, _BEIDE, True, s.rollen, False)
        for s in FORMULIERSOORTEN.values()
    ),
    *(
        Scherm(
            f"{s.pad}/verwijderen",
            _pagina("verwijderen", verwijderformulier, s),
            Formuliervraag,
            _BEIDE,
            True,
            OPERATIEROLLEN[s.verwijdering],
            False,
        )
        for s in FORMULIERSOORTEN.values()
    ),
    Scherm("/mijn/ontvangst/<code>", ontvangst, ingelogd=True),
)
