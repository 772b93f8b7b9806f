import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Instruction } from '#aides/instruire.ts'
import { UneQuestion } from '#aides/pages/aide-question.tsx'
import { Resultat } from '#aides/pages/aide-resultat.tsx'
import type { AideLue } from '#aides/presentation.ts'
import { ecrireReponse, lireDossier } from '#aides/question.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'

/** Answers stay in the page: not in the address, which others may read, and not on the server. */
type Reponses = Readonly<Record<string, string>>

/** Asks one question at a time, the one that may end soonest, until the rule can answer. */
export function Simulateur({ aide }: { readonly aide: AideLue }) {
  const [reponses, setReponses] = useState<Reponses>({})
  const cle = (donnees: Reponses) => ['aides', aide.code, 'simulation', donnees]
  const simuler = (donnees: Reponses) =>
    requete<Instruction>(`/aides/${aide.code}/simulation`, 'POST', { reponses: donnees })
  const cache = useQueryClient()
  const { data, error, isError, refetch } = useQuery({
    queryKey: cle(reponses),
    queryFn: () => simuler(reponses),
    placeholderData: (avant) => avant,
  })
  const essai = useMutation({
    mutationFn: simuler,
    onSuccess: (instruction, donnees) => {
      cache.setQueryData(cle(donnees), instruction)
      setReponses(donnees)
    },
  })
  const suite = useSuite(reponses)
  const retirer = (nom: string) => {
    const { [nom]: _, ...reste } = reponses
    essai.reset()
    setReponses(reste)
  }
  const question = data?.statut === 'incomplet' ? data.questions[0] : undefined
  return (
    <Carte
      titre="Simuler"
      chapeau="Seulement ce qui manque, une question à la fois. Rien n’est enregistré."
      actions={
        Object.keys(reponses).length > 0 && (
          <Bouton variante="discret" icone="retour" onPress={() => setReponses({})}>
            Recommencer
          </Bouton>
        )
      }
    >
      <Donnees aide={aide} reponses={reponses} retirer={retirer} />
      <div ref={suite} tabIndex={-1} className="aide-suite">
        {!data ? (
          isError ? (
            <EtatErreur erreur={error} reessayer={() => refetch()} />
          ) : (
            <Chargement quoi="Chargement des questions" />
          )
        ) : question ? (
          <UneQuestion
            key={question.nom}
            question={question}
            reste={data.statut === 'incomplet' ? data.questions.length : 0}
            enCours={essai.isPending}
            erreur={direErreur(essai.error)}
            onReponse={(valeur) => essai.mutate({ ...reponses, [question.nom]: valeur })}
          />
        ) : (
          data.statut !== 'incomplet' && <Resultat instruction={data} />
        )}
      </div>
    </Carte>
  )
}

/** What comes next takes the focus once something was answered: a keyboard and a screen reader go on from there. */
function useSuite(reponses: Reponses) {
  const suite = useRef<HTMLDivElement>(null)
  const dites = JSON.stringify(reponses)
  const avant = useRef(dites)
  useEffect(() => {
    if (avant.current !== dites) suite.current?.focus()
    avant.current = dites
  }, [dites])
  return suite
}

const direErreur = (erreur: Error | null): string | undefined =>
  erreur instanceof ErreurApi && erreur.motifs.length > 0
    ? erreur.motifs.map(({ message }) => message).join(' ')
    : erreur?.message

function Donnees({
  aide,
  reponses,
  retirer,
}: {
  readonly aide: AideLue
  readonly reponses: Reponses
  readonly retirer: (nom: string) => void
}) {
  const lues = lireDossier(aide.questions, reponses)
  if (lues.statut === 'refus' || lues.valeur.size === 0) return null
  return (
    <>
      <p className="secondaire">{compter(lues.valeur.size, 'réponse donnée', 'réponses données')}</p>
      <dl className="aide-lignes aide-reponses">
        {[...lues.valeur].map(([nom, reponse]) => {
          const titre = aide.questions.find((une) => une.nom === nom)?.titre ?? nom
          return (
            <div key={nom}>
              <dt>{titre}</dt>
              <dd>{ecrireReponse(reponse)}</dd>
              <dd>
                <Bouton variante="discret" aria-label={`Modifier : ${titre}`} onPress={() => retirer(nom)}>
                  Modifier
                </Bouton>
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
