import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSessions } from '#aides/sessions/pages/session-donnees.ts'
import { FormulaireSession } from '#aides/sessions/pages/session-formulaire.tsx'
import { direJours, EtiquetteSession, SessionFictive } from '#aides/sessions/pages/session-mots.tsx'
import type { SessionResumee } from '#aides/sessions/session.ts'
import { SiDroit, useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './suivi.css'

const TITRE = 'Campagnes d’aides'

/** /campagnes-aides : the sessions of individual aids, what each has granted and what is left. */
export const PageSessions = () => (
  <EcranReserve action="aide.lire" titre={TITRE}>
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { data, error, isError, refetch } = useSessions()
  const [nouvelle, setNouvelle] = useState(false)
  const budget = useDroits().has('budget.lire')
  return (
    <Page
      titre={TITRE}
      chapeau="Chaque campagne reçoit les listes des organismes pour une aide, et l’accorde dans son enveloppe."
      actions={
        <SiDroit action="aide.conduire">
          <Bouton variante="principal" onPress={() => setNouvelle(true)}>
            Créer une campagne
          </Bouton>
        </SiDroit>
      }
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des campagnes d’aides" />
      ) : data.length === 0 ? (
        <EtatVide titre="Aucune campagne d’aides n’est ouverte.">
          Elles paraîtront ici dès que la Région en ouvrira une.
        </EtatVide>
      ) : (
        <Carte titre="Campagnes">
          <TableauDonnees
            fiches
            legende={compter(data.length, 'campagne')}
            lignes={data}
            cle={({ id }) => id}
            colonnes={budget ? [...COLONNES, ...ENVELOPPE] : COLONNES}
          />
        </Carte>
      )}
      {nouvelle && <FormulaireSession onFermer={() => setNouvelle(false)} />}
    </Page>
  )
}

const nombre = ({ dossiers }: SessionResumee) =>
  Object.values(dossiers).reduce((somme, nombre) => somme + nombre, 0)

const COLONNES: readonly Colonne<SessionResumee>[] = [
  {
    code: 'libelle',
    titre: 'Campagne',
    tri: ({ libelle }) => libelle,
    cellule: (session) => (
      <div className="suivi-nom">
        <span>
          <Link to="/campagnes-aides/$session" params={{ session: session.id } as never}>
            {session.libelle}
          </Link>{' '}
          {session.fictif && <SessionFictive />}
        </span>
        <span className="discret">
          {session.titre}, {direJours(session)}
        </span>
      </div>
    ),
  },
  {
    code: 'exercice',
    titre: 'Exercice',
    nombre: true,
    tri: ({ exercice }) => exercice,
    cellule: ({ exercice }) => exercice,
    secondaire: true,
  },
  {
    code: 'etat',
    titre: 'État',
    tri: ({ etat }) => etat,
    cellule: ({ etat }) => <EtiquetteSession etat={etat} />,
  },
  { code: 'dossiers', titre: 'Dossiers', nombre: true, tri: nombre, cellule: nombre, secondaire: true },
  {
    code: 'attente',
    titre: 'En attente',
    nombre: true,
    cellule: ({ dossiers }) => dossiers.en_attente ?? 0,
    secondaire: true,
  },
  {
    code: 'accorde',
    titre: 'Accordé',
    nombre: true,
    tri: ({ accorde }) => accorde,
    cellule: ({ accorde }) => <Montant centimes={accorde} />,
  },
  {
    code: 'paye',
    titre: 'Payé',
    nombre: true,
    tri: ({ versement }) => versement.paye,
    cellule: ({ versement }) => <Montant centimes={versement.paye} />,
  },
]

const ENVELOPPE: readonly Colonne<SessionResumee>[] = [
  {
    code: 'affecte',
    titre: 'Affecté',
    nombre: true,
    secondaire: true,
    cellule: ({ enveloppe }) => (enveloppe ? <Montant centimes={enveloppe.affecte} /> : 'sans enveloppe'),
  },
  {
    code: 'reste',
    titre: 'Reste',
    nombre: true,
    cellule: ({ enveloppe }) => enveloppe && <Montant centimes={enveloppe.reste} />,
  },
]
