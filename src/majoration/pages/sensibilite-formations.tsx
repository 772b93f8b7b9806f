import { useEffect, useMemo, useState } from 'react'
import type { LigneClassee } from '#majoration/classement.ts'
import { simplifier } from '#majoration/pages/classement-colonnes.tsx'
import type { Epreuve } from '#majoration/pages/sensibilite-epreuve.ts'
import { EtiquetteSort, LIBELLES_FORMATION, SORTS } from '#majoration/pages/sensibilite-sorts.tsx'
import type { Sort } from '#majoration/sensibilite.ts'
import { compter, ecrirePoints } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Shown at once; a list longer than this is read with filters, or unfolded on purpose. */
const PAR_PAGE = 50

type Rangee = { readonly ligne: LigneClassee; readonly sort: Sort; readonly avecExemple: boolean }

type Proprietes = {
  readonly epreuve: Epreuve
  readonly nomDe: (organisme: string) => string
  readonly filtres: { readonly sort: Sort | undefined; readonly organisme: string; readonly q: string }
  readonly changer: (changement: Readonly<Record<string, string | undefined>>, trace?: boolean) => void
}

/** Every formation with its fate, filtered by fate, body and text; an example goes with each that depends. */
export function ListeSorts({ epreuve, nomDe, filtres, changer }: Proprietes) {
  const { lignes, retenues, sensibilite } = epreuve
  const { sort, organisme, q } = filtres
  const rangees = useMemo(() => {
    const mots = simplifier(q).split(/\s+/).filter(Boolean)
    return lignes.flatMap((ligne, f): Rangee[] => {
      const { formation } = ligne
      const sien = sensibilite.sorts[f]!
      if ((sort && sien !== sort) || (organisme && formation.organisme !== organisme)) return []
      const texte = simplifier(`${formation.intitule} ${nomDe(formation.organisme)} ${formation.commune}`)
      if (!mots.every((mot) => texte.includes(mot))) return []
      return [{ ligne, sort: sien, avecExemple: sensibilite.temoins[f] != null }]
    })
  }, [lignes, sensibilite, sort, organisme, q, nomDe])
  const [montrees, setMontrees] = useState(PAR_PAGE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts short again
  useEffect(() => setMontrees(PAR_PAGE), [sort, organisme, q])
  const contrats = rangees.reduce((somme, { ligne }) => somme + ligne.formation.contrats, 0)
  return (
    <>
      <Filtres lignes={lignes} nomDe={nomDe} filtres={filtres} changer={changer} />
      <p className="secondaire" role="status">
        {compter(rangees.length, 'formation')}, {compter(contrats, 'contrat')}
        {rangees.length > montrees && `, les ${montrees} premières au classement sont montrées`}.
      </p>
      <TableauDonnees
        legende="Sort de chaque formation, dans l’ordre du classement"
        legendeMasquee
        colonnes={colonnes(nomDe, retenues, (exemple) => changer({ exemple }, true))}
        lignes={rangees.slice(0, montrees)}
        cle={({ ligne }) => ligne.formation.identifiant}
        enTete="formation"
        vide="Aucune formation ne répond à ces filtres."
      />
      {rangees.length > montrees && (
        <div className="rangee ecran-seulement">
          <Bouton onPress={() => setMontrees(montrees + PAR_PAGE)}>Afficher {PAR_PAGE} de plus</Bouton>
          <Bouton variante="discret" onPress={() => setMontrees(rangees.length)}>
            Tout afficher
          </Bouton>
        </div>
      )}
    </>
  )
}

function Filtres({
  lignes,
  nomDe,
  filtres,
  changer,
}: Omit<Proprietes, 'epreuve'> & { lignes: readonly LigneClassee[] }) {
  const organismes = useMemo(() => {
    const alphabet = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })
    return [...new Set(lignes.map(({ formation }) => formation.organisme))]
      .map((valeur) => ({ valeur, libelle: nomDe(valeur) }))
      .sort((a, b) => alphabet.compare(a.libelle, b.libelle))
  }, [lignes, nomDe])
  const actifs = filtres.sort || filtres.organisme || filtres.q
  return (
    <search className="sensibilite-filtres ecran-seulement">
      <Choix
        libelle="Sort"
        valeur={filtres.sort ?? ''}
        options={[
          { valeur: '', libelle: 'Tous' },
          ...SORTS.map((valeur) => ({ valeur, libelle: LIBELLES_FORMATION[valeur] })),
        ]}
        onChange={(valeur) => changer({ sort: valeur || undefined }, true)}
      />
      <Choix
        libelle="Organisme"
        valeur={filtres.organisme}
        options={[{ valeur: '', libelle: 'Tous' }, ...organismes]}
        onChange={(valeur) => changer({ organisme: valeur || undefined }, true)}
      />
      <Recherche q={filtres.q} onChange={(q) => changer({ q: q || undefined })} />
      {actifs && (
        <Bouton
          variante="discret"
          onPress={() => changer({ sort: undefined, organisme: undefined, q: undefined }, true)}
        >
          Effacer les filtres
        </Bouton>
      )}
    </search>
  )
}

/** The address, and the list with it, follow when the hand rests. */
function Recherche({ q, onChange }: { readonly q: string; readonly onChange: (q: string) => void }) {
  const [saisie, setSaisie] = useState(q)
  useEffect(() => setSaisie(q), [q])
  useEffect(() => {
    if (saisie === q) return
    const minuterie = setTimeout(() => onChange(saisie), 180)
    return () => clearTimeout(minuterie)
  }, [saisie, q, onChange])
  return (
    <ChampTexte
      type="search"
      libelle="Chercher"
      indication="Formation, organisme, commune…"
      valeur={saisie}
      onChange={setSaisie}
    />
  )
}

const colonnes = (
  nomDe: Proprietes['nomDe'],
  retenues: number,
  ouvrir: (formation: string) => void,
): Colonne<Rangee>[] => [
  { code: 'rang', titre: 'Rang', nombre: true, cellule: ({ ligne }) => <Nombre valeur={ligne.rang} /> },
  {
    code: 'formation',
    titre: 'Formation',
    cellule: ({ ligne: { formation } }) => (
      <>
        {formation.intitule}
        <span className="discret sensibilite-lieu">
          {nomDe(formation.organisme)} · {formation.commune}
        </span>
      </>
    ),
  },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ ligne }) => <Nombre valeur={ligne.formation.contrats} />,
  },
  {
    code: 'points',
    titre: 'Points',
    nombre: true,
    secondaire: true,
    cellule: ({ ligne }) => ecrirePoints(ligne.points),
  },
  {
    code: 'aujourdhui',
    titre: 'Sans bouger',
    secondaire: true,
    cellule: ({ ligne }) => (ligne.rang <= retenues ? 'retenue' : 'écartée'),
  },
  {
    code: 'sort',
    titre: 'Sort',
    cellule: ({ sort }) => <EtiquetteSort sort={sort} libelles={LIBELLES_FORMATION} />,
  },
  {
    code: 'exemple',
    titre: 'Exemple',
    cellule: ({ ligne: { formation }, avecExemple }) =>
      avecExemple && (
        <button
          type="button"
          className="lien"
          aria-label={`Avec quels poids « ${formation.intitule} » change-t-elle de côté ?`}
          onClick={() => ouvrir(formation.identifiant)}
        >
          Avec quels poids ?
        </button>
      ),
  },
]
