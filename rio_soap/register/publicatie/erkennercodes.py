"""ERKENNERCODE of what an erkenner gave: the code of the one erkenner of its soort.

An erkenning names its erkenner by soort only. Where several erkenners are of one soort the code is not known.
"""

from collections import Counter
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from rio_soap.register.database import model
from rio_soap.register.database.model import mutatie
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing


def erkennercodes(lezing: Lezing, nummers: Collection[int | None]) -> Mapping[int | None, Mapping[str, str]]:
    """The code by soort, at each of these numbers.

    :param nummers: of mutaties; None is now.
    """
    codes = set(lezing.session.execute(sa.select(model.erkenner.c.code)).scalars())
    if toen := [nummer for nummer in nummers if nummer is not None]:
        later = mutatie.c.volgnummer > min(toen), mutatie.c.object == model.erkenner.name
        codes |= set(lezing.session.execute(sa.select(mutatie.c.sleutel).where(*later)).scalars())
    gelezen = lezing.beeld.een(bronnen.ERKENNER, [Plek(nummer, code) for nummer in nummers for code in sorted(codes)])
    gevonden: dict[int | None, dict[str, str]] = {nummer: {} for nummer in nummers}
    aantal = Counter((plek.op, rij.soort) for plek, rij in gelezen.items())
    for plek, rij in gelezen.items():
        if aantal[plek.op, rij.soort] == 1:
            gevonden[plek.op][rij.soort] = rij.code
    return gevonden
