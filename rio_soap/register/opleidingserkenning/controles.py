"""The controles on delivering and removing an opleidingserkenning, in the order of `eigen_codes`.

Source: our own design; of the codes of DUO their texts.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort, aangemerkt, bevoegd, namens
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.opleidingserkenning.bericht import DEEL, EENHEID, HO, VAK, ZONDER_PERIODEN
from rio_soap.register.opleidingserkenning.rijen import Erkenningsrij, verward
from rio_soap.register.opleidingserkenning.sleutel import bestaanscode, sleutelgegevens
from rio_soap.register.opleidingserkenning.zaak import Opleidingserkenninglevering, Opleidingserkenningzaak
from rio_soap.register.regels import eigen_controles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_controles import LIJSTCONTROLES, PERIODECONTROLES, onveranderd
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.perioden import Duur, geldig_op
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_sleutelwaarde

BESLISSEND: Final = ("RS1301", "RS1403")
"""Codes beside A… that end the judging, because the object at hand is not known; of a delivery RS1403 is the last."""


_WAT: Final = Erkenningssoort.OPLEIDINGSEENHEID
"""What an erkenner gives here."""


class MetErkenningssleutel(Protocol):
    """A zaak of what a message names by the key of an opleidingserkenning."""

    @property
    def erkenningssleutel(self) -> Erkenningssleutel:
        """The key."""

    @property
    def aangewezen(self) -> Sequence[Erkenningsrij]:
        """The erkenningen that it names."""


def a01080(zaak: MetErkenningssleutel) -> Iterator[Foutmelding]:
    """A01080: a key without niveau names an opleidingserkenning."""
    return _onbekend("A01080", zaak)


def a01090(zaak: MetErkenningssleutel) -> Iterator[Foutmelding]:
    """A01090: a key with a niveau names a VO vakerkenning."""
    return _onbekend("A01090", zaak)


def _onbekend(code: str, zaak: MetErkenningssleutel) -> Iterator[Foutmelding]:
    if bestaanscode(zaak.erkenningssleutel) == code and not zaak.aangewezen:
        yield melding(code, sleutelgegevens(zaak.erkenningssleutel))


def rs1403(zaak: MetErkenningssleutel) -> Iterator[Foutmelding]:
    """RS1403: a key names no more than one opleidingserkenning."""
    if len(zaak.aangewezen) > 1:
        yield melding("RS1403", sleutelgegevens(zaak.erkenningssleutel))


def rs1301(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1301: there is an erkenner of this soort today; what it may do on the begindatum is for RS1302."""
    vandaag = zaak.bericht.context.vandaag
    if not any(geldig_op(vandaag, rij.begindatum, rij.einddatum) for rij in zaak.van_soort):
        yield melding("RS1301", (*zaak.sleutels, ("erkenner", zaak.bericht.erkenner)))


