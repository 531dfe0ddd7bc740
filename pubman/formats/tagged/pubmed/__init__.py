"""PubMed's format (``.nbib``): the reader."""
