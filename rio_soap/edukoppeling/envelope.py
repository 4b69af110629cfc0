"""From bytes to an envelope whose parts are known by position.

Nothing here looks a part up by an Id: what is verified, validated and processed are the elements that `Envelope` holds.
"""

import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.envelopvorm import (
    controleer_knopen,
    controleer_plaats,
    fout_in_body,
    losse_tekst,
    vorm,
)
from rio_soap.edukoppeling.naamruimten import controleer_naamruimten
from rio_soap.edukoppeling.position import pad
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.tekens import (
    controleer_content_type,
    controleer_grootte,
    controleer_tekens,
    geen_envelope,
    te_groot,
)
from rio_soap.edukoppeling.uris import WSA, WSSE, kort, qnaam
from rio_soap.edukoppeling.welgevormd import niet_welgevormd
from rio_soap.edukoppeling.zinsdelen import hoogstens, meer_dan

SECURITY = qnaam(WSSE, "Security")
_WSA = f"{{{WSA}}}"
_HEADERNAMEN = {qnaam(WSA, naam): naam for naam in ("To", "Action", "MessageID", "From", "RelatesTo")}
"""The usual headers by their name as lxml has it."""


class Envelope(NamedTuple):
    """A parsed message and its parts by position."""

    root: etree._Element
    header: etree._Element | None
    body: etree._Element
    inhoud: etree._Element
    """The one element in the Body."""
    wsa: Mapping[str, tuple[etree._Element, ...]]
    """Direct children of the Header in the namespace of WS-Addressing, by local name."""
    security: tuple[etree._Element, ...]
    """Direct children of the Header named wsse:Security."""
    overige: tuple[etree._Element, ...]
    """All other direct children of the Header."""
    grootte: int
    """Number of bytes."""


