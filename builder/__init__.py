"""La fabrique : ce qui transforme le moteur, les pages et les données en un site. Rien d'ici n'est livré."""
