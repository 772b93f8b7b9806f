import { useState } from 'react'
import { ACTES_LETTRE, type ActeLettre } from '#campagnes/demandes/instruction-lot.ts'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import type { TravailLettres } from '#courriers/lettre.ts'
import { changerTravail, useActeLettres, useCompteRendu } from '#courriers/pages/notifications-donnees.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly campagne: string
  readonly travaux: readonly TravailLettres[]
  readonly conduit: boolean
}

/** What is done in the background about the letters: how far, with what result, and how to stop or take it up. */
export const TravauxLettres = ({ campagne, travaux, conduit }: Proprietes) => (
  <Carte titre="Travaux">
    <ul className="travaux-lettres">
      {travaux.map((travail) => (
        <li key={travail.id}>
          <UnTravail campagne={campagne} travail={travail} conduit={conduit} />
        </li>
      ))}
    </ul>
  </Carte>
)

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})

function UnTravail({
  campagne,
  travail,
  conduit,
}: Omit<Proprietes, 'travaux'> & { readonly travail: TravailLettres }) {
  const { id, acte, etat, total, faites, refusees, annulees, nomPar, creeLe } = travail
  const change = useActeLettres(campagne, (quoi: 'annulation' | 'relance') => changerTravail(id, quoi))
  const libelle = ACTES_LETTRE[acte as ActeLettre].libelle
  const finies = faites + refusees + annulees
  return (
    <article className="pile">
      <p className="travaux-tete">
        <strong>{libelle}</strong>
        <span className="discret">
          {nomPar}, {instant.format(new Date(creeLe))}
        </span>
      </p>
      {etat === 'en_cours' ? (
        <Progression libelle={libelle} fait={finies} total={total}>
          {finies} sur {compter(total, 'lettre')}
        </Progression>
      ) : (
        <p>
          {compter(faites, 'lettre faite', 'lettres faites')}
          {refusees > 0 && `, ${compter(refusees, 'refusée')}`}
          {annulees > 0 && `, ${compter(annulees, 'laissée')} de côté`}
        </p>
      )}
      <Refus erreur={change.error} />
      {conduit && (
        <div className="rangee ecran-seulement">
          {etat === 'en_cours' && (
            <Bouton isDisabled={change.isPending} onPress={() => change.mutate('annulation')}>
              Arrêter<span className="hors-ecran"> : {libelle}</span>
            </Bouton>
          )}
          {etat !== 'en_cours' && refusees + annulees > 0 && (
            <Bouton icone="retour" isDisabled={change.isPending} onPress={() => change.mutate('relance')}>
              Reprendre {compter(refusees + annulees, 'lettre')}
            </Bouton>
          )}
        </div>
      )}
      {refusees > 0 && <CompteRendu id={id} avancement={`${etat}-${finies}`} />}
    </article>
  )
}

/** What was refused, with every reason. */
function CompteRendu({ id, avancement }: { readonly id: string; readonly avancement: string }) {
  const [ouvert, setOuvert] = useState(false)
  const { data, error, isError, refetch } = useCompteRendu(id, avancement, ouvert)
  return (
    <details onToggle={(evenement) => setOuvert(evenement.currentTarget.open)}>
      <summary>Ce qui a été refusé</summary>
      {data ? (
        <ul className="travaux-refus">
          {data.lignes
            .filter(({ etat }) => etat === 'refusee')
            .map(({ demande, numero, organisme, motifs }) => (
              <li key={demande}>
                <strong>
                  {organisme} (n°{INSECABLE}
                  {numero})
                </strong>
                {motifs.map(({ code, message }) => (
                  <p key={code}>{message}</p>
                ))}
              </li>
            ))}
        </ul>
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement du compte rendu" />
      )}
    </details>
  )
}
