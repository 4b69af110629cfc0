"""The messages that are measured, and the register in which they can be answered.

Deliveries are those of the trial client for the Hanzehogeschool of the trial set, so that authorisation and all
controles run as they do for real; readings ask for what `register_maker` made beside it.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from benchmarks import formele_rijen, groot_bestuur, register_maker
from benchmarks.formele_helft import brin
from benchmarks.formele_soorten import OI
from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.database import Register
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings

AANBIEDER, LOCATIE, EENHEID = "110A133", "107X215", "1007O5545"
"""Of the Hanzehogeschool in the trial set."""

Velden = dict[str, Waarde]


def _tekst(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeTekst": waarde})


def _keuze(naam: str, waarde: str) -> Gegeven:
    return Gegeven("kenmerken", {"kenmerknaam": naam, "kenmerkwaardeEnumeratiewaarde": waarde})


def aanbod() -> Gegeven:
    """A new aangebodenHOOpleiding with 2 periods, 3 cohorten and 10 kenmerken in all."""
    begin = date(2025, 9, 1)
    perioden: list[Gegeven] = []
    for nummer in range(2):
        velden: Velden = {
            "begindatum": begin.replace(year=begin.year + nummer),
            "eigenNaamAangebodenOpleiding": "Toegepaste Waterkunde in deeltijd",
            "eigenNaamInternationaal": "Applied Water Studies, part time",
            "eigenOmschrijving": "Dijken, sluizen en grondwater, naast het werk te volgen. " * 6,
            "kenmerken": [
                _keuze("propedeutischeFase", "GEEN_PROPEDEUTISCHE_FASE"),
                _keuze("studiekeuzecheck", "GEEN_STUDIEKEUZE_CHECK"),
            ],
        }
        perioden.append(Gegeven("aangebodenHOOpleidingPeriode", velden))
    cohorten: list[Gegeven] = []
    for nummer in range(3):
        instroom = begin.replace(year=begin.year + nummer)
        velden = {
            "cohortcode": f"{instroom.year}",
            "cohortstatus": "O",
            "kenmerken": [_keuze("opleidingsvorm", "KLASSIKAAL")],
            "beginAanmeldperiode": instroom.replace(month=1),
            "eindeAanmeldperiode": instroom,
            "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": instroom}),
            "toestemmingVereistVoorAanmelding": "NEE",
        }
        cohorten.append(Gegeven("aangebodenHOOpleidingCohort", velden))
    code = str(uuid.uuid4())
    return Gegeven(
        "aangebodenHOOpleiding",
        {
            "aangebodenOpleidingCode": code,
            "onderwijsaanbiedercode": AANBIEDER,
            "onderwijslocatiecode": LOCATIE,
            "begindatum": begin,
            "opleidingseenheidSleutel": EENHEID,
            "aangebodenOpleidingPeriode": perioden,
            "aangebodenOpleidingCohort": cohorten,
            "kenmerken": [
                _tekst("eigenAangebodenOpleidingSleutel", code),
                _keuze("vorm", "VOLTIJD"),
                _keuze("voertaal", "NLD"),
            ],
        },
    )


@dataclass(frozen=True)
class Soort:
    """One row of the tables.

    :param inhoud: makes the fields of a request after the first four.
    :param paginagrootte: setting of the service.
    :param zwaarte: how much longer than the others it takes, to make fewer of it.
    :param leest: SQL for what it must read, where that is a floor of its own: a page by an index.
    """

    naam: str
    operatie: Operatie
    inhoud: Callable[[], Velden]
    paginagrootte: int = 20
    zwaarte: int = 1
    leest: str = ""


_teller = itertools.count()


def _lees_aanbod() -> Velden:
    """Offers over the whole register that every size of register has."""
    return {"aangebodenOpleidingCode": register_maker.aanbodcode(next(_teller) % register_maker.GROOT)}


_VAN: Velden = {"onderwijsaanbiedercode": register_maker.aanbiedercode(0)}
_FEED: Velden = {
    "onderwijsaanbiederCode": register_maker.aanbiedercode(0),
    "peildatumtijdMutaties": register_maker.MOMENT,
    "pagina": 2,
}

_INSTELLING = Gegeven("instellingserkenning", {"erkenner": "OCW", "type": OI, "code": brin(0)})
"""The onderwijsinstelling with many licenties in a register of every size."""

SOORTEN: Mapping[str, Soort] = {
    s.naam: s
    for s in (
        Soort(
            "deliver opleidingseenheid",
            OPERATIES["aanleveren_opleidingseenheid"],
            lambda: {"opleidingseenheid": trial.voorbeeldlevering()},
        ),
        Soort(
            "deliver aangebodenOpleiding",
            OPERATIES["aanleveren_aangebodenOpleiding"],
            lambda: {"aangebodenOpleiding": aanbod()},
        ),
        Soort("read one offer", OPERATIES["opvragen_aangebodenOpleiding"], _lees_aanbod),
        Soort(
            "read offers, page of 20",
            OPERATIES["opvragen_aangebodenOpleidingenVanOrganisatie"],
            lambda: {**_VAN, "pagina": 2},
            zwaarte=2,
        ),
        Soort(
            "read offers, page of 500",
            OPERATIES["opvragen_aangebodenOpleidingenVanOrganisatie"],
            lambda: {**_VAN, "pagina": 0},
            paginagrootte=500,
            zwaarte=20,
        ),
        Soort("feed page of 20", OPERATIES["opvragen_gewijzigdeAangebodenOpleidingen"], lambda: dict(_FEED)),
        Soort(
            "read licences, page of 100",
            OPERATIES["opvragen_licenties"],
            lambda: {"instellingserkenning": _INSTELLING, "pagina": 1, "aantal": 100},
            zwaarte=4,
            leest="SELECT stand FROM licentie WHERE code IN (SELECT code FROM licentie WHERE instellingserkenning = "
            f"(SELECT id FROM instellingserkenning WHERE code = '{brin(0)}' AND soort = '{OI}') "
            "ORDER BY code LIMIT 100 OFFSET 100)",
        ),
        Soort(
            "read the overview of an aanbieder",
            OPERATIES["opvragen_organisatieoverzicht"],
            lambda: {"organisatorischeEenheidcode": groot_bestuur.aanbieder(next(_teller) % groot_bestuur.AANBIEDERS)},
            zwaarte=2,
            leest=f"SELECT stand FROM organisatorische_eenheid WHERE code IN ('{groot_bestuur.aanbieder(0)}', "
            f"'{groot_bestuur.groep(0)}', '{groot_bestuur.BESTUUR}') UNION ALL "
            f"SELECT stand FROM instellingserkenning WHERE code IN ('{groot_bestuur.GEZAG}', "
            f"'{groot_bestuur.instelling(0)}', '{groot_bestuur.vestiging(0)}', '{groot_bestuur.vestiging(30)}') "
            "UNION ALL "
            f"SELECT stand FROM contactadres WHERE eenheid = '{groot_bestuur.aanbieder(0)}' UNION ALL "
            f"SELECT stand FROM onderwijslocatiegebruik WHERE bestuur = '{groot_bestuur.BESTUUR}' UNION ALL "
            f"SELECT stand FROM aangeboden_opleiding WHERE aanbieder = '{groot_bestuur.aanbieder(0)}'",
        ),
        Soort(
            "read the overview of a large bestuur",
            OPERATIES["opvragen_organisatieoverzicht"],
            lambda: {"organisatorischeEenheidcode": groot_bestuur.BESTUUR},
            zwaarte=40,
            leest="SELECT stand FROM organisatorische_eenheid WHERE code BETWEEN '990A000' AND '990G999' UNION ALL "
            "SELECT stand FROM instellingserkenning WHERE code BETWEEN 'G000' AND 'G999' UNION ALL "
            f"SELECT stand FROM onderwijslocatiegebruik WHERE bestuur = '{groot_bestuur.BESTUUR}' UNION ALL "
            "SELECT stand FROM aangeboden_opleiding WHERE aanbieder BETWEEN '990A000' AND '990A166'",
        ),
    )
}

SLEUTEL = Soort(
    "read a code by its own key",
    OPERATIES["opvragen_rioIdentificatiecode"],
    lambda: {"eigenAangebodenOpleidingSleutel": register_maker.aanbodcode(next(_teller) % register_maker.GROOT)},
)
"""A single look-up whose whole answer a stock SOAP toolkit can give in two lines; for the comparison with peers."""


def bericht(soort: Soort, settings: Settings, sleutelpaar: Sleutelpaar | None) -> bytes:
    """A new request; unsigned without key pair."""
    operatie, klok = soort.operatie, SystemClock()
    velden: Velden = {
        "identificatiecodeBedrijfsdocument": str(uuid.uuid4()),
        "verzendendeInstantie": trial.OIN_HANZE,
        "ontvangendeInstantie": settings.oin,
        "datumTijdBedrijfsdocument": klok.nu().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **soort.inhoud(),
    }
    return stel_verzoek_op(
        mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden)),
        action=operatie.soap_action,
        van_oin=trial.OIN_HANZE,
        naar=operatie.dienst.logisch_adres(settings.oin),
        sleutelpaar=sleutelpaar,
        klok=klok,
        geldigheid=timedelta(hours=12),
    )


def identificatiecode(data: bytes) -> str:
    """Of a request that was made here."""
    code = etree.fromstring(data).findtext(".//{*}identificatiecodeBedrijfsdocument")
    assert code is not None
    return str(code)


def berichten(soort: Soort, settings: Settings, sleutelpaar: Sleutelpaar | None, aantal: int) -> Iterator[bytes]:
    """Requests that the service has not seen before."""
    return (bericht(soort, settings, sleutelpaar) for _ in range(aantal))


def maak_omgeving(map_: Path, database_url: str = "", aanbod_: int = 1_000) -> Settings:
    """Keys, the trial set with its client, and a generated register of this many offers beside it."""
    settings = Settings(data_dir=map_, database_url=database_url)
    trial.make_pki(settings)
    with service.open_register(settings) as register:
        vul(register, settings, aanbod_)
    return settings


def vul(register: Register, settings: Settings, aanbod_: int) -> None:
    """Trial set and generated register, in an empty database."""
    trial.fill(register, settings)
    for maker in (register_maker, formele_rijen, groot_bestuur):
        maker.maak(register, aanbod_)
