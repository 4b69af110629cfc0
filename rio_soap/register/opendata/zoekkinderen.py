"""What a load writes beside offers, units and locaties so that they are found, as a delivery does.

Kinderen of their objects, so that a load writes them where they are not there as they should be.
"""

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.zoekrij import zoekrij
from rio_soap.register.database import model
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.eenheid.zoekeenheid import zoekeenheidrij
from rio_soap.register.locatie.zoeklocatie import zoeklocatierij
from rio_soap.register.opendata.soort import Afgeleid, Kinderen, Kolommen

Rijmaker = Callable[[Gegeven, Kolommen], Mapping[str, SqlValue]]


def _vindbaar(tabel: sa.Table, sleutel: str, maak: Rijmaker) -> tuple[Kinderen, Afgeleid]:
    """The kind of the rows of a table, and what makes the one of an object."""
    kind = Kinderen(tabel, (sleutel,))
    return kind, lambda rij: {kind: [dict(maak(rij["stand"], rij))]}


AANBOD, VAN_AANBOD = _vindbaar(model.zoekaanbod, "code", zoekrij)
EENHEID, VAN_EENHEID = _vindbaar(model.zoekeenheid, "eenheid", lambda stand, rij: zoekeenheidrij(rij["code"], stand))
LOCATIE, VAN_LOCATIE = _vindbaar(model.zoeklocatie, "locatie", lambda stand, rij: zoeklocatierij(rij["code"], stand))
