"""Reading the files of the statistics offices: bytes in, observations and a preview out. No database, no page."""
