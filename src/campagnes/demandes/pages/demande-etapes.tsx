import type { EtapeDite } from '#campagnes/demandes/suivi.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ecrireInstant } from '#ui/horloge.ts'

/** The life of an application, in words that its body understands; the last step first. */
export const Etapes = ({ etapes }: { readonly etapes: readonly EtapeDite[] }) =>
  etapes.length > 0 && (
    <Carte titre="Étapes">
      <ol className="demande-etapes">
        {[...etapes].reverse().map(({ acte, titre, sens, par, motif, le }, i) => (
          <li key={`${acte} ${le}`}>
            <p>
              <strong>{titre}</strong>
            </p>
            <p className="discret">
              <time dateTime={le}>{ecrireInstant(le)}</time>
              {par && `, par ${par}`}
            </p>
            {motif && <p className="demande-propos">{`Motif${INSECABLE}: ${motif}`}</p>}
            {i === 0 && sens !== `${titre}.` && <p className="secondaire">{sens}</p>}
          </li>
        ))}
      </ol>
    </Carte>
  )
