"""Reading one's own roles, and who looked at what is restricted."""

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.bevoegdheid import inzagen
from rio_soap.register.bevoegdheid.autorisaties import Autorisatie, Autorisaties
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.inzagen import GelezenInzage
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.roltabel import BESTUURSBEREIK
from rio_soap.register.bevoegdheid.toekenningen import bestaat
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd

MAX_AUTORISATIES, MAX_BEVINDINGEN, MAX_BEVINDING, MAX_LEZER = 999, 99, 500, 240
"""What one answer holds (XSD)."""


def opvragen_autorisaties(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The sender's own roles, all of them or those that cover one bestuur, and what is missing.

    A01110 for an unknown bestuur; AUT401 for one with which the sender has nothing to do: it never had a role for it,
    its OIN does not lead to it, and it has no role that covers all.
    """
    bestuur = velden.tekst_of_niet(verzoek, BESTUURSBEREIK)
    if bestuur is not None and not bestaat(session, BESTUURSBEREIK, bestuur):
        return afgekeurd([melding("A01110", ((BESTUURSBEREIK, bestuur),))])
    wat = Autorisaties(session, context, bestuur)
    if bestuur is not None and not wat.betrokken and "AUT401" not in context.zonder:
        return afgekeurd([melding("AUT401", ((BESTUURSBEREIK, bestuur),))])
    gegevens: dict[str, Waarde] = {}
    if gehouden := wat.houdt():
        gegevens["autorisatie"] = [_autorisatie(een) for een in gehouden[:MAX_AUTORISATIES]]
    bevindingen: list[Enkel] = [tekst[:MAX_BEVINDING] for tekst in wat.bevindingen()[:MAX_BEVINDINGEN]]
    if bevindingen:
        gegevens["bevinding"] = bevindingen
    return Uitslag(gegevens)


def _autorisatie(een: Autorisatie) -> Gegeven:
    alle: dict[str, Waarde | None] = {
        "rol": een.rol,
        "bereik": een.bereik or None,
        "herkomst": een.herkomst,
        "vanaf": een.vanaf,
        "tot": een.tot,
    }
    return Gegeven("autorisatie", {naam: waarde for naam, waarde in alle.items() if waarde is not None})


def opvragen_inzagelog(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Who read what is restricted of an eenheid, from a moment up to another, not included; oldest first.

    RS1110 for an unknown eenheid, and AUT401 for who is not of its bestuur and does not keep the register or its users,
    end the judging. RS1003 for an end that is not after the begin.
    """
    eenheid, vanaf = velden.tekst(verzoek, "organisatorischeEenheidcode"), velden.moment(verzoek, "vanaf")
    sleutels = (("organisatorischeEenheidcode", eenheid),)
    if not inzagen.is_eenheid(session, eenheid):
        return afgekeurd([melding("RS1110", sleutels)])
    lezer = Contactlezer(session, context)
    if not mag(lezer.rollen, "opvragen_inzagelog", {"INSTELLING": lezer.besturen(eenheid)}):
        return afgekeurd([melding("AUT401", sleutels)])
    tot = velden.moment(verzoek, "tot") if "tot" in verzoek.velden else None
    if tot is not None and tot <= vanaf:
        return afgekeurd([melding("RS1003", (*sleutels, ("tot", tot.isoformat())))])
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    alle = any(lezer.rollen.heeft(rol) for rol in ("DUO", "BEHEERDER"))
    hoeveel, rijen = inzagen.lees_inzagen(session, eenheid, vanaf, tot, pagina * grootte, grootte)
    return Uitslag(
        {
            "inzage": [_inzage(rij, met_persoon=alle) for rij in rijen],
            "paginering": paginering(pagina, hoeveel, grootte),
        }
    )


def _inzage(rij: GelezenInzage, *, met_persoon: bool) -> Gegeven:
    """A person who read is told to DUO and BEHEERDER only; the institution reads by what role it was."""
    persoon = (rij.email or f"gebruiker {rij.gebruiker}") if met_persoon else rij.rol
    return Gegeven(
        "inzage",
        {
            "moment": rij.moment,
            "lezer": (rij.oin or persoon)[:MAX_LEZER],
            "rol": rij.rol,
            "kanaal": rij.kanaal,
            "organisatorischeEenheidcode": rij.eenheid,
            "communicatiecontext": rij.context,
        },
    )
