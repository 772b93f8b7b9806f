import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { RechercheListe } from '#annuaire/pages/gestion-donnees.ts'
import type { CompteAdministre, OrganisationListee } from '#annuaire/schema-gestion.ts'
import { ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

// What the screens of accounts and of organisations share.

const COMPTES = {
  en_attente: { libelle: 'en attente', ton: 'or' },
  active: { libelle: 'actif', ton: 'vert' },
  suspendue: { libelle: 'suspendu', ton: 'ecarte' },
  effacee: { libelle: 'effacé', ton: 'neutre' },
} as const
const ORGANISATIONS = {
  en_attente: { libelle: 'en attente', ton: 'or' },
  active: { libelle: 'active', ton: 'vert' },
  fermee: { libelle: 'refusée', ton: 'ecarte' },
} as const

export const EtatCompte = ({ etat }: Pick<CompteAdministre, 'etat'>) => (
  <Etiquette ton={COMPTES[etat].ton}>{COMPTES[etat].libelle}</Etiquette>
)
export const EtatOrganisation = ({ etat }: Pick<OrganisationListee, 'etat'>) => (
  <Etiquette ton={ORGANISATIONS[etat].ton}>{ORGANISATIONS[etat].libelle}</Etiquette>
)

/** Search and state of a list, which its address keeps. */
export function FiltresListe({
  libelle,
  etats,
  recherche,
  onChange,
}: {
  readonly libelle: string
  readonly etats: Readonly<Record<string, string>>
  readonly recherche: RechercheListe
  readonly onChange: (recherche: RechercheListe) => void
}) {
  const [saisie, setSaisie] = useState(recherche.q ?? '')
  const { etat } = recherche
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    onChange({ ...(saisie.trim() && { q: saisie.trim() }), ...(etat && { etat }) })
  }
  return (
    <search>
      <form className="administration-filtres" onSubmit={chercher}>
        <ChampTexte libelle={libelle} type="search" valeur={saisie} onChange={setSaisie} maximum={100} />
        <Choix
          libelle="État"
          valeur={etat ?? ''}
          onChange={(choisi) =>
            onChange({ ...(recherche.q && { q: recherche.q }), ...(choisi && { etat: choisi }) })
          }
          options={[
            { valeur: '', libelle: 'Tous' },
            ...Object.entries(etats).map(([valeur, libelle]) => ({ valeur, libelle })),
          ]}
        />
        <Bouton type="submit" icone="chercher">
          Chercher
        </Bouton>
      </form>
    </search>
  )
}

/** « 51 à 100 sur 1 240 », and the way to the neighbours. */
export function Pages({
  to,
  recherche,
  total,
  parPage,
}: {
  readonly to: string
  readonly recherche: RechercheListe
  readonly total: number
  readonly parPage: number
}) {
  const page = recherche.page ?? 1
  const derniere = Math.max(1, Math.ceil(total / parPage))
  if (derniere === 1) return null
  const lien = (vers: number, libelle: string) =>
    vers >= 1 && vers <= derniere ? (
      <Link to={to} search={{ ...recherche, page: vers }} className="bouton bouton-secondaire">
        {libelle}
      </Link>
    ) : null
  return (
    <nav className="rangee ecran-seulement" aria-label="Pages">
      {lien(page - 1, 'Page précédente')}
      <span className="discret" aria-current="page">
        {ecrireNombre((page - 1) * parPage + 1)} à {ecrireNombre(Math.min(page * parPage, total))} sur{' '}
        {ecrireNombre(total)}
      </span>
      {lien(page + 1, 'Page suivante')}
    </nav>
  )
}

const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short' })
export const ecrireInstant = (iso: string): string => format.format(new Date(iso))
export const Instant = ({ iso }: { readonly iso: string }) => (
  <time dateTime={iso} className="insecable">
    {ecrireInstant(iso)}
  </time>
)
