"""French words that say nothing of the matter, without accents.

Articles, pronouns, auxiliaries, question words and the polite phrases around
a request ("bonjour, je voudrais savoir qui s'occupe de …").
"""

from __future__ import annotations

_GRAMMAR = """
a ai afin ah ailleurs ainsi alors apres as assez au aucun aucune aujourd hui aupres
auquel aussi autant autour autre autres aux avant avec ca car ce ceci cela celle celles
celui cependant ces cet cette ceux chaque chez ci comme comment contre d dans de depuis
derriere des desormais dessous dessus devant donc dont du durant elle elles en encore
enfin entre environ et eux hier hors ici il ils je jusque la laquelle le lequel
les lesquels leur leurs lorsque lui ma mais malgre me meme memes mes mien mienne moi
moins mon ne ni non nos notre nous on or ou ouais oui par parce parfois parmi pas
pendant peu plus plusieurs plutot point pour pourquoi pourtant pres presque puis
puisque quand que quel quelle quelles quels quelque quelques qui quoi quoique sa sans
sauf se selon ses si sien sienne soi soit son sous souvent sur ta tant te tel telle tes
toi ton toujours tous tout toute toutes tres trop tu un une vers via voici voila vos
votre vous y ne jamais rien deja demain maintenant bientot tard tot longtemps
chacun chacune certains certaines divers beaucoup seulement vraiment juste
"""
_VERBS = """
ait avaient avais avait avez aviez avoir avons ayant aura aurait aurais auront eu ont
est es etaient etais etait etant etes etre etiez etions sera serait seront sommes suis
sont soient fait faire fais font faut faudrait ferait peut peux pouvez pouvoir pourrait
pourrais pourriez pouvons peuvent veut veux voulez vouloir voudrais voudrait voudrions
voulons doit dois devons devez devoir devrait va vais vas vont allez aller allons ira
sait sais savez savoir savons connaitre connait connaissez dire dit dites voir vois
voit trouve trouver trouvez trouvent met mettre mis mettez demande demander demandez
donne donner donnez prendre prend prends pris tenir tient vient venir viens arrive
arriver occupe occuper occupent occupez charge chargee gere gerer gerent repondre repond
contacter contacte contactez joindre adresser parler parle appeler appelle
ecrire signaler signale signalez declarer obtenir obtient avoir aimerais aimerait
souhaite souhaiter souhaiterais cherche chercher cherchons recherche rechercher existe
passe passer passent passera semble reste rester devient
"""
_POLITE = """
bonjour bonsoir salut madame monsieur mesdames messieurs merci svp stp plait
salutations cordialement aide aider aidez besoin renseignement renseignements
info infos information informations question questions probleme problemes
souci soucis sujet concernant concerne propos cause interlocuteur
interlocutrice responsable responsables referent referente bonne bon bien mal gens
personne personnes chose choses truc fois possible voudrai urgent svp hello allo
desole pardon excusez
"""

STOP_WORDS: frozenset[str] = frozenset(f"{_GRAMMAR} {_VERBS} {_POLITE}".split())

# Words that say something, but rarely whom to ask: they count for less.
_FAINT = """
creer ouvrir acheter deposer reserver organiser poser installer lancer envoyer utiliser
payer changer refaire place matin soir nuit midi jour journee semaine mois
annee heure heures date dimanche lundi mardi mercredi jeudi vendredi samedi janvier
fevrier mars avril mai juin juillet aout septembre octobre novembre decembre fils fille
enfant enfants mari femme mere pere ville commune communal communale communaux mairie
municipal municipale municipaux habitant habitants quartier rue rues avenue boulevard
maison centre-ville centre principal principale nouveau nouvelle ancien ancienne grand
grande petit petite vieux vieille nombre combien liste total montant nom numero service
services public publique publics marche abime abimee casse cassee panne an ans
prix tarif tarifs papier papiers voiture voitures projet projets dossier dossiers
travaux reponse reponses noir noire gens nuit nouveaux nouvelles besoin carte cartes
plan ferme fermee fermes fermer ouvre ouvrent ouvert ouverte horaires horaire
comment savoir connaitre trouver demander demande demandes donner toit
voisin voisine voisins voisines
"""
FAINT_WORDS: frozenset[str] = frozenset(_FAINT.split())

# Verbs that without their accents would be a grave and an order of the mayor.
ACCENTED_STOP_WORDS: frozenset[str] = frozenset(
    ["tombé", "tombée", "tombés", "tombées", "arrête", "arrêtent", "arrêtes"]
)

# "Rue des Tilleuls", "place du Marché": what follows is a name, not the matter.
STREET_WORDS: frozenset[str] = frozenset(
    [
        "rue",
        "avenue",
        "boulevard",
        "allee",
        "place",
        "impasse",
        "chemin",
        "quai",
        "route",
        "residence",
        "quartier",
        "lotissement",
        "faubourg",
        "esplanade",
    ]
)
OF_WORDS: frozenset[str] = frozenset(["de", "du", "des", "la", "le", "les", "d", "l"])

# After one of these, a word says where the matter is rather than what it is.
PLACE_WORDS: frozenset[str] = frozenset(
    {
        "devant",
        "derriere",
        "sur",
        "sous",
        "pres",
        "chez",
        "bord",
        "face",
        "cote",
        "dans",
    }
)
