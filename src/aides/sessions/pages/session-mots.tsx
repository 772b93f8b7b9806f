import { Link } from '@tanstack/react-router'
import { ETATS_DOSSIER, type EtatDossier } from '#aides/dossiers/cycle.ts'
import { ETATS_SESSION, type EtatSession } from '#aides/sessions/cycle-session.ts'
import { ecrireHeure } from '#campagnes/horaires.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Etiquette, Fictif, type TonEtiquette } from '#ui/etiquette.tsx'

const TONS_SESSION: Readonly<Record<EtatSession, TonEtiquette>> = {
  preparation: 'neutre',
  ouverte: 'vert',
  close: 'or',
  soldee: 'neutre',
}
const TONS_DOSSIER: Readonly<Record<EtatDossier, TonEtiquette>> = {
  a_verifier: 'or',
  incomplet: 'or',
  refuse: 'ecarte',
  non_calculable: 'or',
  proposable: 'retenu',
  en_attente: 'flamme',
  accorde: 'vert',
  retire: 'ecarte',
}

export const EtiquetteSession = ({ etat }: { readonly etat: EtatSession }) => (
  <Etiquette ton={TONS_SESSION[etat]} titre={ETATS_SESSION[etat].sens}>
    {ETATS_SESSION[etat].libelle}
  </Etiquette>
)

/** A session of the demonstration. */
export const SessionFictive = () => (
  <Fictif titre="Les personnes, leurs comptes et l’enveloppe sont inventés." />
)

/** Above the title of a screen: the session that it is a part of. */
export const LienSession = ({ id, libelle }: { readonly id: string; readonly libelle: string }) => (
  <Link to="/campagnes-aides/$session" params={{ session: id }}>
    {libelle}
  </Link>
)

export const EtiquetteDossier = ({
  etat,
  rang,
}: {
  readonly etat: EtatDossier
  readonly rang?: number | null
}) => (
  <Etiquette ton={TONS_DOSSIER[etat]} titre={ETATS_DOSSIER[etat].sens}>
    {ETATS_DOSSIER[etat].libelle}
    {rang != null && `, rang ${rang}`}
  </Etiquette>
)

/** « du 1er mars 2025 à 9 h au 30 avril 2025 à 23 h 59 min 59 s » */
export const direDates = ({ ouvre, ferme }: { readonly ouvre: string; readonly ferme: string }): string =>
  `du ${ecrireHeure(ouvre)} au ${ecrireHeure(ferme)}`

/** The same days without their hours, for a list. */
export const direJours = ({ ouvre, ferme }: { readonly ouvre: string; readonly ferme: string }): string =>
  `du ${ecrireDate(ouvre.slice(0, 10))} au ${ecrireDate(ferme.slice(0, 10))}`

/** « niveau 3 »; a scheme that asks no level has none. */
export const direNiveau = (niveau: string): string => (niveau === '' ? 'sans niveau' : `niveau ${niveau}`)
