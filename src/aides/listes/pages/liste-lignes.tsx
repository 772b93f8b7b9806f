import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { COLONNES_LISTE, colonneDe } from '#aides/listes/colonnes-liste.ts'
import { CelluleACorriger } from '#aides/listes/pages/liste-cellule.tsx'
import { useLignes } from '#aides/listes/pages/liste-donnees.ts'
import { GestesLigne } from '#aides/listes/pages/liste-gestes.tsx'
import {
  ecrireAdresse,
  ecrireRequete,
  lireRechercheListe,
  type RechercheListe,
} from '#aides/listes/recherche-liste.ts'
import type { LigneLue } from '#aides/listes/schema-listes.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

const VUES = [
  { valeur: '', libelle: 'Toutes' },
  { valeur: 'erreurs', libelle: 'En erreur' },
  { valeur: 'avertissements', libelle: 'Avec un avertissement' },
  { valeur: 'valides', libelle: 'Valides' },
  { valeur: 'ecartees', libelle: 'Écartées' },
] as const
const COLONNES = [
  { valeur: '', libelle: 'Toutes les colonnes' },
  ...COLONNES_LISTE.map(({ champ, entete }) => ({ valeur: champ as string, libelle: entete })),
]

type Proprietes = { readonly liste: string; readonly corrigeable: boolean }

/** The lines of a list, by page, with what is to be corrected in each; the filters are in the address. */
export function LignesDeListe({ liste, corrigeable }: Proprietes) {
  const recherche = lireRechercheListe(useSearch({ strict: false }))
  const aller = useNavigate()
  const { data, error, isError, refetch } = useLignes(liste, ecrireRequete(recherche), true)
  const changer = (changes: Partial<RechercheListe>) =>
    aller({
      to: '.',
      search: ecrireAdresse({ ...recherche, page: 1, ...changes }),
      resetScroll: false,
      replace: true,
    } as never)
  const pages = data ? Math.max(1, Math.ceil(data.total / data.taille)) : 1
  return (
    <Carte titre="Lignes">
      <div className="listes-filtres ecran-seulement">
        <Choix libelle="Voir" options={VUES} valeur={recherche.voir} onChange={(voir) => changer({ voir })} />
        <Choix
          libelle="Colonne"
          options={COLONNES}
          valeur={recherche.champ}
          onChange={(champ) => changer({ champ, code: '' })}
        />
        <ChercherNom valeur={recherche.q} onChange={(q) => changer({ q })} />
        {recherche.code && (
          <Bouton variante="discret" icone="fermer" onPress={() => changer({ code: '' })}>
            Toutes les causes
          </Bouton>
        )}
      </div>
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : data ? (
        <>
          <p className="secondaire" role="status">
            {compter(data.total, 'ligne')}
          </p>
          <ul className="listes-lignes">
            {data.lignes.map((ligne) => (
              <Ligne key={ligne.ligne} liste={liste} ligne={ligne} corrigeable={corrigeable} />
            ))}
          </ul>
          {pages > 1 && (
            <nav className="listes-pages" aria-label="Pages">
              <Bouton isDisabled={data.page <= 1} onPress={() => changer({ page: data.page - 1 })}>
                Précédente
              </Bouton>
              <span>
                Page {ecrireNombre(data.page)} sur {ecrireNombre(pages)}
              </span>
              <Bouton isDisabled={data.page >= pages} onPress={() => changer({ page: data.page + 1 })}>
                Suivante
              </Bouton>
            </nav>
          )}
        </>
      ) : (
        <Chargement quoi="Chargement des lignes" />
      )}
    </Carte>
  )
}

/** Asked when one has finished typing: Enter, or the field left. */
function ChercherNom({
  valeur,
  onChange,
}: {
  readonly valeur: string
  readonly onChange: (q: string) => void
}) {
  const [saisie, setSaisie] = useState(valeur)
  return (
    <form
      onSubmit={(evenement) => {
        evenement.preventDefault()
        onChange(saisie.trim())
      }}
      onBlur={() => saisie.trim() !== valeur && onChange(saisie.trim())}
    >
      <ChampTexte libelle="Nom" type="search" valeur={saisie} onChange={setSaisie} maximum={100} />
    </form>
  )
}

function Ligne({ liste, ligne, corrigeable }: Proprietes & { readonly ligne: LigneLue }) {
  const { cellules, anomalies, masque, ecartee, erreurs } = ligne
  const nom = [cellules.nomNaissance, cellules.prenom].filter(Boolean).join(' ') || 'Sans nom'
  return (
    <li>
      <div className="listes-personne">
        <strong>
          <span className="discret">Ligne {ligne.ligne}</span> {nom}
        </strong>
        <span className="secondaire">{cellules.neLe}</span>
        <span className="secondaire">{masque ?? 'compte illisible'}</span>
        {ecartee ? (
          <Etiquette titre={ecartee}>Écartée</Etiquette>
        ) : erreurs > 0 ? (
          <Etiquette ton="flamme">{compter(erreurs, 'erreur')}</Etiquette>
        ) : null}
        {corrigeable && <GestesLigne liste={liste} ligne={ligne} nom={nom} />}
      </div>
      {ecartee && <p className="secondaire">Écartée : {ecartee}</p>}
      {!ecartee && anomalies.length > 0 && (
        <ul className="listes-anomalies">
          {anomalies.map(({ gravite, champ, code, message, attendu }) => (
            <li key={`${champ} ${code} ${message}`} className="listes-anomalie" data-gravite={gravite}>
              <p>
                <strong>{champ ? colonneDe(champ).entete : 'Ligne entière'}</strong>
                {gravite === 'avertissement' && <span className="discret"> (à vérifier)</span>} : {message}
                {gravite === 'erreur' && attendu && <span className="secondaire"> Attendu : {attendu}.</span>}
              </p>
              {corrigeable && champ && (
                <CelluleACorriger
                  // A cell corrected elsewhere starts again from what it says now.
                  key={cellules[champ] ?? ''}
                  {...{ liste, ligne: ligne.ligne, champ, texte: cellules[champ] ?? '' }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
