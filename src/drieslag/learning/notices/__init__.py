"""Calendars, invitations by mail, reminders, the weekly digest."""
