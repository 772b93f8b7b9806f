import type { Importation } from '#campagnes/importation/importation.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { BoutonAbandon } from '#campagnes/pages/import-abandon.tsx'
import { Depot } from '#campagnes/pages/import-depot.tsx'
import type { ProprietesSuivi } from '#campagnes/pages/import-suivi.tsx'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = ProprietesSuivi & { readonly importation: Importation }

/** An import that goes no further: its file cannot be read, or it has become a campaign. */
export function FinImport(props: Proprietes) {
  const { importation, envoi, envoyer, recommencer, dejaEnvoye } = props
  if (importation.etat === 'applique') return <DejaCampagne {...props} />
  return (
    <>
      <Message
        ton="erreur"
        titre={`« ${importation.nom} » ne peut pas être lu`}
        motifs={importation.motif ? [importation.motif] : []}
      >
        {dejaEnvoye && <p>Ce même fichier avait déjà été envoyé, et refusé pour la même raison.</p>}
      </Message>
      <div className="import-accueil">
        <Carte
          titre="Envoyer un autre fichier"
          actions={<BoutonAbandon id={importation.id} nom={importation.nom} onAbandon={recommencer} />}
        >
          <Depot
            titre="Déposez le même tableau ici, dans un format lisible"
            envoi={envoi}
            envoyer={envoyer}
          />
        </Carte>
        <Carte titre="Repartir du modèle">
          <div>
            <LienTelechargement href="/api/imports/modele.xlsx" format="XLSX">
              Classeur modèle
            </LienTelechargement>
            <LienTelechargement href="/api/imports/modele.csv" format="CSV">
              Même modèle, en texte
            </LienTelechargement>
          </div>
        </Carte>
      </div>
    </>
  )
}

/** A file makes one campaign: that one, unless it has been removed since. */
function DejaCampagne({ importation: { nom, campagne }, envoi, envoyer }: Proprietes) {
  if (campagne) return <VersCampagne nom={nom} campagne={campagne} />
  return (
    <>
      <Message ton="info" titre={`La campagne créée avec « ${nom} » a été supprimée`}>
        <p>Pour la refaire, renvoyez le fichier.</p>
      </Message>
      <Carte titre="Fichier de candidatures">
        <Depot titre="Déposez votre fichier ici" envoi={envoi} envoyer={envoyer} />
      </Carte>
    </>
  )
}

function VersCampagne({ nom, campagne }: { readonly nom: string; readonly campagne: string }) {
  const { data } = useCampagne(campagne)
  return (
    <Message ton="succes" titre={`« ${nom} » est devenu une campagne`}>
      <p>
        {data ? `« ${data.libelle} » a été créée` : 'Elle a été créée'} ici, dans un autre onglet ou par
        quelqu’un d’autre : un fichier ne fait qu’une campagne.
      </p>
      <p className="import-suite">
        <LienBouton to="/campagnes/$id" params={{ id: campagne }} variante="principal" icone="fleche">
          Ouvrir la campagne
        </LienBouton>
        <LienBouton to="/campagnes/nouvelle">Importer un autre fichier</LienBouton>
      </p>
    </Message>
  )
}
