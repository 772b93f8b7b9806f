import { type Proposition, useEcarts } from '#majoration/pages/vote-donnees.ts'
import type { EcartsPropositions, LigneEcart } from '#majoration/proposition-ecarts.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type ProprietesEcarts = {
  readonly campagne: string
  readonly propositions: readonly Proposition[]
  readonly avant: number
  readonly apres: number
  readonly onChange: (choix: { avant?: number; apres?: number }) => void
}

/** What a proposition changes to another: parameters, totals, each body, who crosses the line. */
export function EcartsDePropositions({ campagne, propositions, avant, apres, onChange }: ProprietesEcarts) {
  const ecarts = useEcarts(campagne, avant, apres)
  const options = propositions.map(({ numero, scenario }) => ({
    valeur: String(numero),
    libelle: `N°${INSECABLE}${numero} · ${scenario || 'règlement'}`,
  }))
  return (
    <Carte titre="Ce qui change d’une proposition à l’autre" className="vote-ecarts">
      <div className="rangee ecran-seulement">
        <Choix
          libelle="Avant"
          options={options}
          valeur={String(avant)}
          onChange={(numero) => onChange({ avant: Number(numero) })}
        />
        <Choix
          libelle="Après"
          options={options}
          valeur={String(apres)}
          onChange={(numero) => onChange({ apres: Number(numero) })}
        />
      </div>
      {ecarts.isError ? (
        <EtatErreur erreur={ecarts.error} reessayer={() => ecarts.refetch()} />
      ) : !ecarts.data ? (
        <Chargement quoi="Comparaison des propositions" />
      ) : (
        <Ecarts {...ecarts.data} />
      )}
    </Carte>
  )
}

function Ecarts(ecarts: EcartsPropositions) {
  const changees = ecarts.lignes.filter(({ ecart, contratsAvant, contratsApres, avant, apres }) =>
    [ecart !== 0, contratsAvant !== contratsApres, avant === null, apres === null].some(Boolean),
  )
  const { formationsEntrantes, formationsSortantes, organismesEntrants, organismesSortants } = ecarts
  return (
    <div className="pile">
      <ul className="vote-faits">
        <li>
          {ecarts.memeListe
            ? 'Les deux sont figées sur la même liste de formations.'
            : 'La liste des formations a été arrêtée de nouveau entre les deux.'}
        </li>
        <li>
          {formationsEntrantes.length + formationsSortantes.length === 0
            ? 'Aucune formation n’entre dans la liste retenue, aucune n’en sort.'
            : `${compter(formationsEntrantes.length, 'formation entre', 'formations entrent')} dans la liste retenue, ${compter(formationsSortantes.length, 'en sort', 'en sortent')}.`}
        </li>
        {organismesEntrants.length > 0 && <li>Nouveaux bénéficiaires : {organismesEntrants.join(', ')}.</li>}
        {organismesSortants.length > 0 && <li>Ne reçoivent plus rien : {organismesSortants.join(', ')}.</li>}
      </ul>
      <TableauDonnees
        legende="Paramètres qui diffèrent"
        colonnes={[
          { code: 'libelle', titre: 'Paramètre', cellule: (ecart) => ecart.libelle },
          { code: 'avant', titre: 'Avant', cellule: (ecart) => ecart.avant },
          { code: 'apres', titre: 'Après', cellule: (ecart) => ecart.apres },
        ]}
        lignes={ecarts.parametres}
        cle={(ecart) => ecart.chemin}
        vide="Aucun : les paramètres sont les mêmes."
      />
      <TableauDonnees
        legende={`Montants qui diffèrent : ${compter(changees.length, 'organisme')} sur ${ecarts.lignes.length}`}
        colonnes={colonnes(ecarts)}
        lignes={changees}
        cle={(ligne) => ligne.organisme}
        hauteur="32rem"
        vide="Aucun : chaque organisme garde son montant."
      />
    </div>
  )
}

const montantOuTiret = (centimes: number | null) =>
  centimes === null ? '—' : <Montant centimes={centimes} />

const colonnes = ({ avant, apres }: EcartsPropositions): readonly Colonne<LigneEcart>[] => [
  { code: 'nom', titre: 'Organisme', cellule: ({ nom }) => nom, tri: ({ nom }) => nom, total: 'En tout' },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ contratsAvant, contratsApres }) => <Nombre valeur={contratsApres - contratsAvant} ecart />,
    tri: ({ contratsAvant, contratsApres }) => contratsApres - contratsAvant,
    total: <Nombre valeur={apres.contrats - avant.contrats} ecart />,
  },
  {
    code: 'avant',
    titre: 'Avant',
    nombre: true,
    secondaire: true,
    cellule: (ligne) => montantOuTiret(ligne.avant),
    tri: (ligne) => ligne.avant ?? -1,
    total: <Montant centimes={avant.totale} />,
  },
  {
    code: 'apres',
    titre: 'Après',
    nombre: true,
    cellule: (ligne) => montantOuTiret(ligne.apres),
    tri: (ligne) => ligne.apres ?? -1,
    total: <Montant centimes={apres.totale} />,
  },
  {
    code: 'ecart',
    titre: 'Écart',
    nombre: true,
    cellule: ({ ecart }) => <Montant centimes={ecart} ecart />,
    tri: ({ ecart }) => Math.abs(ecart),
    total: <Montant centimes={apres.totale - avant.totale} ecart />,
  },
]
