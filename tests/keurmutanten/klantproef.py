"""A right client, scripted through all operations of V4, before a RIO that judges it (`keur --luister`).

What a mutant changes it changes in what goes out: HTTP, bytes, or the tree, signed again with the key of the client.
"""

import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from lxml import etree

from rio_soap.client.fouten import RioFout
from rio_soap.client.operaties import Operaties
from rio_soap.client.verbinding import HttpAntwoord
from rio_soap.contract.gegevens import Gegeven
from rio_soap.setup import service
from rio_soap.workbench.keur import bouw, kapot
from rio_soap.workbench.keur.luister import Luisteraar
from rio_soap.workbench.keur.namen import PROEF
from tests.keurmutanten.proefdienst import InProces, Proefdienst, proefdienst, vraag, wissel


@dataclass(slots=True)
class Uitgaand:
    """A request on its way out."""

    pad: str
    data: bytes
    headers: dict[str, str]

    @property
    def operatie(self) -> str:
        """Name of the operation, by SOAPAction as the client wrote it."""
        return self.headers["SOAPAction"].strip('"').rpartition("/")[2]


Stap = Callable[[Uitgaand], None]
Boom = Callable[[etree._Element], None]


class _Verbinding(InProces):
    """A connection to the judge, with what a mutant does to what goes over it."""

    def __init__(self, toepassing: Callable[..., Any], stappen: list[Stap]) -> None:
        super().__init__(toepassing)
        self._stappen, self._naar = stappen, toepassing

    def post(self, pad: str, data: bytes, headers: dict[str, str], *, vers: bool) -> HttpAntwoord:
        """As over HTTP."""
        uit = Uitgaand(pad, data, dict(headers))
        for stap in self._stappen:
            stap(uit)
        gezet = {f"HTTP_{naam.upper().replace('-', '_')}": waarde for naam, waarde in uit.headers.items()}
        soort = gezet.pop("HTTP_CONTENT_TYPE", None)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": uit.pad,
            "CONTENT_LENGTH": str(len(uit.data)),
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(uit.data),
            **gezet,
            **({"CONTENT_TYPE": soort} if soort is not None else {}),
        }
        antwoord = vraag(self._naar, environ)
        return HttpAntwoord(antwoord.status, antwoord.headers.get("Content-Type"), antwoord.data)


