import { type KeyboardEvent, memo, useState } from 'react'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { COLONNES_SAISIE, type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import { COLONNES_PAR_CODE, type CodeColonne, type Colonne } from '#campagnes/importation/colonnes.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'

/** Cells to put right, by formation; fixed when the table opens, so that a cell does not vanish once it is right. */
type Fautives = ReadonlyMap<string, ReadonlySet<CodeColonne>>

/**
 * The wrong cells of all formations in one table, each typed in its place and saved like the rest. Tab goes from one to
 * the next, Enter and the arrows up and down stay in the column.
 */
export function Correction({ enregistreur }: { readonly enregistreur: Enregistreur }) {
  const { vue, taper } = enregistreur
  const [fautives, setFautives] = useState(() => relever(vue))
  const lignes = vue.formations.filter(({ identifiant }) => fautives.has(identifiant))
  const restantes = [...relever(vue).values()].reduce((somme, { size }) => somme + size, 0)
  const colonnes = COLONNES_SAISIE.filter(
    ({ code }) => code !== 'intitule' && [...fautives.values()].some((champs) => champs.has(code)),
  )
  return (
    <div className="pile">
      <p className="rangee" role="status">
        {restantes > 0
          ? `${compter(restantes, 'cellule')} à corriger. Entrée passe à la suivante de la colonne.`
          : 'Plus aucune cellule à corriger.'}
        {lignes.length > 0 && (
          <Bouton onPress={() => setFautives(relever(vue))}>Ne garder que ce qui reste</Bouton>
        )}
      </p>
      {lignes.length === 0 ? (
        <Message ton="succes" titre="Toutes les cellules se lisent." />
      ) : (
        <section
          className="tableau-region demande-correction"
          aria-label="Cellules à corriger"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          onKeyDown={descendre}
        >
          <table className="tableau">
            <caption className="hors-ecran">Cellules à corriger, par formation</caption>
            <thead>
              <tr>
                <th scope="col">Référence</th>
                <th scope="col">Intitulé</th>
                {colonnes.map(({ code, entete }) => (
                  <th key={code} scope="col">
                    {entete}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lignes.map((formation) => (
                <Ligne
                  key={formation.identifiant}
                  formation={formation}
                  effectif={vue.effectif}
                  champs={fautives.get(formation.identifiant)!}
                  colonnes={colonnes}
                  taper={taper}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

function relever({ formations, effectif }: Enregistreur['vue']): Fautives {
  return new Map(
    formations.flatMap(({ identifiant, saisie }) => {
      const erreurs = lireSaisie(saisie, effectif).constats.filter(({ gravite }) => gravite === 'erreur')
      return erreurs.length > 0 ? [[identifiant, new Set(erreurs.map(({ champ }) => champ))] as const] : []
    }),
  )
}

type ProprietesLigne = {
  readonly formation: FormationSaisie
  readonly effectif: string
  readonly champs: ReadonlySet<CodeColonne>
  readonly colonnes: readonly Colonne[]
  readonly taper: Enregistreur['taper']
}

/** Drawn again for its own formation alone: two hundred of them stay fluid. */
const Ligne = memo(function Ligne(props: ProprietesLigne) {
  const { formation, effectif, champs, colonnes, taper } = props
  const { identifiant, saisie } = formation
  const { constats } = lireSaisie(saisie, effectif)
  const cellule = (colonne: Colonne) => {
    const { code } = colonne
    const valeur = saisie[code] ?? ''
    if (!champs.has(code)) return valeur
    const faute = constats.find(({ champ, gravite }) => champ === code && gravite === 'erreur')
    const id = `cellule-${identifiant}-${code}`
    return (
      <>
        <input
          className="champ-groupe"
          data-colonne={code}
          data-invalid={faute ? true : undefined}
          aria-invalid={faute ? true : undefined}
          aria-label={`${colonne.entete}, ${identifiant}`}
          aria-describedby={id}
          value={valeur}
          maxLength={2_000}
          autoComplete="off"
          onChange={({ target }) => taper(identifiant, code, target.value)}
        />
        <span id={id} className={faute ? 'champ-erreur' : 'champ-aide'}>
          {faute ? `${faute.message} Attendu${INSECABLE}: ${colonne.attendu}.` : 'Corrigé.'}
        </span>
      </>
    )
  }
  return (
    <tr>
      <th scope="row">{identifiant}</th>
      <td>{cellule(COLONNES_PAR_CODE.get('intitule')!)}</td>
      {colonnes.map((colonne) => (
        <td key={colonne.code}>{cellule(colonne)}</td>
      ))}
    </tr>
  )
})

/** Enter and the arrows go to the next cell to put right in the same column. */
function descendre(evenement: KeyboardEvent<HTMLElement>): void {
  const pas = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[evenement.key]
  const { target } = evenement
  if (!pas || !(target instanceof HTMLInputElement)) return
  const { colonne } = target.dataset
  const memes = [...evenement.currentTarget.querySelectorAll<HTMLInputElement>(`[data-colonne="${colonne}"]`)]
  const suivante = memes[memes.indexOf(target) + pas]
  evenement.preventDefault()
  suivante?.focus()
  suivante?.select()
}
