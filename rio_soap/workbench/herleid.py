"""What was signed, found back: mistakes that are made between signing and sending, undone one by one.

A digest that comes out right is proof: this is what happened. None of it says that the message could be accepted.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations, islice, product

from lxml import etree

from rio_soap.contract.budget import Budget
from rio_soap.edukoppeling.uris import WSU_ID
from rio_soap.workbench.grenzen import KLOK
from rio_soap.workbench.ondertekening import HASHES, canonieke_bytes, digest, kost_te_veel

MAX_BYTES = 256 * 1024
"""Canonical bytes of what is searched for a cause."""
_MAX_PREFIXEN = 6
_MAX_POGINGEN = 1500
MAX_SECONDEN = 0.4
"""Seconds of processor for what was done to one message."""
_GEBRUIKELIJK = ("duo", "ns0", "ns1", "ns2", "ns3", "ns4", "rio", "tns", "v4", "b", "m", "")
_ENVELOPES = ("soapenv", "soap", "SOAP-ENV", "s", "S", "env", "soap-env", "ns0", "")
_TAG = re.compile(r"<(/?)([^\s<>/]+)((?:\s[^<>]*)?)>")
_ATTRIBUUT = re.compile(r'\s([^\s="]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Herleid:
    """The cause, and the canonical bytes that were signed."""

    oorzaak: str
    ondertekend: bytes


def herleid(
    element: etree._Element,
    prefixen: tuple[str, ...],
    hash_: str,
    verwacht: bytes,
    *,
    inclusief: bool = False,
    met_prefixlijsten: bool = False,
    budget: Budget | None = None,
) -> Herleid | None:
    """What was done to an element since its digest was taken; None when none of the known mistakes explains it.

    :param verwacht: the digest in the signature.
    :param met_prefixlijsten: the signer writes InclusiveNamespaces elsewhere; then a list that lacks here is likelier
        than inclusive canonicalisation, which may give the same bytes.
    :param budget: when to give up, by default after `MAX_SECONDEN`: a stranger may ask for this.
    """
    budget = budget or Budget(MAX_SECONDEN, KLOK)
    if not verwacht or budget.om:
        return None
    pogingen = _pogingen(element, prefixen, hash_, inclusief=inclusief, met_prefixlijsten=met_prefixlijsten)
    for oorzaak, data, hash_naam in islice(pogingen, _MAX_POGINGEN):
        if data and digest(hash_naam, data) == verwacht:
            return Herleid(oorzaak, data)
        if budget.om:
            break
    return None


_Poging = tuple[str, bytes, str]


def _pogingen(
    element: etree._Element, prefixen: tuple[str, ...], hash_: str, *, inclusief: bool, met_prefixlijsten: bool
) -> Iterator[_Poging]:
    eigen = _vorm(element, prefixen, inclusief=inclusief)
    if len(eigen) > MAX_BYTES:
        return
    yield from (("digest-hash", eigen, naam) for naam in HASHES if naam != hash_)
    wijzen = list(_wijzen(element, prefixen))
    if met_prefixlijsten and not prefixen:
        wijzen.sort(key=lambda wijze: wijze[2])
    for oorzaak, lijst, soort in wijzen:
        yield oorzaak, _vorm(element, lijst, inclusief=soort), hash_
    for oorzaak, doe in _BOOM:
        anders = _veranderd(element, doe)
        for lijst, soort in ((prefixen, inclusief), ((), False), ((), True)):
            yield oorzaak, _vorm(anders, lijst, inclusief=soort), hash_
    for oorzaak, data in _tekst(eigen):
        yield oorzaak, data, hash_
    yield "digest-ruw", etree.tostring(element, with_tail=False, encoding="UTF-8", xml_declaration=False), hash_
    if len(element) == 1:
        for lijst, soort in ((prefixen, False), ((), False), ((), True)):
            yield "digest-inhoud", _vorm(element[0], lijst, inclusief=soort), hash_
    yield from (("digest-prefix", data, hash_) for data in _prefixnamen(element, eigen))


def _vorm(element: etree._Element, prefixen: tuple[str, ...], *, inclusief: bool) -> bytes:
    """Canonical bytes, empty for those that are not worth their time."""
    return b"" if kost_te_veel(element, inclusief) else canonieke_bytes(element, prefixen, inclusief=inclusief)


def _wijzen(element: etree._Element, prefixen: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Other ways to canonicalise than the message names."""
    if prefixen:
        yield "prefixlijst-genegeerd", (), False
    yield "digest-inclusief", (), True
    in_bereik = sorted(prefix for prefix in element.nsmap if prefix)[:_MAX_PREFIXEN]
    for aantal in range(1, len(in_bereik) + 1):
        for lijst in combinations(in_bereik, aantal):
            if lijst != prefixen:
                yield "prefixlijst-ontbreekt", lijst, False


