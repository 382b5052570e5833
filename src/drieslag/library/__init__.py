"""Content as YAML with its schema and loader: ways of working together, and the questions that they fit. No Django."""
