"""The controles on delivering and removing a licentie, in the order of our own design."""

from collections.abc import Iterator
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort, aangemerkt, namens
from rio_soap.register.licentie.typeregels import Misplaatst, misplaatst, naast_elkaar
from rio_soap.register.licentie.zaak import Licentielevering, Licentiezaak
from rio_soap.register.opleidingserkenning.controles import a01080, a01090, rs1403
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_controles import LIJSTCONTROLES, rs1003
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_sleutelwaarde

BESLISSEND: Final = frozenset({"RS1304", "RS1403", "RS1501"})
"""Codes on existence beside those that begin with A: after one of them nothing else is judged."""


def rs1304(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1304: the instellingserkenning of the licentie occurs in RIO. Source: our own design."""
    if zaak.instelling is None:
        yield melding("RS1304", (*zaak.sleutels, ("code", zaak.bericht.instelling.code)))


def a01040(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """A01040: each vestiging of the licentie occurs in RIO, recognised by the erkenner of the institution.

    Source: Overzicht foutcodes for the text; our own design. That it belongs to the institution is not judged: no code
    says so.
    """
    for code in zaak.bericht.vestigingen:
        if code not in zaak.vestigingen:
            yield melding("A01040", (*zaak.sleutels, ("erkendeVestigingCode", code)))


def aut401(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or acts for the erkenner of the opleidingserkenning: that of the message, and that of
    the licentie as it is.

    Source: our own design.
    """
    _, opleiding = zaak.gekend
    nu = zaak.geregistreerd is None or zaak.mag_namens(zaak.erkenner)
    if not nu or not zaak.mag_namens(opleiding.erkenner):
        yield melding("AUT401", (*zaak.sleutels, ("licentiecode", zaak.code)))


def rs1009(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1009: of a licentie that is there, type and both erkenningen stay; with others it is another licentie.

    Source: our own design.
    """
    oud = zaak.geregistreerd
    if oud is None:
        return
    instelling, opleiding = zaak.gekend
    if oud.soort != zaak.bericht.soort:
        yield melding("RS1009", (*zaak.sleutels, ("type", zaak.bericht.soort)))
    if oud.instellingserkenning != instelling.id:
        yield melding("RS1009", (*zaak.sleutels, ("code", instelling.code)))
    if oud.opleidingserkenning != opleiding.id:
        yield melding("RS1009", (*zaak.sleutels, ("opleidingscode", opleiding.code)))


def rs1302(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1302: on the begindatum an erkenner for which the sender acts may recognise opleidingseenheden.

    Source: our own design; the erkenner is that of the opleidingserkenning, its aanmerkingen say what it may.
    """
    _, opleiding = zaak.gekend
    codes = namens(zaak.rollen, zaak.session, opleiding.erkenner)
    wat = Erkenningssoort.OPLEIDINGSEENHEID
    if not aangemerkt(zaak.session, opleiding.erkenner, wat, zaak.duur.begin, codes):
        yield melding("RS1302", (*zaak.sleutels, ("begindatum", zaak.duur.begin)))


def rs1502(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1502: the licentie lies within the lifetime of both its erkenningen. Source: our own design."""
    instelling, opleiding = zaak.gekend
    for naam, code, leven in (
        ("instellingserkenning", instelling.code, Duur(instelling.begindatum, instelling.einddatum)),
        ("opleidingserkenning", opleiding.code, Duur(opleiding.begindatum, opleiding.einddatum)),
    ):
        kant = buiten(zaak.duur.begin, zaak.duur.einde, leven)
        if kant is not None:
            veld, dag = "begindatum", zaak.duur.begin
            if kant == "einde" and zaak.duur.einde is not None:
                veld, dag = "einddatum", zaak.duur.einde
            yield melding("RS1502", (*zaak.sleutels, (naam, code), (veld, dag)))


def rs1503(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1503: the licentie has the fields of its type: what it must have and no other (`typeregels`).

    Source: our own design. A type that no list has is told by RS1001; which fields it would have nobody knows.
    """
    if not zaak.context.lijsten.bestaat("Licentietype", zaak.bericht.soort):
        return
    for fout in misplaatst(zaak.bericht.gegeven):
        yield _misplaatst(zaak, fout)


def _misplaatst(zaak: Licentielevering, fout: Misplaatst) -> Foutmelding:
    """A field that lacks, or whose values are parts, is at the type that wants it otherwise."""
    waarde = fout.waarde[0] if isinstance(fout.waarde, list) else fout.waarde
    if waarde is None or isinstance(waarde, Gegeven | dict):
        veld = fout.veld if waarde is not None else ""
        return melding("RS1503", (*zaak.sleutels, ("type", zaak.bericht.soort)), veld=veld)
    if fout.houder is zaak.bericht.gegeven:
        return melding("RS1503", (*zaak.sleutels, (fout.veld, als_sleutelwaarde(waarde))))
    vestiging = velden.tekst(fout.houder, "erkendeVestigingCode")
    return melding(
        "RS1503",
        (*zaak.sleutels, ("erkendeVestigingCode", vestiging), (fout.veld, als_sleutelwaarde(waarde))),
    )


def rs1504(zaak: Licentielevering) -> Iterator[Foutmelding]:
    """RS1504: no other licentie of this type for both erkenningen holds in the same time, but for those that DUO too
    registers beside each other: for each leerweg, onderwijssoort or vestiging.

    Source: our own design; the exceptions follow from the open data.
    """
    for ander in zaak.anderen:
        if ander.duur.overlapt(zaak.duur) and not naast_elkaar(zaak.bericht.gegeven, ander.stand):
            yield melding("RS1504", (*zaak.sleutels, ("begindatum", zaak.duur.begin)))
            return


def rs1501(zaak: Licentiezaak) -> Iterator[Foutmelding]:
    """RS1501: the licentie occurs in RIO; for a sender that may not see it, it does not.

    Source: our own design.
    """
    if zaak.bestaand is None:
        yield melding("RS1501", (*zaak.sleutels, ("licentiecode", zaak.code)))


def aut401_verwijderen(zaak: Licentiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender is DUO, or acts for the erkenner of the opleidingserkenning, inside its aanmerkingen on the
    begindatum.

    Source: our own design: who may deliver it (RS1302) may remove it.
    """
    if zaak.bestaand is not None and not zaak.mag_als_aangemerkt(zaak.bestaand.begindatum):
        yield melding("AUT401", (*zaak.sleutels, ("licentiecode", zaak.code)))


def rs1008(zaak: Licentiezaak) -> Iterator[Foutmelding]:
    """RS1008: no licentiemaatregel and no licentierelatie refers to the licentie. Source: our own design."""
    if zaak.maatregelen or zaak.relaties:
        yield melding("RS1008", (*zaak.sleutels, ("licentiecode", zaak.code)))


AANLEVEREN: tuple[Controle[Licentielevering], ...] = (
    ("RS1304", rs1304),
    ("A01080", a01080),
    ("A01090", a01090),
    ("RS1403", rs1403),
    ("A01040", a01040),
    ("AUT401", aut401),
    *LIJSTCONTROLES,
    ("RS1003", rs1003),
    ("RS1009", rs1009),
    ("RS1302", rs1302),
    ("RS1502", rs1502),
    ("RS1503", rs1503),
    ("RS1504", rs1504),
)
"""Controles of aanleveren_licentie."""

VERWIJDEREN: tuple[Controle[Licentiezaak], ...] = (
    ("RS1501", rs1501),
    ("AUT401", aut401_verwijderen),
    ("RS1008", rs1008),
)
"""Controles of verwijderen_licentie."""
