import type { TotauxPublies } from '#campagnes/publication.ts'
import { COLONNES_REPRISE } from '#majoration/reprise/colonnes-reprise.ts'
import type { ApercuReprise } from '#majoration/reprise/schema-reprise.ts'
import { compter, ecrireMontant } from '#socle/francais.ts'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = { readonly nom: string; readonly apercu: ApercuReprise }
type Anomalie = ApercuReprise['anomalies'][number]
type Ligne = ApercuReprise['lignes'][number]

/** What a file of voted amounts says, cell by cell what is wrong in it, and what should be looked at. */
export function ApercuDuVote({ nom, apercu }: Proprietes) {
  const { anomalies, nombreAnomalies, avertissements, lignes, totaux } = apercu
  return (
    <>
      <Message annonce {...annoncer(nom, apercu)} />
      {nombreAnomalies > 0 && (
        <TableauDonnees<Anomalie>
          legende={
            nombreAnomalies > anomalies.length
              ? `Les ${anomalies.length} premières erreurs sur ${nombreAnomalies}`
              : compter(nombreAnomalies, 'erreur à corriger', 'erreurs à corriger')
          }
          hauteur="20rem"
          colonnes={COLONNES_ANOMALIES}
          lignes={anomalies}
          cle={({ ligne, colonne, code }) => `${ligne} ${colonne} ${code}`}
        />
      )}
      {nombreAnomalies === 0 && avertissements.length > 0 && (
        <Message ton="avertissement" titre="À vérifier avant de reprendre">
          <ul className="vote-faits">
            {avertissements.map((texte) => (
              <li key={texte}>{texte}</li>
            ))}
          </ul>
        </Message>
      )}
      {lignes.length > 0 && (
        <TableauDonnees<Ligne>
          legende={`Ce que dit le fichier : ${compter(lignes.length, 'organisme')}, dans son ordre`}
          hauteur="24rem"
          colonnes={colonnesLignes(totaux)}
          lignes={lignes}
          cle={({ organisme }) => organisme}
        />
      )}
    </>
  )
}

function annoncer(nom: string, { nombreAnomalies, lignes, totaux }: ApercuReprise) {
  if (nombreAnomalies > 0)
    return {
      ton: 'erreur',
      titre: `${nom} a ${compter(nombreAnomalies, 'erreur')} : corrigez-le, puis choisissez-le de nouveau.`,
    } as const
  if (lignes.length === 0)
    return { ton: 'avertissement', titre: `${nom} ne dit de montant pour aucun organisme.` } as const
  return {
    ton: 'succes',
    titre: `${nom} se lit sans erreur, rien n’est encore écrit.`,
    children: (
      <p>
        {ecrireMontant(totaux.majorationTotale)} à {compter(lignes.length, 'organisme')}.
      </p>
    ),
  } as const
}

const NOMS = new Map<string, string>(COLONNES_REPRISE.map(({ code, entete }) => [code, entete]))

const COLONNES_ANOMALIES: readonly Colonne<Anomalie>[] = [
  { code: 'ligne', titre: 'Ligne', cellule: ({ ligne }) => ligne },
  { code: 'colonne', titre: 'Colonne', cellule: ({ colonne }) => NOMS.get(colonne) },
  { code: 'valeur', titre: 'Le fichier dit', secondaire: true, cellule: ({ valeur }) => valeur || '(vide)' },
  { code: 'message', titre: 'À corriger', cellule: ({ message }) => message },
]

const colonnesLignes = (totaux: Totaux): readonly Colonne<Ligne>[] => [
  { code: 'nom', titre: 'Organisme', cellule: ({ nom }) => nom, total: 'Total' },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ contrats }) => <Nombre valeur={contrats} />,
    total: <Nombre valeur={totaux.contrats} />,
  },
  montant('majoration', 'Majoration', totaux, true),
  montant('dontBonusVert', 'Dont bonus vert', totaux, true),
  montant('majorationExceptionnelle', 'Exceptionnelle', totaux, true),
  montant('majorationTotale', 'Totale', totaux),
]

type Totaux = Omit<TotauxPublies, 'organismes'>

const montant = (
  champ: Exclude<keyof Totaux, 'contrats'>,
  titre: string,
  totaux: Totaux,
  secondaire = false,
): Colonne<Ligne> => ({
  ...{ code: champ, titre, nombre: true, secondaire },
  cellule: (ligne) => <Montant centimes={ligne[champ]} />,
  total: <Montant centimes={totaux[champ]} />,
})
