import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.Certificate;
import java.security.cert.*;
import java.security.spec.*;
import java.util.*;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.soap.SOAPException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.ws.ProtocolException;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.handler.soap.*;
import org.apache.ws.security.*;
import org.apache.ws.security.components.crypto.*;
import org.apache.ws.security.message.*;
import org.apache.ws.security.util.WSSecurityUtil;
import org.w3c.dom.*;

/** Puts the wsa headers and the signature of RIO in what goes out, and verifies what comes back. */
class Ondertekening implements SOAPHandler<SOAPMessageContext> {
  static final String WSA = "http://www.w3.org/2005/08/addressing", SOAP = WSConstants.URI_SOAP11_ENV;
  static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private final Merlin eigen = new Merlin(), vanRio = new Merlin();
  private final String van, naar, dienst;

  /** @param dienst beheren4.0 or raadplegen4.0, the last part of wsa:To */
  Ondertekening(String dienst, String van, String naar) throws Exception {
    this.dienst = dienst; this.van = van; this.naar = naar;
    String pem = Files.readString(Path.of(System.getenv("RIO_CLIENT_SLEUTEL"))).replaceAll("-----[^-]+-----|\\s", "");
    KeySpec pkcs8 = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
    PrivateKey sleutel = KeyFactory.getInstance("RSA").generatePrivate(pkcs8);
    KeyStore opslag = leeg(), vertrouwd = leeg();
    opslag.setKeyEntry("eigen", sleutel, "geheim".toCharArray(), new Certificate[] {certificaat("RIO_CLIENT_CERTIFICAAT")});
    vertrouwd.setCertificateEntry("dienst", certificaat("RIO_CLIENT_RIO_CERTIFICAAT"));
    eigen.setKeyStore(opslag);
    vanRio.setTrustStore(vertrouwd);
  }

  private static KeyStore leeg() throws Exception {
    KeyStore opslag = KeyStore.getInstance("PKCS12");
    opslag.load(null, null);
    return opslag;
  }

  private static X509Certificate certificaat(String variabele) throws Exception {
    try (InputStream in = new FileInputStream(System.getenv(variabele))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  public boolean handleMessage(SOAPMessageContext context) {
    try {
      // Parsed afresh: the nodes of SAAJ are its own, into which those of WSS4J do not go.
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      context.getMessage().writeTo(bytes);
      DocumentBuilderFactory lezer = DocumentBuilderFactory.newInstance();
      lezer.setNamespaceAware(true);
      lezer.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document bericht = lezer.newDocumentBuilder().parse(new ByteArrayInputStream(bytes.toByteArray()));
      if ((Boolean) context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY)) {
        String messageId = UUID.randomUUID().toString();
        context.put("rio.messageId", messageId); // this context comes back with the answer
        onderteken(bericht, (QName) context.get(MessageContext.WSDL_OPERATION), messageId);
        context.getMessage().getSOAPPart().setContent(new DOMSource(bericht));
      } else {
        controleer(bericht, (String) context.get("rio.messageId"));
      }
      return true;
    } catch (Exception fout) {
      throw new ProtocolException(fout);
    }
  }

  private void onderteken(Document bericht, QName operatie, String messageId) throws Exception {
    WSSecHeader kop = new WSSecHeader();
    kop.setMustUnderstand(false);
    kop.insertSecurityHeader(bericht);
    Element header = (Element) kop.getSecurityHeader().getParentNode();
    // createElementNS does not declare it, and what is signed has it.
    header.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsa", WSA);
    wsa(header, "Action").setTextContent(operatie.getNamespaceURI() + "/" + operatie.getLocalPart());
    wsa(wsa(header, "From"), "Address").setTextContent(WSA + "/anonymous?oin=" + van);
    wsa(header, "MessageID").setTextContent(messageId);
    wsa(header, "To").setTextContent("https://duo.nl/RIO/services/" + dienst + "?oin=" + naar);
    WSSecTimestamp tijd = new WSSecTimestamp();
    tijd.setTimeToLive(600);
    tijd.build(bericht, kop);
    WSSecSignature handtekening = new WSSecSignature();
    handtekening.setUserInfo("eigen", "geheim");
    handtekening.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
    handtekening.setSignatureAlgorithm(RSA_SHA256);
    handtekening.setDigestAlgo(WSConstants.SHA256);
    handtekening.setSigCanonicalization(WSConstants.C14N_EXCL_OMIT_COMMENTS);
    List<WSEncryptionPart> delen = new ArrayList<>();
    delen.add(new WSEncryptionPart("Body", SOAP, ""));
    delen.add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
    for (String naam : List.of("From", "To", "Action", "MessageID")) delen.add(new WSEncryptionPart(naam, WSA, ""));
    handtekening.setParts(delen);
    handtekening.build(bericht, eigen, kop);
  }

  /** Who signed, whether every part that we rely on was signed, and whether it is the answer to this message. */
  private void controleer(Document bericht, String messageId) throws Exception {
    Set<Node> ondertekend = new HashSet<>();
    // Throws when there is no Security, when a digest or the signature is wrong, or it is not of RIO_CLIENT_RIO_CERTIFICAAT.
    List<WSSecurityEngineResult> uitslagen = new WSSecurityEngine().processSecurityHeader(bericht, null, null, vanRio);
    if (uitslagen == null) throw new SecurityException("the answer is not signed");
    for (WSSecurityEngineResult uitslag : uitslagen) {
      if ((Integer) uitslag.get(WSSecurityEngineResult.TAG_ACTION) != WSConstants.SIGN) continue;
      for (Object deel : (List<?>) uitslag.get(WSSecurityEngineResult.TAG_DATA_REF_URIS))
        ondertekend.add(((WSDataRef) deel).getProtectedElement());
    }
    // By place, not by name: a signed Body that was moved elsewhere in the message is not what JAXB reads.
    Element header = kind(bericht.getDocumentElement(), SOAP, "Header");
    List<Node> moet = new ArrayList<>();
    moet.add(kind(bericht.getDocumentElement(), SOAP, "Body"));
    moet.add(kind(kind(header, WSConstants.WSSE_NS, "Security"), WSConstants.WSU_NS, "Timestamp"));
    for (String naam : List.of("To", "Action", "MessageID", "RelatesTo", "From")) moet.add(kind(header, WSA, naam));
    if (!ondertekend.containsAll(moet)) throw new SecurityException("a part of the answer is not signed");
    if (!kind(header, WSA, "RelatesTo").getTextContent().equals(messageId))
      throw new SecurityException("the answer is to another message");
  }

  private static Element kind(Element ouder, String ns, String naam) {
    return WSSecurityUtil.getDirectChildElement(ouder, naam, ns);
  }

  private static Element wsa(Element ouder, String naam) {
    return (Element) ouder.appendChild(ouder.getOwnerDocument().createElementNS(WSA, "wsa:" + naam));
  }

  /**
   * A fault that RIO signed is verified too; who it does not know yet gets one without signature. Whoever verifies before
   * looking whether there is a signature sees "no Security header" instead of the cause.
   */
  public boolean handleFault(SOAPMessageContext context) {
    try {
      return !context.getMessage().getSOAPHeader().examineAllHeaderElements().hasNext() || handleMessage(context);
    } catch (SOAPException fout) {
      throw new ProtocolException(fout);
    }
  }

  public Set<QName> getHeaders() {
    return Set.of(new QName(WSConstants.WSSE_NS, "Security"));
  }

  public void close(MessageContext context) {}
}
