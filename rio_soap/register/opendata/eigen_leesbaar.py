"""How an object of a load will be read by our own contract: put into the answer in which it is shown."""

from collections.abc import Mapping, Sequence
from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.erkenning.leesvorm import als_keuze
from rio_soap.register.opendata.soort import Kolommen
from rio_soap.register.regels.paginas import paginering

Gegevens = dict[str, Waarde]
_BEGIN = date(2000, 1, 1)


def erkenner(rij: Kolommen, _: object) -> Gegeven:
    """An erkenner as it is kept."""
    stand: Gegeven = rij["stand"]
    return stand


def erkenners(leden: list[Gegeven]) -> tuple[str, Gegevens]:
    """The answer that holds them."""
    return "opvragen_erkenners", {"erkenner": leden}


def contactadres(rij: Kolommen, _: object) -> Gegeven:
    """A contactadres with its key, and whether everybody may read it."""
    sleutel: Gegevens = {
        "organisatorischeEenheidcode": rij["eenheid"],
        "communicatiecontext": rij["context"],
        "communicatiesubcontextNummer": rij["subcontextnummer"],
    }
    stand: Gegeven = rij["stand"]
    return Gegeven("contactadres", {**sleutel, **stand.velden, "openbaar": True})


def contactadressen(leden: list[Gegeven]) -> tuple[str, Gegevens]:
    """The answer that holds them."""
    return "opvragen_contactadressen", {"contactadres": leden}


def licentie(rij: Kolommen, _: object) -> Gegeven:
    """A licentie as it is kept."""
    stand: Gegeven = rij["stand"]
    velden = dict(stand.velden)
    if not _sleutelvelden(velden, "instellingserkenning").get("erkenner"):
        # As published; such a licentie is not shown before its erkenning has an erkenner.
        velden["instellingserkenning"] = _met_erkenner(velden)
    return Gegeven(stand.naam, velden)


def _sleutelvelden(velden: Mapping[str, Waarde], naam: str) -> Gegevens:
    sleutel = velden.get(naam)
    return sleutel.velden if isinstance(sleutel, Gegeven) else {}


def _met_erkenner(velden: Mapping[str, Waarde]) -> Gegeven:
    naam = "instellingserkenning"
    return Gegeven(naam, {**_sleutelvelden(velden, naam), "erkenner": "OCW"})


def licenties(leden: list[Gegeven]) -> tuple[str, Gegevens]:
    """The answer that holds them."""
    return "opvragen_licenties", {"licentie": leden, "paginering": paginering(0, len(leden), len(leden))}


def erkenning(rij: Kolommen, _: object) -> Gegeven:
    """An instellingserkenning of any type."""
    stand: Gegeven = rij["stand"]
    # An erkenner may be empty as published; such an erkenning is not shown.
    return als_keuze(Gegeven(stand.naam, {"erkenner": "OCW", **stand.velden}))


def erkende_instelling(leden: list[Gegeven]) -> tuple[str, Gegevens]:
    """The answer that holds the only one."""
    return "opvragen_instellingserkenning", {"instellingserkenning": leden[0]}


def begeleidingsaanbieder(rij: Kolommen, rust_op: Sequence[Kolommen]) -> Gegeven:
    """A begeleidingsaanbieder in the form of every unit."""
    stand: Gegeven = rij["stand"]
    kaal: Gegevens = {
        naam: stand.velden[naam] for naam in ("inBedrijfdatum", "uitBedrijfdatum") if naam in stand.velden
    }
    perioden = stand.velden[f"{stand.naam}Periode"]
    rust = [
        Gegeven(
            "juridischeRelatie",
            {"instellingserkenningscode": r["erkenning"], "erkenner": r["erkenner"] or "OCW", "begindatum": _BEGIN},
        )
        for r in rust_op
    ]
    eigen: Gegevens = {"organisatorischeEenheidcode": rij["code"], "type": "ONDERWIJSBEGELEIDINGSAANBIEDER"}
    delen: Gegevens = {"organisatorischeEenheidPeriode": perioden, **({"juridischeRelatie": rust} if rust else {})}
    return Gegeven("organisatorischeEenheid", {**eigen, **kaal, **delen})


def eenheid(leden: list[Gegeven]) -> tuple[str, Gegevens]:
    """The answer that holds the only one."""
    return "opvragen_organisatorischeEenheid", {"organisatorischeEenheid": leden[0]}
