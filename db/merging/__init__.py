"""Bringing the log of one copy of a project into another: union, fold, and what keeps it whole."""
