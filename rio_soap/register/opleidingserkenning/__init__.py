"""The opleidingserkenning of all kinds, the vakerkenning among them."""
