"""Whoever can write the database cannot write the log anew: forgeries of the whole chain, on each database."""

import base64
import json
import re
import shutil
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from rio_soap.cli import main
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.onderteken import haal_handtekening, met_handtekening
from rio_soap.edukoppeling.response import onderteken_opnieuw
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.model import berichtenlog, partij, schakel
from rio_soap.register.logboek.berichtenlog import inhoud_van_rij, uitgepakt
from rio_soap.register.logboek.links import BEGIN, Stempel, schakelhash
from rio_soap.register.logboek.packing import pak_in
from rio_soap.register.logboek.sealer import Sealer
from rio_soap.setup import keys, service, trial
from rio_soap.setup.seal import make_stempel
from rio_soap.setup.settings import Settings
from tests.cli.test_logboek import Log, controleer, sleutels  # noqa: F401  # fixture
from tests.register.conftest import Leegmaken, leeg_schema, leegmaken  # noqa: F401  # fixtures
from tests.service.conftest import Dienst
from tests.vijandig.teken import teken

ANDER = b"\x01" * 8
Rij = dict[str, Any]


@pytest.fixture
def log(leegmaken: Leegmaken, tmp_path: Path, sleutels: Path) -> Iterator[Log]:  # noqa: F811
    """A log with five sealed deliveries of which the last is noted in the file of heads; no service runs any more."""
    shutil.copytree(sleutels, tmp_path / "pki")
    log = Log(tmp_path, leegmaken(tmp_path))
    for _ in range(5):
        log.lever()
    log.wacht_op(5)
    log.rio.stop()
    log.rio.register = service.open_register(log.rio.settings)
    yield log
    log.rio.register.sluit()


@pytest.fixture
def vreemd(tmp_path_factory: pytest.TempPathFactory) -> Sleutelpaar:
    """A key pair of the forger, its certificate the same to the eye."""
    map_ = tmp_path_factory.mktemp("vreemd")
    trial.make_pki(Settings(data_dir=map_))
    return Sleutelpaar.laad(map_ / "pki" / "dienst.key", map_ / "pki" / "dienst.pem")


def herschrijf(
    log: Log, verander: Callable[[list[Rij]], list[Rij]], merk: Callable[[bytes, bytes], bytes] | Stempel | None = None
) -> None:
    """The whole log written anew: entries changed, all hashes right again, and each mark made by `merk` out of the
    mark that was there and the hash.

    :param verander: gets the entries, each with ``handtekening`` of its answer and ``merk`` of its link.
    :param merk: None keeps the marks that were there.
    """
    zet = (lambda _oud, hash_: merk.zet(hash_)) if isinstance(merk, Stempel) else merk or (lambda oud, _hash: oud)
    schakels = {rij.bericht: rij for rij in log.rijen(schakel)}
    rijen = []
    for rij in log.rijen(berichtenlog):
        link = schakels[rij.id]
        rijen.append({**rij._mapping, "handtekening": link.handtekening, "merk": link.stempel})
    rijen = verander(rijen)
    with log.rio.register.engine.begin() as verbinding:
        verbinding.execute(sa.delete(schakel))
        verbinding.execute(sa.delete(berichtenlog))
        vorige = BEGIN
        for nummer, rij in enumerate(rijen, 1):
            handtekening, link = rij.pop("handtekening"), rij.pop("merk")
            inhoud = inhoud_van_rij(rij)
            rij["stempel"] = zet(rij["stempel"], inhoud)
            vorige = schakelhash(vorige, nummer, rij["id"], inhoud, handtekening)
            verbinding.execute(sa.insert(berichtenlog), rij)
            waarden = {"volgnummer": nummer, "bericht": rij["id"], "inhoud": inhoud, "handtekening": handtekening}
            verbinding.execute(sa.insert(schakel), {**waarden, "hash": vorige, "stempel": zet(link, vorige)})


def als_andere_sleutel(oud: bytes, _hash: bytes) -> bytes:
    return ANDER + oud[8:]


def gelijk(rijen: list[Rij]) -> list[Rij]:
    return rijen


def zonder_derde(rijen: list[Rij]) -> list[Rij]:
    return rijen[:2] + rijen[3:]


def verwisseld(rijen: list[Rij]) -> list[Rij]:
    return [rijen[1], rijen[0], *rijen[2:]]


def zonder_staart(rijen: list[Rij]) -> list[Rij]:
    return rijen[:3]


def antwoord_vervangen(rijen: list[Rij]) -> list[Rij]:
    """The answer of the first entry, genuine, in the place of that of the second."""
    rijen[1] |= {"antwoord": rijen[0]["antwoord"], "handtekening": rijen[0]["handtekening"]}
    return rijen


