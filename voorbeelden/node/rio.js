'use strict';
// RIO by the soap library: which options it needs to sign as RIO wants it, and what it leaves to you.
const { readFileSync } = require('node:fs');
const { randomUUID } = require('node:crypto');
const { DOMParser } = require('@xmldom/xmldom');
const { SignedXml } = require('xml-crypto');
const soap = require('soap');
const xpath = require('xpath');

const { RIO_CLIENT_ENDPOINT, RIO_CLIENT_CERTIFICAAT, RIO_CLIENT_SLEUTEL, RIO_CLIENT_RIO_CERTIFICAAT, RIO_CLIENT_OIN, RIO_NAAR } = process.env;
const WSA = 'http://www.w3.org/2005/08/addressing';
const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const KOPPEN = ['Action', 'From', 'MessageID', 'To'];

/** A client of beheren4.0 or raadplegen4.0; `naar` is the OIN for wsa:To. Gives a function: operation, fields → answer. */
async function verbind(dienst, naar = RIO_NAAR) {
  // vorm=keuze: a choice where the schema has an abstract head, of which soap knows no members.
  const client = await soap.createClientAsync(`${RIO_CLIENT_ENDPOINT}/RIO/services/${dienst}?wsdl&vorm=keuze`);
  client.setEndpoint(`${RIO_CLIENT_ENDPOINT}/RIO/services/${dienst}`);
  client.setSecurity(new soap.WSSecurityCert(readFileSync(RIO_CLIENT_SLEUTEL), readFileSync(RIO_CLIENT_CERTIFICAAT, 'utf8'), '', {
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    signatureTransformations: [C14N], // by default enveloped-signature too, which RIO does not take
    additionalReferences: KOPPEN.map((naam) => `wsa:${naam}`), // by default only Body and Timestamp are signed
    signerOptions: { idMode: 'wssecurity', prefix: 'ds' }, // wsu:Id
  }));
  return async (operatie, velden) => {
    const nu = new Date().toISOString();
    const id = randomUUID();
    const waarde = {
      Action: `${client.wsdl.definitions.$targetNamespace}/${operatie}`,
      From: `<wsa:Address>${WSA}/anonymous?oin=${RIO_CLIENT_OIN}</wsa:Address>`,
      MessageID: id,
      To: `https://duo.nl/RIO/services/${dienst}?oin=${naar}`,
    };
    client.clearSoapHeaders();
    for (const naam of KOPPEN) client.addSoapHeader(`<wsa:${naam} xmlns:wsa="${WSA}">${waarde[naam]}</wsa:${naam}>`);
    const document = { // soap writes the fields in the order in which they stand here
      identificatiecodeBedrijfsdocument: randomUUID(),
      verzendendeInstantie: RIO_CLIENT_OIN,
      ontvangendeInstantie: RIO_NAAR,
      datumTijdBedrijfsdocument: nu,
    };
    // A fault is thrown, signed or not, as an error with root.Envelope.Body.Fault.
    const [antwoord, bytes] = await client[`${operatie}Async`]({ ...document, ...velden });
    verifieer(bytes, id);
    return antwoord;
  };
}

/** The signature of the service over every part, in the answer to `id`; soap itself looks at no signature. */
function verifieer(bytes, id) {
  const document = new DOMParser().parseFromString(bytes, 'text/xml');
  const handtekening = xpath.select1('/*/*/*/*[local-name()="Signature"]', document);
  if (!handtekening) throw new Error('the answer is not signed');
  // Without getCertFromKeyInfo it is publicCert that counts, and no certificate that the answer brings along.
  const signed = new SignedXml({ publicCert: readFileSync(RIO_CLIENT_RIO_CERTIFICAAT) });
  signed.loadSignature(handtekening);
  if (!signed.checkSignature(bytes)) throw new Error('the answer was changed after it was signed');
  const ondertekend = signed.getReferences().map((verwijzing) => verwijzing.uri);
  const delen = xpath.select(`/*/*[local-name()="Body"] | /*/*/*[namespace-uri()="${WSA}"] | /*/*/*/*[local-name()="Timestamp"]`, document);
  const ids = delen.map((deel) => `#${xpath.select1('string(@*[local-name()="Id"])', deel)}`);
  if (ids.length !== 7 || !ids.every((een) => ondertekend.includes(een))) throw new Error('not all of the answer is signed');
  if (xpath.select1('string(/*/*/*[local-name()="RelatesTo"])', document) !== id) throw new Error('this answers another message');
}

module.exports = { verbind };
