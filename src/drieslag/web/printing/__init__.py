"""Paper: PDF/A-2a and PDF/UA-1 by Typst, which refuses a skipped heading, and sheets."""
