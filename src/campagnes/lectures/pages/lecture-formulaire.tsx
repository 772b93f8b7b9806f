import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FocusEvent, useState } from 'react'
import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import { type Appreciation, resteALire } from '#campagnes/lectures/lecture-actes.ts'
import { ChampNote } from '#campagnes/lectures/pages/lecture-champ.tsx'
import { cheminLectures, garder } from '#campagnes/lectures/pages/lecture-donnees.ts'
import { lireNote, saisirNote } from '#campagnes/lectures/pages/lecture-mots.ts'
import type { LecturesDeDemande } from '#campagnes/lectures/vue-lectures.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

type Frappe = { readonly note: string; readonly justification: string }
type Frappes = Readonly<Record<string, Frappe>>
const VIDE: Frappe = { note: '', justification: '' }
const cle = (formation: string, champ: string) => `${champ} ${formation}`

type Proprietes = { readonly demande: string; readonly lectures: LecturesDeDemande }

/**
 * One's own marks, formation by formation. What is typed is kept when one leaves a formation, so that nothing is lost;
 * closing the reading is another gesture.
 */
export function MaLecture({ demande, lectures }: Proprietes) {
  const { criteres } = lectures.cadre
  const [frappes, setFrappes] = useState<Frappes>(() => lireFrappes(lectures))
  const [gardees, setGardees] = useState<Frappes>(frappes)
  const [validation, setValidation] = useState(false)
  const annoncer = useAnnonce()
  const requetes = useQueryClient()
  const changees = ecrireFrappes(lectures, frappes).filter(
    ({ formation, champ }) => frappes[cle(formation, champ)] !== gardees[cle(formation, champ)],
  )
  const enregistrement = useMutation({
    mutationFn: async ({ clore }: { clore: boolean }) => {
      const photo = frappes
      if (changees.length > 0) await garder(demande, changees)
      setGardees(photo)
      if (clore) await requete<unknown>(cheminLectures(demande, '/validation'), 'POST')
      return clore
    },
    onSuccess: (close) => {
      annoncer(close ? 'Votre lecture est validée.' : 'Vos notes sont gardées.')
      if (close) return requetes.invalidateQueries({ queryKey: ['instruction'] })
      return requetes.invalidateQueries({ queryKey: ['instruction', 'lectures', 'miennes'] })
    },
  })
  const quitter = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget) && changees.length > 0 && !enregistrement.isPending)
      enregistrement.mutate({ clore: false })
  }
  const restent = resteALire(
    ecrireFrappes(lectures, frappes),
    lectures.formations.map(({ identifiant }) => identifiant),
    criteres,
  )
  const taper = (formation: string, champ: string, change: Partial<Frappe>) =>
    setFrappes((avant) => {
      const ici = cle(formation, champ)
      return { ...avant, [ici]: { ...VIDE, ...avant[ici], ...change } }
    })
  const total = lectures.formations.length * criteres.length
  return (
    <form
      className="pile"
      noValidate
      onSubmit={(evenement) => {
        evenement.preventDefault()
        setValidation(true)
      }}
    >
      <p className="secondaire">
        Notez seul{INSECABLE}: vos notes ne se montrent à personne avant que les deux lectures soient
        validées.
      </p>
      {lectures.formations.map(({ identifiant, intitule, declarees }, rang) => (
        <fieldset key={identifiant} className="lecture-formation" onBlur={quitter}>
          <legend>
            {intitule} <span className="discret">{identifiant}</span>
          </legend>
          {rang > 0 && (
            <Bouton
              variante="discret"
              onPress={() => {
                const source = lectures.formations[rang - 1]!.identifiant
                for (const { champ } of criteres)
                  taper(identifiant, champ, frappes[cle(source, champ)] ?? VIDE)
              }}
            >
              Reprendre les notes de la formation précédente
              <span className="hors-ecran"> pour {intitule}</span>
            </Bouton>
          )}
          <div className="lecture-criteres">
            {criteres.map((critere) => (
              <Critere
                key={critere.champ}
                critere={critere}
                declaree={declarees[critere.champ] ?? ''}
                frappe={frappes[cle(identifiant, critere.champ)] ?? VIDE}
                onChange={(change) => taper(identifiant, critere.champ, change)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Refus erreur={validation ? null : enregistrement.error} />
      <div className="rangee">
        {/* Pressing it leaves the formation, which saves it: disabled meanwhile, it would lose the press. */}
        <Bouton variante="principal" type="submit" isDisabled={restent > 0}>
          Valider ma lecture…
        </Bouton>
        <Bouton
          isDisabled={changees.length === 0 || enregistrement.isPending}
          onPress={() => enregistrement.mutate({ clore: false })}
        >
          Garder
        </Bouton>
        <span className="secondaire">
          {restent > 0
            ? `${total - restent} sur ${total}${INSECABLE}: il reste ${compter(restent, 'appréciation')}.`
            : `${compter(total, 'appréciation')}${INSECABLE}: tout est noté.`}
          {changees.length === 0 && total > restent && ' Tout est gardé.'}
        </span>
      </div>
      {validation && (
        <DialogueFormulaire
          titre="Valider ma lecture"
          action="Valider ma lecture"
          explication="Vos notes ne changeront plus. Elles se liront, avec celles de l’autre agent, quand les deux lectures seront validées."
          erreur={enregistrement.error}
          enCours={enregistrement.isPending}
          onFermer={() => setValidation(false)}
          onValider={() => enregistrement.mutate({ clore: true })}
        >
          <p>
            {compter(total, 'appréciation')}, pour {compter(lectures.formations.length, 'formation')}.
          </p>
        </DialogueFormulaire>
      )}
    </form>
  )
}

const Critere = ({
  critere,
  declaree,
  frappe,
  onChange,
}: {
  readonly critere: CritereApprecie
  readonly declaree: string
  readonly frappe: Frappe
  readonly onChange: (change: Partial<Frappe>) => void
}) => (
  <div className="lecture-critere">
    <ChampNote
      critere={critere}
      declaree={declaree}
      valeur={frappe.note}
      onChange={(note) => onChange({ note })}
    />
    <ChampLong
      libelle={
        <>
          Justification
          <span className="hors-ecran"> : {critere.libelle.toLocaleLowerCase('fr')}</span>
        </>
      }
      valeur={frappe.justification}
      onChange={(justification) => onChange({ justification })}
      lignes={2}
      maximum={1_000}
    />
  </div>
)

const lireFrappes = ({ siennes, cadre: { criteres } }: LecturesDeDemande): Frappes =>
  Object.fromEntries(
    siennes.flatMap(({ formation, champ, note, justification }) => {
      const critere = criteres.find((un) => un.champ === champ)
      if (!critere) return []
      return [
        [cle(formation, champ), { note: note === null ? '' : saisirNote(note, critere), justification }],
      ]
    }),
  )

/** What is typed as the server takes it; a mark out of the scale is not one yet. */
const ecrireFrappes = (
  { formations, cadre: { criteres } }: LecturesDeDemande,
  frappes: Frappes,
): Appreciation[] =>
  formations.flatMap(({ identifiant }) =>
    criteres.flatMap((critere) => {
      const frappe = frappes[cle(identifiant, critere.champ)]
      if (!frappe) return []
      return [
        {
          ...{ formation: identifiant, champ: critere.champ, justification: frappe.justification },
          note: lireNote(frappe.note, critere) ?? null,
        },
      ]
    }),
  )
