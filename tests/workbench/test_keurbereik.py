"""keur stops when the first answer shows that no service of RIO speaks there."""

import pytest

from rio_soap.workbench.keur.bereik import Onbereikbaar, wie_antwoordt


@pytest.mark.parametrize("status", [301, 302, 307, 404, 405, 410])
def test_a_redirection_or_a_page_that_is_not_there_is_somebody_else(status: int) -> None:
    with pytest.raises(Onbereikbaar, match=rf"aanleveren_x: .* HTTP status {status}"):
        wie_antwoordt("aanleveren_x", status)


@pytest.mark.parametrize("status", [200, 400, 415, 500, 503])
def test_every_other_answer_is_judged(status: int) -> None:
    wie_antwoordt("aanleveren_x", status)
