import { useMemo } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import { champsDe, memeStructure } from '#majoration/brouillon/brouillon.ts'
import { ecrireAdresse } from '#majoration/brouillon/brouillon-adresse.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { alleger, avecPoids, estRetenue, type Situation, situer } from '#majoration/exemple.ts'
import type { Parametres } from '#majoration/simulation.ts'
import type { Poids } from '#majoration/temoins.ts'
import { compter, ecrireNombre, ecrirePoints, INSECABLE } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly campagne: string
  readonly ligne: LigneClassee
  readonly retenues: number
  readonly poids: Poids
  readonly formations: readonly Formation[]
  readonly parametres: Parametres
  readonly reglement: Parametres
  readonly onFermer: () => void
}

/** The weights that move one formation across the line, and the ranking that they give: ranked again, not recalled. */
export function DialogueExemple(props: Proprietes) {
  const { ligne, retenues, formations, parametres, reglement } = props
  const { identifiant } = ligne.formation
  const { poids, essai, apres } = useMemo(() => {
    const poids = alleger(formations, parametres, props.poids, identifiant)
    const essai = avecPoids(parametres, poids)
    return { poids, essai, apres: situer(formations, essai, identifiant) }
  }, [formations, parametres, props.poids, identifiant])
  const bouges = parametres.grille.criteres.flatMap((critere, c) =>
    critere.poids === poids[c] ? [] : [{ critere, poids: poids[c]! }],
  )
  const immobiles = parametres.grille.criteres.length - bouges.length
  return (
    <Dialogue
      forme="panneau"
      ouvert
      onFermer={props.onFermer}
      surtitre="Un jeu de poids qui la fait changer de côté"
      titre={ligne.formation.intitule}
      pied={
        memeStructure(essai, reglement) && (
          <LienBouton
            to="/campagnes/$id/simulation"
            params={{ id: props.campagne }}
            search={ecrireAdresse(champsDe(reglement), reglement, essai)}
            variante="principal"
            icone="fleche"
          >
            Essayer dans la simulation
          </LienBouton>
        )
      }
    >
      <dl className="sensibilite-avant-apres">
        <DireSituation titre="Poids actuels" situation={{ ligne, retenues }} />
        <DireSituation titre="Poids de l’exemple" situation={apres} />
      </dl>
      <TableauDonnees
        legende={<span className="rangee">Poids changés {parametres.grille.indicatif && <Indicatif />}</span>}
        colonnes={[
          { code: 'critere', titre: 'Critère', cellule: ({ critere }) => critere.libelle },
          {
            code: 'avant',
            titre: 'Actuel',
            nombre: true,
            cellule: ({ critere }) => ecrirePoints(critere.poids),
          },
          { code: 'apres', titre: 'Exemple', nombre: true, cellule: (l) => ecrirePoints(l.poids) },
          {
            code: 'ecart',
            titre: 'Écart',
            nombre: true,
            cellule: (l) => ecrireEcartPoints(l.poids - l.critere.poids),
          },
        ]}
        lignes={bouges}
        cle={({ critere }) => critere.code}
      />
      {immobiles > 0 && (
        <p className="secondaire">
          {immobiles === 1
            ? 'Le dernier poids ne bouge pas.'
            : `Les ${ecrireNombre(immobiles)} autres poids ne bougent pas.`}
        </p>
      )}
    </Dialogue>
  )
}

function DireSituation({ titre, situation }: { readonly titre: string; readonly situation: Situation }) {
  const { ligne, retenues } = situation
  const { rang, points } = ligne
  const retenue = estRetenue(situation)
  return (
    <div>
      <dt>{titre}</dt>
      <dd>
        <Etiquette ton={retenue ? 'retenu' : 'flamme'}>{retenue ? 'retenue' : 'écartée'}</Etiquette>
      </dd>
      <dd>
        <strong>{ecrirePoints(points)}</strong> points, rang <strong>{ecrireNombre(rang)}</strong>
      </dd>
      <dd className="discret">
        La ligne est après {compter(retenues, 'formation')}
        {INSECABLE}: {retenue ? 'au-dessus' : 'au-dessous'}.
      </dd>
    </div>
  )
}

const ecrireEcartPoints = (centiemes: number) => (centiemes > 0 ? '+' : '') + ecrirePoints(centiemes)
