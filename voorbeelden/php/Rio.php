<?php
declare(strict_types=1);

/** SoapClient that signs what it sends as RIO wants it, and believes only what RIO signed. */
final class Rio extends SoapClient
{
    private const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
    private const WSA = 'http://www.w3.org/2005/08/addressing';
    private const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
    private const DS = 'http://www.w3.org/2000/09/xmldsig#';
    private const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

    /** @param string $dienst beheren4.0 or raadplegen4.0 */
    public function __construct(private string $dienst, private string $naar)
    {
        // vorm=keuze: a choice where the schema has an abstract head, of which SoapClient leaves the members out unsaid.
        parent::__construct(getenv('RIO_CLIENT_ENDPOINT') . "/RIO/services/$dienst?wsdl&vorm=keuze", [
            'location' => getenv('RIO_CLIENT_ENDPOINT') . "/RIO/services/$dienst",
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        ]);
    }

    /** @return object the answer; refused or not, requestGoedgekeurd says which */
    public function roep(string $operatie, array $velden): object
    {
        return $this->__soapCall($operatie, [[
            'identificatiecodeBedrijfsdocument' => self::uuid(),
            'verzendendeInstantie' => getenv('RIO_CLIENT_OIN'),
            'ontvangendeInstantie' => getenv('RIO_NAAR'),
            'datumTijdBedrijfsdocument' => gmdate('Y-m-d\TH:i:s\Z'),
        ] + $velden]);
    }

    public function __doRequest($request, $location, $action, $version, $oneWay = false): ?string
    {
        $id = self::uuid();
        $antwoord = parent::__doRequest($this->onderteken($request, $action, $id), $location, $action, $version, $oneWay);
        $document = new DOMDocument();
        if (!$antwoord || !@$document->loadXML($antwoord)) {
            throw new RuntimeException('no answer of RIO: ' . substr((string) $antwoord, 0, 200));
        }
        // A fault may come unsigned; SoapClient throws it as SoapFault, with code, text and detail.
        if ($document->getElementsByTagNameNS(self::SOAP, 'Fault')->length === 0) {
            self::verifieer($document, $id);
        }
        return $antwoord;
    }

