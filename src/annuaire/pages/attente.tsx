import { Link } from '@tanstack/react-router'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import { Message } from '#ui/message.tsx'

/** Why somebody whom we recognise can do nothing here yet, and what happens next; nothing for an account in order. */
export function AttenteCompte({ compte }: { readonly compte: CompteCourant }) {
  const { acteur } = compte
  if (!acteur) return null
  const { etat, organisation, casquettes } = acteur
  if (etat === 'suspendue' || etat === 'effacee')
    return (
      <Message ton="avertissement" titre="Votre compte est suspendu">
        <p>Vous ne voyez que ce qui est publié. Écrivez à l’administrateur de la Région.</p>
      </Message>
    )
  if (etat === 'en_attente' || organisation?.etat === 'en_attente')
    return (
      <Message ton="avertissement" titre="Votre compte attend l’accord de la Région">
        <p>
          {organisation
            ? `Vous êtes rattaché à ${organisation.nom}. `
            : 'Votre fournisseur d’identité ne dit pas pour quel organisme vous travaillez. '}
          Un administrateur vérifie chaque première connexion, puis vous donne un rôle. D’ici là, vous ne
          voyez que ce qui est publié. <Link to="/compte">Voir mon compte</Link>
        </p>
      </Message>
    )
  if (organisation?.etat === 'fermee')
    return (
      <Message ton="avertissement" titre={`${organisation.nom} n’a plus accès à Oriflamme`}>
        <p>Vous ne voyez que ce qui est publié. Écrivez à l’administrateur de la Région.</p>
      </Message>
    )
  if (casquettes.length === 0)
    return (
      <Message ton="avertissement" titre="Aucun rôle ne vous est donné aujourd’hui">
        <p>
          Vous ne voyez que ce qui est publié. L’administrateur de la Région donne les rôles.{' '}
          <Link to="/droits">Qui peut faire quoi</Link>
        </p>
      </Message>
    )
  return null
}
