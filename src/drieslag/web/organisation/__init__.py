"""Teams, people, consents: how an organisation is set up."""
