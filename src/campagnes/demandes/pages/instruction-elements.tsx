import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import { ecrireInstant, TONS_ETAT } from '#campagnes/demandes/pages/instruction-mots.ts'
import { Etiquette } from '#ui/etiquette.tsx'

export const EtatDe = ({ etat }: { readonly etat: EtatDemande }) => (
  <Etiquette ton={TONS_ETAT[etat]}>{ETATS_DEMANDE[etat].libelle}</Etiquette>
)

export const Instant = ({ le }: { readonly le: string }) => (
  <time dateTime={le} className="insecable">
    {ecrireInstant(le)}
  </time>
)

/** A text of several lines, as it was typed. */
export const Prose = ({ texte }: { readonly texte: string }) => <p className="instruction-prose">{texte}</p>

/** Who did it, for whom if it was by delegation, and when. */
export const Signature = ({
  nomPar,
  nomPour,
  le,
}: {
  readonly nomPar: string
  readonly nomPour?: string | null
  readonly le: string
}) => (
  <p className="discret">
    {nomPar || 'Compte effacé'}
    {nomPour && `, pour ${nomPour}`}, <Instant le={le} />
  </p>
)
