using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
#if !NET5_0_OR_GREATER
using Mono.Security.Cryptography;
#endif

/// <summary>SignedXml looks for Id; RIO, as all of WS-Security, has wsu:Id.</summary>
class WsuSignedXml : SignedXml {
  public WsuSignedXml(XmlDocument bericht) : base(bericht) { }

  public override XmlElement GetIdElement(XmlDocument bericht, string id) {
    var gevonden = bericht.SelectNodes("//*").Cast<XmlElement>().Where(e => e.GetAttribute("Id", Rio.WSU) == id).ToList();
    return gevonden.Count == 1 ? gevonden[0] : null; // twice: somebody moved the part that was signed
  }
}

/// <summary>A SOAP fault. One without signature could be anybody's on the way.</summary>
class RioFout : Exception {
  public RioFout(string code, string tekst, string oorzaken) : base(code + " " + tekst + " (" + oorzaken + ")") { }
}

/// <summary>Signs what is sent to one service of RIO, and verifies what comes back.</summary>
class Rio {
  public const string WSA = "http://www.w3.org/2005/08/addressing", SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  const string OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  public const string WSSE = OASIS + "wssecurity-secext-1.0.xsd", WSU = OASIS + "wssecurity-utility-1.0.xsd";
  const string X509V3 = OASIS + "x509-token-profile-1.0#X509v3", BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
  const string RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  static readonly HttpClient http = new HttpClient();
  readonly string dienst, contract, naar;
  readonly X509Certificate2 certificaat = new X509Certificate2(Omgeving("RIO_CLIENT_CERTIFICAAT"));
  readonly X509Certificate2 vanRio = new X509Certificate2(Omgeving("RIO_CLIENT_RIO_CERTIFICAAT"));

  /// <param name="dienst">beheren4.0 or raadplegen4.0</param>
  /// <param name="contract">namespace of the WSDL: what stands before the operation in wsa:Action</param>
  /// <param name="naar">OIN of RIO</param>
  public Rio(string dienst, string contract, string naar) {
    this.dienst = dienst;
    this.contract = contract;
    this.naar = naar;
  }

  public static string Omgeving(string naam) { return Environment.GetEnvironmentVariable(naam); }

  static RSA Sleutel() {
    string pem = File.ReadAllText(Omgeving("RIO_CLIENT_SLEUTEL"));
#if NET5_0_OR_GREATER
    RSA sleutel = RSA.Create();
    sleutel.ImportFromPem(pem);
    return sleutel;
#else
    string der = string.Concat(pem.Split('\n').Where(regel => !regel.StartsWith("-----")));
    return PKCS8.PrivateKeyInfo.DecodeRSA(new PKCS8.PrivateKeyInfo(Convert.FromBase64String(der)).PrivateKey);
#endif
  }

  /// <summary>Send a message.</summary>
  /// <returns>The content of the Body of the answer, which was verified.</returns>
  /// <exception cref="RioFout">RIO answered with a SOAP fault.</exception>
  public XElement Roep(string operatie, XElement inhoud) {
    string messageId = Guid.NewGuid().ToString(), action = contract + "/" + operatie;
    var vraag = new HttpRequestMessage(HttpMethod.Post, Omgeving("RIO_CLIENT_ENDPOINT") + "/RIO/services/" + dienst) {
      Content = new StringContent(Onderteken(inhoud, action, messageId), Encoding.UTF8, "text/xml") };
    vraag.Headers.Add("SOAPAction", action);
    var antwoord = new XmlDocument { PreserveWhitespace = true }; // white space counts for the signature
    antwoord.LoadXml(http.SendAsync(vraag).Result.Content.ReadAsStringAsync().Result);
    XmlElement body = Kind(antwoord.DocumentElement, SOAP, "Body"), header = Kind(antwoord.DocumentElement, SOAP, "Header");
    XmlElement fout = body == null ? null : Kind(body, SOAP, "Fault");
    // RIO signs a fault for whom it knows; one without signature says nothing certain, but does tell what to look for.
    if (fout == null || header != null) Controleer(antwoord, header, body, messageId);
    if (fout == null) return XElement.Parse(body.SelectSingleNode("*").OuterXml);
    var oorzaken = fout.SelectNodes("detail//*[local-name()='oorzaak']").Cast<XmlNode>().Select(o => o.InnerText);
    throw new RioFout(fout["faultcode"].InnerText.Split(':').Last(), fout["faultstring"].InnerText, string.Join(", ", oorzaken));
  }

