"""Search: organisations and offers by name, number, code, place and postcode."""
