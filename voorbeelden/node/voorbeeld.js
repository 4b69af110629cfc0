'use strict';
const { verbind } = require('./rio.js');

const bestuur = process.env.RIO_BESTUUR;
const tijdstip = (geleden) => new Date(Date.now() - geleden * 1000).toISOString();
const lijst = (waarde) => [].concat(waarde ?? []); // soap gives one element as itself, and none as undefined

/** What is delivered: a new hoOpleiding, or with a code the whole new state of one that is there. */
const opleiding = (velden = {}) => ({
  hoOpleiding: {
    ...velden,
    begindatum: '2026-09-01',
    kenmerken: [{ kenmerknaam: 'soort', kenmerkwaardeEnumeratiewaarde: 'OPLEIDING' }],
    hoOpleidingPeriode: [{
      begindatum: '2026-09-01',
      naamLang: 'Toegepaste Waterkunde',
      omschrijving: 'Dijken, sluizen en grondwater',
      studielast: 240,
      studielasteenheid: 'ECTS_PUNT',
    }],
    waardedocumentsoort: 'DIPLOMA',
    niveau: 'HBO-BA',
    ISCED: 732,
  },
});

/** A refusal by the transport: a SOAP fault, with the cause in its detail. Any other error is thrown on. */
function toon(error) {
  const fout = error.root?.Envelope?.Body?.Fault;
  if (!fout) throw error;
  const oorzaken = lijst(fout.detail?.bevindingen?.bevinding).map((bevinding) => bevinding.oorzaak);
  console.log('fout', fout.faultcode, fout.faultstring, `(${oorzaken.join(', ')})`);
}

async function main() {
  const [beheren, raadplegen] = [await verbind('beheren4.0'), await verbind('raadplegen4.0')];

  const antwoord = await beheren('aanleveren_opleidingseenheid', opleiding());
  if (String(antwoord.requestGoedgekeurd) !== 'true') throw new Error(JSON.stringify(antwoord.foutmelding)); // a text!
  console.log('geleverd', antwoord.opleidingseenheidcode);
  console.log('antwoord ondertekend en in orde');

  const blad = await raadplegen('opvragen_opleidingseenhedenVanOrganisatie', { onderwijsbestuurcode: bestuur, pagina: 0 });
  const soorten = ['hoOpleiding', 'hoOnderwijseenhedencluster', 'hoOnderwijseenheid', 'particuliereOpleiding'];
  console.log('gelezen', soorten.flatMap((soort) => lijst(blad[soort])).length, 'opleidingseenheden');

  const [gisteren, volgende] = [tijdstip(86400), tijdstip(120)];
  let gevolgd = 0;
  for (let pagina = 0, paginas = 1; pagina < paginas; pagina++) {
    const wijzigingen = await raadplegen('opvragen_gewijzigdeOnderwijsaanbieders', {
      peildatumtijdMutaties: gisteren, pagina, onderwijsbestuurcode: bestuur,
    });
    gevolgd += lijst(wijzigingen.gewijzigde_Onderwijsaanbieder).length;
    paginas = Number(wijzigingen.paginering?.aantalPaginas ?? 0);
  }
  console.log(`gevolgd ${gevolgd} wijzigingen tot ${volgende}`);

  // Refused by the register: an answer like any other, signed, that says no.
  const afgekeurd = await beheren('aanleveren_opleidingseenheid', opleiding({ opleidingseenheidcode: '9999O9999' }));
  for (const melding of lijst(afgekeurd.foutmelding)) console.log('geweigerd', melding.foutcode, melding.fouttekst);

  await verbind('beheren4.0', '00000099000000009999')
    .then((elders) => elders('aanleveren_opleidingseenheid', opleiding()))
    .catch(toon);
}

main().catch((error) => { process.exitCode = 1; toon(error); }).catch((error) => console.error(error.message));
