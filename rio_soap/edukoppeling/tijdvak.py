"""The Timestamp of a message: both moments there, in order, and now between them."""

from datetime import datetime, timedelta

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.beveiliging import ongeldig
from rio_soap.edukoppeling.clock import WIT, lees_tijdstip, schrijf_tijdstip
from rio_soap.edukoppeling.oorzaken import Oorzaak
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import WSU, qnaam
from rio_soap.edukoppeling.zinsdelen import periode

_NIETS = timedelta(0)
_CREATED, _EXPIRES = qnaam(WSU, "Created"), qnaam(WSU, "Expires")


def bevindingen_timestamp(timestamp: etree._Element | None, nu: datetime, profiel: Profiel) -> list[Bevinding]:
    """Created and Expires are both there, in order, and now lies between them but for the difference of clocks."""
    if timestamp is None:
        return []  # lees_handtekening has refused it, or it need not be there
    kinderen = list(timestamp)
    tijden = [lees_tijdstip((kind.text or "").strip(WIT)) for kind in kinderen if len(kind) == 0]
    if [str(kind.tag) for kind in kinderen] != [_CREATED, _EXPIRES] or len(tijden) != 2:
        gevonden = Tekst.met("waarde.aantal-elementen", aantal=len(timestamp))
        raise ongeldig("timestamp-vorm", timestamp, gevonden, "Created, Expires")
    van, tot = tijden
    if van is None or tot is None:
        tekst, eind = (str(kind.text)[:100] for kind in kinderen)
        raise ongeldig("timestamp-zone", timestamp, periode(tekst, eind), Tekst("waarde.tijdstip"))
    speling = timedelta(seconds=profiel.max_klokverschil)
    grens = timedelta(seconds=profiel.max_geldigheid)
    if _NIETS < tot - van <= grens and van - nu <= speling and nu - tot <= speling:
        return []  # as nearly always; writing the moments below costs more than the rest of this
    mag_van, mag_tot = schrijf_tijdstip(nu + speling), schrijf_tijdstip(nu - speling)
    regels: tuple[tuple[bool, Oorzaak, Tekst], ...] = (
        (tot <= van, "expires-created", Tekst.met("waarde.later-dan", moment=schrijf_tijdstip(van))),
        (tot - van > grens, "geldigheid-lang", Tekst.met("waarde.na-created", seconden=profiel.max_geldigheid)),
        (van > nu + speling, "created-toekomst", Tekst.met("waarde.hoogstens-moment", moment=mag_van)),
        (tot < nu - speling, "verlopen", Tekst.met("waarde.minstens-moment", moment=mag_tot)),
    )
    gevonden = periode(schrijf_tijdstip(van, milliseconden=True), schrijf_tijdstip(tot, milliseconden=True))
    waar, rij = pad(timestamp), regel(timestamp)
    return [Bevinding(oorzaak, waar, rij, gevonden, mag) for fout, oorzaak, mag in regels if fout]
