import { memo, useEffect, useMemo, useState } from 'react'
import type { Organisme } from '#campagnes/formation.ts'
import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { CODES, presentation } from '#majoration/pages/classement-colonnes.tsx'
import { useDisposition } from '#majoration/pages/classement-disposition.ts'
import type { Changement, RechercheClassement } from '#majoration/pages/recherche-classement.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChoixMultiple, ChoixSegmente, type Option } from '#ui/choix.tsx'

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly organismes: readonly Organisme[]
  readonly recherche: RechercheClassement
  readonly changer: (changement: Changement, trace?: boolean) => void
}

const COTES = [
  { valeur: 'toutes', libelle: 'Toutes' },
  { valeur: 'oui', libelle: 'Retenues' },
  { valeur: 'non', libelle: 'Écartées' },
] as const

const COLONNES_AU_CHOIX: readonly Option[] = CODES.filter((code) => !presentation(code).fixe).map((code) => ({
  valeur: code,
  libelle: presentation(code).titre,
}))

const SANS_FILTRE: Changement = {
  q: undefined,
  departements: undefined,
  filieres: undefined,
  niveaux: undefined,
  organismes: undefined,
  retenue: undefined,
}

/** What the table shows: words to find, values to keep, columns to see. All of it lives in the address. */
export const BarreFiltres = memo(function BarreFiltres({
  lignes,
  organismes,
  recherche,
  changer,
}: Proprietes) {
  const { colonnes } = useDisposition(recherche.colonnes, true)
  const options = useMemo(() => listerOptions(lignes, organismes), [lignes, organismes])
  const filtre = Object.keys(SANS_FILTRE).some(
    (cle) => recherche[cle as keyof RechercheClassement] !== undefined,
  )
  const fixes = CODES.filter((code) => presentation(code).fixe)
  return (
    <search className="filtres ecran-seulement">
      <RecherchePleinTexte q={recherche.q ?? ''} onChange={(q) => changer({ q })} />
      <ChoixSegmente
        libelle="Décision"
        libelleMasque
        options={COTES}
        valeur={recherche.retenue ?? 'toutes'}
        onChange={(cote) => changer({ retenue: cote === 'toutes' ? undefined : cote }, true)}
      />
      <div className="filtres-listes">
        <ChoixMultiple
          libelle="Département"
          options={options.departements}
          valeurs={recherche.departements ?? []}
          onChange={(departements) => changer({ departements }, true)}
        />
        <ChoixMultiple
          libelle="Filière"
          options={options.filieres}
          valeurs={recherche.filieres ?? []}
          onChange={(filieres) => changer({ filieres }, true)}
        />
        <ChoixMultiple
          libelle="Niveau"
          options={options.niveaux}
          valeurs={recherche.niveaux ?? []}
          onChange={(niveaux) => changer({ niveaux }, true)}
        />
        <ChoixMultiple
          libelle="Organisme"
          options={options.organismes}
          valeurs={recherche.organismes ?? []}
          onChange={(choisis) => changer({ organismes: choisis }, true)}
        />
        {filtre && (
          <Bouton variante="discret" onPress={() => changer(SANS_FILTRE, true)}>
            Effacer les filtres
          </Bouton>
        )}
        <span className="filtres-fin">
          <ChoixMultiple
            libelle="Colonnes"
            icone="colonnes"
            compte={false}
            options={COLONNES_AU_CHOIX}
            valeurs={colonnes}
            onChange={(choisies) => changer({ colonnes: [...fixes, ...choisies] })}
            retablir={
              recherche.colonnes && {
                libelle: 'Colonnes usuelles',
                onPress: () => changer({ colonnes: undefined }),
              }
            }
          />
        </span>
      </div>
    </search>
  )
})

/** Typing stays fluid: the address, and the table with it, follow when the hand rests. */
function RecherchePleinTexte({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const [saisie, setSaisie] = useState(q)
  useEffect(() => setSaisie(q), [q])
  useEffect(() => {
    if (saisie === q) return
    const minuterie = setTimeout(() => onChange(saisie), 180)
    return () => clearTimeout(minuterie)
  }, [saisie, q, onChange])
  return (
    <div className="filtres-recherche">
      <ChampTexte
        type="search"
        libelle="Chercher dans le classement"
        libelleMasque
        indication="Formation, organisme, commune, RNCP…"
        valeur={saisie}
        onChange={setSaisie}
      />
    </div>
  )
}

function listerOptions(lignes: readonly LigneClassee[], organismes: readonly Organisme[]) {
  const distinctes = (lire: (ligne: LigneClassee) => string) => [...new Set(lignes.map(lire))]
  const alphabet = new Intl.Collator('fr', { numeric: true })
  const option = (valeur: string, libelle = valeur): Option => ({ valeur, libelle })
  const trier = (options: Option[]) => options.sort((a, b) => alphabet.compare(a.libelle, b.libelle))
  return {
    departements: trier(
      distinctes((l) => l.formation.departement).map((code) =>
        option(code, `${code} ${DEPARTEMENTS.get(code) ?? ''}`.trim()),
      ),
    ),
    filieres: trier(distinctes((l) => l.formation.filiere).map((f) => option(f))),
    niveaux: trier(distinctes((l) => String(l.formation.niveau)).map((n) => option(n, `Niveau ${n}`))),
    organismes: trier(organismes.map(({ nom }) => option(nom))),
  }
}
