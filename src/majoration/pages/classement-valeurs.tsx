import { type ReactNode, useCallback } from 'react'
import { lireCoupure } from '#majoration/brouillon/brouillon-regles.ts'
import { lireEntier } from '#majoration/brouillon/brouillon-textes.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { fraction } from '#socle/fraction.ts'
import { ecrireDecimale, ecrireNombre, ecrirePoints } from '#socle/francais.ts'
import { ChampExact } from '#ui/champ.tsx'
import { useMedia } from '#ui/media.ts'

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly etat: EtatCoupure
  readonly mesure: Mesure
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
  const { fixer, deplacer } = etat
  const derniere = lignes[Math.max(0, retenues - 1)]
  const auRang = useCallback(
    (saisie: string) => {
      const rang = lireEntier(saisie, 1, formations)
      if (rang === undefined) return `Indiquez un rang entier, de 0 à ${ecrireNombre(formations)}.`
      deplacer(rang)
      return undefined
    },
    [formations, deplacer],
  )
  const parPoints = useValeur('points', fixer)
  const parFormations = useValeur('formations', fixer)
  const parContrats = useValeur('contrats', fixer)
  const maniere = maniereDe(etat)
  return (
    <fieldset className="coupure-champs ecran-seulement">
      <legend className="hors-ecran">{TITRE}</legend>
      <Maniere tient={maniere === 'rang'}>
        <ChampExact libelle="Dernier rang retenu" texte={ecrireNombre(retenues)} onValider={auRang} />
      </Maniere>
      <Maniere tient={maniere === 'points'}>
        <ChampExact
          libelle="Points au moins"
          texte={ecrirePoints(derniere?.points ?? 0)}
          onValider={parPoints}
        />
      </Maniere>
      <Maniere tient={maniere === 'partFormations'}>
        <ChampExact
          libelle="Part des formations"
          unite="%"
          texte={ecrirePourcent(retenues, formations)}
          onValider={parFormations}
        />
      </Maniere>
      <Maniere tient={maniere === 'partContrats'}>
        <ChampExact
          libelle="Part des contrats"
          unite="%"
          texte={ecrirePourcent(contrats, contratsDemandes)}
          onValider={parContrats}
        />
      </Maniere>
    </fieldset>
  )
}

/** Places the line by what was typed, read exactly; the reason when it is no value of this kind. */
const useValeur = (mode: 'points' | 'formations' | 'contrats', fixer: EtatCoupure['fixer']) =>
  useCallback(
    (saisie: string) => {
      const coupure = lireCoupure(`${mode} ${saisie}`)
      if (coupure.statut !== 'accord')
        return coupure.statut === 'refus' ? coupure.motifs[0]!.message : undefined
      fixer(coupure.valeur)
      return undefined
    },
    [mode, fixer],
  )

const Maniere = ({ tient, children }: { tient: boolean; children: ReactNode }) => (
  <div data-tient={tient || undefined}>{children}</div>
)

/** Which field says the line as it is kept; a line put by hand is a rank. */
const maniereDe = ({ coupure }: EtatCoupure) =>
  coupure.mode === 'partFormations' && coupure.part.includes('/') ? 'rang' : coupure.mode

/** A share in %, to two decimals; the line is placed from it only if it is typed. */
const ecrirePourcent = (num: number, den: number) =>
  den === 0 ? '0' : ecrireDecimale(fraction(num * 100, den), 2).replace(/,?0+$/, '')
