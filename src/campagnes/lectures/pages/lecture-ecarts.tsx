import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  BoutonArbitrer,
  DialogueArbitrage,
  Notes,
  Retenue,
} from '#campagnes/lectures/pages/lecture-confrontation.tsx'
import { ecrireNote } from '#campagnes/lectures/pages/lecture-mots.ts'
import type { EcartAArbitrer, LecturesDeCampagne } from '#campagnes/lectures/vue-lectures.ts'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

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
      <TableauDonnees<EcartAArbitrer>
        legende={compter(ecarts.length, 'écart')}
        legendeMasquee
        lignes={ecarts}
        cle={({ demande, formation, champ }) => `${demande} ${champ} ${formation}`}
        colonnes={[
          {
            code: 'demande',
            titre: 'Critère',
            cellule: (ecart) => (
              <span className="instruction-organisme">
                {critereDe(ecart).libelle}
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
              </span>
            ),
          },
          {
            ...{ code: 'ecart', titre: 'Écart', secondaire: true },
            cellule: (ecart) => {
              const critere = critereDe(ecart)
              return critere.unite === 'ouiNon' ? 'oui contre non' : ecrireNote(ecart.ecart, critere)
            },
          },
          {
            ...{ code: 'notes', titre: 'Les deux notes' },
            cellule: (ecart) => <Notes confrontee={ecart} critere={critereDe(ecart)} />,
          },
          {
            ...{ code: 'retenue', titre: 'Arbitrage' },
            cellule: (ecart) => (
              <>
                <Retenue confrontee={ecart} critere={critereDe(ecart)} />
                {ecart.arbitrable && (
                  <BoutonArbitrer
                    sur={`${critereDe(ecart).libelle}, ${ecart.organisme}`}
                    onPress={() => setOuvert(ecart)}
                  />
                )}
              </>
            ),
          },
        ]}
      />
      {ouvert && (
        <DialogueArbitrage ecart={ouvert} critere={critereDe(ouvert)} onFermer={() => setOuvert(undefined)} />
      )}
    </Carte>
  )
}
