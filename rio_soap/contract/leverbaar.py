"""An object as a message can hold it: without what a reading says of it and a delivery does not."""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen


@cache
def per_lid(vorm: Vorm) -> Mapping[str, tuple[Veld, Vorm | Simpel]]:
    """Local name of every child of a type to its field and its type."""
    return {str(etree.QName(tag).localname): wat for tag, wat in vorm.per_tag.items()}


def leverbaar(gegeven: Gegeven, dienst: Dienst) -> Gegeven | None:
    """An element of a contract with those fields that its type has; None where it holds an object of another kind.

    :param gegeven: goes by the name of a global element.
    """
    vorm = vormen(dienst).elementen[gegeven.naam]
    assert isinstance(vorm, Vorm)
    return _leverbaar(gegeven, gegeven.naam, vorm)


def _leverbaar(gegeven: Gegeven, naam: str, vorm: Vorm) -> Gegeven | None:
    leden = per_lid(vorm)
    namen = {veld.naam: veld for veld in vorm.velden}
    uit: dict[str, Waarde] = {}
    for sleutel, waarde in gegeven.velden.items():
        if (veld := namen.get(sleutel)) is None:
            continue
        delen = waarde if isinstance(waarde, list) else [waarde]
        nieuw = [_deel(deel, veld, leden) for deel in delen]
        if any(deel is None for deel in nieuw):
            return None
        uit[sleutel] = nieuw if veld.meervoudig else nieuw[0]  # type: ignore[assignment]
    return Gegeven(naam, uit)


def _deel(waarde: Waarde, veld: Veld, leden: Mapping[str, tuple[Veld, Vorm | Simpel]]) -> Waarde | None:
    """A part under its name; what a substitution group has goes by its own, the rest by that of its field."""
    if not isinstance(waarde, Gegeven):
        return waarde
    lid = waarde.naam if len(veld.leden) > 1 else veld.leden[0]
    if lid not in veld.leden:
        return None
    soort = leden[lid][1]
    return _leverbaar(waarde, lid, soort) if isinstance(soort, Vorm) else None
