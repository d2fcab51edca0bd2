"""Les adresses des tribunaux, depuis l'annuaire ouvert de l'État (DILA, annuaire de l'administration).

    fiches.py        lire le fichier donné, une fiche par service ; s'arrêter à la première surprise
    rapprochement.py retrouver nos tribunaux dans ces fiches, et dire ce qui change
    ecriture.py      reporter ces adresses dans calculators/droit/tribunaux.toml, après un « oui »

Rien n'est téléchargé : la personne donne le fichier. Il n'a encore jamais été rencontré pour de vrai ; le README le dit.
"""
