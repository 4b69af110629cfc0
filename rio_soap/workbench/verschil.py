"""In what two signed messages differ, part by part, in the bytes that are signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from rio_soap.bevinding import Oorzaak, Taal, catalogus, oorzaken
from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.workbench import ondertekening
from rio_soap.workbench.grenzen import maak_budget
from rio_soap.workbench.herleid import herleid
from rio_soap.workbench.ondertekening import Losse, canonieke_bytes, digest, kost_te_veel, tekst64
from rio_soap.workbench.ontvangst import ontpak

_CONTEXT = 40
_EIGEN_PER_BERICHT = frozenset({"MessageID", "Timestamp"})
"""Parts that are new in every message: when only these differ, two messages have the same content."""


@dataclass(frozen=True, slots=True)
class Deelverschil:
    """One signed part in both messages.

    :param a: canonical bytes in the first, None when it is not signed or not there.
    :param plaats: index of the first byte that differs, None when they are equal.
    :param oorzaak: code of the likely cause (`oorzaken`), None without a difference or a guess.
    :param klopt_a: whether the part is as it was signed; None when the message signs no such part.
    """

    naam: str
    a: bytes | None
    b: bytes | None
    plaats: int | None
    oorzaak: str | None
    klopt_a: bool | None
    klopt_b: bool | None

    @property
    def gelijk(self) -> bool:
        """Whether both messages have the same bytes here."""
        return self.a == self.b

    def omgeving(self, kant: bytes | None) -> str:
        """The bytes around the first difference, with what cannot be seen made visible."""
        if kant is None:
            return ""
        plaats = self.plaats or 0
        stuk = kant[max(0, plaats - _CONTEXT) : plaats + _CONTEXT].decode("utf-8", "replace")
        voor = "..." if plaats > _CONTEXT else ""
        na = "..." if plaats + _CONTEXT < len(kant) else ""
        return voor + "".join(t if t.isprintable() else repr(t)[1:-1] for t in stuk) + na


@dataclass(frozen=True, slots=True)
class Verschil:
    """All parts of two messages, SignedInfo last."""

    delen: tuple[Deelverschil, ...]

    @property
    def gelijk(self) -> bool:
        """Whether all signed bytes are equal."""
        return all(deel.gelijk for deel in self.delen)

    @property
    def alleen_eigen(self) -> bool:
        """Whether only what is new in every message differs, and SignedInfo by that."""
        return all(deel.gelijk or deel.naam in (*_EIGEN_PER_BERICHT, "SignedInfo") for deel in self.delen)


def vergelijk(a: bytes, b: bytes, profiel: Profiel) -> Verschil:
    """Compare two signed envelopes, or what was sent with what arrived.

    :raises Edufout: for a message that is no SOAP 1.1 envelope.
    :raises ValueError: when neither of them is signed.
    """
    een, ander = (lees_envelope(ontpak(data).data, None, profiel) for data in (a, b))
    los_a, los_b = ondertekening.lees_los(een), ondertekening.lees_los(ander)
    if los_a is None and los_b is None:
        raise ValueError("neither message is signed")
    budget = maak_budget()  # for the causes; whether parts are equal is always told
    delen = [_deel(naam, een, ander, los_a, los_b, budget) for naam in _namen(los_a, los_b)]
    return Verschil((*delen, _signed_info(los_a, los_b, budget)))


def _namen(*lossen: Losse | None) -> Iterator[str]:
    """Names of the parts that either message signs, in the order of the References."""
    yield from dict.fromkeys(deel.naam for los in lossen if los is not None for deel in los.delen)


def _deel(
    naam: str, een: Envelope, ander: Envelope, los_a: Losse | None, los_b: Losse | None, budget: Budget
) -> Deelverschil:
    deel_a, deel_b = _zoek(naam, los_a), _zoek(naam, los_b)
    prefixen = deel_a.prefixen if deel_a else deel_b.prefixen if deel_b else ()
    a = _bytes(deel_a) if deel_a else _canoniek(naam, een, prefixen)
    b = _bytes(deel_b) if deel_b else _canoniek(naam, ander, prefixen)
    oorzaak = None
    if a != b:
        beide = (deel_a is None) == (deel_b is None)
        oorzaak = _oorzaak(deel_a, deel_b, a, b, budget) if beide else "deel-niet-ondertekend"
    return Deelverschil(naam, a, b, _eerste(a, b), oorzaak, _klopt(deel_a, a), _klopt(deel_b, b))


def _zoek(naam: str, los: Losse | None) -> ondertekening.Deel | None:
    return next((deel for deel in los.delen if deel.naam == naam), None) if los is not None else None


def _canoniek(naam: str, envelope: Envelope, prefixen: tuple[str, ...]) -> bytes | None:
    """A part that this message does not sign."""
    element = envelope.body if naam == "Body" else next(iter(envelope.wsa.get(naam, ())), None)
    return canonieke_bytes(element, prefixen) if element is not None else None


def _klopt(deel: ondertekening.Deel | None, data: bytes | None) -> bool | None:
    if deel is None or data is None or kost_te_veel(deel.element, deel.inclusief):
        return None
    return digest(deel.hash, data) == deel.digest


def _bytes(deel: ondertekening.Deel) -> bytes:
    """The canonical bytes; exclusive ones, which differ where these would, when the others take too long."""
    if kost_te_veel(deel.element, deel.inclusief):
        return canonieke_bytes(deel.element, deel.prefixen)
    return deel.canoniek()


def _oorzaak(
    deel_a: ondertekening.Deel | None,
    deel_b: ondertekening.Deel | None,
    a: bytes | None,
    b: bytes | None,
    budget: Budget,
) -> str | None:
    """What was done to turn one into the other: to the second first, for that is what arrived."""
    for deel, doel in ((deel_b, a), (deel_a, b)):
        if deel is not None and doel is not None:
            verwacht = digest(deel.hash, doel)
            gevonden = herleid(
                deel.element, deel.prefixen, deel.hash, verwacht, inclusief=deel.inclusief, budget=budget
            )
            if gevonden is not None:
                return gevonden.oorzaak
    return "digest-anders" if a and b else None


def _signed_info(los_a: Losse | None, los_b: Losse | None, budget: Budget) -> Deelverschil:
    a, b = (
        canonieke_bytes(los.signed_info, los.prefixen, inclusief=los.inclusief) if los is not None else None
        for los in (los_a, los_b)
    )
    oorzaak = None
    if a != b and a is not None and b is not None and los_a is not None and los_b is not None:
        verwacht = digest("sha256", a)
        gevonden = herleid(
            los_b.signed_info, los_b.prefixen, "sha256", verwacht, inclusief=los_b.inclusief, budget=budget
        )
        wit = gevonden is not None and gevonden.oorzaak in ("digest-wit", "digest-trim", "digest-regeleinden")
        oorzaak = "signedinfo-wit" if wit else "signedinfo-anders"
    return Deelverschil("SignedInfo", a, b, _eerste(a, b), oorzaak, _gezet(los_a, a), _gezet(los_b, b))


def _gezet(los: Losse | None, data: bytes | None) -> bool | None:
    """Whether the signature is that of the certificate over this SignedInfo."""
    if los is None or data is None:
        return None
    gezet = ondertekening.ondertekend_digest(los)
    return gezet is not None and gezet == (los.hash, digest(los.hash, data))


def _eerste(a: bytes | None, b: bytes | None) -> int | None:
    if a == b or a is None or b is None:
        return None
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def als_tekst(verschil: Verschil, taal: Taal) -> str:
    """For people: part by part, the first bytes that differ in their context."""

    def woord(sleutel: str) -> str:
        return catalogus(taal)[f"verschil.{sleutel}"]

    regels: list[str] = []
    for deel in verschil.delen:
        if deel.gelijk:
            regels.append(f"{deel.naam}: {woord('gelijk')}")
        elif deel.plaats is None:
            regels.append(f"{deel.naam}: {woord('alleen')}")
        else:
            regels.append(f"{deel.naam}: {woord('anders')} {deel.plaats}")
        for kant, data, klopt in (("A", deel.a, deel.klopt_a), ("B", deel.b, deel.klopt_b)):
            staat = "" if klopt is None else f" ({woord('klopt' if klopt else 'niet')})"
            if not deel.gelijk or klopt is False:
                regels.append(f"  {kant}: {deel.omgeving(data)}{staat}")
        if deel.oorzaak is not None and (over := _over(deel.oorzaak)) is not None:
            regels.append(f"  {woord('oorzaak')}: {over.titel(taal)}")
    if verschil.gelijk or verschil.alleen_eigen:
        regels.append(woord("alles" if verschil.gelijk else "eigen"))
    return "\n".join(regels)


def _over(code: str) -> Oorzaak | None:
    return oorzaken().get(code)


def als_gegevens(verschil: Verschil, taal: Taal) -> list[dict[str, object]]:
    """The difference for programs, as JSON has it: an object per part."""
    return [
        {
            "deel": deel.naam,
            "gelijk": deel.gelijk,
            "eersteByte": deel.plaats,
            "a": deel.omgeving(deel.a) if not deel.gelijk else None,
            "b": deel.omgeving(deel.b) if not deel.gelijk else None,
            "digestA": tekst64(digest("sha256", deel.a)) if deel.a is not None else None,
            "digestB": tekst64(digest("sha256", deel.b)) if deel.b is not None else None,
            "kloptA": deel.klopt_a,
            "kloptB": deel.klopt_b,
            "oorzaak": deel.oorzaak,
            "titel": over.titel(taal) if deel.oorzaak and (over := _over(deel.oorzaak)) else None,
        }
        for deel in verschil.delen
    ]
