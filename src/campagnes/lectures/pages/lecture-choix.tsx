import { useState } from 'react'
import { useEnvoi } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { cheminCampagne } from '#campagnes/lectures/pages/lecture-donnees.ts'
import type { LecturesDeCampagne } from '#campagnes/lectures/vue-lectures.ts'
import { INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

/** What is read twice, the threshold, and whether a proposition waits for it. */
export function DialogueChoix({
  campagne,
  lectures: { cadre, possibles, closes },
  onFermer,
}: {
  readonly campagne: string
  readonly lectures: LecturesDeCampagne
  readonly onFermer: () => void
}) {
  const [exigee, setExigee] = useState(cadre.exigee)
  const [champs, setChamps] = useState<readonly string[]>(cadre.champs)
  const [seuil, setSeuil] = useState(cadre.seuil)
  const annoncer = useAnnonce()
  const envoi = useEnvoi(() => {
    annoncer('La double lecture est réglée.')
    onFermer()
  })
  const basculer = (champ: string) =>
    setChamps(champs.includes(champ) ? champs.filter((un) => un !== champ) : [...champs, champ])
  return (
    <DialogueFormulaire
      titre="Régler la double lecture"
      action="Enregistrer"
      explication={
        closes > 0
          ? 'Une lecture est déjà validée : les critères et le seuil ne changent plus.'
          : 'Critères et seuil se fixent dès la première lecture validée : personne ne les choisit au vu des écarts.'
      }
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({
          chemin: cheminCampagne(campagne, '/choix'),
          methode: 'PUT',
          corps: { exigee, champs, seuil: seuil.trim() },
        })
      }
    >
      <label className="case">
        <input type="checkbox" checked={exigee} onChange={() => setExigee(!exigee)} />
        <span>Exiger la double lecture avant toute proposition</span>
      </label>
      {closes === 0 && (
        <>
          <fieldset className="lecture-cases">
            <legend className="champ-libelle">Critères lus par deux agents</legend>
            {possibles.map(({ champ, libelle }) => (
              <label key={champ} className="case">
                <input type="checkbox" checked={champs.includes(champ)} onChange={() => basculer(champ)} />
                <span>{libelle}</span>
              </label>
            ))}
          </fieldset>
          <ChampTexte
            libelle="Seuil d’écart"
            valeur={seuil}
            onChange={setSeuil}
            maximum={20}
            aide={`Part de l’échelle, de 0 à 1${INSECABLE}: 1/3, 0,25… Indicatif${INSECABLE}: le règlement n’en donne pas.`}
          />
        </>
      )}
    </DialogueFormulaire>
  )
}
