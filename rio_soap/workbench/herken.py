"""From a finding of the transport profile to one of a report: the cause that it names, and what the contract adds.

The profile says which rule is broken and by what; which of several mistakes with an action led to it, RIO's contract
tells by the value found.
"""

import re
from urllib.parse import SplitResult, urlsplit

from rio_soap.bevinding import Bevinding, Tekst, oorzaken
from rio_soap.contract.operaties import DIENSTEN, OPERATIES
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.uris import ANONIEM
from rio_soap.workbench.rapport import Deel, Melding

_MAX_MELDINGEN = 100
_VERSIE = re.compile(r"_V(?!4)[0-9]|RIO_Aanvulling_.*_V[0-9]")


def herken(fout: Edufout, deel: Deel) -> list[Melding]:
    """The findings of a fault as those of a report; at least one."""
    bevindingen = fout.bevindingen or (Bevinding("fault", "/", melding=fout.faultstring),)
    return [_melding(b, deel, fout.soort.faultcode) for b in bevindingen[:_MAX_MELDINGEN]]


def _melding(b: Bevinding, deel: Deel, code: str) -> Melding:
    oorzaak = b.oorzaak if b.oorzaak in oorzaken() else "fault"  # another version of a service may know others
    if oorzaak == "soapaction-onbekend" and not isinstance(b.gevonden, Tekst):
        oorzaak = actie(b.gevonden)
    return Melding(oorzaak, deel, b.waar, b.regel, b.gevonden, b.toegestaan, b.tekst, code)


def actie(waarde: str | None) -> str:
    """Cause of an action that the contract does not know."""
    if not waarde:
        return "soapaction-ontbreekt"
    kaal = waarde.strip().strip('"')
    if kaal.startswith(("http://duo.nl/schema/", "urn:rio-soap:schema:")):
        return "action-schema"
    if not any(dienst.bestandsnaam in kaal for dienst in DIENSTEN) and _VERSIE.search(kaal):
        return "action-versie"
    zonder = kaal.removesuffix("_request").removesuffix("_response")
    if zonder != kaal and any(o.soap_action == zonder for o in OPERATIES.values()):
        return "action-achtervoegsel"
    return "soapaction-onbekend"


def _delen(adres: str) -> SplitResult:
    """An address in its parts; all empty for what is none, such as ``http://[x``."""
    try:
        return urlsplit(adres)
    except ValueError:
        return SplitResult("", "", "", "", "")


def is_fysiek(to: str) -> bool:
    """Whether a wsa:To with a good OIN is all the same the address of a machine: another host or a port."""
    delen = _delen(to)
    return not to.startswith(ANONIEM) and delen.netloc.lower() not in ("", "duo.nl", "www.duo.nl")
