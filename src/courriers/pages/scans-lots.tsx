import { Progression } from '#campagnes/pages/import-progression.tsx'
import { changerLecture, useActeScans } from '#courriers/pages/scans-donnees.ts'
import { ANOMALIES_FICHIER, type LotScan } from '#courriers/scans/scans.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})

/** What was sent: how far it is read, what came of it, how to stop or take it up. */
export const LotsScans = ({
  campagne,
  lots,
}: {
  readonly campagne: string
  readonly lots: readonly LotScan[]
}) => (
  <ul className="travaux-lettres">
    {lots.map((lot) => (
      <li key={lot.id}>
        <UnLot campagne={campagne} lot={lot} />
      </li>
    ))}
  </ul>
)

function UnLot({ campagne, lot }: { readonly campagne: string; readonly lot: LotScan }) {
  const { id, etat, fichiers, nomPar, creeLe } = lot
  const change = useActeScans(campagne, (quoi: 'lecture' | 'annulation') => changerLecture(id, quoi))
  const noms = fichiers.map(({ nom }) => nom).join(', ')
  const lues = fichiers.reduce((somme, fichier) => somme + fichier.lues, 0)
  const total = fichiers.reduce((somme, { pages }) => somme + (pages ?? 0), 0)
  return (
    <article className="pile">
      <p className="travaux-tete">
        <strong className="scans-noms">{noms}</strong>
        <span className="discret">
          {nomPar}, {instant.format(new Date(creeLe))}
        </span>
      </p>
      {etat === 'en_cours' ? (
        <Progression libelle="Lecture" fait={lues} total={Math.max(total, 1)}>
          {total > 0 ? `${lues} sur ${compter(total, 'page')}` : 'Ouverture du fichier'}
        </Progression>
      ) : (
        <p>
          {etat === 'annule' && 'Lecture arrêtée. '}
          {direResultat(lot)}
        </p>
      )}
      {fichiers
        .filter(({ anomalie }) => anomalie !== null)
        .map(({ nom, anomalie }) => (
          <Message key={nom} ton="avertissement" titre={nom}>
            <p>{ANOMALIES_FICHIER[anomalie!]}</p>
          </Message>
        ))}
      <Refus erreur={change.error} />
      {etat === 'en_cours' && (
        <div className="rangee ecran-seulement">
          <Bouton isDisabled={change.isPending} onPress={() => change.mutate('annulation')}>
            Arrêter<span className="hors-ecran"> la lecture de {noms}</span>
          </Bouton>
        </div>
      )}
      {etat === 'annule' && (
        <div className="rangee ecran-seulement">
          <Bouton icone="retour" isDisabled={change.isPending} onPress={() => change.mutate('lecture')}>
            Reprendre<span className="hors-ecran"> la lecture de {noms}</span>
          </Bouton>
        </div>
      )}
    </article>
  )
}

/** « 3 lettres rattachées, 2 pages à voir, 2 pages blanches, 1 page écartée » */
const direResultat = ({ lettres, aVoir, blanches, ecartees }: LotScan): string =>
  [
    compter(lettres, 'lettre rattachée', 'lettres rattachées'),
    compter(aVoir, 'page à voir', 'pages à voir'),
    ...(blanches > 0 ? [compter(blanches, 'page blanche', 'pages blanches')] : []),
    ...(ecartees > 0 ? [compter(ecartees, 'page écartée', 'pages écartées')] : []),
  ].join(', ')
