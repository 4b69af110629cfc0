"""RIO from Python with rio_soap's own client: deliver, verify, read a page, follow a feed, and see a refusal."""

import os
import sys
from datetime import UTC, date, datetime, timedelta

from rio_soap.client import RioAfgekeurd, RioClient, RioFout, RioSoapFout
from rio_soap.client import berichten as b
from rio_soap.contract.gegevens import Gegeven


def opleiding(**velden: str) -> Gegeven:
    """What is delivered: a new hoOpleiding, or with a code the whole new state of one that is there."""
    periode = b.hoOpleidingPeriode(
        begindatum=date(2026, 9, 1),
        naamLang="Toegepaste Waterkunde",
        omschrijving="Dijken, sluizen en grondwater",
        studielast=240,
        studielasteenheid="ECTS_PUNT",
    )
    return b.hoOpleiding(
        begindatum=date(2026, 9, 1),
        opleidingseenheidPeriode=[periode],
        kenmerken=[b.kenmerken(kenmerknaam="soort", kenmerkwaardeEnumeratiewaarde="OPLEIDING")],
        waardedocumentsoort="DIPLOMA",
        niveau="HBO-BA",
        ISCED=732,
        **velden,
    )


def client(**anders: str) -> RioClient:
    """Signs with RIO_CLIENT_SLEUTEL for the institution RIO_CLIENT_OIN; believes RIO_CLIENT_RIO_CERTIFICAAT."""
    gegevens = {
        "certificate": os.environ["RIO_CLIENT_CERTIFICAAT"],
        "key": os.environ["RIO_CLIENT_SLEUTEL"],
        "oin": os.environ["RIO_CLIENT_OIN"],
        **anders,
    }
    return RioClient(
        os.environ["RIO_CLIENT_ENDPOINT"], rio_certificates=[os.environ["RIO_CLIENT_RIO_CERTIFICAAT"]], **gegevens
    )


def toon(fout: RioSoapFout) -> None:
    """A refusal by the transport: a SOAP fault, signed once RIO knows who asks, with the cause in its detail."""
    print("fout", fout.faultcode, fout.faultstring, f"({', '.join(een.oorzaak for een in fout.bevindingen)})")


def main() -> None:
    with client() as rio:
        # Every answer is verified: who signed, which parts, to which message it is the answer; else OngeldigAntwoord.
        code = rio.aanleveren_opleidingseenheid(opleidingseenheid=opleiding()).opleidingseenheidcode
        print("geleverd", code)
        print("antwoord ondertekend en in orde")

        pagina = rio.opvragen_opleidingseenhedenVanOrganisatie(onderwijsbestuurcode=os.environ["RIO_BESTUUR"], pagina=0)
        print("gelezen", len(pagina.opleidingseenheid), "opleidingseenheden")

        begin = datetime.now(
            UTC
        )  # where to go on next time, two minutes earlier: RIO shows a change some seconds later
        wijzigingen = [
            (wijziging.velden["onderwijsaanbiedercode"], wijziging.velden["soortWijziging"])
            for blad in rio.opvragen_gewijzigdeOnderwijsaanbieders_paginas(
                peildatumtijdMutaties=begin - timedelta(days=1), onderwijsbestuurcode=os.environ["RIO_BESTUUR"]
            )
            for wijziging in blad.gewijzigdeOnderwijsaanbieder
        ]
        print(
            "gevolgd", len(wijzigingen), "wijzigingen tot", (begin - timedelta(minutes=2)).isoformat(timespec="seconds")
        )

        try:
            rio.aanleveren_opleidingseenheid(opleidingseenheid=opleiding(opleidingseenheidcode="9999O9999"))
        except RioAfgekeurd as afgekeurd:
            for melding in afgekeurd.foutmeldingen:
                print("geweigerd", melding.foutcode, melding.fouttekst)

    # A message that is not for RIO.
    with client(rio_oin="00000099000000009999") as rio:
        try:
            rio.aanleveren_opleidingseenheid(opleidingseenheid=opleiding())
        except RioSoapFout as fout:
            toon(fout)


try:
    main()
except RioSoapFout as fout:
    toon(fout)
    sys.exit(1)
except RioFout as fout:
    sys.exit(str(fout))
