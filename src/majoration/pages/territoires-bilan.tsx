import { useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import { ImageTerritoires } from '#majoration/pages/territoires-image.tsx'
import {
  type AlerteTerritoire,
  BASES,
  type Base,
  type Territoire,
  type Territoires,
} from '#majoration/territoires.ts'
import { comparer, type Fraction, ZERO } from '#socle/fraction.ts'
import { compter, ecrireDecimale, ecrireMontant, ecrirePart, FINE, INSECABLE } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees, type Tri } from '#ui/tableau.tsx'

type Proprietes = {
  readonly campagne: Campagne
  readonly vue: Territoires
  readonly base: Base
  readonly seuil: Fraction
  readonly tri: Tri
  readonly onTri: (tri: Tri) => void
}

/** What deserves a look, the figures, the picture, and the table that says it all. */
export function BilanTerritoires({ campagne, vue, base, seuil, tri, onTri }: Proprietes) {
  const { territoires, demande, retenu, montant } = vue
  const colonnes = useMemo(() => dresserColonnes(vue, base), [vue, base])
  const servis = territoires.filter((t) => t.retenu.formations > 0).length
  const exceptionnelles = campagne.exceptionnelles.reduce((somme, une) => somme + une.montant, 0)
  return (
    <>
      <Signalements territoires={territoires} seuil={seuil} />
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="Majoration répartie"
          valeur={<Montant centimes={montant} />}
          {...(exceptionnelles > 0 && {
            precision: `hors majoration exceptionnelle (${ecrireMontant(exceptionnelles)}), votée par organisme`,
          })}
        />
        <ChiffreCle
          libelle="Départements servis"
          valeur={<Nombre valeur={servis} />}
          precision={`sur ${compter(territoires.length, 'département')} où l’on a demandé`}
        />
        <ChiffreCle
          libelle="Contrats retenus"
          valeur={<Nombre valeur={retenu.contrats} />}
          precision={`${ecrirePart(retenu.contrats, demande.contrats)} des contrats demandés`}
        />
        <ChiffreCle
          libelle="Formations retenues"
          valeur={<Nombre valeur={retenu.formations} />}
          precision={`sur ${compter(demande.formations, 'demandée')}`}
        />
      </ChiffresCles>
      <Carte
        titre="Part de l’argent, part des contrats"
        chapeau={`Le cercle est la part des ${BASES[base].toLowerCase()}, le disque celle de la majoration. Vers la droite, le département reçoit plus que sa part.`}
      >
        <ImageTerritoires territoires={territoires} base={base} nommer={nommerDepartement} />
      </Carte>
      <Carte titre="Département par département">
        <TableauDonnees
          legende="Contrats et majoration de chaque département, et l’écart entre les deux parts"
          legendeMasquee
          colonnes={colonnes}
          lignes={territoires}
          cle={({ departement }) => departement}
          triCourant={tri}
          onTri={onTri}
        />
        <p className="discret">
          Chaque montant est la somme des parts des formations retenues du département, à l’euro. Un organisme
          qui forme dans plusieurs départements compte dans chacun.
        </p>
      </Carte>
    </>
  )
}

const nommerDepartement = (code: string) => {
  const nom = DEPARTEMENTS.get(code)
  return nom ? `${code} ${nom}` : code
}

const ecrireEcart = (ecart: Fraction) => (ecart.n > 0n ? '+' : '') + ecrireDecimale(ecart, 1)
const ecrireFractionPart = (part: Fraction) => `${ecrireDecimale({ n: part.n * 100n, d: part.d }, 1)}${FINE}%`

/** Whoever is beyond the threshold, and why, in words; or that nobody is. */
function Signalements({
  territoires,
  seuil,
}: {
  readonly territoires: readonly Territoire[]
  readonly seuil: Fraction
}) {
  const signales = territoires.filter(({ alerte }) => alerte !== null)
  const points = `${ecrireDecimale(seuil, 2).replace(/,?0+$/, '') || '0'}${INSECABLE}point${comparer(seuil, { n: 2n, d: 1n }) < 0 ? '' : 's'}`
  if (signales.length === 0)
    return (
      <Message ton="succes" titre="Aucun département n’est signalé">
        <p>
          Partout où l’on a demandé, quelque chose est retenu, et l’écart ne dépasse pas {points} (seuil
          indicatif).
        </p>
      </Message>
    )
  return (
    <Message
      ton="avertissement"
      titre={`${compter(signales.length, 'département signalé', 'départements signalés')}${INSECABLE}: plus de ${points} d’écart (seuil indicatif), ou rien de retenu`}
    >
      <ul>
        {signales.map((territoire) => (
          <li key={territoire.departement}>{direAlerte(territoire)}</li>
        ))}
      </ul>
    </Message>
  )
}

