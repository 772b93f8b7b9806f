import { useState } from 'react'
import { GENRES_RETOUR } from '#aides/asp/noms-retours.ts'
import { type LigneVue, type RetourVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { ChoixFichier } from '#ui/choix-fichier.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
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
      <Refus erreur={envoi.error} />
      <TableauDonnees<RetourVu>
        fiches
        legende={compter(retours.length, 'fichier')}
        lignes={retours}
        cle={({ id }) => id}
        colonnes={COLONNES}
        vide="L’ASP n’a encore rien rendu."
      />
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
    cellule: ({ etat, erreur }) =>
      etat === 'lu' ? (
        <Etiquette ton="retenu">Lu</Etiquette>
      ) : etat === 'recu' ? (
        <Etiquette ton="or">En lecture</Etiquette>
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

/** Lines that did nothing yet, each with its reason, until somebody looks at it. */
export function MisesDeCote({
  lignes,
  paie,
}: {
  readonly lignes: readonly LigneVue[]
  readonly paie: boolean
}) {
  const [choisie, setChoisie] = useState<LigneVue>()
  if (lignes.length === 0) return null
  const classer: Colonne<LigneVue> = {
    code: 'classer',
    titre: <span className="hors-ecran">Classer</span>,
    cellule: (ligne) => (
      <Bouton
        variante="discret"
        aria-label={`Classer la ligne ${ligne.ligne} de ${ligne.nom}`}
        onPress={() => setChoisie(ligne)}
      >
        Classer
      </Bouton>
    ),
  }
  return (
    <Carte
      titre="Lignes mises de côté"
      chapeau="Rien n’en est cru tant que personne ne les a regardées ; celles qu’un autre fichier éclaire sont reprises toutes seules."
    >
      <TableauDonnees<LigneVue>
        fiches
        legende={compter(lignes.length, 'ligne')}
        lignes={lignes}
        cle={({ retour, ligne }) => `${retour} ${ligne}`}
        colonnes={paie ? [...DE_COTE, classer] : DE_COTE}
      />
      {choisie && <DialogueClassement ligne={choisie} onFermer={() => setChoisie(undefined)} />}
    </Carte>
  )
}

const DE_COTE: readonly Colonne<LigneVue>[] = [
  {
    code: 'raison',
    titre: 'Pourquoi',
    cellule: ({ message, nom, ligne, contenu }) => (
      <div className="paiements-raison">
        <span>{message}</span>
        <span className="discret paiements-nom">
          {nom}, ligne {ligne}
        </span>
        <details>
          <summary>Ce que dit la ligne</summary>
          <pre className="paiements-contenu">{JSON.stringify(contenu, null, 1)}</pre>
        </details>
      </div>
    ),
  },
  {
    code: 'paiement',
    titre: 'Paiement',
    nombre: true,
    cellule: ({ paiement }) => (paiement ? `n° ${paiement}` : 'aucun'),
  },
]

function DialogueClassement({
  ligne,
  onFermer,
}: {
  readonly ligne: LigneVue
  readonly onFermer: () => void
}) {
  const annoncer = useAnnonce()
  const [motif, setMotif] = useState('')
  const envoi = useEnvoi(() => {
    annoncer('La ligne est classée.')
    onFermer()
  })
  const suite = `/retours/${encodeURIComponent(ligne.retour)}/lignes/${ligne.ligne}/classement`
  return (
    <DialogueFormulaire
      titre={`Classer la ligne ${ligne.ligne}`}
      action="Classer"
      explication="Elle ne fera rien, et votre raison reste dans le journal."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ suite, corps: { motif } })}
    >
      <ChampLong libelle="Raison" valeur={motif} onChange={setMotif} lignes={3} maximum={500} />
    </DialogueFormulaire>
  )
}
