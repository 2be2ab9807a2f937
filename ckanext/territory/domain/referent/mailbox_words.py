"""Words that tell a service's mailbox from a person's, without accents."""

from __future__ import annotations

# Words of functional mailboxes that no theme or synonym brings.
FUNCTIONS = """
accueil contact courrier mairie ville commune metropole agglo communaute direction
directeur service services secretariat cabinet guichet unique pole equipe bureau
info infos information webmaster postmaster noreply donnees data opendata dpo rgpd
dsi drh dgs dst sig rh ccas cias administration general generale generaux technique
techniques support assistance aide hotline point permanence maison relais centre
office antenne astreinte urgence urgences reclamation reclamations demande demandes
question questions referent referents elus elu maire conseil observatoire regie
atelier ateliers achats juridique affaires moyens vie politique locale public
publics publique publiques urbain urbaine municipal municipale municipaux
territorial territoriale developpement durable gestion mission projet projets
espace espaces domaine qualite relation relations usager usagers habitant habitants
"""
# Usual first names in France, as they open a nominative address.
FIRST_NAMES = """
adele adrien agathe agnes alain albert alexandra alexandre alexis alice aline amelie
amina anais andre andrea anna anne anthony antoine armand arnaud arthur audrey
aurelie aurelien axel baptiste bastien beatrice benjamin benoit bernadette bernard
bertrand brigitte bruno camille carine carole caroline catherine cecile celine
chantal charles charlotte chloe christelle christian christiane christine christophe
claire claude clement coline corinne cyril damien daniel daniele david delphine
denis didier dominique dorothee edith edouard elise elodie emilie emma emmanuel
emmanuelle eric estelle etienne eva fabien fabienne fabrice fanny farid fatima
florence florent francis francois francoise franck frederic frederique gabriel
gaelle genevieve georges gerald gerard gilbert gilles guillaume gwenaelle hassan
helene henri herve hugo ines isabelle jacqueline jacques jean jeanne jeremy jerome
joel josiane julie julien juliette karim karine kevin laetitia laura laure laurence
laurent lea leila liliane lionel loic louis louise luc lucas lucie ludovic lydie
madeleine magali malika manon marc marcel marguerite marie marine marion martin
martine mathieu mathilde matthieu maud maurice maxime melanie michel michele mickael
mohamed monique morgane myriam nadia nadine nathalie nicolas nicole noemie noel
odile olivier pascal pascale patrice patricia patrick paul pauline philippe pierre
quentin rachid raphael raymond regine regis remi rene richard robert roger romain
roland sabine sabrina samia samuel sandra sandrine sarah sebastien serge severine
simon simone solene sonia sophie stephane stephanie sylvain sylvie tatiana theo
therese thibault thierry thomas valentin valerie vanessa veronique vincent virginie
xavier yann yannick yasmina yves yvette yvonne zoe
"""
