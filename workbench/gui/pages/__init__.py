"""PDF pages as they look: scrolled, read, selected and marked like text."""
