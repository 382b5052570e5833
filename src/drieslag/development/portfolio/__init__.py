"""A good story, carried along."""
