import type { ReactNode } from 'react'
import { lireCoupure } from '#majoration/brouillon/brouillon-regles.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { ChampNombre } from '#ui/champ.tsx'
import { useMedia } from '#ui/media.ts'

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly etat: EtatCoupure
  readonly mesure: Mesure
}

const PART = {
  step: 0.01,
  minValue: 0,
  maxValue: 100,
  unite: '%',
  formatOptions: { maximumFractionDigits: 2 },
}
const POINTS = {
  step: 0.01,
  minValue: 0,
  formatOptions: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
}

/**
 * The line by its exact value: each field shows where the line is and moves it when its value is committed; the one
 * that holds the line is marked. Folded on a phone, where the table matters more.
 */
export function ValeursExactes(props: Proprietes) {
  const etroit = useMedia('(width < 48rem)')
  if (!etroit) return <Champs {...props} />
  return (
    <details className="coupure-exact ecran-seulement">
      <summary>{TITRE}</summary>
      <Champs {...props} />
    </details>
  )
}

const TITRE = 'Placer la ligne par une valeur exacte'

function Champs({ lignes, etat, mesure }: Proprietes) {
  const { retenues, formations, contrats, contratsDemandes } = mesure
  const derniere = lignes[Math.max(0, retenues - 1)]
  const fixer = (mode: 'points' | 'formations' | 'contrats') => (valeur: number) => {
    const coupure = Number.isFinite(valeur) ? lireCoupure(`${mode} ${valeur.toFixed(2)}`) : undefined
    if (coupure?.statut === 'accord') etat.fixer(coupure.valeur)
  }
  const aller = (rang: number) => Number.isInteger(rang) && rang !== retenues && etat.deplacer(rang)
  const maniere = maniereDe(etat)
  return (
    <fieldset className="coupure-champs ecran-seulement">
      <legend className="hors-ecran">{TITRE}</legend>
      <Maniere tient={maniere === 'rang'}>
        <ChampNombre
          libelle="Dernier rang retenu"
          value={retenues}
          minValue={0}
          maxValue={formations}
          onChange={aller}
        />
      </Maniere>
      <Maniere tient={maniere === 'points'}>
        <ChampNombre
          {...POINTS}
          libelle="Points au moins"
          value={(derniere?.points ?? 0) / 100}
          onChange={fixer('points')}
        />
      </Maniere>
      <Maniere tient={maniere === 'partFormations'}>
        <ChampNombre
          {...PART}
          libelle="Part des formations"
          value={arrondi(retenues, formations)}
          onChange={fixer('formations')}
        />
      </Maniere>
      <Maniere tient={maniere === 'partContrats'}>
        <ChampNombre
          {...PART}
          libelle="Part des contrats"
          value={arrondi(contrats, contratsDemandes)}
          onChange={fixer('contrats')}
        />
      </Maniere>
    </fieldset>
  )
}

const Maniere = ({ tient, children }: { tient: boolean; children: ReactNode }) => (
  <div data-tient={tient || undefined}>{children}</div>
)

/** Which field says the line as it is kept; a line put by hand is a rank. */
const maniereDe = ({ coupure }: EtatCoupure) =>
  coupure.mode === 'partFormations' && coupure.part.includes('/') ? 'rang' : coupure.mode

/** A percentage to two decimals, for a field; the line itself is never placed from it unless it is typed. */
const arrondi = (num: number, den: number) => (den === 0 ? 0 : Math.round((num / den) * 10_000) / 100)
