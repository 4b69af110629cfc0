"""Publishing the open data: files of a day, deltas, proof, and serving them (aanvulling 4.1 and 4.2)."""
