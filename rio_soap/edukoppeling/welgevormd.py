"""Why bytes are no well-formed XML, in Dutch: by the number that libxml2 gives a mistake, not by its English words."""

import re

from lxml import etree

_E = etree.ErrorTypes
PREFIX = "een namespace-prefix is niet gedeclareerd"
AMPERSAND = "een & of < in tekst is niet als &amp; of &lt; geschreven"
ENTITEIT = "een entiteit die XML niet kent"
STUURTEKEN = "een teken dat XML niet kan bevatten"
AFGEBROKEN = "het bericht houdt te vroeg op"
DECLARATIE = "voor de XML-declaratie staat iets"
_REDENEN: dict[int, str] = {
    _E.NS_ERR_UNDEFINED_NAMESPACE: PREFIX,
    _E.ERR_NAME_REQUIRED: AMPERSAND,
    _E.ERR_ENTITYREF_SEMICOL_MISSING: AMPERSAND,
    _E.ERR_LT_IN_ATTRIBUTE: AMPERSAND,
    _E.ERR_UNDECLARED_ENTITY: ENTITEIT,
    _E.WAR_UNDECLARED_ENTITY: ENTITEIT,
    _E.ERR_INVALID_CHAR: STUURTEKEN,
    _E.ERR_INVALID_CHARREF: "een onjuiste verwijzing naar een teken (&#...;)",
    _E.ERR_INVALID_DEC_CHARREF: "een onjuiste verwijzing naar een teken (&#...;)",
    _E.ERR_INVALID_HEX_CHARREF: "een onjuiste verwijzing naar een teken (&#...;)",
    _E.ERR_TAG_NOT_FINISHED: AFGEBROKEN,
    _E.ERR_GT_REQUIRED: "een tag is niet afgesloten",
    _E.ERR_LTSLASH_REQUIRED: "een tag is niet afgesloten",
    _E.ERR_TAG_NAME_MISMATCH: "begin- en eindtag verschillen",
    _E.ERR_DOCUMENT_EMPTY: "er staat geen element",
    _E.ERR_DOCUMENT_END: "na het einde van het bericht staat nog iets",
    _E.ERR_RESERVED_XML_NAME: DECLARATIE,
    _E.ERR_ATTRIBUTE_NOT_STARTED: "de waarde van een attribuut staat niet tussen aanhalingstekens",
    _E.ERR_ATTRIBUTE_NOT_FINISHED: "de waarde van een attribuut houdt niet op",
    _E.ERR_ATTRIBUTE_WITHOUT_VALUE: "een attribuut heeft geen waarde",
    _E.ERR_ATTRIBUTE_REDEFINED: "een attribuut staat er dubbel",
    _E.NS_ERR_ATTRIBUTE_REDEFINED: "een attribuut staat er dubbel",
    _E.ERR_SPACE_REQUIRED: "tussen twee attributen ontbreekt een spatie",
    _E.ERR_CDATA_NOT_FINISHED: "een CDATA-deel houdt niet op",
    _E.ERR_MISPLACED_CDATA_END: "]]> in tekst",
    _E.ERR_COMMENT_NOT_FINISHED: "commentaar houdt niet op",
    _E.ERR_HYPHEN_IN_COMMENT: "-- in commentaar",
    _E.ERR_PI_NOT_FINISHED: "een verwerkingsinstructie houdt niet op",
    _E.ERR_XMLDECL_NOT_FINISHED: "de XML-declaratie is onjuist",
    _E.ERR_XMLDECL_NOT_STARTED: "de XML-declaratie is onjuist",
    _E.ERR_VERSION_MISSING: "de XML-declaratie is onjuist",
    _E.ERR_ENCODING_NAME: "de XML-declaratie is onjuist",
    _E.ERR_STANDALONE_VALUE: "de XML-declaratie is onjuist",
    _E.ERR_UNSUPPORTED_ENCODING: "de XML-declaratie noemt een onbekende tekenset",
    _E.NS_ERR_QNAME: "een naam met meer dan een dubbele punt",
    _E.NS_ERR_COLON: "een naam met een dubbele punt op een verkeerde plaats",
    _E.NS_ERR_EMPTY: "een namespace is leeg",
    _E.NS_ERR_XML_NAMESPACE: "een namespace-prefix is verkeerd gedeclareerd",
    _E.WAR_NS_URI: "een namespace is geen URI",
    _E.ERR_RESOURCE_LIMIT: "het bericht gaat een grens te boven (diepte, lengte van een tekst of een naam)",
    _E.ERR_NAME_TOO_LONG: "het bericht gaat een grens te boven (diepte, lengte van een tekst of een naam)",
}
_NAMEN = {PREFIX: re.compile(r"prefix ([^\s']{1,100})"), ENTITEIT: re.compile(r"'([^\s']{1,100})'")}
"""The name in the words of libxml2 that says which one it is; it is left out when it cannot be found."""


def niet_welgevormd(fout: etree.XMLSyntaxError) -> str:
    """What the parser stumbled over, with its line and column: ``Geen welgevormde XML, regel 13, positie 45: …``."""
    reden = _REDENEN.get(fout.code or 0, "de XML is onjuist opgebouwd")  # type: ignore[attr-defined]  # lxml-stubs
    naam = patroon.search(str(fout.msg)) if (patroon := _NAMEN.get(reden)) else None
    rij, kolom = fout.position
    return f"Geen welgevormde XML, regel {rij}, positie {kolom}: {reden}" + (f" ({naam[1]})" if naam else "")
