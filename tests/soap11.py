"""The shape of a SOAP 1.1 envelope (W3C note of 8 May 2000, chapter 4) as a schema, written for these tests."""

from lxml import etree

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"

_SCHEMA = etree.XMLSchema(
    etree.fromstring(f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="{SOAP}" targetNamespace="{SOAP}">
  <xs:element name="Envelope"><xs:complexType><xs:sequence>
    <xs:element ref="e:Header" minOccurs="0"/><xs:element ref="e:Body"/>
  </xs:sequence><xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType></xs:element>
  <xs:element name="Header"><xs:complexType><xs:sequence>
    <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
  </xs:sequence><xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType></xs:element>
  <xs:element name="Body"><xs:complexType><xs:sequence>
    <xs:element ref="e:Fault"/>
  </xs:sequence><xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType></xs:element>
  <xs:element name="Fault"><xs:complexType><xs:sequence>
    <xs:element name="faultcode" type="xs:QName"/>
    <xs:element name="faultstring" type="xs:string"/>
    <xs:element name="faultactor" type="xs:anyURI" minOccurs="0"/>
    <xs:element name="detail" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:any namespace="##any" minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
    </xs:sequence><xs:anyAttribute namespace="##any" processContents="lax"/></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>""")
)


def controleer_fault(raw: bytes) -> tuple[str, str]:
    """Faultcode without prefix and faultstring of a message that must be a valid SOAP 1.1 fault.

    The faultcode is a qualified name in the namespace of the envelope, whose first part is one of the four of SOAP 1.1.
    """
    root = etree.fromstring(raw)
    _SCHEMA.assertValid(root)
    code, tekst = root[-1][0][0], root[-1][0][1]
    prefix, _, naam = str(code.text).partition(":")
    assert code.nsmap[prefix] == SOAP, "the prefix of the faultcode is declared"
    assert naam.split(".")[0] in ("Client", "Server", "VersionMismatch", "MustUnderstand")
    return naam, str(tekst.text)
