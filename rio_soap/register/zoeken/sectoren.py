"""Of which sector an offer is, and what is offered by or at an object that search finds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    juridische_relatie,
    organisatierelatie,
    zoekobject,
)
from rio_soap.register.database.validity import geldig

SPECIALISATIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "BO": ("aangebodenBOOpleiding",),
        "HO": ("aangebodenHOOpleiding", "aangebodenHOOpleidingsonderdeel"),
        "MBO": ("aangebodenMboOpleiding", "aangebodenMboOpleidingsonderdeel"),
        "NFO": ("aangebodenParticuliereOpleiding",),
        "SO": ("aangebodenSOOpleiding",),
        "VAVO": ("aangebodenVavoOpleiding",),
        "VO": ("aangebodenVOOpleiding",),
        "VSO": ("aangebodenVSOOpleiding",),
    }
)
"""Sector to the kinds of its offers, as the files of the open data are parted."""


def biedt_aan(object_: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether on the day an object has an offer of the kinds in the parameter ``specialisaties``.

    An aanbieder by its own offers, what is above it by those, an instellingserkenning by those of the aanbieders that
    rest on it, and a locatie by the offers there.

    :param object_: the table zoekobject.
    """
    aanbod = aangeboden_opleiding.c
    van_soort = aanbod.specialisatie.in_(sa.bindparam("specialisaties", expanding=True)), geldig(aangeboden_opleiding)

    def geeft(aanbieder: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return sa.exists().where(aanbod.aanbieder == aanbieder, *van_soort)

    direct, via = organisatierelatie.alias("sector_direct"), organisatierelatie.alias("sector_via")
    geldige = direct.c.soort == HIERARCHISCH, geldig(direct)
    onder = sa.exists().where(direct.c.van == object_.c.sleutel, *geldige, geeft(direct.c.naar))
    over_groep = sa.exists().where(
        direct.c.van == object_.c.sleutel,
        *geldige,
        via.c.van == direct.c.naar,
        via.c.soort == HIERARCHISCH,
        geldig(via),
        geeft(via.c.naar),
    )
    rust = juridische_relatie.c
    erkend = sa.exists().where(
        instellingserkenning.c.id == object_.c.erkenning,
        rust.erkenning == instellingserkenning.c.code,
        rust.erkenner == instellingserkenning.c.erkenner,
        geldig(juridische_relatie),
        geeft(rust.eenheid),
    )
    ter_plaatse = sa.exists().where(aanbod.locatie == object_.c.sleutel, *van_soort)
    return sa.case(
        (object_.c.objecttype == "ONDERWIJSAANBIEDER", geeft(zoekobject.c.sleutel)),
        (object_.c.objecttype == "ONDERWIJSBESTUUR", sa.or_(onder, over_groep)),
        (object_.c.objecttype == "ONDERWIJSAANBIEDERGROEP", onder),
        (object_.c.objecttype == "INSTELLINGSERKENNING", erkend),
        (object_.c.objecttype == "ONDERWIJSLOCATIE", ter_plaatse),
        else_=sa.false(),
    )
