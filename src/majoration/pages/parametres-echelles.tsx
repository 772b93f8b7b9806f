import { memo, useId } from 'react'
import type { Echelle } from '#campagnes/reglement.ts'
import { ecrireFrancais } from '#majoration/brouillon/brouillon-textes.ts'
import { type ProprietesParametre, Retablir, useSaisie } from '#majoration/pages/parametres-saisie.tsx'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'

type ProprietesEchelle = ProprietesParametre & { readonly type: Echelle['type']; readonly aide: string }

/**
 * One scale of the grid, as its numbers: two bounds, or a list of steps (from which value, what share of the points).
 * The typed numbers are joined into the text of the parameter, which is accepted or refused as a whole.
 */
export const SaisieEchelle = memo(function SaisieEchelle(props: ProprietesEchelle) {
  const { champ, texte, textePrevu, retablir, type, aide } = props
  const id = useId()
  const { saisie, erreur, saisir } = useSaisie(props)
  const couples = (saisie ?? texte).split(' ').map((couple) => couple.split('-') as [string, string?])
  const ecrire = (suivants: readonly (readonly [string, string?])[]) =>
    saisir(suivants.map(([a, b = '']) => `${sansSeparateurs(a)}-${sansSeparateurs(b)}`).join(' '))
  const remplacer = (rang: number, place: 0 | 1, valeur: string) =>
    ecrire(
      couples.map((couple, i) =>
        i !== rang
          ? couple
          : place === 0
            ? ([valeur, couple[1] ?? ''] as const)
            : ([couple[0], valeur] as const),
      ),
    )
  const entree = (rang: number, place: 0 | 1, libelle: string, unite: string) => (
    <label className="echelle-borne">
      <span>{libelle}</span>
      <span className="champ-groupe" data-invalid={erreur ? true : undefined}>
        <input
          className="champ-saisie nombre"
          inputMode="decimal"
          autoComplete="off"
          value={ecrireFrancais(couples[rang]?.[place] ?? '')}
          aria-invalid={erreur ? true : undefined}
          aria-describedby={`${id}-precision`}
          onChange={(e) => remplacer(rang, place, e.target.value)}
        />
        {unite && <span className="champ-unite">{unite}</span>}
      </span>
    </label>
  )
  return (
    <fieldset className="parametre echelle" data-modifie={texte !== textePrevu || undefined}>
      <legend className="champ-libelle">{champ.libelle}</legend>
      {type === 'proportionnelle' ? (
        <div className="echelle-bornes">
          {entree(0, 0, 'Aucun point à', champ.unite)}
          {entree(0, 1, 'Tous les points à', champ.unite)}
        </div>
      ) : (
        <ol className="echelle-paliers">
          {couples.map((_, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no identity but its place while it is typed
            <li key={rang} className="echelle-bornes">
              {entree(rang, 0, 'Dès', champ.unite)}
              {entree(rang, 1, 'Part des points', '%')}
              <Bouton
                variante="discret"
                icone="corbeille"
                aria-label={`Supprimer le palier ${rang + 1} de « ${champ.libelle} »`}
                isDisabled={couples.length === 1}
                onPress={() => ecrire(couples.filter((_, i) => i !== rang))}
              />
            </li>
          ))}
          <li>
            <Bouton
              variante="discret"
              icone="plus"
              onPress={() => ecrire([...couples, palierSuivant(couples)])}
            >
              Ajouter un palier
            </Bouton>
          </li>
        </ol>
      )}
      <div id={`${id}-precision`} className="parametre-precision">
        <p className={erreur ? 'champ-erreur' : 'champ-aide'}>{erreur ?? aide}</p>
        <Retablir
          champ={champ}
          modifie={texte !== textePrevu}
          textePrevu={textePrevu}
          retablir={retablir}
          valeur={enMots(textePrevu, type, champ.unite)}
        />
      </div>
    </fieldset>
  )
})

/** Typed spaces and dashes would be read as separators of the scale's text. */
const sansSeparateurs = (saisie: string) => saisie.replace(/[\s\u00a0\u202f-]/g, '')

/** A new step begins one unit after the last and gives all the points: valid at once, then edited. */
function palierSuivant(couples: readonly (readonly [string, string?])[]): [string, string] {
  const plusHaut = Math.max(0, ...couples.map(([des]) => Number(des.replace(',', '.')) || 0))
  return [String(Math.floor(plusHaut) + 1), '100']
}

/** « de 0 à 50 % », « dès 1 : 60 %, dès 2 : 80 % ». */
function enMots(texte: string, type: Echelle['type'], unite: string): string {
  const couples = texte.split(' ').map((couple) => couple.split('-').map(ecrireFrancais))
  const suffixe = unite ? FINE + unite : ''
  if (type === 'proportionnelle') return `de ${couples[0]![0]} à ${couples[0]![1]}${suffixe}`
  return couples.map(([des, part]) => `dès ${des}${suffixe}${INSECABLE}: ${part}${FINE}%`).join(', ')
}
