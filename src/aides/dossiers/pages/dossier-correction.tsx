import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { CORRECTEURS } from '#aides/asp/correcteur.ts'
import { type ChampCorrigeable, caseDe, nommerChamp } from '#aides/dossiers/champs-corrigeables.ts'
import type { Blocage } from '#aides/dossiers/correction-permise.ts'
import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { FormulaireCorrection } from '#aides/dossiers/pages/dossier-correction-formulaire.tsx'
import { useCorrections } from '#aides/dossiers/pages/dossiers-donnees.ts'
import type { CorrectionsDossier, DossierCorrige } from '#aides/dossiers/routes-corrections-contrat.ts'
import { minuscule } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'

type Ouverts = CorrectionsDossier['ouverts']

const estOuvrable = (ouverts: Ouverts): boolean =>
  ouverts?.groupes.some(({ refus }) => refus === null) ?? false

/** Opens the form on a cell, or closes it: the address says it. */
function useOuverture() {
  const naviguer = useNavigate()
  return (champ?: ChampCorrigeable | 'tout') =>
    void naviguer({ to: '.', search: (champ ? { corriger: champ } : {}) as never, replace: true })
}

/** For whoever may correct something of this dossier. */
export function BoutonCorriger({ dossier }: { readonly dossier: string }) {
  const { data } = useCorrections(dossier)
  const aller = useOuverture()
  return data && estOuvrable(data.ouverts) && <Bouton onPress={() => aller('tout')}>Corriger…</Bouton>
}

/**
 * What stops the payment of a dossier, with the way to put it right. The address opens the form on a cell:
 * `?corriger=iban`.
 */
export function CorrectionDossier({ dossier }: { readonly dossier: DossierLu }) {
  const { data } = useCorrections(dossier.id)
  const { corriger } = useSearch({ strict: false }) as { corriger?: string }
  const aller = useOuverture()
  const [faite, setFaite] = useState<DossierCorrige>()
  if (!data) return null
  const { ouverts, blocages, corrige } = data
  return (
    <>
      {faite && <Suite faite={faite} paiementDit={blocages.length > 0 && corrige} />}
      {blocages.length > 0 && (
        <Message
          ton={corrige ? 'info' : 'avertissement'}
          titre={
            corrige
              ? 'Corrigé : le paiement sera préparé ou redemandé par le gestionnaire budgétaire.'
              : 'Le paiement de cette aide est arrêté.'
          }
        >
          {!corrige && <Raisons blocages={blocages} ouverts={ouverts} onCorriger={aller} />}
        </Message>
      )}
      {corriger && ouverts && estOuvrable(ouverts) && (
        <FormulaireCorrection
          dossier={dossier}
          ouverts={ouverts}
          champ={caseDe(corriger)}
          onFermer={() => aller()}
          onFait={setFaite}
        />
      )}
    </>
  )
}

function Raisons({
  blocages,
  ouverts,
  onCorriger,
}: {
  readonly blocages: readonly Blocage[]
  readonly ouverts: Ouverts
  readonly onCorriger: (champ: ChampCorrigeable) => void
}) {
  return (
    <ul>
      {blocages.map(({ code, champ, libelle, correcteur }) => {
        const cellule = caseDe(champ)
        return (
          <li key={`${code} ${champ}`}>
            {libelle} <span className="discret">À corriger par {minuscule(CORRECTEURS[correcteur])}.</span>{' '}
            {cellule && ouverts && (
              <Bouton variante="discret" onPress={() => onCorriger(cellule)}>
                Corriger {minusculer(nommerChamp(cellule))}
              </Bouton>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** « code postal », and « IBAN » as it is. */
const minusculer = (nom: string): string => (/^[A-Z]{2}/.test(nom) ? nom : minuscule(nom))

/** What follows from a correction, and what deserves a look. */
function Suite({
  faite: { avertissements, aVerifier, comptePartage },
  paiementDit,
}: {
  readonly faite: DossierCorrige
  /** Another message says already that it is corrected. */
  readonly paiementDit: boolean
}) {
  const suites = [
    ...(aVerifier
      ? ['Corrigée, la personne ressemble à une autre déjà connue : un agent dit si c’est la même.']
      : []),
    ...(comptePartage
      ? ['Ce compte est aussi celui d’une autre personne : un agent dit pourquoi avant tout paiement.']
      : []),
    ...avertissements.map(({ message }) => message),
  ]
  if (suites.length === 0 && paiementDit) return null
  return (
    <Message
      ton={suites.length > 0 ? 'avertissement' : 'succes'}
      titre="Le dossier est corrigé."
      motifs={suites.map((message) => ({ code: message, message }))}
      annonce
    />
  )
}
