"""From what was written to what is read: every difference between the two shapes, once.

The contract orders the fields and says how numbers look; here stands what the register leaves out, adds or sorts
(client-observations 8). opleidingseenheden have theirs in `raadplegingen`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Letterlijk, Plat, Waarde
from rio_soap.register.database.stand import plat_van
from rio_soap.register.regels import velden

Rij = sa.Row[Any]

SLEUTELKEUZE = frozenset({"voVakerkenningSleutel", "opleidingserkenningSleutel", "opleidingseenheidSleutel"})
"""The three ways to name the unit of an offer on delivery; read is opleidingseenheidcode."""

MAX_ERKENNINGSLEUTELS = 20
MAX_RELATIES = 99
"""juridischeRelatie and bijbehorendOnderwijsbestuur of one aanbieder (XSD); with more, the first are shown."""


def aangeboden_opleiding(rij: Rij, erkenningen: Sequence[Rij]) -> Gegeven:
    """An offer, what is in it passed on as it is kept.

    :param rij: with `eenheid` and the stand (`Leesstand`).
    :param erkenningen: the opleidingserkenningen of its unit (stelsel, code, niveau).
    """
    stand, letterlijk = plat_van(rij.stand)
    geleverd: dict[str, Any] = dict(stand["v"])
    gelezen: dict[str, Waarde] = {naam: w for naam, w in geleverd.items() if naam not in SLEUTELKEUZE}
    gelezen["opleidingseenheidcode"] = rij.eenheid
    if len(perioden := geleverd["aangebodenOpleidingPeriode"]) > 1:
        gelezen["aangebodenOpleidingPeriode"] = sorted(perioden, key=_begin)
    if erkenningen:
        gelezen.update(_erkenningsleutels(erkenningen, via_vak="voVakerkenningSleutel" in geleverd))
    return (Letterlijk if letterlijk and rij.eenheid.isalnum() else Gegeven)(stand["g"], gelezen)


def _begin(periode: Plat) -> str:
    """The begindatum of a period, as text that sorts like the date."""
    return str(dict(periode["v"])["begindatum"]["d"])


def _erkenningsleutels(erkenningen: Sequence[Rij], *, via_vak: bool) -> dict[str, Waarde]:
    """Keys of one kind, as the XSD wants it: those of vakken for an offer that was delivered so, or without others."""
    vakken = [e for e in erkenningen if e.niveau]
    andere = [e for e in erkenningen if not e.niveau]
    if vakken and (via_vak or not andere):
        naam, gekozen = "voVakerkenningSleutel", vakken
    elif andere:
        naam, gekozen = "opleidingserkenningSleutel", andere
    else:
        return {}
    sleutels = []
    for e in gekozen[:MAX_ERKENNINGSLEUTELS]:
        niveau = {"opleidingsniveau": e.niveau} if e.niveau else {}
        sleutels.append(Gegeven(naam, {"opleidingsstelsel": e.stelsel, "opleidingscode": e.code, **niveau}))
    return {naam: sleutels}


def onderwijsaanbieder(rij: Rij, erkenners: Mapping[tuple[str, date], str], besturen: Sequence[Gegeven]) -> Gegeven:
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


def bijbehorend_bestuur(rij: Rij, begin: date, einde: date | None) -> Gegeven:
    """The bestuur of an aanbieder, with the dates of the tie."""
    gelezen: dict[str, Waarde] = {
        "onderwijsbestuurcode": rij.code,
        "organisatierelatieBegindatum": begin,
        "onderwijsbestuurPeriode": op_begin(rij.stand, "onderwijsbestuurPeriode"),
    }
    return Gegeven("bijbehorendOnderwijsbestuur", gelezen | ({"organisatierelatieEinddatum": einde} if einde else {}))


def onderwijsbestuur(rij: Rij, aanbieders: list[Gegeven], groepen: list[Gegeven]) -> Gegeven:
    """A bestuur with what is under it."""
    gelezen: dict[str, Waarde] = {
        **rij.stand.velden,
        "onderwijsbestuurcode": rij.code,
        "onderwijsbestuurPeriode": op_begin(rij.stand, "onderwijsbestuurPeriode"),
        "onderwijsaanbieder": aanbieders,
        "onderwijsaanbiedergroep": groepen,
    }
    if rij.bevoegd_gezag_nummer:
        gelezen["bevoegdGezagNummer"] = rij.bevoegd_gezag_nummer
    return Gegeven("onderwijsbestuur", gelezen)


def onderwijsaanbiedergroep(rij: Rij, aanbieders: list[Gegeven]) -> Gegeven:
    """A groep with its aanbieders."""
    gelezen: dict[str, Waarde] = {
        **rij.stand.velden,
        "onderwijsaanbiedergroepcode": rij.code,
        "onderwijsaanbiedergroepPeriode": op_begin(rij.stand, "onderwijsaanbiedergroepPeriode"),
        "onderwijsaanbieder": aanbieders,
    }
    return Gegeven("onderwijsaanbiedergroep", gelezen)


def onderwijslocatie(code: str, stand: Gegeven) -> Gegeven:
    """A locatie."""
    return Gegeven("onderwijslocatie", {**stand.velden, "onderwijslocatiecode": code})


def onderwijslocatiegebruik(rij: Rij) -> Gegeven:
    """The use of a locatie (row with `locatiestand`) by a bestuur."""
    gelezen: dict[str, Waarde] = {
        **rij.stand.velden,
        "onderwijsbestuurcode": rij.bestuur,
        "onderwijslocatie": onderwijslocatie(rij.locatie, rij.locatiestand),
    }
    return Gegeven("onderwijslocatiegebruik", gelezen)


def instellingserkenning(rij: Rij, peildatum: date | None, onder: Mapping[str, Waarde]) -> Gegeven:
    """An erkenning of an institution.

    :param peildatum: show only the periods valid on this day; all of them when none is, since one must be shown.
    :param onder: what its place in the structure adds.
    """
    stand: Gegeven = rij.stand
    naam = f"{stand.naam}Periode"
    perioden = op_begin(stand, naam)
    if peildatum is not None:
        perioden = [p for p in perioden if geldig_op(peildatum, *_duur(p))] or perioden
    return Gegeven(stand.naam, {**stand.velden, "code": rij.code, "erkenner": rij.erkenner, naam: perioden, **onder})


def _duur(periode: Gegeven) -> tuple[date, date | None]:
    return velden.datum(periode, "begindatum"), velden.datum_of_niet(periode, "einddatum")


def geldig_op(dag: date, begin: date, einde: date | None) -> bool:
    """Whether a day lies in a duration: begin included, einde not."""
    return begin <= dag and (einde is None or dag < einde)


def op_begin(gegeven: Gegeven, naam: str) -> list[Gegeven]:
    """Periods in order of their begindatum."""
    return sorted(velden.delen(gegeven, naam), key=lambda periode: velden.datum(periode, "begindatum"))


def per(rijen: Iterable[Rij], kolom: str) -> dict[str, list[Rij]]:
    """Rows by the text in one of their columns."""
    verdeeld: dict[str, list[Rij]] = {}
    for rij in rijen:
        verdeeld.setdefault(getattr(rij, kolom), []).append(rij)
    return verdeeld
