"""What is asked of every path of the API: of a new path what it is asked has to be written here."""

from collections.abc import Mapping
from urllib.parse import quote

from tests.register.bevoegdheid.kanalen import AANBIEDER, EENHEDEN, NAMEN, PLEKKEN
from tests.register.hulp_licentie import AANBOD, EENHEID, L1, L2
from tests.register.hulp_organisatie import BESTUUR

TOEN = "2026-11-20T12:30:00Z"
"""Between the two changes of every contactadres of `kanalen`."""
_OBJECT = "/objecten/<objecttype>/<path:sleutel>"
_FEED = ("limiet=1", "metInhoud=true&limiet=3", "metInhoud=true&limiet=500", "objecttype=CONTACTADRES&metInhoud=true")


def _object(soort: str, sleutel: str) -> list[str]:
    """An object on both time axes."""
    pad = f"/objecten/{soort}/{quote(sleutel, safe='')}"
    return [pad, f"{pad}?geldigOp=2026-11-24", f"{pad}?bekendOp={TOEN}"]


def _van_eenheden(deel: str, *vragen: str) -> list[str]:
    return [f"/organisaties/{een}{deel}{vraag}" for een in EENHEDEN for vraag in ("", *vragen)]


VRAGEN: Mapping[str, list[str]] = {
    "/organisaties": [
        "/organisaties?tellen=true",
        *(f"/organisaties?q={term}&tellen=true" for term in ("hanze", "geheim", "school", AANBIEDER)),
    ],
    "/organisaties/<code>": _van_eenheden("", f"?bekendOp={TOEN}"),
    "/organisaties/<code>/overzicht": _van_eenheden("/overzicht", "?geldigOp=2026-11-01", f"?bekendOp={TOEN}"),
    "/organisaties/<code>/structuur": _van_eenheden("/structuur", f"?bekendOp={TOEN}"),
    "/organisaties/<code>/contactadressen": [
        *_van_eenheden("/contactadressen", "?metTerugval=true", "?geldigOp=2026-11-01"),
        *(f"/organisaties/{AANBIEDER}/contactadressen?context={naam}&metTerugval=true" for naam in NAMEN),
        *(f"/organisaties/{BESTUUR}/contactadressen?context=ALGEMEEN&context={naam}" for naam in NAMEN),
    ],
    "/organisaties/<code>/aanbod": _van_eenheden("/aanbod", "?tellen=true"),
    "/organisaties/<code>/locatiegebruiken": _van_eenheden("/locatiegebruiken", "?tellen=true"),
    "/organisaties/<code>/historie": _van_eenheden("/historie", "?tellen=true"),
    "/aangeboden-opleidingen": ["/aangeboden-opleidingen?tellen=true", "/aangeboden-opleidingen?sector=HO"],
    "/aangeboden-opleidingen/<code>": [f"/aangeboden-opleidingen/{AANBOD}"],
    "/aangeboden-opleidingen/<code>/erkenningsstatus": [
        f"/aangeboden-opleidingen/{AANBOD}/erkenningsstatus",
        f"/aangeboden-opleidingen/{AANBOD}/erkenningsstatus?geldigOp=2026-11-01",
    ],
    "/opleidingseenheden": ["/opleidingseenheden?ookBeeindigd=true&tellen=true"],
    "/opleidingseenheden/<code>": [f"/opleidingseenheden/{EENHEID}"],
    "/opleidingserkenningen": ["/opleidingserkenningen?ookBeeindigd=true", "/opleidingserkenningen?stelsel=ISAT"],
    "/opleidingserkenningen/<path:sleutel>": ["/opleidingserkenningen/ISAT/34035/34035_1"],
    "/onderwijslocaties": ["/onderwijslocaties?ookBeeindigd=true"],
    "/onderwijslocaties/<code>": ["/onderwijslocaties/107X215"],
    "/erkenners": ["/erkenners?ookBeeindigd=true"],
    "/erkenners/<code>": ["/erkenners/100E003"],
    "/licenties": [
        "/licenties?tellen=true",
        "/licenties?ookBeeindigd=true&tellen=true",
        "/licenties?instellingserkenning=OCW/ERKENDE_ONDERWIJSINSTELLING/25BE&tellen=true",
        "/licenties?opleidingserkenning=ISAT/34035/34035_1&tellen=true",
    ],
    "/licenties/<code>": [f"/licenties/{L1}", f"/licenties/{L1}?bekendOp={TOEN}", f"/licenties/{L2}"],
    "/instellingserkenningen/<erkenner>/<type>/<code>": [
        "/instellingserkenningen/OCW/ERKENDE_ONDERWIJSINSTELLING/25BE"
    ],
    "/samenwerkingen": ["/samenwerkingen?tellen=true", "/samenwerkingen?postcode=9747"],
    "/waardenlijsten": ["/waardenlijsten"],
    "/waardenlijsten/<naam>": ["/waardenlijsten/Communicatiecontextsoort"],
    "/kenmerkconfiguratie": ["/kenmerkconfiguratie"],
    _OBJECT: [
        *(vraag for plek in PLEKKEN for vraag in _object("CONTACTADRES", plek.sleutel)),
        *_object("CONTACTADRES", f"{AANBIEDER}/TOEZICHT/7"),
        *_object("ONDERWIJSAANBIEDER", AANBIEDER),
        *_object("LICENTIE", L1),
        *_object("LICENTIEMAATREGEL", f"{L1}/WAARSCHUWING/2020-09-01"),
        *_object("LICENTIERELATIE", f"{L2}/{L1}/VERVANGT/2020-09-01"),
    ],
    "/wijzigingen": [f"/wijzigingen?{vraag}" for vraag in (*_FEED, f"houder={BESTUUR}&limiet=500&metInhoud=true")],
    "/versie": ["/versie"],
    "/bestanden": ["/bestanden"],
}
"""By the rule of a path."""
ALLE = tuple(vraag for vragen in VRAGEN.values() for vraag in vragen)
