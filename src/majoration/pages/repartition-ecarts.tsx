import { useMemo } from 'react'
import type { Annexe } from '#majoration/documents/annexe.ts'
import { type EcartPublication, expliquerEcarts } from '#majoration/ecart-publication.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import { compter, ecrireDecimale, ecrireMontant, ecrireMontantExact, ecrireNombre } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Montant } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = { readonly annexe: Annexe; readonly repartition: Repartition }

/** How near the computed table is to the published one, and what decides each difference. */
export function EcartsAvecPublication({ annexe, repartition }: Proprietes) {
  const { ecarts, servis, compenses } = useMemo(
    () => expliquerEcarts(annexe.lignes, repartition),
    [annexe, repartition],
  )
  const publies = annexe.lignes.filter((ligne) => ligne.publie !== null)
  const exacts = publies.filter((ligne) => ligne.ecart === 0).length
  return (
    <Carte
      titre="Comparaison avec l’annexe publiée"
      chapeau={`${ecrireNombre(exacts)} montants sur ${ecrireNombre(publies.length)} sont ceux de l’annexe publiée, à l’euro ; total publié : ${ecrireMontant(annexe.totauxPublies!.majoration)}, total calculé : ${ecrireMontant(annexe.totaux.majoration)}.`}
    >
      {ecarts.length > 0 && (
        <>
          <p className="repartition-raison">
            La règle arrondit au plus fort reste : chacun reçoit la partie entière de son montant exact, puis
            les {compter(servis, 'euro qui reste', 'euros qui restent')} vont aux plus forts restes.
            {compenses && ' Les écarts ci-dessous se compensent : le total est identique au total publié.'}
          </p>
          <TableauDonnees
            legende="Montants qui diffèrent de l’annexe publiée"
            legendeMasquee
            colonnes={[
              { code: 'nom', titre: 'Bénéficiaire', cellule: (e) => e.ligne.nom },
              {
                code: 'publie',
                titre: 'Publié',
                nombre: true,
                cellule: (e) => <Montant centimes={e.ligne.publie!.majoration} />,
              },
              {
                code: 'calcule',
                titre: 'Calculé',
                nombre: true,
                cellule: (e) => <Montant centimes={e.ligne.majoration} />,
              },
              {
                code: 'ecart',
                titre: 'Écart',
                nombre: true,
                cellule: (e) => <Montant centimes={e.ligne.ecart!} ecart />,
              },
              {
                code: 'exacte',
                titre: 'Montant exact',
                nombre: true,
                cellule: (e) => ecrireMontantExact(e.exacte, 6),
              },
              { code: 'lecture', titre: 'Lecture', cellule: (e) => lecture(e, servis) },
            ]}
            lignes={ecarts}
            cle={(e) => e.ligne.organisme}
          />
          <details>
            <summary>Restes exacts, en fraction d’euro, et leur rang</summary>
            <ul>
              {ecarts.map((e) => (
                <li key={e.ligne.organisme}>
                  {e.ligne.nom} : reste <span className="fraction">{ecrireFraction(e.reste)}</span> ≈{' '}
                  {ecrireDecimale(e.reste, 6)}, {ecrireNombre(e.place)}
                  <sup>e</sup> des {ecrireNombre(repartition.parts.filter((part) => !part.plafonne).length)}{' '}
                  restes
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Carte>
  )
}

function lecture({ lecture: cas, place }: EcartPublication, servis: number): string {
  switch (cas) {
    case 'sousPartieEntiere':
      return 'Le montant publié est sous la partie entière du montant exact.'
    case 'nonServi':
      return `Son reste est le ${place}e, parmi les ${servis} plus forts ; l’annexe publiée ne l’a pas servi.`
    case 'serviSansRang':
      return `L’annexe publiée lui donne un euro ; son reste n’est que le ${place}e, pour ${compter(servis, 'euro')} à placer.`
    case 'autre':
      return 'L’écart ne tient pas au seul arrondi.'
  }
}
