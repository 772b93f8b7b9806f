import { AnomaliesFeuille } from '#aides/pages/anomalies-feuille.tsx'
import { COLONNES_LISTE } from '#aides/soldes/liste.ts'
import { type FichierChoisi, useApercuListe, useGarderListe } from '#aides/soldes/pages/soldes-donnees.ts'
import type { ApercuListe } from '#aides/soldes/schema-soldes.ts'
import { compter, ecrireMontant } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

/** Bringing the nominative list of a centre: the model, what the file says and what is wrong in it, then keeping it. */
export function DepotListe({ id }: { readonly id: string }) {
  const apercu = useApercuListe(id)
  const garder = useGarderListe(id)
  const lire = (fichier: File) => {
    garder.reset()
    apercu.mutate(fichier)
  }
  return (
    <Carte
      titre="Apporter la liste nominative"
      chapeau="Une ligne par apprenti : le montant réel est leur somme. Une nouvelle liste remplace la précédente."
    >
      <div className="soldes-fichiers">
        <LienTelechargement href="/api/soldes/modele.xlsx" format="XLSX">
          Fichier modèle à compléter
        </LienTelechargement>
      </div>
      <p className="ecran-seulement">
        <ChoixFichier accepte={TABLEURS} onChoisir={lire}>
          Choisir un fichier
        </ChoixFichier>
      </p>
      {apercu.isPending && <Chargement quoi="Lecture du fichier" />}
      <Refus erreur={garder.error ?? apercu.error} />
      {garder.isSuccess ? (
        <Message ton="succes" annonce titre="La liste est gardée." />
      ) : (
        apercu.data && (
          <Apercu
            {...apercu.data}
            enCours={garder.isPending}
            garder={() => garder.mutate(apercu.data.choisi)}
            abandonner={() => apercu.reset()}
          />
        )
      )}
    </Carte>
  )
}

type ProprietesApercu = {
  readonly choisi: FichierChoisi
  readonly apercu: ApercuListe
  readonly enCours: boolean
  readonly garder: () => void
  readonly abandonner: () => void
}

function Apercu({ choisi, apercu, enCours, garder, abandonner }: ProprietesApercu) {
  const { anomalies, nombreAnomalies, apprentis } = apercu
  return (
    <>
      <Message annonce {...annoncer(choisi.nom, apercu)} />
      {nombreAnomalies > 0 && (
        <AnomaliesFeuille anomalies={anomalies} nombre={nombreAnomalies} noms={COLONNES_LISTE} />
      )}
      <div className="soldes-actes">
        {nombreAnomalies === 0 && apprentis > 0 && (
          <Bouton variante="principal" isDisabled={enCours} onPress={garder}>
            Garder cette liste
          </Bouton>
        )}
        <Bouton onPress={abandonner}>Abandonner</Bouton>
      </div>
    </>
  )
}

function annoncer(nom: string, { nombreAnomalies, apprentis, reel, solde }: ApercuListe) {
  if (nombreAnomalies > 0)
    return {
      ton: 'erreur',
      titre: `${nom} a ${compter(nombreAnomalies, 'erreur')} : corrigez-le, puis choisissez-le de nouveau.`,
    } as const
  if (apprentis === 0) return { ton: 'avertissement', titre: `${nom} ne nomme aucun apprenti.` } as const
  return {
    ton: 'succes',
    titre: `${nom} se lit sans erreur, rien n’est encore écrit.`,
    children: (
      <p>
        {compter(apprentis, 'apprenti')}, {ecrireMontant(reel)} en tout
        {solde !== null && ` : le solde serait de ${ecrireMontant(solde)}`}.
      </p>
    ),
  } as const
}
