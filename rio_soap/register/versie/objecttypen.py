"""The kinds of object of the feed: in which table each is, and how its key is written.

Source: our own design, the list Objecttype and the keys of Objectsleutel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from rio_soap.register.database import model


@dataclass(frozen=True, slots=True)
class Objecttype:
    """A kind of object.

    :param naam: as in the list Objecttype.
    :param letter: fourth character of the code, of the four kinds that share a table.
    :param uuids: how many parts its key begins with that are UUIDs, and so are the same in any case.
    """

    naam: str
    tabel: sa.Table
    letter: str = ""
    uuids: int = 0

    @property
    def patroon(self) -> str | None:
        """Pattern (SQL LIKE) of the keys of this kind in its table; None for all."""
        return f"___{self.letter}%" if self.letter else None

    def canoniek(self, sleutel: str) -> str | None:
        """A key as the register writes it; None for one that no object of this kind can have."""
        if self.letter and sleutel[3:4] != self.letter:
            return None
        if not self.uuids:
            return sleutel
        delen = sleutel.split("/")
        return "/".join([deel.lower() if nr < self.uuids else deel for nr, deel in enumerate(delen)])


_ALLE = (
    Objecttype("AANGEBODEN_OPLEIDING", model.aangeboden_opleiding, uuids=1),
    Objecttype("CONTACTADRES", model.contactadres),
    Objecttype("ERKENNER", model.erkenner),
    Objecttype("INSTELLINGSERKENNING", model.instellingserkenning),
    Objecttype("INSTELLINGSRELATIE", model.instellingsrelatie),
    Objecttype("LICENTIE", model.licentie, uuids=1),
    Objecttype("LICENTIEMAATREGEL", model.licentiemaatregel, uuids=1),
    Objecttype("LICENTIERELATIE", model.licentierelatie, uuids=2),
    Objecttype("ONDERWIJSAANBIEDER", model.organisatorische_eenheid, "A"),
    Objecttype("ONDERWIJSAANBIEDERGROEP", model.organisatorische_eenheid, "G"),
    Objecttype("ONDERWIJSBEGELEIDINGSAANBIEDER", model.organisatorische_eenheid, "T"),
    Objecttype("ONDERWIJSBESTUUR", model.organisatorische_eenheid, "B"),
    Objecttype("ONDERWIJSLOCATIE", model.onderwijslocatie),
    Objecttype("ONDERWIJSLOCATIEGEBRUIK", model.onderwijslocatiegebruik),
    Objecttype("OPLEIDINGSEENHEID", model.opleidingseenheid),
    Objecttype("OPLEIDINGSERKENNING", model.opleidingserkenning),
    Objecttype("OPLEIDINGSRELATIE", model.opleidingsrelatie),
    Objecttype("ORGANISATIERELATIE", model.organisatierelatie),
)

OBJECTTYPEN: Final[Mapping[str, Objecttype]] = MappingProxyType({een.naam: een for een in _ALLE})
"""All kinds by name."""

_VAN_TABEL = {(een.tabel.name, een.letter): een for een in _ALLE}


def objecttype_van(tabel: str, sleutel: str) -> Objecttype | None:
    """The kind of what a mutatie names; None for what is of none.

    Before revision 0014 a change of an opleidingsrelatie was recorded by the codes of its units.
    """
    if tabel == model.opleidingsrelatie.name and "/" not in sleutel:
        return None
    if (gevonden := _VAN_TABEL.get((tabel, ""))) is not None:
        return gevonden
    return _VAN_TABEL.get((tabel, sleutel[3:4]))
