"""Quality of what the register holds: what is looked at every night, and the signals of it."""