function direAlerte({ departement, alerte, demande, ecart, partMontant, partContrats }: Territoire): string {
  const qui = `${nommerDepartement(departement)}${INSECABLE}: `
  if (alerte === 'rien-de-retenu')
    return `${qui}rien n’est retenu sur ${compter(demande.formations, 'formation demandée', 'formations demandées')} (${compter(demande.contrats, 'contrat')}).`
  return `${qui}${ecrireFractionPart(partMontant)} de la majoration pour ${ecrireFractionPart(partContrats)} des contrats, soit ${ecrireEcart(ecart)}${INSECABLE}points.`
}

const ALERTES: Record<AlerteTerritoire, { ton: TonEtiquette; texte: string }> = {
  'au-dela': { ton: 'or', texte: 'au-dessus de sa part' },
  'en-deca': { ton: 'flamme', texte: 'en dessous de sa part' },
  'rien-de-retenu': { ton: 'flamme', texte: 'rien de retenu' },
}

function dresserColonnes({ demande, retenu, montant }: Territoires, base: Base): Colonne<Territoire>[] {
  const nombre = (
    code: string,
    titre: string,
    lire: (t: Territoire) => number,
    total: number,
    secondaire = false,
  ): Colonne<Territoire> => ({
    ...{ code, titre, nombre: true, secondaire, tri: lire },
    cellule: (t) => <Nombre valeur={lire(t)} />,
    total: <Nombre valeur={total} />,
  })
  const part = (
    code: string,
    titre: string,
    lire: (t: Territoire) => Fraction,
    total: number,
  ): Colonne<Territoire> => ({
    ...{ code, titre, nombre: true, secondaire: true },
    tri: (t) => approcher(lire(t)),
    cellule: (t) => <span className="insecable">{ecrireFractionPart(lire(t))}</span>,
    total: total > 0 ? `100${FINE}%` : '—',
  })
  const total = base === 'demandes' ? demande.contrats : retenu.contrats
  return [
    {
      ...{ code: 'departement', titre: 'Département', total: 'Total' },
      tri: ({ departement }) => departement,
      cellule: ({ departement, alerte }) => (
        <>
          {nommerDepartement(departement)}{' '}
          {alerte && <Etiquette ton={ALERTES[alerte].ton}>{ALERTES[alerte].texte}</Etiquette>}
        </>
      ),
    },
    nombre('formations', 'Formations demandées', (t) => t.demande.formations, demande.formations, true),
    nombre('contrats', 'Contrats demandés', (t) => t.demande.contrats, demande.contrats, true),
    nombre('formationsRetenues', 'Formations retenues', (t) => t.retenu.formations, retenu.formations, true),
    nombre('contratsRetenus', 'Contrats retenus', (t) => t.retenu.contrats, retenu.contrats, true),
    {
      ...{ code: 'montant', titre: 'Majoration', nombre: true, tri: (t) => t.montant },
      cellule: (t) => <Montant centimes={t.montant} />,
      total: <Montant centimes={montant} />,
    },
    part('partMontant', 'Part de la majoration', (t) => t.partMontant, montant),
    part('partContrats', `Part des ${BASES[base].toLowerCase()}`, (t) => t.partContrats, total),
    {
      ...{ code: 'ecart', titre: 'Écart, en points', nombre: true, tri: (t) => approcher(t.ecart) },
      cellule: ({ ecart }) => (
        <span
          className={`insecable ${comparer(ecart, ZERO) === 0 ? '' : ecart.n > 0n ? 'hausse' : 'baisse'}`}
        >
          {ecrireEcart(ecart)}
        </span>
      ),
      total: '0',
    },
  ]
}

/** For the order of lines only. */
const approcher = ({ n, d }: Fraction) => Number(n) / Number(d)
