import { useState } from 'react'
import { GENRES_RETOUR } from '#aides/asp/noms-retours.ts'
import { emporter, type RetourVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { DialogueRetour, type GesteRetour } from '#aides/asp/pages/paiements-retours-dialogues.tsx'
import { estArrete } from '#aides/asp/retour-arrete.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier } from '#ui/choix-fichier.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** What the agency returned, and the way to bring it by hand. */
export function Retours({
  retours,
  paie,
  onLance,
}: {
  readonly retours: readonly RetourVu[]
  readonly paie: boolean
  readonly onLance: () => void
}) {
  const annoncer = useAnnonce()
  const envoi = useEnvoi<{ neuf: boolean }>(({ neuf }) => {
    annoncer(neuf ? 'Le fichier est reçu, il est lu.' : 'Ce fichier était déjà reçu : rien n’est changé.')
    onLance()
  })
  const [panne, setPanne] = useState<Error | null>(null)
  const [geste, setGeste] = useState<GesteRetour>()
  const actes: Colonne<RetourVu> = {
    code: 'actes',
    titre: <span className="hors-ecran">Actes</span>,
    cellule: (retour) =>
      estArrete(retour.etat) && (
        <div className="rangee">
          {retour.garde && (
            <>
              <Bouton
                variante="discret"
                aria-label={`Télécharger ${retour.nom}`}
                onPress={() => {
                  setPanne(null)
                  emporter(retour, 'retours').catch(setPanne)
                }}
              >
                Télécharger
              </Bouton>
              <Bouton
                variante="discret"
                aria-label={`Dire ce qu’est ${retour.nom}`}
                onPress={() => setGeste({ acte: 'genre', retour })}
              >
                Dire ce que c’est
              </Bouton>
            </>
          )}
          <Bouton
            variante="discret"
            aria-label={`Classer ${retour.nom}`}
            onPress={() => setGeste({ acte: 'classement', retour })}
          >
            Classer
          </Bouton>
        </div>
      ),
  }
  return (
    <Carte
      titre="Retours de l’ASP"
      actions={
        paie && (
          <ChoixFichier
            accepte=".csv,.xml"
            variante="secondaire"
            inactif={envoi.isPending}
            onChoisir={(fichier) =>
              envoi.mutate({ suite: `/retours?nom=${encodeURIComponent(fichier.name)}`, corps: fichier })
            }
          >
            Rapporter un fichier
          </ChoixFichier>
        )
      }
    >
      <Refus erreur={panne ?? envoi.error} />
      <TableauDonnees<RetourVu>
        fiches
        legende={compter(retours.length, 'fichier')}
        lignes={retours}
        cle={({ id }) => id}
        colonnes={paie && retours.some(({ etat }) => estArrete(etat)) ? [...COLONNES, actes] : COLONNES}
        vide="L’ASP n’a encore rien rendu."
      />
      {geste && <DialogueRetour {...geste} onFermer={() => setGeste(undefined)} onLance={onLance} />}
    </Carte>
  )
}

const COLONNES: readonly Colonne<RetourVu>[] = [
  {
    code: 'nom',
    titre: 'Fichier',
    cellule: ({ nom, recuLe }) => (
      <div className="paiements-raison">
        <span className="paiements-nom">{nom}</span>
        <span className="discret">reçu le {direInstant(recuLe)}</span>
      </div>
    ),
  },
  {
    code: 'genre',
    titre: 'Genre',
    secondaire: true,
    cellule: ({ genre }) => (genre ? GENRES_RETOUR[genre] : 'Inconnu'),
  },
  {
    code: 'etat',
    titre: 'Lecture',
    cellule: ({ etat, erreur, motif }) =>
      etat === 'lu' ? (
        <Etiquette ton="retenu">Lu</Etiquette>
      ) : etat === 'recu' ? (
        <Etiquette ton="or">En lecture</Etiquette>
      ) : etat === 'classe' ? (
        <div className="paiements-raison">
          <Etiquette ton="neutre">Classé</Etiquette>
          <span className="discret">{motif}</span>
        </div>
      ) : (
        <div className="paiements-raison">
          <Etiquette ton="ecarte">{etat === 'inconnu' ? 'Nom inconnu' : 'Illisible'}</Etiquette>
          <span className="discret">{erreur ?? 'Mis de côté : aucun fichier de l’ASP ne porte ce nom.'}</span>
        </div>
      ),
  },
  { code: 'appliquees', titre: 'Lignes suivies', nombre: true, cellule: ({ appliquees }) => appliquees },
  { code: 'deja', titre: 'Déjà connues', nombre: true, secondaire: true, cellule: ({ deja }) => deja },
  { code: 'parquees', titre: 'De côté', nombre: true, cellule: ({ parquees }) => parquees },
]
