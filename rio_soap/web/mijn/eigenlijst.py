"""What somebody keeps, kind by kind: the way to each form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rio_soap.api.vragen import tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.objectsleutel import delen_van as sleuteldelen
from rio_soap.register.vooraf.eigenobjecten import Eigenaar, Eigenpagina, eigen_sleutels
from rio_soap.register.vooraf.leverstand import gelezen_alle
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.eigennamen import namen_van
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN, PAGINAS, Formuliersoort

_WEINIG, _VEEL = 25, 100


class Lijstvraag(Schermvraag):
    """Which part of the list."""

    soort = tekst("Soort object.", lengte=60)
    begin = tekst("Begin van de code.", lengte=60)
    code = tekst("Code van een object, om het te wijzigen.", lengte=300)
    na = tekst("Vanaf waar.", lengte=400)


@dataclass(frozen=True, slots=True)
class Eigenregel:
    """One object in the list.

    :param te_lezen: whether it has a form; what the open data tell of an erkenning without its erkenner has none.
    """

    sleutel: str
    naam: str
    van: str
    tot: str
    te_lezen: bool = True


@dataclass(frozen=True, slots=True)
class Eigendeel:
    """The objects of one kind.

    :param volgende: after which the next page begins.
    """

    soort: Formuliersoort
    regels: list[Eigenregel]
    volgende: str | None
    mag_verwijderen: bool


def eigenlijst(pagina: str, verzoek: Schermverzoek) -> Uitkomst:
    """The objects of a page, of all its kinds or of one."""
    code, eerste = verzoek.vraag.get("code"), soorten_van(pagina)[0]
    if code and len(eerste.sleutel) == 1:
        return Omleiding(verzoek.url(eerste.pad, sleutel=code))
    gekozen = [een for een in soorten_van(pagina) if verzoek.vraag.get("soort") in (None, een.naam)]
    delen = [deel for een in gekozen if (deel := _deel(verzoek, een, alleen=len(gekozen) == 1)) is not None]
    if not delen:
        raise Toestand(403, "geen_recht", rollen=sorted({rol for een in gekozen for rol in een.rollen}))
    return Blad("mijn/eigenlijst.html", {"pagina": pagina, "delen": delen, "alleen": len(gekozen) == 1})


def soorten_van(pagina: str) -> tuple[Formuliersoort, ...]:
    """The kinds on a page; who keeps a samenwerking keeps part of its erkenning too."""
    eigen = PAGINAS[pagina]
    return (*eigen, FORMULIERSOORTEN["instellingserkenning"]) if pagina == "samenwerking" else eigen


def _deel(verzoek: Schermverzoek, soort: Formuliersoort, *, alleen: bool) -> Eigendeel | None:
    rollen, vraag = verzoek.rollen(), verzoek.vraag
    eigenaar = Eigenaar.van(rollen, soort.levering, verzoek.context.vandaag)
    if not eigenaar.is_iemand:
        return None
    na = (vraag.get("na") or None) if alleen else None
    pagina: Eigenpagina = eigen_sleutels(
        verzoek.session,
        soort.soort,
        eigenaar,
        na,
        _VEEL if alleen else _WEINIG,
        vraag.get("begin") or vraag.get("code") or "",
    )
    alle = gelezen_alle(verzoek.session, verzoek.context, soort.soort, pagina.sleutels)
    gelezen = {sleutel: _inhoud(een) for sleutel, een in alle.items()}
    namen = namen_van(verzoek, gelezen)
    regels = [_regel(sleutel, gelezen.get(sleutel), namen.get(sleutel, "")) for sleutel in pagina.sleutels]
    wegdoen = Eigenaar.van(rollen, soort.verwijdering, verzoek.context.vandaag)
    return Eigendeel(soort, regels, pagina.volgende, wegdoen.is_iemand)


def _inhoud(gelezen: Gegeven) -> Gegeven:
    """An object itself, of what reads as a choice of kinds."""
    keuze = [deel for deel in gelezen.velden.values() if isinstance(deel, Gegeven)]
    return keuze[0] if len(gelezen.velden) == 1 and keuze else gelezen


def _regel(sleutel: str, deel: Gegeven | None, naam: str) -> Eigenregel:
    if deel is None:
        return Eigenregel(sleutel, " – ".join(een for een in sleuteldelen(sleutel) if een), "", "", te_lezen=False)
    van, tot = (
        next((str(deel.velden[n]) for n in namen if n in deel.velden), "")
        for namen in (("begindatum", "inBedrijfdatum"), ("einddatum", "uitBedrijfdatum"))
    )
    return Eigenregel(sleutel, naam or " – ".join(een for een in sleuteldelen(sleutel) if een), van, tot)


def _als_pagina(pagina: str) -> Callable[[Schermverzoek], Uitkomst]:
    def lijst(verzoek: Schermverzoek) -> Uitkomst:
        return eigenlijst(pagina, verzoek)

    lijst.__name__ = f"eigen_{pagina}"
    return lijst


SCHERMEN: Final[tuple[Scherm, ...]] = tuple(
    Scherm(
        f"/mijn/{pagina}",
        _als_pagina(pagina),
        Lijstvraag,
        ingelogd=True,
        rollen=frozenset().union(*(een.rollen for een in soorten_van(pagina))),
    )
    for pagina in PAGINAS
    if pagina != "contact"  # has a page of its own
)
