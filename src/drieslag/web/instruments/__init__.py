"""Pages of instruments: choosing, writing, recording a permission."""