class _Gereedschap(threading.local):
    """Parser and compiled XPaths, one set per thread: sharing costs a lock or mixes their errors."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=False,
            remove_pis=False,
            collect_ids=False,
        )
        self._gemaakt: dict[str, etree.XPath] = {}

    def geldt(self, xpath: str, element: etree._Element) -> bool:
        """Whether an XPath is true; few different ones are ever asked."""
        if (gemaakt := self._gemaakt.get(xpath)) is None:
            gemaakt = self._gemaakt[xpath] = etree.XPath(f"boolean({xpath})")
        return gemaakt(element) is True


_gereedschap = _Gereedschap()


def lees_envelope(
    data: bytes, content_type: str | None, profiel: Profiel, content_encoding: str | None = None
) -> Envelope:
    """Read a message, hostile until proven otherwise.

    :param data: the HTTP body.
    :param content_type: the HTTP header Content-Type, None when absent.
    :param content_encoding: the HTTP header Content-Encoding; nothing is unpacked, it only helps to say what is wrong.
    :raises Edufout: DK0009 for anything but UTF-8 and ``text/xml``, DK0001 for what is no SOAP 1.1 envelope (also XML
        1.1, a DTD, comments, processing instructions), DK0004 for a Body of another shape and for a message beyond the
        limits.
    """
    controleer_grootte(data, profiel)
    controleer_content_type(content_type, profiel)
    root, verdacht = _binnen_grenzen(data, profiel, content_encoding)
    controleer_knopen(root)
    header, body = vorm(root)
    controleer_plaats(root, header, body)
    if verdacht:
        _controleer_verwijzingen(root)
    wsa, security, overige = _headers(header)
    return Envelope(root, header, body, _inhoud(body), wsa, security, overige, len(data))


def lees_boom(data: bytes, profiel: Profiel, content_encoding: str | None = None) -> etree._Element:
    """The root of any XML within the limits of a message, such as a Body without its envelope; comments are in it.

    :raises Edufout: as `lees_envelope`, for all but the shape of an envelope.
    """
    controleer_grootte(data, profiel)
    return _binnen_grenzen(data, profiel, content_encoding)[0]


def _binnen_grenzen(data: bytes, profiel: Profiel, content_encoding: str | None = None) -> tuple[etree._Element, bool]:
    """The root of a message that keeps within the limits, and whether it holds anything that `_verdacht` asks for.

    :param data: the message; the caller has seen that it is not too large.
    """
    tekst = controleer_tekens(data, content_encoding)
    root = _ontleed(tekst)
    verdacht = _gereedschap.geldt(_verdacht(profiel.maximum_diepte), root)
    _controleer_grenzen(root, tekst, profiel, verdacht=verdacht)
    return root, verdacht


def _ontleed(tekst: bytes) -> etree._Element:
    try:
        return etree.fromstring(tekst, _gereedschap.parser)
    except etree.XMLSyntaxError as fout:
        oorzaak, zin = niet_welgevormd(fout, tekst)
        raise geen_envelope(oorzaak, fout.position[0], None, Tekst("waarde.welgevormd"), zin) from fout


_VERWIJST = "/descendant::*/@href or /descendant::*/@id"
"""With ``or``: to join the two sets libxml2 compares each node of the one with each of the other."""
_GEWONE_GROOTTE = 16 * 1024
"""Up to here no names of namespaces make a message costly."""
_GEWONE_DIEPTE = 12
"""No message of RIO is deeper. What is deeper is counted by the letter; to ask for each level takes time."""


@lru_cache(maxsize=16)
def _dieper(maximum: int) -> str:
    """XPath of the elements that stand deeper than this."""
    return "/*" * (maximum + 1)


@lru_cache(maxsize=16)
def _verdacht(maximum_diepte: int) -> str:
    """XPath that is true when there is anything of what two checks look for, `_controleer_grenzen` and
    `_controleer_verwijzingen`: one question for both."""
    return f"{_dieper(min(maximum_diepte, _GEWONE_DIEPTE))} or {_VERWIJST}"


def _controleer_grenzen(root: etree._Element, tekst: bytes, profiel: Profiel, *, verdacht: bool) -> None:
    """Depth, number of elements, attributes and namespace declarations per element."""
    if verdacht and _gereedschap.geldt(_dieper(profiel.maximum_diepte), root):
        raise te_groot(meer_dan("niveaus", profiel.maximum_diepte), hoogstens("niveaus", profiel.maximum_diepte))
    # Every element begins with a byte of its own: what has fewer bytes needs no counting.
    if len(tekst) > profiel.maximum_elementen < tekst.count(b"<"):
        aantal = sum(1 for _ in root.iter())
        if aantal > profiel.maximum_elementen:
            raise te_groot(
                Tekst.met("waarde.aantal-elementen", aantal=aantal), hoogstens("elementen", profiel.maximum_elementen)
            )
    if not _zeker_binnen(tekst, profiel.maximum_attributen):
        _controleer_attributen(root, tekst, profiel.maximum_attributen)
    if len(tekst) > _GEWONE_GROOTTE:
        controleer_naamruimten(root, tekst)


def _zeker_binnen(tekst: bytes, maximum: int) -> bool:
    """Whether no element can have more attributes or namespace declarations than this.

    Each of them is written with an equals sign of its own, for which nothing can stand: when the whole message has no
    more of these signs than one element may have, no element has more.
    """
    return tekst.count(b"=") <= maximum


def _controleer_attributen(root: etree._Element, tekst: bytes, maximum: int) -> None:
    """Attributes and namespace declarations per element, and declarations on a path."""
    # Counting all of them is cheaper, and nearly always all of them are fewer than one element may have.
    if _gereedschap.geldt(f"count(//@*) > {maximum} and boolean(//*[@*[{maximum + 1}]])", root):
        raise te_groot(meer_dan("attributen", maximum), hoogstens("attributen", maximum))
    if tekst.count(b"xmlns") <= maximum:
        return
    # Namespace declarations are no nodes to ask for, so count in a start tag and the text behind it.
    if any(deel.count(b"xmlns") > maximum for deel in tekst.split(b"<")):
        raise te_groot(meer_dan("xmlns", maximum), hoogstens("xmlns", maximum))
    if _in_bereik(root, maximum):
        raise te_groot(meer_dan("xmlns-op-pad", maximum), hoogstens("xmlns-op-pad", maximum))


def _in_bereik(root: etree._Element, maximum: int) -> bool:
    """Whether some element stands within more namespace declarations than this.

    Canonicalisation looks them through for every prefix of a PrefixList at every element: thousands of them, twenty
    prefixes and a Body of 100 kB keep a processor busy for seconds.
    """
    aantal = 0
    for wat, _ in etree.iterwalk(root, events=("start-ns", "end-ns")):
        aantal += 1 if wat == "start-ns" else -1
        if aantal > maximum:
            return True
    return False


def _controleer_verwijzingen(root: etree._Element) -> None:
    """No ``href`` or ``id`` without namespace: SOAP toolkits (Spyne) replace elements by what these point at."""
    if _gereedschap.geldt(_VERWIJST, root):
        for element in root.iter():
            for naam in ("href", "id"):
                if element.get(naam) is not None:
                    waar = f"{pad(element)}/@{naam}"
                    raise fout_in_body("href-id", waar, element, f"{naam}={element.get(naam)}"[:80])


def _inhoud(body: etree._Element) -> etree._Element:
    """The one element in the Body."""
    if len(body) != 1:
        gevonden = Tekst.met("waarde.aantal-elementen", aantal=len(body))
        raise fout_in_body("body-meer" if len(body) else "body-leeg", "/Envelope/Body", body, gevonden, "1 element")
    if losse_tekst(body):
        gevonden, zin = Tekst("waarde.losse-tekst"), Tekst("losse-tekst.body")
        raise fout_in_body("losse-tekst", "/Envelope/Body", body, gevonden, "1 element", zin)
    return body[0]


_Elementen = tuple[etree._Element, ...]


def _headers(header: etree._Element | None) -> tuple[Mapping[str, _Elementen], _Elementen, _Elementen]:
    wsa: dict[str, list[etree._Element]] = {}
    security: list[etree._Element] = []
    overige: list[etree._Element] = []
    for element in header if header is not None else ():
        tag = str(element.tag)
        naam = _HEADERNAMEN.get(tag) or (kort(tag) if tag.startswith(_WSA) else None)
        if naam is None:
            (security if tag == SECURITY else overige).append(element)
        elif naam in wsa:
            wsa[naam].append(element)
        else:
            wsa[naam] = [element]
    return {naam: tuple(elementen) for naam, elementen in wsa.items()}, tuple(security), tuple(overige)
