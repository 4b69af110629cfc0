"""What a delivery would do to the register: the objects that it concerns before and after it, and what refers to them.

To be run in a transaction that is undone (`Register.probeer`). After an approved delivery the objects are read back; of
a refused one the new stand is what was delivered, so that its sender sees both what is wrong and what it was meant to
do.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.vooraf.onderwerp import NIEUW, Blik, Foto, Objectverwijzing
from rio_soap.register.vooraf.onderwerpen import ONDERWERPEN
from rio_soap.register.vooraf.voorbeeldzicht import zichtbaar


@dataclass(frozen=True, slots=True)
class Voorwerp:
    """One object; without `oud` it appears, without `nieuw` it vanishes."""

    soort: str
    sleutel: str
    oud: Gegeven | None
    nieuw: Gegeven | None


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What a delivery would do, and what RIO would answer."""

    uitslag: Uitslag
    voorwerpen: tuple[Voorwerp, ...]
    verwijzingen: tuple[Objectverwijzing, ...] = ()


def bekijk(
    session: Session,
    context: Context,
    verzoek: Gegeven,
    voer_uit: Callable[[Session], Uitslag],
    gevonden: Gevonden | None = None,
) -> Voorbeeld:
    """Carry out a delivery in this transaction and tell what it did.

    :param voer_uit: the prepared delivery of `context.operatie`.
    :param gevonden: what was found of its place outside the register.
    """
    onderwerp = ONDERWERPEN[context.operatie.partition("_")[2]]
    verwijderen = context.operatie.startswith("verwijderen_")
    blik = Blik(session, context, verzoek, gevonden, {})
    oud = zichtbaar(blik, onderwerp.foto(blik))
    verwijzingen = onderwerp.verwijzingen(blik) if verwijderen else ()
    uitslag = voer_uit(session)
    if uitslag.goedgekeurd:
        nieuw = _zonder_proefcode(oud, onderwerp.foto(blik._replace(antwoord=uitslag.gegevens)))
    else:
        nieuw = {} if verwijderen else {**oud, **onderwerp.bedoeld(context, verzoek, oud)}
    voorwerpen = [Voorwerp(*sleutel, oud.get(sleutel), nieuw.get(sleutel)) for sleutel in {**oud, **nieuw}]
    return Voorbeeld(uitslag, tuple(v for v in voorwerpen if v.oud != v.nieuw), verwijzingen)


def _zonder_proefcode(oud: Foto, nieuw: Foto) -> Foto:
    """The code of a location that came into being is that of a trial, so it is not told."""
    locatie = next((code for soort, code in nieuw if soort == "onderwijslocatie" and (soort, code) not in oud), None)
    if locatie is None:
        return nieuw
    return {(soort, sleutel.replace(locatie, NIEUW)): stand for (soort, sleutel), stand in nieuw.items()}
