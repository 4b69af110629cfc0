"""The people of a trial: they log in with the password that is told once, and have their roles."""

from pathlib import Path

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.aanmelding import Aangemeld, Weigering, meld_aan
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.regels.uitslag import Context
from rio_soap.setup import service, trial
from rio_soap.setup.settings import Settings
from rio_soap.setup.trial_people import BOARD, PEOPLE, guide, make_people


def test_each_of_them_logs_in_with_the_password_that_is_told_and_has_its_roles(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    nu = SystemClock().nu()
    with service.open_register(settings) as register:
        trial.fill(register, settings)
        password = make_people(register)
        for email, _, roles in PEOPLE:
            who = meld_aan(register, email, password, nu)
            assert isinstance(who, Aangemeld)
            with register.lees() as session:
                held = rollen_van(session, Context("", nu, "test", gebruiker=who.gebruiker)).gehouden
            assert held == set(roles)
        assert meld_aan(register, PEOPLE[0][0], password + "x", nu) is Weigering.FOUT
    told = guide("http://127.0.0.1:8080", password)
    assert all(email in told for email, _, _ in PEOPLE)
    assert told.count(password) == 1
    assert {"BEHEERDER_ALGEMEEN", "BEHEER_AANBOD"} <= {role for role, _ in PEOPLE[0][2]}
    assert BOARD == "100B490"
    assert len(password) >= 12
