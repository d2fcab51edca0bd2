"""Les verrous : ce qu'une lettre peut faire perdre, dit avant qu'elle parte. Un piège, une alerte, un test."""

from collections.abc import Iterator
from datetime import date

from calculators.courriers.alerte import AlerteDeLettre, alerte
from calculators.courriers.contexte import REFUS, Contexte
from calculators.courriers.donnees import dire, limites, modele, mots
from calculators.courriers.envoi import Destinataire, declaration_avant, echeance_de_la_lettre
from calculators.courriers.mots import nommer_les_decisions
from calculators.courriers.moyens import Moyen
from calculators.courriers.nettoyage import sans_accent
from calculators.courriers.redaction import enumerer
from calculators.echeances.etat import A_VENIR, DEPASSEE, FAITE, SOUS_RESERVE
from calculators.evenements import INCONNU, DecisionNotifiee
from calculators.phrases import date_en_lettres

_PASSEES = (DEPASSEE, SOUS_RESERVE)
_DU_JUGE = ("tribunal", "juge_des_referes")
_ADMINISTRATIFS = {"recours_gracieux": "recours_gracieux", "recours_hierarchique": "recours_hierarchique"}


def devant_le_juge(contexte: Contexte) -> bool:
    """Une requête : là où l'irrecevabilité guette."""
    return contexte.demande.modele in ("requete_tribunal", "refere_suspension")


def _passee(contexte: Contexte) -> bool:
    echeance = echeance_de_la_lettre(contexte)
    if echeance is None or echeance.etat in _PASSEES:
        return echeance is not None
    tard = echeance.dernier_jour is not None and echeance.dernier_jour < contexte.demande.aujourdhui
    return echeance.etat == FAITE and tard


