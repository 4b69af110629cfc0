"""What is read for the pages of an organisation, on both time axes, and what it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from rio_soap.api.lezen import als_antwoord
from rio_soap.api.lijsten import Lijst
from rio_soap.api.organisatiedelen import Contactvraag, contactadressen, locatiegebruiken, organisatieaanbod
from rio_soap.api.organisatiepaden import EENHEID, NAAM_VAN_CODE, OVERZICHT, STRUCTUUR
from rio_soap.api.problemen import Probleem
from rio_soap.register.overzicht.momentlezing import Eenheidslezer, lees_eenheid_op
from rio_soap.register.overzicht.raadplegingen import eenheid_van, overzicht_van, structuur_van
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.web.frame.scherm import Schermverzoek, Toestand
from rio_soap.web.frame.schermlezing import als_apiverzoek, toestand_van, van_api
from rio_soap.web.publiek.objectpad import Delen, Jsondeel, pad_van, volgende_cursor

OP_PAGINA: Final = 50
"""Offers or locaties on a page."""
KNOPEN: Final = 200
"""Nodes of a tree on a page."""
WEINIG: Final = 10
"""Offers on the page that has everything."""
_ALLES: Final = 999
_HIERARCHISCH, _OVERGANG = "HIERARCHISCH", "OVERGANG"


@dataclass(frozen=True, slots=True)
class Organisatie:
    """An organisation on a day.

    :param overzicht: all that an overview has of it; nothing when that was not asked.
    :param periode: that holds on the day; the last that is known when none does.
    """

    code: str
    naam: str
    eenheid: Delen
    overzicht: Delen
    periode: Delen
    perioden: Sequence[Delen]

    @property
    def beeindigd(self) -> str | None:
        """The day from which on it is not there any more."""
        return self.eenheid.get("uitBedrijfdatum")

    def opvolgers(self) -> list[str]:
        """Codes of what it went over into."""
        return [een[_NAAR] for een in self._overgangen() if een[_VAN] == self.code]

    def voorgangers(self) -> list[str]:
        """Codes of what went over into it."""
        return [een[_VAN] for een in self._overgangen() if een[_NAAR] == self.code]

    def _overgangen(self) -> Iterator[Delen]:
        return (een for een in self.eenheid["organisatierelatie"] if een["soort"] == _OVERGANG)


_VAN, _NAAR = "vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode"


def lees_organisatie(verzoek: Schermverzoek, code: str, aanbod: int | None = None) -> Organisatie:
    """An organisation on both axes.

    :param aanbod: with an overview, and so many of its offers; None leaves the overview out, which may be dear.
    :raises Toestand: for one that is not there, or a moment of which nothing is known.
    """
    if aanbod is None:
        eenheid = _lees(verzoek, code, EENHEID, eenheid_van)["organisatorischeEenheid"]
        return _organisatie(verzoek, code, eenheid, {})
    uit = _lees(verzoek, code, OVERZICHT, partial(overzicht_van, meeste_aanbod=aanbod))["organisatieoverzicht"][0]
    return _organisatie(verzoek, code, uit["eenheid"], uit)


def _organisatie(verzoek: Schermverzoek, code: str, eenheid: Delen, overzicht: Delen) -> Organisatie:
    perioden = sorted(eenheid["organisatorischeEenheidPeriode"], key=lambda een: een["begindatum"])
    dag = verzoek.dag.isoformat()
    geldend = [een for een in perioden if een["begindatum"] <= dag] or perioden[:1]
    return Organisatie(code, geldend[-1].get("naam", code), eenheid, overzicht, geldend[-1], perioden)


def _lees(verzoek: Schermverzoek, code: str, operatie: str, lezer: Eenheidslezer) -> Jsondeel:
    api = als_apiverzoek(verzoek, {"code": code})
    uitslag = lees_eenheid_op(verzoek.session, verzoek.context, lezer, code, verzoek.dag, verzoek.bekend_op)
    try:
        return als_antwoord(api, operatie, uitslag, NAAM_VAN_CODE)
    except Probleem as fout:
        raise toestand_van(fout) from fout


def met_paden(delen: Sequence[Delen]) -> list[Delen]:
    """References to objects with the path of the page of each."""
    return [{**een, "pad": pad_van(een["objecttype"], een["sleutel"])} for een in delen]


def erkenning_pad(een: Delen) -> str | None:
    """Path of the page of an instellingserkenning, by its key in parts."""
    return pad_van("INSTELLINGSERKENNING", sleutel_uit(*(een.get(naam, "") for naam in ("erkenner", "type", "code"))))


@dataclass(frozen=True, slots=True)
class Lijstdeel:
    """A part of a list.

    :param volgende: cursor of the next part.
    """

    regels: Sequence[Delen]
    aantal: int
    volgende: str | None = None


def lees_aanbod(verzoek: Schermverzoek, organisatie: Organisatie) -> Lijstdeel:
    """A page of its offers; as it was known earlier the first of them."""
    if verzoek.bekend_op is not None:
        toen = lees_organisatie(verzoek, organisatie.code, _ALLES).overzicht
        return Lijstdeel(toen.get("aanbod", [])[: 2 * OP_PAGINA], toen["aantalAanbod"])
    vraag = {"cursor": verzoek.vraag.get("cursor"), "geldigOp": verzoek.dag, "limiet": OP_PAGINA, "tellen": True}
    uit: Jsondeel = van_api(verzoek, organisatieaanbod, {"code": organisatie.code}, vraag, Lijst)
    return Lijstdeel(uit.get("opleidingstreffer", []), uit["totaal"], volgende_cursor(uit))


def lees_locaties(verzoek: Schermverzoek, organisatie: Organisatie) -> Lijstdeel:
    """A page of the uses of locaties; as it was known earlier the first of them."""
    if verzoek.bekend_op is not None:
        alle = lees_organisatie(verzoek, organisatie.code, 1).overzicht.get("locatiegebruik", [])
        return Lijstdeel(alle[: 2 * OP_PAGINA], len(alle))
    vraag = {"cursor": verzoek.vraag.get("cursor"), "geldigOp": verzoek.dag, "limiet": OP_PAGINA, "tellen": True}
    uit: Jsondeel = van_api(verzoek, locatiegebruiken, {"code": organisatie.code}, vraag, Lijst)
    return Lijstdeel(uit["locatiegebruik"], uit["totaal"], volgende_cursor(uit))


@dataclass(frozen=True, slots=True)
class Contactregel:
    """How an organisation is reached in a context.

    :param vindplaats: code of the organisation that has it, when it is not this one.
    :param als: the context in which it was found, when it is not the one that was asked.
    """

    context: str
    nummer: str
    periode: Delen
    vindplaats: str
    vindnaam: str
    als: str


def lees_contact(verzoek: Schermverzoek, organisatie: Organisatie) -> list[Contactregel]:
    """Its contact points in every context that is public, with what it takes from what stands above it.

    As it was known earlier its own alone: what was above it then is not asked.
    """
    if verzoek.bekend_op is not None:
        gevonden: Jsondeel = lees_organisatie(verzoek, organisatie.code, 1).overzicht.get("contactadres", [])
    else:
        vraag = {"geldigOp": verzoek.dag, "metTerugval": True}
        uit = van_api(verzoek, contactadressen, {"code": organisatie.code}, vraag, Contactvraag)
        gevonden = uit["contactadres"]
    elders = {een["organisatorischeEenheidcode"] for een in gevonden} - {organisatie.code}
    namen = {code: lees_organisatie(verzoek, code).naam for code in elders}
    punten = [_contactregel(een, organisatie.code, verzoek.dag.isoformat(), namen) for een in gevonden]
    return sorted(punten, key=lambda een: (een.context != "ALGEMEEN", een.context, een.nummer))


def _contactregel(een: Delen, code: str, dag: str, namen: Mapping[str, str]) -> Contactregel:
    perioden = sorted(een["contactadresPeriode"], key=lambda periode: periode["begindatum"])
    geldend = [periode for periode in perioden if periode["begindatum"] <= dag] or perioden[:1]
    gevonden_in, waar = een["communicatiecontext"], een["organisatorischeEenheidcode"]
    gevraagd = een.get("gevraagdeContext", gevonden_in)
    return Contactregel(
        gevraagd,
        een["communicatiesubcontextNummer"],
        geldend[-1],
        waar if waar != code else "",
        namen.get(waar, waar),
        gevonden_in if gevonden_in != gevraagd else "",
    )


@dataclass(slots=True)
class Knoop:
    """A node of a tree.

    :param hier: whether it is what the page is about.
    :param eerder: whether it stands on an earlier page, and here only to show where the others belong.
    """

    objecttype: str
    sleutel: str
    naam: str
    pad: str | None
    relatie: Delen
    hier: bool = False
    eerder: bool = False
    onder: "list[Knoop]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bomen:
    """A page of both trees."""

    inrichting: Sequence[Knoop]
    erkend: Sequence[Knoop]
    aantal: int
    meer: bool


def lees_bomen(verzoek: Schermverzoek, code: str, pagina: int) -> Bomen:
    """Both trees in which an organisation stands, whole; of large ones a page of nodes with what is above these.

    :param pagina: from 0.
    """
    uit = _lees(verzoek, code, STRUCTUUR, structuur_van)
    teller = _Teller(code, pagina * KNOPEN, (pagina + 1) * KNOPEN)
    inrichting = teller.knopen(uit.get("onderwijsinrichting", []))
    erkend = teller.knopen(uit.get("onderwijserkenning", []))
    if pagina and not inrichting and not erkend:
        raise Toestand(404, "onbekend")
    return Bomen(inrichting, erkend, teller.nummer, teller.nummer > teller.tot)


class _Teller:
    """Numbers nodes from the top down, and keeps those of a page with all that is above them."""

    def __init__(self, code: str, vanaf: int, tot: int) -> None:
        self.code, self.vanaf, self.tot, self.nummer = code, vanaf, tot, 0

    def knopen(self, delen: Sequence[Delen]) -> list[Knoop]:
        """The nodes of a level that are on the page or above one that is."""
        return [knoop for een in delen if (knoop := self._knoop(een)) is not None]

    def _knoop(self, een: Delen) -> Knoop | None:
        nummer, wat = self.nummer, een["eenheid"]
        self.nummer += 1
        onder = self.knopen(een.get("onder", []))
        erop = self.vanaf <= nummer < self.tot
        if not erop and not onder:
            return None
        soort, sleutel = wat["objecttype"], wat["sleutel"]
        relatie = {naam: een[naam] for naam in ("relatiesoort", "begindatum", "einddatum") if naam in een}
        naam = wat.get("naam", sleutel)
        return Knoop(soort, sleutel, naam, pad_van(soort, sleutel), relatie, sleutel == self.code, not erop, onder)