def antwoord_veranderd(rijen: list[Rij]) -> list[Rij]:
    _, antwoord = uitgepakt(rijen[1])
    assert b"requestGoedgekeurd>true<" in antwoord
    rijen[1]["antwoord"] = pak_in(antwoord.replace(b"requestGoedgekeurd>true<", b"requestGoedgekeurd>false<"))
    return rijen


def verzoek_veranderd(rijen: list[Rij]) -> list[Rij]:
    verzoek, _ = uitgepakt(rijen[1])
    rijen[1]["verzoek"] = pak_in(verzoek.replace(b"Waterkunde", b"Wonderkunde"))
    return rijen


def kolom_veranderd(rijen: list[Rij]) -> list[Rij]:
    rijen[1]["oin"] = "00000003999999999000"
    return rijen


def zonder_handtekening(rijen: list[Rij]) -> list[Rij]:
    rijen[1]["handtekening"] = b""
    return rijen


VORMEN = {
    functie.__name__: functie
    for functie in (
        gelijk,
        zonder_derde,
        verwisseld,
        zonder_staart,
        antwoord_vervangen,
        antwoord_veranderd,
        verzoek_veranderd,
        kolom_veranderd,
        zonder_handtekening,
    )
}
MERKEN = {
    "as another key": als_andere_sleutel,
    "without mark": lambda _oud, _hash: b"",
    "as our key": lambda oud, hash_: oud[:8] + hash_,
    "kept": None,
}


@pytest.mark.parametrize("merk", list(MERKEN))
@pytest.mark.parametrize("vorm", list(VORMEN))
def test_a_chain_written_anew_with_right_hashes_is_found(log: Log, vorm: str, merk: str) -> None:
    """Without any witness: what cannot be judged is a finding."""
    log.omgeving["RIO_GETUIGE_BESTAND"] = "geen"
    assert log.rio_soap("logboek", "controleer").exit_code == 0
    herschrijf(log, VORMEN[vorm], MERKEN[merk])
    uit = log.rio_soap("logboek", "controleer")
    if (vorm, merk) in (("gelijk", "kept"), ("zonder_staart", "kept")):
        assert uit.exit_code == 0, "nothing was changed, or only the end cut off, which takes a witness to see"
        return
    assert uit.exit_code == 1, uit.output
    assert " 0 bevindingen" not in uit.output


def noem_ander(log: Log, paar: Sleutelpaar) -> list[str]:
    pad = log.map_ / "eerder.pem"
    pad.write_text(ssl.DER_cert_to_PEM_cert(paar.der))
    return ["--eerder-certificaat", str(pad)]


@pytest.mark.parametrize("vorm", [v for v in VORMEN if v not in ("gelijk", "zonder_derde", "zonder_staart")])
def test_what_is_said_to_be_of_an_earlier_key_is_judged_by_the_signatures_in_it(
    log: Log, vreemd: Sleutelpaar, vorm: str
) -> None:
    """The operator names an earlier certificate; the forger marks all with that one, which nobody can judge."""
    log.omgeving["RIO_GETUIGE_BESTAND"] = "geen"
    herschrijf(log, VORMEN[vorm], make_stempel(vreemd))
    if vorm == "verwisseld":  # of entries that are whole the order is for a witness to hold
        del log.omgeving["RIO_GETUIGE_BESTAND"]
    uit = log.rio_soap("logboek", "controleer", *noem_ander(log, vreemd))
    assert uit.exit_code == 1, uit.output


def test_an_entry_marked_with_an_earlier_key_after_the_present_one_is_found(log: Log, vreemd: Sleutelpaar) -> None:
    log.omgeving["RIO_GETUIGE_BESTAND"] = "geen"
    stempel = make_stempel(vreemd)
    eerste = log.rijen(schakel)[-1]
    log.voer_uit("UPDATE schakel SET stempel = :s WHERE volgnummer = 5", s=stempel.zet(eerste.hash))
    uit = log.rio_soap("logboek", "controleer", *noem_ander(log, vreemd))
    assert uit.exit_code == 1
    assert "schakel 5 (bericht 5): van een eerdere sleutel, na de eerste van deze" in uit.output


def test_an_answer_signed_again_with_another_key_is_found(log: Log, vreemd: Sleutelpaar) -> None:
    """Right in itself, with right hashes and marks of a key that the operator once had."""
    log.omgeving["RIO_GETUIGE_BESTAND"] = "geen"
    eerder = trial.client_key(log.rio.settings)

    def opnieuw(rijen: list[Rij]) -> list[Rij]:
        _, antwoord = uitgepakt(rijen[1])
        eigen = keys.load_key_pair(log.rio.settings)
        heel = met_handtekening(antwoord, rijen[1]["handtekening"]).replace(eigen.token.encode(), vreemd.token.encode())
        concept, handtekening = haal_handtekening(teken(heel, vreemd))
        rijen[1] |= {"antwoord": pak_in(concept), "handtekening": handtekening}
        return rijen

    herschrijf(log, opnieuw, make_stempel(eerder))
    uit = log.rio_soap("logboek", "controleer", *noem_ander(log, eerder))
    assert uit.exit_code == 1
    assert "bericht 2 " in uit.output
    assert (
        "de handtekening van het antwoord klopt niet: Het certificaat is niet van een vertrouwde partij" in uit.output
    )