def a01070(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """A01070: each unit that is to be recognised occurs in RIO."""
    for code in zaak.bericht.eenheden:
        if code not in zaak.eenheden:
            yield melding("A01070", (*zaak.sleutels, (EENHEID, code)))


def aut401(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or an erkenner of the soort that is named and, of a change, of who gave it."""
    soorten = [zaak.bericht.erkenner, *([zaak.bestaand.erkenner] if zaak.bestaand is not None else [])]
    if not all(_mag(zaak, "aanleveren_opleidingserkenning", soort) for soort in soorten):
        yield melding("AUT401", (*zaak.sleutels, ("erkenner", zaak.bericht.erkenner)))


def aut401_verwijderen(zaak: Opleidingserkenningzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or an erkenner of the soort that gave it, inside its aanmerkingen on the begindatum:
    who may deliver it (RS1302) may remove it."""
    if (oud := zaak.bestaand) is None:
        return
    gevers = [rij for rij in zaak.erkenners(oud.erkenner) if bevoegd(rij, _WAT, oud.begindatum)]
    if not mag(zaak.rollen, "verwijderen_opleidingserkenning", {"ERKENNER": [rij.code for rij in gevers]}):
        yield melding("AUT401", zaak.sleutels)


def _mag(zaak: Opleidingserkenningzaak, operatie: str, soort: str) -> bool:
    """Whether the sender may do this for an erkenner of a soort; where it is not known only who may do all."""
    return mag(zaak.rollen, operatie, {"ERKENNER": [rij.code for rij in zaak.erkenners(soort)]})


def p01420(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """P01420: the erkenning lies within the lifetime of each unit that it recognises. Source: Overzicht foutcodes."""
    for code in zaak.bericht.eenheden:
        eenheid = zaak.eenheden[code]
        if not zaak.bericht.duur.binnen(Duur(eenheid.begindatum, eenheid.einddatum)):
            yield melding("P01420", (*zaak.sleutels, (EENHEID, code)))


def rs1006(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1006: on every day of the erkenning a period holds; types for which none are published may have none."""
    if not zaak.bericht.perioden and zaak.bericht.soort not in ZONDER_PERIODEN:
        yield melding("RS1006", (*zaak.sleutels, ("begindatum", zaak.bericht.duur.begin)))
    yield from eigen_controles.rs1006(zaak)


def rs1009(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1009: who gave an erkenning and its type stay as they are."""
    return onveranderd(zaak.bericht, zaak.bestaand.stand if zaak.bestaand is not None else None, ("type", "erkenner"))


def rs1302(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1302: an erkenner for which the sender acts has, on the begindatum, an aanmerking for opleidingseenheden."""
    soort, begin = zaak.bericht.erkenner, zaak.bericht.duur.begin
    codes = namens(zaak.rollen, zaak.session, soort)
    if not aangemerkt(zaak.session, soort, _WAT, begin, codes):
        yield melding("RS1302", (*zaak.sleutels, ("begindatum", begin), ("erkenner", soort)))


_ALLEEN: Final = {
    "opleidingsniveau": VAK,
    "uniekeErkendeopleidingscode": HO,
    "eqf": "PARTICULIEREOPLEIDINGSERKENNING",
    "nlqf": "PARTICULIEREOPLEIDINGSERKENNING",
    "lWOOIndicator": "VOOPLEIDINGSERKENNING",
    "vaksoort": VAK,
    "examenjaarVanaf": VAK,
    "examenjaarTotEnMet": VAK,
    "bezemjaar": VAK,
}
"""Field to the one type that has it."""
_NODIG: Final = {HO: "uniekeErkendeopleidingscode", VAK: "opleidingsniveau"}
"""Type to the field that its key needs; that of a vak is reasoned: V4 names none without niveau."""
_MAG_LEEG: Final = "mbo"
"""The part of a period in which nothing is mandatory: leaving it out says the same."""


def rs1402(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1402: the fields of the erkenning, and the part that each of its periods has, are those of its type."""
    soort, gegeven = zaak.bericht.soort, zaak.bericht.gegeven
    for naam, alleen in _ALLEEN.items():
        if naam in gegeven.velden and soort != alleen:
            yield melding("RS1402", (*zaak.sleutels, (naam, als_sleutelwaarde(gegeven.velden[naam]))))
    if soort in _NODIG and _NODIG[soort] not in gegeven.velden:
        yield melding("RS1402", (*zaak.sleutels, ("type", soort)))
    hoort = DEEL.get(soort)
    for periode in zaak.bericht.perioden:
        deel = next((naam for naam in DEEL.values() if naam in periode.velden), None)
        if deel != hoort and not (deel is None and hoort == _MAG_LEEG):
            yield melding("RS1402", (*zaak.sleutels, *_in_periode(periode, deel)))


def _in_periode(periode: Gegeven, deel: str | None) -> Iterator[tuple[str, str]]:
    """Names a period by its begin, and the part that it should not have by the first that it holds."""
    yield "begindatum", velden.datum(periode, "begindatum").isoformat()
    inhoud = velden.deel(periode, deel) if deel is not None else None
    for naam, waarde in inhoud.velden.items() if inhoud is not None else ():
        eerste = waarde[0] if isinstance(waarde, list) else waarde
        if not isinstance(eerste, Gegeven | dict):
            yield naam, als_sleutelwaarde(eerste)
            return


def rs1403_levering(zaak: Opleidingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1403: the key of a delivery names the one opleidingserkenning that has it, or none that is there.

    Not when it leaves out what the key of another has, nor when its unieke code is that of another. Nor is a new one
    taken whose key has what that of another leaves out: that other could be named no more.
    """
    anderen = zaak.van_code if zaak.bestaand is None else zaak.aangewezen
    if zaak.naamgenoten or any(verward(zaak.erkenningssleutel, rij) for rij in anderen):
        yield melding("RS1403", sleutelgegevens(zaak.erkenningssleutel))


def rs1008(zaak: Opleidingserkenningzaak) -> Iterator[Foutmelding]:
    """RS1008: no licentie is given for it.

    The units that it recognises are no reference: that they are recognised is part of the erkenning, and goes with it.
    Offers rest on their unit, by whatever key they were delivered.
    """
    if zaak.heeft_licenties:
        yield melding("RS1008", zaak.sleutels)


AANLEVEREN: tuple[Controle[Opleidingserkenninglevering], ...] = (
    ("RS1301", rs1301),
    ("A01070", a01070),
    ("AUT401", aut401),
    ("P01420", p01420),
    *LIJSTCONTROLES,
    *PERIODECONTROLES[:-1],
    ("RS1006", rs1006),
    ("RS1009", rs1009),
    ("RS1302", rs1302),
    ("RS1402", rs1402),
    ("RS1403", rs1403_levering),
)
"""Controles of aanleveren_opleidingserkenning."""

VERWIJDEREN: tuple[Controle[Opleidingserkenningzaak], ...] = (
    ("A01080", a01080),
    ("A01090", a01090),
    ("RS1403", rs1403),
    ("AUT401", aut401_verwijderen),
    ("RS1008", rs1008),
)
"""Controles of verwijderen_opleidingserkenning."""
