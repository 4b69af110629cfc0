"""The Timestamp of a message: both moments there, in order, and now between them."""

from datetime import datetime, timedelta

from lxml import etree

from rio_soap.edukoppeling.fouten import Bevinding
from rio_soap.edukoppeling.handtekening import ongeldig
from rio_soap.edukoppeling.klok import WIT, lees_tijdstip, schrijf_tijdstip
from rio_soap.edukoppeling.namen import WSU, qnaam
from rio_soap.edukoppeling.plek import pad, regel
from rio_soap.edukoppeling.profiel import Profiel

_NIETS = timedelta(0)
_CREATED, _EXPIRES = qnaam(WSU, "Created"), qnaam(WSU, "Expires")


def bevindingen_timestamp(timestamp: etree._Element | None, nu: datetime, profiel: Profiel) -> list[Bevinding]:
    """Created and Expires are both there, in order, and now lies between them but for the difference of clocks."""
    if timestamp is None:
        return []  # lees_handtekening has refused it, or it need not be there
    kinderen = list(timestamp)
    tijden = [lees_tijdstip((kind.text or "").strip(WIT)) for kind in kinderen if len(kind) == 0]
    if [str(kind.tag) for kind in kinderen] != [_CREATED, _EXPIRES] or len(tijden) != 2:
        raise ongeldig(timestamp, f"{len(timestamp)} elementen", "Created, Expires", "Timestamp is niet volledig")
    van, tot = tijden
    if van is None or tot is None:
        gevonden = f"{timestamp[0].text} tot {timestamp[1].text}"
        raise ongeldig(timestamp, gevonden, "xsd:dateTime met Z of offset", "Timestamp bevat geen tijdstip")
    speling = timedelta(seconds=profiel.max_klokverschil)
    grens = timedelta(seconds=profiel.max_geldigheid)
    if _NIETS < tot - van <= grens and van - nu <= speling and nu - tot <= speling:
        return []  # as nearly always; writing the moments below costs more than the rest of this
    regels = (
        (tot <= van, f"later dan {schrijf_tijdstip(van)}", "Expires ligt niet na Created"),
        (tot - van > grens, f"hoogstens {profiel.max_geldigheid} s na Created", "De geldigheid is te lang"),
        (van > nu + speling, f"hoogstens {schrijf_tijdstip(nu + speling)}", "Created ligt in de toekomst"),
        (tot < nu - speling, f"minstens {schrijf_tijdstip(nu - speling)}", "Het bericht is verlopen"),
    )
    gevonden = f"{schrijf_tijdstip(van, milliseconden=True)} tot {schrijf_tijdstip(tot, milliseconden=True)}"
    return [Bevinding(pad(timestamp), regel(timestamp), gevonden, mag, tekst) for fout, mag, tekst in regels if fout]
