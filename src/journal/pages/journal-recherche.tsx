import { type FormEvent, useState } from 'react'
import { ACTES } from '#journal/actes.ts'
import type { Criteres } from '#journal/pages/journal-donnees.ts'
import { GENRES } from '#journal/phrases.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix, type Option } from '#ui/choix.tsx'

const alphabet = new Intl.Collator('fr')
const options = (entrees: readonly (readonly [string, string])[], toutes: string): Option[] => [
  { valeur: '', libelle: toutes },
  ...entrees
    .map(([valeur, libelle]) => ({ valeur, libelle }))
    .sort((a, b) => alphabet.compare(a.libelle, b.libelle)),
]
const ACTES_AU_CHOIX = options(
  Object.entries(ACTES).map(([acte, { libelle }]) => [acte, libelle]),
  'Tous les actes',
)
const GENRES_AU_CHOIX = options(Object.entries(GENRES), 'Tous les objets')

/** By whom, on what, which act, when. The address only changes when the search is asked for. */
export function FormulaireRecherche({
  criteres,
  onChercher,
}: {
  readonly criteres: Criteres
  readonly onChercher: (criteres: Criteres) => void
}) {
  const [saisie, setSaisie] = useState(criteres)
  const saisir = (cle: keyof Criteres) => (valeur: string) => setSaisie({ ...saisie, [cle]: valeur })
  const [genre = '', identifiant = ''] = (saisie.objet ?? '').split(/:(.*)/s)
  const viser = (nouveauGenre: string, nouvelIdentifiant: string) =>
    saisir('objet')(nouveauGenre && nouvelIdentifiant ? `${nouveauGenre}:${nouvelIdentifiant}` : nouveauGenre)
  const periodeVide = Boolean(saisie.du && saisie.au && saisie.du > saisie.au)
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (!periodeVide) onChercher(saisie)
  }
  return (
    <search className="ecran-seulement">
      <form className="journal-recherche" onSubmit={chercher}>
        <ChampTexte
          libelle="Personne"
          type="search"
          valeur={saisie.personne ?? ''}
          onChange={saisir('personne')}
          indication="Nom ou identifiant"
          maximum={200}
        />
        <Choix libelle="Acte" options={ACTES_AU_CHOIX} valeur={saisie.acte ?? ''} onChange={saisir('acte')} />
        <Choix
          libelle="Objet"
          options={GENRES_AU_CHOIX}
          valeur={genre}
          onChange={(choisi) => viser(choisi, identifiant)}
        />
        {genre && (
          <ChampTexte
            libelle="Identifiant de l’objet"
            valeur={identifiant}
            onChange={(tape) => viser(genre, tape)}
            indication="2023"
            maximum={150}
          />
        )}
        <ChampTexte libelle="Du" type="date" valeur={saisie.du ?? ''} onChange={saisir('du')} />
        <ChampTexte
          libelle="Au"
          type="date"
          valeur={saisie.au ?? ''}
          onChange={saisir('au')}
          erreur={periodeVide ? 'La période finit avant de commencer.' : undefined}
        />
        <div className="rangee">
          <Bouton type="submit" variante="principal" icone="chercher">
            Chercher
          </Bouton>
          {Object.keys(criteres).length > 0 && (
            <Bouton variante="discret" onPress={() => onChercher({})}>
              Tout afficher
            </Bouton>
          )}
        </div>
      </form>
    </search>
  )
}
