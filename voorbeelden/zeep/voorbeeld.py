"""RIO from Python with zeep: deliver, verify, read a page, follow a feed, and see a refusal."""

import os
import sys
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import zeep
from cryptography.exceptions import InvalidSignature
from ondertekening import RioOndertekening

BESTUUR = os.environ["RIO_BESTUUR"]
SOORTEN = ("hoOpleiding", "hoOnderwijseenhedencluster", "hoOnderwijseenheid", "particuliereOpleiding")


class Rio:
    """One of the services, ``beheren4.0`` or ``raadplegen4.0``."""

    def __init__(self, dienst: str, naar: str = os.environ["RIO_NAAR"]) -> None:
        adres = f"{os.environ['RIO_CLIENT_ENDPOINT']}/RIO/services/{dienst}"
        # vorm=keuze: a choice where the schema has an abstract head, of which zeep knows no members.
        plugin = RioOndertekening(f"https://duo.nl/RIO/services/{dienst}?oin={naar}")
        self.client = zeep.Client(f"{adres}?wsdl&vorm=keuze", plugins=[plugin])
        self.service = self.client.create_service(next(iter(self.client.wsdl.bindings)), adres)

    def roep(self, operatie: str, **velden: Any) -> Any:
        """The answer; refused or not, requestGoedgekeurd says which."""
        return self.service[operatie](
            identificatiecodeBedrijfsdocument=str(uuid.uuid4()),
            verzendendeInstantie=os.environ["RIO_CLIENT_OIN"],
            ontvangendeInstantie=os.environ["RIO_NAAR"],
            datumTijdBedrijfsdocument=datetime.now(UTC),
            **velden,
        )


def opleiding(**velden: Any) -> dict[str, Any]:
    """What is delivered: a new hoOpleiding, or with a code the whole new state of one that is there."""
    periode = {
        "begindatum": date(2026, 9, 1),
        "naamLang": "Toegepaste Waterkunde",
        "omschrijving": "Dijken, sluizen en grondwater",
        "studielast": 240,
        "studielasteenheid": "ECTS_PUNT",
    }
    return {
        "begindatum": date(2026, 9, 1),
        "kenmerken": [{"kenmerknaam": "soort", "kenmerkwaardeEnumeratiewaarde": "OPLEIDING"}],
        "_value_1": [{"hoOpleidingPeriode": periode}],  # where a choice may be repeated, zeep has its members here
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
        "ISCED": 732,
        **velden,
    }


def toon(fout: zeep.exceptions.Fault) -> None:
    """A refusal by the transport: a SOAP fault, with the cause in its detail."""
    oorzaken = [een.text for een in fout.detail.iterfind(".//{*}oorzaak")] if fout.detail is not None else []
    print("fout", fout.code, fout.message, f"({', '.join(oorzaken)})")


def main() -> None:
    beheren, raadplegen = Rio("beheren4.0"), Rio("raadplegen4.0")

    antwoord = beheren.roep("aanleveren_opleidingseenheid", hoOpleiding=opleiding())
    if not antwoord.requestGoedgekeurd:
        raise SystemExit(str(antwoord.foutmelding))
    print("geleverd", antwoord.opleidingseenheidcode)
    print("antwoord ondertekend en in orde")

    blad = raadplegen.roep("opvragen_opleidingseenhedenVanOrganisatie", onderwijsbestuurcode=BESTUUR, pagina=0)
    print("gelezen", len(blad._value_1), "opleidingseenheden")
    gisteren, volgende = datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) - timedelta(minutes=2)
    gevolgd = pagina = 0
    paginas = 1
    while pagina < paginas:
        wijzigingen = raadplegen.roep(
            "opvragen_gewijzigdeOnderwijsaanbieders",
            peildatumtijdMutaties=gisteren,
            pagina=pagina,
            onderwijsbestuurcode=BESTUUR,
        )
        gevolgd += len(wijzigingen.gewijzigde_Onderwijsaanbieder)
        paginas = wijzigingen.paginering.aantalPaginas if wijzigingen.paginering else 0
        pagina += 1
    print("gevolgd", gevolgd, "wijzigingen tot", volgende.isoformat(timespec="seconds"))

    # Refused by the register: an answer like any other, signed, that says no.
    antwoord = beheren.roep("aanleveren_opleidingseenheid", hoOpleiding=opleiding(opleidingseenheidcode="9999O9999"))
    for melding in antwoord.foutmelding:
        print("geweigerd", melding.foutcode, melding.fouttekst)

    try:
        Rio("beheren4.0", "00000099000000009999").roep("aanleveren_opleidingseenheid", hoOpleiding=opleiding())
    except zeep.exceptions.Fault as fout:
        toon(fout)


try:
    main()
except zeep.exceptions.Fault as fout:
    toon(fout)
    sys.exit(1)
except (OSError, ValueError, TypeError, InvalidSignature, zeep.exceptions.Error) as fout:
    sys.exit(f"{type(fout).__name__}: {fout}")
