import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import { ecrireBornes, ecrireNote, lireNote } from '#campagnes/lectures/pages/lecture-mots.ts'
import { ChampTexte } from '#ui/champ.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'

/** Up to this many values, all are in sight: one key gives the mark. */
const VALEURS_EN_VUE = 6

type Proprietes = {
  readonly critere: CritereApprecie
  readonly libelle?: string
  /** As typed; empty until one decides. */
  readonly valeur: string
  readonly onChange: (valeur: string) => void
  readonly erreur?: string | undefined
  /** What the body declared, as it typed it. */
  readonly declaree?: string
}

/** A mark on the scale of the règlement. */
export function ChampNote({
  critere,
  libelle = critere.libelle,
  valeur,
  onChange,
  erreur,
  declaree,
}: Proprietes) {
  const { minimum, maximum, unite } = critere
  const declare =
    declaree === undefined
      ? ''
      : `Déclaré : ${declaree || 'rien'}${unite === 'pourcentage' && declaree ? ' %' : ''}.`
  if (unite === 'pourcentage' || maximum - minimum >= VALEURS_EN_VUE)
    return (
      <ChampTexte
        libelle={libelle}
        valeur={valeur}
        onChange={onChange}
        aide={`${declare} Note ${ecrireBornes(critere)}.`.trim()}
        erreur={
          erreur ?? (valeur && lireNote(valeur, critere) === undefined ? horsEchelle(critere) : undefined)
        }
        maximum={12}
      />
    )
  const options = Array.from({ length: maximum - minimum + 1 }, (_, i) => ({
    valeur: String(minimum + i),
    libelle: ecrireNote(minimum + i, critere),
  }))
  return (
    <div className="champ">
      <ChoixSegmente libelle={libelle} options={options} valeur={valeur} onChange={onChange} />
      {declare && <p className="champ-aide">{declare}</p>}
      {erreur && <p className="champ-erreur">{erreur}</p>}
    </div>
  )
}

export const horsEchelle = (critere: CritereApprecie): string =>
  `Hors de l’échelle : ${ecrireBornes(critere)}.`
