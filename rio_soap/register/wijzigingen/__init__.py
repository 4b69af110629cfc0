"""What was added, changed or removed, in the order in which it became visible, and the change feeds that show it."""
