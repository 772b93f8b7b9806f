import {
  adresseRapprochement,
  type FichierChoisi,
  useApercu,
  useAppliquer,
} from '#diffusion/pages/rapprochement-donnees.ts'
import { type LigneMontree, TableauFormations } from '#diffusion/pages/rapprochement-tableaux.tsx'
import type { AnomalieConstat, ColonneConstats } from '#diffusion/rapprochement-lecture.ts'
import type { ApercuRapprochement } from '#diffusion/schema-rapprochement.ts'
import { compter, ecrireEcart, ecrireEcartMontant, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Bringing a file of signed contracts: the model, what the file says and what is wrong in it, then applying it. */
export function DepotContrats({ campagne }: { readonly campagne: string }) {
  const apercu = useApercu(campagne)
  const appliquer = useAppliquer(campagne)
  const lire = (fichier: File) => {
    appliquer.reset()
    apercu.mutate(fichier)
  }
  const fermer = () => {
    appliquer.reset()
    apercu.reset()
  }
  const erreur = appliquer.error ?? apercu.error
  return (
    <Carte
      titre="Apporter les contrats signés"
      chapeau="Le modèle porte les formations votées : écrivez les contrats signés, et le motif quand ils diffèrent. Un fichier remplace le précédent, qui reste tracé."
    >
      <div className="diffusion-fichiers">
        <LienTelechargement href={`/api${adresseRapprochement(campagne)}/modele.xlsx`} format="XLSX">
          Fichier modèle à compléter
        </LienTelechargement>
      </div>
      <p className="ecran-seulement">
        <ChoixFichier accepte={TABLEURS} onChoisir={lire}>
          Choisir un fichier
        </ChoixFichier>
      </p>
      {apercu.isPending && <Chargement quoi="Lecture du fichier" />}
      <Refus erreur={erreur} />
      {appliquer.isSuccess ? (
        <Message ton="succes" annonce titre="Le fichier est appliqué.">
          <p>
            {compter(appliquer.data.totaux.rapprochees, 'formation rapprochée', 'formations rapprochées')}.
          </p>
        </Message>
      ) : (
        apercu.data && (
          <Apercu
            {...apercu.data}
            enCours={appliquer.isPending}
            appliquer={(choisi) => appliquer.mutate(choisi)}
            fermer={fermer}
          />
        )
      )}
    </Carte>
  )
}

type ProprietesApercu = {
  readonly choisi: FichierChoisi
  readonly apercu: ApercuRapprochement
  readonly enCours: boolean
  readonly appliquer: (choisi: FichierChoisi) => void
  readonly fermer: () => void
}

function Apercu({ choisi, apercu, enCours, appliquer, fermer }: ProprietesApercu) {
  const { anomalies, nombreAnomalies, dejaApplique, formations, totaux } = apercu
  const pret = nombreAnomalies === 0 && !dejaApplique && totaux.rapprochees > 0
  return (
    <>
      <Message annonce {...annoncer(choisi.nom, apercu)} />
      {nombreAnomalies > 0 && (
        <TableauDonnees<AnomalieConstat>
          legende={
            nombreAnomalies > anomalies.length
              ? `Les ${anomalies.length} premières erreurs sur ${nombreAnomalies}`
              : compter(nombreAnomalies, 'erreur à corriger', 'erreurs à corriger')
          }
          hauteur="20rem"
          colonnes={COLONNES_ANOMALIES}
          lignes={anomalies}
          cle={({ ligne, colonne, code }) => `${ligne} ${colonne} ${code}`}
        />
      )}
      {formations.length > 0 && (
        <TableauFormations
          legende={`Ce que dit le fichier${INSECABLE}: ${compter(formations.length, 'formation')}`}
          lignes={formations.map((une): LigneMontree => une)}
          totaux={totaux}
          hauteur="20rem"
        />
      )}
      <div className="diffusion-actes">
        {pret && (
          <Bouton variante="principal" isDisabled={enCours} onPress={() => appliquer(choisi)}>
            Appliquer ce fichier
          </Bouton>
        )}
        <Bouton onPress={fermer}>Abandonner</Bouton>
      </div>
    </>
  )
}

function annoncer(nom: string, { dejaApplique, nombreAnomalies, totaux }: ApercuRapprochement) {
  const { rapprochees, formations, ecart, montant } = totaux
  if (dejaApplique)
    return {
      ton: 'info',
      titre: 'Ce fichier est déjà celui qui compte : il n’y a rien à appliquer.',
    } as const
  if (nombreAnomalies > 0)
    return {
      ton: 'erreur',
      titre: `${nom} a ${compter(nombreAnomalies, 'erreur')} : corrigez-le, puis choisissez-le de nouveau.`,
    } as const
  if (rapprochees === 0)
    return {
      ton: 'avertissement',
      titre: `${nom} ne dit encore de contrats signés pour aucune formation.`,
    } as const
  const reste = formations - rapprochees
  return {
    ton: reste > 0 ? 'avertissement' : 'succes',
    titre: `${nom} se lit sans erreur, rien n’est encore écrit.`,
    children: (
      <p>
        {compter(rapprochees, 'formation rapprochée', 'formations rapprochées')}, écart de{' '}
        {ecrireEcart(ecart)} {Math.abs(ecart) < 2 ? 'contrat' : 'contrats'} ({ecrireEcartMontant(montant)},
        indicatif).
        {reste > 0 &&
          ` ${compter(reste, 'formation votée reste', 'formations votées restent')} à rapprocher.`}
      </p>
    ),
  } as const
}

const NOMS: Readonly<Record<ColonneConstats, string>> = {
  identifiant: 'Identifiant',
  signes: 'Contrats signés',
  motif: 'Motif',
  precision: 'Précision',
}

const COLONNES_ANOMALIES: readonly Colonne<AnomalieConstat>[] = [
  { code: 'ligne', titre: 'Ligne', cellule: ({ ligne }) => ligne },
  { code: 'colonne', titre: 'Colonne', cellule: ({ colonne }) => NOMS[colonne] },
  { code: 'valeur', titre: 'Le fichier dit', secondaire: true, cellule: ({ valeur }) => valeur || '(vide)' },
  { code: 'message', titre: 'À corriger', cellule: ({ message }) => message },
]
