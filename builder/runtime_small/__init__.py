"""Le petit moteur : ce qui sert au départ, et rien d'autre ; ce qui manque arrive quand on l'appelle."""
