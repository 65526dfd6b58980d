"""From text to text: what copying broke is mended, what a site added is removed."""
