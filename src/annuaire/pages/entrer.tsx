import { useSearch } from '@tanstack/react-router'
import { adresseConnexion, useCompte } from '#annuaire/pages/compte-courant.tsx'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Icone } from '#ui/icone.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './annuaire.css'

/** What the address carries: where to go once signed in, and why the last attempt failed. */
type RechercheEntree = { readonly retour?: unknown; readonly echec?: unknown }

/** /entrer : the providers that vouch for people. */
export function PageEntrer() {
  const { retour, echec } = useSearch({ strict: false }) as RechercheEntree
  const { data, error, isError, refetch } = useCompte()
  return (
    <Page
      titre="Se connecter"
      chapeau="Oriflamme ne connaît aucun mot de passe : un fournisseur d’identité dit qui vous êtes."
    >
      <div className="entree">
        {echec !== undefined && <Echec code={String(echec)} />}
        {data ? (
          <Portes compte={data} retour={typeof retour === 'string' ? retour : '/'} />
        ) : isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement />
        )}
      </div>
    </Page>
  )
}

function Portes({ compte, retour }: { readonly compte: CompteCourant; readonly retour: string }) {
  const { acteur, fournisseurs, demonstration } = compte
  return (
    <>
      {acteur && (
        <Message titre={`Vous êtes connecté : ${acteur.nom}`}>
          <p>Vous connecter de nouveau ferme cette session et en ouvre une autre.</p>
          <LienBouton to="/">Voir les campagnes</LienBouton>
        </Message>
      )}
      {fournisseurs.length === 0 ? (
        <Message ton="avertissement" titre="Aucun fournisseur d’identité n’est déclaré">
          <p>
            Personne ne peut se connecter ici. L’administrateur du serveur en déclare un dans
            ORIFLAMME_FOURNISSEURS ; d’ici là, seul ce qui est publié se lit.
          </p>
        </Message>
      ) : (
        <ul className="entree-portes">
          {fournisseurs.map(({ code, libelle }) => (
            <li key={code}>
              <a href={adresseConnexion(code, retour)}>
                {libelle}
                <Icone nom="fleche" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <Carte titre="Ce qui se passe ensuite">
        {demonstration ? (
          <p>
            Vous choisirez une personne inventée dans une liste. Chacune a un rôle{'\u00a0'}: vous verrez ce
            que ce rôle permet, et rien d’autre. « Changer de personne », dans le menu du compte, en prend une
            autre.
          </p>
        ) : (
          <p>
            Votre fournisseur vous demande de vous identifier, puis vous revenez ici. À la première connexion,
            un administrateur de la Région vérifie votre compte avant de lui donner un rôle ; une invitation
            reçue par courriel le donne aussitôt.
          </p>
        )}
        <div className="rangee">
          <LienBouton to="/droits">Qui peut faire quoi</LienBouton>
          <LienBouton to="/donnees-personnelles">Données personnelles</LienBouton>
        </div>
      </Carte>
    </>
  )
}

const ECHECS: Readonly<Record<string, { titre: string; suite: string }>> = {
  fournisseur: {
    titre: 'Le fournisseur d’identité ne répond pas',
    suite: 'Réessayez dans quelques minutes. Si cela dure, prévenez l’administrateur de la Région.',
  },
  panne: {
    titre: 'Votre connexion n’a pas pu être enregistrée',
    suite:
      'La base de données n’a pas répondu : aucune session n’est ouverte. Recommencez dans un instant ; si cela dure, prévenez l’administrateur du serveur.',
  },
  perimee: {
    titre: 'La connexion est restée ouverte trop longtemps',
    suite: 'Il faut l’achever dans les dix minutes, dans le même navigateur. Recommencez.',
  },
  refusee: {
    titre: 'La connexion n’a pas abouti',
    suite:
      'Vous l’avez abandonnée, ou le fournisseur n’a pas pu garantir qui vous êtes. Recommencez ; si cela se répète, prévenez l’administrateur de la Région.',
  },
  'compte-suspendu': {
    titre: 'Votre compte est suspendu',
    suite: 'Vous ne pouvez pas vous connecter. Écrivez à l’administrateur de la Région.',
  },
}

function Echec({ code }: { readonly code: string }) {
  const { titre, suite } = ECHECS[code] ?? ECHECS.refusee!
  return (
    <Message ton="erreur" titre={titre} annonce>
      <p>{suite}</p>
    </Message>
  )
}
