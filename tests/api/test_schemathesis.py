"""Schemathesis asks what the document says may be asked, and what it says may not: no 5xx, no answer beside it.

A short run; ``make schemathesis`` runs for ten minutes against a served trial environment.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rio_soap.api.paden import PADEN
from tests.service.conftest import Dienst

EISEN = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("soort", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_the_answer_is_as_the_document_says(dienst: Dienst, soort: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", dienst.toepassing)
    gevraagd = set()
    for bewerking in (een.ok() for een in schema.get_all_operations()):
        if soort is GenerationMode.NEGATIVE and not (bewerking.query or bewerking.path_parameters):
            continue

        @settings(
            max_examples=VOORBEELDEN,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=bewerking.as_strategy(generation_mode=soort))
        def vraag(case: schemathesis.Case) -> None:
            gevraagd.add(case.operation.path)
            case.call_and_validate(checks=EISEN)

        vraag()
    assert len(gevraagd) >= len(PADEN) - 2, "but for the paths that have no parameters"


VOORBEELDEN = 2
"""Questions per path, of those that may be asked and of those that may not each."""
