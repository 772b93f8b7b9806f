import { type FormEvent, useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { FileDemandes } from '#campagnes/demandes/instruction.ts'
import {
  type AdresseFile,
  basculerEtat,
  estFiltree,
  etatsChoisis,
} from '#campagnes/demandes/pages/instruction-adresse.ts'
import { ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'

type Proprietes = {
  readonly file: FileDemandes
  readonly adresse: AdresseFile
  /** A new search starts on its first page. */
  readonly onChercher: (adresse: AdresseFile) => void
}

/** How many applications are in each state, and which states are looked at. */
export function FiltreEtats({ file: { etats }, adresse, onChercher }: Proprietes) {
  const choisis = etatsChoisis(adresse)
  const presents = (Object.keys(ETATS_DEMANDE) as EtatDemande[]).filter(
    (etat) => (etats[etat] ?? 0) > 0 || choisis.includes(etat),
  )
  return (
    <fieldset className="instruction-etats ecran-seulement">
      <legend className="hors-ecran">États</legend>
      {presents.map((etat) => (
        <button
          key={etat}
          type="button"
          className="bouton bouton-secondaire"
          aria-pressed={choisis.includes(etat)}
          onClick={() => onChercher({ ...adresse, etat: basculerEtat(adresse, etat) } as AdresseFile)}
        >
          {ETATS_DEMANDE[etat].libelle} <span className="compteur">{ecrireNombre(etats[etat] ?? 0)}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** Words, agent, place, warnings, size. Choices apply at once, what is typed when it is asked for. */
export function FormulaireFile({ file: { agents, departements }, adresse, onChercher }: Proprietes) {
  const instruit = useDroits().has('demande.instruire')
  const { q = '', contratsMin = '', contratsMax = '' } = adresse
  const [tape, setTape] = useState({ q, contratsMin, contratsMax })
  // « Précédent » or a shared view changes the address under the form: what was typed follows it, the focus stays.
  const ecrit = JSON.stringify([q, contratsMin, contratsMax])
  const [vu, setVu] = useState(ecrit)
  if (vu !== ecrit) {
    setVu(ecrit)
    setTape({ q, contratsMin, contratsMax })
  }
  const taper = (cle: keyof typeof tape) => (valeur: string) => setTape({ ...tape, [cle]: valeur })
  const changer = (change: AdresseFile) => onChercher({ ...adresse, ...tape, ...change })
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    changer({})
  }
  return (
    <search className="ecran-seulement">
      <form className="instruction-filtres" onSubmit={chercher}>
        <ChampTexte
          libelle="Chercher"
          type="search"
          valeur={tape.q}
          onChange={taper('q')}
          indication="Organisme, SIRET, numéro, formation"
          maximum={100}
        />
        <Choix
          libelle="Agent"
          valeur={adresse.agent ?? ''}
          onChange={(agent) => changer({ agent })}
          options={[
            { valeur: '', libelle: 'Tous' },
            ...(instruit ? [{ valeur: 'moi', libelle: 'Moi' }] : []),
            { valeur: 'aucun', libelle: 'Personne encore' },
            ...agents.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
          ]}
        />
        <Choix
          libelle="Département"
          valeur={adresse.departement ?? ''}
          onChange={(departement) => changer({ departement })}
          options={[
            { valeur: '', libelle: 'Tous' },
            ...departements.map((code) => ({ valeur: code, libelle: code })),
          ]}
        />
        <Choix
          libelle="Alertes"
          valeur={adresse.alertes ?? ''}
          onChange={(alertes) => changer({ alertes })}
          options={[
            { valeur: '', libelle: 'Avec ou sans' },
            { valeur: 'avec', libelle: 'Avec alertes' },
            { valeur: 'sans', libelle: 'Sans alerte' },
          ]}
        />
        <ChampTexte
          libelle="Contrats, au moins"
          valeur={tape.contratsMin}
          onChange={taper('contratsMin')}
          maximum={7}
        />
        <ChampTexte
          libelle="Contrats, au plus"
          valeur={tape.contratsMax}
          onChange={taper('contratsMax')}
          maximum={7}
        />
        <div className="rangee">
          {instruit && (
            <label className="case">
              <input
                type="checkbox"
                checked={adresse.cite === 'oui'}
                onChange={({ target }) => changer({ cite: target.checked ? 'oui' : '' })}
              />
              <span>Où l’on me cite</span>
            </label>
          )}
          <Bouton type="submit" variante="principal" icone="chercher">
            Chercher
          </Bouton>
          {estFiltree(adresse) && (
            <Bouton variante="discret" onPress={() => onChercher({})}>
              Tout afficher
            </Bouton>
          )}
        </div>
      </form>
    </search>
  )
}
