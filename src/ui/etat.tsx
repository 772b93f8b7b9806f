import type { ReactNode } from 'react'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi } from '#ui/requete.ts'

/** Nothing to show, why, and what to do about it. */
export const EtatVide = ({
  titre,
  children,
  action,
}: {
  readonly titre: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) => (
  <div className="etat">
    <p className="etat-titre">{titre}</p>
    {children && <p className="secondaire">{children}</p>}
    {action}
  </div>
)

/** Something is on its way. */
export const Chargement = ({ quoi = 'Chargement' }: { readonly quoi?: string }) => (
  <div className="etat" role="status" aria-live="polite">
    <span className="attente" aria-hidden="true" />
    <p className="secondaire">{quoi}…</p>
  </div>
)

/** Something failed: the server's own French sentence when it gave one, and a way to try again. */
export const EtatErreur = ({
  erreur,
  reessayer,
}: {
  readonly erreur: unknown
  readonly reessayer?: () => void
}) => {
  if (erreur instanceof ErreurApi && erreur.statut === 401) return <EtatConnexion />
  return (
    <div className="etat">
      <Message
        ton="erreur"
        titre="Cette page n’a pas pu être affichée"
        motifs={erreur instanceof ErreurApi ? erreur.motifs : []}
        annonce
      >
        <p>{erreur instanceof Error ? erreur.message : 'Une erreur inattendue s’est produite.'}</p>
      </Message>
      {reessayer && (
        <Bouton icone="retour" onPress={reessayer}>
          Réessayer
        </Bouton>
      )}
    </div>
  )
}

/** The way in, which leads back to the address of now. */
export const adresseEntree = (): string =>
  `/entrer?retour=${encodeURIComponent(location.pathname + location.search)}`

/** Nobody is known: what is here is for people who sign in. */
export const EtatConnexion = ({
  titre = 'Connectez-vous pour voir cette page',
  children = 'Vous reviendrez ici ensuite.',
}: {
  readonly titre?: string
  readonly children?: ReactNode
}) => (
  <EtatVide
    titre={titre}
    action={
      <a className="bouton bouton-principal" href={adresseEntree()}>
        Se connecter
      </a>
    }
  >
    {children}
  </EtatVide>
)
