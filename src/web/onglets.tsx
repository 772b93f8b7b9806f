import { useLocation } from '@tanstack/react-router'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import type { Action } from '#socle/acces.ts'
import { BarreOnglets, type OngletBarre } from '#web/barre-onglets.tsx'

type Onglet = OngletBarre & {
  /** Current on these screens too, to which it leads: what comes after the campaign in their address. */
  readonly mene?: readonly string[]
  readonly droit: Action
  /** Once the assembly has voted. */
  readonly apresVote?: true
}

const CAMPAGNE: Onglet = {
  ...{ to: '/campagnes/$id', libelle: 'Campagne', droit: 'campagne.lire' },
  mene: ['annees', 'rejeu'],
}
const TRANSMISSION: Onglet = {
  ...{ to: '/campagnes/$id/transmission', libelle: 'Transmission', apresVote: true },
  ...{ droit: 'transmission.lire', mene: ['rapprochement'] },
}
/** Those who lead, instruct or follow a campaign, in the order in which it is lived. */
const REGION: readonly Onglet[] = [
  CAMPAGNE,
  { to: '/campagnes/$id/appel', libelle: 'Appel', droit: 'classement.lire' },
  {
    ...{ to: '/campagnes/$id/demandes', libelle: 'Demandes', dessous: true, droit: 'instruction.lire' },
    mene: ['lectures', 'exceptionnelles'],
  },
  { to: '/campagnes/$id/classement', libelle: 'Classement', droit: 'classement.lire' },
  { to: '/campagnes/$id/simulation', libelle: 'Simulation', droit: 'classement.lire' },
  { to: '/campagnes/$id/comparaison', libelle: 'Comparaison', droit: 'classement.lire' },
  { to: '/campagnes/$id/sensibilite', libelle: 'Sensibilité', droit: 'classement.lire' },
  {
    ...{ to: '/campagnes/$id/repartition', libelle: 'Répartition', droit: 'classement.lire' },
    mene: ['territoires'],
  },
  { to: '/campagnes/$id/vote', libelle: 'Vote', droit: 'classement.lire', mene: ['deliberation', 'reprise'] },
  {
    to: '/campagnes/$id/notifications',
    libelle: 'Notifications',
    apresVote: true,
    droit: 'instruction.lire',
  },
  { to: '/campagnes/$id/paiement', libelle: 'Paiement', apresVote: true, droit: 'paiement.lire' },
  TRANSMISSION,
]
const VOTEES: readonly EtatCampagne[] = ['votee', 'en_paiement', 'soldee']

/** The screens of a campaign that this person may open. */
export function Onglets({ campagne, compte }: { readonly campagne: string; readonly compte: CompteCourant }) {
  const ou = useLocation({ select: ({ pathname }) => pathname })
  const onglets = useOnglets(campagne, compte)
  const rang = onglets.findIndex((onglet) => estDe(onglet, ou))
  return <BarreOnglets nom="Campagne" onglets={onglets} rang={rang} params={{ id: campagne }} />
}

/** Whether this tab is the one of an address, `/campagnes/2023/vote`. */
function estDe({ to, mene }: Onglet, ou: string): boolean {
  const ecran = ou.split('/')[3]
  return to.split('/')[3] === ecran || (ecran !== undefined && mene?.includes(ecran) === true)
}

/** Those who do not rank the applications see their own, and what was voted. */
function useOnglets(campagne: string, { droits, acteur }: CompteCourant): readonly Onglet[] {
  const { data } = useCampagne(campagne)
  const votee = data !== undefined && VOTEES.includes(data.etat)
  const ouverts = (onglets: readonly Onglet[]) =>
    onglets.filter(({ droit, apresVote }) => droits.includes(droit) && (votee || !apresVote))
  if (droits.includes('classement.lire')) return ouverts(REGION)
  const formations = acteur?.role === 'opco' ? 'Mon périmètre' : 'Mes formations'
  return ouverts([
    CAMPAGNE,
    { to: '/campagnes/$id/formations', libelle: formations, droit: 'formation.lire' },
    {
      to: '/campagnes/$id/publication',
      libelle: 'Montants votés',
      apresVote: true,
      droit: 'publication.lire',
    },
    TRANSMISSION,
  ])
}
