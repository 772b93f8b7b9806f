import type { Source } from '#majoration/pages/territoires-source.ts'
import { BASES, type Base, lireSeuil } from '#majoration/territoires.ts'
import { ChampExact } from '#ui/champ.tsx'
import { Choix, ChoixSegmente } from '#ui/choix.tsx'
import { Indicatif } from '#ui/etiquette.tsx'

type Changement = {
  readonly scenario?: string | number | undefined
  readonly proposition?: number | undefined
  readonly base?: string | undefined
  readonly seuil?: string | number | undefined
}

type Proprietes = {
  readonly source: Source
  readonly base: Base
  /** As the address writes it: « 0.5 ». */
  readonly seuil: string
  readonly onChange: (changement: Changement) => void
}

const OPTIONS = (Object.keys(BASES) as Base[]).map((valeur) => ({ valeur, libelle: BASES[valeur] }))

/** What is looked at, what it is held against, and from how many points on it is said. */
export const ChoixTerritoires = ({ source, base, seuil, onChange }: Proprietes) => (
  <div className="territoires-choix ecran-seulement">
    <Choix
      libelle="Montants"
      valeur={source.valeur}
      options={source.options}
      onChange={(valeur) => onChange(adresseDe(valeur))}
    />
    <ChoixSegmente
      libelle="Part comparée à celle des"
      valeur={base}
      options={OPTIONS}
      onChange={(voulue) => onChange({ base: voulue === 'demandes' ? undefined : voulue })}
    />
    <div className="territoires-seuil">
      <ChampExact
        libelle="Signaler au-delà de"
        texte={seuil.replace('.', ',')}
        unite="points"
        onValider={(saisie) => {
          if (!lireSeuil(saisie)) return 'Un nombre de points, de 0 à 100.'
          const texte = saisie.trim().replace(',', '.')
          onChange({ seuil: texte === '2' ? undefined : nombreOuTexte(texte) })
          return undefined
        }}
      />
      <Indicatif />
    </div>
  </div>
)

function adresseDe(valeur: string): Changement {
  const [, genre, reste = ''] = /^([ps])-(.+)$/.exec(valeur) ?? []
  return {
    proposition: genre === 'p' ? Number(reste) : undefined,
    scenario: genre === 's' ? nombreOuTexte(reste) : undefined,
  }
}

/** Numbers stay bare in the address. */
const nombreOuTexte = (texte: string) => (/^\d{1,15}(\.\d+)?$/.test(texte) ? Number(texte) : texte)
