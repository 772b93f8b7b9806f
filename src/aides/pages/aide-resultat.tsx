import type { Instruction } from '#aides/instruire.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Message } from '#ui/message.tsx'

type Rendu = Exclude<Instruction, { statut: 'incomplet' }>

/** What the rule answers, with all its reasons, or each step of the amount. */
export const Resultat = ({ instruction }: { readonly instruction: Rendu }) => (
  <>
    <Verdict instruction={instruction} />
    <p className="secondaire">
      Simulé le {ecrireDate(instruction.jugeLe)}
      {instruction.periode === 'close' && `${INSECABLE}: cette règle ne reçoit plus de demande`}
      {instruction.periode === 'a venir' && `${INSECABLE}: cette règle ne reçoit pas encore de demande`}. Une
      simulation n’est pas une décision.
    </p>
  </>
)

function Verdict({ instruction }: { readonly instruction: Rendu }) {
  switch (instruction.statut) {
    case 'accord':
      return (
        <>
          <Message ton="succes" titre={direMontant(instruction.montant)} annonce />
          <h3>Comment ce montant vient</h3>
          <dl className="aide-lignes">
            {instruction.explication.map(({ libelle, valeur, source }) => (
              <div key={libelle}>
                <dt>
                  {libelle}
                  {source && <span className="aide-source">{source}</span>}
                </dt>
                <dd>{valeur}</dd>
              </div>
            ))}
          </dl>
        </>
      )
    case 'refus':
      return (
        <>
          <Message
            ton="avertissement"
            titre="L’aide n’est pas due dans ce cas"
            motifs={instruction.motifs}
            annonce
          />
          {instruction.aVerifier.length > 0 && (
            <p className="secondaire">
              Sans avoir vérifié{INSECABLE}: {instruction.aVerifier.join(', ')}.
            </p>
          )}
        </>
      )
    case 'non calculable':
      return (
        <Message
          ton="info"
          titre="Les conditions sont remplies, mais le montant n’est pas calculable"
          motifs={instruction.motifs}
          annonce
        />
      )
  }
}

/** A negative amount is what an advance leaves to give back. */
const direMontant = (montant: number): string =>
  montant < 0
    ? `À reverser${INSECABLE}: ${ecrireMontant(-montant)}`
    : montant === 0
      ? 'Rien à verser, rien à reverser'
      : `Montant${INSECABLE}: ${ecrireMontant(montant)}`