def test_a_tail_that_was_cut_off_is_found_by_the_file_of_heads(log: Log) -> None:
    """Nobody noted anything by hand: the service did."""
    assert log.rio_soap("logboek", "controleer").exit_code == 0
    log.voer_uit("DELETE FROM berichtenlog WHERE id IN (SELECT bericht FROM schakel WHERE volgnummer > 3)")
    log.voer_uit("DELETE FROM schakel WHERE volgnummer > 3")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 5: genoteerd, en er niet meer; het register eindigt bij 3: de staart is weg" in uit.output


def test_a_chain_that_went_on_after_its_tail_was_cut_off_is_found(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    """The forger fills the place; the service itself says so as it starts, and the check afterwards."""
    log.voer_uit("DELETE FROM berichtenlog WHERE id IN (SELECT bericht FROM schakel WHERE volgnummer > 3)")
    log.voer_uit("DELETE FROM schakel WHERE volgnummer > 3")
    log.rio.register.sluit()
    log.rio = Dienst(log.map_, database_url=log.omgeving["RIO_DATABASE_URL"])
    for _ in range(3):
        log.lever()
    log.wacht_op(6)
    log.rio.stop()
    log.rio.register = service.open_register(log.rio.settings)
    assert "the chain over the berichtenlog is not what bestand has of it" in caplog.text
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 5: anders dan genoteerd" in uit.output


def test_an_entry_that_was_copied_is_found_and_is_never_sealed(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    """A copy bears a right stempel, whoever made it: without this the service gave it a link by itself."""
    namen = ", ".join(kolom.name for kolom in berichtenlog.c if kolom.name != "id")
    log.voer_uit(f"INSERT INTO berichtenlog ({namen}) SELECT {namen} FROM berichtenlog WHERE id = 2")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "bericht 6: een kopie van bericht 2, een van beide is ingevoegd" in uit.output
    paar = keys.load_key_pair(log.rio.settings)
    later = SystemClock().nu() + timedelta(hours=1)
    zegelaar = Sealer(log.rio.register, make_stempel(paar), lambda d: onderteken_opnieuw(d, paar), lambda: later)
    assert zegelaar.verzegel_achtergebleven() == 0
    assert "entry 6 has no link and is there twice" in caplog.text


def test_the_whole_log_emptied_is_found(log: Log) -> None:
    log.voer_uit("DELETE FROM schakel")
    log.voer_uit("DELETE FROM berichtenlog")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "het register eindigt bij 0" in uit.output


def test_the_certificate_of_a_party_that_was_replaced_is_found(log: Log, vreemd: Sleutelpaar) -> None:
    afdruk = log.rijen(partij)[0].vingerafdruk
    log.voer_uit("UPDATE partij SET certificaat = :c WHERE vingerafdruk = :v", c=vreemd.der, v=afdruk)
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert f"({afdruk}): het certificaat is vervangen" in uit.output


def test_entries_from_before_the_chain_are_a_finding_until_the_operator_says_how_many(log: Log) -> None:
    """The migration made links for them without a mark; anybody can clear marks."""
    log.voer_uit("UPDATE schakel SET stempel = :leeg, handtekening = handtekening WHERE volgnummer <= 2", leeg=b"")
    log.voer_uit("UPDATE berichtenlog SET stempel = NULL WHERE id IN (1, 2)")
    uit = log.rio_soap("logboek", "controleer")
    assert uit.exit_code == 1
    assert "schakel 1 tot en met 2: zonder stempel, niet te beoordelen; zie --ongestempeld-tot" in uit.output
    assert log.rio_soap("logboek", "controleer", "--ongestempeld-tot", "2").exit_code == 0
    assert log.rio_soap("logboek", "controleer", "--ongestempeld-tot", "1").exit_code == 1


# --- the bewijs


def vervalst_bewijs(map_: Path) -> tuple[dict[str, Any], Path, Path]:
    """A bewijs of a service of the forger's own: every part of it fits. With its certificate and another one."""
    for naam in ("van", "ander"):
        (map_ / naam).mkdir()
    log = Log(map_ / "van", f"sqlite:///{map_ / 'van' / 'rio.db'}")
    log.lever()
    log.wacht_op(1)
    uit = log.rio_soap("bewijs", log.rijen(berichtenlog)[0].identificatiecode, "--uit", str(map_ / "b.json"))
    log.rio.stop()
    assert uit.exit_code == 0, uit.output
    trial.make_pki(Settings(data_dir=map_ / "ander"))
    return (
        json.loads((map_ / "b.json").read_text()),
        map_ / "van" / "pki" / "dienst.pem",
        map_ / "ander" / "pki" / "dienst.pem",
    )


def test_a_wholly_forged_bewijs_is_not_judged_unless_the_service_is_named(tmp_path: Path) -> None:
    velden, van, ander = vervalst_bewijs(tmp_path)
    uit = controleer(velden, tmp_path)
    assert uit.exit_code == 3, uit.output
    assert "niet beoordeeld" in uit.output
    assert "bericht: goed (schakel" not in uit.output
    uit = controleer(velden, tmp_path, "--dienst-certificaat", str(ander))
    assert uit.exit_code == 1
    assert "niet van de genoemde dienst" in uit.output
    assert controleer(velden, tmp_path, "--dienst-certificaat", str(van)).exit_code == 0
    assert (
        controleer(velden, tmp_path, "--dienst-certificaat", str(ander), "--dienst-certificaat", str(van)).exit_code
        == 0
    )
    # beside a service of one's own, whose certificate is at hand
    for map_, code in ((tmp_path / "ander", 3), (tmp_path / "van", 0)):
        woorden = ["controleer", "--zonder-register", str(tmp_path / "b.json")]
        assert CliRunner().invoke(main, woorden, env={"RIO_DATA_DIR": str(map_)}).exit_code == code


def test_an_answer_with_the_certificate_of_the_service_and_another_signature_is_refused(tmp_path: Path) -> None:
    velden, _, ander = vervalst_bewijs(tmp_path)
    antwoord = base64.b64decode(velden["antwoord"])
    eigen = velden["certificaten"]["antwoord"]["pem"]
    token = "".join(eigen.splitlines()[1:-1])
    nieuw = "".join(ander.read_text().splitlines()[1:-1])
    assert token in antwoord.decode()
    velden["antwoord"] = base64.b64encode(antwoord.replace(token.encode(), nieuw.encode())).decode()
    assert controleer(velden, tmp_path, "--dienst-certificaat", str(ander)).exit_code == 1


@pytest.mark.parametrize("vorm", ["other prefix", "no signature", "no token"])
def test_a_forged_answer_in_another_form_passes_for_nobodys(tmp_path: Path, vorm: str) -> None:
    """Written as the service never writes it, right in itself or not: never exit code 0 without its certificate."""
    velden, _, ander = vervalst_bewijs(tmp_path)
    antwoord = base64.b64decode(velden["antwoord"])
    eigen = Sleutelpaar.laad(tmp_path / "van" / "pki" / "dienst.key", tmp_path / "van" / "pki" / "dienst.pem")
    if vorm == "other prefix":  # of the Signature and all in it, signed anew
        deel = re.search(rb"<Signature .*</Signature>", antwoord, re.DOTALL)
        assert deel is not None
        nieuw = re.sub(rb"<(/?)(?=[A-Z])", rb"<\1ds:", deel[0]).replace(b"xmlns=", b"xmlns:ds=", 1)
        antwoord = teken(antwoord.replace(deel[0], nieuw), eigen)
        assert b"<SignatureValue>" not in antwoord
    elif vorm == "no signature":
        antwoord = re.sub(rb"<Signature .*</Signature>", b"", antwoord, flags=re.DOTALL)
    else:
        antwoord = re.sub(rb"<wsse:BinarySecurityToken.*?</wsse:BinarySecurityToken>", b"", antwoord, flags=re.DOTALL)
    velden["antwoord"] = base64.b64encode(antwoord).decode()
    for opties in ([], ["--dienst-certificaat", str(ander)]):
        assert controleer(velden, tmp_path, *opties).exit_code in (1, 2, 3)


def test_of_several_files_the_worst_counts(tmp_path: Path) -> None:
    velden, van, _ = vervalst_bewijs(tmp_path)
    fout = json.loads(json.dumps(velden))
    fout["bericht"]["oin"] = "00000000000000000000"
    (tmp_path / "fout.json").write_text(json.dumps(fout))
    (tmp_path / "b.json").write_text(json.dumps(velden))
    woorden = ["controleer", str(tmp_path / "b.json"), str(tmp_path / "fout.json")]
    omgeving = {"RIO_DATA_DIR": str(tmp_path / "leeg")}
    assert CliRunner().invoke(main, woorden, env=omgeving).exit_code == 1
    assert CliRunner().invoke(main, [*woorden[:2], "--dienst-certificaat", str(van)], env=omgeving).exit_code == 0
