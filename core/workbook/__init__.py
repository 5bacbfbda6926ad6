"""Workbooks: read dirty ones, write new ones, edit a copy of a user's and harm nothing."""
