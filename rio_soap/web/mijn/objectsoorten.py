"""The kinds of object that have a form: by which operations, on which page, and what of them is their key."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.leverbaar import leverbaar
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Vorm
from rio_soap.register.bevoegdheid.roltabel import OPERATIEROLLEN
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.web.mijn.formulierstand import velden_van, vorm_van_verzoek


@dataclass(frozen=True, slots=True)
class Formuliersoort:
    """A kind of object with a form.

    :param naam: in the address, and end of the names of its operations.
    :param pagina: page below ``/mijn`` on which its objects are listed.
    :param objecttype: of the list Objecttype.
    :param keuzes: elements of which a new one begins with one; one of them where there is nothing to choose.
    :param sleutel: fields of the object that are its key and stay as they are.
    :param verwijderbaar: whether somebody but DUO removes it.
    """

    naam: str
    pagina: str
    objecttype: str
    keuzes: tuple[str, ...]
    sleutel: tuple[str, ...]
    verwijderbaar: bool = True

    @property
    def levering(self) -> str:
        """The operation that delivers one."""
        return f"aanleveren_{self.naam}"

    @property
    def verwijdering(self) -> str:
        """The operation that removes one."""
        return f"verwijderen_{self.naam}"

    @property
    def soort(self) -> Objecttype:
        """Where it is in the register."""
        return OBJECTTYPEN[self.objecttype]

    @property
    def pad(self) -> str:
        """Address of its forms, without the language."""
        return f"/mijn/{self.pagina}/{self.naam}"

    @property
    def rollen(self) -> frozenset[str]:
        """Roles of which one is needed to deliver one."""
        return OPERATIEROLLEN[self.levering]

    @property
    def naam_is_code(self) -> bool:
        """Whether RIO issues its code."""
        return self.sleutel == (f"{self.naam}code",)


_AANBOD = tuple(
    f"aangeboden{soort}Opleiding{deel}"
    for soort in ("HO", "Mbo", "VO", "Vavo", "BO", "SO", "VSO", "Particuliere")
    for deel in ("", "sonderdeel")
    if deel == "" or soort in ("HO", "Mbo")
)
_EENHEDEN = ("hoOpleiding", "hoOnderwijseenhedencluster", "hoOnderwijseenheid", "particuliereOpleiding")
_ERKENNINGEN = (
    "bevoegdGezag",
    "erkendeOnderwijsinstelling",
    "erkendeVestiging",
    "erkendeSamenwerking",
    "erkendeOnderwijsondersteuner",
)
_BAND = ("soort", "begindatum")

_ALLE: Final = (
    Formuliersoort(
        "onderwijsbestuur",
        "bestuur",
        "ONDERWIJSBESTUUR",
        ("onderwijsbestuur",),
        ("onderwijsbestuurcode",),
        verwijderbaar=False,
    ),
    Formuliersoort(
        "onderwijsaanbiedergroep",
        "groepen",
        "ONDERWIJSAANBIEDERGROEP",
        ("onderwijsaanbiedergroep",),
        ("onderwijsaanbiedergroepcode",),
    ),
    Formuliersoort(
        "onderwijsbegeleidingsaanbieder",
        "begeleiding",
        "ONDERWIJSBEGELEIDINGSAANBIEDER",
        ("onderwijsbegeleidingsaanbieder",),
        ("onderwijsbegeleidingsaanbiedercode",),
    ),
    Formuliersoort(
        "onderwijsaanbieder",
        "aanbieders",
        "ONDERWIJSAANBIEDER",
        ("nieuweOnderwijsaanbieder",),
        ("onderwijsaanbiedercode",),
    ),
    Formuliersoort(
        "organisatierelatie",
        "relaties",
        "ORGANISATIERELATIE",
        ("organisatierelatie",),
        ("vanOrganisatorischeEenheidcode", "naarOrganisatorischeEenheidcode", *_BAND),
    ),
    Formuliersoort("aangebodenOpleiding", "aanbod", "AANGEBODEN_OPLEIDING", _AANBOD, ("aangebodenOpleidingCode",)),
    Formuliersoort("opleidingseenheid", "eenheden", "OPLEIDINGSEENHEID", _EENHEDEN, ("opleidingseenheidcode",)),
    Formuliersoort(
        "opleidingsrelatie",
        "eenheden",
        "OPLEIDINGSRELATIE",
        ("opleidingsrelatie",),
        ("opleidingseenheidcode", "begindatum"),
    ),
    Formuliersoort(
        "onderwijslocatiegebruik",
        "locaties",
        "ONDERWIJSLOCATIEGEBRUIK",
        ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats"),
        ("onderwijsbestuurcode", "onderwijslocatieCode"),
    ),
    Formuliersoort(
        "contactadres",
        "contact",
        "CONTACTADRES",
        ("contactadres",),
        ("organisatorischeEenheidcode", "communicatiecontext", "communicatiesubcontextNummer"),
    ),
    Formuliersoort("instellingserkenning", "erkenner", "INSTELLINGSERKENNING", _ERKENNINGEN, ("erkenner", "code")),
    Formuliersoort(
        "opleidingserkenning",
        "erkenner",
        "OPLEIDINGSERKENNING",
        ("opleidingserkenning",),
        ("opleidingsstelsel", "opleidingscode", "opleidingsniveau", "uniekeErkendeopleidingscode"),
    ),
    Formuliersoort("licentie", "erkenner", "LICENTIE", ("licentie",), ("licentiecode",)),
    Formuliersoort(
        "licentiemaatregel", "erkenner", "LICENTIEMAATREGEL", ("licentiemaatregel",), ("licentiecode", *_BAND)
    ),
    Formuliersoort(
        "licentierelatie",
        "erkenner",
        "LICENTIERELATIE",
        ("licentierelatie",),
        ("vanLicentiecode", "naarLicentiecode", *_BAND),
    ),
    Formuliersoort(
        "instellingsrelatie", "samenwerking", "INSTELLINGSRELATIE", ("instellingsrelatie",), ("van", "naar", *_BAND)
    ),
)

FORMULIERSOORTEN: Final[Mapping[str, Formuliersoort]] = MappingProxyType({een.naam: een for een in _ALLE})
"""All kinds by name."""

PAGINAS: Final[Mapping[str, tuple[Formuliersoort, ...]]] = MappingProxyType(
    {pagina: tuple(een for een in _ALLE if een.pagina == pagina) for pagina in dict.fromkeys(e.pagina for e in _ALLE)}
)
"""Pages below ``/mijn`` to the kinds on them."""


def object_in(soort: Formuliersoort, velden: Mapping[str, Waarde]) -> Gegeven | None:
    """The object in the fields of its delivery."""
    delen = [waarde for waarde in velden.values() if isinstance(waarde, Gegeven)]
    return delen[0] if delen else None


def verwijdervelden(soort: Formuliersoort, sleutel: str, velden: Mapping[str, Waarde]) -> dict[str, Waarde]:
    """The fields of the removal of an object.

    :param velden: of the delivery of it as it is.
    """
    deel = object_in(soort, velden)
    assert deel is not None
    bekend: dict[str, Waarde] = {**velden, **deel.velden}
    if soort.naam == "instellingserkenning":
        namen = ("erkenner", "type", "code")
        bekend["instellingserkenning"] = Gegeven(soort.naam, dict(zip(namen, delen_van(sleutel), strict=True)))
    if soort.naam == "onderwijslocatiegebruik":
        bekend["onderwijslocatiecode"] = deel.velden["onderwijslocatieCode"]
    vorm: Vorm = vorm_van_verzoek(soort.verwijdering)
    gekozen = {veld.naam: bekend[veld.naam] for veld in velden_van(vorm) if veld.naam in bekend}
    wat = OPERATIES[soort.verwijdering]
    verzoek = leverbaar(Gegeven(wat.verzoek, gekozen), wat.dienst)
    assert verzoek is not None
    return verzoek.velden
