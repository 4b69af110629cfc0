"""All operations that are built, by name; any other of the contract is answered with Server.DK0051."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from rio_soap.register.aanbod import controles as aanbodregels
from rio_soap.register.aanbod import leveringen as aanbod
from rio_soap.register.aanbod import raadplegingen as aanbodlezingen
from rio_soap.register.bevoegdheid import controles as erkennerregels
from rio_soap.register.bevoegdheid import leveringen as erkenners
from rio_soap.register.bevoegdheid import raadplegingen as erkennerlezingen
from rio_soap.register.bevoegdheid import raadplegingen_rollen as rollezingen
from rio_soap.register.contact import controles as contactregels
from rio_soap.register.contact import leveringen as contacten
from rio_soap.register.contact import raadplegingen as contactlezingen
from rio_soap.register.eenheid import controles as eenheidregels
from rio_soap.register.eenheid import controles_relatie as relatieregels
from rio_soap.register.eenheid import eigen_raadplegingen as eigen_eenheidlezingen
from rio_soap.register.eenheid import leveringen as eenheden
from rio_soap.register.eenheid import leveringen_relatie as relaties
from rio_soap.register.eenheid import raadplegingen as eenheidlezingen
from rio_soap.register.erkenning import controles as erkenningregels
from rio_soap.register.erkenning import controles_instellingsrelatie as instellingsrelatieregels
from rio_soap.register.erkenning import leveringen as erkenningen
from rio_soap.register.erkenning import leveringen_instellingsrelatie as instellingsrelaties
from rio_soap.register.erkenning import raadplegingen as erkenninglezingen
from rio_soap.register.erkenning import raadplegingen_eigen as eigen_erkenninglezingen
from rio_soap.register.kwaliteit import raadplegingen as kwaliteitslezingen
from rio_soap.register.licentie import controles as licentieregels
from rio_soap.register.licentie import controles_licentierelatie as licentierelatieregels
from rio_soap.register.licentie import controles_maatregel as maatregelregels
from rio_soap.register.licentie import leveringen as licenties
from rio_soap.register.licentie import leveringen_licentierelatie as licentierelaties
from rio_soap.register.licentie import leveringen_maatregel as maatregelen
from rio_soap.register.licentie import raadplegingen as licentielezingen
from rio_soap.register.licentie import raadplegingen_status as statuslezingen
from rio_soap.register.locatie import bagadres as bagadressen
from rio_soap.register.locatie import controles as locatieregels
from rio_soap.register.locatie import leveringen as locaties
from rio_soap.register.locatie import locatiecode
from rio_soap.register.locatie import raadplegingen as locatielezingen
from rio_soap.register.locatie.bericht import Locatiebericht, lees_onderwijslocatiegebruik
from rio_soap.register.operaties import inrichting
from rio_soap.register.operaties.identificatiecode import opvragen_rio_identificatiecode
from rio_soap.register.operaties.levering import Buiten, Levering, heel, levering
from rio_soap.register.operaties.raadpleging import Eerst, Opnieuw, Raadpleging
from rio_soap.register.operaties.verwerkingsverslag import opvragen_verwerkingsverslag
from rio_soap.register.opleidingserkenning import controles as opleidingserkenningregels
from rio_soap.register.opleidingserkenning import leveringen as opleidingserkenningen
from rio_soap.register.opleidingserkenning import raadplegingen as opleidingserkenninglezingen
from rio_soap.register.organisatie import brongebruik
from rio_soap.register.organisatie import controles as aanbiederregels
from rio_soap.register.organisatie import controles_begeleiding as begeleidingsregels
from rio_soap.register.organisatie import controles_bestuur as bestuurregels
from rio_soap.register.organisatie import controles_groep as groepregels
from rio_soap.register.organisatie import controles_organisatierelatie as organisatierelatieregels
from rio_soap.register.organisatie import leveringen as aanbieders
from rio_soap.register.organisatie import leveringen_bestuur as besturen
from rio_soap.register.organisatie import leveringen_onder_bestuur as onder_bestuur
from rio_soap.register.organisatie import leveringen_organisatierelatie as organisatierelaties
from rio_soap.register.organisatie import raadplegingen as organisatielezingen
from rio_soap.register.organisatie import raadplegingen_handelsregister as kvklezingen
from rio_soap.register.organisatie.bestuur_bij_gezag import bestuur_bij_gezag
from rio_soap.register.organisatie.bestuurbericht import Bestuurbericht, lees_onderwijsbestuur
from rio_soap.register.overzicht import raadplegingen as overzichtlezingen
from rio_soap.register.overzicht import uittreksel
from rio_soap.register.regels.eigen_codes import EIGEN_LEESCODES
from rio_soap.register.versie import feed, historie
from rio_soap.register.versie import moment as versiemoment
from rio_soap.register.wijzigingen import raadplegingen as wijzigingen
from rio_soap.register.zoeken.aanbodraadplegingen import zoeken_aangeboden_opleidingen
from rio_soap.register.zoeken.raadplegingen import zoeken_organisaties

LEVERINGEN: Final[Mapping[str, Levering]] = MappingProxyType(
    {
        "aanleveren_aangebodenOpleiding": levering(
            aanbod.lees_aangeboden_opleiding, aanbod.aanleveren_aangeboden_opleiding, aanbodregels.AANLEVEREN
        ),
        "aanleveren_brongebruik": levering(heel, brongebruik.aanleveren_brongebruik, brongebruik.AANLEVEREN),
        "aanleveren_contactadres": levering(
            contacten.lees_contactbericht, contacten.aanleveren_contactadres, contactregels.AANLEVEREN
        ),
        "verwijderen_contactadres": levering(heel, contacten.verwijderen_contactadres, contactregels.VERWIJDEREN),
        "aanleveren_erkenner": levering(
            erkenners.lees_erkenner, erkenners.aanleveren_erkenner, erkennerregels.AANLEVEREN
        ),
        "aanleveren_instellingserkenning": levering(
            erkenningen.lees_instellingserkenning,
            partial(erkenningen.aanleveren_instellingserkenning, bij_gezag=bestuur_bij_gezag),
            erkenningregels.AANLEVEREN,
        ),
        "aanleveren_instellingsrelatie": levering(
            heel, instellingsrelaties.aanleveren_instellingsrelatie, instellingsrelatieregels.AANLEVEREN
        ),
        "aanleveren_onderwijsaanbieder": levering(
            heel, aanbieders.aanleveren_onderwijsaanbieder, aanbiederregels.AANLEVEREN
        ),
        "aanleveren_onderwijsbestuur": levering(
            lees_onderwijsbestuur,
            besturen.aanleveren_onderwijsbestuur,
            bestuurregels.AANLEVEREN,
            buiten=Buiten(besturen.navraag, Bestuurbericht.met),
        ),
        "aanleveren_onderwijsaanbiedergroep": levering(
            heel, onder_bestuur.aanleveren_onderwijsaanbiedergroep, groepregels.AANLEVEREN
        ),
        "aanleveren_onderwijsbegeleidingsaanbieder": levering(
            heel, onder_bestuur.aanleveren_onderwijsbegeleidingsaanbieder, begeleidingsregels.AANLEVEREN
        ),
        "aanleveren_onderwijslocatiegebruik": levering(
            lees_onderwijslocatiegebruik,
            locaties.aanleveren_onderwijslocatiegebruik,
            locatieregels.AANLEVEREN,
            buiten=Buiten(locaties.navraag, Locatiebericht.met),
        ),
        "aanleveren_opleidingseenheid": levering(
            eenheden.lees_opleidingseenheid, eenheden.aanleveren_opleidingseenheid, eenheidregels.AANLEVEREN
        ),
        "aanleveren_opleidingserkenning": levering(
            opleidingserkenningen.lees_opleidingserkenning,
            opleidingserkenningen.aanleveren_opleidingserkenning,
            opleidingserkenningregels.AANLEVEREN,
        ),
        "aanleveren_opleidingsrelatie": levering(heel, relaties.aanleveren_opleidingsrelatie, relatieregels.AANLEVEREN),
        "aanleveren_organisatierelatie": levering(
            heel, organisatierelaties.aanleveren_organisatierelatie, organisatierelatieregels.AANLEVEREN
        ),
        "verwijderen_aangebodenOpleiding": levering(
            heel, aanbod.verwijderen_aangeboden_opleiding, aanbodregels.VERWIJDEREN
        ),
        "verwijderen_instellingserkenning": levering(
            heel, erkenningen.verwijderen_instellingserkenning, erkenningregels.VERWIJDEREN
        ),
        "verwijderen_instellingsrelatie": levering(
            heel, instellingsrelaties.verwijderen_instellingsrelatie, instellingsrelatieregels.VERWIJDEREN
        ),
        "verwijderen_onderwijsaanbieder": levering(
            heel, aanbieders.verwijderen_onderwijsaanbieder, aanbiederregels.VERWIJDEREN
        ),
        "verwijderen_onderwijsbestuur": levering(
            heel, besturen.verwijderen_onderwijsbestuur, bestuurregels.VERWIJDEREN
        ),
        "verwijderen_onderwijsaanbiedergroep": levering(
            heel, onder_bestuur.verwijderen_onderwijsaanbiedergroep, groepregels.VERWIJDEREN
        ),
        "verwijderen_onderwijsbegeleidingsaanbieder": levering(
            heel, onder_bestuur.verwijderen_onderwijsbegeleidingsaanbieder, begeleidingsregels.VERWIJDEREN
        ),
        "verwijderen_onderwijslocatiegebruik": levering(
            heel, locaties.verwijderen_onderwijslocatiegebruik, locatieregels.VERWIJDEREN
        ),
        "verwijderen_opleidingseenheid": levering(
            heel, eenheden.verwijderen_opleidingseenheid, eenheidregels.VERWIJDEREN
        ),
        "verwijderen_opleidingserkenning": levering(
            heel, opleidingserkenningen.verwijderen_opleidingserkenning, opleidingserkenningregels.VERWIJDEREN
        ),
        "verwijderen_opleidingsrelatie": levering(
            heel, relaties.verwijderen_opleidingsrelatie, relatieregels.VERWIJDEREN
        ),
        "verwijderen_organisatierelatie": levering(
            heel, organisatierelaties.verwijderen_organisatierelatie, organisatierelatieregels.VERWIJDEREN
        ),
        "aanleveren_licentie": levering(
            licenties.lees_licentiebericht, licenties.aanleveren_licentie, licentieregels.AANLEVEREN
        ),
        "aanleveren_licentiemaatregel": levering(
            heel, maatregelen.aanleveren_licentiemaatregel, maatregelregels.AANLEVEREN
        ),
        "aanleveren_licentierelatie": levering(
            heel, licentierelaties.aanleveren_licentierelatie, licentierelatieregels.AANLEVEREN
        ),
        "verwijderen_licentie": levering(heel, licenties.verwijderen_licentie, licentieregels.VERWIJDEREN),
        "verwijderen_licentiemaatregel": levering(
            heel, maatregelen.verwijderen_licentiemaatregel, maatregelregels.VERWIJDEREN
        ),
        "verwijderen_licentierelatie": levering(
            heel, licentierelaties.verwijderen_licentierelatie, licentierelatieregels.VERWIJDEREN
        ),
    }
)
"""Operations that change the register; each runs inside one write transaction."""

RAADPLEGINGEN: Final[Mapping[str, Raadpleging]] = MappingProxyType(
    {
        "opvragen_opleidingseenheid": Raadpleging(eenheidlezingen.opvragen_opleidingseenheid, ("A01070",)),
        "opvragen_opleidingseenhedenVanOrganisatie": Raadpleging(
            eenheidlezingen.opvragen_opleidingseenheden_van_organisatie, ("A01110",)
        ),
        "opvragen_opleidingseenhedenBijStelsel": Raadpleging(
            eigen_eenheidlezingen.opvragen_opleidingseenheden_bij_stelsel,
            EIGEN_LEESCODES["opvragen_opleidingseenhedenBijStelsel"],
        ),
        "opvragen_opleidingserkenning": Raadpleging(
            opleidingserkenninglezingen.opvragen_opleidingserkenning, EIGEN_LEESCODES["opvragen_opleidingserkenning"]
        ),
        "opvragen_opleidingserkenningenBijStelsel": Raadpleging(
            opleidingserkenninglezingen.opvragen_opleidingserkenningen_bij_stelsel,
            EIGEN_LEESCODES["opvragen_opleidingserkenningenBijStelsel"],
        ),
        "opvragen_opleidingsrelatiesBijOpleidingseenheid": Raadpleging(
            eenheidlezingen.opvragen_opleidingsrelaties_bij_opleidingseenheid, ("A01070",)
        ),
        "opvragen_rioIdentificatiecode": Raadpleging(
            opvragen_rio_identificatiecode,
            ("A01060", "A01161"),
            opnieuw=Opnieuw(locatiecode.navraag, opvragen_rio_identificatiecode),
        ),
        "zoeken_aangebodenOpleidingen": Raadpleging(
            zoeken_aangeboden_opleidingen, EIGEN_LEESCODES["zoeken_aangebodenOpleidingen"]
        ),
        "opvragen_aangebodenOpleiding": Raadpleging(aanbodlezingen.opvragen_aangeboden_opleiding, ("A01020",)),
        "opvragen_aangebodenOpleidingenVanOrganisatie": Raadpleging(
            aanbodlezingen.opvragen_aangeboden_opleidingen_van_organisatie, ("A01040", "A01060", "N09440")
        ),
        "opvragen_onderwijsaanbieder": Raadpleging(organisatielezingen.opvragen_onderwijsaanbieder, ("N09440",)),
        "opvragen_onderwijsaanbiedersVanOrganisatie": Raadpleging(
            organisatielezingen.opvragen_onderwijsaanbieders_van_organisatie, ("A01030", "A01110")
        ),
        "opvragen_bagAdres": Raadpleging(
            bagadressen.opvragen_bag_adres,
            EIGEN_LEESCODES["opvragen_bagAdres"],
            eerst=Eerst(bagadressen.navraag, bagadressen.opvragen_bag_adres),
        ),
        "opvragen_handelsregistergegevens": Raadpleging(
            kvklezingen.opvragen_handelsregistergegevens,
            EIGEN_LEESCODES["opvragen_handelsregistergegevens"],
            eerst=Eerst(kvklezingen.navraag, kvklezingen.opvragen_handelsregistergegevens),
        ),
        "opvragen_instellingserkenning": Raadpleging(
            eigen_erkenninglezingen.opvragen_instellingserkenning, EIGEN_LEESCODES["opvragen_instellingserkenning"]
        ),
        "opvragen_samenwerkingen": Raadpleging(
            eigen_erkenninglezingen.opvragen_samenwerkingen, EIGEN_LEESCODES["opvragen_samenwerkingen"]
        ),
        "opvragen_organisatorischeEenheid": Raadpleging(
            overzichtlezingen.opvragen_organisatorische_eenheid, EIGEN_LEESCODES["opvragen_organisatorischeEenheid"]
        ),
        "opvragen_organisatiestructuur": Raadpleging(
            overzichtlezingen.opvragen_organisatiestructuur, EIGEN_LEESCODES["opvragen_organisatiestructuur"]
        ),
        "opvragen_organisatieoverzicht": Raadpleging(
            overzichtlezingen.opvragen_organisatieoverzicht, EIGEN_LEESCODES["opvragen_organisatieoverzicht"]
        ),
        "opvragen_instellingsstructuur": Raadpleging(erkenninglezingen.opvragen_instellingsstructuur, ("A01030",)),
        "opvragen_onderwijslocatie": Raadpleging(locatielezingen.opvragen_onderwijslocatie, ("A01060",)),
        "opvragen_onderwijslocatiegebruik": Raadpleging(
            locatielezingen.opvragen_onderwijslocatiegebruik, ("A01060", "A01110", "A01130")
        ),
        "opvragen_onderwijslocatiegebruikVanOrganisatie": Raadpleging(
            locatielezingen.opvragen_onderwijslocatiegebruik_van_organisatie, ("A01110",)
        ),
        "opvragen_contactadressen": Raadpleging(
            contactlezingen.opvragen_contactadressen, EIGEN_LEESCODES["opvragen_contactadressen"]
        ),
        "opvragen_erkenners": Raadpleging(erkennerlezingen.opvragen_erkenners, ()),
        "opvragen_autorisaties": Raadpleging(
            rollezingen.opvragen_autorisaties, EIGEN_LEESCODES["opvragen_autorisaties"]
        ),
        "opvragen_inzagelog": Raadpleging(
            rollezingen.opvragen_inzagelog, EIGEN_LEESCODES["opvragen_inzagelog"], van_logboek=True
        ),
        "opvragen_kenmerkconfiguratie": Raadpleging(inrichting.opvragen_kenmerkconfiguratie, ("RS1015",)),
        "opvragen_versie": Raadpleging(inrichting.opvragen_versie, ()),
        "opvragen_verwerkingsverslag": Raadpleging(opvragen_verwerkingsverslag, ("RS1601",), van_logboek=True),
        "opvragen_waardenlijst": Raadpleging(inrichting.opvragen_waardenlijst, ("RS1015",)),
        "opvragen_gewijzigdeAangebodenOpleidingen": Raadpleging(
            wijzigingen.opvragen_gewijzigde_aangeboden_opleidingen, ("N09440",)
        ),
        "opvragen_gewijzigdeOnderwijsaanbieders": Raadpleging(
            wijzigingen.opvragen_gewijzigde_onderwijsaanbieders, ("A01110",)
        ),
        "opvragen_gewijzigdOnderwijslocatiegebruik": Raadpleging(
            wijzigingen.opvragen_gewijzigd_onderwijslocatiegebruik, ()
        ),
        "opvragen_gewijzigdeObjecten": Raadpleging(
            feed.opvragen_gewijzigde_objecten, EIGEN_LEESCODES["opvragen_gewijzigdeObjecten"]
        ),
        "opvragen_historie": Raadpleging(historie.opvragen_historie, EIGEN_LEESCODES["opvragen_historie"]),
        "opvragen_objectOpMoment": Raadpleging(
            versiemoment.opvragen_object_op_moment, EIGEN_LEESCODES["opvragen_objectOpMoment"]
        ),
        "opvragen_uittreksel": Raadpleging(uittreksel.opvragen_uittreksel, EIGEN_LEESCODES["opvragen_uittreksel"]),
        "zoeken_organisaties": Raadpleging(
            zoeken_organisaties,
            EIGEN_LEESCODES["zoeken_organisaties"],
        ),
        "opvragen_kwaliteitssignalen": Raadpleging(
            kwaliteitslezingen.opvragen_kwaliteitssignalen, EIGEN_LEESCODES["opvragen_kwaliteitssignalen"]
        ),
        "opvragen_licenties": Raadpleging(licentielezingen.opvragen_licenties, EIGEN_LEESCODES["opvragen_licenties"]),
        "opvragen_erkenningsstatus": Raadpleging(
            statuslezingen.opvragen_erkenningsstatus, EIGEN_LEESCODES["opvragen_erkenningsstatus"]
        ),
    }
)
"""Operations that only read; each runs on one consistent snapshot."""
