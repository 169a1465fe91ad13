"""Example accounts that come with the program, all invented; ``recount demo`` builds a record from them."""
