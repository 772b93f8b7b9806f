import { Link } from '@tanstack/react-router'
import type { Annexe } from '#majoration/documents/annexe.ts'
import type { VueCampagne } from '#majoration/pages/campagne.tsx'
import { compter, ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Jauge } from '#ui/jauge.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'

/** What was asked against what is retained, in contracts; what is spread against what is left, in euros. */
export function Enveloppe({ campagne, simulation, annexe }: VueCampagne) {
  const { lignes, retenues } = simulation
  const demandes = lignes.at(-1)?.cumulContrats ?? 0
  const retenus = lignes[retenues - 1]?.cumulContrats ?? 0
  return (
    <Carte titre="Enveloppe" className="campagne-enveloppe">
      <Jauge
        titre={`Retenu${INSECABLE}: ${compter(retenus, 'contrat')} sur ${ecrireNombre(demandes)} demandés`}
        total={demandes}
        ecrire={(contrats) => <Nombre valeur={contrats} />}
        segments={[
          { libelle: 'Contrats retenus', valeur: retenus, serie: 1 },
          { libelle: 'Sous la ligne', valeur: demandes - retenus, serie: 'neutre' },
        ]}
      />
      {annexe.statut === 'accord' ? (
        <Repartie campagne={campagne} annexe={annexe.valeur} />
      ) : (
        <p>
          Dotation de <Montant centimes={campagne.dotation} />, non répartie.
        </p>
      )}
    </Carte>
  )
}

function Repartie({ campagne, annexe }: Pick<VueCampagne, 'campagne'> & { readonly annexe: Annexe }) {
  const { totaux, reliquat, dotation } = annexe
  return (
    <>
      <Jauge
        titre={`Réparti${INSECABLE}: ${ecrireMontant(totaux.majoration)} sur ${ecrireMontant(dotation)} de dotation`}
        total={dotation}
        ecrire={(centimes) => <Montant centimes={centimes} />}
        segments={[
          {
            libelle: 'Hors bonus vert',
            valeur: totaux.majoration - totaux.dontBonusVert,
            serie: 1,
          },
          { libelle: 'Bonus vert', valeur: totaux.dontBonusVert, serie: 4 },
          { libelle: 'Reliquat', valeur: reliquat, serie: 'neutre' },
        ]}
      />
      {totaux.exceptionnelle > 0 && (
        <p className="secondaire">
          S’y ajoutent <Montant centimes={totaux.exceptionnelle} /> de majoration exceptionnelle, hors
          dotation{INSECABLE}: <Montant centimes={totaux.totale} /> en tout.
        </p>
      )}
      <EcartPublie campagne={campagne} annexe={annexe} />
    </>
  )
}

/** How near the computed amounts are to the published ones, in one sentence; the answer to “why” is elsewhere. */
function EcartPublie({ campagne, annexe }: Pick<VueCampagne, 'campagne'> & { readonly annexe: Annexe }) {
  const publies = annexe.lignes.filter((ligne) => ligne.publie !== null)
  if (publies.length === 0) return null
  const exacts = publies.filter((ligne) => ligne.ecart === 0).length
  const differents = publies.length - exacts
  return (
    <p className="campagne-publie">
      Montants calculés{INSECABLE}: {ecrireNombre(exacts)} sur {ecrireNombre(publies.length)} sont ceux de
      l’annexe publiée, à l’euro près.{' '}
      <Link to="/campagnes/$id/repartition" params={{ id: campagne.id }}>
        {differents === 0
          ? 'Voir la répartition'
          : `${differents === 1 ? 'L’écart restant expliqué' : `Les ${ecrireNombre(differents)} écarts restants expliqués`}`}
      </Link>
    </p>
  )
}
