"""From what is kept of a licentie to what is read: with its maatregelen, and of its parts those of a day.

A vestigingslicentie and a maatregel have a begin and perhaps an end; an accreditatie has a begin only and runs on until
the next one (our own design, as the periods of V4). A licentie that does not hold on the day comes without any of them.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from rio_soap.contract.gegevens import Gegeven, Letterlijk, Plat, Waarde
from rio_soap.register.licentie.rijen import Licentiemaatregel, Licentierelatie
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.standtekst import plat_van

VESTIGING = "vestigingslicentie"
"""Field that says at which vestigingen a licentie holds, and when."""
ACCREDITATIE = "hoOnderwijsaccreditatie"
MAATREGEL = "licentiemaatregel"

D = TypeVar("D", Gegeven, Plat)
T = TypeVar("T", date, str)
Datumlezer = Callable[[D, str], T | None]
"""Gives a date of a part, or its text, which sorts alike; None when it has none."""


class Leeslicentie(NamedTuple):
    """What a licentie is read from: its code, its stand as text, and its maatregelen."""

    code: str
    stand: str
    maatregelen: Sequence[Licentiemaatregel]


def lees_licentie(bron: Leeslicentie, peildatum: date) -> Gegeven:
    """A licentie on a day, what is in it passed on as it is kept."""
    stand, letterlijk = plat_van(bron.stand)
    kern: Plat = dict(stand["v"])
    dag = peildatum.isoformat()
    geldt = geldig_op(dag, kern["begindatum"]["d"], kern["einddatum"]["d"] if "einddatum" in kern else None)
    vestigingen: list[Plat] = kern.pop(VESTIGING, [])
    accreditaties: list[Plat] = kern.pop(ACCREDITATIE, [])
    gelezen: dict[str, Waarde] = kern
    if geldt and vestigingen:
        _zet(gelezen, VESTIGING, _van_dag(vestigingen, dag, _platte_datum))
    if geldt and accreditaties:
        _zet(gelezen, ACCREDITATIE, _laatste(accreditaties, dag, _platte_datum))
    if geldt and bron.maatregelen:
        _zet(gelezen, MAATREGEL, _maatregelen(bron.maatregelen, peildatum))
    return (Letterlijk if letterlijk else Gegeven)("licentie", gelezen)


def lees_hele_licentie(
    stand: Gegeven, maatregelen: Sequence[Licentiemaatregel], peildatum: date | None = None
) -> Gegeven:
    """A licentie of which every part is looked at, as the feed and the versions give it.

    :param peildatum: as `lees_licentie`; None: with what it has of all times.
    """
    gelezen = dict(stand.velden)
    if peildatum is None:
        _zet(gelezen, MAATREGEL, [lees_licentiemaatregel(rij) for rij in maatregelen])
        return Gegeven("licentie", gelezen)
    for naam in (VESTIGING, ACCREDITATIE):
        gelezen.pop(naam, None)
    if _geldt(stand, peildatum, _datum):
        _zet(gelezen, VESTIGING, _van_dag(velden.delen(stand, VESTIGING), peildatum, _datum))
        _zet(gelezen, ACCREDITATIE, _laatste(velden.delen(stand, ACCREDITATIE), peildatum, _datum))
        _zet(gelezen, MAATREGEL, _maatregelen(maatregelen, peildatum))
    return Gegeven("licentie", gelezen)


def lees_licentiemaatregel(rij: Licentiemaatregel) -> Gegeven:
    """A licentiemaatregel."""
    gelezen: dict[str, Waarde] = {"licentiecode": rij.licentie, "soort": rij.soort, "begindatum": rij.begindatum}
    if rij.einddatum is not None:
        gelezen["einddatum"] = rij.einddatum
    if rij.aanvraagverbod_einddatum is not None:
        gelezen["aanvraagverbodEinddatum"] = rij.aanvraagverbod_einddatum
    return Gegeven(MAATREGEL, gelezen)


def lees_licentierelatie(rij: Licentierelatie) -> Gegeven:
    """A licentierelatie."""
    gelezen: dict[str, Waarde] = {"vanLicentiecode": rij.van, "naarLicentiecode": rij.naar}
    gelezen |= {"soort": rij.soort, "begindatum": rij.begindatum}
    if rij.einddatum is not None:
        gelezen["einddatum"] = rij.einddatum
    return Gegeven("licentierelatie", gelezen)


def _zet(gelezen: dict[str, Waarde], naam: str, delen: list[D]) -> None:
    """A field without parts is absent."""
    if delen:
        gelezen[naam] = delen


def _maatregelen(rijen: Sequence[Licentiemaatregel], dag: date) -> list[Gegeven]:
    return [lees_licentiemaatregel(rij) for rij in rijen if geldig_op(dag, rij.begindatum, rij.einddatum)]


def _geldt(deel: D, dag: T, datum: Datumlezer[D, T]) -> bool:
    begin = datum(deel, "begindatum")
    assert begin is not None
    return geldig_op(dag, begin, datum(deel, "einddatum"))


def _van_dag(delen: Sequence[D], dag: T, datum: Datumlezer[D, T]) -> list[D]:
    """The parts that hold on a day."""
    return [deel for deel in delen if _geldt(deel, dag, datum)]


def _laatste(delen: Sequence[D], dag: T, datum: Datumlezer[D, T]) -> list[D]:
    """The parts that began last, on a day or before it."""
    begonnen = [(begin, deel) for deel in delen if (begin := datum(deel, "begindatum")) is not None and begin <= dag]
    laatste = max((begin for begin, _ in begonnen), default=None)
    return [deel for begin, deel in begonnen if begin == laatste]


def _datum(deel: Gegeven, naam: str) -> date | None:
    return velden.datum_of_niet(deel, naam)


def _platte_datum(deel: Plat, naam: str) -> str | None:
    for veld, waarde in deel["v"]:
        if veld == naam:
            return str(waarde["d"])
    return None
