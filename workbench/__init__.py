"""Workbench: annotate source documents offline and see which actors meet which concerns."""

__version__ = "0.1.0"
