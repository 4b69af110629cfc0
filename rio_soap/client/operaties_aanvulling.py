"""The operations of the contract. Written by ``python -m rio_soap.client.genereer``; do not edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rio_soap.client.antwoord import Antwoord
from rio_soap.client.wissel import Wissel
from rio_soap.contract.gegevens import Gegeven, Ingesloten


@dataclass(frozen=True, slots=True)
class AanleverenOnderwijsbestuur(Antwoord):
    """Approved answer to aanleveren_onderwijsbestuur."""

    @property
    def onderwijsbestuurcode(self) -> str | None:
        """Field onderwijsbestuurcode."""
        return self.tekst("onderwijsbestuurcode")


@dataclass(frozen=True, slots=True)
class VerwijderenOnderwijsbestuur(Antwoord):
    """Approved answer to verwijderen_onderwijsbestuur."""


@dataclass(frozen=True, slots=True)
class AanleverenOnderwijsaanbiedergroep(Antwoord):
    """Approved answer to aanleveren_onderwijsaanbiedergroep."""

    @property
    def onderwijsaanbiedergroepcode(self) -> str | None:
        """Field onderwijsaanbiedergroepcode."""
        return self.tekst("onderwijsaanbiedergroepcode")


@dataclass(frozen=True, slots=True)
class VerwijderenOnderwijsaanbiedergroep(Antwoord):
    """Approved answer to verwijderen_onderwijsaanbiedergroep."""


@dataclass(frozen=True, slots=True)
class AanleverenOnderwijsbegeleidingsaanbieder(Antwoord):
    """Approved answer to aanleveren_onderwijsbegeleidingsaanbieder."""

    @property
    def onderwijsbegeleidingsaanbiedercode(self) -> str | None:
        """Field onderwijsbegeleidingsaanbiedercode."""
        return self.tekst("onderwijsbegeleidingsaanbiedercode")


@dataclass(frozen=True, slots=True)
class VerwijderenOnderwijsbegeleidingsaanbieder(Antwoord):
    """Approved answer to verwijderen_onderwijsbegeleidingsaanbieder."""


@dataclass(frozen=True, slots=True)
class AanleverenOrganisatierelatie(Antwoord):
    """Approved answer to aanleveren_organisatierelatie."""


@dataclass(frozen=True, slots=True)
class VerwijderenOrganisatierelatie(Antwoord):
    """Approved answer to verwijderen_organisatierelatie."""


@dataclass(frozen=True, slots=True)
class AanleverenContactadres(Antwoord):
    """Approved answer to aanleveren_contactadres."""


@dataclass(frozen=True, slots=True)
class VerwijderenContactadres(Antwoord):
    """Approved answer to verwijderen_contactadres."""


@dataclass(frozen=True, slots=True)
class AanleverenErkenner(Antwoord):
    """Approved answer to aanleveren_erkenner."""

    @property
    def erkennercode(self) -> str | None:
        """Field erkennercode."""
        return self.tekst("erkennercode")


@dataclass(frozen=True, slots=True)
class AanleverenInstellingserkenning(Antwoord):
    """Approved answer to aanleveren_instellingserkenning."""

    @property
    def onderwijsbestuurcode(self) -> str | None:
        """Field onderwijsbestuurcode."""
        return self.tekst("onderwijsbestuurcode")


@dataclass(frozen=True, slots=True)
class VerwijderenInstellingserkenning(Antwoord):
    """Approved answer to verwijderen_instellingserkenning."""


@dataclass(frozen=True, slots=True)
class AanleverenInstellingsrelatie(Antwoord):
    """Approved answer to aanleveren_instellingsrelatie."""


@dataclass(frozen=True, slots=True)
class VerwijderenInstellingsrelatie(Antwoord):
    """Approved answer to verwijderen_instellingsrelatie."""


@dataclass(frozen=True, slots=True)
class AanleverenOpleidingserkenning(Antwoord):
    """Approved answer to aanleveren_opleidingserkenning."""


@dataclass(frozen=True, slots=True)
class VerwijderenOpleidingserkenning(Antwoord):
    """Approved answer to verwijderen_opleidingserkenning."""


@dataclass(frozen=True, slots=True)
class AanleverenLicentie(Antwoord):
    """Approved answer to aanleveren_licentie."""


@dataclass(frozen=True, slots=True)
class VerwijderenLicentie(Antwoord):
    """Approved answer to verwijderen_licentie."""


@dataclass(frozen=True, slots=True)
class AanleverenLicentiemaatregel(Antwoord):
    """Approved answer to aanleveren_licentiemaatregel."""


@dataclass(frozen=True, slots=True)
class VerwijderenLicentiemaatregel(Antwoord):
    """Approved answer to verwijderen_licentiemaatregel."""


@dataclass(frozen=True, slots=True)
class AanleverenBrongebruik(Antwoord):
    """Approved answer to aanleveren_brongebruik."""


@dataclass(frozen=True, slots=True)
class AanleverenLicentierelatie(Antwoord):
    """Approved answer to aanleveren_licentierelatie."""


@dataclass(frozen=True, slots=True)
class VerwijderenLicentierelatie(Antwoord):
    """Approved answer to verwijderen_licentierelatie."""


@dataclass(frozen=True, slots=True)
class AanleverenCohortstatus(Antwoord):
    """Approved answer to aanleveren_cohortstatus."""


@dataclass(frozen=True, slots=True)
class AanleverenSignaalafhandeling(Antwoord):
    """Approved answer to aanleveren_signaalafhandeling."""


@dataclass(frozen=True, slots=True)
class AanleverenBundel(Antwoord):
    """Approved answer to aanleveren_bundel."""

    @property
    def bundeluitkomst(self) -> Sequence[Gegeven]:
        """Field bundeluitkomst."""
        return self.lijst("bundeluitkomst")


@dataclass(frozen=True, slots=True)
class OpvragenOrganisatorischeEenheid(Antwoord):
    """Approved answer to opvragen_organisatorischeEenheid."""

    @property
    def organisatorischeEenheid(self) -> Gegeven | None:
        """Field organisatorischeEenheid."""
        return self.object("organisatorischeEenheid")


@dataclass(frozen=True, slots=True)
class OpvragenOrganisatiestructuur(Antwoord):
    """Approved answer to opvragen_organisatiestructuur."""

    @property
    def peildatum(self) -> date | None:
        """Field peildatum."""
        waarde = self.veld("peildatum")
        return waarde if isinstance(waarde, date) else None

    @property
    def onderwijsinrichting(self) -> Sequence[Gegeven]:
        """Field onderwijsinrichting."""
        return self.lijst("onderwijsinrichting")

    @property
    def onderwijserkenning(self) -> Sequence[Gegeven]:
        """Field onderwijserkenning."""
        return self.lijst("onderwijserkenning")


@dataclass(frozen=True, slots=True)
class OpvragenOrganisatieoverzicht(Antwoord):
    """Approved answer to opvragen_organisatieoverzicht."""

    @property
    def organisatieoverzicht(self) -> Sequence[Gegeven]:
        """Field organisatieoverzicht."""
        return self.lijst("organisatieoverzicht")


@dataclass(frozen=True, slots=True)
class ZoekenOrganisaties(Antwoord):
    """Approved answer to zoeken_organisaties."""

    @property
    def organisatietreffer(self) -> Sequence[Gegeven]:
        """Field organisatietreffer."""
        return self.lijst("organisatietreffer")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class ZoekenAangebodenOpleidingen(Antwoord):
    """Approved answer to zoeken_aangebodenOpleidingen."""

    @property
    def opleidingstreffer(self) -> Sequence[Gegeven]:
        """Field opleidingstreffer."""
        return self.lijst("opleidingstreffer")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenContactadressen(Antwoord):
    """Approved answer to opvragen_contactadressen."""

    @property
    def contactadres(self) -> Sequence[Gegeven]:
        """Field contactadres."""
        return self.lijst("contactadres")


@dataclass(frozen=True, slots=True)
class OpvragenInstellingserkenning(Antwoord):
    """Approved answer to opvragen_instellingserkenning."""

    @property
    def instellingserkenning(self) -> Gegeven | None:
        """Field instellingserkenning."""
        return self.object("instellingserkenning")

    @property
    def instellingsrelatie(self) -> Sequence[Gegeven]:
        """Field instellingsrelatie."""
        return self.lijst("instellingsrelatie")

    @property
    def onderwijsbestuurcode(self) -> Sequence[str]:
        """Field onderwijsbestuurcode."""
        return self.teksten("onderwijsbestuurcode")


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingserkenning(Antwoord):
    """Approved answer to opvragen_opleidingserkenning."""

    @property
    def opleidingserkenning(self) -> Sequence[Gegeven]:
        """Field opleidingserkenning."""
        return self.lijst("opleidingserkenning")


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingseenhedenBijStelsel(Antwoord):
    """Approved answer to opvragen_opleidingseenhedenBijStelsel."""

    @property
    def opleidingseenheid(self) -> Sequence[Gegeven]:
        """Field opleidingseenheid."""
        return self.lijst("opleidingseenheid")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenLicenties(Antwoord):
    """Approved answer to opvragen_licenties."""

    @property
    def licentie(self) -> Sequence[Gegeven]:
        """Field licentie."""
        return self.lijst("licentie")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenErkenningsstatus(Antwoord):
    """Approved answer to opvragen_erkenningsstatus."""

    @property
    def erkenningsstatus(self) -> Sequence[Gegeven]:
        """Field erkenningsstatus."""
        return self.lijst("erkenningsstatus")


@dataclass(frozen=True, slots=True)
class OpvragenErkenners(Antwoord):
    """Approved answer to opvragen_erkenners."""

    @property
    def erkenner(self) -> Sequence[Gegeven]:
        """Field erkenner."""
        return self.lijst("erkenner")


@dataclass(frozen=True, slots=True)
class OpvragenSamenwerkingen(Antwoord):
    """Approved answer to opvragen_samenwerkingen."""

    @property
    def erkendeSamenwerking(self) -> Sequence[Gegeven]:
        """Field erkendeSamenwerking."""
        return self.lijst("erkendeSamenwerking")

    @property
    def instellingsrelatie(self) -> Sequence[Gegeven]:
        """Field instellingsrelatie."""
        return self.lijst("instellingsrelatie")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenWaardenlijst(Antwoord):
    """Approved answer to opvragen_waardenlijst."""

    @property
    def waardenlijst(self) -> Sequence[Gegeven]:
        """Field waardenlijst."""
        return self.lijst("waardenlijst")


@dataclass(frozen=True, slots=True)
class OpvragenKenmerkconfiguratie(Antwoord):
    """Approved answer to opvragen_kenmerkconfiguratie."""

    @property
    def kenmerkconfiguratie(self) -> Sequence[Gegeven]:
        """Field kenmerkconfiguratie."""
        return self.lijst("kenmerkconfiguratie")


@dataclass(frozen=True, slots=True)
class OpvragenKwaliteitssignalen(Antwoord):
    """Approved answer to opvragen_kwaliteitssignalen."""

    @property
    def kwaliteitssignaal(self) -> Sequence[Gegeven]:
        """Field kwaliteitssignaal."""
        return self.lijst("kwaliteitssignaal")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenVerwerkingsverslag(Antwoord):
    """Approved answer to opvragen_verwerkingsverslag."""

    @property
    def verwerkingsverslag(self) -> Gegeven | None:
        """Field verwerkingsverslag."""
        return self.object("verwerkingsverslag")


@dataclass(frozen=True, slots=True)
class OpvragenBagAdres(Antwoord):
    """Approved answer to opvragen_bagAdres."""

    @property
    def bagadres(self) -> Sequence[Gegeven]:
        """Field bagadres."""
        return self.lijst("bagadres")


@dataclass(frozen=True, slots=True)
class OpvragenHandelsregistergegevens(Antwoord):
    """Approved answer to opvragen_handelsregistergegevens."""

    @property
    def handelsregistergegevens(self) -> Gegeven | None:
        """Field handelsregistergegevens."""
        return self.object("handelsregistergegevens")


@dataclass(frozen=True, slots=True)
class OpvragenGewijzigdeObjecten(Antwoord):
    """Approved answer to opvragen_gewijzigdeObjecten."""

    @property
    def objectwijziging(self) -> Sequence[Gegeven]:
        """Field objectwijziging."""
        return self.lijst("objectwijziging")

    @property
    def cursor(self) -> str | None:
        """Field cursor."""
        return self.tekst("cursor")

    @property
    def meer(self) -> bool | None:
        """Field meer."""
        waarde = self.veld("meer")
        return waarde if isinstance(waarde, bool) else None


@dataclass(frozen=True, slots=True)
class OpvragenObjectOpMoment(Antwoord):
    """Approved answer to opvragen_objectOpMoment."""

    @property
    def objectversie(self) -> Gegeven | None:
        """Field objectversie."""
        return self.object("objectversie")


@dataclass(frozen=True, slots=True)
class OpvragenHistorie(Antwoord):
    """Approved answer to opvragen_historie."""

    @property
    def historieregel(self) -> Sequence[Gegeven]:
        """Field historieregel."""
        return self.lijst("historieregel")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenUittreksel(Antwoord):
    """Approved answer to opvragen_uittreksel."""

    @property
    def uittreksel(self) -> Gegeven | None:
        """Field uittreksel."""
        return self.object("uittreksel")


@dataclass(frozen=True, slots=True)
class OpvragenAutorisaties(Antwoord):
    """Approved answer to opvragen_autorisaties."""

    @property
    def autorisatie(self) -> Sequence[Gegeven]:
        """Field autorisatie."""
        return self.lijst("autorisatie")

    @property
    def bevinding(self) -> Sequence[str]:
        """Field bevinding."""
        return self.teksten("bevinding")


@dataclass(frozen=True, slots=True)
class OpvragenInzagelog(Antwoord):
    """Approved answer to opvragen_inzagelog."""

    @property
    def inzage(self) -> Sequence[Gegeven]:
        """Field inzage."""
        return self.lijst("inzage")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenVersie(Antwoord):
    """Approved answer to opvragen_versie."""

    @property
    def contract(self) -> str | None:
        """Field contract."""
        return self.tekst("contract")

    @property
    def programma(self) -> str | None:
        """Field programma."""
        return self.tekst("programma")

    @property
    def waardenlijstenVan(self) -> date | None:
        """Field waardenlijstenVan."""
        waarde = self.veld("waardenlijstenVan")
        return waarde if isinstance(waarde, date) else None

    @property
    def stroom(self) -> str | None:
        """Field stroom."""
        return self.tekst("stroom")

    @property
    def laatsteVolgnummer(self) -> int | None:
        """Field laatsteVolgnummer."""
        waarde = self.veld("laatsteVolgnummer")
        return waarde if isinstance(waarde, int) else None


@dataclass(frozen=True, slots=True)
class OpvragenOpleidingserkenningenBijStelsel(Antwoord):
    """Approved answer to opvragen_opleidingserkenningenBijStelsel."""

    @property
    def opleidingserkenning(self) -> Sequence[Gegeven]:
        """Field opleidingserkenning."""
        return self.lijst("opleidingserkenning")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class OpvragenGebruikersVanOnderwijslocatie(Antwoord):
    """Approved answer to opvragen_gebruikersVanOnderwijslocatie."""

    @property
    def locatiegebruik(self) -> Sequence[Gegeven]:
        """Field locatiegebruik."""
        return self.lijst("locatiegebruik")


@dataclass(frozen=True, slots=True)
class OpvragenOnderwijslocatiesInGebied(Antwoord):
    """Approved answer to opvragen_onderwijslocatiesInGebied."""

    @property
    def locatiegebruik(self) -> Sequence[Gegeven]:
        """Field locatiegebruik."""
        return self.lijst("locatiegebruik")

    @property
    def paginering(self) -> Gegeven | None:
        """Field paginering."""
        return self.object("paginering")


@dataclass(frozen=True, slots=True)
class ControlerenLevering(Antwoord):
    """Approved answer to controleren_levering."""

    @property
    def zouGoedgekeurdWorden(self) -> bool | None:
        """Field zouGoedgekeurdWorden."""
        waarde = self.veld("zouGoedgekeurdWorden")
        return waarde if isinstance(waarde, bool) else None

    @property
    def melding(self) -> Sequence[Gegeven]:
        """Field melding."""
        return self.lijst("melding")


class OperatiesAanvulling:
    """Every operation as a method; the errors are those of `Wissel.roep`."""

    def __init__(self, wissel: Wissel) -> None:
        self.wissel = wissel

    def aanleveren_onderwijsbestuur(self, *, onderwijsbestuur: Gegeven) -> AanleverenOnderwijsbestuur:
        """Deliver, replace or remove: operation aanleveren_onderwijsbestuur of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_onderwijsbestuur", {"onderwijsbestuur": onderwijsbestuur})
        return antwoord.als(AanleverenOnderwijsbestuur)

    def verwijderen_onderwijsbestuur(self, *, onderwijsbestuurcode: str) -> VerwijderenOnderwijsbestuur:
        """Deliver, replace or remove: operation verwijderen_onderwijsbestuur of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_onderwijsbestuur", {"onderwijsbestuurcode": onderwijsbestuurcode})
        return antwoord.als(VerwijderenOnderwijsbestuur)

    def aanleveren_onderwijsaanbiedergroep(
        self, *, onderwijsbestuurcode: str, onderwijsaanbiedergroep: Gegeven
    ) -> AanleverenOnderwijsaanbiedergroep:
        """Deliver, replace or remove: operation aanleveren_onderwijsaanbiedergroep of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "aanleveren_onderwijsaanbiedergroep",
            {"onderwijsbestuurcode": onderwijsbestuurcode, "onderwijsaanbiedergroep": onderwijsaanbiedergroep},
        )
        return antwoord.als(AanleverenOnderwijsaanbiedergroep)

    def verwijderen_onderwijsaanbiedergroep(
        self, *, onderwijsaanbiedergroepcode: str
    ) -> VerwijderenOnderwijsaanbiedergroep:
        """Deliver, replace or remove: operation verwijderen_onderwijsaanbiedergroep of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "verwijderen_onderwijsaanbiedergroep", {"onderwijsaanbiedergroepcode": onderwijsaanbiedergroepcode}
        )
        return antwoord.als(VerwijderenOnderwijsaanbiedergroep)

    def aanleveren_onderwijsbegeleidingsaanbieder(
        self, *, onderwijsbestuurcode: str, onderwijsbegeleidingsaanbieder: Gegeven
    ) -> AanleverenOnderwijsbegeleidingsaanbieder:
        """Deliver, replace or remove: operation aanleveren_onderwijsbegeleidingsaanbieder of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "aanleveren_onderwijsbegeleidingsaanbieder",
            {
                "onderwijsbestuurcode": onderwijsbestuurcode,
                "onderwijsbegeleidingsaanbieder": onderwijsbegeleidingsaanbieder,
            },
        )
        return antwoord.als(AanleverenOnderwijsbegeleidingsaanbieder)

    def verwijderen_onderwijsbegeleidingsaanbieder(
        self, *, onderwijsbegeleidingsaanbiedercode: str
    ) -> VerwijderenOnderwijsbegeleidingsaanbieder:
        """Deliver, replace or remove: operation verwijderen_onderwijsbegeleidingsaanbieder of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "verwijderen_onderwijsbegeleidingsaanbieder",
            {"onderwijsbegeleidingsaanbiedercode": onderwijsbegeleidingsaanbiedercode},
        )
        return antwoord.als(VerwijderenOnderwijsbegeleidingsaanbieder)

    def aanleveren_organisatierelatie(self, *, organisatierelatie: Gegeven) -> AanleverenOrganisatierelatie:
        """Deliver, replace or remove: operation aanleveren_organisatierelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_organisatierelatie", {"organisatierelatie": organisatierelatie})
        return antwoord.als(AanleverenOrganisatierelatie)

    def verwijderen_organisatierelatie(self, *, organisatierelatie: Gegeven) -> VerwijderenOrganisatierelatie:
        """Deliver, replace or remove: operation verwijderen_organisatierelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_organisatierelatie", {"organisatierelatie": organisatierelatie})
        return antwoord.als(VerwijderenOrganisatierelatie)

    def aanleveren_contactadres(self, *, contactadres: Gegeven) -> AanleverenContactadres:
        """Deliver, replace or remove: operation aanleveren_contactadres of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_contactadres", {"contactadres": contactadres})
        return antwoord.als(AanleverenContactadres)

    def verwijderen_contactadres(self, *, contactadres: Gegeven) -> VerwijderenContactadres:
        """Deliver, replace or remove: operation verwijderen_contactadres of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_contactadres", {"contactadres": contactadres})
        return antwoord.als(VerwijderenContactadres)

    def aanleveren_erkenner(self, *, erkenner: Gegeven) -> AanleverenErkenner:
        """Deliver, replace or remove: operation aanleveren_erkenner of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_erkenner", {"erkenner": erkenner})
        return antwoord.als(AanleverenErkenner)

    def aanleveren_instellingserkenning(self, *, instellingserkenning: Gegeven) -> AanleverenInstellingserkenning:
        """Deliver, replace or remove: operation aanleveren_instellingserkenning of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_instellingserkenning", {"instellingserkenning": instellingserkenning})
        return antwoord.als(AanleverenInstellingserkenning)

    def verwijderen_instellingserkenning(self, *, instellingserkenning: Gegeven) -> VerwijderenInstellingserkenning:
        """Deliver, replace or remove: operation verwijderen_instellingserkenning of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_instellingserkenning", {"instellingserkenning": instellingserkenning})
        return antwoord.als(VerwijderenInstellingserkenning)

    def aanleveren_instellingsrelatie(self, *, instellingsrelatie: Gegeven) -> AanleverenInstellingsrelatie:
        """Deliver, replace or remove: operation aanleveren_instellingsrelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_instellingsrelatie", {"instellingsrelatie": instellingsrelatie})
        return antwoord.als(AanleverenInstellingsrelatie)

    def verwijderen_instellingsrelatie(self, *, instellingsrelatie: Gegeven) -> VerwijderenInstellingsrelatie:
        """Deliver, replace or remove: operation verwijderen_instellingsrelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_instellingsrelatie", {"instellingsrelatie": instellingsrelatie})
        return antwoord.als(VerwijderenInstellingsrelatie)

    def aanleveren_opleidingserkenning(self, *, opleidingserkenning: Gegeven) -> AanleverenOpleidingserkenning:
        """Deliver, replace or remove: operation aanleveren_opleidingserkenning of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_opleidingserkenning", {"opleidingserkenning": opleidingserkenning})
        return antwoord.als(AanleverenOpleidingserkenning)

    def verwijderen_opleidingserkenning(self, *, opleidingserkenning: Gegeven) -> VerwijderenOpleidingserkenning:
        """Deliver, replace or remove: operation verwijderen_opleidingserkenning of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_opleidingserkenning", {"opleidingserkenning": opleidingserkenning})
        return antwoord.als(VerwijderenOpleidingserkenning)

    def aanleveren_licentie(self, *, licentie: Gegeven) -> AanleverenLicentie:
        """Deliver, replace or remove: operation aanleveren_licentie of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_licentie", {"licentie": licentie})
        return antwoord.als(AanleverenLicentie)

    def verwijderen_licentie(self, *, licentiecode: str) -> VerwijderenLicentie:
        """Deliver, replace or remove: operation verwijderen_licentie of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_licentie", {"licentiecode": licentiecode})
        return antwoord.als(VerwijderenLicentie)

    def aanleveren_licentiemaatregel(self, *, licentiemaatregel: Gegeven) -> AanleverenLicentiemaatregel:
        """Deliver, replace or remove: operation aanleveren_licentiemaatregel of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_licentiemaatregel", {"licentiemaatregel": licentiemaatregel})
        return antwoord.als(AanleverenLicentiemaatregel)

    def verwijderen_licentiemaatregel(self, *, licentiemaatregel: Gegeven) -> VerwijderenLicentiemaatregel:
        """Deliver, replace or remove: operation verwijderen_licentiemaatregel of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_licentiemaatregel", {"licentiemaatregel": licentiemaatregel})
        return antwoord.als(VerwijderenLicentiemaatregel)

    def aanleveren_brongebruik(
        self, *, onderwijsaanbiedercode: str, soort: str, inGebruik: bool
    ) -> AanleverenBrongebruik:
        """Deliver, replace or remove: operation aanleveren_brongebruik of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "aanleveren_brongebruik",
            {"onderwijsaanbiedercode": onderwijsaanbiedercode, "soort": soort, "inGebruik": inGebruik},
        )
        return antwoord.als(AanleverenBrongebruik)

    def aanleveren_licentierelatie(self, *, licentierelatie: Gegeven) -> AanleverenLicentierelatie:
        """Deliver, replace or remove: operation aanleveren_licentierelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_licentierelatie", {"licentierelatie": licentierelatie})
        return antwoord.als(AanleverenLicentierelatie)

    def verwijderen_licentierelatie(self, *, licentierelatie: Gegeven) -> VerwijderenLicentierelatie:
        """Deliver, replace or remove: operation verwijderen_licentierelatie of AanvullingBeheren."""
        antwoord = self.wissel.roep("verwijderen_licentierelatie", {"licentierelatie": licentierelatie})
        return antwoord.als(VerwijderenLicentierelatie)

    def aanleveren_cohortstatus(
        self, *, aangebodenOpleidingCode: str, cohortcode: str, cohortstatus: str
    ) -> AanleverenCohortstatus:
        """Deliver, replace or remove: operation aanleveren_cohortstatus of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "aanleveren_cohortstatus",
            {
                "aangebodenOpleidingCode": aangebodenOpleidingCode,
                "cohortcode": cohortcode,
                "cohortstatus": cohortstatus,
            },
        )
        return antwoord.als(AanleverenCohortstatus)

    def aanleveren_signaalafhandeling(self, *, signaalnummer: int, toelichting: str) -> AanleverenSignaalafhandeling:
        """Deliver, replace or remove: operation aanleveren_signaalafhandeling of AanvullingBeheren."""
        antwoord = self.wissel.roep(
            "aanleveren_signaalafhandeling", {"signaalnummer": signaalnummer, "toelichting": toelichting}
        )
        return antwoord.als(AanleverenSignaalafhandeling)

    def aanleveren_bundel(self, *, bundelpost: Sequence[Gegeven]) -> AanleverenBundel:
        """Deliver, replace or remove: operation aanleveren_bundel of AanvullingBeheren."""
        antwoord = self.wissel.roep("aanleveren_bundel", {"bundelpost": list(bundelpost)})
        return antwoord.als(AanleverenBundel)

    def opvragen_organisatorischeEenheid(
        self, *, organisatorischeEenheidcode: str, peildatum: date | None = None
    ) -> OpvragenOrganisatorischeEenheid:
        """Read: operation opvragen_organisatorischeEenheid of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_organisatorischeEenheid",
            {"organisatorischeEenheidcode": organisatorischeEenheidcode, "peildatum": peildatum},
        )
        return antwoord.als(OpvragenOrganisatorischeEenheid)

    def opvragen_organisatiestructuur(
        self,
        *,
        organisatorischeEenheidcode: str | None = None,
        instellingserkenning: Gegeven | None = None,
        peildatum: date | None = None,
    ) -> OpvragenOrganisatiestructuur:
        """Read: operation opvragen_organisatiestructuur of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_organisatiestructuur",
            {
                "organisatorischeEenheidcode": organisatorischeEenheidcode,
                "instellingserkenning": instellingserkenning,
                "peildatum": peildatum,
            },
        )
        return antwoord.als(OpvragenOrganisatiestructuur)

    def opvragen_organisatieoverzicht(
        self,
        *,
        organisatorischeEenheidcode: str | None = None,
        erkendeVestigingCode: str | None = None,
        kVKnummer: str | None = None,
        peildatum: date | None = None,
    ) -> OpvragenOrganisatieoverzicht:
        """Read: operation opvragen_organisatieoverzicht of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_organisatieoverzicht",
            {
                "organisatorischeEenheidcode": organisatorischeEenheidcode,
                "erkendeVestigingCode": erkendeVestigingCode,
                "kVKnummer": kVKnummer,
                "peildatum": peildatum,
            },
        )
        return antwoord.als(OpvragenOrganisatieoverzicht)

    def zoeken_organisaties(
        self,
        *,
        pagina: int,
        zoekterm: str | None = None,
        objecttype: Sequence[str] | None = None,
        sector: str | None = None,
        postcode: str | None = None,
        plaatsnaam: str | None = None,
        gemeentenaam: str | None = None,
        kVKnummer: str | None = None,
        rSIN: str | None = None,
        peildatum: date | None = None,
        ookBeeindigd: bool | None = None,
        aantal: int | None = None,
    ) -> ZoekenOrganisaties:
        """Read: operation zoeken_organisaties of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "zoeken_organisaties",
            {
                "pagina": pagina,
                "zoekterm": zoekterm,
                "objecttype": list(objecttype) if objecttype is not None else None,
                "sector": sector,
                "postcode": postcode,
                "plaatsnaam": plaatsnaam,
                "gemeentenaam": gemeentenaam,
                "kVKnummer": kVKnummer,
                "rSIN": rSIN,
                "peildatum": peildatum,
                "ookBeeindigd": ookBeeindigd,
                "aantal": aantal,
            },
        )
        return antwoord.als(ZoekenOrganisaties)

    def zoeken_organisaties_paginas(
        self,
        *,
        zoekterm: str | None = None,
        objecttype: Sequence[str] | None = None,
        sector: str | None = None,
        postcode: str | None = None,
        plaatsnaam: str | None = None,
        gemeentenaam: str | None = None,
        kVKnummer: str | None = None,
        rSIN: str | None = None,
        peildatum: date | None = None,
        ookBeeindigd: bool | None = None,
        aantal: int | None = None,
    ) -> Iterator[ZoekenOrganisaties]:
        """All pages of zoeken_organisaties, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.zoeken_organisaties(
                zoekterm=zoekterm,
                objecttype=objecttype,
                sector=sector,
                postcode=postcode,
                plaatsnaam=plaatsnaam,
                gemeentenaam=gemeentenaam,
                kVKnummer=kVKnummer,
                rSIN=rSIN,
                peildatum=peildatum,
                ookBeeindigd=ookBeeindigd,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def zoeken_aangebodenOpleidingen(
        self,
        *,
        pagina: int,
        zoekterm: str | None = None,
        sector: str | None = None,
        opleidingsniveau: str | None = None,
        opleidingserkenning: Gegeven | None = None,
        onderwijsaanbiedercode: str | None = None,
        plaatsnaam: str | None = None,
        postcode: str | None = None,
        straal: int | None = None,
        aanmeldenOp: date | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> ZoekenAangebodenOpleidingen:
        """Read: operation zoeken_aangebodenOpleidingen of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "zoeken_aangebodenOpleidingen",
            {
                "pagina": pagina,
                "zoekterm": zoekterm,
                "sector": sector,
                "opleidingsniveau": opleidingsniveau,
                "opleidingserkenning": opleidingserkenning,
                "onderwijsaanbiedercode": onderwijsaanbiedercode,
                "plaatsnaam": plaatsnaam,
                "postcode": postcode,
                "straal": straal,
                "aanmeldenOp": aanmeldenOp,
                "peildatum": peildatum,
                "aantal": aantal,
            },
        )
        return antwoord.als(ZoekenAangebodenOpleidingen)

    def zoeken_aangebodenOpleidingen_paginas(
        self,
        *,
        zoekterm: str | None = None,
        sector: str | None = None,
        opleidingsniveau: str | None = None,
        opleidingserkenning: Gegeven | None = None,
        onderwijsaanbiedercode: str | None = None,
        plaatsnaam: str | None = None,
        postcode: str | None = None,
        straal: int | None = None,
        aanmeldenOp: date | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> Iterator[ZoekenAangebodenOpleidingen]:
        """All pages of zoeken_aangebodenOpleidingen, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.zoeken_aangebodenOpleidingen(
                zoekterm=zoekterm,
                sector=sector,
                opleidingsniveau=opleidingsniveau,
                opleidingserkenning=opleidingserkenning,
                onderwijsaanbiedercode=onderwijsaanbiedercode,
                plaatsnaam=plaatsnaam,
                postcode=postcode,
                straal=straal,
                aanmeldenOp=aanmeldenOp,
                peildatum=peildatum,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_contactadressen(
        self,
        *,
        organisatorischeEenheidcode: str,
        communicatiecontext: Sequence[str] | None = None,
        peildatum: date | None = None,
        metTerugval: bool | None = None,
    ) -> OpvragenContactadressen:
        """Read: operation opvragen_contactadressen of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_contactadressen",
            {
                "organisatorischeEenheidcode": organisatorischeEenheidcode,
                "communicatiecontext": list(communicatiecontext) if communicatiecontext is not None else None,
                "peildatum": peildatum,
                "metTerugval": metTerugval,
            },
        )
        return antwoord.als(OpvragenContactadressen)

    def opvragen_instellingserkenning(
        self, *, instellingserkenning: Gegeven, peildatum: date | None = None
    ) -> OpvragenInstellingserkenning:
        """Read: operation opvragen_instellingserkenning of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_instellingserkenning", {"instellingserkenning": instellingserkenning, "peildatum": peildatum}
        )
        return antwoord.als(OpvragenInstellingserkenning)

    def opvragen_opleidingserkenning(
        self, *, opleidingserkenning: Gegeven, peildatum: date | None = None
    ) -> OpvragenOpleidingserkenning:
        """Read: operation opvragen_opleidingserkenning of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_opleidingserkenning", {"opleidingserkenning": opleidingserkenning, "peildatum": peildatum}
        )
        return antwoord.als(OpvragenOpleidingserkenning)

    def opvragen_opleidingseenhedenBijStelsel(
        self,
        *,
        pagina: int,
        opleidingsstelsel: str | None = None,
        opleidingseenheidtype: str | None = None,
        opleidingseenheidcode: str | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> OpvragenOpleidingseenhedenBijStelsel:
        """Read: operation opvragen_opleidingseenhedenBijStelsel of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_opleidingseenhedenBijStelsel",
            {
                "pagina": pagina,
                "opleidingsstelsel": opleidingsstelsel,
                "opleidingseenheidtype": opleidingseenheidtype,
                "opleidingseenheidcode": opleidingseenheidcode,
                "peildatum": peildatum,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenOpleidingseenhedenBijStelsel)

    def opvragen_opleidingseenhedenBijStelsel_paginas(
        self,
        *,
        opleidingsstelsel: str | None = None,
        opleidingseenheidtype: str | None = None,
        opleidingseenheidcode: str | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenOpleidingseenhedenBijStelsel]:
        """All pages of opvragen_opleidingseenhedenBijStelsel, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_opleidingseenhedenBijStelsel(
                opleidingsstelsel=opleidingsstelsel,
                opleidingseenheidtype=opleidingseenheidtype,
                opleidingseenheidcode=opleidingseenheidcode,
                peildatum=peildatum,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_licenties(
        self,
        *,
        pagina: int,
        licentiecode: str | None = None,
        instellingserkenning: Gegeven | None = None,
        opleidingserkenning: Gegeven | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> OpvragenLicenties:
        """Read: operation opvragen_licenties of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_licenties",
            {
                "pagina": pagina,
                "licentiecode": licentiecode,
                "instellingserkenning": instellingserkenning,
                "opleidingserkenning": opleidingserkenning,
                "peildatum": peildatum,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenLicenties)

    def opvragen_licenties_paginas(
        self,
        *,
        licentiecode: str | None = None,
        instellingserkenning: Gegeven | None = None,
        opleidingserkenning: Gegeven | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenLicenties]:
        """All pages of opvragen_licenties, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_licenties(
                licentiecode=licentiecode,
                instellingserkenning=instellingserkenning,
                opleidingserkenning=opleidingserkenning,
                peildatum=peildatum,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_erkenningsstatus(
        self, *, aangebodenOpleidingCode: Sequence[str], peildatum: date | None = None
    ) -> OpvragenErkenningsstatus:
        """Read: operation opvragen_erkenningsstatus of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_erkenningsstatus",
            {"aangebodenOpleidingCode": list(aangebodenOpleidingCode), "peildatum": peildatum},
        )
        return antwoord.als(OpvragenErkenningsstatus)

    def opvragen_erkenners(self, *, peildatum: date | None = None) -> OpvragenErkenners:
        """Read: operation opvragen_erkenners of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_erkenners", {"peildatum": peildatum})
        return antwoord.als(OpvragenErkenners)

    def opvragen_samenwerkingen(
        self,
        *,
        pagina: int,
        postcodecijfers: str | None = None,
        soort: str | None = None,
        code: str | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> OpvragenSamenwerkingen:
        """Read: operation opvragen_samenwerkingen of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_samenwerkingen",
            {
                "pagina": pagina,
                "postcodecijfers": postcodecijfers,
                "soort": soort,
                "code": code,
                "peildatum": peildatum,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenSamenwerkingen)

    def opvragen_samenwerkingen_paginas(
        self,
        *,
        postcodecijfers: str | None = None,
        soort: str | None = None,
        code: str | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenSamenwerkingen]:
        """All pages of opvragen_samenwerkingen, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_samenwerkingen(
                postcodecijfers=postcodecijfers,
                soort=soort,
                code=code,
                peildatum=peildatum,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_waardenlijst(self, *, naam: str | None = None, peildatum: date | None = None) -> OpvragenWaardenlijst:
        """Read: operation opvragen_waardenlijst of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_waardenlijst", {"naam": naam, "peildatum": peildatum})
        return antwoord.als(OpvragenWaardenlijst)

    def opvragen_kenmerkconfiguratie(
        self, *, object: str | None = None, peildatum: date | None = None
    ) -> OpvragenKenmerkconfiguratie:
        """Read: operation opvragen_kenmerkconfiguratie of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_kenmerkconfiguratie", {"object": object, "peildatum": peildatum})
        return antwoord.als(OpvragenKenmerkconfiguratie)

    def opvragen_kwaliteitssignalen(
        self,
        *,
        pagina: int,
        onderwijsbestuurcode: str | None = None,
        soort: str | None = None,
        ookOpgelost: bool | None = None,
        aantal: int | None = None,
    ) -> OpvragenKwaliteitssignalen:
        """Read: operation opvragen_kwaliteitssignalen of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_kwaliteitssignalen",
            {
                "pagina": pagina,
                "onderwijsbestuurcode": onderwijsbestuurcode,
                "soort": soort,
                "ookOpgelost": ookOpgelost,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenKwaliteitssignalen)

    def opvragen_kwaliteitssignalen_paginas(
        self,
        *,
        onderwijsbestuurcode: str | None = None,
        soort: str | None = None,
        ookOpgelost: bool | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenKwaliteitssignalen]:
        """All pages of opvragen_kwaliteitssignalen, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_kwaliteitssignalen(
                onderwijsbestuurcode=onderwijsbestuurcode,
                soort=soort,
                ookOpgelost=ookOpgelost,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_verwerkingsverslag(self, *, identificatiecode: str) -> OpvragenVerwerkingsverslag:
        """Read: operation opvragen_verwerkingsverslag of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_verwerkingsverslag", {"identificatiecode": identificatiecode})
        return antwoord.als(OpvragenVerwerkingsverslag)

    def opvragen_bagAdres(self, *, adres: Gegeven | None = None, zoekterm: str | None = None) -> OpvragenBagAdres:
        """Read: operation opvragen_bagAdres of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_bagAdres", {"adres": adres, "zoekterm": zoekterm})
        return antwoord.als(OpvragenBagAdres)

    def opvragen_handelsregistergegevens(
        self, *, kVKnummer: str | None = None, rSIN: str | None = None
    ) -> OpvragenHandelsregistergegevens:
        """Read: operation opvragen_handelsregistergegevens of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_handelsregistergegevens", {"kVKnummer": kVKnummer, "rSIN": rSIN})
        return antwoord.als(OpvragenHandelsregistergegevens)

    def opvragen_gewijzigdeObjecten(
        self,
        *,
        cursor: str | None = None,
        vanaf: datetime | None = None,
        objecttype: Sequence[str] | None = None,
        houder: str | None = None,
        metInhoud: bool | None = None,
        aantal: int | None = None,
    ) -> OpvragenGewijzigdeObjecten:
        """Read: operation opvragen_gewijzigdeObjecten of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_gewijzigdeObjecten",
            {
                "cursor": cursor,
                "vanaf": vanaf,
                "objecttype": list(objecttype) if objecttype is not None else None,
                "houder": houder,
                "metInhoud": metInhoud,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenGewijzigdeObjecten)

    def opvragen_objectOpMoment(
        self, *, objecttype: str, sleutel: str, geldigOp: date | None = None, bekendOp: datetime | None = None
    ) -> OpvragenObjectOpMoment:
        """Read: operation opvragen_objectOpMoment of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_objectOpMoment",
            {"objecttype": objecttype, "sleutel": sleutel, "geldigOp": geldigOp, "bekendOp": bekendOp},
        )
        return antwoord.als(OpvragenObjectOpMoment)

    def opvragen_historie(
        self, *, objecttype: str, sleutel: str, pagina: int, aantal: int | None = None
    ) -> OpvragenHistorie:
        """Read: operation opvragen_historie of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_historie", {"objecttype": objecttype, "sleutel": sleutel, "pagina": pagina, "aantal": aantal}
        )
        return antwoord.als(OpvragenHistorie)

    def opvragen_historie_paginas(
        self, *, objecttype: str, sleutel: str, aantal: int | None = None
    ) -> Iterator[OpvragenHistorie]:
        """All pages of opvragen_historie, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_historie(objecttype=objecttype, sleutel=sleutel, aantal=aantal, pagina=pagina)
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_uittreksel(
        self,
        *,
        geldigOp: date,
        organisatorischeEenheidcode: str | None = None,
        instellingserkenning: Gegeven | None = None,
        bekendOp: datetime | None = None,
    ) -> OpvragenUittreksel:
        """Read: operation opvragen_uittreksel of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_uittreksel",
            {
                "geldigOp": geldigOp,
                "organisatorischeEenheidcode": organisatorischeEenheidcode,
                "instellingserkenning": instellingserkenning,
                "bekendOp": bekendOp,
            },
        )
        return antwoord.als(OpvragenUittreksel)

    def opvragen_autorisaties(self, *, onderwijsbestuurcode: str | None = None) -> OpvragenAutorisaties:
        """Read: operation opvragen_autorisaties of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_autorisaties", {"onderwijsbestuurcode": onderwijsbestuurcode})
        return antwoord.als(OpvragenAutorisaties)

    def opvragen_inzagelog(
        self,
        *,
        organisatorischeEenheidcode: str,
        vanaf: datetime,
        pagina: int,
        tot: datetime | None = None,
        aantal: int | None = None,
    ) -> OpvragenInzagelog:
        """Read: operation opvragen_inzagelog of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_inzagelog",
            {
                "organisatorischeEenheidcode": organisatorischeEenheidcode,
                "vanaf": vanaf,
                "pagina": pagina,
                "tot": tot,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenInzagelog)

    def opvragen_inzagelog_paginas(
        self,
        *,
        organisatorischeEenheidcode: str,
        vanaf: datetime,
        tot: datetime | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenInzagelog]:
        """All pages of opvragen_inzagelog, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_inzagelog(
                organisatorischeEenheidcode=organisatorischeEenheidcode,
                vanaf=vanaf,
                tot=tot,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_versie(self) -> OpvragenVersie:
        """Read: operation opvragen_versie of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("opvragen_versie", {})
        return antwoord.als(OpvragenVersie)

    def opvragen_opleidingserkenningenBijStelsel(
        self, *, opleidingsstelsel: str, pagina: int, peildatum: date | None = None, aantal: int | None = None
    ) -> OpvragenOpleidingserkenningenBijStelsel:
        """Read: operation opvragen_opleidingserkenningenBijStelsel of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_opleidingserkenningenBijStelsel",
            {"opleidingsstelsel": opleidingsstelsel, "pagina": pagina, "peildatum": peildatum, "aantal": aantal},
        )
        return antwoord.als(OpvragenOpleidingserkenningenBijStelsel)

    def opvragen_opleidingserkenningenBijStelsel_paginas(
        self, *, opleidingsstelsel: str, peildatum: date | None = None, aantal: int | None = None
    ) -> Iterator[OpvragenOpleidingserkenningenBijStelsel]:
        """All pages of opvragen_opleidingserkenningenBijStelsel, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_opleidingserkenningenBijStelsel(
                opleidingsstelsel=opleidingsstelsel, peildatum=peildatum, aantal=aantal, pagina=pagina
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def opvragen_gebruikersVanOnderwijslocatie(
        self, *, onderwijslocatiecode: str, peildatum: date | None = None
    ) -> OpvragenGebruikersVanOnderwijslocatie:
        """Read: operation opvragen_gebruikersVanOnderwijslocatie of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_gebruikersVanOnderwijslocatie",
            {"onderwijslocatiecode": onderwijslocatiecode, "peildatum": peildatum},
        )
        return antwoord.als(OpvragenGebruikersVanOnderwijslocatie)

    def opvragen_onderwijslocatiesInGebied(
        self,
        *,
        pagina: int,
        postcode: str | None = None,
        plaatsnaam: str | None = None,
        straal: int | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> OpvragenOnderwijslocatiesInGebied:
        """Read: operation opvragen_onderwijslocatiesInGebied of AanvullingRaadplegen."""
        antwoord = self.wissel.roep(
            "opvragen_onderwijslocatiesInGebied",
            {
                "pagina": pagina,
                "postcode": postcode,
                "plaatsnaam": plaatsnaam,
                "straal": straal,
                "peildatum": peildatum,
                "aantal": aantal,
            },
        )
        return antwoord.als(OpvragenOnderwijslocatiesInGebied)

    def opvragen_onderwijslocatiesInGebied_paginas(
        self,
        *,
        postcode: str | None = None,
        plaatsnaam: str | None = None,
        straal: int | None = None,
        peildatum: date | None = None,
        aantal: int | None = None,
    ) -> Iterator[OpvragenOnderwijslocatiesInGebied]:
        """All pages of opvragen_onderwijslocatiesInGebied, read one by one as they are asked for."""
        pagina, paginas = 0, 1
        while pagina < paginas:
            antwoord = self.opvragen_onderwijslocatiesInGebied(
                postcode=postcode,
                plaatsnaam=plaatsnaam,
                straal=straal,
                peildatum=peildatum,
                aantal=aantal,
                pagina=pagina,
            )
            yield antwoord
            gevonden = antwoord.paginering.velden.get("aantalPaginas") if antwoord.paginering else None
            paginas = gevonden if isinstance(gevonden, int) else 0
            pagina += 1

    def controleren_levering(self, *, inhoud: Ingesloten) -> ControlerenLevering:
        """Read: operation controleren_levering of AanvullingRaadplegen."""
        antwoord = self.wissel.roep("controleren_levering", {"inhoud": inhoud})
        return antwoord.als(ControlerenLevering)
