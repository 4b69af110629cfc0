// A gSOAP server on our WSDL, as its documentation writes one: generated class, a thread per connection.
// Build with -DBEHEREN or -DRAADPLEGEN and the service header of that contract.
#include <csignal>
#include <cstdlib>
#include <thread>
#ifdef BEHEREN
#include "soapDUO_USCORERIO_USCOREBeheren_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBindingService.h"
#include "DUO_USCORERIO_USCOREBeheren_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBinding.nsmap"
typedef DUO_USCORERIO_USCOREBeheren_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBindingService Basis;
#else
#include "soapDUO_USCORERIO_USCORERaadplegen_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBindingService.h"
#include "DUO_USCORERIO_USCORERaadplegen_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBinding.nsmap"
typedef DUO_USCORERIO_USCORERaadplegen_USCOREOnderwijsOrganisatie_USCOREV4_x002e0_USCOREBindingService Basis;
#endif

template <class Vraag, class Antwoord> static void kop(const Vraag *vraag, Antwoord &antwoord) {
  antwoord.identificatiecodeBedrijfsdocument = vraag->identificatiecodeBedrijfsdocument;
  antwoord.verzendendeInstantie = vraag->ontvangendeInstantie;
  antwoord.ontvangendeInstantie = vraag->verzendendeInstantie;
  antwoord.datumTijdBedrijfsdocument = vraag->datumTijdBedrijfsdocument;
  antwoord.requestGoedgekeurd = true;
}

class Server : public Basis {
public:
  explicit Server(soap_mode mode) : Basis(mode) {}
  // As the generated copy() does it: a context of its own, on the connection that was just accepted.
  Basis *copy() override {
    Server *kopie = new Server(0);
    soap_done(kopie->soap);
    soap_copy_context(kopie->soap, this->soap);
    return kopie;
  }
#ifdef BEHEREN
  int aanleveren_USCOREaangebodenOpleiding(ns2__aanleveren_USCOREaangebodenOpleiding_USCORErequest *vraag,
                                           ns2__aanleveren_USCOREaangebodenOpleiding_USCOREresponse &antwoord) override {
    kop(vraag, antwoord);
    return SOAP_OK;
  }
#else
  int opvragen_USCORErioIdentificatiecode(ns2__opvragen_USCORErioIdentificatiecode_USCORErequest *vraag,
                                          ns2__opvragen_USCORErioIdentificatiecode_USCOREresponse &antwoord) override {
    kop(vraag, antwoord);
    antwoord.__union_opvragen_USCORErioIdentificatiecode_USCOREresponse =
        SOAP_UNION__ns2__union_opvragen_USCORErioIdentificatiecode_USCOREresponse_aangebodenOpleidingCode;
    antwoord.union_opvragen_USCORErioIdentificatiecode_USCOREresponse.aangebodenOpleidingCode =
        soap_new_std__string(this->soap);
    *antwoord.union_opvragen_USCORErioIdentificatiecode_USCOREresponse.aangebodenOpleidingCode =
        "0b5e1c4e-0000-4000-8000-000000000001";
    return SOAP_OK;
  }
#endif
};

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN);
  Server server(SOAP_IO_KEEPALIVE | (argc > 2 ? SOAP_XML_STRICT : 0));
  server.soap->bind_flags = SO_REUSEADDR;
  server.soap->recv_timeout = server.soap->send_timeout = 60;
  if (!soap_valid_socket(server.bind("127.0.0.1", atoi(argv[1]), 100)))
    return 1;
  for (;;) {
    if (!soap_valid_socket(server.accept()))
      return 1;
    Basis *deze = server.copy();
    std::thread([deze] {
      deze->serve();
      deze->destroy();
      delete deze;
    }).detach();
  }
}
