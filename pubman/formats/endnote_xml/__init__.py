"""EndNote's XML: the export of the desktop program, also written by Zotero and JabRef."""
