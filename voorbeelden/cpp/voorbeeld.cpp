// RIO by gSOAP: deliver, verify, read a page, follow a feed, and see both kinds of refusal.
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <stdexcept>
#include <openssl/pem.h>
#include "beheren.nsmap"
#include "soapbeherenProxy.h"
#include "soapraadplegenProxy.h"
#include "wsseapi.h"

using std::string;
static const string WSA = "http://www.w3.org/2005/08/addressing", ANONIEM = WSA + "/anonymous?oin=";
static string omgeving(const char *naam) { return getenv(naam); }
static const string VAN = omgeving("RIO_CLIENT_OIN"), NAAR = omgeving("RIO_NAAR");
static EVP_PKEY *sleutel;
static X509 *certificaat, *vanRio;

// A SOAP fault. One without signature could be anybody's on the way.
struct RioFout : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static FILE *pem(const char *naam) {
  if (FILE *bestand = fopen(getenv(naam), "r")) return bestand;
  throw std::runtime_error(string("cannot read ") + naam);
}

// The answer is believed with the certificate of RIO_CLIENT_RIO_CERTIFICAAT, and no other of the same authority.
static int alleenVanRio(int goed, X509_STORE_CTX *keten) {
  int fout = X509_STORE_CTX_get_error(keten);
  bool geldig = fout != X509_V_ERR_CERT_HAS_EXPIRED && fout != X509_V_ERR_CERT_NOT_YET_VALID;
  return geldig && X509_cmp(X509_STORE_CTX_get_current_cert(keten), vanRio) == 0;
}

// What goes out with wsa headers and signature, and whether what comes back can be believed.
template <class Proxy> class Rio : public Proxy {
  const string dienst, contract, naar;
  string adres, messageId;

public:
  Rio(string dienst, string contract, string naar) : Proxy(SOAP_XML_CANONICAL), dienst(dienst), contract(contract), naar(naar) {
    adres = omgeving("RIO_CLIENT_ENDPOINT") + "/RIO/services/" + dienst;
    this->soap_endpoint = adres.c_str();
    soap_register_plugin(this->soap, soap_wsse);
    this->soap->fsslverify = alleenVanRio;
  }

  // To be called before every message.
  void onderteken(const char *operatie) {
    struct soap *soap = this->soap;
    soap->header = NULL; // that of the answer before
    soap_wsse_add_Security(soap);
    messageId = soap_rand_uuid(soap, NULL);
    soap->header->wsa5__MessageID = soap_strdup(soap, messageId.c_str());
    soap->header->wsa5__Action = soap_strdup(soap, (contract + "/" + operatie).c_str());
    soap->header->wsa5__To = soap_strdup(soap, ("https://duo.nl/RIO/services/" + dienst + "?oin=" + naar).c_str());
    soap->header->wsa5__From = soap_new_req_wsa5__EndpointReferenceType(soap, soap_strdup(soap, (ANONIEM + VAN).c_str()), 0, NULL);
    soap_wsse_add_Timestamp(soap, "Timestamp", 600);
    soap_wsse_add_BinarySecurityTokenX509(soap, "X509Token", certificaat);
    soap_wsse_add_KeyInfo_SecurityTokenReferenceX509(soap, "#X509Token");
    soap_wsse_set_wsu_id(soap, "wsa5:From wsa5:To wsa5:Action wsa5:MessageID");
    soap_wsse_sign_body(soap, SOAP_SMD_SIGN_RSA_SHA256, sleutel, 0);
    soap_wsse_sign_only(soap, "wsa5:From wsa5:To wsa5:Action wsa5:MessageID Timestamp Body");
    soap_wsse_verify_auto(soap, SOAP_SMD_NONE, NULL, 0); // of what comes back
  }

  // After every answer: it was signed by RIO, over all that we rely on, and is the answer to what was sent.
  void controleer(int uitslag) {
    if (uitslag) meldFout();
    if (soap_wsse_verify_body(this->soap)) throw std::runtime_error("the Body is not signed");
    if (soap_wsse_verify_Timestamp(this->soap) || !soap_wsse_verify_element(this->soap, SOAP_NAMESPACE_OF_wsu, "Timestamp"))
      throw std::runtime_error("no signed Timestamp of this moment");
    for (const char *deel : {"To", "Action", "MessageID", "RelatesTo", "From"})
      if (!soap_wsse_verify_element(this->soap, WSA.c_str(), deel)) throw std::runtime_error(string(deel) + " is not signed");
    if (messageId != this->soap->header->wsa5__RelatesTo->__item) throw std::runtime_error("answer to another message");
  }

  // The plugin looks at the signature before it looks at the fault: of a fault without one, which is what RIO gives to whom
  // it does not know, it says no more than that there is no signature. What came is still in the tree that it verified.
  [[noreturn]] void meldFout() {
    string code = uitFout("faultcode"), oorzaak = uitFout("detail");
    char eigen[500];
    if (code.empty()) throw std::runtime_error(soap_sprint_fault(this->soap, eigen, sizeof eigen));
    size_t begin = oorzaak.find("oorzaak>"), eind = oorzaak.find("</", begin);
    oorzaak = begin == string::npos ? "" : " (" + oorzaak.substr(begin + 8, eind - begin - 8) + ")";
    throw RioFout(code.substr(code.find(':') + 1) + " " + uitFout("faultstring") + oorzaak);
  }

  // Text of a part of the fault; of the detail its XML, which the tree keeps as it came.
  string uitFout(const char *naam) {
    soap_dom_element *deel = this->soap->dom ? soap_dom_find(this->soap->dom, NULL, NULL, naam, 0) : NULL;
    const char *tekst = !deel ? NULL : deel->elts && deel->elts->code ? deel->elts->code : soap_elt_get_text(deel);
    return tekst ? tekst : "";
  }

  template <class Vraag> void kop(Vraag &vraag) {
    vraag.identificatiecodeBedrijfsdocument = soap_rand_uuid(this->soap, NULL);
    vraag.verzendendeInstantie = VAN;
    vraag.ontvangendeInstantie = NAAR;
    vraag.datumTijdBedrijfsdocument = time(NULL);
  }
};

