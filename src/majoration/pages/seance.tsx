import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { ChiffresProjetes } from '#majoration/pages/seance-chiffres.tsx'
import { CommandesSeance } from '#majoration/pages/seance-commandes.tsx'
import { useSeance } from '#majoration/pages/seance-donnees.ts'
import { TableauProjete } from '#majoration/pages/seance-tableau.tsx'
import { compterVues, lignesDeVue, type Seance } from '#majoration/seance.ts'
import { INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './seance.css'

/** /campagnes/:id/seance : what the assembly looks at while it sits, projected; `vue` counts from 1. */
export const PageSeance = () => (
  <EcranReserve action="classement.lire" titre="Séance">
    <SeanceChargee />
  </EcranReserve>
)

function SeanceChargee() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const lue = useSeance(id)
  if (lue.statut === 'lue' && lue.seance)
    return <SeanceProjetee campagne={lue.campagne} seance={lue.seance} />
  return (
    <Page titre="Séance">
      {lue.statut === 'charge' && <Chargement quoi="Préparation de la séance" />}
      {lue.statut === 'erreur' && <EtatErreur erreur={lue.erreur} reessayer={lue.relire} />}
      {lue.statut === 'alteree' && (
        <Message ton="erreur" titre="Cette proposition ne se projette pas">
          <p>
            Le contenu de la proposition n°{INSECABLE}
            {lue.numero} ne redonne pas son empreinte{INSECABLE}: il a été modifié hors de l’application.
            Prévenez l’administrateur de la Région.
          </p>
        </Message>
      )}
      {lue.statut === 'lue' && (
        <EtatVide titre="Rien n’est à projeter." action={<AuVote campagne={id} />}>
          La séance montre une proposition figée, ou les montants votés.
        </EtatVide>
      )}
    </Page>
  )
}

const AuVote = ({ campagne }: { readonly campagne: string }) => (
  <LienBouton to="/campagnes/$id/vote" params={{ id: campagne }} variante="principal">
    Aller au vote
  </LienBouton>
)

function SeanceProjetee({ campagne, seance }: { readonly campagne: Campagne; readonly seance: Seance }) {
  const vues = compterVues(seance)
  const { vue, aller, quitter } = useVues(campagne.id, vues)
  const { du, au } = lignesDeVue(seance, vue)
  const annoncer = useAnnonce()
  const ou = vue === 1 ? 'Vue d’ensemble' : `Organismes ${du} à ${au} sur ${seance.lignes.length}`
  useEffect(() => {
    document.title = `${campagne.libelle}, séance · Oriflamme`
  }, [campagne.libelle])
  useEffect(() => annoncer(ou), [annoncer, ou])
  return (
    <div className="seance">
      <header className="seance-entete">
        <h1>{campagne.libelle}</h1>
        <p>
          {seance.statut}
          {campagne.fictif && <Mention>{campagne.mention ?? 'fictif'}</Mention>}
        </p>
      </header>
      {vue === 1 ? (
        <ChiffresProjetes seance={seance} />
      ) : (
        <TableauProjete seance={seance} vue={vue} titre={ou} />
      )}
      <CommandesSeance
        preuve={seance.preuve}
        vue={vue}
        vues={vues}
        ou={ou}
        onAller={aller}
        onQuitter={quitter}
      />
    </div>
  )
}

/** What is invented says so to the whole room. */
const Mention = ({ children }: { readonly children: ReactNode }) => (
  <span className="seance-mention">{children}</span>
)

/** The view in the address, and the keys that change it: arrows, pages (a remote control), Home, End, Escape. */
function useVues(campagne: string, vues: number) {
  const recherche = useSearch({ strict: false }) as { vue?: unknown }
  const naviguer = useNavigate()
  const vue = Math.min(Math.max(Math.trunc(Number(recherche.vue)) || 1, 1), vues)
  const aller = (vers: number) => {
    const borne = Math.min(Math.max(vers, 1), vues)
    if (borne !== vue)
      void naviguer({ to: '.', search: (borne > 1 ? { vue: borne } : {}) as never, replace: true })
  }
  const quitter = () => void naviguer({ to: '/campagnes/$id/vote', params: { id: campagne } })
  useEffect(() => {
    const surTouche = (evenement: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = evenement
      if (altKey || ctrlKey || metaKey || shiftKey) return
      if (['ArrowUp', 'ArrowDown'].includes(key) && defile()) return
      const vers = { ...PAS, Home: 1 - vue, End: vues - vue }[key]
      if (key === 'Escape') quitter()
      else if (vers !== undefined) aller(vue + vers)
      else return
      evenement.preventDefault()
    }
    addEventListener('keydown', surTouche)
    return () => removeEventListener('keydown', surTouche)
  })
  return { vue, aller, quitter }
}

const PAS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowDown: 1, PageDown: 1 },
  ...{ ArrowLeft: -1, ArrowUp: -1, PageUp: -1 },
}

/** On a small or zoomed window the view is longer than the screen: up and down then read it. */
const defile = (): boolean => document.documentElement.scrollHeight > innerHeight + 1
