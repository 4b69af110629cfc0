"""An uittreksel as a file: how it is known by its bytes, and its hash.

Source: our own design. The hash is the SHA-256 of the exclusive canonical form of the element as it stands, with its
prefix, without its ``hash`` and without a Signature.
"""

import hashlib
import re

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.edukoppeling.bestandshandtekening import zonder_handtekening
from rio_soap.edukoppeling.canoniek import Canonfout, canoniek
from rio_soap.edukoppeling.clock import WIT
from rio_soap.edukoppeling.position import pad, regel
from rio_soap.edukoppeling.uris import qnaam
from rio_soap.workbench.rapport import Melding

UITTREKSEL, HASH = (qnaam(AANVULLING_RAADPLEGEN.schema_ns, naam) for naam in ("uittreksel", "hash"))
_BEGIN = 4096
_VOORAF = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--[^>]*>|<![^<>\[]*(?:\[[^\]]*\][^<>]*)?>)*+<(?:[\w.-]+:)?uittreksel[\s/>]",
    re.ASCII,
)
"""What may stand before the element, also what may not: that is then said of an uittreksel.

What was passed over is not looked at again (``*+``): a comment can be read in two ways, and many of them in any mix.
"""


def is_uittreksel(data: bytes) -> bool:
    """Whether a file says to be an uittreksel."""
    return _VOORAF.match(data[:_BEGIN]) is not None


def berekende_hash(uittreksel: etree._Element) -> str:
    """The hash of an uittreksel as its content has it.

    :raises Canonfout: when it has no canonical form.
    """
    kopie = zonder_handtekening(uittreksel)
    for hash_ in kopie.findall(HASH):
        kopie.remove(hash_)
    return hashlib.sha256(canoniek(kopie)).hexdigest()


def hashmeldingen(uittreksel: etree._Element) -> list[Melding]:
    """Whether the hash of an uittreksel, as a file or in an answer, is that of its content."""
    element = uittreksel.find(HASH)
    gevonden = element.text if element is not None else None
    try:
        berekend = berekende_hash(uittreksel)
    except Canonfout:
        berekend = None
    if gevonden is not None and gevonden.strip(WIT) == berekend:
        return []
    waar = uittreksel if element is None else element
    tekst = Tekst("werkbank.uittreksel-hash")
    return [Melding("uittreksel-hash", "waarden", pad(waar), regel(waar), gevonden, berekend, tekst)]
