import { memo, useMemo, useState } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import type { PointCourbe } from '#majoration/courbe.ts'
import { Dessin, type PointTrace, plusProche, type Repere } from '#majoration/pages/courbe-dessin.tsx'
import { useCourbe } from '#majoration/pages/courbe-points.ts'
import type { Repartition } from '#majoration/repartition.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { compter, ecrireMontantExact, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Curseur } from '#ui/curseur.tsx'
import { MontantExact, Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type ProprietesCourbe = {
  readonly lignes: readonly LigneClassee[]
  readonly parametres: Pick<Parametres, 'dotation' | 'repartition'>
  readonly courant: Repartition | null
  readonly reference: Repere | null
  /** Puts the cut-off line after this many formations. */
  readonly couper: (formations: number) => void
}

/** Forfait de base against retained contracts, with where we are and where the reference is; its table below. */
export const Courbe = memo(function Courbe(props: ProprietesCourbe) {
  const { lignes, parametres, courant, reference, couper } = props
  const { points, enCours } = useCourbe(lignes, parametres)
  const [lu, setLu] = useState<number>()
  const [deplie, setDeplie] = useState(false)
  const traces = useMemo(() => points.filter((p): p is PointTrace => p.forfait !== null), [points])
  const ici = courant?.forfaitDeBase
    ? { libelle: 'Simulation', contrats: courant.contrats, forfait: courant.forfaitDeBase }
    : null
  const phrase = ici
    ? `Avec ${compter(ici.contrats, 'contrat retenu', 'contrats retenus')}, le forfait de base est de ${ecrireMontantExact(ici.forfait)}.`
    : 'Aucun forfait de base avec les paramètres actuels.'
  if (points.length === 0) return <p className="secondaire">Calcul de la courbe…</p>
  const rang = Math.min(lu ?? plusProche(traces, ici?.contrats ?? 0), traces.length - 1)
  return (
    <figure className="courbe" data-en-cours={enCours || undefined}>
      <Dessin
        points={traces}
        total={points.at(-1)!.contrats}
        ici={ici}
        reference={reference}
        lu={lu === undefined ? null : (traces[rang] ?? null)}
        onLire={setLu}
        phrase={phrase}
      />
      <figcaption className="courbe-legende">
        <p>{phrase}</p>
        {reference && (
          <p className="courbe-legende-reference">
            Cercle doré{INSECABLE}: {reference.libelle}, {ecrireMontantExact(reference.forfait)}.
          </p>
        )}
        <p>La courbe s’interrompt là où le calcul est refusé ou tous les organismes sont au plafond.</p>
      </figcaption>
      {traces.length > 1 && (
        <Lecture traces={traces} rang={rang} lue={lu !== undefined} onLire={setLu} couper={couper} />
      )}
      <details className="ecran-seulement" onToggle={(e) => setDeplie(e.currentTarget.open)}>
        <summary>Voir la courbe en tableau</summary>
        {deplie && <TableauCourbe points={points} />}
      </details>
    </figure>
  )
})

type ProprietesLecture = {
  readonly traces: readonly PointTrace[]
  readonly rang: number
  /** False until someone reads a point: the cursor then follows the simulation, and says nothing. */
  readonly lue: boolean
  readonly onLire: (rang: number) => void
  readonly couper: (formations: number) => void
}

/** Reads the curve point by point, and cuts where it was read. */
const Lecture = memo(({ traces, rang, lue, onLire, couper }: ProprietesLecture) => (
  <div className="courbe-lecture ecran-seulement">
    <Curseur
      libelle="Lire la courbe"
      minimum={0}
      maximum={traces.length - 1}
      valeur={rang}
      ecrire={(i) => (lue ? direPoint(traces[i]!) : 'déplacez le curseur')}
      onChange={onLire}
    />
    <Bouton isDisabled={!lue} onPress={() => couper(traces[rang]!.formations)}>
      Couper ici
    </Bouton>
  </div>
))

const direPoint = ({ contrats, formations, forfait }: PointTrace) =>
  `${compter(contrats, 'contrat')}, ${compter(formations, 'formation')}${INSECABLE}: ${ecrireMontantExact(forfait)}`

/** Its 120 lines change with the curve, not with the point where we are on it. */
const TableauCourbe = memo(({ points }: { readonly points: readonly PointCourbe[] }) => (
  <TableauDonnees
    legende="Forfait de base selon le nombre de contrats retenus"
    legendeMasquee
    hauteur="20rem"
    colonnes={[
      {
        code: 'contrats',
        titre: 'Contrats retenus',
        nombre: true,
        cellule: (p) => <Nombre valeur={p.contrats} />,
      },
      {
        code: 'formations',
        titre: 'Formations',
        nombre: true,
        cellule: (p) => <Nombre valeur={p.formations} />,
      },
      {
        code: 'forfait',
        titre: 'Forfait de base',
        nombre: true,
        cellule: (p) => (p.forfait ? <MontantExact euros={p.forfait} /> : '—'),
      },
      {
        code: 'plafonnes',
        titre: 'Au plafond',
        nombre: true,
        cellule: (p) => <Nombre valeur={p.plafonnes} />,
      },
    ]}
    lignes={points}
    cle={(p) => String(p.formations)}
  />
))