    private function onderteken(string $bericht, string $action, string $id): string
    {
        $wsu = self::WSS . 'wssecurity-utility-1.0.xsd';
        $x509 = self::WSS . 'x509-token-profile-1.0#X509v3';
        $pem = preg_replace('/-----[A-Z ]+-----|\s/', '', file_get_contents(getenv('RIO_CLIENT_CERTIFICAAT')));
        $van = self::WSA . '/anonymous?oin=' . getenv('RIO_CLIENT_OIN');
        $naar = "https://duo.nl/RIO/services/{$this->dienst}?oin={$this->naar}";
        [$nu, $straks] = [gmdate('Y-m-d\TH:i:s\Z'), gmdate('Y-m-d\TH:i:s\Z', time() + 300)];
        $verwijzingen = '';
        foreach (['From', 'To', 'Action', 'MessageID', 'Body', 'Timestamp'] as $deel) {
            $verwijzingen .= "<ds:Reference URI='#id-$deel'><ds:Transforms><ds:Transform Algorithm='" . self::C14N . "'/></ds:Transforms>"
                . "<ds:DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><ds:DigestValue/></ds:Reference>";
        }
        $header = "<SOAP-ENV:Header xmlns:wsa='" . self::WSA . "' xmlns:wsu='$wsu'>"
            . "<wsse:Security xmlns:wsse='" . self::WSS . "wssecurity-secext-1.0.xsd'><wsse:BinarySecurityToken wsu:Id='token'"
            . " EncodingType='" . self::WSS . "soap-message-security-1.0#Base64Binary' ValueType='$x509'>$pem</wsse:BinarySecurityToken>"
            . "<ds:Signature xmlns:ds='" . self::DS . "'><ds:SignedInfo><ds:CanonicalizationMethod Algorithm='" . self::C14N . "'/>"
            . "<ds:SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>$verwijzingen</ds:SignedInfo>"
            . "<ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI='#token' ValueType='$x509'/>"
            . '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>'
            . "<wsu:Timestamp wsu:Id='id-Timestamp'><wsu:Created>$nu</wsu:Created><wsu:Expires>$straks</wsu:Expires></wsu:Timestamp>"
            . "</wsse:Security><wsa:Action wsu:Id='id-Action'>$action</wsa:Action>"
            . "<wsa:From wsu:Id='id-From'><wsa:Address>$van</wsa:Address></wsa:From>"
            . "<wsa:MessageID wsu:Id='id-MessageID'>$id</wsa:MessageID><wsa:To wsu:Id='id-To'>$naar</wsa:To></SOAP-ENV:Header>";
        // Put together as text and then parsed: C14N of nodes that DOM made itself misses their namespaces.
        $body = "<SOAP-ENV:Body xmlns:wsu='$wsu' wsu:Id='id-Body'>";
        $document = new DOMDocument();
        $document->loadXML(str_replace('<SOAP-ENV:Body>', $header . $body, $bericht));
        $xpath = new DOMXPath($document);
        foreach ($xpath->query('//*[local-name()="Reference"][@URI][*]') as $verwijzing) {
            $deel = $xpath->query("//*[@*[local-name()='Id'] = '" . substr($verwijzing->getAttribute('URI'), 1) . "']")->item(0);
            $verwijzing->lastChild->nodeValue = base64_encode(hash('sha256', $deel->C14N(true), true));
        }
        $ondertekend = $document->getElementsByTagNameNS(self::DS, 'SignedInfo')->item(0);
        openssl_sign($ondertekend->C14N(true), $waarde, file_get_contents(getenv('RIO_CLIENT_SLEUTEL')), OPENSSL_ALGO_SHA256)
            || throw new RuntimeException('RIO_CLIENT_SLEUTEL does not sign: ' . openssl_error_string());
        $ondertekend->nextSibling->nodeValue = base64_encode($waarde);
        return $document->saveXML();
    }

    /** The signature of the service over every part, each found by its place and not by its Id, in the answer to $id. */
    private static function verifieer(DOMDocument $antwoord, string $id): void
    {
        $xpath = new DOMXPath($antwoord);
        $info = $xpath->query('/*/*/*/*[local-name()="Signature"]/*[local-name()="SignedInfo"]')->item(0)
            ?? throw new RuntimeException('the answer is not signed');
        $waarde = base64_decode($xpath->evaluate('string(../*[local-name()="SignatureValue"])', $info));
        $dienst = file_get_contents(getenv('RIO_CLIENT_RIO_CERTIFICAAT'));
        if (openssl_verify($info->C14N(true), $waarde, $dienst, OPENSSL_ALGO_SHA256) !== 1) {
            throw new RuntimeException('the answer is not signed by the service');
        }
        $delen = $xpath->query('/*/*[local-name()="Body"] | /*/*/*[namespace-uri()="' . self::WSA . '"] | /*/*/*/*[local-name()="Timestamp"]');
        foreach ($delen as $deel) {
            $verwijzing = '*[@URI=concat("#", "' . $xpath->evaluate('string(@*[local-name()="Id"])', $deel) . '")]';
            $digest = $xpath->evaluate("string($verwijzing/*[local-name()='DigestValue'])", $info);
            if (!hash_equals(base64_encode(hash('sha256', $deel->C14N(true), true)), $digest)) {
                throw new RuntimeException("{$deel->nodeName} of the answer is not signed, or was changed");
            }
        }
        if ($delen->length !== 7 || $xpath->evaluate('string(/*/*/*[local-name()="RelatesTo"])') !== $id) {
            throw new RuntimeException('this answers another message');
        }
    }

    public static function uuid(): string
    {
        return vsprintf('%s%s-%s-4%.3s-8%.3s-%s%s%s', str_split(bin2hex(random_bytes(18)), 4));
    }
}
