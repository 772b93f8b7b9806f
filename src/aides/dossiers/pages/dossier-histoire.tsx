import { nommerChamp } from '#aides/dossiers/champs-corrigeables.ts'
import type { EtapeDossier } from '#aides/dossiers/dossier.ts'
import { useCorrections } from '#aides/dossiers/pages/dossiers-donnees.ts'
import type { CorrectionsDossier } from '#aides/dossiers/routes-corrections-contrat.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { EtiquetteDossier } from '#aides/sessions/pages/session-mots.tsx'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

type CorrectionLue = CorrectionsDossier['histoire'][number]

/** How the dossier came to where it is, the latest first: its passages, and what was corrected of it. */
export function HistoireDossier({
  dossier,
  etapes,
  deposeLe,
}: {
  readonly dossier: string
  readonly etapes: readonly EtapeDossier[]
  readonly deposeLe: string
}) {
  const { data } = useCorrections(dossier)
  const actes = [...Map.groupBy(data?.histoire ?? [], ({ le }) => le).values()]
  const faits = [
    ...etapes.map((etape) => ({
      le: etape.le,
      fait: <Etape key={`${etape.le} ${etape.vers}`} {...etape} />,
    })),
    ...actes.map((cases) => ({
      le: cases[0]!.le,
      fait: <Corrigees key={`${cases[0]!.le} corrections`} cases={cases} />,
    })),
  ].sort((a, b) => b.le.localeCompare(a.le))
  return (
    <Carte titre="Histoire">
      <ol className="suivi-fil">
        {faits.map(({ fait }) => fait)}
        <li>Déposé par l’organisme, {direInstant(deposeLe)}</li>
      </ol>
    </Carte>
  )
}

const Motif = ({ motif }: { readonly motif: string | null }) =>
  motif && (
    <span className="secondaire">
      Motif{INSECABLE}: {motif}
    </span>
  )

const Etape = ({ vers, le, par, motif }: EtapeDossier) => (
  <li>
    <span className="suivi-ligne">
      <EtiquetteDossier etat={vers} /> {direInstant(le)}, {par ?? 'Oriflamme'}
    </span>
    <Motif motif={motif} />
  </li>
)

function Corrigees({ cases }: { readonly cases: readonly CorrectionLue[] }) {
  const { le, par, motif } = cases[0]!
  return (
    <li>
      <span className="suivi-ligne">
        <Etiquette>Corrigé</Etiquette> {direInstant(le)}, {par ?? 'Oriflamme'}
      </span>
      <ul>
        {cases.toReversed().map((une) => (
          <li key={une.champ}>
            {nommerChamp(une.champ)}
            {INSECABLE}: {direChangement(une)}
          </li>
        ))}
      </ul>
      <Motif motif={motif} />
    </li>
  )
}

/** « 75005 → 75013 »; of a bank and a holder, only that they were typed again. */
function direChangement({ champ, avant, apres }: CorrectionLue): string {
  if (champ === 'bic' || champ === 'titulaire') return 'saisi de nouveau'
  const dire = (valeur: string | null) =>
    valeur === null ? 'vide' : champ === 'neLe' ? ecrireDate(valeur) : valeur
  return `${dire(avant)} → ${dire(apres)}`
}
