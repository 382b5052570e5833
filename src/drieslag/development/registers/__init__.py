"""What counts for a professional register, for the professional alone."""
