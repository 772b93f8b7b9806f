import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { AlerteLue, Etude } from '#campagnes/demandes/instruction.ts'
import { Signature } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { gesteLevee } from '#campagnes/demandes/pages/instruction-gestes.ts'
import { alertesRestantes } from '#campagnes/demandes/pages/instruction-mots.ts'
import { COLONNES_SAISIE } from '#campagnes/demandes/saisie.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

type Proprietes = { readonly etude: Etude; readonly onGeste: (geste: Geste) => void }

/** States in which a warning may still be lifted. */
const EN_ETUDE: readonly Etude['etat'][] = ['deposee', 'a_completer', 'complete', 'instruite']

/** What the automatic checks found: errors to put right, warnings to look at, those that were lifted. */
export function Alertes({ etude, onGeste }: Proprietes) {
  const restantes = alertesRestantes(etude)
  const levees = etude.alertes.filter(({ levee }) => levee !== null)
  const informations = etude.alertes.filter(({ gravite }) => gravite === 'information')
  const leve = useDroits().has('demande.instruire') && EN_ETUDE.includes(etude.etat)
  return (
    <Carte titre="Contrôles">
      {restantes.length === 0 ? (
        <p className="secondaire">
          {levees.length === 0 ? 'Les contrôles ne relèvent rien.' : 'Il ne reste rien à regarder.'}
        </p>
      ) : (
        <ul className="instruction-alertes">
          {restantes.map((alerte) => (
            <li key={cle(alerte)}>
              <Gravite alerte={alerte} />
              <p>
                {alerte.formation && <strong>{situer(alerte)}. </strong>}
                {alerte.message}
              </p>
              {leve && alerte.gravite === 'avertissement' && (
                <BoutonGeste
                  geste={gesteLevee(etude, alerte)}
                  onOuvrir={onGeste}
                  variante="discret"
                  sur={alerte.message}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {informations.length > 0 && (
        <ul className="instruction-alertes" aria-label="Pour information">
          {informations.map((alerte) => (
            <li key={cle(alerte)}>
              <Etiquette>pour information</Etiquette>
              <p>{alerte.message}</p>
            </li>
          ))}
        </ul>
      )}
      {levees.length > 0 && (
        <details>
          <summary>{compter(levees.length, 'alerte levée', 'alertes levées')}</summary>
          <ul className="instruction-fil">
            {levees.map((alerte) => (
              <li key={cle(alerte)}>
                <p>{alerte.message}</p>
                <p>
                  Levée{INSECABLE}: {alerte.levee!.motif}
                </p>
                <Signature {...alerte.levee!} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Carte>
  )
}

/** « F3, Commune »: the formation, and the field as the form names it. */
const situer = ({ formation, champ }: AlerteLue): string =>
  [formation, COLONNES_SAISIE.find(({ code }) => code === champ)?.entete].filter(Boolean).join(', ')

const cle = ({ code, cible }: AlerteLue) => `${code} ${cible}`

const Gravite = ({ alerte: { gravite } }: { readonly alerte: AlerteLue }) =>
  gravite === 'erreur' ? (
    <Etiquette ton="flamme">erreur</Etiquette>
  ) : (
    <Etiquette ton="or">à regarder</Etiquette>
  )
