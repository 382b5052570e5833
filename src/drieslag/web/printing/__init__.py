"""Paper: tagged PDF by Typst (PDF/A-2a and PDF/UA-1, so a missing title or a skipped heading is refused), and sheets."""
