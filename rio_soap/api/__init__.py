"""The JSON API: `/api/v1`, the readings of the register for everybody, without a key (aanvulling 4.3)."""
