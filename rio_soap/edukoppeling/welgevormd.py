"""Why bytes are no well-formed XML: by the number that libxml2 gives a mistake, not by its English words."""

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.naamzoeker import onbekende_entiteit, onbekende_prefix
from rio_soap.edukoppeling.oorzaken import Oorzaak

_E = etree.ErrorTypes
_REDENEN: dict[int, str] = {
    _E.NS_ERR_UNDEFINED_NAMESPACE: "prefix",
    _E.ERR_NAME_REQUIRED: "ampersand",
    _E.ERR_ENTITYREF_SEMICOL_MISSING: "ampersand",
    _E.ERR_LT_IN_ATTRIBUTE: "ampersand",
    _E.ERR_UNDECLARED_ENTITY: "entiteit",
    _E.WAR_UNDECLARED_ENTITY: "entiteit",
    _E.ERR_INVALID_CHAR: "stuurteken",
    _E.ERR_INVALID_CHARREF: "tekenverwijzing",
    _E.ERR_INVALID_DEC_CHARREF: "tekenverwijzing",
    _E.ERR_INVALID_HEX_CHARREF: "tekenverwijzing",
    _E.ERR_TAG_NOT_FINISHED: "afgebroken",
    _E.ERR_GT_REQUIRED: "tag-open",
    _E.ERR_LTSLASH_REQUIRED: "tag-open",
    _E.ERR_TAG_NAME_MISMATCH: "tags-verschillen",
    _E.ERR_DOCUMENT_EMPTY: "geen-element",
    _E.ERR_DOCUMENT_END: "na-einde",
    _E.ERR_RESERVED_XML_NAME: "declaratie",
    _E.ERR_ATTRIBUTE_NOT_STARTED: "aanhalingstekens",
    _E.ERR_ATTRIBUTE_NOT_FINISHED: "attribuut-open",
    _E.ERR_ATTRIBUTE_WITHOUT_VALUE: "attribuut-leeg",
    _E.ERR_ATTRIBUTE_REDEFINED: "attribuut-dubbel",
    _E.NS_ERR_ATTRIBUTE_REDEFINED: "attribuut-dubbel",
    _E.ERR_SPACE_REQUIRED: "spatie",
    _E.ERR_CDATA_NOT_FINISHED: "cdata-open",
    _E.ERR_MISPLACED_CDATA_END: "cdata-eind",
    _E.ERR_COMMENT_NOT_FINISHED: "commentaar-open",
    _E.ERR_HYPHEN_IN_COMMENT: "commentaar-streepjes",
    _E.ERR_PI_NOT_FINISHED: "instructie-open",
    _E.ERR_XMLDECL_NOT_FINISHED: "declaratie-vorm",
    _E.ERR_XMLDECL_NOT_STARTED: "declaratie-vorm",
    _E.ERR_VERSION_MISSING: "declaratie-vorm",
    _E.ERR_ENCODING_NAME: "declaratie-vorm",
    _E.ERR_STANDALONE_VALUE: "declaratie-vorm",
    _E.ERR_UNSUPPORTED_ENCODING: "declaratie-tekenset",
    _E.NS_ERR_QNAME: "naam-dubbele-punten",
    _E.NS_ERR_COLON: "naam-dubbele-punt",
    _E.NS_ERR_EMPTY: "namespace-leeg",
    _E.NS_ERR_XML_NAMESPACE: "prefix-declaratie",
    _E.WAR_NS_URI: "namespace-uri",
    _E.ERR_RESOURCE_LIMIT: "grens",
    _E.ERR_NAME_TOO_LONG: "grens",
}
"""The reasons by the numbers of libxml2; each has its words in the catalogue, under ``reden.<reason>``."""

_OORZAKEN: dict[str, Oorzaak] = {
    "prefix": "prefix-onbekend",
    "ampersand": "ampersand",
    "entiteit": "entiteit",
    "stuurteken": "stuurteken",
    "afgebroken": "afgebroken",
    "declaratie": "declaratie-niet-vooraan",
}
"""The reasons that are a cause of their own."""
_ZOEKERS = {"prefix": onbekende_prefix, "entiteit": onbekende_entiteit}
"""What finds the name that a reason is about."""


def niet_welgevormd(fout: etree.XMLSyntaxError, data: bytes) -> tuple[Oorzaak, Tekst]:
    """The cause, and what the parser stumbled over with its line and column.

    :param data: what was parsed: a name that is not declared is looked up in it.
    """
    reden = _REDENEN.get(fout.code or 0, "anders")  # type: ignore[attr-defined]  # lxml-stubs
    rij, kolom = fout.position
    zoek = _ZOEKERS.get(reden)
    naam = zoek(data) if zoek is not None else None
    tekst = Tekst.met("niet-welgevormd", regel=rij, positie=kolom, reden=Tekst(f"reden.{reden}"))
    zin = tekst if naam is None else Tekst.met("niet-welgevormd.naam", tekst=tekst, naam=naam)
    return _OORZAKEN.get(reden, "niet-welgevormd"), zin
