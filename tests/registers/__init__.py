"""What somebody keeps for a professional register."""
