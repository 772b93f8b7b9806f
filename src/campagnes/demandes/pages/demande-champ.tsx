import { memo } from 'react'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import type { Colonne } from '#campagnes/importation/colonnes.ts'
import type { Constat } from '#campagnes/importation/lecture.ts'
import { INSECABLE, majuscule } from '#socle/francais.ts'
import type { Option } from '#ui/choix.tsx'
import { Icone } from '#ui/icone.tsx'

type Proprietes = {
  readonly colonne: Colonne
  readonly valeur: string
  readonly constat: Constat | undefined
  /** Null for what is said once for the body. */
  readonly formation: string | null
  readonly taper: Enregistreur['taper']
  /** What the body had declared the year before, when it is not the same. */
  readonly avant?: string | undefined
}

/** A field of an application: any text is kept, right or wrong, and what is wrong is said beside it. */
export const ChampSaisie = memo(function ChampSaisie(props: Proprietes) {
  const { colonne, valeur, constat, formation, taper, avant } = props
  const id = `champ-${colonne.code}`
  const vide = valeur.trim() === ''
  const faute = constat?.gravite === 'erreur' && !vide
  const unite = UNITES_MUETTES.has(colonne.unite) ? undefined : colonne.unite
  const communs = {
    id,
    className: 'champ-saisie',
    value: valeur,
    'aria-invalid': faute || undefined,
    'aria-describedby': `${id}-aide`,
    onChange: ({ target }: { target: { value: string } }) => taper(formation, colonne.code, target.value),
  }
  const options = optionsDe(colonne, valeur)
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {colonne.entete}
        {!colonne.requise && ' (facultatif)'}
      </label>
      {options ? (
        <div className="champ-groupe champ-select" data-invalid={faute || undefined}>
          <select {...communs}>
            {options.map((option) => (
              <option key={option.valeur} value={option.valeur}>
                {option.libelle}
              </option>
            ))}
          </select>
          <Icone nom="chevron" />
        </div>
      ) : (
        <div className="champ-groupe" data-invalid={faute || undefined}>
          <input {...communs} maxLength={2_000} autoComplete="off" inputMode={CLAVIERS[colonne.nature]} />
          {unite && <span className="champ-unite">{unite}</span>}
        </div>
      )}
      <div id={`${id}-aide`}>
        {faute && <p className="champ-erreur">{constat.message}</p>}
        {faute && !options && <p className="champ-aide">{`Attendu${INSECABLE}: ${colonne.attendu}.`}</p>}
        {constat?.gravite === 'avertissement' && <p className="demande-avertissement">{constat.message}</p>}
        {!faute && (
          <p className="champ-aide">
            {vide && colonne.requise && <strong>À remplir. </strong>}
            {majuscule(colonne.aide)}.
          </p>
        )}
        {avant !== undefined && (
          <p className="champ-aide">
            L’an dernier{INSECABLE}: {avant || 'vide'}.
          </p>
        )}
      </div>
    </div>
  )
})

const UNITES_MUETTES: ReadonlySet<string> = new Set([
  ...['texte', 'identifiant', 'code', 'niveau', 'palier', 'oui / non', 'nombre'],
])

const CLAVIERS: Readonly<Partial<Record<Colonne['nature'], 'numeric' | 'decimal'>>> = {
  entier: 'numeric',
  pourcentage: 'decimal',
}

const CHOIX: Readonly<Partial<Record<Colonne['nature'], readonly Option[]>>> = {
  ouiNon: [
    { valeur: 'oui', libelle: 'Oui' },
    { valeur: 'non', libelle: 'Non' },
  ],
  palier: [
    { valeur: '0', libelle: 'Aucun' },
    { valeur: '1', libelle: 'Palier 1' },
    { valeur: '2', libelle: 'Palier 2' },
  ],
  niveau: [
    { valeur: '3', libelle: '3 (CAP)' },
    { valeur: '4', libelle: '4 (baccalauréat)' },
    { valeur: '5', libelle: '5 (BTS)' },
    { valeur: '6', libelle: '6 (licence)' },
    { valeur: '7', libelle: '7 (master)' },
    { valeur: '8', libelle: '8 (doctorat)' },
  ],
}

/** The values of a closed list, with what a file wrote otherwise: it stays in sight until one chooses. */
function optionsDe({ nature }: Colonne, valeur: string): readonly Option[] | undefined {
  const connues = CHOIX[nature]
  if (!connues) return undefined
  const autre = valeur !== '' && !connues.some((option) => option.valeur === valeur)
  return [
    { valeur: '', libelle: 'Choisissez' },
    ...(autre ? [{ valeur, libelle: `${valeur} (tel qu’écrit)` }] : []),
    ...connues,
  ]
}
