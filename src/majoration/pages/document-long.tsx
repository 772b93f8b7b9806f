import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { DOCUMENTS_LONGS, type DocumentLong, estLong } from '#majoration/documents/document-long.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

type Proprietes = {
  readonly document: DocumentLong
  /** Address of the scenario, under the API. */
  readonly dossier: string
  /** Formations of the campaign: beyond some thousands, the document is made in the background. */
  readonly formations: number
  readonly format: string
  readonly children: ReactNode
}

const FICHIERS: Readonly<Record<DocumentLong, string>> = {
  'annexe-expliquee': 'annexe.pdf?explications=oui',
  classeur: 'repartition.xlsx',
}

/** A document that one downloads at once, or asks for and finds among the works when the campaign is large. */
export function TelechargementLong({ document, dossier, formations, format, children }: Proprietes) {
  const enArrierePlan = useDroits().has('document.preparer') && estLong(formations)
  return enArrierePlan ? (
    <Preparation document={document} dossier={dossier} />
  ) : (
    <LienTelechargement href={`/api${dossier}/${FICHIERS[document]}`} format={format}>
      {children}
    </LienTelechargement>
  )
}

function Preparation({ document, dossier }: Pick<Proprietes, 'document' | 'dossier'>) {
  const demande = useMutation({
    mutationFn: () => requete(`${dossier}/documents/${document}`, 'POST'),
  })
  return (
    <div className="rangee">
      <Bouton icone="telecharger" isDisabled={demande.isPending} onPress={() => demande.mutate()}>
        Préparer : {DOCUMENTS_LONGS[document].libelle}
      </Bouton>
      <span className="discret" role="status">
        {demande.isSuccess && (
          <>
            En préparation, même si vous quittez cette page.{' '}
            <Link to="/travaux" search={{ genre: 'document', qui: 'moi' }}>
              Suivre et télécharger
            </Link>
          </>
        )}
      </span>
      <Refus erreur={demande.error} />
    </div>
  )
}
