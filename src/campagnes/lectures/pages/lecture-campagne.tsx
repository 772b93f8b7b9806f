import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { useEnvoi } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { ARRETEES } from '#campagnes/lectures/lecture-actes.ts'
import { DialogueChoix } from '#campagnes/lectures/pages/lecture-choix.tsx'
import { LecturesConfiees } from '#campagnes/lectures/pages/lecture-confiees.tsx'
import { cheminCampagne, useLecturesDeCampagne } from '#campagnes/lectures/pages/lecture-donnees.ts'
import { EcartsACampagne } from '#campagnes/lectures/pages/lecture-ecarts.tsx'
import type { LecturesDeCampagne } from '#campagnes/lectures/vue-lectures.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { compter, ecrirePart, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import './lecture.css'

/** /campagnes/$id/lectures : who reads what, what two agents see differently, what was settled. */
export const PageLectures = () => {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return (
    <EcranReserve action="instruction.lire" titre="Double lecture">
      <EcranLectures key={id} campagne={id} />
    </EcranReserve>
  )
}

function EcranLectures({ campagne }: { readonly campagne: string }) {
  const { data: lue } = useCampagne(campagne)
  const { data, error, isError, refetch } = useLecturesDeCampagne(campagne)
  return (
    <Page
      titre="Double lecture"
      surtitre={lue?.libelle}
      etiquettes={lue?.fictif && <Fictif mention={lue.mention} />}
      chapeau="Les critères qui se jugent sont notés par deux agents, chacun de son côté ; leurs écarts s’arbitrent."
      actions={
        <LienBouton to="/campagnes/$id/demandes" params={{ id: campagne }}>
          Demandes
        </LienBouton>
      }
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des lectures" />
      ) : data.demandes.length === 0 ? (
        <LecturesVides etat={data.etat} />
      ) : (
        <>
          <Reglage campagne={campagne} lectures={data} />
          {data.ecarts.length > 0 && <EcartsACampagne campagne={campagne} lectures={data} />}
          <LecturesConfiees campagne={campagne} lectures={data} />
        </>
      )}
    </Page>
  )
}

/** Before the deposit there is nothing to read yet; once the ranking is drawn up there is nothing left to read. */
const LecturesVides = ({ etat }: Pick<LecturesDeCampagne, 'etat'>) =>
  ARRETEES.includes(etat) ? (
    <EtatVide titre="Aucune demande n’a été lue deux fois.">
      Le classement est arrêté : plus rien ne se lit dans cette campagne.
    </EtatVide>
  ) : (
    <EtatVide titre="Aucune demande n’est à lire.">
      Elles paraîtront ici une fois déposées par leur organisme.
    </EtatVide>
  )

/** Where the readings stand, how they are set, and who gives those that lack somebody. */
function Reglage({
  campagne,
  lectures,
}: {
  readonly campagne: string
  readonly lectures: LecturesDeCampagne
}) {
  const conduit = useDroits().has('lecture.conduire')
  const [regle, setRegle] = useState(false)
  const annoncer = useAnnonce()
  const repartition = useEnvoi<{ confiees: number; manquantes: number }>(({ confiees, manquantes }) =>
    annoncer(
      `${compter(confiees, 'lecture confiée', 'lectures confiées')}${manquantes > 0 ? `, ${compter(manquantes, 'demande')} sans deux personnes` : ''}.`,
    ),
  )
  const { bilan, cadre } = lectures
  const ouverts = bilan.ecarts - bilan.arbitres
  const arretee = ARRETEES.includes(lectures.etat)
  return (
    <Carte
      titre="Où en sont les lectures"
      actions={
        conduit &&
        !arretee && (
          <div className="rangee ecran-seulement">
            {bilan.confiees < bilan.demandes && (
              <Bouton
                variante="principal"
                isDisabled={repartition.isPending}
                onPress={() => repartition.mutate({ chemin: cheminCampagne(campagne, '/repartition') })}
              >
                Répartir les lectures
              </Bouton>
            )}
            <Bouton onPress={() => setRegle(true)}>Régler…</Bouton>
          </div>
        )
      }
    >
      {arretee && (
        <p>Le classement est arrêté{INSECABLE}: les lectures et leurs arbitrages ne changent plus.</p>
      )}
      <Refus erreur={repartition.error} />
      {repartition.data && repartition.data.manquantes > 0 && (
        <p className="secondaire" role="status">
          {compter(repartition.data.manquantes, 'demande n’a pas', 'demandes n’ont pas')} deux personnes
          {INSECABLE}: il manque des instructeurs.
        </p>
      )}
      <ChiffresCles>
        <ChiffreCle
          libelle="Demandes confiées à deux agents"
          valeur={`${bilan.confiees} sur ${bilan.demandes}`}
        />
        <ChiffreCle libelle="Lues par les deux" valeur={`${bilan.achevees} sur ${bilan.demandes}`} />
        <ChiffreCle
          libelle="Écarts au-delà du seuil"
          valeur={bilan.ecarts}
          precision={
            bilan.comparees > 0
              ? `${ecrirePart(bilan.ecarts, bilan.comparees)} de ${compter(bilan.comparees, 'critère noté', 'critères notés')} à deux`
              : 'rien à comparer encore'
          }
        />
        <ChiffreCle
          libelle="À arbitrer"
          valeur={ouverts}
          precision={bilan.arbitres > 0 && compter(bilan.arbitres, 'déjà arbitré', 'déjà arbitrés')}
          accent={ouverts > 0}
        />
      </ChiffresCles>
      <p>
        <strong>{cadre.exigee ? 'Exigée avant toute proposition.' : 'Facultative.'}</strong> Critères lus
        {INSECABLE}: {cadre.criteres.map(({ libelle }) => libelle.toLocaleLowerCase('fr')).join(', ')}. Seuil
        d’écart{INSECABLE}: {cadre.seuil.replace('.', ',')} de l’échelle <Indicatif />
      </p>
      {regle && <DialogueChoix campagne={campagne} lectures={lectures} onFermer={() => setRegle(false)} />}
    </Carte>
  )
}