def _du_recours_administratif(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Lettre au préfet ou au ministre : sans effet avec une OQTF, en double, ou trop tard."""
    if contexte.eloignement:
        compris = contexte.champs.get("compris_sans_effet") or contexte.a("requete_deposee")
        yield alerte("recours_administratif_sans_effet_compris" if compris else "recours_administratif_sans_effet")
    elif contexte.a(_ADMINISTRATIFS[contexte.demande.modele]):
        yield alerte("second_recours_sans_effet")
    elif _passee(contexte):
        yield alerte("recours_administratif_tardif")
    else:
        yield alerte("ne_pas_attendre_la_reponse", duree=contexte.valeurs["duree_rejet"] or "")
        yield alerte("recours_non_suspensif")
    if contexte.demande.modele == "recours_hierarchique":
        yield alerte("adresse_du_ministere")


def _des_decisions(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Une décision oubliée reste ; un contenu inconnu se cherche."""
    decision = contexte.decision
    if contexte.oubliees:
        noms = nommer_les_decisions(contexte.oubliees, contexte.champs.get("nature_refus"))
        yield alerte("decision_oubliee", "decisions_contestees", oubliees=enumerer(noms))
    elif contexte.eloignement and not {"pays_de_renvoi", "irtf", "sans_delai"} & set(contexte.decisions):
        yield alerte("chercher_les_autres_decisions", "decisions_contestees")
    if decision is not None and INCONNU in decision.contenu and "decisions_contestees" not in contexte.champs:
        yield alerte("contenu_a_verifier", "decisions_contestees")


def _textes_libres(contexte: Contexte) -> Iterator[tuple[str, str]]:
    champs = contexte.champs
    for nom in ("faits", "urgence_faits"):
        if nom in champs:
            yield nom, champs[nom]
    for rang, moyen in enumerate(champs.get("moyens", ())):
        libres = {"titre": moyen.get("titre", ""), "texte": moyen.get("texte", ""), **moyen.get("faits", {})}
        for cle, valeur in libres.items():
            if isinstance(valeur, str):
                place = f"moyens[{rang}].{cle}" if cle in ("titre", "texte") else f"moyens[{rang}].faits.{cle}"
                yield place, valeur


def _des_mots(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Un complément annoncé (R911-6), de l'argent demandé sans avocat (R431-2) : des mots qui font tout perdre."""
    dangereux = limites()["mots_dangereux"]
    for champ, texte in _textes_libres(contexte):
        comparable = " ".join(sans_accent(texte).replace("’", "'").split())
        if any(mot in comparable for mot in dangereux["memoire"]):
            yield alerte("memoire_annonce" if contexte.eloignement else "memoire_annonce_evitable", champ)
        if any(mot in comparable for mot in dangereux["argent"]):
            yield alerte("argent_sans_avocat", champ)


def _de_la_date(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Le délai : passé, tout proche, en heures, ou pas encore commencé."""
    echeance, aujourdhui = echeance_de_la_lettre(contexte), contexte.demande.aujourdhui
    if echeance is None or echeance.dernier_jour is None:
        return
    if echeance.etat in _PASSEES:
        yield alerte("requete_hors_delai")
    elif echeance.heure is not None:
        yield alerte("heures_pas_par_la_poste")
    elif (echeance.dernier_jour - aujourdhui).days < limites()["envoi"]["jours_de_poste"]:
        yield alerte("dernier_jour_par_la_poste")


def _de_la_requete(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    valeurs = contexte.valeurs
    yield from _de_la_date(contexte)
    if contexte.a("jugement_notifie", "arret_notifie"):
        yield alerte("avocat_obligatoire")
    elif contexte.a("requete_deposee"):
        yield alerte("requete_deja_deposee")
    if contexte.implicite and valeurs.get("refus_ne") is False:
        yield alerte("refus_pas_encore_ne", date=date_en_lettres(valeurs["jour_du_refus"]))
    if not contexte.urgence:
        yield alerte("joindre_la_preuve_de_depot" if contexte.implicite else "joindre_la_decision")
    if not contexte.eloignement:
        yield alerte("recours_non_suspensif")


def _du_refere(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    yield alerte("copie_de_la_requete")
    duree = contexte.valeurs["duree_maintien"]
    if duree:
        yield alerte("confirmer_la_requete", duree=duree)
    if contexte.champs.get("nature_refus") == "renouvellement":
        yield alerte("renouvellement_ou_changement", "nature_refus")
    if set(contexte.decisions) - {REFUS, "implicite"} and not contexte.derogatoire:
        yield alerte("refere_contre_oqtf", "decisions_contestees")
    if contexte.a("jugement_notifie", "arret_notifie"):
        yield alerte("avocat_obligatoire")
    if not any("urgence" in piece.get("appuie", ()) for piece in contexte.champs.get("pieces", ())):
        yield alerte("urgence_sans_preuve", "pieces")


def _des_motifs(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Seulement contre un silence devenu refus, dans le délai du recours (CRPA L232-4)."""
    ecrite = contexte.dossier is not None and bool(contexte.dossier.de(DecisionNotifiee))
    if isinstance(contexte.cible, DecisionNotifiee) or ecrite or "date_decision" in contexte.champs:
        yield alerte("motifs_contre_decision_ecrite")
    elif contexte.a("demande_motifs"):
        yield alerte("motifs_deja_demandes")
    elif contexte.valeurs.get("refus_ne") is False:
        yield alerte("refus_pas_encore_ne", date=date_en_lettres(contexte.valeurs["jour_du_refus"]))
    elif _passee(contexte):
        yield alerte("motifs_trop_tard")


def _du_recepisse(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    champs = contexte.champs
    if contexte.valeurs.get("refus_ne"):
        yield alerte("refus_implicite_deja_ne", date=date_en_lettres(contexte.valeurs["date_refus_implicite"]))
    incomplete = any(champs.get(nom) is False for nom in ("demande_complete", "demande_a_temps"))
    if champs.get("objet_demande") == "attestation" and incomplete:
        yield alerte("attestation_sous_conditions")
    if len(champs.get("tentatives", ())) == 1:
        yield alerte("une_seule_tentative", "tentatives")


def _de_l_adresse(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    if "tribunal" in contexte.champs.get("destinataires", ()):
        yield alerte("adresse_et_tribunal")
    if contexte.situation == "assigne":
        yield alerte("assigne_et_adresse")
    avant = declaration_avant(contexte)
    if avant is not None and avant < contexte.demande.aujourdhui:
        yield alerte("declaration_tardive", date=date_en_lettres(avant))


def _de_l_execution(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Trop tôt, la demande est rejetée (CJA R921-1-1) ; un refus écrit ou un référé dispensent d'attendre."""
    champs, echeance = contexte.champs, contexte.echeance("demande_execution")
    dispense = champs.get("refus_d_executer") or champs.get("jugement_de_refere")
    if echeance is not None and echeance.etat == A_VENIR and echeance.premier_jour and not dispense:
        yield alerte("execution_trop_tot", date=date_en_lettres(echeance.premier_jour))
    if champs.get("appel_forme"):
        yield alerte("execution_devant_la_cour")


def _du_maintien(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    if contexte.echeance("confirmation_requete") is None:
        yield alerte("maintien_sans_ordonnance")
    elif _passee(contexte):
        yield alerte("maintien_trop_tard")


def _de_l_aide(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    yield alerte("formulaire_officiel")
    if contexte.a("aide_juridictionnelle_demandee"):
        yield alerte("aide_juridictionnelle_seconde")
    recours = contexte.echeance("recours_contentieux")
    if contexte.urgence:
        yield alerte("aide_juridictionnelle_sans_effet")
    elif recours is not None and recours.etat in _PASSEES:
        yield alerte("aide_juridictionnelle_tardive")
    elif contexte.eloignement:
        yield alerte("aide_et_requete")


def _de_l_avocat(_: Contexte) -> Iterator[AlerteDeLettre]:
    yield alerte("ecrire_n_est_pas_saisir")


_PAR_MODELE = {
    "recours_gracieux": _du_recours_administratif,
    "recours_hierarchique": _du_recours_administratif,
    "requete_tribunal": _de_la_requete,
    "refere_suspension": _du_refere,
    "demande_motifs": _des_motifs,
    "recepisse": _du_recepisse,
    "changement_adresse": _de_l_adresse,
    "demande_execution": _de_l_execution,
    "maintien_requete": _du_maintien,
    "aide_juridictionnelle": _de_l_aide,
    "avocat": _de_l_avocat,
}


def _des_exigences(contexte: Contexte, manque: list[str]) -> Iterator[AlerteDeLettre]:
    """Ce qui manque à peine d'irrecevabilité (`irrecevables` du modèle)."""
    for champ, cle in modele(contexte.demande.modele).get("irrecevables", {}).items():
        if champ in manque:
            urgente = contexte.urgence and f"{cle}_urgence" in mots()["alertes"]
            yield alerte(f"{cle}_urgence" if urgente else cle, champ)


def _du_tribunal(destinataire: Destinataire, contexte: Contexte) -> Iterator[AlerteDeLettre]:
    attendu = modele(contexte.demande.modele)["destinataire"]
    if destinataire.tribunal is not None:
        for autre in destinataire.tribunal["autres"]:
            yield alerte("tribunal_a_verifier", question=autre["question"])
    if destinataire.adresse is None and attendu in (*_DU_JUGE, "prefecture"):
        yield alerte("adresse_a_recopier")


def _age(naissance: date, jour: date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def _de_la_personne(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    champs = contexte.champs
    naissance = champs.get("date_naissance")
    if naissance is not None and _age(naissance, contexte.demande.aujourdhui) < limites()["personne"]["age_majorite"]:
        yield alerte("representant_legal", "date_naissance")
    if champs.get("signature_par_marque"):
        yield alerte("croix_et_signature", "signature_par_marque")
    if "aidant" in champs and devant_le_juge(contexte):
        yield alerte("signer_soi_meme", "aidant")
    if "chez" in champs:
        yield alerte("nom_sur_la_boite", "chez")


def _du_dossier(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Plusieurs décisions, ou un dossier et des champs qui se contredisent : une question, jamais un choix."""
    decisions = contexte.dossier.de(DecisionNotifiee) if contexte.dossier else ()
    if len(decisions) > 1 and "decision" not in contexte.champs:
        yield alerte("plusieurs_decisions", "decision")
    if contexte.differents:
        noms = [mots()["champs"][nom]["libelle"] for nom in contexte.differents]
        yield alerte("dossier_et_champs_differents", contexte.differents[0], champs=enumerer(noms))
    if contexte.sans_date is not None:
        from calculators.rendu import rendre_erreur

        yield alerte("date_non_calculee", raison=rendre_erreur(contexte.sans_date)["erreur"]["message"])


def _des_causes(contexte: Contexte, moyens: list[Moyen], manquante: str | None) -> Iterator[AlerteDeLettre]:
    """Une seule cause juridique : l'autre ne pourra plus venir après le délai (Intercopie). Pas en procédure accélérée."""
    if contexte.demande.modele == "requete_tribunal" and moyens and manquante and not contexte.urgence:
        yield alerte("une_seule_cause", "moyens", manque=dire("raisons", manquante))
    if "frais" in contexte.champs and contexte.champs["frais"] and devant_le_juge(contexte):
        yield alerte("frais_sans_avocat", "frais")


def verrouiller(
    contexte: Contexte, manque: list[str], moyens: list[Moyen], manquante: str | None, destinataire: Destinataire
) -> list[AlerteDeLettre]:
    """Toutes les alertes que la lettre elle-même fait naître."""
    alertes = [*_du_dossier(contexte), *_des_exigences(contexte, manque)]
    propres = _PAR_MODELE.get(contexte.demande.modele)
    alertes += propres(contexte) if propres else ()
    if contexte.demande.modele in ("requete_tribunal", *_ADMINISTRATIFS):
        alertes += _des_decisions(contexte)
    if devant_le_juge(contexte):
        alertes += _des_mots(contexte)
    alertes += [*_des_causes(contexte, moyens, manquante), *_du_tribunal(destinataire, contexte)]
    return [*alertes, *_de_la_personne(contexte)]
