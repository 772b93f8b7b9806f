import { useMemo } from 'react'
import type { Comparaison, LigneComparee } from '#majoration/comparaison.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly comparaison: Comparaison
  readonly nomDe: (organisme: string) => string
  readonly ecartsSeuls: boolean
  readonly onEcartsSeuls: (seuls: boolean) => void
}

/** Body by body: before, after, difference, and who comes in or goes out. */
export function ComparaisonOrganismes({ comparaison, nomDe, ecartsSeuls, onEcartsSeuls }: Proprietes) {
  const { parOrganisme } = comparaison
  const differents = useMemo(() => parOrganisme.filter(differe), [parOrganisme])
  const lignes = ecartsSeuls ? differents : parOrganisme
  // The total is that of the scenarios, lines left out included: it never depends on what is shown.
  const colonnes = useMemo(
    () => colonnesMesurees('Organisme', nomDe, parOrganisme, etatDe),
    [nomDe, parOrganisme],
  )
  const caches = parOrganisme.length - lignes.length
  return (
    <div className="pile">
      <div className="rangee ecran-seulement">
        <label className="case">
          <input type="checkbox" checked={ecartsSeuls} onChange={(e) => onEcartsSeuls(e.target.checked)} />
          <span>Seulement les différences</span>
        </label>
        <p className="secondaire" role="status">
          {ecrireNombre(differents.length)} sur {compter(parOrganisme.length, 'organisme')}{' '}
          {differents.length < 2 ? 'change' : 'changent'} de montant ou de contrats
        </p>
      </div>
      {caches > 0 && lignes.length > 0 && (
        <p className="discret">
          Le total comprend {compter(caches, 'organisme inchangé', 'organismes inchangés')}, non{' '}
          {caches < 2 ? 'montré' : 'montrés'}.
        </p>
      )}
      <TableauDonnees
        legende="Montants par organisme, avant et après"
        legendeMasquee
        colonnes={colonnes}
        lignes={lignes}
        cle={(ligne) => ligne.cle}
        triInitial={{ colonne: 'ecart', sens: 'desc' }}
        vide="Aucune différence : chaque organisme reçoit le même montant pour les mêmes contrats."
      />
    </div>
  )
}

const differe = ({ avant, apres }: LigneComparee) =>
  avant.montant !== apres.montant ||
  avant.contrats !== apres.contrats ||
  avant.formations !== apres.formations

function etatDe({ avant, apres }: LigneComparee) {
  if (avant.formations === 0 && apres.formations > 0) return <Etiquette ton="vert">entre</Etiquette>
  return avant.formations > 0 && apres.formations === 0 ? <Etiquette ton="flamme">sort</Etiquette> : null
}

/** Columns shared by every table of measures: contracts and amounts, before, after, difference, with totals. */
export function colonnesMesurees(
  titre: string,
  nomDe: (cle: string) => string,
  lignes: readonly LigneComparee[],
  etat?: (ligne: LigneComparee) => React.ReactNode,
): Colonne<LigneComparee>[] {
  const somme = (lire: (ligne: LigneComparee) => number) =>
    lignes.reduce((total, ligne) => total + lire(ligne), 0)
  const colonne = (
    code: string,
    intitule: string,
    lire: (ligne: LigneComparee) => number,
    forme: 'nombre' | 'montant',
    { ecart = false, secondaire = false } = {},
  ): Colonne<LigneComparee> => {
    const ecrire = (valeur: number) =>
      forme === 'nombre' ? (
        <Nombre valeur={valeur} ecart={ecart} />
      ) : (
        <Montant centimes={valeur} ecart={ecart} />
      )
    return {
      code,
      titre: intitule,
      nombre: true,
      secondaire,
      tri: lire,
      cellule: (ligne) => ecrire(lire(ligne)),
      total: ecrire(somme(lire)),
    }
  }
  return [
    {
      code: 'nom',
      titre,
      tri: (ligne) => nomDe(ligne.cle),
      cellule: (ligne) => (
        <>
          {nomDe(ligne.cle)} {etat?.(ligne)}
        </>
      ),
      total: 'Total',
    },
    colonne('contratsAvant', 'Contrats avant', (l) => l.avant.contrats, 'nombre', { secondaire: true }),
    colonne('contratsApres', 'Contrats après', (l) => l.apres.contrats, 'nombre', { secondaire: true }),
    colonne('avant', 'Montant avant', (l) => l.avant.montant, 'montant', { secondaire: true }),
    colonne('apres', 'Montant après', (l) => l.apres.montant, 'montant'),
    colonne('ecart', 'Écart', (l) => l.ecart, 'montant', { ecart: true }),
  ]
}
