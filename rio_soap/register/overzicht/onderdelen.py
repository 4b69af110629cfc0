"""Parts of an overview by themselves, page by page: the offers of an eenheid, and the locaties that are used for it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database.session import Session
from rio_soap.register.overzicht.bron_nu import NuBron
from rio_soap.register.overzicht.overzichten import Overzichten
from rio_soap.register.overzicht.samenhang import eenhedenverband
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.opleidingstreffer import treffers
from rio_soap.register.zoeken.sleutellijst import Aanbodplek, aanbod_van_aanbieders


class Aanbodpagina(NamedTuple):
    """Offers of an eenheid.

    :param volgende: the last of them when there may be more; else None.
    :param aantal: how many there are on all pages.
    """

    treffers: Sequence[Gegeven]
    volgende: Aanbodplek | None
    aantal: int


def aanbod_van_eenheid(
    session: Session, context: Context, code: str, dag: date, na: Aanbodplek | None, hoeveel: int
) -> Aanbodpagina | None:
    """The offers that hold on a day of an aanbieder, or of those below another eenheid, by aanbieder and code.

    What opvragen_organisatieoverzicht shows of them, and all that it has no place for. None for an unknown eenheid.

    :param na: after which the page begins.
    """
    bron = NuBron(session, Contactlezer(session, context))
    if not (gevraagd := bron.eenheden([code])):
        return None
    aanbieders = sorted(eenhedenverband(bron, gevraagd, dag).aanbieders(code))
    tellingen = {een.aanbieder: een.aantal for een in bron.aanbodtellingen(aanbieders, dag)} if aanbieders else {}
    vanaf = [een for een in sorted(tellingen) if na is None or een >= na.aanbieder]
    plekken = aanbod_van_aanbieders(session, vanaf, dag, na, hoeveel) if vanaf else []
    gelezen = treffers(session, context, [plek.code for plek in plekken], dag)
    volgende = plekken[-1] if len(plekken) == hoeveel else None
    return Aanbodpagina(gelezen, volgende, sum(tellingen.values()))


def gebruik_voor_eenheid(session: Session, context: Context, code: str, dag: date) -> list[Gegeven] | None:
    """The uses of locaties that an overview has of an eenheid, all of them, by bestuur and locatie; None for an unknown
    eenheid."""
    bron = NuBron(session, Contactlezer(session, context))
    if not (gevraagd := bron.eenheden([code])):
        return None
    return Overzichten(bron, dag, context.uitval).gebruiken(gevraagd)[code]
