"""Stock Spyne: classes for this one message and this one look-up, Soap11 as it comes, on waitress.

Spyne's models know no substitution groups; the element of the specialisation is named as it stands in the message.
"""

import sys
from typing import Any

from spyne import Application, Boolean, ComplexModel, Date, DateTime, Decimal, ServiceBase, Unicode, rpc
from spyne.protocol.soap import Soap11
from spyne.server.wsgi import WsgiApplication
from waitress import serve

NS = "http://duo.nl/schema/DUO_RIO_{}_OnderwijsOrganisatie_V4"
CODE = "0b5e1c4e-0000-4000-8000-000000000001"
KOP = [
    ("identificatiecodeBedrijfsdocument", Unicode),
    ("verzendendeInstantie", Unicode),
    ("ontvangendeInstantie", Unicode),
    ("datumTijdBedrijfsdocument", DateTime),
]


def model(naam: str, ns: str, velden: list[tuple[str, Any]]) -> Any:
    """A class of Spyne's in a namespace."""
    return type(naam, (ComplexModel,), {"__namespace__": ns, "_type_info": velden})


def aanbodvelden(ns: str) -> list[tuple[str, Any]]:
    """The offer in the request."""
    kenmerk = model(
        "Kenmerk",
        ns,
        [
            ("kenmerknaam", Unicode),
            ("kenmerkwaardeTekst", Unicode),
            ("kenmerkwaardeEnumeratiewaarde", Unicode),
            ("kenmerkwaardeGetal", Decimal),
            ("kenmerkwaardeDatum", Date),
        ],
    ).customize(max_occurs="unbounded")
    periode = model(
        "Periode",
        ns,
        [
            ("begindatum", Date),
            ("eigenNaamAangebodenOpleiding", Unicode),
            ("eigenNaamInternationaal", Unicode),
            ("eigenOmschrijving", Unicode),
            ("kenmerken", kenmerk),
        ],
    ).customize(max_occurs="unbounded")
    instroom = model("Instroom", ns, [("instroommoment", Date)])
    cohort = model(
        "Cohort",
        ns,
        [
            ("cohortcode", Unicode),
            ("cohortstatus", Unicode),
            ("kenmerken", kenmerk),
            ("beginAanmeldperiode", Date),
            ("eindeAanmeldperiode", Date),
            ("vastInstroommoment", instroom),
            ("toestemmingVereistVoorAanmelding", Unicode),
        ],
    ).customize(max_occurs="unbounded")
    aanbod = model(
        "Aanbod",
        ns,
        [
            ("aangebodenOpleidingCode", Unicode),
            ("onderwijsaanbiedercode", Unicode),
            ("onderwijslocatiecode", Unicode),
            ("begindatum", Date),
            ("opleidingseenheidSleutel", Unicode),
            ("kenmerken", kenmerk),
            ("aangebodenHOOpleidingPeriode", periode),
            ("aangebodenHOOpleidingCohort", cohort),
        ],
    )
    return [("aangebodenHOOpleiding", aanbod)]


def toepassing(dienst: str, operatie: str, vraag: list[tuple[str, Any]], antwoord: list[tuple[str, Any]]) -> Any:
    """A WSGI application with one operation."""
    ns = NS.format(dienst)
    in_, uit = (
        model(f"{operatie}_request", ns, KOP + vraag),
        model(f"{operatie}_response", ns, [*KOP, ("requestGoedgekeurd", Boolean), *antwoord]),
    )

    def werk(_ctx: Any, v: Any) -> Any:
        if vraag[0][0] == "aangebodenHOOpleiding":
            assert v.aangebodenHOOpleiding.aangebodenHOOpleidingCohort[2].cohortcode, "the message is read as a whole"
        return uit(
            identificatiecodeBedrijfsdocument=v.identificatiecodeBedrijfsdocument,
            verzendendeInstantie=v.ontvangendeInstantie,
            ontvangendeInstantie=v.verzendendeInstantie,
            datumTijdBedrijfsdocument=v.datumTijdBedrijfsdocument,
            requestGoedgekeurd=True,
            **{naam: CODE for naam, _ in antwoord},
        )

    methode = rpc(in_, _returns=uit, _body_style="bare", _in_message_name=f"{operatie}_request")(werk)
    klasse = type(f"{dienst}Service", (ServiceBase,), {operatie: methode})
    return WsgiApplication(Application([klasse], tns=ns, in_protocol=Soap11(), out_protocol=Soap11()))


def main(poort: int) -> None:
    """Serve both."""
    beheren = toepassing("Beheren", "aanleveren_aangebodenOpleiding", aanbodvelden(NS.format("Beheren")), [])
    raadplegen = toepassing(
        "Raadplegen",
        "opvragen_rioIdentificatiecode",
        [("eigenAangebodenOpleidingSleutel", Unicode)],
        [("aangebodenOpleidingCode", Unicode)],
    )

    def kies(omgeving: dict[str, Any], start: Any) -> Any:
        return (raadplegen if "raadplegen" in omgeving["PATH_INFO"] else beheren)(omgeving, start)

    serve(kies, host="127.0.0.1", port=poort, threads=8, ident=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
