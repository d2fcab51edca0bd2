"""La version du moteur et des règles, écrite sur tout papier qui en sort. Année, puis rang dans l'année."""

VERSION = "2026.1"
