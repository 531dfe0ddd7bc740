"""Semantic Scholar: papers, from its Academic Graph API."""
