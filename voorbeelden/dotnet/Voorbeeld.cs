using System;
using System.Linq;
using System.Xml.Linq;

/// <summary>RIO from .NET: deliver, verify, read a page, follow a feed, and see both kinds of refusal.</summary>
static class Voorbeeld {
  static readonly XNamespace B = "http://duo.nl/schema/DUO_RIO_Beheren_OnderwijsOrganisatie_V4";
  static readonly XNamespace R = "http://duo.nl/schema/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4";
  static readonly string NAAR = Rio.Omgeving("RIO_NAAR"), BESTUUR = Rio.Omgeving("RIO_BESTUUR");

  static Rio Dienst(string naam, XNamespace schema, string naar) {
    return new Rio(naam, schema.NamespaceName.Replace("/schema/", "/contract/"), naar);
  }

  /// <summary>Send a request with its document header; gives the answer.</summary>
  static XElement Vraag(Rio rio, XNamespace ns, string operatie, params object[] velden) {
    return rio.Roep(operatie, new XElement(ns + (operatie + "_request"),
      new XElement(ns + "identificatiecodeBedrijfsdocument", Guid.NewGuid()),
      new XElement(ns + "verzendendeInstantie", Rio.Omgeving("RIO_CLIENT_OIN")),
      new XElement(ns + "ontvangendeInstantie", NAAR),
      new XElement(ns + "datumTijdBedrijfsdocument", Rio.Tijd(DateTime.UtcNow)), velden));
  }

  /// <summary>Deliver a hoOpleiding: a new one, or with a code the whole new state of one that is there.</summary>
  static XElement Lever(Rio rio, string code = null) {
    return Vraag(rio, B, "aanleveren_opleidingseenheid",
      new XElement(B + "hoOpleiding",
        code == null ? null : new XElement(B + "opleidingseenheidcode", code),
        new XElement(B + "begindatum", "2026-09-01"),
        new XElement(B + "kenmerken",
          new XElement(B + "kenmerknaam", "soort"),
          new XElement(B + "kenmerkwaardeEnumeratiewaarde", "OPLEIDING")),
        new XElement(B + "hoOpleidingPeriode",
          new XElement(B + "begindatum", "2026-09-01"),
          new XElement(B + "naamLang", "Toegepaste Waterkunde"),
          new XElement(B + "omschrijving", "Dijken, sluizen en grondwater"),
          new XElement(B + "studielast", 240),
          new XElement(B + "studielasteenheid", "ECTS_PUNT")),
        new XElement(B + "waardedocumentsoort", "DIPLOMA"),
        new XElement(B + "niveau", "HBO-BA"),
        new XElement(B + "ISCED", 732)));
  }

  static int Main() {
    try {
      Doe();
      return 0;
    } catch (RioFout fout) {
      Console.WriteLine("fout " + fout.Message);
    } catch (Exception fout) {
      Console.Error.WriteLine(fout.GetType().Name + ": " + fout.Message);
    }
    return 1;
  }

  static void Doe() {
    Rio beheren = Dienst("beheren4.0", B, NAAR), raadplegen = Dienst("raadplegen4.0", R, NAAR);
    Console.WriteLine("geleverd " + Lever(beheren).Element(B + "opleidingseenheidcode").Value);
    Console.WriteLine("antwoord ondertekend en in orde"); // else Roep had thrown

    var pagina = Vraag(raadplegen, R, "opvragen_opleidingseenhedenVanOrganisatie",
      new XElement(R + "onderwijsbestuurcode", BESTUUR), new XElement(R + "pagina", 0));
    int gelezen = pagina.Elements().Count(e => e.Element(R + "opleidingseenheidcode") != null);
    Console.WriteLine("gelezen " + gelezen + " opleidingseenheden");

    DateTime begin = DateTime.UtcNow; // go on two minutes earlier next time: RIO shows a change some seconds later
    int wijzigingen = 0;
    for (int nummer = 0, paginas = 1; nummer < paginas; nummer++) {
      var blad = Vraag(raadplegen, R, "opvragen_gewijzigdeOnderwijsaanbieders",
        new XElement(R + "peildatumtijdMutaties", Rio.Tijd(begin.AddDays(-1))),
        new XElement(R + "pagina", nummer), new XElement(R + "onderwijsbestuurcode", BESTUUR));
      wijzigingen += blad.Elements(R + "gewijzigde_Onderwijsaanbieder").Count();
      paginas = (int?)blad.Elements(R + "paginering").Elements(R + "aantalPaginas").FirstOrDefault() ?? 0;
    }
    Console.WriteLine("gevolgd " + wijzigingen + " wijzigingen tot " + Rio.Tijd(begin.AddMinutes(-2)));

    var geweigerd = Lever(beheren, "9999O9999"); // no exception: look at requestGoedgekeurd
    if (!(bool)geweigerd.Element(B + "requestGoedgekeurd"))
      foreach (var melding in geweigerd.Elements(B + "foutmelding"))
        Console.WriteLine("geweigerd " + melding.Element(B + "foutcode").Value + " " + melding.Element(B + "fouttekst").Value);

    try {
      Lever(Dienst("beheren4.0", B, "00000099000000009999")); // not RIO: a SOAP fault
    } catch (RioFout fout) {
      Console.WriteLine("fout " + fout.Message);
    }
  }
}
