"""La veille : ce que nos règles, pages et lettres citent a-t-il changé dans une copie publiée des codes ?

copie.py         lire une copie des codes (Markdown ou JSON) : l'empreinte de chaque article
citations.py     qui cite quoi chez nous, règle par règle, page par page, lettre par lettre
reference.py     l'état lu par nous, dans donnees/veille.csv
comparaison.py   les écarts, et ce qu'il faut relire
hors_codes.py    ce qu'aucune copie des codes ne surveille, avec le jour où le relire
"""
