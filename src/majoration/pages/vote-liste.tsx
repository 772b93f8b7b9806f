import type { Proposition } from '#majoration/pages/vote-donnees.ts'
import { ETATS_PROPOSITION, type EtatProposition } from '#majoration/proposition.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const TONS: Readonly<Record<EtatProposition, TonEtiquette>> = {
  figee: 'or',
  votee: 'retenu',
  abandonnee: 'neutre',
}

export const EtatDeProposition = ({ etat }: { readonly etat: EtatProposition }) => (
  <Etiquette ton={TONS[etat]}>{ETATS_PROPOSITION[etat]}</Etiquette>
)

/** A hash is compared by its beginning; the whole of it is in the title, and in the card of the proposition. */
export const Empreinte = ({ empreinte }: { readonly empreinte: string }) => (
  <code className="vote-empreinte" title={empreinte}>
    {empreinte.slice(0, 12)}…
  </code>
)

/** Every proposition of the campaign, the latest first: nothing of what was proposed disappears. */
export const ListePropositions = ({ propositions }: { readonly propositions: readonly Proposition[] }) => (
  <Carte titre="Toutes les propositions">
    <TableauDonnees
      legende="De la plus récente à la première"
      legendeMasquee
      colonnes={COLONNES}
      lignes={propositions}
      cle={({ numero }) => String(numero)}
      vide="Aucune proposition n’est figée."
    />
  </Carte>
)

const COLONNES: readonly Colonne<Proposition>[] = [
  {
    code: 'numero',
    titre: 'N°',
    cellule: ({ numero, scenario }) => (
      <>
        N°{INSECABLE}
        {numero} <span className="secondaire">· {scenario || 'règlement tel quel'}</span>
      </>
    ),
  },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat, deliberation, voteeLe }) => (
      <>
        <EtatDeProposition etat={etat} />
        {deliberation && voteeLe && (
          <span className="secondaire">
            {' '}
            {deliberation}, {ecrireDate(voteeLe)}
          </span>
        )}
      </>
    ),
  },
  {
    code: 'organismes',
    titre: 'Organismes',
    nombre: true,
    secondaire: true,
    cellule: ({ totaux }) => <Nombre valeur={totaux.organismes} />,
  },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ totaux }) => <Nombre valeur={totaux.contrats} />,
  },
  {
    code: 'totale',
    titre: 'Majoration totale',
    nombre: true,
    cellule: ({ totaux }) => <Montant centimes={totaux.totale} />,
  },
  {
    code: 'empreinte',
    titre: 'Empreinte',
    secondaire: true,
    cellule: ({ empreinte }) => <Empreinte empreinte={empreinte} />,
  },
  {
    code: 'par',
    titre: 'Figée',
    secondaire: true,
    cellule: ({ par, le, motif }) => (
      <>
        {ecrireDate(le.slice(0, 10))}, {par}
        {motif && <span className="secondaire">. Motif : {motif}</span>}
      </>
    ),
  },
]
