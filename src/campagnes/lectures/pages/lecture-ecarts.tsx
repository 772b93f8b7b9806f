import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import { Confrontation, DialogueArbitrage } from '#campagnes/lectures/pages/lecture-confrontation.tsx'
import { ecrireNote } from '#campagnes/lectures/pages/lecture-mots.ts'
import type { EcartAArbitrer, LecturesDeCampagne } from '#campagnes/lectures/vue-lectures.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** Every gap of the campaign, those that wait for somebody first: both marks, both reasons, what was settled. */
export function EcartsACampagne({
  campagne,
  lectures: { ecarts, cadre },
}: {
  readonly campagne: string
  readonly lectures: LecturesDeCampagne
}) {
  const [ouvert, setOuvert] = useState<EcartAArbitrer>()
  const critereDe = ({ champ }: Pick<EcartAArbitrer, 'champ'>) =>
    cadre.criteres.find((un) => un.champ === champ)!
  const ouverts = ecarts.filter(({ aArbitrer }) => aArbitrer).length
  return (
    <Carte
      titre="Écarts"
      chapeau={
        ouverts > 0
          ? `${compter(ouverts, 'écart attend', 'écarts attendent')} l’arbitrage d’un responsable qui n’a pas lu la demande.`
          : 'Tous les écarts sont arbitrés.'
      }
    >
      <ul className="lecture-confrontations">
        {ecarts.map((ecart) => (
          <Confrontation
            key={`${ecart.demande} ${ecart.champ} ${ecart.formation}`}
            confrontee={ecart}
            critere={critereDe(ecart)}
            objet={
              <>
                <Link
                  to="/campagnes/$id/demandes/$demande"
                  params={{ id: campagne, demande: ecart.demande }}
                  hash="lecture"
                >
                  {ecart.organisme}
                </Link>
                <span className="discret">
                  {ecart.intitule}, {ecart.formation}
                </span>
                <span className="discret">{direEcart(ecart, critereDe(ecart))}</span>
              </>
            }
            sur={ecart.organisme}
            onArbitrer={ecart.arbitrable ? () => setOuvert(ecart) : undefined}
          />
        ))}
      </ul>
      {ouvert && (
        <DialogueArbitrage ecart={ouvert} critere={critereDe(ouvert)} onFermer={() => setOuvert(undefined)} />
      )}
    </Carte>
  )
}

/** « oui contre non », « écart : 2 »; a formation that came after the readings has no two marks to tell apart. */
const direEcart = ({ ecart, notes }: EcartAArbitrer, critere: CritereApprecie): string =>
  notes.length < 2
    ? 'venue après les lectures'
    : critere.unite === 'ouiNon'
      ? 'oui contre non'
      : `écart${INSECABLE}: ${ecrireNote(ecart, critere)}`
