import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { ACTIONS, type Action, PERIMETRES, perimetreDe, ROLES, type Role } from '#socle/acces.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Page } from '#ui/page.tsx'
import './annuaire.css'

const roles = Object.keys(ROLES) as Role[]
const actions = Object.keys(ACTIONS) as Action[]

/** /droits : the table of rights, drawn from the one that the server applies. */
export function PageDroits() {
  const { data } = useCompte()
  const mien = data?.acteur?.role ?? 'public'
  return (
    <Page
      titre="Qui peut faire quoi"
      chapeau="Ce tableau est celui que le serveur applique : chaque demande le consulte, et la base de données vérifie une seconde fois."
      actions={<Bouton onPress={() => window.print()}>Imprimer</Bouton>}
    >
      <Carte
        titre="Rôles et actions"
        chapeau="Une ligne par action, une colonne par rôle ; la case dit jusqu’où va le droit."
      >
        <section
          className="tableau-region"
          aria-label="Droits de chaque rôle"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <table className="tableau droits">
            <caption className="hors-ecran">Droits de chaque rôle</caption>
            <thead>
              <tr>
                <th scope="col">Action</th>
                {roles.map((role) => (
                  <th key={role} scope="col" data-mien={role === mien || undefined}>
                    {ROLES[role].libelle}
                    {role === mien && <span className="hors-ecran"> (votre rôle)</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {actions.map((action) => (
                <tr key={action}>
                  <th scope="row">{ACTIONS[action].libelle}</th>
                  {roles.map((role) => (
                    <Case key={role} role={role} action={action} mien={role === mien} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Carte>
      <Carte titre="Ce qui vaut pour tous">
        <ul className="droits-regles">
          <li>Qui instruit un dossier ne le valide pas ; qui valide ne paie pas.</li>
          <li>Personne n’agit sur le dossier de son propre organisme.</li>
          <li>Une délégation a des dates, et la trace dit toujours pour qui l’on agit.</li>
          <li>
            L’administrateur gère les comptes et n’instruit pas : sinon il pourrait se donner ce qu’il décide.
          </li>
          <li>Une personne qui a plusieurs rôles agit dans un seul à la fois, et le choisit.</li>
        </ul>
      </Carte>
    </Page>
  )
}

function Case({
  role,
  action,
  mien,
}: {
  readonly role: Role
  readonly action: Action
  readonly mien: boolean
}) {
  const perimetre = perimetreDe(role, action)
  return (
    <td data-perimetre={perimetre} data-mien={mien || undefined}>
      {perimetre ? (
        PERIMETRES[perimetre]
      ) : (
        <>
          <span aria-hidden="true">—</span>
          <span className="hors-ecran">non</span>
        </>
      )}
    </td>
  )
}
