import { ETATS_MANDAT } from '#budget/rules/mandater.ts'
import type { EngagementMemoire, MandatMemoire } from '#memoire/memoire.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Etiquette, Indicatif, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const TONS: Readonly<Record<MandatMemoire['etat'], TonEtiquette>> = {
  emis: 'or',
  paye: 'vert',
  rejete: 'flamme',
}

/** What the Région owed, and each order to pay with its bordereau. */
export function Paiements({ engagements }: { readonly engagements: readonly EngagementMemoire[] }) {
  if (engagements.length === 0) return null
  const mandats = engagements.flatMap((un) => un.mandats)
  return (
    <>
      <ul className="memoire-fil">
        {engagements.map(({ id, libelle, date, montant, desengage, indicatif }) => (
          <li key={id}>
            <p>
              {libelle}
              {INSECABLE}: <strong>{ecrireMontant(montant)}</strong> engagés le {ecrireDate(date)}
              {desengage > 0 && `, dont ${ecrireMontant(desengage)} désengagés`} {indicatif && <Indicatif />}
            </p>
          </li>
        ))}
      </ul>
      {mandats.length > 0 && (
        <TableauDonnees
          legende={`${compter(mandats.length, 'mandat')}, en euros`}
          colonnes={COLONNES}
          lignes={mandats}
          cle={({ reference }) => reference}
        />
      )}
    </>
  )
}

const COLONNES: readonly Colonne<MandatMemoire>[] = [
  { code: 'reference', titre: 'Référence', cellule: ({ reference }) => reference },
  {
    code: 'bordereau',
    titre: 'Bordereau',
    cellule: ({ bordereau, exercice }) => `n°${INSECABLE}${bordereau} de ${exercice}`,
  },
  { code: 'date', titre: 'Émis le', cellule: ({ date }) => ecrireDate(date) },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat, constateLe, motifRejet }) => (
      <>
        <Etiquette ton={TONS[etat]}>{ETATS_MANDAT[etat]}</Etiquette>
        {constateLe && <span className="discret"> le {ecrireDate(constateLe)}</span>}
        {motifRejet && (
          <span className="discret">
            {INSECABLE}: {motifRejet}
          </span>
        )}
      </>
    ),
  },
]
