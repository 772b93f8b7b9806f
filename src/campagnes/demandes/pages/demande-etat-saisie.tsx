import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ecrireHeure } from '#ui/horloge.ts'
import { Icone } from '#ui/icone.tsx'
import { Message } from '#ui/message.tsx'

/** Whether what is typed is safe, and where. Always in sight. */
export function EtatSaisie({ enregistreur }: { readonly enregistreur: Enregistreur }) {
  const { etat, le, reessayer } = enregistreur
  return (
    <div className="demande-etat-saisie">
      {etat.etat === 'injoignable' ? (
        <Message ton="avertissement" titre="Pas encore enregistré" annonce>
          <p>
            {etat.message} Ce que vous tapez est gardé dans ce navigateur ; l’enregistrement reprendra seul.
          </p>
        </Message>
      ) : etat.etat === 'refuse' ? (
        <Message ton="erreur" titre="Pas enregistré" motifs={etat.erreur.motifs} annonce>
          <p>{etat.erreur.message} Ce que vous avez tapé est gardé dans ce navigateur.</p>
          <Bouton onPress={reessayer}>Réessayer</Bouton>
        </Message>
      ) : (
        <p data-etat={etat.etat}>
          {etat.etat === 'repos' && <Icone nom="valide" />}
          {etat.etat === 'choix'
            ? 'Pas encore enregistré : choisissez d’abord entre les deux saisies'
            : etat.etat !== 'repos'
              ? 'Enregistrement…'
              : le
                ? `Enregistré à ${ecrireHeure(le)}`
                : 'Tout est enregistré au fil de la saisie'}
        </p>
      )}
    </div>
  )
}
