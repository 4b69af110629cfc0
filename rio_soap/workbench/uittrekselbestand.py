"""An uittreksel as a file: the element itself, with an enveloped signature of the service; and its hash.

Source: our own design. The hash is the SHA-256 of the exclusive canonical form of the element as it stands, with its
prefix, without its ``hash`` and without a Signature.
"""

import hashlib
import re

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.edukoppeling.bestandshandtekening import onderteken_bestand, zonder_handtekening
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.uris import qnaam

UITTREKSEL, HASH = (qnaam(AANVULLING_RAADPLEGEN.schema_ns, naam) for naam in ("uittreksel", "hash"))
_BEGIN = 4096
_VOORAF = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--[^>]*>|<![^<>]*>)*<(?:[\w.-]+:)?uittreksel[\s/>]", re.ASCII
)
"""What may stand before the element, also what may not: that is then said of an uittreksel."""


def schrijf_uittreksel(uittreksel: Gegeven, sleutelpaar: Sleutelpaar) -> bytes:
    """The file of an uittreksel, signed by the service.

    :param uittreksel: as `opvragen_uittreksel` answers it, with its hash.
    """
    return onderteken_bestand(schrijf_tekst("uittreksel", uittreksel, AANVULLING_RAADPLEGEN), sleutelpaar)


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
