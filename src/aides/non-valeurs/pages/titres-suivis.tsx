import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ETATS_SUIVI, GENRES_DILIGENCE, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import {
  acteClore,
  acteEmettre,
  acteEncaisser,
  acteNoter,
} from '#aides/non-valeurs/pages/actes-non-valeur.ts'
import { useTitresSuivis } from '#aides/non-valeurs/pages/non-valeurs-donnees.ts'
import { filtrer, lireRecherche, type Recherche } from '#aides/non-valeurs/recherche.ts'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const TONS: Readonly<Record<TitreSuivi['suivi'], TonEtiquette>> = {
  ...{ emis: 'neutre', relance: 'or', propose: 'flamme', recouvre: 'vert', annule: 'ecarte' },
  admis_en_non_valeur: 'ecarte',
}

/** What is owed to the Région, what was done to collect it, and where it stands. */
export function TitresSuivis() {
  const { data, error, isError, refetch } = useTitresSuivis()
  return (
    <Carte
      titre="Titres de recettes"
      chapeau="Ce qui est dû à la Région, ce qui est fait pour le recouvrer, et où cela en est."
      actions={
        <SiDroit action="budget.ecrire">
          <BoutonActe acte={acteEmettre} />
        </SiDroit>
      }
    >
      {data ? (
        <Titres titres={data} />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des titres" />
      )}
    </Carte>
  )
}

function Titres({ titres }: { readonly titres: readonly TitreSuivi[] }) {
  const recherche = lireRecherche(useSearch({ strict: false }))
  const montres = useMemo(() => filtrer(titres, recherche), [titres, recherche])
  return (
    <>
      <Filtres recherche={recherche} titres={titres} />
      <TableauDonnees<TitreSuivi>
        fiches
        legende={compter(montres.length, 'titre')}
        vide="Aucun titre ne répond à ces filtres."
        cle={({ id }) => id}
        lignes={montres}
        colonnes={[
          ...COLONNES_TITRE,
          {
            code: 'diligences',
            titre: 'Diligences',
            secondaire: true,
            cellule: (titre) => <Diligences titre={titre} />,
          },
          {
            code: 'suivi',
            titre: 'État',
            tri: ({ suivi }) => ETATS_SUIVI[suivi],
            cellule: ({ suivi }) => <Etiquette ton={TONS[suivi]}>{ETATS_SUIVI[suivi]}</Etiquette>,
          },
          {
            ...{ code: 'montant', titre: 'Montant', nombre: true, tri: ({ montant }) => montant },
            cellule: ({ montant }) => <Montant centimes={montant} />,
            total: <Montant centimes={montres.reduce((total, { montant }) => total + montant, 0)} />,
          },
          {
            ...{ code: 'reste', titre: 'Reste à recouvrer', nombre: true, tri: aRecouvrer },
            cellule: (titre) => (
              <>
                <Montant centimes={aRecouvrer(titre)} />
                {titre.encaissements.map(({ date, montant, reference }) => (
                  <span key={reference} className="soldes-precision">
                    <Montant centimes={montant} /> le {ecrireDate(date)}, {reference}
                  </span>
                ))}
              </>
            ),
            total: <Montant centimes={montres.reduce((total, titre) => total + aRecouvrer(titre), 0)} />,
          },
          ...(montres.some(({ etat }) => etat === 'emis') ? [ACTES] : []),
        ]}
      />
    </>
  )
}

/** Only where there is one: an empty column would push the figures aside. */
const ACTES: Colonne<TitreSuivi> = {
  code: 'actes',
  titre: <span className="hors-ecran">Actes</span>,
  cellule: (titre) =>
    titre.etat === 'emis' && (
      <span className="rangee">
        <SiDroit action="nonvaleur.proposer">
          <BoutonActe acte={acteNoter(titre)} sur={nommer(titre)} />
          <BoutonActe variante="discret" acte={acteEncaisser(titre)} sur={nommer(titre)} />
        </SiDroit>
        <SiDroit action="budget.ecrire">
          <BoutonActe variante="discret" acte={acteClore(titre)} sur={nommer(titre)} />
        </SiDroit>
      </span>
    ),
}

/** Nothing is collected any more on what has ended. */
const aRecouvrer = ({ etat, reste }: TitreSuivi) => (etat === 'emis' ? reste : 0)

const nommer = ({ exercice, numero }: Pick<TitreSuivi, 'exercice' | 'numero'>) =>
  `titre n°${INSECABLE}${numero} de ${exercice}`

/** What names a titre, here and in a dossier. */
export const COLONNES_TITRE: readonly Colonne<TitreSuivi>[] = [
  {
    code: 'titre',
    titre: 'Titre',
    tri: ({ exercice, numero }) => exercice * 1e10 + numero,
    total: 'Total',
    cellule: ({ exercice, numero, date }) => (
      <>
        <span className="insecable">
          {exercice}, n°{INSECABLE}
          {numero}
        </span>
        {date && <span className="soldes-precision">{ecrireDate(date)}</span>}
      </>
    ),
  },
  {
    code: 'debiteur',
    titre: 'Débiteur',
    tri: ({ debiteur }) => debiteur,
    cellule: ({ debiteur, objet }) => (
      <>
        {debiteur}
        <span className="soldes-precision">{objet}</span>
      </>
    ),
  },
]

/** The log of a titre, the oldest act first. */
export const Diligences = ({ titre: { diligences } }: { readonly titre: TitreSuivi }) =>
  diligences.length === 0 ? (
    <span className="discret">aucune notée</span>
  ) : (
    <ul className="soldes-liste">
      {diligences.map(({ genre, date, resultat }) => (
        <li key={`${genre} ${date} ${resultat}`}>
          {GENRES_DILIGENCE[genre]}, {ecrireDate(date)}
          {INSECABLE}: {resultat}
        </li>
      ))}
    </ul>
  )

function Filtres({
  recherche,
  titres,
}: {
  readonly recherche: Recherche
  readonly titres: readonly TitreSuivi[]
}) {
  const navigate = useNavigate()
  const choisir = (quoi: Partial<Recherche>) =>
    navigate({
      to: '.',
      search: Object.fromEntries(Object.entries({ ...recherche, ...quoi }).filter(([, valeur]) => valeur)),
      replace: true,
    })
  const annees = [...new Set(titres.map(({ exercice }) => String(exercice)))].sort().reverse()
  return (
    <search className="soldes-filtres" aria-label="Filtrer les titres">
      <ChampTexte
        type="search"
        libelle="Débiteur, objet ou numéro"
        valeur={recherche.texte}
        onChange={(texte) => choisir({ texte })}
      />
      <Choix
        libelle="Année"
        valeur={recherche.annee}
        onChange={(annee) => choisir({ annee })}
        options={[
          { valeur: '', libelle: 'Toutes' },
          ...annees.map((valeur) => ({ valeur, libelle: valeur })),
        ]}
      />
      <Choix
        libelle="État"
        valeur={recherche.suivi}
        onChange={(suivi) => choisir({ suivi })}
        options={[
          { valeur: '' as Recherche['suivi'], libelle: 'Tous les états' },
          ...Object.entries(ETATS_SUIVI).map(([valeur, libelle]) => ({
            valeur: valeur as Recherche['suivi'],
            libelle,
          })),
        ]}
      />
    </search>
  )
}
