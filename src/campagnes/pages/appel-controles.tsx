import type { PartieAppel } from '#campagnes/pages/appel-formulaire.tsx'
import { lireEcart } from '#campagnes/pages/appel-saisie.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'

/** With what the automatic checks of the instruction compare. */
export const Controles = ({ appel, saisie, saisir, ouvert }: PartieAppel) => (
  <Carte
    titre="Contrôles de l’instruction"
    chapeau="Au-delà de cet écart avec les contrats de l’an dernier, en plus ou en moins, une demande porte un avertissement. Valeur indicative : aucun texte ne la fixe."
  >
    {ouvert('ecartContrats') ? (
      <div className="appel-deux">
        <ChampTexte
          libelle="Écart de contrats signalé, en %"
          valeur={saisie.ecart}
          maximum={6}
          onChange={(ecart) => saisir({ ecart })}
          erreur={lireEcart(saisie.ecart) === undefined ? 'Un nombre entier de 1 à 100.' : undefined}
          aide={`20${FINE}% par défaut (indicatif). Les contrôles sont refaits quand il change.`}
        />
      </div>
    ) : (
      <dl className="appel-lu">
        <div>
          <dt>Écart de contrats signalé</dt>
          <dd>{`± ${appel.ecartContrats}${FINE}% (indicatif)`.replace(' ', INSECABLE)}</dd>
        </div>
      </dl>
    )}
  </Carte>
)
