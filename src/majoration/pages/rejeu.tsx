import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne, ResumeCampagne } from '#campagnes/campagne.ts'
import { useCampagne, useCampagnes, useFormations } from '#campagnes/pages/donnees.ts'
import { RejeuCalcule } from '#majoration/pages/rejeu-resultat.tsx'
import { rejouer } from '#majoration/rejeu.ts'
import { ecrireMontant } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './simulation.css'
import './resultats.css'

/** /campagnes/:id/rejeu?de= : a past campaign under the règlement and the envelope of this one. */
export const PageRejeu = () => (
  <EcranReserve action="classement.lire" titre="Rejeu">
    <EcranRejeu />
  </EcranReserve>
)

function EcranRejeu() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { de } = useSearch({ strict: false }) as { de?: unknown }
  const regles = useCampagne(id)
  const campagnes = useCampagnes()
  const enErreur = [regles, campagnes].find(({ isError, data }) => isError && !data)
  const passees = campagnes.data?.filter((une) => une.formations > 0 && une.id !== id) ?? []
  const choisie = passees.find((une) => String(une.id) === String(de)) ?? passees[0]
  return (
    <Page
      titre="Rejeu"
      surtitre={regles.data?.libelle}
      chapeau={
        regles.data &&
        `Ce que donneraient les demandes d’une autre campagne sous ce règlement, « ${regles.data.reglement.libelle} », et cette dotation, ${ecrireMontant(regles.data.dotation)}. Rien n’est enregistré.`
      }
      actions={
        choisie && (
          <SiDroit action="document.exporter">
            <LienTelechargement
              href={`/api/campagnes/${encodeURIComponent(id)}/rejeu.csv?de=${encodeURIComponent(choisie.id)}`}
              format="CSV"
            >
              Le rejeu
            </LienTelechargement>
          </SiDroit>
        )
      }
    >
      {enErreur ? (
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      ) : !regles.data || !campagnes.data ? (
        <Chargement quoi="Chargement des campagnes" />
      ) : !choisie ? (
        <EtatVide titre="Aucune autre campagne n’a de formations à rejouer.">
          Il faut une campagne passée, venue d’un fichier ou de demandes.
        </EtatVide>
      ) : (
        <>
          <ChoixCampagne passees={passees} choisie={choisie.id} />
          <Chargee key={choisie.id} regles={regles.data} passee={choisie.id} />
        </>
      )}
    </Page>
  )
}

function ChoixCampagne({
  passees,
  choisie,
}: {
  readonly passees: readonly ResumeCampagne[]
  readonly choisie: string
}) {
  const naviguer = useNavigate()
  return (
    <div className="carte ecran-seulement">
      <Choix
        libelle="Campagne à rejouer"
        valeur={choisie}
        options={passees.map(({ id, libelle, exercice }) => ({
          valeur: id,
          libelle: `${libelle} (exercice ${exercice})`,
        }))}
        onChange={(de) => void naviguer({ to: '.', search: { de } as never, replace: true })}
      />
    </div>
  )
}

function Chargee({ regles, passee }: { readonly regles: Campagne; readonly passee: string }) {
  const campagne = useCampagne(passee)
  const formations = useFormations(passee)
  const rejeu = useMemo(
    () => campagne.data && formations.data && rejouer(campagne.data, formations.data, regles),
    [campagne.data, formations.data, regles],
  )
  const enErreur = [campagne, formations].find(({ isError, data }) => isError && !data)
  if (enErreur) return <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
  if (!rejeu || !campagne.data) return <Chargement quoi="Chargement des formations" />
  return rejeu.statut === 'refus' ? (
    <Message ton="erreur" titre="Ces règles ne répartissent rien sur ces formations" motifs={rejeu.motifs} />
  ) : (
    <RejeuCalcule rejeu={rejeu.valeur} passee={campagne.data} />
  )
}
