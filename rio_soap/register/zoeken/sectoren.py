"""Of which sector an offer is, and what is offered by or at an object that search finds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_relatie,
    organisatierelatie,
    zoekaanbod,
    zoeksector,
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
SECTOR: Final[sa.BindParameter[str]] = sa.bindparam("sector", type_=zoekaanbod.c.sector.type)
"""The parameter of the sector that is asked for."""


def biedt_aan(object_: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether on the day an object has an offer in the sector of the parameter ``sector``.

    An aanbieder by its own offers, what is above it by those, an instellingserkenning by those of the aanbieders that
    rest on it, and a locatie by the offers there. Of an object that never had one that is asked of `zoeksector` alone.

    :param object_: the table zoekobject.
    """
    aanbod, kan = zoekaanbod.c, zoeksector.alias("sector_ooit").c
    in_sector = aanbod.sector == SECTOR, geldig(zoekaanbod)
    ooit = sa.exists().where(
        kan.sector == SECTOR, kan.sleutel == object_.c.sleutel, kan.objecttype == object_.c.objecttype
    )

    def geeft(aanbieder: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return sa.exists().where(aanbod.aanbieder == aanbieder, *in_sector)

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
    ter_plaatse = sa.exists().where(aanbod.locatie == object_.c.sleutel, *in_sector)
    # A case asks them in this order, and no further than needed, on both databases.
    return sa.case(
        (~ooit, sa.false()),
        (object_.c.objecttype == "ONDERWIJSAANBIEDER", geeft(object_.c.sleutel)),
        (object_.c.objecttype == "ONDERWIJSBESTUUR", sa.or_(onder, over_groep)),
        (object_.c.objecttype == "ONDERWIJSAANBIEDERGROEP", onder),
        (object_.c.objecttype == "INSTELLINGSERKENNING", erkend),
        (object_.c.objecttype == "ONDERWIJSLOCATIE", ter_plaatse),
        else_=sa.false(),
    )
