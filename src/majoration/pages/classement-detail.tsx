import { LienMemoire } from '#annuaire/pages/lien-memoire.tsx'
import { CHAMPS } from '#campagnes/formation.ts'
import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import type { Critere, Grille } from '#campagnes/reglement.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { DetailPoints } from '#majoration/notation.ts'
import { direEchelle, direValeur } from '#majoration/parametres-en-mots.ts'
import { compter, ecrireNombre, ecrirePoints, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Etiquette, Fictif, Indicatif } from '#ui/etiquette.tsx'

type Proprietes = {
  readonly ligne: LigneClassee
  readonly retenues: number
  readonly grille: Grille
  readonly fictif: boolean
  readonly nomOrganisme: string
  readonly siret: string | null
  readonly onFermer: () => void
  /** Opens the formation at another rank. */
  readonly onRang: (rang: number) => void
  readonly n: number
}

/** Why a formation has its points: what it declared, how the grid reads it, what it earns. */
export function DetailFormation({ ligne, ...suite }: Proprietes) {
  return (
    <Dialogue
      forme="panneau"
      ouvert
      onFermer={suite.onFermer}
      titre={ligne.formation.intitule}
      surtitre={<Surtitre ligne={ligne} nomOrganisme={suite.nomOrganisme} siret={suite.siret} />}
      pied={<Voisines rang={ligne.rang} n={suite.n} onRang={suite.onRang} />}
    >
      <Contenu ligne={ligne} {...suite} />
    </Dialogue>
  )
}

function Surtitre({
  ligne: { formation },
  nomOrganisme,
  siret,
}: Pick<Proprietes, 'ligne' | 'nomOrganisme' | 'siret'>) {
  const departement = DEPARTEMENTS.get(formation.departement) ?? formation.departement
  return (
    <>
      <LienMemoire siret={siret}>{nomOrganisme}</LienMemoire>
      {` · ${formation.commune} (${formation.departement}, ${departement})`}
    </>
  )
}

const Voisines = ({ rang, n, onRang }: { rang: number; n: number; onRang: (rang: number) => void }) => (
  <>
    <Bouton isDisabled={rang <= 1} onPress={() => onRang(rang - 1)}>
      Rang précédent
    </Bouton>
    <Bouton isDisabled={rang >= n} onPress={() => onRang(rang + 1)}>
      Rang suivant
    </Bouton>
  </>
)

function Contenu({
  ligne,
  retenues,
  grille,
  fictif,
}: {
  ligne: LigneClassee
  retenues: number
  grille: Grille
  fictif: boolean
}) {
  const { formation, rang, points, cumulContrats, detail } = ligne
  const retenue = rang <= retenues
  const ecart = retenue ? retenues - rang : rang - retenues
  const maximum = grille.criteres.reduce((somme, critere) => somme + critere.poids, 0)
  return (
    <>
      <div className="detail-tete">
        <p className="detail-points">
          {ecrirePoints(points)}
          <span> points sur {ecrireNombre(maximum / 100)}</span>
        </p>
        <p className="rangee">
          <Etiquette ton={retenue ? 'retenu' : 'flamme'}>{retenue ? 'retenue' : 'écartée'}</Etiquette>
          <span>
            rang {ecrireNombre(rang)},{' '}
            {ecart === 0
              ? 'la dernière retenue'
              : `${compter(ecart, 'rang')} ${retenue ? 'au-dessus de' : 'sous'} la ligne`}
          </span>
        </p>
      </div>
      <dl className="detail-faits">
        <Fait libelle="Contrats demandés">{ecrireNombre(formation.contrats)}</Fait>
        <Fait libelle="Cumul à ce rang">{ecrireNombre(cumulContrats)}</Fait>
        <Fait libelle="Niveau">{formation.niveau}</Fait>
        <Fait libelle="Filière">{formation.filiere}</Fait>
        <Fait libelle="Dimension environnementale">
          {formation.environnementale ? 'oui, bonus vert' : 'non'}
        </Fait>
        <Fait libelle="Périmètre financier">
          {formation.palier === 0 ? 'aucun palier' : `palier ${formation.palier}`}
        </Fait>
        <Fait libelle="RNCP">{formation.codeRncp ?? '—'}</Fait>
        <Fait libelle="Identifiant">
          {formation.identifiant} {fictif && <Fictif />}
        </Fait>
      </dl>
      <section className="pile">
        <h3 className="rangee">Détail des points {grille.indicatif && <Indicatif />}</h3>
        {grille.criteres.map((critere) => (
          <CritereNote
            key={critere.code}
            critere={critere}
            detail={detail.filter((d) => d.critere === critere.code)}
          />
        ))}
        {grille.indicatif && (
          <p className="discret">
            Les critères sont ceux de la délibération ; leurs poids et leurs barèmes, qui ne sont pas publiés,
            sont indicatifs.
          </p>
        )}
      </section>
    </>
  )
}

const Fait = ({ libelle, children }: { libelle: string; children: React.ReactNode }) => (
  <div>
    <dt>{libelle}</dt>
    <dd>{children}</dd>
  </div>
)

/** One criterion: its points as a bar over its weight, then each value that it looks at. */
function CritereNote({ critere, detail }: { critere: Critere; detail: readonly DetailPoints[] }) {
  const points = detail.reduce((somme, d) => somme + d.points, 0)
  return (
    <div className="critere-note">
      <p className="critere-titre">
        <span>{critere.libelle}</span>
        <span className="insecable">
          <strong>{ecrirePoints(points)}</strong> / {ecrireNombre(critere.poids / 100)}
        </span>
      </p>
      <div className="critere-barre" aria-hidden="true">
        <i style={{ inlineSize: `${critere.poids === 0 ? 0 : (points / critere.poids) * 100}%` }} />
      </div>
      <ul>
        {detail.map((d, i) => {
          const champ = CHAMPS.find(({ code }) => code === d.champ)!
          return (
            <li key={d.champ}>
              <span>
                {champ.libelle}
                {INSECABLE}: <strong>{direValeur(champ, d.valeur)}</strong>
              </span>
              <span className="insecable">
                {ecrirePoints(d.points)} / {ecrirePoints(d.poids)}
              </span>
              <span className="discret">{direEchelle(critere.composantes[i]!)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
