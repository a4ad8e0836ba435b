"""From weekly hours, or from a file, to times: read and reckoned here, written by the actions beside it."""
