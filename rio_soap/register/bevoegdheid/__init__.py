"""Who may do what: the roles of a sender, and the erkenners that give some of them."""
