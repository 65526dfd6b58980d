"""How the window looks: themes, fonts and icons."""
