import type { EtapeDossier } from '#aides/dossiers/dossier.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { EtiquetteDossier } from '#aides/sessions/pages/session-mots.tsx'
import { INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** How the dossier came to where it is, the latest first. */
export const HistoireDossier = ({
  etapes,
  deposeLe,
}: {
  readonly etapes: readonly EtapeDossier[]
  readonly deposeLe: string
}) => (
  <Carte titre="Histoire">
    <ol className="suivi-fil">
      {etapes.map(({ vers, le, par, motif }) => (
        <li key={`${le} ${vers}`}>
          <span className="suivi-ligne">
            <EtiquetteDossier etat={vers} /> {direInstant(le)}, {par ?? 'Oriflamme'}
          </span>
          {motif && (
            <span className="secondaire">
              Motif{INSECABLE}: {motif}
            </span>
          )}
        </li>
      ))}
      <li>Déposé par l’organisme, {direInstant(deposeLe)}</li>
    </ol>
  </Carte>
)
