import { Link } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { acteDesengagement, acteLigne, acteReport } from '#budget/pages/actes-offerts.ts'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import type { SuggestionDesengagement, SuggestionReport } from '#budget/rules/cascade.ts'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import type { CascadeLue } from '#budget/schema-cascade.ts'
import { compter, ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Years that the screen offers. */
const ANS = [1, 2, 3, 4, 5, 10]

type Proprietes = { readonly cascade: CascadeLue; readonly onAns: (ans: number) => void }

/** What could be carried over, what could be given back: each leads to the act, for whoever may do it. */
export const Suggestions = ({ cascade, onAns }: Proprietes) => {
  const { exercice, reports, desengagements, ans } = cascade
  const choix = [...new Set([...ANS, ans])].sort((a, b) => a - b).map(String)
  return (
    <>
      <Carte
        titre={`Reports suggérés de ${exercice} sur ${exercice + 1}`}
        chapeau="Les autorisations non affectées, et les crédits de paiement que les engagements attendaient encore."
      >
        <TableauDonnees
          fiches
          legende={`Lignes de ${exercice} dont un report est suggéré`}
          legendeMasquee
          colonnes={COLONNES_REPORT}
          lignes={reports}
          cle={({ ligne }) => ligne.id}
          vide={`Rien n’est à reporter de ${exercice}.`}
        />
      </Carte>
      <Carte
        titre="Désengagements suggérés"
        actions={<Indicatif />}
        chapeau="Les engagements dont il reste quelque chose à mandater et que rien n’a fait bouger depuis longtemps."
      >
        <div className="budget-ans ecran-seulement">
          <Choix
            libelle="Sans mouvement depuis"
            valeur={String(ans)}
            options={choix.map((valeur) => ({ valeur, libelle: compter(Number(valeur), 'an') }))}
            onChange={(valeur) => onAns(Number(valeur))}
          />
        </div>
        <TableauDonnees
          fiches
          legende="Engagements dont un désengagement est suggéré"
          legendeMasquee
          colonnes={colonnesDesengagement(desengagements)}
          lignes={desengagements}
          cle={({ engagement }) => engagement.id}
          vide={`Aucun engagement n’est sans mouvement depuis ${compter(ans, 'an')}.`}
        />
      </Carte>
    </>
  )
}

const COLONNES_REPORT: readonly Colonne<SuggestionReport>[] = [
  {
    ...{ code: 'ligne', titre: 'Ligne' },
    tri: ({ ligne }) => ecrireImputation(ligne),
    cellule: ({ ligne }) => (
      <span className="budget-ligne">
        <Link to="/budget/lignes/$ligne" params={{ ligne: ligne.id }}>
          {ligne.libelle}
        </Link>
        <span className="discret">{ecrireImputation(ligne)}</span>
      </span>
    ),
  },
  {
    ...{ code: 'ae', titre: 'Autorisations d’engagement', nombre: true },
    tri: ({ propose }) => propose.autorisationEngagement,
    cellule: ({ propose }) => <Montant centimes={propose.autorisationEngagement} />,
  },
  {
    // The act, in its window, shows both amounts.
    ...{ code: 'credits', titre: 'Crédits de paiement', nombre: true, secondaire: true },
    tri: ({ propose }) => propose.creditsDePaiement,
    cellule: ({ propose }) => <Montant centimes={propose.creditsDePaiement} />,
  },
  {
    ...{ code: 'acte', titre: 'Suite' },
    cellule: ({ ligne, vers, propose }) =>
      vers ? (
        <SiDroit action="budget.ecrire">
          <BoutonActe acte={acteReport(ligne, vers, propose)} sur={ligne.libelle} />
        </SiDroit>
      ) : (
        <span className="rangee">
          <span className="secondaire">Ouvrez d’abord cette ligne en {ligne.exercice + 1}.</span>
          <SiDroit action="budget.ecrire">
            <BoutonActe acte={acteLigne(ligne.exercice + 1, ligne)} sur={ligne.libelle} />
          </SiDroit>
        </span>
      ),
  },
]

const colonnesDesengagement = (
  suggestions: readonly SuggestionDesengagement[],
): readonly Colonne<SuggestionDesengagement>[] => [
  {
    ...{ code: 'engagement', titre: 'Engagement', total: 'Total' },
    tri: ({ engagement }) => engagement.beneficiaire,
    cellule: ({ engagement, ligne }) => (
      <span className="budget-ligne">
        <Link to="/budget/lignes/$ligne" params={{ ligne: ligne.id }}>
          {engagement.beneficiaire}
        </Link>
        <span className="discret">
          {engagement.libelle}, {ligne.exercice}
        </span>
        {engagement.indicatif && <Etiquette ton="or">indicatif</Etiquette>}
      </span>
    ),
  },
  {
    ...{ code: 'mouvement', titre: 'Dernier mouvement', secondaire: true },
    tri: ({ dernierMouvement }) => dernierMouvement,
    cellule: ({ dernierMouvement }) => (
      <time dateTime={dernierMouvement} className="insecable">
        {ecrireDate(dernierMouvement)}
      </time>
    ),
  },
  {
    ...{ code: 'reste', titre: 'Reste à mandater', nombre: true },
    tri: ({ reste }) => reste,
    cellule: ({ reste }) => <Montant centimes={reste} />,
    total: <Montant centimes={suggestions.reduce((somme, { reste }) => somme + reste, 0)} />,
  },
  {
    ...{ code: 'acte', titre: 'Suite' },
    cellule: ({ engagement }) => (
      <SiDroit action="budget.ecrire">
        <BoutonActe acte={acteDesengagement(engagement)} sur={engagement.beneficiaire} />
      </SiDroit>
    ),
  },
]
