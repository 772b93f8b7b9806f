import { Link, useNavigate } from '@tanstack/react-router'
import type { RechercheListe } from '#annuaire/pages/gestion-donnees.ts'
import { FiltresListe, Pages } from '#annuaire/pages/gestion-elements.tsx'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Mots = {
  /** What the search looks in. */
  readonly recherche: string
  readonly chargement: string
  /** « compte attend », « comptes attendent » */
  readonly attend: readonly [string, string]
  readonly rienNAttend: string
  readonly rienNeRepond: string
  readonly voirTout: string
}

type Proprietes<L> = {
  /** Address of the list. */
  readonly to: string
  readonly mots: Mots
  readonly etats: Readonly<Record<string, string>>
  readonly recherche: RechercheListe
  readonly attendent: number
  readonly requete: { readonly error: unknown; readonly isError: boolean; readonly refetch: () => unknown }
  readonly lu:
    | {
        readonly lignes: readonly L[]
        readonly total: number
        readonly parPage: number
        readonly legende: string
      }
    | undefined
  readonly colonnes: readonly Colonne<L>[]
}

/** A list that an administrator goes through: what waits for them first, filters in the address, a page at a time. */
export function ListeGestion<L extends { readonly id: string }>(props: Proprietes<L>) {
  const { to, mots, etats, recherche, attendent, requete, lu, colonnes } = props
  const naviguer = useNavigate()
  return (
    <>
      {attendent > 0 && recherche.etat !== 'en_attente' && (
        <p>
          <Link to={to} search={{ etat: 'en_attente' }}>
            {compter(attendent, ...mots.attend)} votre accord
          </Link>
        </p>
      )}
      <FiltresListe
        key={recherche.q}
        libelle={mots.recherche}
        etats={etats}
        recherche={recherche}
        onChange={(search) => void naviguer({ to, search })}
      />
      {!lu ? (
        requete.isError ? (
          <EtatErreur erreur={requete.error} reessayer={() => requete.refetch()} />
        ) : (
          <Chargement quoi={mots.chargement} />
        )
      ) : lu.lignes.length === 0 ? (
        <EtatVide
          titre={recherche.etat === 'en_attente' && !recherche.q ? mots.rienNAttend : mots.rienNeRepond}
          action={<LienBouton to={to}>{mots.voirTout}</LienBouton>}
        />
      ) : (
        <>
          <TableauDonnees legende={lu.legende} colonnes={colonnes} lignes={lu.lignes} cle={({ id }) => id} />
          <Pages to={to} recherche={recherche} total={lu.total} parPage={lu.parPage} />
        </>
      )}
    </>
  )
}
