"""Namespaces and algorithm URIs of the profile, in the notation of their specifications."""

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP12 = "http://www.w3.org/2003/05/soap-envelope"
"""That of SOAP 1.2, which the profile does not take."""
WSA = "http://www.w3.org/2005/08/addressing"
ANONIEM = WSA + "/anonymous"
"""The anonymous address; Edukoppeling writes ``?oin=`` and an OIN behind it."""

_OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE = _OASIS + "wssecurity-secext-1.0.xsd"
WSU = _OASIS + "wssecurity-utility-1.0.xsd"
BASE64 = _OASIS + "soap-message-security-1.0#Base64Binary"
X509V3 = _OASIS + "x509-token-profile-1.0#X509v3"

DS = "http://www.w3.org/2000/09/xmldsig#"
EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"

HANDTEKENING_ALGORITMEN = {
    RSA_SHA256: "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
}
"""Accepted signature algorithms with the name of their hash; SHA-1 is not among them (PvE 6.4.7)."""

DIGEST_ALGORITMEN = {
    SHA256: "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
"""Accepted digest algorithms with the name of their hash."""

BEVINDINGEN = "urn:x-edukoppeling:bevindingen:1"
"""Namespace of the findings that this package puts in the detail of a fault; no standard has one."""

WSU_ID = f"{{{WSU}}}Id"


def qnaam(namespace: str, naam: str) -> str:
    """Name in Clark notation, as lxml has it: ``{namespace}naam``."""
    return f"{{{namespace}}}{naam}"


def kort(tag: str) -> str:
    """Local name of a name in Clark notation."""
    return tag.rpartition("}")[2]
