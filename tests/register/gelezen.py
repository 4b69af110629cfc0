"""How what was delivered is read: the differences between the two shapes, each once (client-observations 8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rio_soap.contract.gegevens import Gegeven

EQF = {"HBO-AD": "5", "HBO-BA": "6", "WO-BA": "6", "HBO-MA": "7", "WO-MA": "7", "HBO-PM": "7", "WO-PM": "7"}
GRAAD = {"5": "ASSOCIATE_DEGREE", "6": "BACHELOR", "7": "MASTER"}
KEUZE = ("opleidingseenheidSleutel", "opleidingserkenningSleutel", "voVakerkenningSleutel")
_PLEK = ("onderwijslocatieCode", "aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")


def op_begin(perioden: Any) -> list[Gegeven]:
    """Periods come by begin."""
    return sorted(perioden, key=lambda periode: periode.velden["begindatum"])


def eenheid(geleverd: Gegeven, code: str, eigenaar: str) -> Gegeven:
    """A unit: its code and herkomst, who owns each period, what follows from its niveau instead of what was sent."""
    velden = {naam: w for naam, w in geleverd.velden.items() if naam not in ("eqf", "nlqf", "graad")}
    van = Gegeven("kenmerken", {"kenmerknaam": "eigenaar", "kenmerkwaardeTekst": eigenaar})
    velden["opleidingseenheidPeriode"] = [
        Gegeven(p.naam, {**p.velden, "kenmerken": [*p.velden.get("kenmerken", []), van]})  # type: ignore[misc,list-item]
        for p in op_begin(velden["opleidingseenheidPeriode"])
    ]
    velden |= {"opleidingseenheidcode": code, "herkomstOpleiding": "INSTELLING"}
    if geleverd.naam == "hoOpleiding" and (eqf := EQF.get(str(velden["niveau"]))) is not None:
        velden |= {"eqf": eqf, "nlqf": eqf, "graad": GRAAD[eqf]}
    elif geleverd.naam == "hoOpleiding":
        velden |= _overig(str(velden["niveau"]))
    return Gegeven(geleverd.naam, velden)


def _overig(niveau: str) -> dict[str, Any]:
    """The other niveaus that have an eqf, though no graad."""
    lager = {"VO-VMBO-BB": "1", "NT2-I": "3", "NT2-II": "3", "VO-HAVO": "4"}
    eqf = lager.get(niveau) or (niveau[-1] if niveau.startswith("MBO-") and niveau[-1] in "1234" else None)
    if niveau.startswith("VO-VMBO-") and eqf is None:
        eqf = "2"
    if niveau == "VO-VWO":
        return {"eqf": "4", "nlqf": "4p"}
    return {"eqf": eqf, "nlqf": eqf} if eqf else {}


def aanbod(geleverd: Gegeven, eenheidcode: str, erkenningen: Mapping[str, Any]) -> Gegeven:
    """An offer: the code of what is offered, whatever named it, and the keys of the erkenningen of that."""
    velden = {naam: w for naam, w in geleverd.velden.items() if naam not in KEUZE}
    velden |= {"opleidingseenheidcode": eenheidcode, **erkenningen}
    velden["aangebodenOpleidingPeriode"] = op_begin(velden["aangebodenOpleidingPeriode"])
    return Gegeven(geleverd.naam, velden)


def aanbieder(geleverd: Gegeven, code: str, bestuur: str, perioden: list[Gegeven]) -> Gegeven:
    """An onderwijsaanbieder: its code, the erkenner of each relation, and its bestuur, tied as long as it lives.

    :param perioden: those of the bestuur.
    """
    velden: dict[str, Any] = {**geleverd.velden, "onderwijsaanbiedercode": code}
    velden["onderwijsaanbiederPeriode"] = op_begin(velden["onderwijsaanbiederPeriode"])
    velden["juridischeRelatie"] = [
        Gegeven("juridischeRelatie", {**r.velden, "erkenner": "OCW"}) for r in velden["juridischeRelatie"]
    ]
    band: dict[str, Any] = {"onderwijsbestuurcode": bestuur, "onderwijsbestuurPeriode": perioden}
    band["organisatierelatieBegindatum"] = velden["inBedrijfdatum"]
    if "uitBedrijfdatum" in velden:
        band["organisatierelatieEinddatum"] = velden["uitBedrijfdatum"]
    velden["bijbehorendOnderwijsbestuur"] = [Gegeven("bijbehorendOnderwijsbestuur", band)]
    return Gegeven("onderwijsaanbieder", velden)


def gebruik(geleverd: Gegeven, locatie: Gegeven) -> Gegeven:
    """A locatiegebruik: with the whole onderwijslocatie instead of what named it."""
    velden = {naam: w for naam, w in geleverd.velden.items() if naam not in _PLEK}
    return Gegeven("onderwijslocatiegebruik", {**velden, "onderwijslocatie": locatie})


def gerelateerd(code: str, soort: str, type_: str, sleutel: str | None, begin: date, einde: date | None) -> Gegeven:
    """The other unit of a relation."""
    velden: dict[str, Any] = {"opleidingseenheidcode": code, "opleidingseenheidtype": type_}
    velden |= {"eigenOpleidingseenheidSleutel": sleutel} if sleutel else {}
    velden |= {"opleidingsrelatiesoort": soort, "opleidingsrelatieBegindatum": begin}
    return Gegeven("gerelateerdeOpleidingseenheid", velden | ({"opleidingsrelatieEinddatum": einde} if einde else {}))
