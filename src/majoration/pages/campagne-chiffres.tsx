import type { VueCampagne } from '#majoration/pages/campagne.tsx'
import { ecrireNombre } from '#socle/francais.ts'
import { ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { MontantExact, Nombre, Pourcentage } from '#ui/montant.tsx'

/** What was asked, what is retained, and what a contract gets. */
export function ChiffresCampagne({ campagne, simulation, annexe }: VueCampagne) {
  const { lignes, retenues } = simulation
  const demandes = lignes.at(-1)?.cumulContrats ?? 0
  const retenus = lignes[retenues - 1]?.cumulContrats ?? 0
  const beneficiaires = new Set(lignes.slice(0, retenues).map((ligne) => ligne.formation.organisme)).size
  const montants = annexe.statut === 'accord' ? annexe.valeur : null
  return (
    <div className="campagne-chiffres">
      <ChiffresCles>
        <ChiffreCle
          libelle="Formations"
          valeur={<Nombre valeur={lignes.length} />}
          precision={
            <>
              dont <Nombre valeur={retenues} /> retenues
            </>
          }
        />
        <ChiffreCle libelle="Contrats demandés" valeur={<Nombre valeur={demandes} />} />
        <ChiffreCle
          libelle="Contrats retenus"
          valeur={<Nombre valeur={retenus} />}
          precision={
            <>
              soit <Pourcentage num={retenus} den={demandes} />
            </>
          }
        />
        <ChiffreCle
          libelle="OF-CFA retenus"
          valeur={<Nombre valeur={beneficiaires} />}
          precision={`sur ${ecrireNombre(campagne.organismes.length)} candidats`}
        />
        <ChiffreCle
          accent
          libelle="Forfait de base"
          valeur={montants?.forfaitDeBase ? <MontantExact euros={montants.forfaitDeBase} /> : '—'}
          precision={
            montants && !montants.forfaitDeBase ? 'tous les organismes sont au plafond' : 'par contrat retenu'
          }
        />
        <ChiffreCle
          libelle="Montant moyen"
          valeur={montants ? <MontantExact euros={montants.montantMoyen} /> : '—'}
          precision="dotation ÷ contrats retenus"
        />
      </ChiffresCles>
    </div>
  )
}
