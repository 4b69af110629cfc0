"""Changes to a message: to its bytes, to its tree, to its values. All chance comes from the `Random` that is given."""

import random
from copy import deepcopy

from lxml import etree

from rio_soap.edukoppeling.uris import DS, EXC_C14N, SOAP, WSA, WSSE, WSU, WSU_ID

WAARDEN = (
    "", " ", "0", "-1", "9" * 20, "9" * 5000, "1e9", "INF", "NaN", "-0.0", "0.0000000000000000000000001", "true", "1",
    "2026-02-30", "0000-01-01", "12026-01-01", "-2026-01-01", "9999-12-31", "9999-12-31+14:00", "0001-01-01+14:00",
    "2026-01-01T24:00:00", "2026-01-01T00:00:00.123456789012345Z", "9999-12-31T23:59:59.999-14:00", "2026-06-30T23:59:60Z",
    "0001-01-01T00:00:00+14:00", "é😀\u202e", "\u0085\u2028", "\ufeff", "a" * 300, "x" * 5000, "&#13;", "<", "]]>", "--",
    "%00", "%n%s", "'; DROP TABLE partij; --", "${jndi:x}", "../../etc/passwd", "1010O6466", "107X215", "100A001",
    "0000000700025BE00000", "https://x/?oin=00000001800866472000", "urn:uuid:00000000-0000-0000-0000-000000000000",
)  # fmt: skip
NAMEN = (
    f"{{{WSU}}}Id", "Id", "ID", "id", "href", "{http://www.w3.org/XML/1998/namespace}id", "URI", "Algorithm", "PrefixList",
    f"{{{SOAP}}}mustUnderstand", "{http://www.w3.org/2001/XMLSchema-instance}nil", "ValueType", "EncodingType",
    "{http://www.w3.org/2001/XMLSchema-instance}type", "{http://www.w3.org/XML/1998/namespace}base",
)  # fmt: skip
TAGS = (
    f"{{{SOAP}}}Body", f"{{{SOAP}}}Header", f"{{{SOAP}}}Envelope", f"{{{WSA}}}To", f"{{{WSA}}}From", f"{{{WSA}}}Address",
    f"{{{WSSE}}}Security", f"{{{WSSE}}}BinarySecurityToken", f"{{{WSU}}}Timestamp", f"{{{DS}}}Signature", f"{{{DS}}}Object",
    f"{{{DS}}}Reference", f"{{{EXC_C14N}}}InclusiveNamespaces", "x", "{urn:x}y", "{q}relatief",
)  # fmt: skip
STUKKEN = (
    b"<!DOCTYPE x>", b"<!-- -->", b"<?x?>", b"<![CDATA[", b"]]>", b"&a;", b"&#0;", b"&#x1F600;", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b' xmlns=""', b' xmlns:wsu="urn:x"', b' xmlns:duo="urn:x"', b"#default", b"</", b"/>", b"<a>", b"\r\n", b"\x85", b"encoding='utf-16'",
    b"<soapenv:Body>", b"</soapenv:Body>", b"</soapenv:Envelope>", b"standalone='yes'", b"version='1.1'",
)  # fmt: skip


def muteer(data: bytes, kans: random.Random) -> bytes:
    """A message changed in one of the ways, a few times."""
    for _ in range(kans.choice((1, 1, 1, 2, 3, 6))):
        wijze = kans.randrange(10)
        data = bytes_(data, kans) if wijze < 3 else boom(data, kans) if wijze < 7 else waarden(data, kans)
    return data


def bytes_(data: bytes, kans: random.Random) -> bytes:
    """Bytes changed, cut, doubled or put in."""
    rij = bytearray(data)
    if not rij:
        return kans.choice(STUKKEN)
    plek, wijze = kans.randrange(len(rij)), kans.randrange(6)
    if wijze == 0:
        rij[plek] ^= 1 << kans.randrange(8)
    elif wijze == 1:
        rij[plek] = kans.choice(b"<>&\"'/:= aZ0\t\n\r!?#\x00\xff")
    elif wijze == 2:
        del rij[plek : plek + kans.randrange(1, 200)]
    elif wijze == 3:
        bron = kans.randrange(len(rij))
        rij[plek:plek] = rij[bron : bron + kans.randrange(1, 400)]
    elif wijze == 4:
        rij[plek:plek] = kans.choice(STUKKEN)
    else:
        rij = rij[:plek]
    return bytes(rij)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def boom(data: bytes, kans: random.Random) -> bytes:
    """Elements moved, copied, removed, renamed, wrapped; attributes set and taken."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return bytes_(data, kans)
    alle = list(root.iter(etree.Element))
    wat, waar, wijze = kans.choice(alle), kans.choice(alle), kans.randrange(7)
    ouder = wat.getparent()
    if wijze == 0 and ouder is not None:
        ouder.remove(wat)
    elif wijze == 1 and wat is not root and wat is not waar and wat not in list(waar.iterancestors()):
        waar.append(wat)
    elif wijze == 2:
        waar.insert(kans.randrange(len(waar) + 1), deepcopy(wat))
    elif wijze == 3:
        wat.tag = kans.choice((kans.choice(TAGS), str(waar.tag)))
    elif wijze == 4 and ouder is not None:
        om = etree.SubElement(ouder, kans.choice(TAGS))
        om.append(wat)
    elif wijze == 5:
        namen = [str(n) for e in alle for n in e.attrib]
        wat.set(
            kans.choice((*NAMEN, *namen)), kans.choice((kans.choice(WAARDEN).replace("\0", ""), waar.get(WSU_ID) or ""))
        )
    elif wat.attrib:
        del wat.attrib[kans.choice(list(wat.attrib))]
    return etree.tostring(root)


def waarden(data: bytes, kans: random.Random) -> bytes:
    """The text of an element made something that is hard to read."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return bytes_(data, kans)
    bladen = [e for e in root.iter(etree.Element) if not len(e)]
    kans.choice(bladen).text = kans.choice((kans.choice(WAARDEN), kans.choice(bladen).text or ""))
    return etree.tostring(root)
