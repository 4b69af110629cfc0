// The npm package `soap` on our WSDL, as its README writes a server.
'use strict';
const fs = require('fs');
const http = require('http');
const soap = require('soap');

const [map, poort] = process.argv.slice(2);
const kop = (v) => ({
  identificatiecodeBedrijfsdocument: v.identificatiecodeBedrijfsdocument,
  verzendendeInstantie: v.ontvangendeInstantie,
  ontvangendeInstantie: v.verzendendeInstantie,
  datumTijdBedrijfsdocument: v.datumTijdBedrijfsdocument,
  requestGoedgekeurd: true,
});
const methoden = {
  aanleveren_aangebodenOpleiding: kop,
  opvragen_rioIdentificatiecode: (v) => ({ ...kop(v), aangebodenOpleidingCode: '0b5e1c4e-0000-4000-8000-000000000001' }),
};
const server = http.createServer((vraag, antwoord) => { antwoord.statusCode = 404; antwoord.end(); });
server.listen(Number(poort), '127.0.0.1', () => {
  for (const [naam, pad] of [['Beheren', '/RIO/services/beheren4.0'], ['Raadplegen', '/RIO/services/raadplegen4.0']]) {
    const dienst = `DUO_RIO_${naam}_OnderwijsOrganisatie_V4`;
    const bestand = `${map}/wsdl/${dienst}.wsdl`;
    const services = { [`${dienst}.0`]: { [`${dienst}.0Port`]: methoden } };
    soap.listen(server, { path: pad, services, xml: fs.readFileSync(bestand, 'utf8'), uri: bestand });
  }
});
