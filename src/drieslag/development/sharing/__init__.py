"""What somebody shares with named people, and who looked."""
