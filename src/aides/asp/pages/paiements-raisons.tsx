import { CHAMPS, CORRECTEURS, type CorrecteurAsp } from '#aides/asp/correcteur.ts'
import type { AdressePaiements } from '#aides/asp/pages/paiements-adresse.ts'
import type { Groupe } from '#aides/asp/tableau-paiements.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly groupes: readonly Groupe[]
  readonly session: string | undefined
  readonly onVoir: (adresse: AdressePaiements) => void
}

/** What holds payments back, put together by who can lift it; then by what lifts it. */
export function Raisons({ groupes, session, onVoir }: Proprietes) {
  if (groupes.length === 0) return null
  const parCorrecteur = Map.groupBy(groupes, ({ correcteur }) => correcteur)
  return (
    <Carte titre="Ce qui bloque, et qui le lève" className="paiements-raisons">
      {(Object.keys(CORRECTEURS) as CorrecteurAsp[]).flatMap((correcteur) => {
        const siens = parCorrecteur.get(correcteur)
        return siens
          ? [
              <TableauDonnees<Groupe>
                fiches
                key={correcteur}
                legende={CORRECTEURS[correcteur]}
                lignes={siens}
                cle={({ code, champ }) => `${code} ${champ}`}
                colonnes={colonnes((raison) => onVoir({ ...(session && { session }), raison }))}
              />,
            ]
          : []
      })}
    </Carte>
  )
}

const colonnes = (onVoir: (raison: string) => void): readonly Colonne<Groupe>[] => [
  {
    code: 'raison',
    titre: 'Ce qui bloque',
    cellule: ({ libelle, exemple }) => (
      <div className="paiements-raison">
        <span>{libelle}</span>
        {exemple && <span className="discret">L’ASP : {exemple.split('\n').join(' ; ')}</span>}
      </div>
    ),
  },
  { code: 'champ', titre: 'Case à corriger', cellule: ({ champ }) => CHAMPS[champ] },
  { code: 'nombre', titre: 'Paiements', nombre: true, cellule: ({ nombre }) => nombre },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    secondaire: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
  {
    code: 'voir',
    titre: <span className="hors-ecran">Les voir</span>,
    cellule: ({ code, libelle }) => (
      <Bouton variante="discret" aria-label={`Voir les dossiers : ${libelle}`} onPress={() => onVoir(code)}>
        Voir
      </Bouton>
    ),
  },
]
