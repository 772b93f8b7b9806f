import type { ReactNode } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { NATURES_AVIS, SENS_AVIS, type SensAvis } from '#campagnes/demandes/avis.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { cheminDemande } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Prose, Signature } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { gesteAvis } from '#campagnes/demandes/pages/instruction-gestes.ts'
import { direEtapes } from '#campagnes/demandes/suivi.ts'
import { ecrireNombre, FINE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'

/** The documents that the body joined. */
export const Pieces = ({ etude: { id, pieces } }: { readonly etude: Etude }) => (
  <Carte titre="Pièces">
    {pieces.length === 0 ? (
      <p className="secondaire">L’organisme n’a joint aucun document.</p>
    ) : (
      <ul className="instruction-fil">
        {pieces.map((piece) => (
          <li key={piece.id}>
            <p>{piece.libelle}</p>
            <LienTelechargement
              href={`/api${cheminDemande(id)}/pieces/${encodeURIComponent(piece.id)}`}
              format={direTaille(piece.taille)}
            >
              {piece.nom}
            </LienTelechargement>
          </li>
        ))}
      </ul>
    )}
  </Carte>
)

const direTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${ecrireNombre(Math.max(1, Math.round(octets / 1_000)))}${FINE}ko`
    : `${ecrireNombre(Math.round(octets / 1_000_000))}${FINE}Mo`

const TONS: Readonly<Record<SensAvis, TonEtiquette>> = {
  favorable: 'vert',
  reserve: 'or',
  defavorable: 'flamme',
}
/** States in which an opinion is still taken. */
const EN_ETUDE: readonly Etude['etat'][] = ['deposee', 'a_completer', 'complete', 'instruite']

/** What agents think of an application, each under their name. */
export const Avis = ({
  etude,
  onGeste,
}: {
  readonly etude: Etude
  readonly onGeste: (geste: Geste) => void
}) => (
  <Carte
    titre="Avis"
    actions={
      EN_ETUDE.includes(etude.etat) && (
        <SiDroit action="demande.instruire">
          <BoutonGeste geste={gesteAvis(etude)} onOuvrir={onGeste} />
        </SiDroit>
      )
    }
  >
    {etude.avis.length === 0 ? (
      <p className="secondaire">Aucun avis n’est encore donné.</p>
    ) : (
      <ul className="instruction-fil">
        {etude.avis.map((avis) => (
          <li key={`${avis.le} ${avis.par}`}>
            <p>
              {NATURES_AVIS[avis.nature]} <Etiquette ton={TONS[avis.sens]}>{SENS_AVIS[avis.sens]}</Etiquette>
            </p>
            <Prose texte={avis.texte} />
            <Signature {...avis} />
          </li>
        ))}
      </ul>
    )}
  </Carte>
)

/** The life of an application, oldest first. */
export const Etapes = ({ etude, liens }: { readonly etude: Etude; readonly liens: ReactNode }) => {
  const dites = direEtapes(etude.etapes, true)
  return (
    <Carte titre="Étapes" actions={liens}>
      {dites.length === 0 ? (
        <p className="secondaire">
          {`Aucune étape n’est encore écrite : elle est à l’état « ${ETATS_DEMANDE[etude.etat].libelle} ».`}
        </p>
      ) : (
        <ol className="instruction-fil">
          {dites.map(({ titre, motif, par, le, acte }) => (
            <li key={`${le} ${acte}`}>
              <p>{titre}</p>
              {motif && <Prose texte={motif} />}
              <Signature nomPar={par} le={le} />
            </li>
          ))}
        </ol>
      )}
    </Carte>
  )
}
