import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { adresseConnexion } from '#annuaire/pages/compte-courant.tsx'
import { sortir } from '#annuaire/pages/depart.ts'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import { ROLES } from '#socle/acces.ts'
import { deNom, INSECABLE } from '#socle/francais.ts'
import { Icone } from '#ui/icone.tsx'
import { requete } from '#ui/requete.ts'
import './annuaire.css'

type Proprietes = {
  readonly compte: CompteCourant
  /** Called once the server has closed the session, before the browser leaves. */
  readonly onSortie: () => void
}

/** Who I am here, in which role, and the way out; the way in when nobody is known. */
export function MenuCompte({ compte, onSortie }: Proprietes) {
  const { acteur, fournisseurs } = compte
  if (acteur) return <Menu compte={compte} acteur={acteur} onSortie={onSortie} />
  if (fournisseurs.length === 1)
    return (
      <a className="compte-bouton" href={adresseConnexion(fournisseurs[0]!.code, retourApresEntree())}>
        Se connecter
      </a>
    )
  return (
    <Link className="compte-bouton" to="/entrer" search={{ retour: retourApresEntree() }}>
      Se connecter
    </Link>
  )
}

/** The page of now, except the one that only serves to sign in. */
const retourApresEntree = () => (location.pathname === '/entrer' ? '/' : location.pathname + location.search)

type Acteur = NonNullable<CompteCourant['acteur']>

function Menu({ compte, acteur, onSortie }: Proprietes & { readonly acteur: Acteur }) {
  const { nom, role, organisation } = acteur
  const [ouvert, setOuvert] = useState(false)
  const [echec, setEchec] = useState<string>()
  const basculer = (ouvrir: boolean) => {
    setOuvert(ouvrir)
    setEchec(undefined)
  }
  // Going to another screen leaves the frame where it is: the menu has to close by itself.
  const fermer = () => basculer(false)
  const quitter = (suite?: string) =>
    sortir(onSortie, suite).catch((erreur: Error) => setEchec(erreur.message))
  return (
    <DialogTrigger isOpen={ouvert} onOpenChange={basculer}>
      <Button className="compte-bouton">
        <span className="hors-ecran">Mon compte{INSECABLE}: </span>
        <span className="compte-initiales" aria-hidden="true">
          {initiales(nom)}
        </span>
        <span className="compte-qui">
          <strong>{nom}</strong> <span>{ROLES[role].libelle}</span>
        </span>
        <Icone nom="chevron" />
      </Button>
      {/* Itself the dialog: its own hidden buttons would stand outside of one within it. */}
      <Popover className="bulle" placement="bottom end" aria-label="Mon compte">
        <div className="compte-menu">
          <div>
            <p className="compte-nom">{nom}</p>
            <p className="discret">
              {organisation?.nom ?? 'Sans organisme'}
              {acteur.courriel && <>, {acteur.courriel}</>}
            </p>
          </div>
          <Casquettes acteur={acteur} onEchec={setEchec} />
          <ul>
            <li>
              <Link to="/compte" onClick={fermer}>
                Mon compte et mes sessions
              </Link>
            </li>
            {LIENS.filter(({ action }) => compte.droits.includes(action)).map(({ to, libelle }) => (
              <li key={to}>
                <Link to={to} onClick={fermer}>
                  {libelle}
                </Link>
              </li>
            ))}
            {compte.demonstration && (
              <li>
                <button
                  type="button"
                  className="compte-lien"
                  onClick={() => quitter(adresseConnexion('demonstration'))}
                >
                  Changer de personne
                </button>
              </li>
            )}
          </ul>
          {echec && (
            <p className="champ-erreur" role="alert">
              {echec}
            </p>
          )}
          <button type="button" className="bouton bouton-secondaire" onClick={() => quitter()}>
            Se déconnecter
          </button>
        </div>
      </Popover>
    </DialogTrigger>
  )
}

/** Screens that belong to no campaign, for those who may open them. */
const LIENS = [
  { to: '/appels', libelle: 'Appels à candidatures', action: 'campagne.lire' },
  { to: '/travaux', libelle: 'Travaux', action: 'travail.lire' },
  { to: '/lectures', libelle: 'Mes lectures', action: 'lecture.noter' },
  { to: '/administration/personnes', libelle: 'Administration', action: 'personne.gerer' },
  { to: '/delegations', libelle: 'Délégations', action: 'delegation.gerer' },
  { to: '/budget', libelle: 'Budget', action: 'budget.lire' },
  { to: '/soldes', libelle: 'Soldes des aides', action: 'solde.lire' },
  { to: '/non-valeurs', libelle: 'Titres et non-valeurs', action: 'nonvaleur.lire' },
  { to: '/journal', libelle: 'Journal', action: 'journal.lire' },
  { to: '/donnees-personnelles', libelle: 'Données personnelles', action: 'registre.lire' },
  { to: '/aides', libelle: 'Aides individuelles', action: 'reglement.lire' },
  { to: '/campagnes-aides', libelle: 'Campagnes d’aides', action: 'aide.lire' },
  { to: '/paiements-aides', libelle: 'Paiements ASP', action: 'aide.traiter' },
  { to: '/donnees-ouvertes', libelle: 'Données ouvertes', action: 'publication.lire' },
  { to: '/droits', libelle: 'Qui peut faire quoi', action: 'droit.lire' },
] as const

/** The ways to act, when there are several: one's own roles, and those lent by somebody. */
function Casquettes({
  acteur,
  onEchec,
}: {
  readonly acteur: Acteur
  readonly onEchec: (message: string) => void
}) {
  const { casquettes, role, pour } = acteur
  const prendre = async (casquette: (typeof casquettes)[number]) => {
    try {
      await requete('/compte/role', 'PUT', { role: casquette.role, pour: casquette.pour })
      // Everything shown depends on the role: the application opens anew.
      location.assign('/')
    } catch (erreur) {
      onEchec((erreur as Error).message)
    }
  }
  if (casquettes.length < 2) return null
  return (
    <div className="compte-roles">
      <p className="discret">Agir comme</p>
      <ul>
        {casquettes.map((casquette) => {
          const courante = casquette.role === role && casquette.pour === pour
          return (
            <li key={`${casquette.role} ${casquette.pour}`}>
              <button
                type="button"
                className="compte-role"
                aria-pressed={courante}
                onClick={() => !courante && prendre(casquette)}
              >
                {courante && <Icone nom="valide" />}
                {ROLES[casquette.role].libelle}
                {casquette.nomPour && <>, par délégation {deNom(casquette.nomPour)}</>}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const initiales = (nom: string) =>
  nom
    .split(/[\s-]+/)
    .map((mot) => mot[0])
    .slice(0, 2)
    .join('')
    .toLocaleUpperCase('fr')
