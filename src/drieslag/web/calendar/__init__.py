"""One's own calendar, mails and notices."""
