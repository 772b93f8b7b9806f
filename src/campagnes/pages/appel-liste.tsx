import { Link } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { ecrireInstant, useListe } from '#campagnes/pages/appel-donnees.ts'
import type { ConduiteCampagne, ListeArretee } from '#campagnes/schema-appel.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = { readonly campagne: string; readonly conduite: ConduiteCampagne }

/** The list that goes to the ranking: when it was drawn up, whether it still holds, and the way to draw it up. */
export function ListeDuClassement({ campagne, conduite }: Proprietes) {
  const { formations, listeLe, listeAJour, liste } = conduite
  const arreter = useListe(campagne)
  return (
    <Carte titre="Liste du classement">
      <p>{direListe(conduite)}</p>
      {listeLe && !listeAJour && (
        <Message ton="avertissement" titre="La liste n’est plus à jour">
          <p>Des demandes validées ont changé depuis : arrêtez-la de nouveau avant le vote.</p>
        </Message>
      )}
      <SiDroit action="campagne.conduire">
        {liste.length > 0 ? (
          <ul className="appel-manques">
            {liste.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        ) : (
          <div className="rangee">
            <Bouton isDisabled={arreter.isPending} onPress={() => arreter.mutate()}>
              {arreter.isPending ? 'En cours…' : `Arrêter la liste${listeLe ? ' de nouveau' : ''}`}
            </Bouton>
          </div>
        )}
        {arreter.isSuccess && <Resultat liste={arreter.data} />}
        <Refus erreur={arreter.error} />
      </SiDroit>
      {formations > 0 && (
        <p>
          <Link to="/campagnes/$id/classement" params={{ id: campagne }}>
            Voir le classement
          </Link>
        </p>
      )}
    </Carte>
  )
}

const direListe = ({ formations, listeLe }: ConduiteCampagne): string =>
  listeLe
    ? `Arrêtée le ${ecrireInstant(listeLe)} : ${compter(formations, 'formation')} au classement.`
    : formations > 0
      ? `Un fichier a apporté ${compter(formations, 'formation')} : le classement est prêt.`
      : 'Elle réunit les formations des demandes validées. Elle n’est pas encore arrêtée.'

const Resultat = ({ liste }: { readonly liste: ListeArretee }) => (
  <Message ton="succes" titre="La liste est arrêtée" annonce>
    <p>
      {compter(liste.demandes, 'demande validée', 'demandes validées')} de{' '}
      {compter(liste.organismes, 'organisme')} : {compter(liste.formations, 'formation')} et{' '}
      {compter(liste.contrats, 'contrat')} entrent au classement.
    </p>
    {liste.organismesSortis > 0 && (
      <p>
        {compter(
          liste.organismesSortis,
          'organisme de la liste d’avant n’y est plus',
          'organismes de la liste d’avant n’y sont plus',
        )}
        .
      </p>
    )}
  </Message>
)
