"""A page of what is found as a screen shows it: also of more than a message may find, and counted by kind and sector.

What costs is bounded: beyond `MEESTE` nothing is counted by kind, and beyond `MEESTE_PER_SECTOR` nothing by sector.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.getypt import bedoeld
from rio_soap.register.zoeken.leesvorm import lees_treffers
from rio_soap.register.zoeken.organisatievraag import Organisatievraag, keur, lees_organisatievraag
from rio_soap.register.zoeken.sectortelling import tel_per_sector
from rio_soap.register.zoeken.treffers import MEESTE, TREFGRONDEN, Treffer, tel, tel_per_type, zoek, zoek_los
from rio_soap.register.zoeken.zoekbeeld import OBJECTTYPEN

MEESTE_PER_SECTOR: Final = 1_000
"""Objects that are counted by sector: of each its offers are looked up (`sectortelling`)."""


@dataclass(frozen=True, slots=True)
class Zoekblad:
    """What is found.

    :param treffers: of this page, as elements of type Organisatietreffer.
    :param gronden: trefgrond of each.
    :param aantal: on all pages.
    :param per_type: objecttype to how many of them there would be without the filter on kinds; None when there are too
        many to count.
    :param per_sector: sector to how many there would be with that sector alone; None likewise.
    :param anders: the words that were looked for instead, since those that were asked find nothing.
    """

    treffers: Sequence[Gegeven]
    gronden: Sequence[str]
    aantal: int
    per_type: Mapping[str, int] | None
    per_sector: Mapping[str, int] | None
    anders: tuple[str, ...] = ()


def zoek_blad(session: Session, context: Context, verzoek: Gegeven, pagina: int, hoeveel: int) -> Zoekblad | None:
    """A page of what a request of zoeken_organisaties finds; None for one that says too little, or a value of no list.

    :param pagina: from 0.
    """
    if any(keur(context, verzoek)):
        return None
    vraag, anders = lees_organisatievraag(context, verzoek), tuple[str, ...]()
    gevonden = zoek(session, vraag, hoeveel=hoeveel, vanaf=pagina * hoeveel)
    aantal = gevonden[0].aantal if gevonden else tel(session, vraag) if pagina else 0
    if not aantal and (beter := bedoeld(session, vraag)) is not None:
        vraag, anders = beter, beter.woorden
        gevonden = zoek(session, vraag, hoeveel=hoeveel, vanaf=pagina * hoeveel)
        aantal = gevonden[0].aantal if gevonden else 0
    treffers = lees_treffers(session, gevonden, vraag.dag)
    gronden = [TREFGRONDEN[treffer.rang] for treffer in gevonden]
    per_type = _per_type(session, vraag, gevonden, aantal) if aantal <= MEESTE else None
    geteld = aantal <= MEESTE_PER_SECTOR or vraag.sector is not None
    per_sector = _per_sector(session, vraag) if geteld else None
    return Zoekblad(treffers, gronden, aantal, per_type, per_sector, anders)


def zoek_alles(session: Session, context: Context, verzoek: Gegeven, blok: int, meeste: int) -> Iterator[list[Gegeven]]:
    """All that is found, block by block, on one snapshot; at most so many. Of a request that `zoek_blad` takes."""
    vraag = lees_organisatievraag(context, verzoek)
    for vanaf in range(0, meeste, blok):
        gevonden = zoek(session, vraag, hoeveel=min(blok, meeste - vanaf), vanaf=vanaf)
        if gevonden:
            yield lees_treffers(session, gevonden, vraag.dag)
        if len(gevonden) < blok:
            return


def _per_type(session: Session, vraag: Organisatievraag, gevonden: Sequence[Treffer], aantal: int) -> Mapping[str, int]:
    alle = tuple(sorted(OBJECTTYPEN))
    if vraag.typen == alle and len(gevonden) == aantal:
        return Counter(treffer.objecttype for treffer in gevonden)
    return tel_per_type(session, replace(vraag, typen=alle))


def _per_sector(session: Session, vraag: Organisatievraag) -> dict[str, int] | None:
    gevonden = zoek_los(session, replace(vraag, sector=None), MEESTE_PER_SECTOR + 1)
    if len(gevonden) > MEESTE_PER_SECTOR:
        return None
    return tel_per_sector(session, gevonden, vraag.dag)
