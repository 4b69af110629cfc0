"""Who may see the pages of the workbench: they are there only where the operator put them, and for whom he lets to what
stands beside the services."""

from flask import request

from rio_soap.service.wsgi import MAG_BEHEER
from rio_soap.web.frame.scherm import Schermbron


def mag_werkbank(bron: Schermbron) -> bool:
    """Whether the request that is answered now may have them; what was not judged on its way may not."""
    mag = request.environ.get(MAG_BEHEER)
    return bron.werkbank is not None and mag is not None and bool(mag())
