import type { ReactNode } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { CorrectionLue, Etude } from '#campagnes/demandes/instruction.ts'
import type { LigneFormation } from '#campagnes/demandes/pages/instruction-comparaison.ts'
import { Signature } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { gesteCorrection } from '#campagnes/demandes/pages/instruction-gestes.ts'
import { alertesRestantes } from '#campagnes/demandes/pages/instruction-mots.ts'
import { COLONNES_SAISIE } from '#campagnes/demandes/saisie.ts'
import type { Colonne as ColonneSaisie } from '#campagnes/importation/colonnes.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = {
  readonly etude: Etude
  readonly ligne: LigneFormation
  readonly onFermer: () => void
  readonly onGeste: (geste: Geste) => void
}

/** A formation field by field: what was declared, what was put right and by whom, what last year said. */
export const DetailFormation = ({ etude, ligne, onFermer, onGeste }: Proprietes) => {
  const corrige = useDroits().has('demande.instruire') && CORRIGIBLE.includes(etude.etat)
  const siennes = alertesRestantes(etude).filter(({ formation }) => formation === ligne.identifiant)
  return (
    <Dialogue
      forme="panneau"
      titre={ligne.lue.intitule ?? 'Formation sans intitulé'}
      surtitre={ligne.identifiant}
      ouvert
      onFermer={onFermer}
    >
      {siennes.length > 0 && (
        <Message
          ton="avertissement"
          motifs={siennes.map(({ code, message }) => ({ code, message }))}
          titre="À regarder"
        />
      )}
      <dl className="instruction-champs">
        {COLONNES_SAISIE.map((colonne) => (
          <Champ key={colonne.code} colonne={colonne} ligne={ligne}>
            {corrige && (
              <BoutonGeste
                variante="discret"
                geste={gesteCorrection(etude, ligne, colonne)}
                onOuvrir={onGeste}
                sur={colonne.entete}
              />
            )}
          </Champ>
        ))}
      </dl>
    </Dialogue>
  )
}

/** States in which a figure may be put right: the body answers by itself while it completes. */
const CORRIGIBLE: readonly Etude['etat'][] = ['deposee', 'complete']

/** Units that the name of the field does not say. */
const DITES = ['%', 'heures']

function Champ({
  colonne,
  ligne,
  children,
}: {
  readonly colonne: ColonneSaisie
  readonly ligne: LigneFormation
  readonly children: ReactNode
}) {
  const { code, entete, unite } = colonne
  const corrections = ligne.corrections.filter(({ champ }) => champ === code)
  const precedente = avant(code, ligne)
  return (
    <div>
      <dt>{entete}</dt>
      <dd>
        <span className="instruction-valeur">{ligne.instruite[code] || '—'}</span>
        {ligne.instruite[code] && DITES.includes(unite) && `${FINE}${unite}`}
        {precedente !== null && (
          <span className="discret">
            {' '}
            l’an dernier{INSECABLE}: {precedente}
          </span>
        )}
        {corrections.length > 0 && <Corrections declaree={ligne.declaree[code]} corrections={corrections} />}
      </dd>
      <dd>{children}</dd>
    </div>
  )
}

/** Both values, and every reason: nothing that was declared is lost. */
const Corrections = ({
  declaree,
  corrections,
}: {
  readonly declaree: string | undefined
  readonly corrections: readonly CorrectionLue[]
}) => (
  <div className="instruction-corrections">
    <p>
      Déclaré{INSECABLE}: <del>{declaree || 'rien'}</del>
    </p>
    {corrections.map(({ avant, apres, motif, ...signe }) => (
      <div key={signe.le}>
        <p>
          {avant || 'rien'} → {apres || 'rien'}, {motif}
        </p>
        <Signature {...signe} />
      </div>
    ))}
  </div>
)

/** What last year said of the same field, where the campaign of then keeps it. */
function avant(code: string, { precedente, lue }: LigneFormation): string | null {
  if (!precedente || !(code in precedente) || code === 'identifiant') return null
  const valeur = precedente[code as keyof typeof precedente]
  return valeur === null || valeur === lue[code as keyof typeof lue] ? null : String(valeur)
}
