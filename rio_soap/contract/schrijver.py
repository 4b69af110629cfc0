"""Python to XML by the tables of `vorm`: the text of a message, in the order of the contract and in canonical form.

Per type a function is made once that puts the fields of a Gegeven in their places. Written text that is parsed is a
third of the work of a tree that is built and serialised, and canonical text need not be canonicalised to be signed.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from rio_soap.contract.gegevens import Gegeven, Ingesloten, Letterlijk, Reeks
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Veld, Vorm, vormen
from rio_soap.contract.waardetekst import Vormfout, schrijf_waarde

VOORVOEGSEL: Final = "ns2"
"""Prefix of the contract in what the service writes; it is part of what is signed."""
_Velden: TypeAlias = Any  # as JSON gives it
"""A value, or names and values: the items of a dict or the pairs of a `Plat`. Untyped, since a `Plat` is as JSON gives
it, and telling its kinds apart for a checker would be done for every value of every answer."""
_Schrijver: TypeAlias = Callable[[_Velden], str]
_Plaats: TypeAlias = tuple[int, str, str, _Schrijver]
"""Of a field: its place, from 1; its tags when it is of a simple type, else two empty texts; what writes one of its
values, to go between such tags or with tags of its own."""


class _Wijze(NamedTuple):
    """How to write: prefix and namespace of the contract; whether texts are known to need no escape, as they are in a
    `Letterlijk` and each `Plat` in it, and need not be in another Gegeven in it."""

    voorvoegsel: str
    ns: str
    letterlijk: bool = False

    def tags(self, lid: str) -> tuple[str, str]:
        """Begin and end of an element."""
        return f"<{self.voorvoegsel}:{lid}>", f"</{self.voorvoegsel}:{lid}>"


def schrijf_tekst(naam: str, gegeven: Gegeven, dienst: Dienst, voorvoegsel: str = VOORVOEGSEL) -> str:
    """The element of a message as canonical XML; it declares the namespace of the contract itself.

    :param naam: local name of a global element.
    :raises Vormfout: for a field that the contract does not know, or a value of another kind.
    """
    inhoud = _inhoud(dienst, naam, voorvoegsel)(gegeven.velden.items())
    return f'<{voorvoegsel}:{naam} xmlns:{voorvoegsel}="{dienst.schema_ns}">{inhoud}</{voorvoegsel}:{naam}>'


@cache
def _inhoud(dienst: Dienst, naam: str, voorvoegsel: str) -> Callable[[_Velden], str]:
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return _van_vorm(vorm, _Wijze(voorvoegsel, f"{{{dienst.schema_ns}}}"))


@cache
def _van_vorm(vorm: Vorm, wijze: _Wijze, lid: str = "") -> Callable[[_Velden], str]:
    """What writes the fields of a type, between the tags of an element when it is named."""
    plaatsen: dict[str, _Plaats] = {}
    opening, closing = wijze.tags(lid) if lid else ("", "")
    leeg, letterlijk = [opening, *([""] * len(vorm.velden)), closing], wijze.letterlijk

    def schrijf(velden: _Velden) -> str:
        if not plaatsen:  # made at first use: types refer to themselves in a circle
            plaatsen.update(_plaatsen(vorm, wijze))
        delen = leeg[:]
        for naam, waarde in velden:
            try:
                index, begin, einde, schrijver = plaatsen[naam]
            except KeyError:
                raise Vormfout(f"{vorm.naam} has no field {naam}") from None
            if not begin:
                if type(waarde) is list and len(waarde) == 1:  # as most are; in Python 3.11 a comprehension is a call
                    delen[index] = schrijver(waarde[0])
                elif type(waarde) is list or type(waarde) is Reeks:
                    delen[index] = "".join([schrijver(deel) for deel in waarde])
                elif waarde is not None:
                    delen[index] = schrijver(waarde)
            elif type(waarde) is str:
                delen[index] = f"{begin}{waarde if letterlijk else schrijver(waarde)}{einde}"
            elif type(waarde) is dict and "d" in waarde:
                delen[index] = f"{begin}{waarde['d']}{einde}"
            elif type(waarde) is list:
                delen[index] = "".join([f"{begin}{schrijver(deel)}{einde}" for deel in waarde])
            elif waarde is not None:
                delen[index] = f"{begin}{schrijver(waarde)}{einde}"
        return "".join(delen)

    return schrijf


def _soort(vorm: Vorm, veld: Veld, wijze: _Wijze) -> Vorm | Simpel | None:
    """The type of a field; None when several elements may stand there."""
    return vorm.per_tag[wijze.ns + veld.naam][1] if veld.leden == (veld.naam,) else None


def _plaatsen(vorm: Vorm, wijze: _Wijze) -> dict[str, _Plaats]:
    plaatsen: dict[str, _Plaats] = {}
    for index, veld in enumerate(vorm.velden, 1):
        waar = f"{vorm.naam}.{veld.naam}"
        soort = _soort(vorm, veld, wijze)
        if isinstance(soort, Simpel):
            plaatsen[veld.naam] = index, *wijze.tags(veld.naam), schrijf_waarde(soort)
        elif soort is not None and soort.sluit_in:
            plaatsen[veld.naam] = index, "", "", _insluiting(veld.naam, waar, wijze)
        elif soort is not None:
            plaatsen[veld.naam] = index, "", "", _object(veld.naam, soort, waar, wijze)
        else:
            soorten = {lid: vorm.per_tag[wijze.ns + lid][1] for lid in veld.leden}
            leden = {lid: _element(lid, deel, waar, wijze) for lid, deel in soorten.items()}
            plat = {lid: _van_vorm(deel, wijze, lid) for lid, deel in soorten.items() if isinstance(deel, Vorm)}
            plaatsen[veld.naam] = index, "", "", _keuze(leden, plat, waar)
    return plaatsen


_ANDER = "ns3"
"""Prefix of what is enclosed and of another contract than what encloses it."""


def _insluiting(lid: str, waar: str, wijze: _Wijze) -> _Schrijver:
    """What writes an element that holds an object of any contract, with its tags."""
    begin, einde = wijze.tags(lid)
    schrijvers: dict[tuple[str, str], _Schrijver] = {}

    def schrijf(waarde: _Velden) -> str:
        if type(waarde) is not Ingesloten or waarde.dienst is None:
            raise Vormfout(f"{waar}: an object of a contract expected, found {waarde!r}"[:300])
        dienst, gegeven = waarde.dienst, waarde.gegeven
        if (schrijver := schrijvers.get((dienst.naam, gegeven.naam))) is None:
            schrijver = schrijvers[dienst.naam, gegeven.naam] = _los(dienst, gegeven.naam, wijze, waar)
        return f"{begin}{schrijver(gegeven)}{einde}"

    return schrijf


def _los(dienst: Dienst, naam: str, wijze: _Wijze, waar: str) -> _Schrijver:
    """What writes an enclosed object. One of another contract declares its namespace itself, so that text is canonical
    (a prefix is declared where it is first used, and not again below): one of the same contract finds it declared."""
    vorm = vormen(dienst).los.get(naam)
    if vorm is None:
        raise Vormfout(f"{waar}: {dienst.naam} has no element {naam} that can stand alone")
    if wijze.ns == f"{{{dienst.schema_ns}}}":
        return _object(naam, vorm, waar, wijze)
    ander = _Wijze(_ANDER, f"{{{dienst.schema_ns}}}")
    object_, (begin, _) = _object(naam, vorm, waar, ander), ander.tags(naam)
    opening, vanaf = f'{begin[:-1]} xmlns:{_ANDER}="{dienst.schema_ns}">', len(begin)
    return lambda waarde: opening + object_(waarde)[vanaf:]


def _element(lid: str, soort: Vorm | Simpel, waar: str, wijze: _Wijze) -> _Schrijver:
    """What writes one element with its tags."""
    if isinstance(soort, Vorm):
        return _object(lid, soort, waar, wijze)
    begin, einde = wijze.tags(lid)
    waarde_ = schrijf_waarde(soort)
    return lambda waarde: f"{begin}{waarde_(waarde)}{einde}"


def _object(lid: str, vorm: Vorm, waar: str, wijze: _Wijze) -> _Schrijver:
    """What writes one object with its tags."""
    plat = _van_vorm(vorm, wijze, lid)
    gewoon, letterlijk = (_van_vorm(vorm, wijze._replace(letterlijk=wel), lid) for wel in (False, True))

    def object_(waarde: _Velden) -> str:
        if type(waarde) is dict and "v" in waarde:
            return plat(waarde["v"])
        if type(waarde) is Gegeven:
            return gewoon(waarde.velden.items())
        if type(waarde) is Letterlijk:
            return letterlijk(waarde.velden.items())
        raise Vormfout(f"{waar}: a Gegeven expected, found {waarde!r}")

    soorten = [(veld, _soort(vorm, veld, wijze)) for veld in vorm.velden]
    simpel = {veld.naam: soort for veld, soort in soorten if isinstance(soort, Simpel) and not veld.meervoudig}
    return _klein(object_, lid, simpel, wijze) if len(simpel) == len(soorten) else object_


def _klein(object_: _Schrijver, lid: str, simpel: dict[str, Simpel], wijze: _Wijze) -> _Schrijver:
    """The same for a type of simple fields only, with a shorter way for a `Plat` of one field, or two in their order.

    Such are a kenmerk, an amount, a moment: three in four of the objects in a large answer.
    """
    namen = list(simpel)
    (opening, closing), tags = wijze.tags(lid), {naam: wijze.tags(naam) for naam in namen}
    een = {naam: (opening + tags[naam][0], tags[naam][1] + closing, schrijf_waarde(simpel[naam])) for naam in namen}
    twee = {
        (a, b): (een[a][0], tags[a][1] + tags[b][0], een[b][1], een[a][2], een[b][2])
        for index, a in enumerate(namen)
        for b in namen[index + 1 :]
    }
    letterlijk = wijze.letterlijk

    def klein(waarde: _Velden) -> str:
        if type(waarde) is dict and "v" in waarde:
            velden = waarde["v"]
            if len(velden) == 2:
                (a, x), (b, y) = velden
                if tags_twee := twee.get((a, b)):
                    begin, midden, einde, schrijf_x, schrijf_y = tags_twee
                    x = x if letterlijk and type(x) is str else schrijf_x(x)
                    return f"{begin}{x}{midden}{y if letterlijk and type(y) is str else schrijf_y(y)}{einde}"
            elif len(velden) == 1:
                ((a, x),) = velden
                if tags_een := een.get(a):
                    begin, einde, schrijf_x = tags_een
                    return f"{begin}{x if letterlijk and type(x) is str else schrijf_x(x)}{einde}"
        return object_(waarde)

    return klein


def _keuze(leden: dict[str, _Schrijver], plat: dict[str, Callable[[_Velden], str]], waar: str) -> _Schrijver:
    """What writes the member of a substitution group that a Gegeven names.

    :param plat: for a member that is an object, what writes it from the fields of a `Plat`.
    """

    def schrijf(waarde: _Velden) -> str:
        if type(waarde) is dict:
            gevonden: _Velden = waarde.get("g")
            if "v" in waarde and gevonden in plat:
                return plat[gevonden](waarde["v"])
        else:
            gevonden = waarde.naam if isinstance(waarde, Gegeven) else repr(waarde)
        if (schrijver := leden.get(gevonden)) is None:
            raise Vormfout(f"{waar}: {gevonden} is none of {', '.join(leden)}")
        return schrijver(waarde)

    return schrijf
