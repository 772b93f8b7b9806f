import { cumuler, type LigneAnnee, type Part } from '#majoration/annees.ts'
import { ecrireEvolution } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import type { Colonne } from '#ui/tableau.tsx'

/** Body by body: contracts and money of each exercice, then the difference. */
export function colonnesAnnees(
  lignes: readonly LigneAnnee[],
  [alors, maintenant]: readonly [number, number],
): Colonne<LigneAnnee>[] {
  const [avant, apres] = (['avant', 'apres'] as const).map((cote) =>
    cumuler(lignes.flatMap((ligne) => ligne[cote] ?? [])),
  ) as [Part, Part]
  return [
    {
      ...{ code: 'nom', titre: 'Organisme', total: 'Total' },
      tri: ({ nom }) => nom,
      cellule: (ligne) => (
        <>
          {ligne.nom} {ligne.avant === null && <Etiquette ton="vert">entre</Etiquette>}
          {ligne.apres === null && <Etiquette ton="flamme">sort</Etiquette>}
        </>
      ),
    },
    colonneContrats(`Contrats ${alors}`, 'avant', avant),
    colonneContrats(`Contrats ${maintenant}`, 'apres', apres),
    colonneMontant(String(alors), 'avant', avant),
    colonneMontant(String(maintenant), 'apres', apres),
    {
      ...{ code: 'ecart', titre: 'Écart', nombre: true },
      tri: ecartDe,
      cellule: (ligne) => <Montant centimes={ecartDe(ligne)} ecart />,
      total: <Montant centimes={apres.totale - avant.totale} ecart />,
    },
    {
      ...{ code: 'evolution', titre: 'Évolution', nombre: true, secondaire: true },
      // From nothing, no rate: after every other.
      tri: (ligne) => (ligne.avant ? ecartDe(ligne) / ligne.avant.totale : Number.POSITIVE_INFINITY),
      cellule: ({ avant: a, apres: b }) => (
        <span className="insecable">{ecrireEvolution(a?.totale ?? 0, b?.totale ?? 0)}</span>
      ),
      total: ecrireEvolution(avant.totale, apres.totale),
    },
  ]
}

const ecartDe = ({ avant, apres }: LigneAnnee): number => (apres?.totale ?? 0) - (avant?.totale ?? 0)

const colonneContrats = (titre: string, cote: 'avant' | 'apres', total: Part): Colonne<LigneAnnee> => ({
  ...{ code: `contrats-${cote}`, titre, nombre: true, secondaire: true },
  tri: (ligne) => ligne[cote]?.contrats ?? 0,
  cellule: (ligne) => (ligne[cote] ? <Nombre valeur={ligne[cote].contrats} /> : '—'),
  total: <Nombre valeur={total.contrats} />,
})

const colonneMontant = (exercice: string, cote: 'avant' | 'apres', total: Part): Colonne<LigneAnnee> => ({
  ...{ code: cote, titre: `Montant ${exercice}`, nombre: true },
  ...(cote === 'avant' ? { secondaire: true } : {}),
  tri: (ligne) => ligne[cote]?.totale ?? 0,
  cellule: (ligne) => (ligne[cote] ? <Montant centimes={ligne[cote].totale} /> : '—'),
  total: <Montant centimes={total.totale} />,
})
