"""What the pages of Java, C++ and .NET say that one must mind: without it the example goes wrong as they tell."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.voorbeelden import stapel
from tests.voorbeelden.test_voorbeelden import eis
from tests.voorbeelden.tussenpersoon import ertussen

JAVA, CPP, DOTNET = ("java", "Ondertekening.java"), ("cpp", "voorbeeld.cpp"), ("dotnet", "Rio.cs")


@dataclass(frozen=True, slots=True)
class Anders:
    """A change of an example.

    :param bestand: folder and file.
    :param vervang: what becomes what.
    :param oorzaak: that RIO names for the first message; else None.
    :param zegt: what the library says itself.
    """

    bestand: tuple[str, str]
    vervang: Sequence[tuple[str, str]]
    oorzaak: str | None = None
    zegt: str = ""


ANDERS = {
    "WSS4J refers to the certificate by issuer and serial number": Anders(
        JAVA, [("handtekening.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);", "")], "token-ontbreekt"
    ),
    "WSS4J signs the Body only": Anders(JAVA, [("handtekening.setParts(delen);", "")], "deel-zonder-id"),
    "WSS4J signs with SHA-1": Anders(
        JAVA,
        [
            ("handtekening.setSignatureAlgorithm(RSA_SHA256);", ""),
            ("handtekening.setDigestAlgo(WSConstants.SHA256);", ""),
        ],
        "sha1",
    ),
    "elements of createElementNS declare no namespace": Anders(
        JAVA, [('header.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsa", WSA);', "")], "digest-anders"
    ),
    "the tree of SAAJ takes no part of WSS4J's": Anders(
        JAVA,
        [
            (
                "lezer.newDocumentBuilder().parse(new ByteArrayInputStream(bytes.toByteArray()));",
                "context.getMessage().getSOAPPart();",
            )
        ],
        zegt="WRONG_DOCUMENT_ERR",
    ),
    "CertificateStore believes no certificate that is itself in it": Anders(
        JAVA,
        [
            (
                "null, null, vanRio)",
                'null, null, new CertificateStore(new X509Certificate[] {certificaat("RIO_CLIENT_RIO_CERTIFICAAT")}))',
            )
        ],
        zegt="Path does not chain with any of the trust anchors",
    ),
    "SignedXml finds no wsu:Id": Anders(
        DOTNET, [("override XmlElement GetIdElement", "new XmlElement GetIdElement")], zegt="CryptographicException"
    ),
    "SignedXml canonicalises SignedInfo inclusively": Anders(
        DOTNET,
        [("handtekening.SignedInfo.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;", "")],
        "c14n-inclusief",
    ),
    "without white space an answer is another": Anders(
        DOTNET,
        [("new XmlDocument { PreserveWhitespace = true }; // white", "new XmlDocument(); // white")],
        zegt="not RIO's",
    ),
    "gSOAP signs the headers that have an Id": Anders(
        CPP,
        [('soap_wsse_set_wsu_id(soap, "wsa5:From wsa5:To wsa5:Action wsa5:MessageID");', "")],
        "deel-zonder-id",
    ),
    "gSOAP sends the header of the answer before along": Anders(
        CPP, [("soap->header = NULL;", "")], zegt="with populated SignedInfo"
    ),
    "gSOAP hides a fault that is not signed": Anders(
        CPP, [('code = uitFout("faultcode"),', "code,")], zegt="Signature with SignedInfo required"
    ),
    "gSOAP believes with cafile no certificate that is not a CA's": Anders(
        CPP,
        [("soap->fsslverify = alleenVanRio;", 'soap->cafile = getenv("RIO_CLIENT_RIO_CERTIFICAAT");')],
        zegt="Invalid certificate",
    ),
}


@pytest.mark.parametrize("wat", ANDERS)
def test_without_what_the_page_tells_to_mind_it_goes_wrong_as_it_tells(
    wat: str, omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anders = ANDERS[wat]
    naam, bestand = anders.bestand
    eis(naam, omgeving)
    shutil.copytree(stapel.VOORBEELDEN / naam, tmp_path / naam)
    shutil.copy(stapel.VOORBEELDEN / "omgeving.sh", tmp_path)
    monkeypatch.setattr(stapel, "VOORBEELDEN", tmp_path)
    bron = (tmp_path / naam / bestand).read_text("utf-8")
    for oud, nieuw in anders.vervang:
        assert bron.count(oud) == 1, oud
        bron = bron.replace(oud, nieuw)
    (tmp_path / naam / bestand).write_text(bron, "utf-8")
    antwoorden: list[bytes] = []

    def bewaar(antwoord: bytes) -> bytes:
        antwoorden.append(antwoord)
        return antwoord

    with ertussen(omgeving["RIO_CLIENT_ENDPOINT"], bewaar) as adres:
        uitslag = stapel.draai(naam, {**omgeving, "RIO_CLIENT_ENDPOINT": adres})
    assert stapel.gemist(uitslag)
    assert anders.zegt in uitslag.uit + uitslag.fout
    if anders.oorzaak is not None:
        assert anders.oorzaak in re.findall(r"<bev:oorzaak>([^<]+)", antwoorden[0].decode())


@pytest.mark.parametrize(("project", "pagina"), [("java/pom.xml", "java"), ("dotnet/voorbeeld.csproj", "dotnet")])
def test_a_project_that_could_not_be_built_here_is_read_and_its_page_says_so(project: str, pagina: str) -> None:
    """It names the libraries of the example; every package has a version."""
    boom = etree.parse(str(stapel.VOORBEELDEN / project))
    namen = {"java": {"jaxws-rt", "wss4j"}, "dotnet": {"System.Security.Cryptography.Xml"}}[pagina]
    if pagina == "java":
        pakketten = boom.findall("{*}dependencies/{*}dependency")
        gevonden = {pakket.findtext("{*}artifactId"): pakket.findtext("{*}version") for pakket in pakketten}
    else:
        gevonden = {pakket.get("Include"): pakket.get("Version") for pakket in boom.findall(".//PackageReference")}
    assert set(gevonden) == namen
    assert all(gevonden.values())
    assert "was not run" in (stapel.VOORBEELDEN / pagina / "README.md").read_text("utf-8")
