"""The licentie: what an institution may teach or examine, its maatregelen, and the status that an offer has by it."""
