import java.math.BigInteger;
import java.time.*;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.stream.*;
import javax.xml.datatype.*;
import javax.xml.soap.SOAPFault;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.soap.SOAPFaultException;
import nl.rio.beheren.*;
import nl.rio.raadplegen.*;
import org.w3c.dom.*;

/** RIO by JAX-WS: deliver, verify, read a page, follow a feed, and see both kinds of refusal. */
public class Voorbeeld {
  static final String ADRES = System.getenv("RIO_CLIENT_ENDPOINT"), BESTUUR = System.getenv("RIO_BESTUUR");
  static final String VAN = System.getenv("RIO_CLIENT_OIN"), NAAR = System.getenv("RIO_NAAR");

  /** Have a port of wsimport sign what it sends, and verify what comes. */
  static void teken(Object poort, String dienst, String naar) throws Exception {
    BindingProvider provider = (BindingProvider) poort;
    provider.getRequestContext().put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, ADRES + "/RIO/services/" + dienst);
    provider.getBinding().setHandlerChain(List.of(new Ondertekening(dienst, VAN, naar)));
  }

  static XMLGregorianCalendar tijd(Object moment) throws Exception {
    return DatatypeFactory.newInstance().newXMLGregorianCalendar(moment.toString());
  }

  static AanleverenOpleidingseenheidRequest levering(String code) throws Exception {
    var periode = new nl.rio.beheren.HoOpleidingPeriode();
    periode.setBegindatum(tijd("2026-09-01"));
    periode.setNaamLang("Toegepaste Waterkunde");
    periode.setOmschrijving("Dijken, sluizen en grondwater");
    periode.setStudielast(BigInteger.valueOf(240));
    periode.setStudielasteenheid("ECTS_PUNT");
    var soort = new nl.rio.beheren.Kenmerk();
    soort.setKenmerknaam("soort");
    soort.setKenmerkwaardeEnumeratiewaarde("OPLEIDING");
    var opleiding = new nl.rio.beheren.HoOpleiding();
    opleiding.setOpleidingseenheidcode(code);
    opleiding.setBegindatum(tijd("2026-09-01"));
    opleiding.getKenmerken().add(soort);
    // The factory makes the member of the substitution group: hoOpleiding, where the schema says opleidingseenheid.
    var fabriek = new nl.rio.beheren.ObjectFactory();
    opleiding.getOpleidingseenheidPeriode().add(fabriek.createHoOpleidingPeriode(periode));
    opleiding.setWaardedocumentsoort("DIPLOMA");
    opleiding.setNiveau("HBO-BA");
    opleiding.setISCED((short) 732);
    var vraag = new AanleverenOpleidingseenheidRequest();
    vraag.setOpleidingseenheid(fabriek.createHoOpleiding(opleiding));
    vraag.setIdentificatiecodeBedrijfsdocument(UUID.randomUUID().toString());
    vraag.setVerzendendeInstantie(VAN);
    vraag.setOntvangendeInstantie(NAAR);
    vraag.setDatumTijdBedrijfsdocument(tijd(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    return vraag;
  }

  /** The document header of a reading. wsimport makes a Bedrijfsdocument per contract. */
  static <V extends nl.rio.raadplegen.Bedrijfsdocument> V lezing(V vraag) throws Exception {
    vraag.setIdentificatiecodeBedrijfsdocument(UUID.randomUUID().toString());
    vraag.setVerzendendeInstantie(VAN);
    vraag.setOntvangendeInstantie(NAAR);
    vraag.setDatumTijdBedrijfsdocument(tijd(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    return vraag;
  }

  public static void main(String[] argumenten) throws Exception {
    try {
      voorbeeld();
    } catch (SOAPFaultException fout) {
      toon(fout);
      System.exit(1);
    }
  }

  static void voorbeeld() throws Exception {
    var beheren = new DUORIOBeherenOnderwijsOrganisatieV40().getDUORIOBeherenOnderwijsOrganisatieV40Port();
    var raadplegen = new DUORIORaadplegenOnderwijsOrganisatieV40().getDUORIORaadplegenOnderwijsOrganisatieV40Port();
    teken(beheren, "beheren4.0", NAAR);
    teken(raadplegen, "raadplegen4.0", NAAR);

    var antwoord = beheren.aanleverenOpleidingseenheid(levering(null));
    System.out.println("geleverd " + antwoord.getOpleidingseenheidcode());
    System.out.println("antwoord ondertekend en in orde"); // else Ondertekening had thrown

    var pagina = lezing(new OpvragenOpleidingseenhedenVanOrganisatieRequest());
    pagina.setOnderwijsbestuurcode(BESTUUR);
    pagina.setPagina(0);
    int gelezen = raadplegen.opvragenOpleidingseenhedenVanOrganisatie(pagina).getOpleidingseenheid().size();
    System.out.println("gelezen " + gelezen + " opleidingseenheden");

    // Where to go on next time is two minutes back: RIO shows a change some seconds later.
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var wijzigingen = new ArrayList<GewijzigdeOnderwijsaanbieder>();
    var vraag = new OpvragenGewijzigdeOnderwijsaanbiedersRequest();
    vraag.setPeildatumtijdMutaties(tijd(begin.minus(1, ChronoUnit.DAYS)));
    vraag.setOnderwijsbestuurcode(BESTUUR);
    for (int nummer = 0, paginas = 1; nummer < paginas; nummer++) {
      vraag.setPagina(nummer);
      var blad = raadplegen.opvragenGewijzigdeOnderwijsaanbieders(lezing(vraag));
      wijzigingen.addAll(blad.getGewijzigdeOnderwijsaanbieder());
      paginas = blad.getPaginering() == null ? 0 : blad.getPaginering().getAantalPaginas();
    }
    System.out.println("gevolgd " + wijzigingen.size() + " wijzigingen tot " + begin.minus(2, ChronoUnit.MINUTES));

    antwoord = beheren.aanleverenOpleidingseenheid(levering("9999O9999")); // no exception: look at requestGoedgekeurd
    if (!antwoord.isRequestGoedgekeurd())
      for (nl.rio.beheren.Foutmelding melding : antwoord.getFoutmelding())
        System.out.println("geweigerd " + melding.getFoutcode() + " " + melding.getFouttekst());

    teken(beheren, "beheren4.0", "00000099000000009999"); // not RIO: a SOAP fault
    try {
      beheren.aanleverenOpleidingseenheid(levering(null));
    } catch (SOAPFaultException fout) {
      toon(fout);
    }
  }

  static void toon(SOAPFaultException fout) {
    SOAPFault f = fout.getFault(); // getMessage() adds to the text of RIO
    String oorzaken = f.getDetail() == null ? "" : " (" + oorzaken(f.getDetail()) + ")";
    System.out.println("fout " + f.getFaultCodeAsName().getLocalName() + " " + f.getFaultString() + oorzaken);
  }

  /** The causes that rio_soap puts in the detail: <bevinding><oorzaak>. */
  static String oorzaken(Element detail) {
    NodeList gevonden = detail.getElementsByTagNameNS("*", "oorzaak");
    return IntStream.range(0, gevonden.getLength())
        .mapToObj(i -> gevonden.item(i).getTextContent())
        .collect(Collectors.joining(", "));
  }
}
