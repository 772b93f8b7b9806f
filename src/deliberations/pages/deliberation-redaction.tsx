import { useId, useState } from 'react'
import type { DeliberationLue, useActesDeliberation } from '#deliberations/pages/deliberation-donnees.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Refus } from '#ui/refus.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Texte = DeliberationLue['texte']
/** What is typed: amounts as texts, until they are sent. */
type Saisie = Omit<Texte, 'affectations'> & {
  readonly affectations: readonly {
    readonly ligne: string
    readonly operation: string
    readonly euros: string
  }[]
}

const enEuros = (centimes: number) => ecrireMontant(centimes).replace(/\s€$/, '')
/** « 1 992 428,50 » → cents; zero when it cannot be read, which the server refuses by its name. */
function lireEuros(saisie: string): number {
  const [, entiers, decimales = ''] =
    /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(saisie.replace(/[\s€]/g, '')) ?? []
  return entiers ? Number(entiers) * 100 + Number(decimales.padEnd(2, '0')) : 0
}
const ouvrir = ({ affectations, ...texte }: Texte): Saisie => ({
  ...texte,
  affectations: affectations.map(({ montant, ...une }) => ({ ...une, euros: enEuros(montant) })),
})

/** The model of this campaign, to rework: fields between braces are filled in by the database. */
export function Redaction({
  lue,
  actes: { enregistrer },
}: {
  readonly lue: DeliberationLue
  readonly actes: ReturnType<typeof useActesDeliberation>
}) {
  const [saisie, setSaisie] = useState(() => ouvrir(lue.texte))
  const annoncer = useAnnonce()
  const changer = (change: Partial<Saisie>) => setSaisie((avant) => ({ ...avant, ...change }))
  const envoyer = () =>
    enregistrer.mutate(
      {
        ...saisie,
        affectations: saisie.affectations.map(({ euros, ...une }) => ({ ...une, montant: lireEuros(euros) })),
        version: lue.version,
      },
      { onSuccess: () => annoncer('Le texte est enregistré.') },
    )
  const { error } = enregistrer
  return (
    <Carte
      titre="Rédiger"
      chapeau="Les champs entre accolades se remplissent depuis la base ; le modèle de départ est indicatif."
      className="ecran-seulement"
    >
      <form
        className="pile"
        noValidate
        onSubmit={(evenement) => {
          evenement.preventDefault()
          envoyer()
        }}
      >
        <Refus erreur={error} />
        <ChampTexte libelle="Titre" valeur={saisie.titre} onChange={(titre) => changer({ titre })} />
        <Zone
          libelle="Exposé des motifs"
          aide="Une ligne vide sépare deux paragraphes. [si exceptionnelle], [si precedent], [si derogation], [pour chaque anterieure] gouvernent le leur."
          valeur={saisie.expose}
          onChange={(expose) => changer({ expose })}
        />
        <Zone
          libelle="Visas"
          aide="Un visa par ligne ; la première dit qui délibère (indicatif)."
          valeur={saisie.visas}
          onChange={(visas) => changer({ visas })}
        />
        <Zone
          libelle="Articles"
          aide="Une ligne « ## Titre » ouvre un article ; son numéro se compte seul. [pour chaque affectation] répète un paragraphe."
          valeur={saisie.articles}
          onChange={(articles) => changer({ articles })}
        />
        <ChampTexte
          libelle="Premier jour des contrats comptés"
          type="date"
          valeur={saisie.contratsDepuis}
          onChange={(contratsDepuis) => changer({ contratsDepuis })}
          aide="Avant le vote, il faut la dérogation de l’article 29. Le 1er septembre proposé est indicatif."
        />
        <Affectations
          lignes={lue.lignes}
          affectations={saisie.affectations}
          propose={enEuros(lue.totale)}
          onChange={(affectations) => changer({ affectations })}
        />
        <div className="rangee">
          <Bouton variante="principal" type="submit" isDisabled={enregistrer.isPending}>
            Enregistrer le texte
          </Bouton>
        </div>
      </form>
      <TableauDonnees
        legende="Champs que l’on peut citer"
        colonnes={[
          { code: 'code', titre: 'Champ', cellule: ({ code }) => <code>{`{${code}}`}</code> },
          { code: 'libelle', titre: 'Ce qu’il dit', cellule: ({ libelle }) => libelle },
          { code: 'valeur', titre: 'Aujourd’hui', cellule: ({ valeur }) => valeur ?? '—' },
        ]}
        lignes={lue.champs}
        cle={({ code }) => code}
        hauteur="20rem"
      />
    </Carte>
  )
}

function Zone({
  libelle,
  aide,
  valeur,
  onChange,
}: {
  readonly libelle: string
  readonly aide: string
  readonly valeur: string
  readonly onChange: (valeur: string) => void
}) {
  const id = useId()
  return (
    <div className="champ deliberation-zone">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <textarea
        id={id}
        className="champ-groupe"
        value={valeur}
        rows={6}
        aria-describedby={`${id}-aide`}
        onChange={(evenement) => onChange(evenement.target.value)}
      />
      <p id={`${id}-aide`} className="champ-aide">
        {aide}
      </p>
    </div>
  )
}

function Affectations({
  lignes,
  affectations,
  propose,
  onChange,
}: {
  readonly lignes: DeliberationLue['lignes']
  readonly affectations: Saisie['affectations']
  /** The whole majoration, for the first affectation. */
  readonly propose: string
  readonly onChange: (affectations: Saisie['affectations']) => void
}) {
  const changer = (rang: number, change: Partial<Saisie['affectations'][number]>) =>
    onChange(affectations.map((une, i) => (i === rang ? { ...une, ...change } : une)))
  return (
    <fieldset className="pile">
      <legend className="champ-libelle">Affectations</legend>
      {affectations.map((une, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line being typed has no other name than its place
        <div key={i} className="deliberation-affectation">
          <ChampTexte
            libelle={`Opération ${i + 1}`}
            valeur={une.operation}
            onChange={(operation) => changer(i, { operation })}
            maximum={300}
          />
          <Choix
            libelle={`Ligne ${i + 1}`}
            valeur={une.ligne}
            options={[
              { valeur: '', libelle: 'Choisir une ligne…' },
              ...lignes.map(({ id, imputation }) => ({ valeur: id, libelle: imputation })),
            ]}
            onChange={(ligne) => changer(i, { ligne })}
          />
          <ChampTexte
            libelle={`Montant ${i + 1}, en euros`}
            valeur={une.euros}
            onChange={(euros) => changer(i, { euros })}
          />
          <Bouton
            icone="corbeille"
            variante="discret"
            aria-label={`Retirer l’affectation ${i + 1}`}
            onPress={() => onChange(affectations.filter((_, rang) => rang !== i))}
          />
        </div>
      ))}
      {affectations.length === 0 && (
        <p className="secondaire">Aucune{INSECABLE}: l’article d’affectation ne s’écrirait pas.</p>
      )}
      <div className="rangee">
        <Bouton
          icone="plus"
          isDisabled={affectations.length >= 20}
          onPress={() =>
            onChange([
              ...affectations,
              { ligne: '', operation: '', euros: affectations.length === 0 ? propose : '' },
            ])
          }
        >
          Ajouter une affectation
        </Bouton>
      </div>
    </fieldset>
  )
}
