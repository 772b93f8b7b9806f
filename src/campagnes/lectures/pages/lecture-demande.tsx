import { useEffect, useRef, useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { Instant } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { ETATS_LISIBLES } from '#campagnes/lectures/lecture-actes.ts'
import {
  Confrontation,
  DialogueArbitrage,
  type EcartOuvert,
} from '#campagnes/lectures/pages/lecture-confrontation.tsx'
import { cheminLectures, useLecturesDeDemande } from '#campagnes/lectures/pages/lecture-donnees.ts'
import { MaLecture } from '#campagnes/lectures/pages/lecture-formulaire.tsx'
import type { Confrontee, LectureConfiee, LecturesDeDemande } from '#campagnes/lectures/vue-lectures.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import './lecture.css'

type Proprietes = { readonly etude: Etude; readonly onGeste: (geste: Geste) => void }

/** The two readings of the application at the desk: who has them, one's own to fill, both once they are closed. */
export function DoubleLecture({ etude, onGeste }: Proprietes) {
  const { data, error, isError, refetch } = useLecturesDeDemande(etude.id)
  const conduit = useDroits().has('lecture.conduire') && ETATS_LISIBLES.includes(etude.etat)
  const ici = useRef<HTMLDivElement>(null)
  const vise = data !== undefined && location.hash === '#lecture'
  useEffect(() => {
    if (vise) ici.current?.scrollIntoView({ block: 'start' })
  }, [vise])
  if (isError && !data)
    return (
      <Carte titre="Double lecture">
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      </Carte>
    )
  if (!data || (data.lectures.length === 0 && !conduit && !data.cadre.exigee)) return null
  return (
    <div id="lecture" ref={ici}>
      <Carte
        titre="Double lecture"
        chapeau="Les critères qui se jugent, notés par deux agents sans qu’ils se voient."
        actions={
          conduit && <BoutonGeste geste={gesteConfier(etude.id, etude.numero, data)} onOuvrir={onGeste} />
        }
      >
        <Avancement lectures={data} />
        {data.notable && <MaLecture key={data.lectures.length} demande={etude.id} lectures={data} />}
        {data.levee && <Confrontations demande={etude.id} lectures={data} />}
      </Carte>
    </div>
  )
}

/** Who reads, and what is still waited for. */
function Avancement({
  lectures: { lectures, levee, cadre, confrontations },
}: {
  readonly lectures: LecturesDeDemande
}) {
  const ouverts = confrontations.filter(({ aArbitrer }) => aArbitrer).length
  return (
    <>
      {lectures.length > 0 && (
        <ul className="lecture-agents">
          {lectures.map((lecture) => (
            <li key={lecture.agent}>
              <strong>{lecture.nom || 'Compte effacé'}</strong> <EtatLecture lecture={lecture} />
            </li>
          ))}
        </ul>
      )}
      {lectures.length === 0 && !cadre.exigee && (
        <p className="secondaire">Aucune lecture n’est confiée ; cette campagne ne l’exige pas.</p>
      )}
      {((!levee && (lectures.length > 0 || cadre.exigee)) || ouverts > 0) && (
        <Message ton="avertissement" titre="La double lecture n’est pas finie">
          <p>
            {levee
              ? `${compter(ouverts, 'écart attend', 'écarts attendent')} un arbitrage.`
              : lectures.length < 2
                ? `Il manque ${compter(2 - lectures.length, 'personne')} pour la lire.`
                : `${compter(lectures.filter(({ valideeLe }) => !valideeLe).length, 'lecture reste', 'lectures restent')} à valider.`}{' '}
            {cadre.exigee
              ? 'Cette campagne ne fige aucune proposition avant.'
              : 'Le classement lit en attendant les valeurs déclarées ou corrigées.'}
          </p>
        </Message>
      )}
    </>
  )
}

export const EtatLecture = ({ lecture: { valideeLe } }: { readonly lecture: LectureConfiee }) =>
  valideeLe ? (
    <span className="secondaire">
      a validé sa lecture, <Instant le={valideeLe} />
    </span>
  ) : (
    <span className="secondaire">lit encore</span>
  )

function Confrontations({
  demande,
  lectures,
}: {
  readonly demande: string
  readonly lectures: LecturesDeDemande
}) {
  const [ouvert, setOuvert] = useState<EcartOuvert>()
  const { confrontations, formations, arbitrable, cadre } = lectures
  const critereDe = ({ champ }: Pick<Confrontee, 'champ'>) => cadre.criteres.find((un) => un.champ === champ)!
  const intitule = (formation: string) =>
    formations.find(({ identifiant }) => identifiant === formation)?.intitule ?? formation
  return (
    <>
      <h3 className="lecture-titre">
        {compter(confrontations.length, 'critère noté', 'critères notés')} par deux agents
      </h3>
      <ul className="lecture-confrontations">
        {confrontations
          .toSorted((a, b) => Number(b.aArbitrer) - Number(a.aArbitrer))
          .map((une) => (
            <Confrontation
              key={`${une.champ} ${une.formation}`}
              confrontee={une}
              critere={critereDe(une)}
              objet={
                <span className="discret">
                  {intitule(une.formation)}, {une.formation}
                </span>
              }
              sur={intitule(une.formation)}
              onArbitrer={
                une.aArbitrer && arbitrable
                  ? () => setOuvert({ ...une, demande, intitule: intitule(une.formation) })
                  : undefined
              }
            />
          ))}
      </ul>
      {ouvert && (
        <DialogueArbitrage ecart={ouvert} critere={critereDe(ouvert)} onFermer={() => setOuvert(undefined)} />
      )}
    </>
  )
}

/** Gives the two readings; a closed one stays with whoever made it. */
export function gesteConfier(
  demande: string,
  numero: number,
  { lectures, agents }: Pick<LecturesDeDemande, 'lectures' | 'agents'>,
): Geste {
  const options = [
    { valeur: '', libelle: 'Personne' },
    ...agents.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
  ]
  const champ = (cle: string, libelle: string, rang: number) => ({
    ...{ cle, libelle, nature: 'choix' as const, options, facultatif: true },
    initial: lectures.find((une) => une.rang === rang)?.agent ?? '',
  })
  return {
    libelle: lectures.length > 0 ? 'Changer les agents' : 'Confier les lectures',
    titre: `Confier les lectures de la demande n°${INSECABLE}${numero}`,
    explication:
      'Deux personnes différentes, jamais de l’organisme. Reprendre une lecture efface ce qui y était noté ; une lecture validée ne se reprend pas.',
    champs: [champ('une', 'Première personne', 1), champ('autre', 'Seconde personne', 2)],
    envoi: ({ une, autre }) => ({
      chemin: cheminLectures(demande, '/agents'),
      methode: 'PUT',
      corps: { agents: [une || null, autre || null] },
    }),
  }
}
