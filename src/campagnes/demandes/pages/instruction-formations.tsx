import { useState } from 'react'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { comparer, type LigneFormation } from '#campagnes/demandes/pages/instruction-comparaison.ts'
import { DetailFormation } from '#campagnes/demandes/pages/instruction-formation.tsx'
import type { Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { alertesRestantes } from '#campagnes/demandes/pages/instruction-mots.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = { readonly etude: Etude; readonly onGeste: (geste: Geste) => void }

/** The formations as instructed, each beside the same one last year; a line unfolds in a panel, field by field. */
export function Formations({ etude, onGeste }: Proprietes) {
  const [ouverte, setOuverte] = useState<string>()
  const lignes = comparer(etude)
  const ligne = lignes.find(({ identifiant }) => identifiant === ouverte)
  const annee = etude.precedent?.exercice
  return (
    <Carte titre="Formations">
      <TableauDonnees<LigneFormation>
        legende={`${compter(lignes.length, 'formation')}${annee ? `, à côté de ${annee}` : ''}`}
        vide="Aucune formation n’est déclarée."
        cle={({ identifiant }) => identifiant}
        lignes={lignes}
        triInitial={{ colonne: 'intitule', sens: 'asc' }}
        enTete="intitule"
        colonnes={[...IDENTITE(setOuverte), ...figures(annee), alertes(etude)]}
      />
      <Disparues etude={etude} />
      {ligne && (
        <DetailFormation
          etude={etude}
          ligne={ligne}
          onFermer={() => setOuverte(undefined)}
          onGeste={onGeste}
        />
      )}
    </Carte>
  )
}

const IDENTITE = (ouvrir: (identifiant: string) => void): readonly Colonne<LigneFormation>[] => [
  {
    code: 'intitule',
    titre: 'Formation',
    tri: ({ lue, identifiant }) => lue.intitule ?? identifiant,
    cellule: ({ lue, identifiant }) => (
      <span className="instruction-organisme">
        <Bouton variante="discret" onPress={() => ouvrir(identifiant)}>
          {lue.intitule ?? 'Sans intitulé'}
        </Bouton>
        <span className="discret">{identifiant}</span>
      </span>
    ),
  },
  {
    ...{ code: 'niveau', titre: 'Niveau', nombre: true, secondaire: true },
    cellule: ({ lue }) => lue.niveau ?? '—',
    tri: ({ lue }) => lue.niveau ?? 0,
  },
  {
    ...{ code: 'codeRncp', titre: 'RNCP', secondaire: true },
    cellule: ({ lue }) => <span className="insecable">{lue.codeRncp ?? '—'}</span>,
    tri: ({ lue }) => lue.codeRncp ?? '',
  },
  {
    ...{ code: 'lieu', titre: 'Lieu', secondaire: true },
    cellule: ({ lue }) => `${lue.commune ?? '—'}${lue.departement ? ` (${lue.departement})` : ''}`,
    tri: ({ lue }) => lue.commune ?? '',
  },
]

const figures = (annee: number | undefined): readonly Colonne<LigneFormation>[] => [
  {
    ...{ code: 'contrats', titre: 'Contrats', nombre: true },
    cellule: ({ lue, contratsDeclares }) => (
      <>
        {contratsDeclares !== lue.contrats && (
          <del className="discret">
            <span className="hors-ecran">déclarés : </span>
            {contratsDeclares ?? '—'}
          </del>
        )}{' '}
        {lue.contrats === null ? '—' : <Nombre valeur={lue.contrats} />}
      </>
    ),
    tri: ({ lue }) => lue.contrats ?? 0,
  },
  ...(annee === undefined
    ? []
    : [
        {
          ...{ code: 'precedents', titre: `En ${annee}`, nombre: true },
          cellule: ({ precedente }: LigneFormation) =>
            precedente?.contrats == null ? (
              <span className="discret">nouvelle</span>
            ) : (
              <Nombre valeur={precedente.contrats} />
            ),
          tri: ({ precedente }: LigneFormation) => precedente?.contrats ?? 0,
        },
        {
          ...{ code: 'ecart', titre: 'Écart', nombre: true, secondaire: true },
          cellule: ({ ecart }: LigneFormation) => (ecart === null ? '—' : <Nombre valeur={ecart} ecart />),
          tri: ({ ecart }: LigneFormation) => ecart ?? 0,
        },
      ]),
]

const alertes = ({ alertes }: Etude): Colonne<LigneFormation> => {
  const restantes = alertesRestantes({ alertes })
  const nombre = (identifiant: string) =>
    restantes.filter(({ formation }) => formation === identifiant).length
  return {
    ...{ code: 'alertes', titre: 'Alertes', nombre: true },
    cellule: ({ identifiant }) => <Nombre valeur={nombre(identifiant)} />,
    tri: ({ identifiant }) => nombre(identifiant),
  }
}

/** Those of last year that are not asked for any more. */
const Disparues = ({ etude: { disparues, precedent } }: { readonly etude: Etude }) =>
  disparues.length > 0 && (
    <details>
      <summary>
        {compter(disparues.length, 'formation')} de {precedent?.exercice} qui ne{' '}
        {disparues.length > 1 ? 'sont' : 'est'} plus demandée{disparues.length > 1 && 's'}
      </summary>
      <ul className="instruction-fil">
        {disparues.map(({ identifiant, intitule, commune, contrats }) => (
          <li key={identifiant}>
            {intitule ?? identifiant}
            {commune && `, ${commune}`}, {compter(contrats ?? 0, 'contrat')}
          </li>
        ))}
      </ul>
    </details>
  )
