"""Looking up an address in the BAG for the use of a location: a postcode and a number, a list, and the form with the
choice filled in. The form works without it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from rio_soap.api.vragen import tekst
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels import velden as delen_van
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN

_GEBRUIK: Final = FORMULIERSOORTEN["onderwijslocatiegebruik"]
_BAG: Final = "opvragen_bagAdres"


class Adreskeuzevraag(Schermvraag):
    """What is looked for, and for which vestiging."""

    adres = tekst("Postcode en begin van het huisnummer.", lengte=50)
    vestiging = tekst("Code van de erkende vestiging of instelling.", lengte=10)


@dataclass(frozen=True, slots=True)
class Adreskeuze:
    """An address of the BAG.

    :param code: of the onderwijslocatie, when RIO has it.
    :param naar: address of the form with it filled in.
    """

    regel: str
    plaats: str
    code: str
    naar: str


def adreskeuze(verzoek: Schermverzoek) -> Uitkomst:
    """Part of an address, and what the BAG has that begins so."""
    gevraagd = verzoek.vraag.get("adres")
    besturen = verzoek.lees(lambda: sorted(besturen_bij(verzoek.rollen(), _GEBRUIK.levering)))
    velden: dict[str, object] = {
        "zonder": _formulier(verzoek, besturen, []),
        "keuzes": None,
        "fout": None,
        "bag_weg": False,
    }
    if gevraagd:
        vraag = Gegeven(f"{_BAG}_request", {"zoekterm": gevraagd})
        uitslag = verzoek.bron.afhandeling.lees(RAADPLEGINGEN[_BAG], verzoek.context, vraag)
        codes = {een.foutcode for een in uitslag.foutmeldingen}
        velden["bag_weg"] = "INT500" in codes
        velden["fout"] = "RS1013" if "RS1013" in codes else None
        if uitslag.goedgekeurd:
            gevonden = delen_van.delen(Gegeven("antwoord", dict(uitslag.gegevens)), "bagadres")
            velden["keuzes"] = [_keuze(verzoek, besturen, een) for een in gevonden]
    return Blad("mijn/adreskeuze.html", velden)


def _keuze(verzoek: Schermverzoek, besturen: list[str], adres: Gegeven) -> Adreskeuze:
    deel = {naam: str(adres.velden[naam]) for naam in adres.velden}
    regel = " ".join(deel[naam] for naam in ("straatnaam", "huisnummer", "huisnummertoevoeging") if naam in deel)
    plaats = " ".join(deel[naam] for naam in ("postcode", "plaatsnaam") if naam in deel)
    vul = [(naam, deel[naam]) for naam in ("postcode", "huisnummer", "huisnummertoevoeging") if naam in deel]
    return Adreskeuze(regel, plaats, deel.get("onderwijslocatiecode", ""), _formulier(verzoek, besturen, vul))


def _formulier(verzoek: Schermverzoek, besturen: list[str], vul: Sequence[tuple[str, str]]) -> str:
    """Address of the form with what is known filled in."""
    bekend = [("onderwijsbestuurcode", besturen[0])] if len(besturen) == 1 else []
    vestiging = verzoek.vraag.get("vestiging")
    bekend += [*vul, *([("instellingserkenningscode", str(vestiging))] if vestiging else [])]
    delen = [("kies", "aanduidingAdres"), *(("vul", f"{naam}:{waarde}") for naam, waarde in bekend)]
    return f"{verzoek.url(_GEBRUIK.pad)}?{urlencode(delen)}"


SCHERMEN: Final[tuple[Scherm, ...]] = (
    Scherm(
        "/mijn/locaties/adres", adreskeuze, Adreskeuzevraag, ingelogd=True, rollen=_GEBRUIK.rollen, van_register=False
    ),
)
