"""Portfolio as pages, paper and archive."""
