"""Objects as chance makes them by the contract: valid, of every kind, with what may be left out now and then there."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from rio_soap.contract.document_header import ELEMENTEN
from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.inhoudsmodel import Deeltje
from rio_soap.contract.leverbaar import per_lid
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Simpel, Vorm
from rio_soap.web.mijn.formulierlezer import Gelezenformulier, lees_formulier
from rio_soap.web.mijn.formulierstand import (
    Ruw,
    leden_bij,
    van_formulier,
    van_gegeven,
    verborgen,
    vorm_van_verzoek,
)

VAN_PATROON = {
    r"\d{5}": "01234",
    r"[0-9]{8}": "01234567",
    r"[0-9]{4}": "6030",
    r"[0-9]{1,2}": "3",
    r"(\d{3}A\d{3})": "110A133",
    r"(\d{3}G\d{3})": "110G133",
    r"(\d{3}B\d{3})": "100B490",
    r"(\d{3}X\d{3})": "107X215",
    r"[0-9]{3}T[0-9]{3}": "100T100",
    r"(\d{4}O\d{4})": "1007O5545",
    "[A-Z0-9_]*": "WAARDE_1",
    r"[A-Za-z0-9._\-/ ]*": "W",
}
"""Patterns of the contract to a text that fits; others are made of the pattern."""
Trek = Callable[[st.SearchStrategy[Any]], Any]
GEWOON = st.characters(codec="ascii", exclude_categories=["Cc"])
TEKENS = st.sampled_from("aZé9\"'<>&;=.:[]{}%$@\\/-€𝄞 ")
"""Also what has a meaning in HTML, in a path or in a format string."""


def _tekst(soort: Simpel) -> st.SearchStrategy[str]:
    """Texts of a type, in the form in which the type leaves them."""
    kort = int(soort.facetten.get("minLength", "1"))
    los = st.text(
        TEKENS, min_size=max(1, kort), max_size=max(kort, min(int(soort.facetten.get("maxLength", "12")), 12))
    )
    if soort.primitief == "string":
        return los
    return los.map(lambda tekst: f"{' '.join(tekst.split()):x<{max(1, kort)}}")


def waarden(soort: Simpel) -> st.SearchStrategy[Enkel]:
    """Values of a simple type within its limits."""
    facet = soort.facetten
    if soort.primitief == "date":
        return st.dates(date(1800, 1, 1), date(2999, 12, 31))
    if soort.primitief == "boolean":
        return st.booleans()
    if soort.primitief == "decimal":
        van, tot = facet.get("minInclusive", "-99999"), facet.get("maxInclusive", "99999")
        return st.decimals(Decimal(van), Decimal(tot), places=int(facet.get("fractionDigits", "2"))).map(
            lambda getal: getal or Decimal(0)
        )
    if soort.primitief in ("integer", "long", "short", "int"):
        return st.integers(int(facet.get("minInclusive", "1")), int(facet.get("maxInclusive", "99")))
    if patroon := facet.get("pattern"):
        if patroon in VAN_PATROON:
            return st.just(VAN_PATROON[patroon].ljust(int(facet.get("minLength", "1")), "W"))
        grens = int(facet.get("maxLength", "99"))
        los = st.from_regex(patroon, fullmatch=True, alphabet=GEWOON).filter(lambda tekst: len(tekst) <= grens)
        return st.just("iemand@school.example") if "@" in patroon else los
    return _tekst(soort)


def _element(trek: Trek, vorm: Vorm, deel: Deeltje, velden: dict[str, Waarde], ouder: str) -> None:
    veld, soort = per_lid(vorm)[deel.leden[0]]
    aantal = max(deel.minimum, trek(st.integers(1, 2))) if veld.meervoudig else 1
    if isinstance(soort, Simpel):
        gevonden = [trek(waarden(soort)) for _ in range(aantal)]
    else:
        eigen = leden_bij(veld, ouder) or veld.leden
        gevonden = [maak(trek, soort_op(vorm, een), een) for een in (trek(st.sampled_from(eigen)),) * aantal]
    velden[veld.naam] = gevonden if veld.meervoudig else gevonden[0]


def soort_op(vorm: Vorm, lid: str) -> Vorm:
    """The type of a part."""
    soort = per_lid(vorm)[lid][1]
    assert isinstance(soort, Vorm)
    return soort


def maak(trek: Trek, vorm: Vorm, naam: str) -> Gegeven:
    """An element of a type."""
    velden: dict[str, Waarde] = {}

    def loop(deel: Deeltje) -> None:
        if set(deel.leden) & set(ELEMENTEN) or (not deel.minimum and trek(st.integers(0, 2))):
            return
        if deel.leden:
            _element(trek, vorm, deel, velden, naam)
        for onder in [trek(st.sampled_from(deel.delen))] if deel.keuze else deel.delen:
            loop(onder)

    for deel in vorm.inhoud:
        loop(deel)
    return Gegeven(naam, velden)


@st.composite
def verzoeken(trek: Trek, operatie: str) -> Gegeven:
    """The request of an operation without the fields of bedrijfsdocument."""
    return maak(trek, vorm_van_verzoek(operatie), OPERATIES[operatie].verzoek)


def als_gestuurd(ruw: Ruw) -> MultiDict[str, str]:
    """The fields that a browser sends of a form."""
    return MultiDict(list(verborgen(ruw)))


def heen_en_weer(operatie: str, verzoek: Gegeven) -> Gelezenformulier:
    """What is read of the form that a request becomes."""
    gestuurd = als_gestuurd(van_gegeven(verzoek))
    return lees_formulier(operatie, van_formulier(gestuurd, vorm_van_verzoek(operatie), verzoek.naam), "nl")