@dataclass
class Klant:
    """The client, what is done to its messages, and its judge.

    :param stappen: changes of what goes out, in order.
    :param tussen: what it does beside the script, when everything is there.
    """

    proef: Proefdienst
    rechter: Luisteraar
    stappen: list[Stap] = field(default_factory=list)
    tussen: list[Callable[["Klant"], None]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        basis = wissel(self.proef)
        self.rio = Operaties(replace(basis, verbinding=_Verbinding(self.rechter, self.stappen)))

    @property
    def sleutel(self) -> RSAPrivateKey:
        """The key with which it signs."""
        return self.proef.klant.sleutel

    def roep(self, naam: str, **velden: Any) -> Any:
        """One exchange; None when it is refused."""
        with suppress(RioFout):
            return self.rio.wissel.roep(naam, velden)
        return None

    def doorloop(self) -> None:
        """The life of every kind of object, through all operations."""
        for stap in (_eenheden, _organisatie, _aanbod, _lezen, *self.tussen, _weg):
            stap(self)


BEGIN = bouw.BEGIN


def _periode() -> Gegeven:
    return bouw.eenheidperiode(
        naamKort="KRS", internationaleNaam="Inspection", omschrijving="Voor keuring.", studielast=240,
        studielasteenheid="ECTS_PUNT",
    )  # fmt: skip


def _eenheden(k: Klant) -> None:
    for rol, variant in (("eenheid", "OPLEIDING"), ("variant", "VARIANT")):
        sleutel = str(uuid.uuid4())
        perioden = [_periode()] if rol == "eenheid" else None
        eenheid = bouw.eenheid(sleutel=sleutel, variant=variant, perioden=perioden, ISCED=732)
        antwoord = k.roep("aanleveren_opleidingseenheid", opleidingseenheid=eenheid)
        code = antwoord.tekst("opleidingseenheidcode") if antwoord is not None else None
        k.codes[rol], k.codes[f"{rol}sleutel"] = code or "1010O6466", sleutel
    categorie = bouw.keuze("categorie", "TECHNIEK_EN_ICT")
    vrij = bouw.eenheid("particuliereOpleiding", categorie, waardedocumentsoort="CERTIFICAAT", niveau="ONBEPAALD")
    antwoord = k.roep("aanleveren_opleidingseenheid", opleidingseenheid=vrij)
    k.codes["particulier"] = (antwoord.tekst("opleidingseenheidcode") if antwoord is not None else None) or "1010O3664"
    again = bouw.eenheid(code=k.codes["eenheid"], sleutel=k.codes["eenheidsleutel"], perioden=[_periode()], ISCED=732)
    k.roep("aanleveren_opleidingseenheid", opleidingseenheid=again)
    relatie = bouw.relatie(k.codes["variant"], k.codes["eenheid"])
    k.roep("aanleveren_opleidingsrelatie", opleidingsrelatie=relatie)


def _organisatie(k: Klant) -> None:
    aanbieder = bouw.aanbieder(PROEF.brin4, sleutel=str(uuid.uuid4()))
    antwoord = k.roep(
        "aanleveren_onderwijsaanbieder", onderwijsbestuurcode=PROEF.bestuur, nieuweOnderwijsaanbieder=aanbieder
    )
    k.codes["aanbieder"] = (
        antwoord.tekst("onderwijsaanbiedercode") if antwoord is not None else None
    ) or PROEF.aanbieder
    gebruik = bouw.gebruik(PROEF.bestuur, PROEF.vrijeLocatie, sleutel=str(uuid.uuid4()))
    k.roep("aanleveren_onderwijslocatiegebruik", onderwijslocatiegebruik=gebruik)
    nieuw = k.roep("aanleveren_onderwijslocatiegebruik", onderwijslocatiegebruik=op_adres())
    k.codes["locatie"] = (nieuw.tekst("onderwijslocatiecode") if nieuw is not None else None) or ""


def op_adres() -> Gegeven:
    """The use of a location that is new to RIO, by its address."""
    adres = Gegeven("aanduidingAdres", {"postcode": "6982ZZ", "huisnummer": 7, "huisnummertoevoeging": "A3"})
    return bouw.gebruik(PROEF.bestuur, adres)


def _aanbod(k: Klant) -> None:
    k.codes["aanbod"], k.codes["aanbodsleutel"] = str(uuid.uuid4()), str(uuid.uuid4())
    k.roep("aanleveren_aangebodenOpleiding", aangebodenOpleiding=aanbod(k, k.codes["eenheid"]))


def aanbod(k: Klant, eenheid: str) -> Gegeven:
    """The offer of the script, of a unit."""
    return bouw.aanbod(
        "HOOpleiding",
        bouw.keuze("voertaal", "NLD"),
        bouw.keuze("voertaal", "ENG"),
        code=k.codes["aanbod"],
        aanbieder=k.codes["aanbieder"],
        eenheid=eenheid,
        sleutel=k.codes["aanbodsleutel"],
        cohorten=[bouw.cohort(), bouw.cohort(code="2026")],
        onderwijslocatiecode=PROEF.vrijeLocatie,
    )


def _lezen(k: Klant) -> None:
    sinds = k.rio.wissel.klok.nu() - timedelta(hours=1)
    bestuur, aanbieder = PROEF.bestuur, k.codes["aanbieder"]
    for naam, velden in (
        ("opvragen_opleidingseenheid", {"opleidingseenheidcode": k.codes["eenheid"]}),
        ("opvragen_opleidingsrelatiesBijOpleidingseenheid", {"opleidingseenheidcode": k.codes["eenheid"]}),
        ("opvragen_rioIdentificatiecode", {"eigenOpleidingseenheidSleutel": k.codes["eenheidsleutel"]}),
        ("opvragen_rioIdentificatiecode", {"eigenOpleidingseenheidSleutel": str(uuid.uuid4())}),
        ("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": k.codes["aanbod"]}),
        (
            "opvragen_aangebodenOpleidingenVanOrganisatie",
            {"onderwijsaanbiedercode": aanbieder, "peildatum": date(2025, 1, 1), "pagina": 0},
        ),
        ("opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": aanbieder}),
        ("opvragen_onderwijsaanbiedersVanOrganisatie", {"onderwijsbestuurCode": bestuur}),
        ("opvragen_onderwijslocatie", {"onderwijslocatieCode": PROEF.vrijeLocatie}),
        (
            "opvragen_onderwijslocatiegebruik",
            {"onderwijsbestuurCode": bestuur, "onderwijslocatieCode": PROEF.vrijeLocatie},
        ),
        ("opvragen_onderwijslocatiegebruikVanOrganisatie", {"onderwijsbestuurCode": bestuur}),
        ("opvragen_instellingsstructuur", {"bevoegdGezagNummer": PROEF.bevoegdGezag}),
        ("opvragen_opleidingseenhedenVanOrganisatie", {"onderwijsbestuurcode": bestuur, "pagina": 0}),
        (
            "opvragen_gewijzigdeAangebodenOpleidingen",
            {"peildatumtijdMutaties": sinds, "onderwijsaanbiederCode": aanbieder, "pagina": 0},
        ),
        ("opvragen_gewijzigdeOnderwijsaanbieders", {"peildatumtijdMutaties": sinds, "pagina": 0}),
        ("opvragen_gewijzigdOnderwijslocatiegebruik", {"peildatumtijdMutaties": sinds, "pagina": 0}),
    ):
        k.roep(naam, **velden)


def _weg(k: Klant) -> None:
    k.roep("verwijderen_aangebodenOpleiding", aangebodenOpleidingCode=k.codes["aanbod"])
    paar = [k.codes["eenheid"], k.codes["variant"]]
    k.roep("verwijderen_opleidingsrelatie", opleidingseenheidcode=paar, begindatum=BEGIN)
    for rol in ("eenheid", "variant", "particulier"):
        k.roep("verwijderen_opleidingseenheid", opleidingseenheidcode=k.codes[rol])
    k.roep("verwijderen_onderwijsaanbieder", onderwijsaanbiedercode=k.codes["aanbieder"])
    for locatie in (PROEF.vrijeLocatie, k.codes["locatie"]):
        if locatie:
            k.roep(
                "verwijderen_onderwijslocatiegebruik", onderwijsbestuurcode=PROEF.bestuur, onderwijslocatiecode=locatie
            )


@contextmanager
def klant() -> Iterator[Klant]:
    """A right client before its judge, with a fresh register."""
    with proefdienst() as proef:
        kader = service.make_kader(proef.settings, proef.register, bag=proef.pijplijn.afhandeling.bag)
        yield Klant(proef, Luisteraar(proef.toepassing, kader))


def herteken(k: Klant, root: etree._Element) -> bytes:
    """A tree signed again, as bytes."""
    kapot.herteken(root, k.sleutel)
    return kapot.schrijf(root)
