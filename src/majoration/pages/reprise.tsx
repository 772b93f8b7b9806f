import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { ApercuDuVote } from '#majoration/pages/reprise-apercu.tsx'
import { adresseReprise, useApercuReprise, useReprendre } from '#majoration/pages/reprise-donnees.ts'
import { useConduite } from '#majoration/pages/vote-donnees.ts'
import type { Motif } from '#socle/decision.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import './vote.css'

/** /campagnes/:id/reprise : what an assembly voted before the Région came here, brought as a file. */
export const PageReprise = () => (
  <EcranReserve action="campagne.conduire" titre="Reprendre un vote antérieur">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const [campagne, conduite] = [useCampagne(id), useConduite(id)]
  const enErreur = [campagne, conduite].find(({ isError, data }) => isError && !data)
  const passage = conduite.data?.passages.find(({ acte }) => acte === 'reprendreVote')
  return (
    <Page
      titre="Reprendre un vote antérieur"
      surtitre={campagne.data?.libelle}
      chapeau="Les montants d’une année votée avant l’arrivée ici, apportés par un fichier : ils donnent leur passé aux comparaisons, à la délibération et à chaque organisme."
    >
      {enErreur ? (
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      ) : !campagne.data || !conduite.data ? (
        <Chargement quoi="Chargement de la campagne" />
      ) : passage && passage.motifs.length === 0 ? (
        <Reprise campagne={id} />
      ) : (
        <Impossible campagne={id} motifs={passage?.motifs ?? []} />
      )}
    </Page>
  )
}

const Impossible = ({
  campagne,
  motifs,
}: {
  readonly campagne: string
  readonly motifs: readonly Motif[]
}) => (
  <EtatVide
    titre="Aucun vote ne se reprend dans cette campagne."
    action={
      <LienBouton to="/campagnes/$id/vote" params={{ id: campagne }} variante="principal">
        Aller au vote
      </LienBouton>
    }
  >
    {motifs.length > 0
      ? motifs.map(({ message }) => message).join(' ')
      : 'Un vote se reprend pendant l’instruction d’une campagne venue d’un fichier.'}
  </EtatVide>
)

function Reprise({ campagne }: { readonly campagne: string }) {
  const [deliberation, setDeliberation] = useState('')
  const [voteeLe, setVoteeLe] = useState('')
  const apercu = useApercuReprise(campagne)
  const naviguer = useNavigate()
  const annoncer = useAnnonce()
  const reprendre = useReprendre(campagne, () => {
    annoncer(`Le vote est repris : ${compter(apercu.data?.apercu.lignes.length ?? 0, 'organisme')}.`)
    void naviguer({ to: '/campagnes/$id/vote', params: { id: campagne } })
  })
  const lire = (fichier: File) => {
    reprendre.reset()
    apercu.mutate(fichier)
  }
  const fermer = () => {
    reprendre.reset()
    apercu.reset()
  }
  const lu = apercu.data
  const pret = lu && lu.apercu.nombreAnomalies === 0 && lu.apercu.lignes.length > 0
  const saisi = deliberation.trim() !== '' && voteeLe !== ''
  const appliquer = () => lu && reprendre.mutate({ choisi: lu.choisi, vote: { deliberation, voteeLe } })
  return (
    <>
      <Carte titre="Le vote" chapeau="Tel que l’assemblée l’a pris.">
        <div className="vote-saisie">
          <ChampTexte
            libelle="Délibération"
            valeur={deliberation}
            onChange={setDeliberation}
            maximum={100}
            aide="Sa référence, par exemple CP 2022-247."
          />
          <ChampTexte libelle="Jour du vote" type="date" valeur={voteeLe} onChange={setVoteeLe} />
        </div>
      </Carte>
      <Carte
        titre="Les montants votés"
        chapeau="Le modèle porte les organismes de la campagne. Un SIRET, un identifiant ou un nom suffit à désigner chacun. Rien n’est écrit avant l’aperçu."
        actions={
          <LienTelechargement href={`/api${adresseReprise(campagne)}/modele.xlsx`} format="XLSX">
            Fichier modèle à compléter
          </LienTelechargement>
        }
      >
        <p className="ecran-seulement">
          <ChoixFichier accepte={TABLEURS} onChoisir={lire} variante={lu ? 'secondaire' : 'principal'}>
            {lu ? 'Choisir un autre fichier' : 'Choisir un fichier'}
          </ChoixFichier>
        </p>
        {apercu.isPending && <Chargement quoi="Lecture du fichier" />}
        <Refus erreur={reprendre.error ?? apercu.error} />
        {lu && <ApercuDuVote nom={lu.choisi.nom} apercu={lu.apercu} />}
        {lu && (
          <div className="rangee ecran-seulement">
            {pret && (
              <Bouton variante="principal" isDisabled={!saisi || reprendre.isPending} onPress={appliquer}>
                Reprendre ce vote
              </Bouton>
            )}
            <Bouton onPress={fermer}>Abandonner</Bouton>
            {pret && !saisi && (
              <p className="secondaire">Indiquez d’abord la délibération et le jour du vote.</p>
            )}
          </div>
        )}
      </Carte>
    </>
  )
}
