import { useState } from 'react'
import { emporter, type FichierVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import type { Tableau } from '#aides/asp/schema-asp.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** The files that left for the agency, and what became of their payments. */
export function Fichiers({ tableau, paie }: { readonly tableau: Tableau; readonly paie: boolean }) {
  const { fichiers, fichiersAujourdhui, fichiersParJour, sftp } = tableau
  const annoncer = useAnnonce()
  const [panne, setPanne] = useState<Error | null>(null)
  const depot = useEnvoi(() => annoncer('Le fichier est noté comme déposé.'))
  if (fichiers.length === 0) return null
  const actes: Colonne<FichierVu> = {
    code: 'actes',
    titre: <span className="hors-ecran">Actes</span>,
    cellule: (fichier) => (
      <div className="rangee">
        <Bouton
          variante="discret"
          aria-label={`Télécharger ${fichier.nom}`}
          onPress={() => {
            setPanne(null)
            emporter(fichier).catch(setPanne)
          }}
        >
          Télécharger
        </Bouton>
        {!sftp && fichier.etat === 'a_envoyer' && (
          <Bouton
            variante="discret"
            aria-label={`Noter ${fichier.nom} comme déposé`}
            isDisabled={depot.isPending}
            onPress={() => depot.mutate({ suite: `/fichiers/${encodeURIComponent(fichier.id)}/depot` })}
          >
            C’est déposé
          </Bouton>
        )}
      </div>
    ),
  }
  return (
    <Carte
      titre="Fichiers envoyés"
      chapeau={`${compter(fichiersAujourdhui, 'fichier écrit', 'fichiers écrits')} aujourd’hui sur ${fichiersParJour} que l’ASP accepte. Télécharger un fichier est un acte tracé : il porte des comptes bancaires.`}
    >
      <Refus erreur={panne ?? depot.error} />
      <TableauDonnees<FichierVu>
        fiches
        legende={compter(fichiers.length, 'fichier')}
        lignes={fichiers}
        cle={({ id }) => id}
        colonnes={paie ? [...COLONNES, actes] : COLONNES}
      />
    </Carte>
  )
}

const COLONNES: readonly Colonne<FichierVu>[] = [
  {
    code: 'nom',
    titre: 'Fichier',
    cellule: ({ nom, creeLe, erreur }) => (
      <div className="paiements-raison">
        <span className="paiements-nom">{nom}</span>
        <span className="discret">écrit le {direInstant(creeLe)}</span>
        {erreur && <span className="paiements-erreur">Non déposé : {erreur}</span>}
      </div>
    ),
  },
  {
    code: 'etat',
    titre: 'Dépôt',
    cellule: ({ etat, voie, revu, deposeLe }) =>
      etat === 'depose' ? (
        <div className="paiements-raison">
          <Etiquette ton="retenu">{voie === 'main' ? 'Déposé à la main' : 'Déposé'}</Etiquette>
          <span className="discret">
            {direInstant(deposeLe!)}
            {revu === false && ', déjà pris par l’ASP à la vérification'}
          </span>
        </div>
      ) : (
        <Etiquette ton="or">{etat === 'televerse' ? 'En dépôt' : 'À déposer'}</Etiquette>
      ),
  },
  { code: 'paiements', titre: 'Paiements', nombre: true, cellule: ({ paiements }) => paiements },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
  {
    code: 'suites',
    titre: 'Suites',
    secondaire: true,
    cellule: ({ integrees, rejetees, payees, impayees }) =>
      [
        [integrees, 'intégré'] as const,
        [rejetees, 'rejeté'] as const,
        [payees, 'payé'] as const,
        [impayees, 'impayé'] as const,
      ]
        .filter(([nombre]) => nombre > 0)
        .map(([nombre, mot]) => compter(nombre, mot))
        .join(', ') || 'aucune réponse',
  },
]
