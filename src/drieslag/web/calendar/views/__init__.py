"""Pages of calendars and notices."""
