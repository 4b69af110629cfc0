"""A conformance run on an endpoint: the life of every object, every foutcode, every fault, and everything removed."""

from collections.abc import Callable, Iterable

from rio_soap.bevinding.spraak import zin
from rio_soap.client.wissel import Wissel
from rio_soap.workbench.keur import bouw, grensgevallen
from rio_soap.workbench.keur.bladen import Bladen
from rio_soap.workbench.keur.boek import GROEPEN, Boek, Groep
from rio_soap.workbench.keur.codes import gevallen
from rio_soap.workbench.keur.codes_aanbod import AANBOD
from rio_soap.workbench.keur.endpoint import Endpoint
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.keur.locatiekeuring import Locatiekeuring
from rio_soap.workbench.keur.loop import Levensloop
from rio_soap.workbench.keur.namen import Namen
from rio_soap.workbench.keur.run import Mist, Run
from rio_soap.workbench.keur.standen import Standen
from rio_soap.workbench.keur.transport_run import Transport
from rio_soap.workbench.keur.wijzigingskeuring import Wijzigingskeuring


def keur(
    wissel: Wissel,
    namen: Namen,
    doel: str,
    *,
    groepen: Iterable[Groep] = GROEPEN,
    geduld: float = 20.0,
    meld: Callable[[str], None] = lambda _: None,
    gestuurd: Callable[[], None] = lambda: None,
) -> Keuring:
    """Play every rule against an endpoint, and remove what was made.

    :param doel: what the report calls the endpoint.
    :param groepen: groups of rules to play; operations are always played, since the rest needs their objects.
    :param geduld: seconds in which a change must show in readings.
    :param meld: is told what is done now.
    :param gestuurd: is called after each message.
    :raises Onbereikbaar: when the endpoint gives no answer.
    """
    boek, gekozen = Boek("doel"), set(groepen)
    werk = Run(Endpoint(wissel, boek, gestuurd), namen, geduld)
    loop, begonnen = Levensloop(werk), wissel.klok.nu()
    wijzigingen = Wijzigingskeuring(werk, loop.begin)
    try:
        meld(zin("keurgang.deel_loop"))
        loop.maak()
        standen, bladen = Standen(werk), Bladen(werk)
        if "operaties" in gekozen:
            meld(zin("keurgang.deel_standen"))
            wijzigingen.merk()
            standen.speel()
            Locatiekeuring(werk).speel()
            bladen.speel()
        if "foutcodes" in gekozen:
            meld(zin("keurgang.deel_foutcodes"))
            voor = _codes(bladen)
            for geval in (*gevallen(), *AANBOD):
                werk.weigert(geval)
            standen.onveranderd(voor, _codes(bladen))
            grensgevallen.speel(werk)
        if "operaties" in gekozen:
            wijzigingen.erbij(bladen.codes, werk.geweigerd)
        if gekozen & {"fouten", "eisen"}:
            meld(zin("keurgang.deel_fouten"))
            _eisen(werk)
            Transport(werk.doel, namen).speel()
        meld(zin("keurgang.deel_weg"))
        werk.ruim_op(behalve=loop.eigen())
        loop.breek_af()
        if "operaties" in gekozen:
            wijzigingen.weg()
    finally:
        over = werk.ruim_op()
    keuring = Keuring("doel", doel, begonnen, boek.oordelen(groepen), werk.doel.verstuurd)
    keuring.opmerkingen += [f"niet opgeruimd: {regel}" for regel in over]
    return keuring


def _codes(bladen: Bladen) -> list[str]:
    """Codes of the units of the bestuur; none without one."""
    try:
        return bladen.eenheden()
    except Mist:
        return []


def _eisen(werk: Run) -> None:
    """That the case of a value of a list counts."""
    reactie = werk.lever("aanleveren_opleidingseenheid", {"opleidingseenheid": bouw.eenheid(niveau="hbo-ba")})
    goed = "P01040" in dict(reactie.codes)
    werk.boek.toets(["date-2"], "waarde van een lijst in kleine letters", goed, "afgekeurd: P01040", reactie)
