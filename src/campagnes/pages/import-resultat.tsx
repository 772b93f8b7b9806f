import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Importation } from '#campagnes/importation/importation.ts'
import { BoutonAbandon } from '#campagnes/pages/import-abandon.tsx'
import { Anomalies } from '#campagnes/pages/import-anomalies.tsx'
import { Apercu } from '#campagnes/pages/import-apercu.tsx'
import { ColonnesLues } from '#campagnes/pages/import-colonnes-lues.tsx'
import { FichierAnnote } from '#campagnes/pages/import-corrige.tsx'
import { Creation } from '#campagnes/pages/import-creation.tsx'
import { Depot } from '#campagnes/pages/import-depot.tsx'
import type { ProprietesSuivi } from '#campagnes/pages/import-suivi.tsx'
import { ecrireTaille } from '#campagnes/pages/import-taille.ts'
import { compter } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'
import { Nombre } from '#ui/montant.tsx'

type Proprietes = ProprietesSuivi & { readonly importation: Importation }

/** The file is read: what it holds, what is to be corrected, and the campaign when nothing is. */
export function Resultat(props: Proprietes) {
  const { importation, recommencer, dejaEnvoye } = props
  const { id, nom, erreurs, avertissements, lignesLues } = importation
  const pret = erreurs === 0 && lignesLues > 0
  const peutCreer = useDroits().has('campagne.creer')
  return (
    <>
      <div className="import-titre">
        <div>
          <h2 className="import-nom">{nom}</h2>
          <p className="secondaire">
            {ecrireTaille(importation.taille)}
            {importation.lecture && `. ${importation.lecture}`}
          </p>
        </div>
        <BoutonAbandon id={id} nom={nom} onAbandon={recommencer} />
      </div>
      {dejaEnvoye && (
        <Message annonce>
          <p>Ce même fichier avait déjà été envoyé : rien n’a changé, voici où il en est.</p>
        </Message>
      )}
      <Chiffres importation={importation} />
      {lignesLues === 0 && erreurs === 0 && (
        <Message ton="erreur" titre="Ce fichier ne contient aucune formation">
          <p>Ses en-têtes ont été reconnus, sans ligne dessous. Ajoutez des formations, puis renvoyez-le.</p>
        </Message>
      )}
      {!pret ? (
        <Corriger {...props} />
      ) : peutCreer ? (
        <Creation importation={importation} />
      ) : (
        <Pret {...props} />
      )}
      {erreurs + avertissements > 0 && <Anomalies importation={importation} />}
      {lignesLues > 0 && <Apercu importation={importation} />}
      <ColonnesLues colonnes={importation.colonnes} />
    </>
  )
}

const Chiffres = ({ importation }: { readonly importation: Importation }) => {
  const { lignesLues, erreurs, avertissements, colonnes } = importation
  const reconnues = colonnes.filter(({ champ }) => champ !== null).length
  return (
    <div className="import-chiffres">
      <ChiffresCles>
        <ChiffreCle
          libelle="Lignes lues"
          valeur={<Nombre valeur={lignesLues} />}
          precision="une par formation"
        />
        <ChiffreCle
          libelle="Erreurs"
          accent={erreurs > 0}
          valeur={<Nombre valeur={erreurs} />}
          precision={erreurs > 0 ? 'à corriger avant de créer la campagne' : 'rien à corriger'}
        />
        <ChiffreCle
          libelle="Avertissements"
          valeur={<Nombre valeur={avertissements} />}
          precision={avertissements > 0 ? 'à vérifier, sans bloquer' : 'rien à vérifier'}
        />
        <ChiffreCle
          libelle="Colonnes reconnues"
          valeur={<Nombre valeur={reconnues} />}
          precision={
            colonnes.length > reconnues
              ? `${compter(colonnes.length - reconnues, 'autre ignorée', 'autres ignorées')}`
              : 'toutes celles du fichier'
          }
        />
      </ChiffresCles>
    </div>
  )
}

/** Whoever sends the file does not always create the campaign. */
const Pret = ({ importation }: Proprietes) => (
  <Message
    ton="succes"
    titre={`${compter(importation.lignesLues, 'formation prête', 'formations prêtes')}, aucune erreur`}
  >
    <p>
      Un responsable crée la campagne : il trouvera cet import en choisissant de partir d’un fichier. Vous
      n’avez plus rien à faire.
    </p>
  </Message>
)

/** What to do about a file that has errors. */
const Corriger = ({ importation, envoi, envoyer }: Proprietes) => (
  <div className="import-accueil">
    <Carte titre="Corriger" chapeau="La campagne se crée quand il ne reste aucune erreur.">
      <ol className="import-consignes">
        <li>
          Téléchargez votre fichier annoté : chaque ligne y dit ce qu’il faut corriger.
          <FichierAnnote importation={importation} />
        </li>
        <li>Corrigez les cellules signalées dans votre tableur, et enregistrez.</li>
        <li>Renvoyez le fichier. La colonne des annotations sera ignorée.</li>
      </ol>
    </Carte>
    <Carte titre="Renvoyer le fichier corrigé">
      <Depot titre="Déposez le fichier corrigé ici" variante="secondaire" envoi={envoi} envoyer={envoyer} />
    </Carte>
  </div>
)
