import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { ActeConfirme } from '#campagnes/demandes/pages/demande-acte.tsx'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { INSECABLE } from '#socle/francais.ts'

type Proprietes = { readonly lue: DemandeLue; readonly enregistreur?: Enregistreur }

/** A way out, as long as the application is not judged. */
export function Retirer({ lue: { demande, passages }, enregistreur }: Proprietes) {
  if (!passages.includes('retirer')) return null
  return (
    <p>
      <ActeConfirme
        demande={demande.id}
        chemin="/retrait"
        libelle="Retirer la demande"
        titre={`Retirer la demande${INSECABLE}?`}
        variante="danger"
        fait="Votre demande est retirée."
        texte={{ champ: 'motif', libelle: 'Pourquoi (facultatif)' }}
        version={enregistreur?.vider ?? (async () => demande.version)}
      >
        <p>
          Une demande retirée n’est plus étudiée et ne revient pas{INSECABLE}: il faudrait en ouvrir une
          autre, tant que l’appel est ouvert.
        </p>
      </ActeConfirme>
    </p>
  )
}
