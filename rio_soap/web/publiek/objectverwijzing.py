"""Where the page of an object is, by the element of the contract that names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from rio_soap.contract.jsonvorm import Json
from rio_soap.register.eenheid.rijen import Erkenningssleutel
from rio_soap.register.regels.objectsleutel import sleutel_uit, zonder_lege
from rio_soap.web.frame.scherm import Schermverzoek
from rio_soap.web.publiek.objectpad import pad_van

_VESTIGING: Final = "ERKENDE_VESTIGING"
_ORGANISATIES: Final = (
    *("onderwijsaanbiedercode", "onderwijsbestuurcode", "eigenaar", "samenwerkendeOnderwijsaanbiedercode"),
    *("organisatorischeEenheidcode", "onderwijsaanbiedergroepcode", "onderwijsbegeleidingsaanbiedercode"),
    *("vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode"),
)
_EENHEDEN: Final = ("opleidingseenheidcode", "vanOpleidingseenheidcode", "naarOpleidingseenheidcode")
_LICENTIES: Final = ("licentiecode", "vanLicentiecode", "naarLicentiecode")
_OPLEIDING: Final = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau", "uniekeErkendeopleidingscode")


@dataclass(frozen=True, slots=True)
class Objectadres:
    """An object that something names.

    :param pad: of its page.
    :param sleutel: by which its name is looked up; also how it is written when it has none.
    :param is_eenheid: whether it is an opleidingseenheid, whose names are kept elsewhere.
    :param erkenning: of an opleidingserkenning its key, by which what it recognises is looked up.
    """

    pad: str
    sleutel: str
    is_eenheid: bool = False
    tekst: str = ""
    erkenning: Erkenningssleutel | None = None

    @property
    def code(self) -> str:
        """What it is called when it has no name, and beside its name."""
        return self.tekst or self.sleutel


def van_instelling(sleutel: Mapping[str, Json]) -> Objectadres:
    """Of an InstellingserkenningSleutel."""
    erkenner, soort, code = (str(sleutel.get(naam) or "") for naam in ("erkenner", "type", "code"))
    heel = sleutel_uit(erkenner, soort, code)
    return Objectadres(pad_van("INSTELLINGSERKENNING", heel) or "", heel, tekst=code)


def van_opleiding(sleutel: Mapping[str, Json]) -> Objectadres:
    """Of an Erkenningssleutel: a page of its own where the key has all its parts, else that of all it names."""
    delen = Erkenningssleutel(*(str(sleutel.get(naam) or "") for naam in _OPLEIDING))
    heel = zonder_lege(delen)
    kort = " ".join(deel for deel in (delen[0], delen[3] or delen[1], delen[2]) if deel)
    return Objectadres(f"/opleidingserkenningen/{heel}", heel, tekst=kort, erkenning=delen)


def van_element(element: str, waarde: Json) -> Objectadres | None:
    """The object that an element names; None when it names none."""
    if isinstance(waarde, dict):
        if {"erkenner", "type", "code"} <= waarde.keys():
            return van_instelling(waarde)
        return van_opleiding(waarde) if {"opleidingsstelsel", "opleidingscode"} <= waarde.keys() else None
    if not isinstance(waarde, str):
        return None
    if element in _ORGANISATIES:
        return Objectadres(f"/organisaties/{waarde}", waarde)
    if element in _EENHEDEN:
        return Objectadres(f"/opleidingen/{waarde}", waarde, is_eenheid=True)
    if element in _LICENTIES:
        return Objectadres(f"/licenties/{waarde}", waarde)
    if element == "onderwijslocatiecode":
        return Objectadres(f"/locaties/{waarde}", waarde)
    if element == "aangebodenOpleidingCode":
        return Objectadres(f"/aanbod/{waarde}", waarde)
    if element == "erkendeVestigingCode":
        return van_instelling({"erkenner": "OCW", "type": _VESTIGING, "code": waarde})
    return None


def json_adres(verzoek: Schermverzoek, pad: str) -> str:
    """Where the JSON API has the same, on the same axes.

    :param pad: under ``/api/v1``.
    """
    assen = [(naam, verzoek.vraag.get(naam)) for naam in ("geldigOp", "bekendOp")]
    vraag = "&".join(f"{naam}={quote(waarde.isoformat())}" for naam, waarde in assen if waarde is not None)
    return f"/api/v1{quote(pad)}{'?' if vraag else ''}{vraag}"
