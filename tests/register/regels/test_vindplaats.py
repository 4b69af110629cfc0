"""The place of a point, as it is kept."""

from decimal import Decimal

from rio_soap.register.regels.vindplaats import gps


def test_gps_komt_op_acht_decimalen_en_weigert_wat_geen_plaats_op_aarde_is() -> None:
    positie = gps("12.1", Decimal("-68.93333333333"))
    assert positie is not None
    assert (str(positie.latitude), str(positie.longitude)) == ("12.10000000", "-68.93333333")
    assert str(getattr(gps("-0.000000001", "0"), "latitude", None)) == "0E-8"
    for breedte, lengte in (("90.1", "0"), ("0", "180.00000001"), ("NaN", "0"), ("x", "0")):
        assert gps(breedte, lengte) is None
