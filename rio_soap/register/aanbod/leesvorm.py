"""From what was written of an aangeboden opleiding to what is read: every difference between the two shapes, once.

The contract orders the fields and says how numbers look; here stands what the register leaves out, adds or sorts
(client-observations 8).
"""

from collections.abc import Sequence
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven, Letterlijk, Plat, Waarde
from rio_soap.register.eenheid.rijen import Opleidingserkenning
from rio_soap.register.regels.standtekst import plat_van

SLEUTELKEUZE = frozenset({"voVakerkenningSleutel", "opleidingserkenningSleutel", "opleidingseenheidSleutel"})
"""The three ways to name the unit of an offer on delivery; read is opleidingseenheidcode."""

MAX_ERKENNINGSLEUTELS = 20


class GelezenAanbod(NamedTuple):
    """Of an offer what is read: code in lower case, code of its unit, and its stand as text."""

    code: str
    eenheid: str
    stand: str


def lees_aangeboden_opleiding(rij: GelezenAanbod, erkenningen: Sequence[Opleidingserkenning]) -> Gegeven:
    """An offer, what is in it passed on as it is kept.

    :param erkenningen: the opleidingserkenningen of its unit.
    """
    stand, letterlijk = plat_van(rij.stand)
    geleverd: Plat = dict(stand["v"])
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


def _erkenningsleutels(erkenningen: Sequence[Opleidingserkenning], *, via_vak: bool) -> dict[str, Waarde]:
    """Keys of one kind, as the XSD wants it: those of vakken for an offer that was delivered so, or without others."""
    vakken = [e for e in erkenningen if e.niveau]
    andere = [e for e in erkenningen if not e.niveau]
    if vakken and (via_vak or not andere):
        naam, gekozen = "voVakerkenningSleutel", vakken
    elif andere:
        naam, gekozen = "opleidingserkenningSleutel", andere
    else:
        return {}
    sleutels: list[Gegeven] = []
    vorige: Opleidingserkenning | None = None
    for e in gekozen:
        # Of the ho many erkenningen, one after another, have one stelsel and code, which are all that V4 knows of them.
        if e.unieke_code:
            if vorige is not None and vorige.code == e.code and vorige.stelsel == e.stelsel:
                continue
            vorige = e
        niveau = {"opleidingsniveau": e.niveau} if e.niveau else {}
        sleutels.append(Gegeven(naam, {"opleidingsstelsel": e.stelsel, "opleidingscode": e.code, **niveau}))
        if len(sleutels) == MAX_ERKENNINGSLEUTELS:
            break
    return {naam: sleutels}
