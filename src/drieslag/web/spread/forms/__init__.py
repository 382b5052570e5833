"""What is asked on the pages of spread. Too long keeps every word and says by how much."""
