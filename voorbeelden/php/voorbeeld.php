<?php
declare(strict_types=1);
require __DIR__ . '/Rio.php';

/** What is delivered: a new hoOpleiding, or with a code the whole new state of one that is there. */
function opleiding(array $velden = []): array
{
    return ['hoOpleiding' => $velden + [
        'begindatum' => '2026-09-01',
        'kenmerken' => [['kenmerknaam' => 'soort', 'kenmerkwaardeEnumeratiewaarde' => 'OPLEIDING']],
        'hoOpleidingPeriode' => [[
            'begindatum' => '2026-09-01',
            'naamLang' => 'Toegepaste Waterkunde',
            'omschrijving' => 'Dijken, sluizen en grondwater',
            'studielast' => 240,
            'studielasteenheid' => 'ECTS_PUNT',
        ]],
        'waardedocumentsoort' => 'DIPLOMA',
        'niveau' => 'HBO-BA',
        'ISCED' => 732,
    ]];
}

/** A refusal by the transport: a SOAP fault, with the cause in its detail. */
function toon(SoapFault $fout): void
{
    $gevonden = $fout->detail->bevindingen->bevinding ?? []; // one is given as itself
    $oorzaken = array_map(fn($een) => $een->oorzaak, is_array($gevonden) ? $gevonden : [$gevonden]);
    echo "fout $fout->faultcode $fout->faultstring (", implode(', ', $oorzaken), ")\n";
}

set_exception_handler(function (Throwable $fout) {
    $fout instanceof SoapFault ? toon($fout) : fwrite(STDERR, $fout->getMessage() . "\n");
    exit(1);
});
$bestuur = getenv('RIO_BESTUUR');
$beheren = new Rio('beheren4.0', getenv('RIO_NAAR'));
$raadplegen = new Rio('raadplegen4.0', getenv('RIO_NAAR'));

$antwoord = $beheren->roep('aanleveren_opleidingseenheid', opleiding());
if (!$antwoord->requestGoedgekeurd) {
    throw new RuntimeException("geweigerd {$antwoord->foutmelding[0]->foutcode} {$antwoord->foutmelding[0]->fouttekst}");
}
echo "geleverd $antwoord->opleidingseenheidcode\n", "antwoord ondertekend en in orde\n";

$blad = $raadplegen->roep('opvragen_opleidingseenhedenVanOrganisatie', ['onderwijsbestuurcode' => $bestuur, 'pagina' => 0]);
$soorten = ['hoOpleiding', 'hoOnderwijseenhedencluster', 'hoOnderwijseenheid', 'particuliereOpleiding'];
echo 'gelezen ', array_sum(array_map(fn($soort) => count($blad->$soort ?? []), $soorten)), " opleidingseenheden\n";

[$gevolgd, $pagina, $volgende] = [0, 0, gmdate('Y-m-d\TH:i:s\Z', time() - 120)];
do {
    $blad = $raadplegen->roep('opvragen_gewijzigdeOnderwijsaanbieders', [
        'peildatumtijdMutaties' => gmdate('Y-m-d\TH:i:s\Z', time() - 86400),
        'pagina' => $pagina,
        'onderwijsbestuurcode' => $bestuur,
    ]);
    $gevolgd += count($blad->gewijzigde_Onderwijsaanbieder ?? []);
} while (++$pagina < ($blad->paginering->aantalPaginas ?? 0));
echo "gevolgd $gevolgd wijzigingen tot $volgende\n";

// Refused by the register: an answer like any other, signed, that says no.
$antwoord = $beheren->roep('aanleveren_opleidingseenheid', opleiding(['opleidingseenheidcode' => '9999O9999']));
foreach ($antwoord->foutmelding as $melding) {
    echo "geweigerd $melding->foutcode $melding->fouttekst\n";
}
try {
    (new Rio('beheren4.0', '00000099000000009999'))->roep('aanleveren_opleidingseenheid', opleiding());
} catch (SoapFault $fout) {
    toon($fout);
}
