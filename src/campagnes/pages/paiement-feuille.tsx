import { useId } from 'react'
import { LienMemoire } from '#annuaire/pages/lien-memoire.tsx'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import type { LigneFeuille } from '#campagnes/pages/paiement-donnees.ts'
import { obstaclesDe } from '#campagnes/pages/paiement-vue.ts'
import type { Motif } from '#socle/decision.ts'
import { deNom, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly lignes: readonly LigneFeuille[]
  readonly choisis: ReadonlySet<string>
  /** Absent for who only reads. */
  readonly onChoix: ((choisis: ReadonlySet<string>) => void) | undefined
}

/** Each body from its vote to its payment; what stops it is said under its name. */
export const FeuilleLiquidation = ({ lignes, choisis, onChoix }: Proprietes) => {
  const basculer = (organisme: string) => {
    const suite = new Set(choisis)
    if (!suite.delete(organisme)) suite.add(organisme)
    onChoix?.(suite)
  }
  return (
    <TableauDonnees
      legende="Par organisme, en euros"
      legendeMasquee
      fiches
      hauteur="34rem"
      colonnes={colonnes(lignes, choisis, onChoix && basculer)}
      vide="Aucun organisme dans cette vue."
      lignes={lignes}
      cle={({ organisme }) => organisme}
    />
  )
}

const montant = (
  titre: string,
  cle: 'vote' | 'engage' | 'mandate' | 'paye' | 'reste' | 'suspendu',
  lignes: readonly LigneFeuille[],
  secondaire = false,
): Colonne<LigneFeuille> => ({
  ...{ code: cle, titre, nombre: true, secondaire },
  cellule: (ligne) => <Montant centimes={ligne[cle]} />,
  tri: (ligne) => ligne[cle],
  total: <Montant centimes={lignes.reduce((somme, ligne) => somme + ligne[cle], 0)} />,
})

const colonnes = (
  lignes: readonly LigneFeuille[],
  choisis: ReadonlySet<string>,
  basculer: ((organisme: string) => void) | undefined,
): readonly Colonne<LigneFeuille>[] => [
  {
    code: 'nom',
    titre: 'Organisme',
    tri: ({ nom }) => nom,
    total: 'Total',
    cellule: (ligne) => (
      <Organisme
        ligne={ligne}
        choisi={choisis.has(ligne.organisme)}
        onChoix={basculer && agissable(ligne) ? () => basculer(ligne.organisme) : undefined}
      />
    ),
  },
  montant('Voté', 'vote', lignes),
  montant('Engagé', 'engage', lignes),
  montant('Mandaté', 'mandate', lignes),
  montant('Payé', 'paye', lignes),
  montant('Reste à payer', 'reste', lignes, true),
  montant('dont suspendu', 'suspendu', lignes, true),
  { code: 'etat', titre: 'État', cellule: (ligne) => <Etat ligne={ligne} /> },
]

/** Whether there is something to engage or to mandate for it. */
const agissable = ({ motifsEngager, separation, engagements }: LigneFeuille): boolean =>
  motifsEngager.length === 0 ||
  (separation.length === 0 && engagements.some(({ reste, suspendu }) => reste > 0 && !suspendu))

function Organisme({
  ligne,
  choisi,
  onChoix,
}: {
  readonly ligne: LigneFeuille
  readonly choisi: boolean
  readonly onChoix: (() => void) | undefined
}) {
  const id = useId()
  const { nom, siret, demande } = ligne
  const obstacles = obstaclesDe(ligne)
  const numero = demande && `Demande n°${INSECABLE}${demande.numero}`
  return (
    <div className="paiement-organisme">
      {onChoix ? (
        <label className="case" htmlFor={id}>
          <input id={id} type="checkbox" checked={choisi} onChange={onChoix} />
          <span>{nom}</span>
        </label>
      ) : (
        <span>{nom}</span>
      )}
      {(demande || siret) && (
        <p className="discret">
          {numero}
          {numero && siret && ', '}
          {siret && (
            <LienMemoire siret={siret}>
              <span className="hors-ecran">Mémoire {deNom(nom)}, </span>SIRET {ecrireSiret(siret)}
            </LienMemoire>
          )}
        </p>
      )}
      {obstacles.length > 0 && <Obstacles motifs={obstacles} />}
    </div>
  )
}

/** Folded, because a campaign without SIRET has as many as bodies. */
const Obstacles = ({ motifs }: { readonly motifs: readonly Motif[] }) => (
  <details>
    <summary>Ce qui l’empêche</summary>
    <ul>
      {motifs.map(({ code, message }) => (
        <li key={code}>{message}</li>
      ))}
    </ul>
  </details>
)

/** Where the payment stands, derived from the amounts; the state of the application says the rest. */
function etatDe(ligne: LigneFeuille): [string, TonEtiquette] {
  const { engage, mandate, paye, suspendu, engagements, motifsEngager } = ligne
  if (engage > 0 && paye === engage) return ['payé', 'vert']
  if (suspendu > 0) return ['suspendu', 'flamme']
  if (engagements.some(({ mandats, reste }) => reste > 0 && mandats.at(-1)?.etat === 'rejete'))
    return ['rejeté, à refaire', 'flamme']
  if (mandate > 0 && mandate === engage) return ['mandaté', 'or']
  if (paye > 0 && paye === mandate) return ['payé en partie', 'or']
  if (mandate > 0) return ['mandaté en partie', 'or']
  if (engage > 0) return ['engagé', 'retenu']
  return motifsEngager.length > 0 ? ['empêché', 'ecarte'] : ['à engager', 'neutre']
}

function Etat({ ligne }: { readonly ligne: LigneFeuille }) {
  const [libelle, ton] = etatDe(ligne)
  return (
    <span className="paiement-etat">
      <Etiquette ton={ton}>{libelle}</Etiquette>
      {ligne.paye > 0 && ligne.paye < ligne.engage && (
        <span className="discret">
          payé {ecrireMontant(ligne.paye)} sur {ecrireMontant(ligne.engage)}
        </span>
      )}
      {ligne.demande && (
        <span className="discret">demande {ETATS_DEMANDE[ligne.demande.etat].libelle.toLowerCase()}</span>
      )}
    </span>
  )
}
