import { memo, useId } from 'react'
import type { Coupure } from '#campagnes/reglement.ts'
import { ecrireFrancais } from '#majoration/brouillon/brouillon-textes.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { type ProprietesParametre, Retablir, useSaisie } from '#majoration/pages/parametres-saisie.tsx'
import { ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import { compter, ecrirePart, ecrirePoints } from '#socle/francais.ts'
import { ChoixSegmente } from '#ui/choix.tsx'
import { Curseur } from '#ui/curseur.tsx'

type Mode = 'points' | 'formations' | 'contrats' | 'aucune'

const MODES = [
  { valeur: 'formations', libelle: '% formations' },
  { valeur: 'contrats', libelle: '% contrats' },
  { valeur: 'points', libelle: 'Points' },
  { valeur: 'aucune', libelle: 'Aucune' },
] as const satisfies readonly { valeur: Mode; libelle: string }[]

const LIBELLES: Record<Exclude<Mode, 'aucune'>, string> = {
  formations: 'Part des formations retenues',
  contrats: 'Part des contrats retenus',
  points: 'Nombre de points minimum',
}

type ProprietesCoupure = ProprietesParametre & {
  readonly prevue: Coupure
  readonly lignes: readonly LigneClassee[]
  readonly retenues: number
}

/** Where the list stops: the manner, the exact value, and a slider that moves the line one formation at a time. */
export const SaisieCoupure = memo(function SaisieCoupure(props: ProprietesCoupure) {
  const { champ, texte, textePrevu, retablir, lignes, retenues, prevue } = props
  const id = useId()
  const { saisie, erreur, saisir, quitter } = useSaisie(props)
  const [mode, valeur = ''] = texte.split(' ') as [Mode, string?]
  const n = lignes.length
  const cumul = retenues > 0 ? lignes[retenues - 1]!.cumulContrats : 0
  const total = lignes.at(-1)?.cumulContrats ?? 0
  return (
    <div className="parametre pile" data-modifie={texte !== textePrevu || undefined}>
      <ChoixSegmente
        libelle="Manière de couper"
        options={MODES}
        valeur={mode}
        onChange={(suivant) => props.changer(champ, equivalent(suivant, lignes, retenues))}
      />
      {mode !== 'aucune' && (
        <div className="champ">
          <div className="parametre-ligne">
            <label htmlFor={id} className="champ-libelle">
              {LIBELLES[mode]}
            </label>
            <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
              <input
                id={id}
                name="coupure"
                className="champ-saisie nombre"
                inputMode="decimal"
                autoComplete="off"
                value={saisie ?? ecrireFrancais(valeur)}
                aria-invalid={erreur ? true : undefined}
                aria-describedby={`${id}-precision`}
                onChange={(e) => saisir(e.target.value, `${mode} ${e.target.value}`)}
                onBlur={quitter}
              />
              <span className="champ-unite">
                {mode === 'points' ? 'points' : valeur.includes('/') ? '' : '%'}
              </span>
            </div>
          </div>
          <p id={`${id}-precision`} className={erreur ? 'champ-erreur' : 'champ-aide'}>
            {erreur ??
              `Soit ${compter(retenues, 'formation')} (${ecrirePart(retenues, n)}) et ${compter(cumul, 'contrat')} (${ecrirePart(cumul, total)}).`}
          </p>
        </div>
      )}
      {mode === 'points' && (
        <Curseur
          libelle="Ligne de coupure"
          minimum={0}
          maximum={Math.max(lignes[0]?.points ?? 0, 100)}
          pas={25}
          valeur={Math.round(Number(valeur) * 100) || 0}
          ecrire={(v) => `${ecrirePoints(v)} points`}
          onChange={(v) => props.changer(champ, `points ${v / 100}`)}
        />
      )}
      {(mode === 'formations' || mode === 'contrats') && (
        <Curseur
          libelle="Ligne de coupure"
          minimum={0}
          maximum={n}
          valeur={retenues}
          ecrire={(v) => compter(v, 'formation')}
          onChange={(v) => props.changer(champ, partExacte(mode, lignes, v))}
        />
      )}
      <Retablir
        champ={champ}
        modifie={texte !== textePrevu}
        textePrevu={textePrevu}
        retablir={retablir}
        valeur={ecrireCoupure(prevue)}
      />
    </div>
  )
})

/** The share that stops exactly after the first `retenues` lines. */
function partExacte(
  mode: 'formations' | 'contrats',
  lignes: readonly LigneClassee[],
  retenues: number,
): string {
  if (mode === 'formations') return `formations ${retenues}/${Math.max(lignes.length, 1)}`
  const cumul = retenues > 0 ? lignes[retenues - 1]!.cumulContrats : 0
  return `contrats ${cumul}/${Math.max(lignes.at(-1)?.cumulContrats ?? 0, 1)}`
}

/** Changing the manner leaves the line where it is, as nearly as the new manner allows. */
function equivalent(mode: Mode, lignes: readonly LigneClassee[], retenues: number): string {
  if (mode === 'aucune') return mode
  if (mode === 'points')
    return `points ${(retenues > 0 ? lignes[retenues - 1]!.points : (lignes[0]?.points ?? 0) + 1) / 100}`
  return partExacte(mode, lignes, retenues)
}
