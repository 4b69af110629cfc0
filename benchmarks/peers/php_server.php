<?php
// PHP's SoapServer on our WSDL, behind PHP's own web server; the WSDL is cached as by default.
class Dienst
{
    private function kop(object $v): array
    {
        return [
            'identificatiecodeBedrijfsdocument' => $v->identificatiecodeBedrijfsdocument,
            'verzendendeInstantie' => $v->ontvangendeInstantie,
            'ontvangendeInstantie' => $v->verzendendeInstantie,
            'datumTijdBedrijfsdocument' => $v->datumTijdBedrijfsdocument,
            'requestGoedgekeurd' => true,
        ];
    }

    public function aanleveren_aangebodenOpleiding(object $v): array
    {
        return $this->kop($v);
    }

    public function opvragen_rioIdentificatiecode(object $v): array
    {
        return $this->kop($v) + ['aangebodenOpleidingCode' => '0b5e1c4e-0000-4000-8000-000000000001'];
    }

    // Headers that it does not know are no error by default; those of WS-Addressing need nothing.
}

$naam = str_contains($_SERVER['REQUEST_URI'], 'raadplegen') ? 'Raadplegen' : 'Beheren';
$server = new SoapServer(getenv('RIO_CONTRACT') . "/wsdl/DUO_RIO_{$naam}_OnderwijsOrganisatie_V4.wsdl");
$server->setClass(Dienst::class);
$server->handle();
