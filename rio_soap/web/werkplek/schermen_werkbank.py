"""The pages of the workbench: the last messages, one of them explained, one that somebody drops, and a cause.

They are for who may see ``/controle``; for all others they are not there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import request
from marshmallow import fields, validate

from rio_soap.api.vragen import tekst
from rio_soap.bevinding import oorzaken
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.logboek.berichtenlijst import UITSLAGEN, Logvraag, laatste_berichten, logstuk
from rio_soap.service.tls_end import SLEUTEL
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.frame.werkbanktoegang import mag_werkbank
from rio_soap.web.werkplek.rapportblad import rapportblad, verschilblad
from rio_soap.workbench.bronregels import bronregels
from rio_soap.workbench.controle import controleer
from rio_soap.workbench.maat import Permit, TeVeel, afzender
from rio_soap.workbench.stukuitleg import leg_stuk_uit
from rio_soap.workbench.werkbankbron import Werkbankbron

AANTAL: Final = 100
"""Messages in the list."""
VERVERS: Final = "10"
"""Seconds after which the list is asked again, for who wants that."""


class Werkbankvraag(Schermvraag):
    """Which messages."""

    oin = tekst("OIN van de afzender.", lengte=20)
    operatie = tekst("Naam van de operatie.", lengte=60)
    uitslag = fields.String(validate=validate.OneOf(UITSLAGEN), metadata={"description": "Uitslag."})
    volgorde = tekst("tijd: op tijd; zonder: geweigerde eerst.", lengte=10)
    ververs = tekst("ja: vraag de lijst steeds opnieuw.", lengte=2)


def _bron(verzoek: Schermverzoek) -> Werkbankbron:
    """By what is judged.

    :raises Toestand: for who may not be here.
    """
    if verzoek.bron.werkbank is None or not mag_werkbank(verzoek.bron):
        raise Toestand(404, "onbekend")
    return verzoek.bron.werkbank


@contextmanager
def _beurt(werkbank: Werkbankbron) -> Iterator[Permit]:
    """A turn of who asks, as on ``/controle``.

    :raises Toestand: when it has to wait.
    """
    certificaat = request.environ.get(SLEUTEL)
    wie = afzender(vingerafdruk(certificaat) if certificaat else None, request.remote_addr or "")
    try:
        with werkbank.toelating.beurt(wie) as beurt:
            yield beurt
    except TeVeel as fout:
        raise Toestand(429, "te_vaak", {"Retry-After": str(fout.wacht)}, wacht=fout.wacht) from fout


def werkbanklijst(verzoek: Schermverzoek) -> Uitkomst:
    """The last messages, refused ones first."""
    _bron(verzoek)
    gevraagd = verzoek.vraag
    vraag = Logvraag(gevraagd.get("oin"), gevraagd.get("operatie"), gevraagd.get("uitslag"))
    op_tijd = gevraagd.get("volgorde") == "tijd"
    with verzoek.bron.afhandeling.register.lees() as session:
        regels = laatste_berichten(session, vraag, AANTAL, geweigerd_eerst=not op_tijd)
    velden = {
        "regels": regels,
        "op_tijd": op_tijd,
        "uitslagen": UITSLAGEN,
        "oorzaken": oorzaken(),
        "nu": verzoek.context.moment,
        "ververst": gevraagd.get("ververs") == "ja",
    }
    koppen = {"Refresh": VERVERS} if velden["ververst"] else {}
    return Blad("werkplek/lijst.html", velden, koppen={**koppen, "Cache-Control": "no-store"})


def werkbankbericht(verzoek: Schermverzoek) -> Uitkomst:
    """One message that came in: cause, place, remedy, bytes and difference."""
    werkbank = _bron(verzoek)
    with verzoek.bron.afhandeling.register.lees() as session:
        stuk = logstuk(session, verzoek.delen["nummer"])
        if stuk is None:
            raise Toestand(404, "onbekend")
        with _beurt(werkbank):
            uitleg = leg_stuk_uit(session, stuk, werkbank.van_log)
    velden = {
        "uitleg": uitleg,
        "regel": stuk.regel,
        "rapport": rapportblad(uitleg.rapport, verzoek.taal, uitleg.regels) if uitleg.rapport is not None else None,
        "verschil": verschilblad(uitleg.verschil, verzoek.taal) if uitleg.verschil is not None else None,
        "oorzaken": oorzaken(),
    }
    return Blad("werkplek/bericht.html", velden, koppen={"Cache-Control": "no-store"})


def werkbankuitleg(verzoek: Schermverzoek) -> Uitkomst:
    """A message that somebody drops, explained; nothing is stored."""
    werkbank = _bron(verzoek)
    if verzoek.methode != "POST":
        return Blad("werkplek/uitleg.html", {})
    geplakt = verzoek.formulier.get("tekst", "")
    bestand = request.files.get("bestand")
    # Browsers send each end of a line in a text field as CR LF.
    data = (bestand.read() if bestand is not None else b"") or geplakt.replace("\r\n", "\n").encode("utf-8", "replace")
    actie = verzoek.formulier.get("actie", "").strip() or None
    velden: dict[str, object] = {
        "geplakt": geplakt,
        "actie": actie or "",
        "naam": (bestand.filename if bestand is not None else "") or "",
    }
    if not data.strip():
        return Blad("werkplek/uitleg.html", {**velden, "leeg": True})
    if len(data) > werkbank.kader.profiel.maximum_bytes:
        raise Toestand(413, "te_groot")
    with _beurt(werkbank) as beurt:
        rapport = controleer("bericht", data, werkbank.kader, soap_action=actie)
        beurt.partij = rapport.bewezen
    regels = bronregels(data, rapport.meldingen)
    velden |= {"rapport": rapportblad(rapport, verzoek.taal, regels), "regels": regels}
    return Blad("werkplek/uitleg.html", velden)


def werkbankoorzaak(verzoek: Schermverzoek) -> Uitkomst:
    """A cause: what is wrong, and how to mend it."""
    _bron(verzoek)
    oorzaak = oorzaken().get(verzoek.delen["code"])
    if oorzaak is None:
        raise Toestand(404, "onbekend")
    titel, herstel = oorzaak.titel(verzoek.taal), oorzaak.herstel(verzoek.taal)
    return Blad("werkplek/oorzaak.html", {"oorzaak": oorzaak, "titel": titel, "herstel": herstel})


WERKBANKSCHERMEN: Final[tuple[Scherm, ...]] = (
    Scherm("/werkbank", werkbanklijst, Werkbankvraag, van_register=False),
    Scherm("/werkbank/berichten/<nummer>", werkbankbericht, van_register=False),
    Scherm("/werkbank/uitleg", werkbankuitleg, methoden=("GET", "POST"), van_register=False),
    Scherm("/werkbank/oorzaken/<code>", werkbankoorzaak, van_register=False),
)
