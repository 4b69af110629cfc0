"""Any object that follows contract and rules is accepted and read back equal; any single facet broken is refused.

Messages go the whole way: written as XML, valid by the XSD, read, delivered, read by the real reading, valid again.
RIO_TEST_ZWAAR=1 makes ten times as many.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.session import Session
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.proefdata import proef
from rio_soap.register.regels.uitslag import Uitslag, standaardkenmerken, standaardlijsten
from rio_soap.register.regels.zonder_foutcode import ongeldige_waarden
from tests.register import gelezen
from tests.register.conftest import migreer_url
from tests.register.hulp import HANZE, context, eenheid, fouten, voeg_buur_toe, voer_uit
from tests.register.hulp_aanbod import EENHEID, SOORTEN, erkenningssleutel, zet_erkenning, zet_onder, zet_organisatie
from tests.register.hulp_organisatie import BESTUUR
from tests.register.kern import laad_kern
from tests.register.maker_aangeboden import AanbodMaker
from tests.register.maker_beheren import EENHEDEN, LOCATIE, BeherenMaker
from tests.register.test_rondreis_lezen import gelezen as lees_antwoord

ZWAAR = 10 if os.environ.get("RIO_TEST_ZWAAR") else 1
TOEVAL = st.integers(0, 2**63).map(random.Random)
OUD = eenheid(begin=date(1990, 1, 1))
KEUZES = (EENHEID, erkenningssleutel("ISAT", "34035"), erkenningssleutel("VOVAK", "0071", "VO-HAVO"))


def rustig(keren: int) -> settings:
    return settings(
        max_examples=keren * ZWAAR, deadline=None, suppress_health_check=list(HealthCheck), derandomize=ZWAAR == 1
    )


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """One register for all examples: each is undone."""
    url = f"sqlite:///{tmp_path_factory.mktemp('maker') / 'rio.db'}"
    migreer_url(url)
    with Register(maak_engine(url)) as register:
        register.schrijf(laad_kern)
        register.schrijf(lambda session: proef.voeg_eenheid_toe(session, EENHEID, BESTUUR, OUD))
        voeg_buur_toe(register)
        for code, bestuur in (("201A001", "200B001"), ("302A001", BESTUUR)):
            zet_organisatie(register, code, "AANBIEDER")
            zet_onder(register, bestuur, code)
        zet_erkenning(register, "ISAT", "34035", EENHEID)
        zet_erkenning(register, "VOVAK", "0071", EENHEID, niveau="VO-HAVO")
        yield register


@dataclass(frozen=True)
class Soort:
    """A kind of object: how it is made, delivered and read."""

    operatie: str
    veld: str
    maak: Callable[[random.Random], Gegeven]
    lees: Callable[[Gegeven, Mapping[str, Any]], tuple[str, Mapping[str, Waarde], Gegeven]]
    """From what was delivered and the answer to the reading, its fields and what must come back."""
    extra: Mapping[str, Waarde]


ERKENNING = Gegeven("opleidingserkenningSleutel", {"opleidingsstelsel": "ISAT", "opleidingscode": "34035"})
VAK = erkenningssleutel("VOVAK", "0071", "VO-HAVO")
BESTUURPERIODE = Gegeven(
    "onderwijsbestuurPeriode", {"begindatum": date(1986, 8, 1), "naam": "Stichting Hanzehogeschool Groningen"}
)
ONDERWIJSLOCATIE = Gegeven(
    "onderwijslocatie",
    {
        "onderwijslocatiecode": LOCATIE,
        "postcode": "9714CE",
        "huisnummer": 11,
        "bagID": "0014010010769000",
        "gpsLatitude": Decimal("53.23160"),
        "gpsLongitude": Decimal("6.56790"),
        "plaatsnaam": "GRONINGEN",
    },
)


def _lees_eenheid(geleverd: Gegeven, antwoord: Mapping[str, Any]) -> tuple[str, Mapping[str, Waarde], Gegeven]:
    code = str(antwoord["opleidingseenheidcode"])
    return "opvragen_opleidingseenheid", {"opleidingseenheidcode": code}, gelezen.eenheid(geleverd, code, BESTUUR)


def _lees_aanbod(geleverd: Gegeven, _: Mapping[str, Any]) -> tuple[str, Mapping[str, Waarde], Gegeven]:
    sleutel = {"voVakerkenningSleutel": [VAK]} if VAK.naam in geleverd.velden else {ERKENNING.naam: [ERKENNING]}
    vraag = {"aangebodenOpleidingCode": geleverd.velden["aangebodenOpleidingCode"]}
    return "opvragen_aangebodenOpleiding", vraag, gelezen.aanbod(geleverd, EENHEID, sleutel)


def _lees_aanbieder(geleverd: Gegeven, antwoord: Mapping[str, Any]) -> tuple[str, Mapping[str, Waarde], Gegeven]:
    code = str(antwoord["onderwijsaanbiedercode"])
    verwacht = gelezen.aanbieder(geleverd, code, BESTUUR, [BESTUURPERIODE])
    return "opvragen_onderwijsaanbieder", {"onderwijsaanbiedercode": code}, verwacht


def _lees_gebruik(geleverd: Gegeven, _: Mapping[str, Any]) -> tuple[str, Mapping[str, Waarde], Gegeven]:
    vraag: dict[str, Waarde] = {"onderwijsbestuurCode": BESTUUR, "onderwijslocatieCode": LOCATIE}
    return "opvragen_onderwijslocatiegebruik", vraag, gelezen.gebruik(geleverd, ONDERWIJSLOCATIE)


def _eenheid(soort: str) -> Soort:
    def maak(toeval: random.Random) -> Gegeven:
        return BeherenMaker(toeval).eenheid(soort)

    return Soort("aanleveren_opleidingseenheid", "opleidingseenheid", maak, _lees_eenheid, {})


def _aanbod(soort: str) -> Soort:
    def maak(toeval: random.Random) -> Gegeven:
        return AanbodMaker(toeval, date(2016, 1, 1), KEUZES).aanbod(soort)

    return Soort("aanleveren_aangebodenOpleiding", "aangebodenOpleiding", maak, _lees_aanbod, {})


SOORT: Mapping[str, Soort] = {
    **{naam: _eenheid(naam) for naam in EENHEDEN},
    **{f"aangeboden{naam}": _aanbod(naam) for naam in SOORTEN},
    "onderwijsaanbieder": Soort(
        "aanleveren_onderwijsaanbieder",
        "nieuweOnderwijsaanbieder",
        lambda toeval: BeherenMaker(toeval).aanbieder(),
        _lees_aanbieder,
        {"onderwijsbestuurcode": BESTUUR},
    ),
    "onderwijslocatiegebruik": Soort(
        "aanleveren_onderwijslocatiegebruik",
        "onderwijslocatiegebruik",
        lambda toeval: BeherenMaker(toeval).gebruik(),
        _lees_gebruik,
        {},
    ),
}


def verzoek(soort: Soort, deel: Gegeven) -> Any:
    """The request as XML."""
    operatie = OPERATIES[soort.operatie]
    velden: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "proef",
        "verzendendeInstantie": HANZE,
        "ontvangendeInstantie": "00000001800866472000",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
        **soort.extra,
        soort.veld: deel,
    }
    return mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden))


def heen_en_terug(soort: Soort, deel: Gegeven, session: Session) -> tuple[Uitslag, Gegeven, Gegeven]:
    """The answer to the delivery, what is read of it, and what should be."""
    bericht = mapping.lees(verzoek(soort, deel), BEHEREN)
    assert bericht.velden[soort.veld] == deel, "what was written as XML is what is delivered"
    uitslag = voer_uit(session, soort.operatie, bericht)
    assert fouten(uitslag) == []
    lezing, vraag, verwacht = soort.lees(deel, uitslag.gegevens)
    antwoord = RAADPLEGINGEN[lezing].lees(session, context(), Gegeven("vraag", dict(vraag)))
    inhoud = lees_antwoord(lezing, antwoord)[1].velden
    (terug,) = (inhoud[veld] for veld in inhoud if veld in VELDEN)
    assert isinstance(terug, Gegeven)
    return uitslag, terug, verwacht


VELDEN = ("opleidingseenheid", "aangebodenOpleiding", "onderwijsaanbieder", "onderwijslocatiegebruik")


@pytest.mark.parametrize("naam", SOORT)
def test_any_right_object_is_accepted_and_read_back_equal(gevuld: Register, naam: str) -> None:
    soort = SOORT[naam]

    @given(toeval=TOEVAL)
    @rustig(12)
    def proef_(toeval: random.Random) -> None:
        deel = soort.maak(toeval)
        element = verzoek(soort, deel)
        assert schema.is_geldig(element, BEHEREN), schema.bevindingen(element, BEHEREN)
        assert ongeldige_waarden(deel, standaardlijsten()) == []
        _, terug, verwacht = gevuld.probeer(lambda session: heen_en_terug(soort, deel, session))
        assert terug == verwacht

    proef_()


@dataclass(frozen=True)
class Breuk:
    """One facet broken: where, and the name that the refusal must give."""

    drager: Gegeven
    veld: str
    nummer: int | None
    waarde: Any
    namen: tuple[str, ...]


VELDCODES: Mapping[str, tuple[str, ...]] = {
    "toelatingseisen": ("N09070",),
    "toegankelijkheid": ("N09080",),
    "leertrajectMBO": ("N09030",),
    "mboNiveau": ("N09060",),
    "opleidingsduurEenheid": ("N09050",),
    "cohortstatus": ("N11440",),
    "toestemmingVereistVoorAanmelding": ("N11450",),
    "opleidingsstelsel": ("A01080", "A01090"),
    "opleidingscode": ("A01080", "A01090"),
    "opleidingsniveau": ("A01090",),
}
"""Fields whose codes name them in their text only."""


def breuken(deel: Gegeven, vorm: Vorm) -> Iterator[Breuk]:
    """Every way to break one facet of one value, however deep."""
    per_lid = {tag.split("}")[1]: soort for tag, (_, soort) in vorm.per_tag.items()}
    drager = {regel.conf.naam: regel.conf for regel in standaardkenmerken().van(deel.naam)}
    for veld, waarde in deel.velden.items():
        for nummer, enkel in enumerate(waarde) if isinstance(waarde, list) else [(None, waarde)]:
            if not isinstance(enkel, Gegeven):
                soort = per_lid[veld]
                assert isinstance(soort, Simpel)
                op_lijst = "WaardenlijstType-v01" in soort.bases
                for fout in _fouten(soort.facetten, enkel, op_lijst=op_lijst):
                    yield Breuk(deel, veld, nummer, fout, (f"/{veld}[", f"'{veld}'", *VELDCODES.get(veld, ())))
            elif enkel.naam == "kenmerken":
                conf = drager[str(enkel.velden["kenmerknaam"])]
                lijst = conf.waardenlijst is not None
                for fout in _fouten(conf.facets, enkel.velden[conf.waarde_element], op_lijst=lijst):
                    yield Breuk(enkel, conf.waarde_element, None, fout, (f"/{conf.waarde_element}[", f"'{conf.naam}'"))
            else:
                onder = per_lid[enkel.naam]
                assert isinstance(onder, Vorm)
                yield from breuken(enkel, onder)


def _fouten(facetten: Mapping[str, str], waarde: Any, *, op_lijst: bool) -> Iterator[Any]:
    if op_lijst:
        yield "BESTAAT_NIET"
    if isinstance(waarde, str):
        if int(facetten.get("minLength", 0)):
            yield ""
        if "maxLength" in facetten:
            yield "0" * (int(facetten["maxLength"]) + 1)
        if "pattern" in facetten:
            yield "~" * int(facetten.get("minLength", 1))
    elif isinstance(waarde, int | Decimal) and not isinstance(waarde, bool):
        if "minInclusive" in facetten:
            yield int(Decimal(facetten["minInclusive"])) - 1
        if "maxInclusive" in facetten:
            yield int(Decimal(facetten["maxInclusive"])) + 1
        if "fractionDigits" in facetten:
            yield Decimal("1").scaleb(-int(facetten["fractionDigits"]) - 1) + 1


@pytest.mark.parametrize("naam", SOORT)
def test_any_single_facet_broken_is_refused_and_its_place_is_named(gevuld: Register, naam: str) -> None:
    """By the XSD (DK0004) at the element, by DK0050 with its name, or by the code of the field or kenmerk."""
    soort = SOORT[naam]
    vorm = vormen(BEHEREN).elementen[OPERATIES[soort.operatie].verzoek]
    assert isinstance(vorm, Vorm)
    eigen = next(s for tag, (_, s) in vorm.per_tag.items() if tag.endswith(f"}}{_lid(soort, naam)}"))
    assert isinstance(eigen, Vorm)

    @given(toeval=TOEVAL)
    @rustig(6)
    def proef_(toeval: random.Random) -> None:
        deel = soort.maak(toeval)
        alle = list(breuken(deel, eigen))
        for keuze in toeval.sample(range(len(alle)), min(6, len(alle))):
            gebroken = deepcopy(deel)
            breuk = list(breuken(gebroken, eigen))[keuze]
            if breuk.nummer is None:
                breuk.drager.velden[breuk.veld] = breuk.waarde
            else:
                breuk.drager.velden[breuk.veld][breuk.nummer] = breuk.waarde  # type: ignore[index,call-overload]
            gezegd = geweigerd(gevuld, soort, gebroken)
            assert any(naam in gezegd for naam in breuk.namen), (breuk, gezegd)

    proef_()


def _lid(soort: Soort, naam: str) -> str:
    return naam if soort.operatie in ("aanleveren_opleidingseenheid", "aanleveren_aangebodenOpleiding") else soort.veld


def geweigerd(register: Register, soort: Soort, deel: Gegeven) -> str:
    """What the refusal says, in one text. AssertionError when there is none."""
    element = verzoek(soort, deel)
    if not schema.is_geldig(element, BEHEREN):
        return "\n".join(bevinding.waar for bevinding in schema.bevindingen(element, BEHEREN))
    if ongeldig := ongeldige_waarden(deel, standaardlijsten()):
        return "\n".join(f"'{veld}'" for veld, _ in ongeldig)
    bericht = mapping.lees(element, BEHEREN)
    uitslag = register.probeer(lambda session: voer_uit(session, soort.operatie, bericht))
    assert not uitslag.goedgekeurd, deel
    return "\n".join(f"{f.foutcode} {f.fouttekst} {f.sleutels}" for f in uitslag.foutmeldingen)


def test_any_right_relation_is_accepted_and_read_from_both_sides(gevuld: Register) -> None:
    begin, einde = date(2020, 1, 1), date(2030, 1, 1)

    def proef_in(session: Session, toeval: random.Random) -> None:
        codes = []
        for variant in ("OPLEIDING", "VARIANT"):
            deel = eenheid(variant=variant, begin=begin, einde=None, sleutel=f"s-{variant}")
            velden: dict[str, Waarde] = {"opleidingseenheid": deel}
            uitslag = voer_uit(session, "aanleveren_opleidingseenheid", Gegeven("x", velden))
            codes.append(str(uitslag.gegevens["opleidingseenheidcode"]))
        relatie = BeherenMaker(toeval).relatie(codes[0], codes[1], begin, einde)
        soort = Soort("aanleveren_opleidingsrelatie", "opleidingsrelatie", BeherenMaker, _lees_eenheid, {})  # type: ignore[arg-type]
        element = verzoek(soort, relatie)
        assert schema.is_geldig(element, BEHEREN)
        for _ in range(2):  # an equal delivery twice is one relation
            antwoord = voer_uit(session, soort.operatie, mapping.lees(element, BEHEREN))
            assert fouten(antwoord) == []
        van, tot = relatie.velden["begindatum"], relatie.velden.get("einddatum")
        for een, ander, sleutel in ((0, 1, "s-VARIANT"), (1, 0, "s-OPLEIDING")):
            lezing = "opvragen_opleidingsrelatiesBijOpleidingseenheid"
            uit = RAADPLEGINGEN[lezing].lees(session, context(), Gegeven("v", {"opleidingseenheidcode": codes[een]}))
            samenhang: Any = lees_antwoord(lezing, uit)[1].velden["samenhangOpleidingseenheid"]
            verwacht = gelezen.gerelateerd(codes[ander], "VARIANT_VAN", "HOOPLEIDING", sleutel, van, tot)  # type: ignore[arg-type]
            assert samenhang.velden["gerelateerdeOpleidingseenheid"] == [verwacht]

    @given(toeval=TOEVAL)
    @rustig(10)
    def proef_(toeval: random.Random) -> None:
        gevuld.probeer(lambda session: proef_in(session, toeval))

    proef_()
