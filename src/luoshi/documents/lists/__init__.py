"""Automatic lists of word processors, whatever file they come from."""
