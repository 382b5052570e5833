"""What all pages share: frame, drawings, fields."""
