"""Where the contactadressen of many eenheden stand: in each context its own, one that is found elsewhere, or none.

What an address holds is not told, so nobody is noted as its reader; what somebody may not read counts as not there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.contact import rijen
from rio_soap.register.contact.raadplegingen import formeel_van, zichtbaar_van
from rio_soap.register.contact.terugval import Zichtbaar, stappen
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context


@dataclass(frozen=True, slots=True)
class Contactstand:
    """What an eenheid has in a context on a day.

    :param nummers: subcontexten of its own; empty when it has none of its own.
    :param van: code of the eenheid where something is found instead; None when it has its own, or nothing is found.
    :param in_context: the context in which that is found; None when it is the formal address of the bevoegd gezag.
    """

    context: str
    nummers: tuple[str, ...] = ()
    van: str | None = None
    in_context: str | None = None


def contactstanden(
    session: Session, context: Context, eenheden: Collection[str], dag: date
) -> Mapping[str, Mapping[str, Contactstand]]:
    """Of each eenheid, for each context that it may have and that may be read, where one comes out (`terugval`)."""
    lezer = Contactlezer(session, context)
    ketens = {code: rijen.keten(session, code, dag) for code in eenheden}
    zichtbaar = zichtbaar_van(lezer, {code for keten in ketens.values() for code in keten}, dag)
    formeel: dict[tuple[str, ...], list[Gegeven]] = {}
    uit: dict[str, dict[str, Contactstand]] = {}
    for code, keten in ketens.items():
        mogelijk = [naam for naam, soort in sorted(lezer.soorten.items()) if soort.mag_bij(code)]
        namen = [naam for naam in mogelijk if lezer.mag(code, naam)]
        boven = tuple(keten)
        if boven not in formeel:
            formeel[boven] = formeel_van(lezer, keten, dag)
        rest = velden.tekst(formeel[boven][0], "organisatorischeEenheidcode") if formeel[boven] else None
        uit[code] = {naam: _stand(zichtbaar, boven, naam, rest) for naam in namen}
    return uit


def _stand(zichtbaar: Zichtbaar, keten: tuple[str, ...], naam: str, formeel: str | None) -> Contactstand:
    for eenheid, in_context in stappen(keten, naam):
        gevonden = zichtbaar.get((eenheid, in_context))
        if gevonden and (eenheid, in_context) == (keten[0], naam):
            return Contactstand(naam, tuple(velden.tekst(een, "communicatiesubcontextNummer") for een in gevonden))
        if gevonden:
            return Contactstand(naam, (), eenheid, in_context)
    return Contactstand(naam, (), formeel)
