import { type FormEvent, useId, useState } from 'react'
import type { QuestionPosee } from '#aides/instruire.ts'
import { decrireAttente } from '#aides/question.ts'
import { compter, INSECABLE, majuscule } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'

type Proprietes = {
  readonly question: QuestionPosee
  /** How many questions may still come, this one included. */
  readonly reste: number
  readonly enCours: boolean
  readonly erreur: string | undefined
  readonly onReponse: (valeur: string) => void
}

/** One question, why it is asked, and its answer. */
export function UneQuestion({ question, reste, enCours, erreur, onReponse }: Proprietes) {
  const { texte, nature, pourquoi } = question
  const [saisie, setSaisie] = useState('')
  const [vide, setVide] = useState(false)
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault()
    setVide(saisie === '')
    if (saisie !== '') onReponse(saisie)
  }
  const manque = vide && saisie === '' ? 'Répondez pour continuer.' : erreur
  const options =
    nature.genre === 'oui ou non'
      ? ['oui', 'non'].map((code) => ({ code, libelle: majuscule(code) }))
      : nature.genre === 'choix'
        ? nature.choix
        : undefined
  return (
    <form className="aide-question" onSubmit={envoyer} noValidate>
      {options ? (
        <Options texte={texte} options={options} saisie={saisie} onChange={setSaisie} erreur={manque} />
      ) : (
        <ChampTexte
          libelle={texte}
          valeur={saisie}
          onChange={setSaisie}
          type={nature.genre === 'date' ? 'date' : 'text'}
          maximum={100}
          erreur={manque}
          {...(nature.genre === 'date' ? {} : { aide: `${majuscule(decrireAttente(nature))}.` })}
        />
      )}
      <p className="aide-pourquoi">
        Pourquoi cette question{INSECABLE}? Elle sert à vérifier{INSECABLE}: {pourquoi.join(', ')}.
      </p>
      <Bouton type="submit" variante="principal" isDisabled={enCours}>
        Continuer
      </Bouton>
      <p className="secondaire">Au plus {compter(reste, 'question')} avant la réponse.</p>
    </form>
  )
}

/** Every choice in sight, one a line. */
function Options({
  texte,
  options,
  saisie,
  onChange,
  erreur,
}: {
  readonly texte: string
  readonly options: readonly { readonly code: string; readonly libelle: string }[]
  readonly saisie: string
  readonly onChange: (code: string) => void
  readonly erreur: string | undefined
}) {
  const nom = useId()
  return (
    <fieldset aria-describedby={erreur ? `${nom}-erreur` : undefined}>
      <legend className="champ-libelle">{texte}</legend>
      {options.map(({ code, libelle }) => (
        <label key={code} className="case">
          <input type="radio" name={nom} checked={saisie === code} onChange={() => onChange(code)} />
          <span>{libelle}</span>
        </label>
      ))}
      {erreur && (
        <p id={`${nom}-erreur`} className="champ-erreur" role="alert">
          {erreur}
        </p>
      )}
    </fieldset>
  )
}
