"""Reading contactadressen: of one eenheid in some contexts, with or without the fallback; of many, for other readings.

The number of queries is fixed, whatever the number of contexts and eenheden, and does not depend on what the reader may
not see.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.bevoegdheid.contexten import contexten
from rio_soap.register.contact import leesvorm, rijen
from rio_soap.register.contact.rijen import ALGEMEEN, CONTEXTLIJST, contactsleutel
from rio_soap.register.contact.terugval import Plaats, gevonden
from rio_soap.register.database.model import contactadres, instellingserkenning
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.rijen import GEZAG, OCW
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import probeer

_HOOGSTENS = 999
"""Contactadressen that an answer takes."""


def opvragen_contactadressen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """The contactadressen of an eenheid that hold on the peildatum, as far as the sender may see them.

    RS1110: an unknown eenheid. AUT401: a context that is asked for and that the sender may not read of this eenheid.
    RS1001: one that does not exist. The last two in this order, so that nothing is told of what is restricted. One
    that is not valid on the day is not there, for it cannot be shown without a period.
    """
    code, dag = velden.tekst(verzoek, "organisatorischeEenheidcode"), peildatum_van(context, verzoek)
    if rijen.eenheid(session, code) is None:
        return afgekeurd([melding("RS1110", ((SLEUTEL, code), ("organisatorischeEenheidcode", code)))])
    namen = velden.teksten(verzoek, "communicatiecontext") if "communicatiecontext" in verzoek.velden else []
    gevraagd = list(dict.fromkeys(namen))
    lezer = Contactlezer(session, context)
    if fouten := _afgewezen(lezer, code, gevraagd):
        return afgekeurd(fouten)
    zoek = _met_terugval if verzoek.velden.get("metTerugval") is True else _eigen
    return Uitslag({"contactadres": _getoond(lezer, zoek(lezer, code, gevraagd, dag)[:_HOOGSTENS])})


def contactadressen_van(
    session: Session, lezer: Contactlezer, eenheden: Collection[str], dag: date
) -> Mapping[str, Sequence[Gegeven]]:
    """The contactadressen of eenheden that hold on a day and that the reader may see, by context and number.

    Each is a GelezenContactadres; the restricted ones count as shown (`Contactlezer.toon`). An eenheid without has an
    empty list.
    """
    zichtbaar = zichtbaar_van(lezer, eenheden, dag)
    verdeeld = per((een for samen in zichtbaar.values() for een in samen), _eenheid_van)
    return {code: _getoond(lezer, verdeeld.get(code, ())) for code in eenheden}


def _afgewezen(lezer: Contactlezer, code: str, gevraagd: Sequence[str]) -> list[Foutmelding]:
    """AUT401 for each context that there is and that the reader may not read of this eenheid, else RS1001."""
    bekend = _bekend(lezer, gevraagd)
    geweigerd = [_fout("AUT401", code, naam) for naam in gevraagd if naam in bekend and not lezer.mag(code, naam)]
    return geweigerd or [_fout("RS1001", code, naam) for naam in gevraagd if naam not in bekend]


def _fout(foutcode: str, code: str, naam: str) -> Foutmelding:
    return melding(foutcode, ((SLEUTEL, sleutel_uit(code)), ("communicatiecontext", naam)))


def _bekend(lezer: Contactlezer, gevraagd: Sequence[str]) -> Collection[str]:
    """Which of these names are those of a context, in force or not; that is no secret, the list is public."""
    lijst = lezer.context.lijsten
    bekend = {naam for naam in gevraagd if naam in lezer.soorten or lijst.bestaat(CONTEXTLIJST, naam)}
    if len(bekend) == len(gevraagd):
        return bekend
    return bekend | {soort.naam for soort in contexten(lezer.session)}


def _getoond(lezer: Contactlezer, lijst: Sequence[Gegeven]) -> list[Gegeven]:
    return [een for een in lijst if lezer.toon(_eenheid_van(een), velden.tekst(een, "communicatiecontext"))]


def _eenheid_van(een: Gegeven) -> str:
    return velden.tekst(een, "organisatorischeEenheidcode")


def zichtbaar_van(
    lezer: Contactlezer, eenheden: Collection[str], dag: date, namen: Collection[str] = ()
) -> dict[Plaats, list[Gegeven]]:
    """What of eenheden holds on a day and the reader may see, by eenheid and context.

    :param namen: contexten that matter; all without.
    """
    adressen = rijen.van_eenheden(lezer.session, eenheden, dag)
    if not namen or not all(lezer.openbaar(naam) for naam in namen):
        lezer.zie_vooruit(eenheden)
    zichtbaar: dict[Plaats, list[Gegeven]] = {}
    for rij in adressen:
        if (namen and rij.context not in namen) or not lezer.mag(rij.eenheid, rij.context):
            continue
        lees = partial(leesvorm.lees_contactadres, rij, dag, openbaar=lezer.openbaar(rij.context))
        gelezen = probeer(lezer.context.uitval, contactadres, contactsleutel(*rij[:3]), lees)
        if gelezen is not None:
            zichtbaar.setdefault((rij.eenheid, rij.context), []).append(gelezen)
    return zichtbaar


def _eigen(lezer: Contactlezer, code: str, gevraagd: Sequence[str], dag: date) -> list[Gegeven]:
    """Those of the eenheid itself, in the order asked, else by context."""
    zichtbaar = zichtbaar_van(lezer, [code], dag, gevraagd)
    namen = gevraagd or [naam for _, naam in zichtbaar]
    return [een for naam in namen for een in zichtbaar.get((code, naam), ())]


def _met_terugval(lezer: Contactlezer, code: str, gevraagd: Sequence[str], dag: date) -> list[Gegeven]:
    """For each context what is found first; without any asked each that the reader may see and the eenheid may have."""
    keten = rijen.keten(lezer.session, code, dag)
    zichtbaar = zichtbaar_van(lezer, keten, dag, {*gevraagd, ALGEMEEN} if gevraagd else ())
    namen = gevraagd or sorted(
        {naam for naam, soort in lezer.soorten.items() if soort.mag_bij(code) and lezer.mag(code, naam)}
        | {naam for eenheid, naam in zichtbaar if eenheid == code}
    )
    uit: list[Gegeven] = []
    formeel: list[Gegeven] | None = None
    for naam in namen:
        samen = gevonden(zichtbaar, keten, naam)
        if not samen:
            formeel = formeel_van(lezer, keten, dag) if formeel is None else formeel
            samen = formeel
        uit += [leesvorm.van_elders(een, code, naam) for een in samen]
    return uit


def formeel_van(lezer: Contactlezer, keten: Sequence[str], dag: date) -> list[Gegeven]:
    """The formal address of the bevoegd gezag of the first bestuur of a keten that has one; empty without."""
    besturen = [code for code in keten if code[3:4] == "B" and lezer.mag(code, ALGEMEEN)]
    erkend = rijen.gezagen(lezer.session, besturen, dag)
    for bestuur in besturen:
        if (gezag := erkend.get(bestuur)) is not None:
            lees = partial(leesvorm.lees_formeel_adres, gezag, dag, openbaar=lezer.openbaar(ALGEMEEN))
            sleutel = sleutel_uit(OCW, GEZAG, gezag.code)
            gelezen = probeer(lezer.context.uitval, instellingserkenning, sleutel, lees)
            if gelezen is not None:
                return [gelezen]
    return []
