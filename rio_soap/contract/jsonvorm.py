"""Python to JSON by the tables of `vorm`: what a message would say in XML, in the same words and order.

What may occur more than once is an array, codes, dates and moments are texts, kenmerken one object by their names. An
object that may be of several kinds stands under the name of its element: ``{"onderwijsaanbieder": {…}}``. A locatie
with coordinates has a GeoJSON point beside them (CRS84: longitude first).

Source: our own design (aanvulling 4.3).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Reeks
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen
from rio_soap.contract.waardetekst import Vormfout

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = dict[str, Json]
_Vlak: TypeAlias = Any  # as JSON gives it: see rio_soap.contract.gegevens.Plat
_Schrijver: TypeAlias = Callable[[_Vlak], Json]

KENMERKEN: Final = "kenmerken"
_VOLGORDEN: Final = 256
"""Sets of fields of a type of which the order is kept: they come in few, in that in which they were loaded."""
_KENMERKNAAM: Final = "kenmerknaam"
LENGTE, BREEDTE = "gpsLongitude", "gpsLatitude"
GEOMETRIE: Final = "geometrie"


def json_van(object_: Ingesloten) -> JsonObject:
    """An object of any contract, under the name of its element.

    :raises Vormfout: for a field that the contract does not know, or an object of no contract.
    """
    if object_.dienst is None:
        raise Vormfout(f"{object_.gegeven.naam} is of no contract")
    return {object_.gegeven.naam: json_los(object_.dienst, object_.gegeven)}


def json_los(dienst: Dienst, gegeven: Gegeven) -> JsonObject:
    """The fields of an object that may stand by itself (`Contractvormen.los`)."""
    vorm = vormen(dienst).los.get(gegeven.naam)
    if vorm is None:
        raise Vormfout(f"{dienst.naam} has no element {gegeven.naam} that can stand alone")
    return _van_vorm(dienst, vorm, gegeven.naam)(gegeven.velden.items())


def json_antwoord(dienst: Dienst, naam: str, velden: Mapping[str, _Vlak]) -> JsonObject:
    """The fields of a message, such as those that a reading adds to its answer.

    :param naam: local name of a global element, such as ``opvragen_licentie_response``.
    """
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return _van_vorm(dienst, vorm, naam)(velden.items())


@cache
def _van_vorm(dienst: Dienst, vorm: Vorm, lid: str) -> Callable[[_Vlak], JsonObject]:
    """What makes an object of the names and values of a type.

    :param lid: name of the element that has the type: kenmerken are configured by it.
    """
    plaatsen: dict[str, tuple[int, _Schrijver]] = {}
    met_plek = {LENGTE, BREEDTE} <= {veld.naam for veld in vorm.velden}

    @lru_cache(_VOLGORDEN)
    def volgorde(namen: tuple[str, ...]) -> list[str]:
        return sorted(namen, key=lambda naam: plaatsen[naam][0])

    def schrijf(velden: _Vlak) -> JsonObject:
        if not plaatsen:  # made at first use: types refer to themselves in a circle
            plaatsen.update(_plaatsen(dienst, vorm, lid))
        object_: JsonObject = {}
        vorige, geordend, keuze = -1, True, False
        for naam, waarde in velden:
            if waarde is None:
                continue
            if (plaats := plaatsen.get(naam)) is None:
                raise Vormfout(f"{vorm.naam} has no field {naam}")
            index, schrijver = plaats
            json = waarde if schrijver is _waarde and type(waarde) is str else schrijver(waarde)
            if json is None:
                continue
            object_[naam] = json
            if index < vorige:
                geordend = False
            if type(json) is _Leden:
                keuze = True
            vorige = index
        if not geordend:
            object_ = {naam: object_[naam] for naam in volgorde(tuple(object_))}
        if keuze:
            object_ = _uitgeschreven(object_)
        if met_plek and LENGTE in object_ and BREEDTE in object_:
            object_[GEOMETRIE] = {"type": "Point", "coordinates": [object_[LENGTE], object_[BREEDTE]]}
        return object_

    return schrijf


def _uitgeschreven(object_: JsonObject) -> JsonObject:
    """Fields that stand for several by the names of what stands there."""
    geschreven: JsonObject = {}
    for naam, json in object_.items():
        if type(json) is _Leden:
            geschreven.update(json)
        else:
            geschreven[naam] = json
    return geschreven


class _Leden(dict[str, Json]):
    """Of a field where several elements may stand: by the names of those that do."""


def _plaatsen(dienst: Dienst, vorm: Vorm, lid: str) -> dict[str, tuple[int, _Schrijver]]:
    return {veld.naam: (index, _veld(dienst, vorm, veld, lid)) for index, veld in enumerate(vorm.velden)}


def _veld(dienst: Dienst, vorm: Vorm, veld: Veld, lid: str) -> _Schrijver:
    ns = f"{{{dienst.schema_ns}}}"
    if veld.naam == KENMERKEN and veld.meervoudig:
        meer = frozenset(een.naam for een in kenmerken(dienst).get(lid, ()) if een.max > 1)
        return lambda waarden: _kenmerken(waarden, meer)
    soorten = {naam: vorm.per_tag[ns + naam][1] for naam in veld.leden}
    if veld.leden == (veld.naam,):
        soort = soorten[veld.naam]
        een = _waarde if isinstance(soort, Simpel) else _object(dienst, soort, veld.naam)
        if veld.meervoudig:
            return lambda waarden: [een(waarde) for waarde in _lijst(waarden)]
        return een
    return _keuze(dienst, soorten, meervoudig=veld.meervoudig)


def _lijst(waarden: _Vlak) -> _Vlak:
    return waarden if type(waarden) is list or type(waarden) is Reeks else [waarden]


def _object(dienst: Dienst, vorm: Vorm, lid: str) -> _Schrijver:
    if vorm.sluit_in:
        return json_van
    schrijf = _van_vorm(dienst, vorm, lid)
    return lambda waarde: schrijf(waarde["v"] if type(waarde) is dict else waarde.velden.items())


def _keuze(dienst: Dienst, soorten: Mapping[str, Vorm | Simpel], *, meervoudig: bool) -> _Schrijver:
    """What writes the members of a substitution group, each by the name of its own element."""
    schrijvers = {
        naam: _waarde if isinstance(soort, Simpel) else _object(dienst, soort, naam) for naam, soort in soorten.items()
    }

    def schrijf(waarden: _Vlak) -> Json:
        leden = _Leden()
        for waarde in _lijst(waarden):
            naam = waarde["g"] if type(waarde) is dict else waarde.naam
            if (schrijver := schrijvers.get(naam)) is None:
                raise Vormfout(f"no element {naam} may stand there")
            json = schrijver(waarde)
            if meervoudig:
                lijst = leden.setdefault(naam, [])
                assert isinstance(lijst, list)
                lijst.append(json)
            else:
                leden[naam] = json
        return leden or None

    return schrijf


def _kenmerken(waarden: _Vlak, meer: frozenset[str]) -> Json:
    """Kenmerken by name; of one that may occur more than once all values."""
    gemaakt: JsonObject = {}
    for kenmerk in _lijst(waarden):
        naam: _Vlak = None
        waarde: _Vlak = None
        for veld, w in kenmerk["v"] if type(kenmerk) is dict else kenmerk.velden.items():
            if veld == _KENMERKNAAM:
                naam = w
            elif waarde is None:
                waarde = w
        if waarde is None:
            continue
        if naam is None:
            raise Vormfout("a kenmerk without a name")
        bestaand = gemaakt.get(naam)
        if naam not in meer and bestaand is None:
            gemaakt[naam] = _waarde(waarde)
        elif isinstance(bestaand, list):
            bestaand.append(_waarde(waarde))
        else:  # one that a load let through more often than it may
            gemaakt[naam] = [*([] if bestaand is None else [bestaand]), _waarde(waarde)]
    return gemaakt or None


def _waarde(waarde: _Vlak) -> Json:
    """One value, as of a Gegeven or of a `Plat`."""
    soort = type(waarde)
    if soort is str or soort is bool or soort is int:
        return waarde  # type: ignore[no-any-return]
    if soort is dict:
        if "d" in waarde:
            return str(waarde["d"])
        if "n" in waarde:
            return _getal(Decimal(waarde["n"]))
        if "t" in waarde:
            return _moment(datetime.fromisoformat(waarde["t"]))
        raise Vormfout(f"one value expected, found {waarde.get('g')}")
    if isinstance(waarde, Decimal):
        return _getal(waarde)
    if isinstance(waarde, datetime):
        return _moment(waarde)
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, str | int):
        return waarde
    raise Vormfout(f"one value expected, found {waarde!r}"[:300])


def _getal(waarde: Decimal) -> int | float:
    return int(waarde) if waarde == waarde.to_integral_value() else float(waarde)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
