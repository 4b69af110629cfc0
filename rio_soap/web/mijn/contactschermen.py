"""Contactadressen of one's own as a matrix: eenheden by contexten, with the way to the form of each."""

from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

from rio_soap.api.vragen import tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact.contactstanden import Contactstand, contactstanden
from rio_soap.register.regels import velden as delen_van
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.vooraf.eigenobjecten import Eigenaar, eigen_sleutels
from rio_soap.register.vooraf.leverstand import gelezen_alle
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN

_SOORTEN: Final = (
    "ONDERWIJSBESTUUR",
    "ONDERWIJSAANBIEDERGROEP",
    "ONDERWIJSAANBIEDER",
    "ONDERWIJSBEGELEIDINGSAANBIEDER",
)
"""Kinds of eenheid in the order of the matrix."""
_PER_PAGINA: Final = 20
_CONTACT: Final = FORMULIERSOORTEN["contactadres"]


class Contactstandvraag(Schermvraag):
    """Which part of the matrix."""

    begin = tekst("Begin van de code.", lengte=20)
    na = tekst("Vanaf waar: soort en sleutel.", lengte=100)


@dataclass(frozen=True, slots=True)
class Contactrij:
    """An eenheid with what it has in each context that it may have."""

    code: str
    naam: str
    soort: str
    standen: dict[str, Contactstand]


def contactmatrix(verzoek: Schermverzoek) -> Uitkomst:
    """Own eenheden by contexten: own, found elsewhere, missing."""
    session, context = verzoek.session, verzoek.context
    codes, volgende = _eenheden(verzoek)
    standen = contactstanden(session, context, [code for _, code in codes], context.vandaag)
    namen: dict[str, str] = {}
    for soort in dict.fromkeys(soort for soort, _ in codes):
        van_soort = [code for een, code in codes if een == soort]
        gelezen = gelezen_alle(session, context, OBJECTTYPEN[soort], van_soort)
        namen |= {code: _naam(gelezen.get(code)) for code in van_soort}
    rijen = [Contactrij(code, namen[code], soort, dict(standen[code])) for soort, code in codes]
    velden = {
        "rijen": rijen,
        "contexten": sorted({naam for rij in rijen for naam in rij.standen}),
        "volgende": volgende,
        "soort": _CONTACT,
        "toevoegen": partial(_toevoegen, verzoek),
    }
    return Blad("mijn/contactmatrix.html", velden)


def _eenheden(verzoek: Schermverzoek) -> tuple[list[tuple[str, str]], str | None]:
    """Kind and code of the eenheden on this page, and after which the next one begins."""
    eigenaar = Eigenaar.van(verzoek.rollen(), _CONTACT.levering, verzoek.context.vandaag)
    vanaf, _, sleutel = str(verzoek.vraag.get("na") or "").partition(":")
    eerste = _SOORTEN.index(vanaf) if vanaf in _SOORTEN else 0
    codes: list[tuple[str, str]] = []
    for soort in _SOORTEN[eerste:]:
        na = sleutel if soort == vanaf and sleutel else None
        plek = OBJECTTYPEN[soort]
        begin = verzoek.vraag.get("begin") or ""
        pagina = eigen_sleutels(verzoek.session, plek, eigenaar, na, _PER_PAGINA - len(codes), begin)
        codes += [(soort, code) for code in pagina.sleutels]
        if pagina.volgende is not None:
            return codes, f"{soort}:{pagina.volgende}"
        if len(codes) == _PER_PAGINA and soort != _SOORTEN[-1]:
            return codes, f"{_SOORTEN[_SOORTEN.index(soort) + 1]}:"
    return codes, None


def _toevoegen(verzoek: Schermverzoek, code: str, naam: str) -> str:
    """Address of the form of a new one for an eenheid in a context."""
    vul = (f"organisatorischeEenheidcode:{code}", f"communicatiecontext:{naam}", "communicatiesubcontextNummer:0")
    return f"{verzoek.url(_CONTACT.pad)}?{urlencode([('vul', een) for een in vul])}"


def _naam(gelezen: Gegeven | None) -> str:
    if gelezen is None:
        return ""
    perioden = [een for naam in gelezen.velden if naam.endswith("Periode") for een in delen_van.delen(gelezen, naam)]
    return delen_van.tekst_of_niet(perioden[-1], "naam") or "" if perioden else ""


SCHERMEN: Final[tuple[Scherm, ...]] = (
    Scherm("/mijn/contact", contactmatrix, Contactstandvraag, ingelogd=True, rollen=_CONTACT.rollen),
)
