"""What can go wrong between a client and RIO, one exception for each kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from rio_soap.bevinding import Bevinding, toon
from rio_soap.bevinding.regeltitel import foutcode_uitleg
from rio_soap.bevinding.spraak import gekozen, rapportzin, zin
from rio_soap.contract.gegevens import Gegeven


def _zie(bevinding: Bevinding) -> str:
    """The cause of a finding, and the page that explains it."""
    uitleg = bevinding.uitleg
    return zin("clientfout.zie", oorzaak=bevinding.oorzaak, uitleg=uitleg) if uitleg else ""


def _zie_code(foutcode: str) -> str:
    uitleg = foutcode_uitleg(foutcode)
    return zin("clientfout.zie_foutcode", uitleg=uitleg) if uitleg else ""


class RioFout(Exception):
    """Anything that keeps an operation from being approved.

    `uitkomst_onbekend` tells whether RIO may have processed the request all the same: then find out before you deliver
    it again.
    """

    uitkomst_onbekend: bool = False


class OngeldigVerzoek(RioFout):
    """The request does not fit the XSD; it was not sent.

    :param bevindingen: every finding with path, value found and what is allowed.
    """

    def __init__(self, operatie: str, bevindingen: Sequence[Bevinding]) -> None:
        self.operatie, self.bevindingen = operatie, tuple(bevindingen)
        delen = (f"{b.waar}: {b.zin(gekozen('nl'))} ({toon(b.gevonden, gekozen('nl'))}){_zie(b)}" for b in bevindingen)
        super().__init__(f"{operatie}: {'; '.join(delen)}")


@dataclass(frozen=True, slots=True)
class Foutmelding:
    """One functional error of RIO: code, text, and the keys that say which object is meant.

    :param waar: paths in the request that was sent, of the elements that hold the values of the keys.
    """

    foutcode: str
    fouttekst: str
    sleutels: tuple[tuple[str, str], ...]
    waar: tuple[str, ...] = ()

    @property
    def plek(self) -> str:
        """Keys and paths in a line; empty when there are none."""
        delen = [", ".join(f"{naam} {waarde}" for naam, waarde in self.sleutels), ", ".join(self.waar)]
        return "; ".join(deel for deel in delen if deel)

    def __str__(self) -> str:
        return f"{self.foutcode} {self.fouttekst}" + (f" ({self.plek})" if self.plek else "")


class RioAfgekeurd(RioFout):
    """RIO refuses the request: a normal, verified answer that says no.

    :param foutmeldingen: in the order of the answer; may be empty, for RIO has refused without any.
    :param antwoord: the whole answer.
    :param herhaald: whether this answers a second delivery, after the outcome of the first was lost: then "is not
        there" after a removal, or "exists already" after a delivery, may mean that the first had succeeded.
    """

    def __init__(
        self, operatie: str, foutmeldingen: Sequence[Foutmelding], antwoord: Gegeven, *, herhaald: bool = False
    ) -> None:
        self.operatie, self.foutmeldingen, self.antwoord = operatie, tuple(foutmeldingen), antwoord
        self.herhaald = herhaald
        delen = (f"{melding}{_zie_code(melding.foutcode)}" for melding in foutmeldingen)
        tekst = "; ".join(delen) or rapportzin("clientfout.geen_foutmelding")
        super().__init__(f"{operatie}: {tekst}")

    @property
    def foutcodes(self) -> tuple[str, ...]:
        """The codes, in the order of the answer."""
        return tuple(melding.foutcode for melding in self.foutmeldingen)


class RioSoapFout(RioFout):
    """A SOAP fault of RIO: the request was not processed.

    An unsigned fault that any gateway could have written, such as Server.DK0051, is no such fault but
    `RioOnbereikbaar` (`rio_soap.client.zekerheid`).

    :param faultcode: without prefix, such as ``Client.DK0004``.
    :param bevindingen: the findings in its detail, when the service gives them (rio_soap does, DUO does not).
    :param ondertekend: whether the fault was signed by the service; an unsigned one may come from anyone on the way.
    """

    def __init__(
        self, operatie: str, faultcode: str, faultstring: str, bevindingen: Sequence[Bevinding], *, ondertekend: bool
    ) -> None:
        self.operatie, self.faultcode, self.faultstring = operatie, faultcode, faultstring
        self.bevindingen, self.ondertekend = tuple(bevindingen), ondertekend
        plaatsen = "; ".join(f"{b.waar}: {b.zin(gekozen('nl'))}{_zie(b)}" for b in self.bevindingen)
        super().__init__(f"{operatie}: {faultcode} {faultstring}" + (f" ({plaatsen})" if plaatsen else ""))


class OngeldigAntwoord(RioFout):
    """The answer cannot be trusted: signature, addressing or XSD are wrong, or it answers another request.

    The request may well have been processed.
    """

    uitkomst_onbekend = True

    def __init__(self, reden: str) -> None:
        super().__init__(zin("clientfout.uitkomst_onbekend", waarom=reden))


class RioOnbereikbaar(RioFout):
    """No answer of RIO came.

    :param verstuurd: whether the request may have reached RIO: then its outcome is not known.
    :param status: HTTP status of what came in place of an answer, None when nothing did.
    :param vergeefs: whether trying again would give the same, as with a name of a host that is not there.
    """

    def __init__(
        self, operatie: str, reden: str, *, verstuurd: bool, status: int | None = None, vergeefs: bool = False
    ) -> None:
        self.operatie, self.verstuurd, self.status, self.vergeefs = operatie, verstuurd, status, vergeefs
        self.uitkomst_onbekend = verstuurd
        wat = f"{operatie}: {reden}"
        if verstuurd:
            super().__init__(zin("clientfout.uitkomst_onbekend", waarom=wat))
        elif status is not None:
            super().__init__(zin("clientfout.niet_verwerkt", waarom=wat))
        else:
            super().__init__(zin("clientfout.niet_verstuurd", waarom=wat))
