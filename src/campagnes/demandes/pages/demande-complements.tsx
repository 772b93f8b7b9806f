import { ActeConfirme } from '#campagnes/demandes/pages/demande-acte.tsx'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { heureServeur } from '#ui/horloge.ts'

const jourParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** What the Région waits for, until when, and the way to answer once it is done. */
export function Complements({ lue, enregistreur, manques }: ProprietesSaisie & { readonly manques: number }) {
  const { demande, complements, passages } = lue
  const attendus = complements.filter(({ reponduLe }) => reponduLe === null)
  const aujourdhui = jourParis.format(heureServeur())
  return (
    <Carte
      titre="Ce que la Région attend"
      className="demande-complements"
      chapeau="Corrigez ci-dessous ce qui est demandé, joignez les documents, puis répondez."
    >
      <ul className="espace-liste">
        {attendus.map(({ id, texte, echeance }) => (
          <li key={id}>
            <p className="demande-propos">{texte}</p>
            <p className="rangee">
              <span>
                Réponse attendue au plus tard le <strong>{ecrireDate(echeance)}</strong>
              </span>
              {echeance < aujourdhui && <Etiquette ton="flamme">échéance passée</Etiquette>}
            </p>
          </li>
        ))}
      </ul>
      {passages.includes('repondre') &&
        (manques > 0 ? (
          <p className="secondaire">
            {compter(manques, 'point reste', 'points restent')} à corriger avant de répondre{INSECABLE}: voyez
            l’avancement.
          </p>
        ) : (
          <p>
            <ActeConfirme
              demande={demande.id}
              chemin="/reponse"
              libelle="Répondre"
              titre="Répondre à la Région"
              variante="principal"
              fait="Votre réponse est envoyée."
              texte={{ champ: 'texte', libelle: 'Votre message (facultatif)' }}
              version={enregistreur.vider}
            >
              <p>
                La Région reçoit votre demande comme elle est maintenant. Un nouveau récépissé en donne
                l’empreinte.
              </p>
            </ActeConfirme>
          </p>
        ))}
    </Carte>
  )
}
