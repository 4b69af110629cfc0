"""The kinds that are listed as such: opleidingseenheden, opleidingserkenningen, onderwijslocaties, erkenners, licenties
and instellingserkenningen, each with its objects by key.

A list with a filter is a page of the reading that knows it; a list without one goes by key.
"""

from collections.abc import Callable, Mapping
from typing import Final

from rio_soap.api.lezen import LINKS, lees, lees_pagina
from rio_soap.api.lijsten import HeleLijst, lijst_op_sleutel, vorm_van_lijst
from rio_soap.api.objecten import een_object, kan_besloten, nummer_van_object, vorm_van_object
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.problemen import ONGELDIG, Probleem, Vraagfout
from rio_soap.api.vragen import OpDagEnMoment, Vraagvorm, tekst, van_type
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonschema import Schema, Schemas, object_van
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, RAADPLEGEN, Dienst
from rio_soap.register.regels.objectsleutel import deel_uit, delen_van, sleutel_uit

_INSTELLING: Final = "opvragen_instellingserkenning"
_SLEUTELDELEN: Final = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau", "uniekeErkendeopleidingscode")
EENHEDEN: Final[tuple[tuple[Dienst, str], ...]] = (
    (AANVULLING_RAADPLEGEN, "opleidingseenheid"),
    *(
        (RAADPLEGEN, naam)
        for naam in ("hoOpleiding", "hoOnderwijseenhedencluster", "hoOnderwijseenheid", "particuliereOpleiding")
    ),
)
"""As what an opleidingseenheid is read."""


class Eenhedenvraag(HeleLijst):
    """Filters of opleidingseenheden."""

    stelsel = van_type(
        "Opleidingsstelsel-v08", "Alleen eenheden die in dit stelsel zijn erkend; niet samen met `type`."
    )
    type = van_type("Opleidingseenheidtype-v02", "Alleen eenheden van dit type; niet samen met `stelsel`.")


class Erkenningenvraag(HeleLijst):
    """Filters of opleidingserkenningen."""

    stelsel = van_type("Opleidingsstelsel-v08", "Alleen erkenningen van dit stelsel.")
    code = van_type("Erkendeopleidingscode", "Alleen erkenningen met deze code; samen met `stelsel`.")


class Licentievraag(HeleLijst):
    """Filters of licenties."""

    instellingserkenning = tekst("Sleutel `erkenner/type/code`: alleen licenties van deze instellingserkenning.")
    opleidingserkenning = tekst("Sleutel `stelsel/code`: alleen licenties van deze opleidingserkenning.")


class Code(Vraagvorm):
    """One object by its code."""

    code = tekst("Code van het object.", verplicht=True)


class Sleutel(Vraagvorm):
    """One object by its key."""

    sleutel = tekst("Sleutel van het object; delen gescheiden door een schuine streep.", verplicht=True)


class Instellingsdelen(Vraagvorm):
    """One instellingserkenning."""

    erkenner = tekst("Code van de erkenner.", verplicht=True)
    type = tekst("Type van de erkenning.", verplicht=True)
    code = tekst("Code van de erkenning.", verplicht=True)


def opleidingseenheden(verzoek: Apiverzoek) -> JsonObject:
    """A page of opleidingseenheden."""
    filter_ = _een_filter(verzoek, "stelsel", "type")
    if filter_ is None:
        return lijst_op_sleutel(verzoek, ["OPLEIDINGSEENHEID"], [naam for _, naam in EENHEDEN])
    namen = {"opleidingsstelsel": "stelsel", "opleidingseenheidtype": "type"}
    velden = {element: verzoek.vraag.get(naam) for element, naam in namen.items()}
    lijsten = [naam for _, naam in EENHEDEN]
    return lees_pagina(verzoek, "opvragen_opleidingseenhedenBijStelsel", _met_dag(verzoek, velden), lijsten, namen)