  string Onderteken(XElement inhoud, string action, string messageId) {
    DateTime nu = DateTime.UtcNow;
    XNamespace soap = SOAP, wsa = WSA, wsse = WSSE, wsu = WSU;
    Func<XName, string, object, XElement> deel = (naam, id, waarde) => new XElement(naam, new XAttribute(wsu + "Id", id), waarde);
    var tijden = new[] { new XElement(wsu + "Created", Tijd(nu)), new XElement(wsu + "Expires", Tijd(nu.AddMinutes(10))) };
    var envelope = new XElement(soap + "Envelope",
      new XAttribute(XNamespace.Xmlns + "soapenv", SOAP), new XAttribute(XNamespace.Xmlns + "wsu", WSU),
      new XElement(soap + "Header", new XAttribute(XNamespace.Xmlns + "wsa", WSA),
        new XElement(wsse + "Security", new XAttribute(XNamespace.Xmlns + "wsse", WSSE),
          new XElement(wsse + "BinarySecurityToken", new XAttribute("EncodingType", BASE64), new XAttribute("ValueType", X509V3),
            new XAttribute(wsu + "Id", "id-Token"), Convert.ToBase64String(certificaat.RawData)),
          deel(wsu + "Timestamp", "id-Timestamp", tijden)),
        deel(wsa + "Action", "id-Action", action),
        deel(wsa + "From", "id-From", new XElement(wsa + "Address", WSA + "/anonymous?oin=" + Omgeving("RIO_CLIENT_OIN"))),
        deel(wsa + "MessageID", "id-MessageID", messageId),
        deel(wsa + "To", "id-To", "https://duo.nl/RIO/services/" + dienst + "?oin=" + naar)),
      deel(soap + "Body", "id-Body", inhoud));
    var bericht = new XmlDocument { PreserveWhitespace = true };
    bericht.LoadXml(envelope.ToString(SaveOptions.DisableFormatting));
    var handtekening = new WsuSignedXml(bericht) { SigningKey = Sleutel() };
    handtekening.SignedInfo.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
    handtekening.SignedInfo.SignatureMethod = RSA_SHA256;
    foreach (string naam in new[] { "From", "To", "Action", "MessageID", "Body", "Timestamp" }) {
      var verwijzing = new Reference("#id-" + naam) { DigestMethod = SHA256 };
      verwijzing.AddTransform(new XmlDsigExcC14NTransform());
      handtekening.AddReference(verwijzing);
    }
    var token = new XmlDocument();
    token.LoadXml("<wsse:SecurityTokenReference xmlns:wsse='" + WSSE + "'>"
      + "<wsse:Reference URI='#id-Token' ValueType='" + X509V3 + "'/></wsse:SecurityTokenReference>");
    handtekening.KeyInfo = new KeyInfo();
    handtekening.KeyInfo.AddClause(new KeyInfoNode(token.DocumentElement));
    handtekening.ComputeSignature();
    XmlElement security = Kind(Kind(bericht.DocumentElement, SOAP, "Header"), WSSE, "Security");
    security.AppendChild(bericht.ImportNode(handtekening.GetXml(), true));
    return bericht.OuterXml;
  }

  /// <summary>RIO signed every part of the answer, by place, just now, and it is the answer to this message.</summary>
  void Controleer(XmlDocument antwoord, XmlElement header, XmlElement body, string messageId) {
    XmlElement security = header == null ? null : Kind(header, WSSE, "Security");
    XmlElement signature = security == null ? null : Kind(security, SignedXml.XmlDsigNamespaceUrl, "Signature");
    if (signature == null) throw new CryptographicException("the answer is not signed");
    var handtekening = new WsuSignedXml(antwoord);
    handtekening.LoadXml(signature);
    var ondertekend = new HashSet<XmlElement>();
    foreach (Reference verwijzing in handtekening.SignedInfo.References) {
      TransformChain bewerkingen = verwijzing.TransformChain;
      if (verwijzing.DigestMethod != SHA256 || bewerkingen.Count != 1 || !(bewerkingen[0] is XmlDsigExcC14NTransform))
        throw new CryptographicException("the answer is signed in another way");
      ondertekend.Add(handtekening.GetIdElement(antwoord, (verwijzing.Uri ?? "").TrimStart('#')));
    }
    XmlElement timestamp = Kind(security, WSU, "Timestamp");
    var moet = new[] { "To", "Action", "MessageID", "RelatesTo", "From" }.Select(naam => Kind(header, WSA, naam)).ToList();
    moet.AddRange(new[] { body, timestamp });
    if (moet.Any(deel => deel == null || !ondertekend.Contains(deel)))
      throw new CryptographicException("a part of the answer is not signed");
    if (handtekening.SignedInfo.SignatureMethod != RSA_SHA256 || !handtekening.CheckSignature(vanRio, true))
      throw new CryptographicException("the signature is not RIO's, or the answer was changed");
    string einde = Kind(timestamp, WSU, "Expires").InnerText;
    if (XmlConvert.ToDateTime(einde, XmlDateTimeSerializationMode.Utc) < DateTime.UtcNow)
      throw new CryptographicException("the answer has expired");
    if (Kind(header, WSA, "RelatesTo").InnerText != messageId) throw new CryptographicException("the answer is to another message");
  }

  /// <summary>The one child with that name, else null.</summary>
  static XmlElement Kind(XmlElement ouder, string ns, string naam) {
    var kinderen = ouder.ChildNodes.OfType<XmlElement>().Where(k => k.LocalName == naam && k.NamespaceURI == ns).ToList();
    return kinderen.Count == 1 ? kinderen[0] : null;
  }

  public static string Tijd(DateTime moment) { return moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ"); }
}
