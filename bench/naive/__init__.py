"""The app to compare with."""
