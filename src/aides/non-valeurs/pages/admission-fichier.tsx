import { COLONNES_TITRES } from '#aides/non-valeurs/fichier.ts'
import {
  type FichierChoisi,
  useAjouterTitres,
  useApercuTitres,
} from '#aides/non-valeurs/pages/non-valeurs-donnees.ts'
import type { ApercuTitres } from '#aides/non-valeurs/schema-non-valeurs.ts'
import { AnomaliesFeuille } from '#aides/pages/anomalies-feuille.tsx'
import { compter, ecrireMontant } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

/** Adding titres by a file: the model, what the file says and what is wrong in it, then adding them all. */
export function DepotTitres({ id }: { readonly id: string }) {
  const apercu = useApercuTitres(id)
  const ajouter = useAjouterTitres(id)
  const lire = (fichier: File) => {
    ajouter.reset()
    apercu.mutate(fichier)
  }
  return (
    <Carte
      titre="Ajouter par un fichier"
      chapeau="Une ligne par diligence, le titre répété. Tout est ajouté, ou rien."
    >
      <div className="soldes-fichiers">
        <LienTelechargement href="/api/non-valeurs/modele.xlsx" format="XLSX">
          Fichier modèle à compléter
        </LienTelechargement>
      </div>
      <p className="ecran-seulement">
        <ChoixFichier accepte={TABLEURS} onChoisir={lire}>
          Choisir un fichier
        </ChoixFichier>
      </p>
      {apercu.isPending && <Chargement quoi="Lecture du fichier" />}
      <Refus erreur={ajouter.error ?? apercu.error} />
      {ajouter.isSuccess ? (
        <Message ton="succes" annonce titre="Les titres du fichier sont au dossier." />
      ) : (
        apercu.data && (
          <Apercu
            {...apercu.data}
            enCours={ajouter.isPending}
            ajouter={() => ajouter.mutate(apercu.data.choisi)}
            abandonner={() => apercu.reset()}
          />
        )
      )}
    </Carte>
  )
}

type ProprietesApercu = {
  readonly choisi: FichierChoisi
  readonly apercu: ApercuTitres
  readonly enCours: boolean
  readonly ajouter: () => void
  readonly abandonner: () => void
}

function Apercu({ choisi, apercu, enCours, ajouter, abandonner }: ProprietesApercu) {
  const { anomalies, nombreAnomalies, titres } = apercu
  return (
    <>
      <Message annonce {...annoncer(choisi.nom, apercu)} />
      {nombreAnomalies > 0 && (
        <AnomaliesFeuille anomalies={anomalies} nombre={nombreAnomalies} noms={COLONNES_TITRES} />
      )}
      <div className="soldes-actes">
        {nombreAnomalies === 0 && titres > 0 && (
          <Bouton variante="principal" isDisabled={enCours} onPress={ajouter}>
            Ajouter ces titres
          </Bouton>
        )}
        <Bouton onPress={abandonner}>Abandonner</Bouton>
      </div>
    </>
  )
}

function annoncer(nom: string, { nombreAnomalies, titres, diligences, montant }: ApercuTitres) {
  if (nombreAnomalies > 0)
    return {
      ton: 'erreur',
      titre: `${nom} a ${compter(nombreAnomalies, 'erreur')} : corrigez-le, puis choisissez-le de nouveau.`,
    } as const
  if (titres === 0) return { ton: 'avertissement', titre: `${nom} ne cite aucun titre.` } as const
  return {
    ton: 'succes',
    titre: `${nom} se lit sans erreur, rien n’est encore écrit.`,
    children: (
      <p>
        {compter(titres, 'titre')}, {ecrireMontant(montant)} en tout,{' '}
        {compter(diligences, 'diligence à noter', 'diligences à noter')}.
      </p>
    ),
  } as const
}
