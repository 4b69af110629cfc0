"""Every page and state of the screens: an address of the trial data, and who looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pyotp

from rio_soap.register.bevoegdheid.bewaarde_formulieren import bewaar_formulier
from rio_soap.register.bevoegdheid.tweede_stap import zet_tweede_stap_aan
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.web.frame.scherm import SESSIE
from rio_soap.web.mijn.objectsoorten import FORMULIERSOORTEN
from tests.service.conftest import Dienst
from tests.web.aanmelden.personen import WACHTWOORD, koekje, log_in, maak, nu, sessie_van, uitgenodigd, wie_is
from tests.web.browser import Browser
from tests.web.mijn.formulieren.hulp_formulier import druk

BESTUUR, AANBIEDER = "100B490", "110A133"
AANBOD = "99000000-0000-4000-8000-000000000008"

ROLLEN: dict[str, tuple[tuple[str, str], ...]] = {
    "hanze": (("INSTELLING", BESTUUR),),
    "hoofd": (("BEHEERDER_ALGEMEEN", BESTUUR),),
    "duo": (("DUO", ""),),
    "beheer": (("BEHEERDER", ""),),
    "inspectie": (("INSPECTIE", ""),),
    "nvao": (("ERKENNER", "100E003"),),
    "vorm": (("SAMENWERKINGSVORM", "VO9901"),),
    "zonder": (),
}
"""People by name, with their roles; `overal` has those of every bestuur as well."""


@dataclass(frozen=True)
class Blad:
    """A page to look at.

    :param regel: of the `Scherm` that it shows, as that writes it; a state has the name of the state.
    :param adres: without the language; ``{naam}`` is filled in with what `Proefgevallen` made.
    :param wie: who looks (`Proefgevallen.koekjes`); empty: nobody who is logged in.
    :param na: JavaScript that ends on the page that is looked at, for one that only a form leads to.
    """

    regel: str
    adres: str
    wie: str = ""
    status: int = 200
    na: str = ""

    @property
    def naam(self) -> str:
        return f"{self.wie or 'iedereen'}{self.adres}{'#' if self.na else ''}-{self.status}"


def _b(regel: str, adres: str = "", wie: str = "", status: int = 200) -> Blad:
    return Blad(regel, adres or regel, wie, status)


_O = "/organisaties/<code>"
_PUBLIEK = (
    _b("/"),
    _b("/zoeken", "/zoeken?q=hanze"),
    _b("/c/<path:code>", "/c/25BE,100B490,999X999"),
    *(_b(_O, f"/organisaties/{code}") for code in (BESTUUR, AANBIEDER, "799G001", "799T001")),
    *(
        _b(f"{_O}/{deel}", f"/organisaties/{code}/{deel}")
        for deel, code in (
            ("structuur", "799B004"),
            ("aanbod", AANBIEDER),
            ("locaties", AANBIEDER),
            ("contact", AANBIEDER),
            ("erkenningen", AANBIEDER),
            ("historie", BESTUUR),
        )
    ),
    _b("/historie/<objecttype>/<path:sleutel>", "/historie/OPLEIDINGSEENHEID/{eenheid}"),
    _b("/aanbod", "/aanbod?plaats=Groningen"),
    _b("/aanbod/<code>", f"/aanbod/{AANBOD}"),
    _b("/aanbod/<code>/historie", f"/aanbod/{AANBOD}/historie"),
    _b("/opleidingen"),
    _b("/opleidingen/<code>", "/opleidingen/1019O0031"),
    _b("/locaties"),
    _b("/locaties/<code>", "/locaties/107X215"),
    _b("/erkenningen"),
    _b("/erkenningen/<erkenner>/<type>/<path:code>", "/erkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/99MA"),
    _b("/samenwerkingen", "/samenwerkingen?postcode=6982"),
    _b("/samenwerkingen/<path:code>", "/samenwerkingen/PO9901"),
    _b("/opleidingserkenningen", "/opleidingserkenningen?stelsel=CREBO"),
    _b("/opleidingserkenningen/<path:sleutel>", "/opleidingserkenningen/CREBO/99031"),
    _b("/licenties"),
    _b("/licenties/<code>", "/licenties/99000000-0000-4000-8000-000000000a06"),
    _b("/erkenners"),
    _b("/erkenners/<code>", "/erkenners/100E003"),
    _b("/waardenlijsten"),
    _b("/waardenlijsten/<naam>", "/waardenlijsten/Denominatie-v04"),
    _b("/begrippen"),
    _b("/wijzigingen"),
    _b("/uittreksel"),
    _b("/uittreksel", f"/uittreksel?code={BESTUUR}"),
    _b("/uittreksel/controleren"),
    _b("/data"),
    _b("/uitleg"),
    _b("/uitleg/<slug>", "/uitleg/twee-tijdlijnen"),
    _b("/contact"),
    _b("/toegankelijkheid"),
    _b("/privacy"),
)
_AANMELDEN = (
    _b("/inloggen"),
    _b("/inloggen/code", wie="halverwege"),
    _b("/wachtwoord"),
    _b("/uitnodiging/<geheim>", "/uitnodiging/{uitnodiging}"),
    _b("/inloggen/extern", status=404),  # this service has no issuer
    _b("/inloggen/terug", status=404),
    _b("/mijn/account", wie="hanze"),
    _b("/mijn/account", wie="tweestaps"),
    _b("/mijn/beheer/gebruikers", wie="beheer"),
)
_MIJN = (
    *(_b("/mijn", wie=wie) for wie in ("hanze", "duo", "zonder")),
    _b("/mijn/organisatie", wie="hanze"),
    _b("/mijn/signalen", wie="hanze"),
    _b("/mijn/berichten", wie="hanze"),
    _b("/mijn/berichten/<identificatie>", "/mijn/berichten/{bericht}", "hanze"),
    _b("/mijn/contexten", f"/mijn/contexten?q={AANBIEDER}", "duo"),
    _b("/mijn/rollen", wie="hoofd"),
    _b("/mijn/rollen/geven", wie="hoofd"),
    _b(
        "/mijn/rollen/intrekken",
        f"/mijn/rollen/intrekken?wie=hanze@proef.example&rol=INSTELLING&bereik={BESTUUR}",
        "beheer",
    ),
    _b("/mijn/inzage", f"/mijn/inzage?eenheid={AANBIEDER}", "hanze"),
    _b("/mijn/beheer/inzage", wie="duo"),
    _b("/mijn/beheer", wie="beheer"),
    _b("/mijn/beheer/contexten", wie="beheer"),
    *(
        _b(f"/mijn/{deel}", wie="hanze")
        for deel in ("bestuur", "groepen", "begeleiding", "aanbieders", "relaties", "aanbod", "eenheden", "locaties")
    ),
    _b("/mijn/erkenner", wie="nvao"),
    _b("/mijn/samenwerking", wie="vorm"),
    _b("/mijn/contact", wie="hanze"),
    _b("/mijn/locaties/adres", wie="hanze"),
    _b("/mijn/ontvangst/<code>", "/mijn/ontvangst/{ontvangst}", "hanze"),
)
_WERKBANK = (
    _b("/werkbank"),
    _b("/werkbank/berichten/<nummer>", "/werkbank/berichten/{geweigerd}"),
    _b("/werkbank/uitleg"),
    _b("/werkbank/oorzaken/<code>", "/werkbank/oorzaken/leeg"),
)


def _formulieren() -> Iterator[Blad]:
    """An empty form and a filled one of every kind, and the page of its removal, which may say what has to go first."""
    for soort in FORMULIERSOORTEN.values():
        kies = f"?kies={soort.keuzes[0]}" if len(soort.keuzes) > 1 else ""
        eigen = f"?sleutel={{{soort.naam}}}"
        yield _b(soort.pad, soort.pad + kies, "overal")
        yield _b(soort.pad, soort.pad + eigen, "overal")
        yield _b(f"{soort.pad}/verwijderen", f"{soort.pad}/verwijderen{eigen}", "overal")


TOESTANDEN = (
    _b("onbekend", "/organisaties/999B999", status=404),
    _b("onbekend", "/dit/is/er/niet", status=404),
    _b("verwijderd", "/opleidingen/{weg}", status=410),
    _b("toen_niet", "/opleidingen/{eenheid}?bekendOp={toen}", status=404),
    _b("geen_recht", "/mijn/beheer", "hanze", 403),
    _b("foute_vraag", "/wijzigingen?dag=gisteren", status=400),
    _b("uitnodiging_verlopen", "/uitnodiging/dezeisernooitgeweest", status=404),
    _b("leeg", "/zoeken?q=zzqqzzqq"),
    _b("leeg", "/aanbod?q=zzqqzzqq"),
    _b("leeg", "/samenwerkingen?postcode=1000"),
    _b("sessie_over", "/mijn", "voorbij"),
    _b("formulier_bewaard", "/mijn/rollen/geven?bewaard={bewaard}", "hoofd"),
    Blad("niet_van_ons", "/inloggen", "", 403, "document.querySelector('main [name=csrf]').value = 'anders'"),
    # Somebody else each time: after five tries the answer is that he has to wait.
    Blad(
        "onjuist",
        "/inloggen",
        "",
        403,
        "document.querySelector('main [name=email]').value = `${Math.random()}@n.example`",
    ),
    Blad("fout_bij_veld", "/mijn/eenheden/opleidingseenheid?kies=hoOpleiding", "hanze", 422, ";"),
    Blad("controle", "/mijn/eenheden/opleidingseenheid?sleutel={eenheid}", "hanze", 200, ";"),
)
"""What is shown instead of a page; those of a service in trouble are in the tests."""
GEEN_PAGINA = {
    "/uitloggen": "leads to the begin",
    "/mijn/beheer/contexten/tabel": "is a file",
}
"""What is a `Scherm` and nothing to look at, with the reason."""
BLADEN = (*_PUBLIEK, *_AANMELDEN, *_MIJN, *_formulieren(), *_WERKBANK)


@dataclass
class Proefgevallen:
    """What the pages show that is not in the trial data, and the people who look."""

    dienst: Dienst
    vul: dict[str, str] = field(default_factory=dict)
    koekjes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.koekjes[""] = {}
        self._mensen()
        self._aanmelden()
        self._berichten()
        self._objecten()

    def adres(self, blad: Blad, taal: str) -> str:
        return f"/{taal}{blad.adres.format(**self.vul)}"

    def _als(self, naam: str) -> Browser:
        browser = Browser(self.dienst)
        browser.client.set_cookie(SESSIE, self.koekjes[naam][SESSIE])
        return browser

    def _schrijf(self, taak: Any) -> Any:
        return self.dienst.register.schrijf(taak)

    def _mensen(self) -> None:
        with self.dienst.register.lees() as session:
            besturen = sleutels(session, OBJECTTYPEN["ONDERWIJSBESTUUR"], None, 500).sleutels
        elk = tuple(("INSTELLING", code) for code in besturen if code[3] == "B")
        for naam, rollen in {**ROLLEN, "overal": (("DUO", ""), *elk)}.items():
            wie = maak(self.dienst, f"{naam}@proef.example", *rollen, wachtwoord=False)
            self.koekjes[naam] = {SESSIE: sessie_van(self.dienst, wie.id, nu())}
        oud = sessie_van(self.dienst, wie_is(self.dienst, "hanze@proef.example").id, nu() - timedelta(days=2))
        self.koekjes["voorbij"] = {SESSIE: oud}

    def _aanmelden(self) -> None:
        wie, geheim = maak(self.dienst, "tweestaps@proef.example"), pyotp.random_base32()
        code = pyotp.TOTP(geheim).at(nu())
        assert self._schrijf(lambda session: zet_tweede_stap_aan(session, wie.id, geheim, code, nu()))
        self.koekjes["tweestaps"] = {SESSIE: sessie_van(self.dienst, wie.id, nu())}
        browser = Browser(self.dienst)
        log_in(browser, "tweestaps@proef.example", WACHTWOORD)
        self.koekjes["halverwege"] = {"rio-stap": koekje(browser, "rio-stap")}
        maak(self.dienst, "gast@proef.example", wachtwoord=False)
        self.vul["uitnodiging"] = uitgenodigd(self.dienst, "gast@proef.example").rpartition("/")[2]
        hoofd, velden = wie_is(self.dienst, "hoofd@proef.example").id, [("wie", "nieuw@school.example")]
        self.vul["bewaard"] = self._schrijf(
            lambda session: bewaar_formulier(session, hoofd, "/mijn/rollen/geven", velden, nu())
        )

    def _berichten(self) -> None:
        operatie, hanze = "verwijderen_onderwijsaanbieder", self._als("hanze")
        fout = self.dienst.stuur(operatie, {"onderwijsaanbiedercode": AANBIEDER})
        self.vul["bericht"] = str(fout.tekst("identificatiecodeBedrijfsdocument"))
        weg = self.vul["weg"] = self.dienst.lever()
        assert self.dienst.stuur("verwijderen_opleidingseenheid", {"opleidingseenheidcode": weg}).status == 200
        self.vul["toen"] = f"{nu():%Y-%m-%dT%H:%M:%S.%fZ}"
        self.vul["eenheid"] = code = self.dienst.lever()
        formulier = hanze.haal(f"/nl/mijn/eenheden/opleidingseenheid?sleutel={code}")
        klaar = druk(hanze, druk(hanze, formulier, "controleer", naamKort="TWK2"), "bevestig")
        self.vul["ontvangst"] = klaar.adres.rpartition("/")[2]
        links = Browser(self.dienst).haal("/nl/werkbank").links()
        self.vul["geweigerd"] = next(link for link in links if "/werkbank/berichten/" in link).rpartition("/")[2]

    def _objecten(self) -> None:
        """One of each kind that has a form: the first of which it opens, since not all are delivered here."""
        overal = self._als("overal")
        with self.dienst.register.lees() as session:
            for soort in FORMULIERSOORTEN.values():
                for sleutel in sleutels(session, soort.soort, None, 50).sleutels:
                    self.vul[soort.naam] = sleutel
                    if overal.haal(f"/nl{soort.pad}", query_string={"sleutel": sleutel}).status == 200:
                        break
        self.vul["opleidingseenheid"] = self.vul["eenheid"]
        self.vul["onderwijsbestuur"], self.vul["onderwijsaanbieder"] = BESTUUR, AANBIEDER
