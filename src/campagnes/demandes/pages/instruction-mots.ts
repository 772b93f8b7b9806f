import { alertesOuvertes } from '#campagnes/demandes/alerte.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import type { TonEtiquette } from '#ui/etiquette.tsx'

/** Each state for the agent who has the application before them. `cycle.ts` says it to the body. */
export const SENS_AGENT: Readonly<Record<EtatDemande, string>> = {
  brouillon: 'L’organisme la prépare : elle se lira une fois déposée.',
  deposee: 'Reçue : vérifiez qu’elle est complète, ou demandez ce qui manque.',
  a_completer: 'L’organisme doit répondre à un complément ; elle reviendra complète.',
  complete: 'La demande est constatée complète : donnez un avis final, puis concluez l’instruction.',
  instruite: 'L’instruction est conclue : une autre personne doit la valider.',
  validee: 'Ses formations entrent au classement ; elle attend le vote.',
  retenue: 'L’assemblée a voté une majoration pour cet organisme.',
  non_retenue: 'Aucune de ses formations n’a été retenue au classement.',
  notifiee: 'La décision a été envoyée à l’organisme.',
  engagee: 'Les crédits sont réservés.',
  payee: 'Le paiement est fait.',
  ineligible: 'Elle ne remplit pas les conditions ; ses motifs sont dits à l’organisme.',
  retiree: 'L’organisme l’a retirée.',
}

export const TONS_ETAT: Readonly<Record<EtatDemande, TonEtiquette>> = {
  ...{ brouillon: 'neutre', deposee: 'or', a_completer: 'or', complete: 'retenu', instruite: 'retenu' },
  ...{ validee: 'vert', retenue: 'vert', non_retenue: 'ecarte', notifiee: 'neutre', engagee: 'vert' },
  ...{ payee: 'vert', ineligible: 'ecarte', retiree: 'neutre' },
}

/** Left to look at: errors, and warnings that nobody lifted. */
export const alertesRestantes = ({ alertes }: Pick<Etude, 'alertes'>) =>
  alertesOuvertes(
    alertes,
    alertes.filter(({ levee }) => levee !== null),
  )

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})
/** « 20 mars 2024, 11:00 », Paris time. */
export const ecrireInstant = (texte: string): string => instant.format(new Date(texte))
