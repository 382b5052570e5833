"""A made-up organisation to look around in, on a database that was marked demo at its creation."""
