import type { DeliberationLue } from '#deliberations/pages/deliberation-donnees.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Controle = NonNullable<DeliberationLue['controle']>

/** Every figure of the text against the database, before anything is sent. */
export function ControleAvantEnvoi({ controle }: { readonly controle: Controle }) {
  const { conforme, chiffres, inconnus, incoherences } = controle
  const manquants = chiffres.filter(({ dit, exige }) => exige && !dit).length
  return (
    <Carte
      titre="Contrôle avant envoi"
      chapeau="Chaque chiffre du texte, comparé à la base d’aujourd’hui."
      actions={
        <Etiquette ton={conforme ? 'retenu' : 'flamme'}>{conforme ? 'Conforme' : 'À corriger'}</Etiquette>
      }
    >
      {conforme ? (
        <Message ton="succes" titre="Tout ce que le texte chiffre est dans la base" />
      ) : (
        <Message ton="erreur" titre="Le texte ne peut pas partir ainsi">
          <ul className="deliberation-ecarts">
            {inconnus.map(({ trouve, contexte }) => (
              <li key={contexte}>
                «{INSECABLE}
                {trouve}
                {INSECABLE}» n’est pas un chiffre de la base{INSECABLE}: … {contexte} …
              </li>
            ))}
            {manquants > 0 && (
              <li>{compter(manquants, 'chiffre exigé manque', 'chiffres exigés manquent')} au texte.</li>
            )}
            {incoherences.map((phrase) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </Message>
      )}
      <TableauDonnees
        legende={`${compter(chiffres.length, 'chiffre')} que la base connaît`}
        colonnes={COLONNES}
        lignes={chiffres}
        cle={({ libelle }) => libelle}
        hauteur="28rem"
      />
    </Carte>
  )
}

const COLONNES: readonly Colonne<Controle['chiffres'][number]>[] = [
  { code: 'libelle', titre: 'Chiffre', cellule: ({ libelle }) => libelle },
  { code: 'attendu', titre: 'Dans la base', cellule: ({ attendu }) => attendu },
  {
    code: 'dit',
    titre: 'Dans le texte',
    cellule: ({ dit, exige }) =>
      dit ? (
        <Etiquette ton="retenu">Trouvé</Etiquette>
      ) : exige ? (
        <Etiquette ton="flamme">Manque</Etiquette>
      ) : (
        <span className="discret">non cité</span>
      ),
  },
]