def opleidingserkenningen(verzoek: Apiverzoek) -> JsonObject:
    """A page of opleidingserkenningen; all that a code names at once."""
    stelsel: str | None = verzoek.vraag.get("stelsel")
    code: str | None = verzoek.vraag.get("code")
    if stelsel is None and code is not None:
        raise _niet("code", "`code` gaat alleen samen met `stelsel`.")
    if _een_filter(verzoek, "stelsel") is None or stelsel is None:
        return lijst_op_sleutel(verzoek, ["OPLEIDINGSERKENNING"], ["opleidingserkenning"])
    namen = {"opleidingsstelsel": "stelsel", "opleidingscode": "code"}
    if code is None:
        velden = _met_dag(verzoek, {"opleidingsstelsel": stelsel})
        operatie = "opvragen_opleidingserkenningenBijStelsel"
        return lees_pagina(verzoek, operatie, velden, ["opleidingserkenning"], namen)
    sleutel = Gegeven("opleidingserkenning", {"opleidingsstelsel": stelsel, "opleidingscode": code})
    velden = _met_dag(verzoek, {"opleidingserkenning": sleutel})
    uit = lees(verzoek, "opvragen_opleidingserkenning", velden, namen)
    return uit | {"_links": verzoek.links()}


def licenties(verzoek: Apiverzoek) -> JsonObject:
    """A page of licenties."""
    filter_ = _een_filter(verzoek, "instellingserkenning", "opleidingserkenning")
    if filter_ is None:
        return lijst_op_sleutel(verzoek, ["LICENTIE"], ["licentie"])
    delen = delen_van(verzoek.vraag[filter_])
    if filter_ == "instellingserkenning":
        if len(delen) != 3:
            raise _niet(filter_, "De sleutel is `erkenner/type/code`.")
        sleutel = Gegeven(filter_, dict(zip(("erkenner", "type", "code"), delen, strict=True)))
    else:
        sleutel = _opleidingssleutel(filter_, delen)
    namen = dict.fromkeys((*sleutel.velden, "sleutel"), filter_)
    return lees_pagina(verzoek, "opvragen_licenties", _met_dag(verzoek, {filter_: sleutel}), ["licentie"], namen)


def _opleidingssleutel(naam: str, delen: tuple[str, ...]) -> Gegeven:
    """Stelsel and code, then what not every key has: a unique code holds a low line, a niveau does not."""
    stelsel, code, *rest = delen if len(delen) >= 2 else ("", "")
    if not stelsel or not code or len(rest) > 2:
        raise _niet(naam, "De sleutel is `stelsel/code`, `stelsel/code/niveau` of `stelsel/code/unieke code`.")
    velden = {"opleidingsstelsel": stelsel, "opleidingscode": code}
    velden |= {_SLEUTELDELEN[3] if "_" in deel else _SLEUTELDELEN[2]: deel for deel in rest}
    return Gegeven(naam, dict(velden))


def instellingserkenning(verzoek: Apiverzoek) -> JsonObject:
    """An instellingserkenning on a day with its relations and besturen; as it was known earlier without these."""
    sleutel: dict[str, Waarde] = {naam: deel_uit(waarde) for naam, waarde in verzoek.delen.items()}
    if verzoek.bekend_op is not None:
        return een_object(verzoek, "INSTELLINGSERKENNING", _instellingssleutel(verzoek), "code")
    velden = _met_dag(verzoek, {"instellingserkenning": Gegeven("instellingserkenning", sleutel)})
    return lees(verzoek, _INSTELLING, velden, {"sleutel": "code"}) | {"_links": verzoek.links()}


def _instellingssleutel(verzoek: Apiverzoek) -> str:
    return sleutel_uit(*(deel_uit(verzoek.delen[naam]) for naam in ("erkenner", "type", "code")))


def _een_filter(verzoek: Apiverzoek, *namen: str) -> str | None:
    """The filter that was given; None without one.

    :raises Probleem: for more than one, or one beside ``ookBeeindigd``.
    """
    gegeven = [naam for naam in namen if naam in verzoek.vraag]
    if len(gegeven) > 1:
        raise _niet(gegeven[1], f"`{gegeven[0]}` en `{gegeven[1]}` gaan niet samen.")
    if gegeven and verzoek.vraag["ookBeeindigd"]:
        raise _niet("ookBeeindigd", f"`{gegeven[0]}` en `ookBeeindigd` gaan niet samen.")
    return gegeven[0] if gegeven else None


def _niet(naam: str, detail: str) -> Probleem:
    return Probleem(400, detail, [Vraagfout("query", naam, ONGELDIG, detail)])


def _met_dag(verzoek: Apiverzoek, velden: Mapping[str, Waarde | None]) -> dict[str, Waarde | None]:
    return {**velden, "peildatum": verzoek.geldig_op}


