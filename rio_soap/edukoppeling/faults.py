"""The technical faults DK and EK of the profile (PvE 6.5) and the exception that carries one."""

from collections.abc import Iterable
from enum import Enum

from rio_soap.bevinding import Bevinding


class Stap(Enum):
    """The order in which a message is judged; the first step that finds something gives the fault.

    The PvE says identification, authentication, authorisation, XSD (6.2) and specific before general codes (6.5); the
    rest of the order is reasoned from these.
    """

    TLS = 1
    TEKENSET = 2
    ENVELOPE = 3
    SOAPACTION = 4
    AANWEZIGHEID = 5
    SYNTAXIS = 6
    WAARDEN = 7
    ONDERTEKENING = 8
    AUTORISATIE = 9
    XSD = 10
    VERWERKING = 11


class Foutsoort(Enum):
    """The nineteen faults: faultcode and faultstring exactly as on the wire, and the step that finds them."""

    EK0030 = ("Client.EK0030", "OIN in TLS certificaat ontbreekt of is ongeldig", Stap.TLS)
    DK0009 = ("Client.DK0009", "Niet conform UTF-8", Stap.TEKENSET)
    DK0001 = ("VersionMismatch.DK0001", "Invalide envelope", Stap.ENVELOPE)
    DK0003 = ("Client.DK0003", "Invalide soap-action", Stap.SOAPACTION)
    DK0005 = ("Client.DK0005", "Wsa:To ontbreekt", Stap.AANWEZIGHEID)
    DK0006 = ("Client.DK0006", "Wsa:Action ontbreekt", Stap.AANWEZIGHEID)
    DK0007 = ("Client.DK0007", "Wsa:MessageID ontbreekt", Stap.AANWEZIGHEID)
    EK0020 = ("Client.EK0020", "Wsa:From ontbreekt", Stap.AANWEZIGHEID)
    DK0008 = ("Client.DK0008", "Wsa:RelatesTo ontbreekt", Stap.AANWEZIGHEID)
    EK0021 = ("Client.EK0021", "Wsa:From bevat geen geldig OIN", Stap.SYNTAXIS)
    EK0022 = ("Client.EK0022", "Wsa:To bevat geen geldig OIN", Stap.SYNTAXIS)
    EK0023 = ("Client.EK0023", "Wsa:MessageID bevat geen UUID", Stap.SYNTAXIS)
    DK0011 = ("Client.DK0011", "Onjuiste waarde in wsa header", Stap.WAARDEN)
    DK0010 = ("Client.DK0010", "Andere headers", Stap.WAARDEN)
    EK0031 = ("Client.EK0031", "Berichtondertekening niet aanwezig of onjuist", Stap.ONDERTEKENING)
    DK0002 = ("Client.DK0002", "Niet geautoriseerd", Stap.AUTORISATIE)
    DK0004 = ("Client.DK0004", "Niet conform XSD", Stap.XSD)
    DK0050 = ("Server.DK0050", "Service afhandeling geeft fout", Stap.VERWERKING)
    DK0051 = ("Server.DK0051", "Service niet beschikbaar", Stap.VERWERKING)

    @property
    def faultcode(self) -> str:
        """Code without prefix; on the wire it is qualified with the prefix of the envelope namespace."""
        return self.value[0]

    @property
    def faultstring(self) -> str:
        """The documented text."""
        return self.value[1]

    @property
    def stap(self) -> Stap:
        """The step that finds it."""
        return self.value[2]


class Edufout(Exception):
    """A message is refused with one of the nineteen faults.

    :param soort: which fault.
    :param bevindingen: what was wrong, at least what can be told.
    :param faultstring: text instead of the documented one, only for DK0050, whose faultstring may carry a functional
        message (PvE 6.5, note 4).
    """

    def __init__(self, soort: Foutsoort, bevindingen: Iterable[Bevinding] = (), faultstring: str | None = None) -> None:
        if faultstring is not None and soort is not Foutsoort.DK0050:
            raise ValueError(f"the faultstring of {soort.name} is fixed")
        self.soort = soort
        self.bevindingen = tuple(bevindingen)
        self.faultstring = soort.faultstring if faultstring is None else faultstring
        super().__init__(soort, self.bevindingen, faultstring)

    @property
    def redenen(self) -> str:
        """The sentences of all findings, in Dutch; empty without findings."""
        return "; ".join(b.zin() for b in self.bevindingen)

    def __str__(self) -> str:
        return f"{self.soort.faultcode} {self.faultstring}: {self.redenen}"
