"""A conformance run on an endpoint: the life of every object, every foutcode, every fault, and everything removed."""

from collections.abc import Callable, Iterable

from rio_soap.client.wissel import Wissel
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.boek import GROEPEN, Boek, Groep
from rio_soap.workbench.keur.codes import gevallen
from rio_soap.workbench.keur.codes_aanbod import AANBOD
from rio_soap.workbench.keur.endpoint import Endpoint
from rio_soap.workbench.keur.loop import Levensloop
from rio_soap.workbench.keur.namen import Namen
from rio_soap.workbench.keur.run import Run
from rio_soap.workbench.keur.run_report import Keuring
from rio_soap.workbench.keur.transport_run import Transport


def keur(
    wissel: Wissel,
    namen: Namen,
    doel: str,
    *,
    groepen: Iterable[Groep] = GROEPEN,
    geduld: float = 20.0,
    meld: Callable[[str], None] = lambda _: None,
) -> Keuring:
    """Play every rule against an endpoint, and remove what was made.

    :param doel: what the report calls the endpoint.
    :param groepen: groups of rules to play; operations are always played, since the rest needs their objects.
    :param geduld: seconds in which a change must show in readings.
    :param meld: is told what is done now.
    :raises Onbereikbaar: when the endpoint gives no answer.
    """
    boek, gekozen = Boek("doel"), set(groepen)
    werk = Run(Endpoint(wissel, boek), namen, geduld)
    loop, begonnen = Levensloop(werk), wissel.klok.nu()
    try:
        meld("deliveries and readings")
        loop.maak()
        if "foutcodes" in gekozen:
            meld("foutcodes")
            for geval in (*gevallen(), *AANBOD):
                werk.weigert(geval)
        if gekozen & {"fouten", "eisen"}:
            meld("faults and requirements")
            _eisen(werk)
            Transport(werk.doel, namen).speel()
        meld("removals")
        loop.breek_af()
    finally:
        over = werk.ruim_op()
    keuring = Keuring("doel", doel, begonnen, boek.oordelen(groepen), werk.doel.verstuurd)
    keuring.opmerkingen += [f"niet opgeruimd: {regel}" for regel in over]
    return keuring


def _eisen(werk: Run) -> None:
    """That the case of a value of a list counts."""
    reactie = werk.lever("aanleveren_opleidingseenheid", {"opleidingseenheid": bouw.eenheid(niveau="hbo-ba")})
    goed = "P01040" in dict(reactie.codes)
    werk.boek.toets(["date-2"], "waarde van een lijst in kleine letters", goed, "afgekeurd: P01040", reactie)