def _lijst(soort: str, element: str, naam: str) -> Callable[[Apiverzoek], JsonObject]:
    def doe(verzoek: Apiverzoek) -> JsonObject:
        return lijst_op_sleutel(verzoek, [soort], [element])

    doe.__name__ = naam
    return doe


def _een(soort: str, naam: str, deel: str) -> tuple[Callable[[Apiverzoek], JsonObject], Callable[[Apiverzoek], int]]:
    """What reads an object of a kind by its key, and its number."""

    def doe(verzoek: Apiverzoek) -> JsonObject:
        return een_object(verzoek, soort, verzoek.delen[deel], deel)

    def nummer(verzoek: Apiverzoek) -> int:
        return nummer_van_object(verzoek, soort, verzoek.delen[deel])

    doe.__name__ = naam
    return doe, nummer


def _vorm_instelling(schemas: Schemas) -> Schema:
    velden = schemas.antwoord(AANVULLING_RAADPLEGEN, f"{_INSTELLING}_response")
    return object_van(velden | {"_links": LINKS}, ("_links",))


_EIGEN: Final = AANVULLING_RAADPLEGEN
_LOCATIE: Final = (RAADPLEGEN, "onderwijslocatie")
_HEEL: Final = "Zonder `geldigOp` met de hele levensduur."


def _paar(
    pad: str,
    soort: str,
    namen: tuple[str, str],
    titels: tuple[str, str],
    elementen: tuple[tuple[Dienst, str], ...],
    vraag: type[HeleLijst] = HeleLijst,
    lijst: Callable[[Apiverzoek], JsonObject] | None = None,
    deel: str = "code",
) -> tuple[Pad, Pad]:
    """The list of a kind and its objects by key."""
    onderwerp = titels[0]
    een, nummer = _een(soort, namen[1], deel)
    doe = lijst or _lijst(soort, elementen[0][1], namen[0])
    delen, regel = (Code, "<code>") if deel == "code" else (Sleutel, "<path:sleutel>")
    return (
        Pad(pad, doe, vorm_van_lijst(*elementen), titels[0], onderwerp, vraag=vraag),
        Pad(
            f"{pad}/{regel}",
            een,
            vorm_van_object(*elementen),
            titels[1],
            onderwerp,
            _HEEL,
            OpDagEnMoment,
            delen,
            nummer,
            lambda _: kan_besloten(soort),
        ),
    )


PADEN = (
    *_paar(
        "/opleidingseenheden",
        "OPLEIDINGSEENHEID",
        ("opleidingseenheden", "opleidingseenheid"),
        ("Opleidingseenheden", "Een opleidingseenheid"),
        EENHEDEN,
        Eenhedenvraag,
        opleidingseenheden,
    ),
    *_paar(
        "/opleidingserkenningen",
        "OPLEIDINGSERKENNING",
        ("opleidingserkenningen", "opleidingserkenning"),
        ("Opleidingserkenningen", "Een opleidingserkenning"),
        ((_EIGEN, "opleidingserkenning"),),
        Erkenningenvraag,
        opleidingserkenningen,
        "sleutel",
    ),
    *_paar(
        "/onderwijslocaties",
        "ONDERWIJSLOCATIE",
        ("onderwijslocaties", "onderwijslocatie"),
        ("Onderwijslocaties", "Een onderwijslocatie"),
        (_LOCATIE,),
    ),
    *_paar(
        "/erkenners",
        "ERKENNER",
        ("erkenners", "erkenner"),
        ("Erkenners", "Een erkenner"),
        ((_EIGEN, "erkenner"),),
    ),
    *_paar(
        "/licenties",
        "LICENTIE",
        ("licenties", "licentie"),
        ("Licenties", "Een licentie"),
        ((_EIGEN, "licentie"),),
        Licentievraag,
        licenties,
    ),
    Pad(
        "/instellingserkenningen/<erkenner>/<type>/<code>",
        instellingserkenning,
        _vorm_instelling,
        "Een instellingserkenning",
        "Instellingserkenningen",
        "Op een dag (zonder `geldigOp` vandaag) met haar relaties en besturen; met `bekendOp` zonder deze.",
        OpDagEnMoment,
        Instellingsdelen,
    ),
)