static string *tekst(struct soap *soap, const char *waarde) {
  string *gemaakt = soap_new_std__string(soap);
  return *gemaakt = waarde, gemaakt;
}

// Deliver a hoOpleiding: a new one, or with a code the whole new state of one that is there.
template <class Rio> static beheren__aanleveren_USCOREopleidingseenheid_USCOREresponse lever(Rio &rio, const char *code = NULL) {
  struct soap *soap = rio.soap;
  auto *periode = soap_new_beheren__HoOpleidingPeriode(soap);
  periode->begindatum = "2026-09-01";
  periode->naamLang = "Toegepaste Waterkunde";
  periode->omschrijving = tekst(soap, "Dijken, sluizen en grondwater");
  periode->studielast = tekst(soap, "240");
  periode->studielasteenheid = tekst(soap, "ECTS_PUNT");
  auto *soort = soap_new_beheren__Kenmerk(soap);
  soort->kenmerknaam = "soort";
  soort->kenmerkwaardeEnumeratiewaarde = tekst(soap, "OPLEIDING");
  auto *opleiding = soap_new_beheren__HoOpleiding(soap);
  if (code) opleiding->opleidingseenheidcode = tekst(soap, code);
  opleiding->begindatum = "2026-09-01";
  opleiding->kenmerken.push_back(soort);
  opleiding->__union_Opleidingseenheid.emplace_back();
  opleiding->__union_Opleidingseenheid.back().hoOpleidingPeriode = periode;
  opleiding->waardedocumentsoort = "DIPLOMA";
  opleiding->niveau = "HBO-BA";
  opleiding->ISCED = soap_new_short(soap);
  *opleiding->ISCED = 732;
  beheren__aanleveren_USCOREopleidingseenheid_USCORErequest vraag;
  vraag.hoOpleiding = opleiding;
  rio.kop(vraag);
  beheren__aanleveren_USCOREopleidingseenheid_USCOREresponse antwoord;
  rio.onderteken("aanleveren_opleidingseenheid");
  rio.controleer(rio.aanleveren_USCOREopleidingseenheid(&vraag, antwoord));
  return antwoord;
}

