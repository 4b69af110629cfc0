"""Reading one eenheid, the structure in which it stands, and everything of it at once."""

from collections.abc import Collection
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.rijen import GEZAG, OCW
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.overzicht import ingangen
from rio_soap.register.overzicht.bomen import Erkenningenbomen, Inrichting
from rio_soap.register.overzicht.bron_nu import NuBron
from rio_soap.register.overzicht.erkenningenverband import op_sleutels
from rio_soap.register.overzicht.overzichtbron import Overzichtbron
from rio_soap.register.overzicht.overzichten import MAX_OVERZICHTEN, Overzichten
from rio_soap.register.overzicht.overzichtvormen import Overzichtvormen
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd

_CODE, _ERKENNING = "organisatorischeEenheidcode", "instellingserkenning"


def opvragen_organisatorische_eenheid(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One eenheid of whatever kind as it is on the peildatum; RS1110 when it is not there.

    One that is not valid then comes with its dates and with the periods of all times, since the contract wants one;
    relations go by their own dates.
    """
    code, dag = velden.tekst(verzoek, _CODE), peildatum_van(context, verzoek)
    return eenheid_van(NuBron(session, Contactlezer(session, context)), context, code, dag)


def eenheid_van(bron: Overzichtbron, context: Context, code: str, dag: date) -> Uitslag:
    """The same of the rows of any moment."""
    rij = bron.eenheden([code]).get(code)
    if rij is not None:
        rust, relaties = bron.rust([code], dag), bron.eenhedenrelaties([code], dag)
        gelezen = Overzichtvormen(dag, context.uitval).eenheid(rij, rust, relaties)
        if gelezen is not None:
            return Uitslag({"organisatorischeEenheid": gelezen})
    return _onbekende_eenheid(code)


def opvragen_organisatiestructuur(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The trees in which an eenheid (RS1110) or an instellingserkenning (RS1304) stands on the peildatum.

    Both trees are given whole, from their tops down. What ties them is what eenheden rest on, and the
    bevoegdGezagNummer of a bestuur.
    """
    dag, bron = peildatum_van(context, verzoek), NuBron(session, Contactlezer(session, context))
    if _CODE in verzoek.velden:
        return structuur_van(bron, context, velden.tekst(verzoek, _CODE), dag)
    inrichting, erkend = Inrichting(bron, dag), Erkenningenbomen(bron, dag)
    sleutel = Instellingsleutel.uit(velden.verplicht_deel(verzoek, _ERKENNING))
    if sleutel not in op_sleutels(bron, [sleutel]):
        return afgekeurd([melding("RS1304", ((SLEUTEL, sleutel_van(*sleutel)), ("code", sleutel.code)))])
    erkend.lees([sleutel])
    gezagen = [top.code for top in erkend.toppen if top.soort == GEZAG and top.erkenner == OCW]
    rustend = ingangen.rustend_op(session, [sleutel, *erkend.toppen], dag)
    inrichting.lees({*ingangen.van_gezagen(session, gezagen, dag), *rustend})
    return _bomen(context, dag, inrichting, erkend)


def structuur_van(bron: Overzichtbron, context: Context, code: str, dag: date) -> Uitslag:
    """The trees in which an eenheid stands, of the rows of any moment."""
    inrichting, erkend = Inrichting(bron, dag), Erkenningenbomen(bron, dag)
    if code not in bron.eenheden([code]):
        return _onbekende_eenheid(code)
    inrichting.lees([code])
    erkend.lees(_erkend(bron, inrichting, dag))
    return _bomen(context, dag, inrichting, erkend)


def _bomen(context: Context, dag: date, inrichting: Inrichting, erkend: Erkenningenbomen) -> Uitslag:
    vormen = Overzichtvormen(dag, context.uitval)
    gevonden = {"onderwijsinrichting": inrichting.bomen(vormen), "onderwijserkenning": erkend.bomen(vormen)}
    return Uitslag({"peildatum": dag, **{naam: bomen for naam, bomen in gevonden.items() if bomen}})


def _erkend(bron: Overzichtbron, inrichting: Inrichting, dag: date) -> set[Instellingsleutel]:
    """The erkenningen behind the eenheden of trees: the bevoegde gezagen of besturen, and what eenheden rest on."""
    rust = bron.rust(inrichting.eenheden, dag)
    paren = {(een.erkenner, een.erkenning) for een in rust if een.erkenner}
    paren |= {(OCW, rij.bevoegd_gezag_nummer) for rij in inrichting.eenheden.values() if rij.bevoegd_gezag_nummer}
    rijen = bron.erkenningen({code for _, code in paren}) if paren else ()
    return {rij.sleutel for rij in rijen if (rij.erkenner, rij.code) in paren}


def overzicht_van(
    bron: Overzichtbron, context: Context, code: str, dag: date, meeste_aanbod: int | None = None
) -> Uitslag:
    """Everything at once of an eenheid, of the rows of any moment.

    :param meeste_aanbod: offers that come along; None for as many as an answer holds.
    """
    overzichten = Overzichten(bron, dag, context.uitval, meeste_aanbod).van(bron.eenheden([code]))
    return Uitslag({"organisatieoverzicht": overzichten}) if overzichten else _onbekende_eenheid(code)


def opvragen_organisatieoverzicht(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Everything at once of an eenheid (RS1110), of those of an erkende vestiging (A01040), or of the besturen with a
    KvK number (RS1112), on the peildatum and by code."""
    dag = peildatum_van(context, verzoek)
    bron = NuBron(session, Contactlezer(session, context))
    if _CODE in verzoek.velden:
        return overzicht_van(bron, context, velden.tekst(verzoek, _CODE), dag)
    naam = next(naam for naam in _INGANGEN if naam in verzoek.velden)
    waarde = velden.tekst(verzoek, naam)
    foutcode, ingang = _INGANGEN[naam]
    codes: Collection[str] = ingang(session, waarde, dag)[:MAX_OVERZICHTEN]
    overzichten = Overzichten(bron, dag, context.uitval).van(bron.eenheden(codes)) if codes else []
    if not overzichten:
        return afgekeurd([melding(foutcode, ((naam, waarde),))])
    return Uitslag({"organisatieoverzicht": overzichten})


_INGANGEN = {
    "erkendeVestigingCode": ("A01040", ingangen.van_vestiging),
    "kVKnummer": ("RS1112", ingangen.met_kvk),
}
"""By what else than a code an overview is asked: the foutcode for what leads to none, and what finds the eenheden."""


def _onbekende_eenheid(code: str) -> Uitslag:
    return afgekeurd([melding("RS1110", ((SLEUTEL, code), (_CODE, code)))])
