import { useState } from 'react'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import { ROLES } from '#socle/acces.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { requete } from '#ui/requete.ts'
import './delegations.css'

type Acteur = NonNullable<CompteCourant['acteur']>
type Casquette = Acteur['casquettes'][number]

/** While one acts for somebody: for whom, as what, until when, and the way back. Once that is over, that it is. */
export function BandeauDelegation({ compte: { acteur } }: { readonly compte: CompteCourant }) {
  const [echec, setEchec] = useState<string>()
  if (!acteur || (!acteur.pour && !acteur.delegationFinie)) return null
  const courante = acteur.casquettes.find(({ role, pour }) => role === acteur.role && pour === acteur.pour)
  const suite = acteur.delegationFinie ? courante : acteur.casquettes.find(({ pour }) => pour === null)
  const prendre = ({ role, pour }: Casquette) =>
    requete('/compte/role', 'PUT', { role, pour })
      // Everything shown depends on the role: the application opens anew.
      .then(() => location.assign('/'))
      .catch((erreur: Error) => setEchec(erreur.message))
  return (
    <section className="delegation-bandeau" aria-label="Délégation">
      <p>{acteur.delegationFinie ? direFin(acteur, courante) : courante && direPour(courante)}</p>
      {suite && (
        <button type="button" onClick={() => prendre(suite)}>
          {acteur.delegationFinie ? 'Continuer ainsi' : `Redevenir ${ROLES[suite.role].libelle}`}
        </button>
      )}
      {echec && <p role="alert">{echec}</p>}
    </section>
  )
}

const direPour = ({ nomPour, role, au }: Casquette) => (
  <>
    Vous agissez pour <strong>{nomPour}</strong>, comme {ROLES[role].libelle}
    {au && <>, jusqu’au {ecrireDate(au)}</>}.
  </>
)

function direFin({ delegationFinie }: Acteur, courante: Casquette | undefined) {
  const debut = (
    <>
      La délégation de <strong>{delegationFinie}</strong> a pris fin{INSECABLE}:
    </>
  )
  if (!courante) return <>{debut} vous n’avez plus de rôle ici aujourd’hui.</>
  const qui = courante.nomPour ? `pour ${courante.nomPour}` : 'en votre nom'
  return (
    <>
      {debut} vous agissez {qui}, comme {ROLES[courante.role].libelle}.
    </>
  )
}
