"""Pages for who is logged in: what an institution keeps, and what others may see beyond what everybody may."""
