"""What works travels: offers, adoptions, themes of the month, plans after a training."""
