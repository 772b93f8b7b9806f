import { useEffect, useRef } from 'react'
import type { Importation } from '#campagnes/importation/importation.ts'
import { enCours, useImport } from '#campagnes/pages/import-donnees.ts'
import type { Envoi } from '#campagnes/pages/import-envoi.ts'
import { type Etape, Etapes } from '#campagnes/pages/import-etapes.tsx'
import { FinImport } from '#campagnes/pages/import-fin.tsx'
import { useFocusGarde } from '#campagnes/pages/import-focus.ts'
import { LectureEnCours } from '#campagnes/pages/import-lecture-en-cours.tsx'
import { Resultat } from '#campagnes/pages/import-resultat.tsx'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi } from '#ui/requete.ts'

export type ProprietesSuivi = {
  readonly id: string
  /** The very same file had been sent before: nothing has changed. */
  readonly dejaEnvoye: boolean
  readonly envoi: Envoi
  readonly envoyer: (fichier: File) => void
  readonly recommencer: () => void
}

/** An import followed from its reception to its campaign, in whatever state it is found. */
export function SuiviImport(props: ProprietesSuivi) {
  const { data, error, isError, fetchStatus, refetch } = useImport(props.id)
  useAnnonceEtat(data)
  if (error instanceof ErreurApi && error.statut === 404)
    return (
      <EtatVide
        titre="Cet import n’existe pas, ou n’existe plus."
        action={
          <Bouton variante="principal" onPress={props.recommencer}>
            Envoyer un fichier
          </Bouton>
        }
      >
        Il a été abandonné, ici ou dans un autre onglet. Votre fichier est resté sur votre poste.
      </EtatVide>
    )
  if (!data)
    return isError ? (
      <EtatErreur erreur={error} reessayer={() => refetch()} />
    ) : (
      <Chargement quoi="Chargement de l’import" />
    )
  return (
    <>
      <Etapes courante={etapeDe(data)} />
      {(isError || fetchStatus === 'paused') && (
        <Message ton="avertissement" titre="Le serveur ne répond plus" annonce>
          <p>
            {enCours(data)
              ? 'Vous êtes peut-être hors ligne. La lecture continue sur le serveur ; son avancement s’affichera dès qu’il répondra.'
              : 'Vous êtes peut-être hors ligne. Ce qui s’affiche est le dernier état connu.'}
          </p>
        </Message>
      )}
      <Contenu {...props} importation={data} />
    </>
  )
}

function Contenu({ importation, ...props }: ProprietesSuivi & { readonly importation: Importation }) {
  const { etat } = importation
  const bloc = useFocusGarde(etat)
  return (
    <div ref={bloc} tabIndex={-1} className="import-contenu" data-etat={etat}>
      {etat === 'pret' ? (
        <Resultat {...props} importation={importation} />
      ) : enCours(importation) ? (
        <LectureEnCours importation={importation} recommencer={props.recommencer} />
      ) : (
        <FinImport {...props} importation={importation} />
      )}
    </div>
  )
}

function etapeDe(importation: Importation): Etape {
  if (enCours(importation)) return 'lecture'
  if (importation.etat === 'applique') return 'campagne'
  return importation.etat === 'pret' && importation.erreurs === 0 ? 'campagne' : 'verification'
}

/** Says how the reading ended, once; nothing when the page opens on an import already read. */
function useAnnonceEtat(importation: Importation | undefined): void {
  const annoncer = useAnnonce()
  const etat = importation?.etat
  const avant = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the state changes
  useEffect(() => {
    const lisait = avant.current === 'recu' || avant.current === 'en_lecture'
    avant.current = etat
    if (!importation || !lisait) return
    if (etat === 'pret') annoncer(`Lecture terminée : ${direCompte(importation)}`)
    if (etat === 'refuse') annoncer('Ce fichier ne peut pas être lu.')
  }, [etat])
}

const direCompte = ({ lignesLues, erreurs, avertissements }: Importation) =>
  `${compter(lignesLues, 'ligne')}, ${compter(erreurs, 'erreur')}, ${compter(avertissements, 'avertissement')}.`
