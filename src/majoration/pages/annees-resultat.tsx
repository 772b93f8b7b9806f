import type { Campagne } from '#campagnes/campagne.ts'
import { trouverVote } from '#campagnes/vote.ts'
import type { Annee, Annees, Origine, Theme } from '#majoration/annees.ts'
import { colonnesAnnees } from '#majoration/pages/annees-colonnes.tsx'
import { AnneesDemandes } from '#majoration/pages/annees-demandes.tsx'
import { fraction } from '#socle/fraction.ts'
import { compter, ecrireEvolution, INSECABLE } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Montant, MontantExact, Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly annees: Annees
  readonly avant: Campagne
  readonly apres: Campagne
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
}

const ORIGINES: Record<Origine, string> = {
  vote: 'les montants votés',
  calcul: 'le calcul de son règlement, rien n’étant voté',
  rien: 'rien : son règlement ne répartit rien sur ses formations',
}

function direOrigine({ exercice, calendrier }: Campagne, { origine }: Annee): string {
  const vote = origine === 'vote' ? trouverVote(calendrier) : undefined
  const repris = vote?.repris ? `, repris de ${vote.reference}` : ''
  return `${exercice}${INSECABLE}: ${ORIGINES[origine]}${repris}.`
}

/** Both years side by side: the totals, body by body, then what was asked for. */
export function AnneesComparees({ annees, avant, apres, theme, onTheme }: Proprietes) {
  const exercices = [avant.exercice, apres.exercice] as const
  return (
    <>
      <Totaux annees={annees} exercice={avant.exercice} />
      <Carte
        titre="Organisme par organisme"
        actions={<Mentions campagnes={[avant, apres]} />}
        chapeau={`${direOrigine(avant, annees.avant)} ${direOrigine(apres, annees.apres)} Un organisme se retrouve par son SIRET, à défaut par son identifiant ou son nom.`}
      >
        <TableauDonnees
          legende={`Contrats et montants de chaque organisme, ${avant.exercice} et ${apres.exercice}`}
          legendeMasquee
          colonnes={colonnesAnnees(annees.lignes, exercices)}
          lignes={annees.lignes}
          cle={({ cle }) => cle}
          triInitial={{ colonne: 'ecart', sens: 'desc' }}
          vide="Aucun organisme n’a rien reçu, ni une année ni l’autre."
        />
      </Carte>
      <AnneesDemandes demandes={annees.demandes} exercices={exercices} theme={theme} onTheme={onTheme} />
    </>
  )
}

/** A campaign whose formations are invented says so. */
const Mentions = ({ campagnes }: { readonly campagnes: readonly Campagne[] }) => (
  <div className="rangee">
    {campagnes
      .filter(({ fictif }) => fictif)
      .map(({ id, exercice }) => (
        <Fictif key={id} mention={`${exercice} fictif`} />
      ))}
  </div>
)

function Totaux({ annees: { avant, apres, lignes }, exercice }: { annees: Annees; exercice: number }) {
  const [entrent, sortent] = [
    lignes.filter((ligne) => ligne.avant === null).length,
    lignes.filter((ligne) => ligne.apres === null).length,
  ]
  return (
    <ChiffresCles>
      <ChiffreCle
        libelle="Contrats demandés"
        valeur={<Nombre valeur={apres.demande.contrats} />}
        precision={
          <>
            {exercice} : <Nombre valeur={avant.demande.contrats} />{' '}
            <Evolution avant={avant.demande.contrats} apres={apres.demande.contrats} />
          </>
        }
      />
      <ChiffreCle
        libelle="Contrats retenus"
        valeur={<Nombre valeur={apres.accorde.contrats} />}
        precision={
          <>
            {exercice} : <Nombre valeur={avant.accorde.contrats} />{' '}
            <Evolution avant={avant.accorde.contrats} apres={apres.accorde.contrats} />
          </>
        }
      />
      <ChiffreCle
        libelle="Organismes"
        valeur={<Nombre valeur={apres.organismes} />}
        precision={`${exercice} : ${avant.organismes} ; ${compter(entrent, 'entre', 'entrent')}, ${compter(sortent, 'sort', 'sortent')}`}
      />
      <ChiffreCle
        libelle="Montant total"
        accent
        valeur={<Montant centimes={apres.accorde.totale} />}
        precision={
          <>
            {exercice} : <Montant centimes={avant.accorde.totale} />{' '}
            <Evolution avant={avant.accorde.totale} apres={apres.accorde.totale} />
          </>
        }
      />
      <ChiffreCle
        libelle="Montant moyen"
        valeur={<MoyenneDe annee={apres} />}
        precision={
          <>
            {exercice} : <MoyenneDe annee={avant} />, par contrat retenu, hors exceptionnelles
          </>
        }
      />
    </ChiffresCles>
  )
}

const Evolution = ({ avant, apres }: { readonly avant: number; readonly apres: number }) =>
  avant > 0 && <span className="insecable">({ecrireEvolution(avant, apres)})</span>

const MoyenneDe = ({ annee: { accorde } }: { readonly annee: Annee }) =>
  accorde.contrats > 0 ? <MontantExact euros={fraction(accorde.majoration, accorde.contrats * 100)} /> : '—'
