import { ActeConfirme } from '#campagnes/demandes/pages/demande-acte.tsx'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** The door to the Région, offered once nothing is missing and as long as the call is open. */
export function Deposer({ lue, enregistreur, complete }: ProprietesSaisie & { readonly complete: boolean }) {
  const { demande, appel, passages, pieces } = lue
  const { vue, vider, desaccords } = enregistreur
  if (!passages.includes('deposer') || !appel.delai.jusquAu) return null
  const offert = complete && desaccords.length === 0
  return (
    <Carte titre="Dépôt">
      {offert ? (
        <>
          <p>Rien ne manque{'\u00a0'}: votre demande peut partir.</p>
          <p>
            <ActeConfirme
              demande={demande.id}
              chemin="/depot"
              libelle="Déposer la demande"
              titre="Déposer la demande ?"
              variante="principal"
              fait="Votre demande est déposée."
              version={vider}
            >
              <p>
                Vous déposez {compter(vue.formations.length, 'formation')} et{' '}
                {compter(pieces.length, 'document joint', 'documents joints')}. Un récépissé le constatera, à
                la seconde, avec l’empreinte de tout ce qui est déposé.
              </p>
              <p>Tant que l’appel est ouvert, vous pourrez reprendre votre demande pour la changer.</p>
            </ActeConfirme>
          </p>
        </>
      ) : (
        <p className="secondaire">Le bouton de dépôt paraîtra ici dès que rien ne manquera.</p>
      )}
    </Carte>
  )
}