def _veranderd(element: etree._Element, doe: Callable[[etree._Element], None]) -> etree._Element:
    """A copy of the element in a copy of its document, changed."""
    boom = element.getroottree()
    plaats = [
        ouder.index(kind) for kind in (element, *element.iterancestors()) if (ouder := kind.getparent()) is not None
    ]
    anders: etree._Element = deepcopy(boom).getroot()
    for nummer in reversed(plaats):
        anders = anders[nummer]
    doe(anders)
    return anders


def zonder_opmaak(element: etree._Element) -> None:
    """Remove text of white space only from elements that hold elements."""
    for ouder in element.iter(etree.Element):
        if len(ouder):
            if not (ouder.text or "").strip():
                ouder.text = None
            for kind in ouder:
                if not (kind.tail or "").strip():
                    kind.tail = None


def _getrimd(element: etree._Element) -> None:
    zonder_opmaak(element)
    for blad in element.iter(etree.Element):
        if not len(blad) and blad.text:
            blad.text = blad.text.strip()


def _zonder_id(element: etree._Element) -> None:
    if WSU_ID in element.attrib:
        del element.attrib[WSU_ID]


_BOOM: tuple[tuple[str, Callable[[etree._Element], None]], ...] = (
    ("digest-wit", zonder_opmaak),
    ("digest-trim", _getrimd),
    ("digest-id", _zonder_id),
)


def _tekst(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Canonical bytes with other line ends or letters."""
    for oud, nieuw in ((b"\n", b"&#xD;\n"), (b"&#xD;\n", b"\n"), (b"&#xD;", b""), (b"\n", b"\r\n"), (b"\n", b"")):
        if oud in data:
            yield "digest-regeleinden", data.replace(oud, nieuw)
    tekst = data.decode("utf-8")
    for vorm in ("NFC", "NFD"):
        yield "digest-tekens", unicodedata.normalize(vorm, tekst).encode()
    for codering in ("latin-1", "cp1252"):
        for anders in (_hercodeer(tekst, codering, "utf-8"), _hercodeer(tekst, "utf-8", codering)):
            if anders is not None:
                yield "digest-tekens", anders
        if (enkel := _hercodeer(tekst, codering, codering)) is not None:
            yield "digest-tekens", enkel.decode().encode(codering)


def _hercodeer(tekst: str, schrijf: str, lees: str) -> bytes | None:
    try:
        return tekst.encode(schrijf).decode(lees).encode()
    except UnicodeError:
        return None


def _prefixnamen(element: etree._Element, data: bytes) -> Iterator[bytes]:
    """The canonical bytes with other names for the prefixes of the element and of its content."""
    tekst = data.decode("utf-8")
    buiten, binnen = element.prefix or "", (element[0].prefix or "") if len(element) else None
    if binnen is None or binnen == buiten:
        yield from (_hernoem(tekst, {buiten: naar}).encode() for naar in (*_GEBRUIKELIJK, *_ENVELOPES))
        return
    for naar, inhoud in product((buiten, *_ENVELOPES), (binnen, *_GEBRUIKELIJK)):
        if naar != inhoud:
            yield _hernoem(tekst, {buiten: naar, binnen: inhoud}).encode()


def _hernoem(tekst: str, namen: Mapping[str, str]) -> str:
    """Canonical XML with other prefixes, declarations in canonical order again."""

    def naam(oud: str) -> str:
        prefix, _, lokaal = oud.rpartition(":")
        nieuw = namen.get(prefix, prefix)
        return f"{nieuw}:{lokaal}" if nieuw else lokaal

    def tag(gevonden: re.Match[str]) -> str:
        sluit, element, rest = gevonden.groups()
        ruimten, attributen = {}, []
        for sleutel, waarde in _ATTRIBUUT.findall(rest):
            if sleutel == "xmlns" or sleutel.startswith("xmlns:"):
                prefix = sleutel.partition(":")[2]
                ruimten[namen.get(prefix, prefix)] = waarde
            else:
                attributen.append(f' {naam(sleutel) if ":" in sleutel else sleutel}="{waarde}"')
        delen = [f' xmlns{":" + p if p else ""}="{ruimten[p]}"' for p in sorted(ruimten)]
        return f"<{sluit}{naam(element)}{''.join(delen)}{''.join(attributen)}>"

    return _TAG.sub(tag, tekst)
