// JAX-WS RI on our WSDL: interfaces by wsimport, endpoints on the HTTP server of the JDK. What stands between @ signs is
// filled in by bouw.py: nothing or schema validation, and the operations that are not measured.
import javax.jws.WebService;
import javax.xml.ws.Endpoint;
import nl.rio.beheren.*;
import nl.rio.raadplegen.*;

public class JaxwsServer {
  @WebService(serviceName = "DUO_RIO_Beheren_OnderwijsOrganisatie_V4.0", portName = "DUO_RIO_Beheren_OnderwijsOrganisatie_V4.0Port",
      targetNamespace = "http://duo.nl/contract/DUO_RIO_Beheren_OnderwijsOrganisatie_V4",
      wsdlLocation = "META-INF/rio/wsdl/DUO_RIO_Beheren_OnderwijsOrganisatie_V4.wsdl",
      endpointInterface = "nl.rio.beheren.DUORIOBeherenOnderwijsOrganisatieV40PortType")
  @ANNOTATIE@
  public static class Beheren implements DUORIOBeherenOnderwijsOrganisatieV40PortType {
    public AanleverenAangebodenOpleidingResponse aanleverenAangebodenOpleiding(AanleverenAangebodenOpleidingRequest v) {
      AanleverenAangebodenOpleidingResponse a = new AanleverenAangebodenOpleidingResponse();
      a.setIdentificatiecodeBedrijfsdocument(v.getIdentificatiecodeBedrijfsdocument());
      a.setVerzendendeInstantie(v.getOntvangendeInstantie());
      a.setOntvangendeInstantie(v.getVerzendendeInstantie());
      a.setDatumTijdBedrijfsdocument(v.getDatumTijdBedrijfsdocument());
      a.setRequestGoedgekeurd(true);
      return a;
    }
    @BEHEREN@
  }

  @WebService(serviceName = "DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4.0", portName = "DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4.0Port",
      targetNamespace = "http://duo.nl/contract/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4",
      wsdlLocation = "META-INF/rio/wsdl/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4.wsdl",
      endpointInterface = "nl.rio.raadplegen.DUORIORaadplegenOnderwijsOrganisatieV40PortType")
  @ANNOTATIE@
  public static class Raadplegen implements DUORIORaadplegenOnderwijsOrganisatieV40PortType {
    public OpvragenRioIdentificatiecodeResponse opvragenRioIdentificatiecode(OpvragenRioIdentificatiecodeRequest v) {
      OpvragenRioIdentificatiecodeResponse a = new OpvragenRioIdentificatiecodeResponse();
      a.setIdentificatiecodeBedrijfsdocument(v.getIdentificatiecodeBedrijfsdocument());
      a.setVerzendendeInstantie(v.getOntvangendeInstantie());
      a.setOntvangendeInstantie(v.getVerzendendeInstantie());
      a.setDatumTijdBedrijfsdocument(v.getDatumTijdBedrijfsdocument());
      a.setRequestGoedgekeurd(true);
      a.setAangebodenOpleidingCode("0b5e1c4e-0000-4000-8000-000000000001");
      return a;
    }
    @RAADPLEGEN@
  }

  public static void main(String[] argumenten) {
    String adres = "http://127.0.0.1:" + argumenten[0];
    Endpoint.publish(adres + "/RIO/services/beheren4.0", new Beheren());
    Endpoint.publish(adres + "/RIO/services/raadplegen4.0", new Raadplegen());
  }
}