static int voorbeeld() {
  const string beheren = "http://duo.nl/contract/DUO_RIO_Beheren_OnderwijsOrganisatie_V4";
  Rio<beherenProxy> leveren("beheren4.0", beheren, NAAR);
  Rio<raadplegenProxy> lezen("raadplegen4.0", "http://duo.nl/contract/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4", NAAR);

  auto geleverd = lever(leveren);
  std::cout << "geleverd " << *geleverd.opleidingseenheidcode << "\n";
  std::cout << "antwoord ondertekend en in orde\n"; // else controleer had thrown

  raadplegen__opvragen_USCOREopleidingseenhedenVanOrganisatie_USCORErequest pagina;
  raadplegen__opvragen_USCOREopleidingseenhedenVanOrganisatie_USCOREresponse gelezen;
  lezen.kop(pagina);
  pagina.onderwijsbestuurcode = omgeving("RIO_BESTUUR");
  pagina.pagina = 0;
  lezen.onderteken("opvragen_opleidingseenhedenVanOrganisatie");
  lezen.controleer(lezen.opvragen_USCOREopleidingseenhedenVanOrganisatie(&pagina, gelezen));
  auto &eenheden = gelezen.__union_opvragen_USCOREopleidingseenhedenVanOrganisatie_USCOREresponse_;
  std::cout << "gelezen " << eenheden.size() << " opleidingseenheden\n";

  time_t begin = time(NULL); // go on two minutes earlier next time: RIO shows a change some seconds later
  raadplegen__opvragen_USCOREgewijzigdeOnderwijsaanbieders_USCORErequest sinds;
  sinds.peildatumtijdMutaties = begin - 24 * 60 * 60;
  sinds.onderwijsbestuurcode = tekst(lezen.soap, getenv("RIO_BESTUUR"));
  size_t wijzigingen = 0;
  int paginas = 1;
  for (sinds.pagina = 0; sinds.pagina < paginas; sinds.pagina++) {
    raadplegen__opvragen_USCOREgewijzigdeOnderwijsaanbieders_USCOREresponse blad;
    lezen.kop(sinds);
    lezen.onderteken("opvragen_gewijzigdeOnderwijsaanbieders");
    lezen.controleer(lezen.opvragen_USCOREgewijzigdeOnderwijsaanbieders(&sinds, blad));
    wijzigingen += blad.gewijzigde_USCOREOnderwijsaanbieder.size();
    paginas = blad.paginering ? blad.paginering->aantalPaginas : 0;
  }
  std::cout << "gevolgd " << wijzigingen << " wijzigingen tot " << soap_dateTime2s(lezen.soap, begin - 120) << "\n";

  auto geweigerd = lever(leveren, "9999O9999"); // no error: look at requestGoedgekeurd
  if (!geweigerd.requestGoedgekeurd)
    for (auto *melding : geweigerd.foutmelding) std::cout << "geweigerd " << melding->foutcode << " " << melding->fouttekst << "\n";

  Rio<beherenProxy> elders("beheren4.0", beheren, "00000099000000009999"); // not RIO: a SOAP fault
  try {
    lever(elders);
  } catch (const RioFout &fout) {
    std::cout << "fout " << fout.what() << "\n";
  }
  return 0;
}

int main() {
  try {
    sleutel = PEM_read_PrivateKey(pem("RIO_CLIENT_SLEUTEL"), NULL, NULL, NULL);
    certificaat = PEM_read_X509(pem("RIO_CLIENT_CERTIFICAAT"), NULL, NULL, NULL);
    vanRio = PEM_read_X509(pem("RIO_CLIENT_RIO_CERTIFICAAT"), NULL, NULL, NULL);
    return voorbeeld();
  } catch (const std::exception &fout) {
    std::cerr << fout.what() << "\n";
    return 1;
  }
}
