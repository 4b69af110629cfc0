"""From what was written of an organisation to what is read: every difference between the two shapes, once.

The contract orders the fields and says how numbers look; here stands what the register leaves out, adds or sorts
(client-observations 8).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.organisatie.gezagsrelaties import zonder_gezagsrelaties
from rio_soap.register.regels import velden
from rio_soap.register.regels.velden import op_begin


class Organisatiebron(Protocol):
    """A stored organisatorische eenheid, as far as it is read."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def stand(self) -> Gegeven:
        """What was delivered or loaded."""

    @property
    def bevoegd_gezag_nummer(self) -> str | None:
        """Of a bestuur that is a bevoegd gezag."""


MAX_RELATIES = 99
"""juridischeRelatie and bijbehorendOnderwijsbestuur of one aanbieder (XSD); with more, the first are shown."""


def lees_onderwijsaanbieder(
    rij: Organisatiebron, erkenners: Mapping[tuple[str, date], str], besturen: Sequence[Gegeven]
) -> Gegeven:
    """An onderwijsaanbieder.

    :param erkenners: erkenner by instellingserkenningscode and begindatum of the juridischeRelatie; a relation that is
        not in it cannot be shown.
    :param besturen: the bijbehorendOnderwijsbestuur elements.
    """
    stand: Gegeven = rij.stand
    relaties = []
    for relatie in velden.delen(stand, "juridischeRelatie"):
        sleutel = velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum")
        if sleutel in erkenners:
            relaties.append(Gegeven("juridischeRelatie", {**relatie.velden, "erkenner": erkenners[sleutel]}))
    gelezen: dict[str, Waarde] = {
        **stand.velden,
        "onderwijsaanbiedercode": rij.code,
        "onderwijsaanbiederPeriode": op_begin(stand, "onderwijsaanbiederPeriode"),
        "juridischeRelatie": relaties[:MAX_RELATIES],
        "bijbehorendOnderwijsbestuur": list(besturen[:MAX_RELATIES]),
    }
    return Gegeven("onderwijsaanbieder", gelezen)


def lees_bijbehorend_bestuur(rij: Organisatiebron, begin: date, einde: date | None) -> Gegeven:
    """The bestuur of an aanbieder, with the dates of the organisatierelatie."""
    gelezen: dict[str, Waarde] = {
        "onderwijsbestuurcode": rij.code,
        "organisatierelatieBegindatum": begin,
        "onderwijsbestuurPeriode": op_begin(rij.stand, "onderwijsbestuurPeriode"),
    }
    return Gegeven("bijbehorendOnderwijsbestuur", gelezen | ({"organisatierelatieEinddatum": einde} if einde else {}))


def lees_onderwijsbestuur(rij: Organisatiebron, aanbieders: list[Gegeven], groepen: list[Gegeven]) -> Gegeven:
    """A bestuur with what is under it."""
    gelezen: dict[str, Waarde] = {
        **zonder_gezagsrelaties(rij.stand),
        "onderwijsbestuurcode": rij.code,
        "onderwijsbestuurPeriode": op_begin(rij.stand, "onderwijsbestuurPeriode"),
        "onderwijsaanbieder": aanbieders,
        "onderwijsaanbiedergroep": groepen,
    }
    if rij.bevoegd_gezag_nummer:
        gelezen["bevoegdGezagNummer"] = rij.bevoegd_gezag_nummer
    return Gegeven("onderwijsbestuur", gelezen)


def lees_onderwijsaanbiedergroep(rij: Organisatiebron, aanbieders: list[Gegeven]) -> Gegeven:
    """A groep with its aanbieders."""
    gelezen: dict[str, Waarde] = {
        **rij.stand.velden,
        "onderwijsaanbiedergroepcode": rij.code,
        "onderwijsaanbiedergroepPeriode": op_begin(rij.stand, "onderwijsaanbiedergroepPeriode"),
        "onderwijsaanbieder": aanbieders,
    }
    return Gegeven("onderwijsaanbiedergroep", gelezen)
