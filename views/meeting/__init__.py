"""Meetings: screens made of the panels, shown on the projector, kept in lists, and handed out as a pack."""
