import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import { COLONNES_PAR_CODE, type CodeColonne } from '#campagnes/importation/colonnes.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ecrireJour } from '#ui/horloge.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** What was declared, and each figure that an agent put right since: both stay. */
export const DemandeDeposee = ({ lue }: { readonly lue: DemandeLue }) => {
  const { demande, formations, corrections } = lue
  return (
    <Carte
      titre="Formations"
      actions={<span className="secondaire">{compter(formations.length, 'formation')}</span>}
      chapeau={`Effectif de l’organisme${INSECABLE}: ${demande.effectif.trim() || 'non dit'}`}
    >
      {corrections.length > 0 && (
        <section className="pile">
          <h3>Corrigé par la Région</h3>
          <ul className="espace-liste">
            {corrections.map(({ formation, champ, avant, apres, motif, le }) => (
              <li key={`${formation} ${champ} ${le}`}>
                <strong>{`${formation}, ${COLONNES_PAR_CODE.get(champ as CodeColonne)?.entete ?? champ}`}</strong>
                {`${INSECABLE}: ${avant || 'vide'} devient ${apres}.`}
                <p className="discret">{`${ecrireJour(le)}${INSECABLE}: ${motif}`}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <TableauDonnees
        legende="Formations de la demande"
        legendeMasquee
        colonnes={COLONNES}
        lignes={formations}
        cle={({ identifiant }) => identifiant}
        hauteur="36rem"
        vide="Aucune formation."
      />
    </Carte>
  )
}

const COLONNES: readonly Colonne<FormationSaisie>[] = [
  {
    code: 'reference',
    titre: 'Référence',
    tri: ({ identifiant }) => identifiant,
    cellule: ({ identifiant }) => identifiant,
  },
  {
    code: 'intitule',
    titre: 'Intitulé',
    tri: ({ saisie }) => saisie.intitule ?? '',
    cellule: ({ saisie }) => saisie.intitule,
  },
  { code: 'commune', titre: 'Commune', secondaire: true, cellule: ({ saisie }) => saisie.commune },
  { code: 'niveau', titre: 'Niveau', secondaire: true, cellule: ({ saisie }) => saisie.niveau },
  { code: 'contrats', titre: 'Contrats', nombre: true, cellule: ({ saisie }) => saisie.contrats },
]
