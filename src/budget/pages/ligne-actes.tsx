import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { acteConstat, acteDesengagement, acteEngagement, acteMandat } from '#budget/pages/actes-offerts.ts'
import type { DetailLigne } from '#budget/pages/budget-donnees.ts'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { type Engagement, ETATS_ENGAGEMENT, etatEngagement, resteAMandater } from '#budget/rules/engager.ts'
import type { Suspension } from '#budget/rules/ligne.ts'
import { ETATS_MANDAT, type Mandat } from '#budget/rules/mandater.ts'
import { paieUneDemande } from '#budget/rules/objet.ts'
import { ACTES_CREDITS } from '#budget/rules/reports.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = { readonly detail: DetailLigne }
/** Nothing is offered on a suspended line. */
type Offre = Proprietes & { readonly suspension: Suspension | null }

const Jour = ({ date }: { readonly date: string }) => (
  <time dateTime={date} className="insecable">
    {ecrireDate(date)}
  </time>
)
const montant = <L,>(titre: string, lire: (ligne: L) => number, secondaire = false): Colonne<L> => ({
  ...{ code: titre, titre, nombre: true, secondaire },
  cellule: (ligne) => <Montant centimes={lire(ligne)} />,
})

/** Every vote on the line. */
export const Credits = ({ detail }: Proprietes) => (
  <Carte titre="Crédits">
    <TableauDonnees<DetailLigne['mouvements'][number]>
      fiches
      legende="Actes qui ont ouvert ou déplacé des crédits"
      legendeMasquee
      vide="Aucun crédit n’est encore inscrit."
      cle={({ acte, reference, date }) => `${acte} ${reference} ${date}`}
      lignes={detail.mouvements}
      colonnes={[
        {
          code: 'acte',
          titre: 'Acte',
          cellule: ({ acte, reference, indicatif, motif }) => (
            <>
              {ACTES_CREDITS[acte]}, {reference} {indicatif && <Indicatif />}
              {motif && <span className="discret"> {motif}</span>}
            </>
          ),
        },
        { code: 'date', titre: 'Date', secondaire: true, cellule: ({ date }) => <Jour date={date} /> },
        montant('Autorisations d’engagement', ({ autorisationEngagement }) => autorisationEngagement),
        montant('Crédits de paiement', ({ creditsDePaiement }) => creditsDePaiement),
      ]}
    />
  </Carte>
)

/** What délibérations set aside, and what is left of it. */
export const Affectations = ({ detail, suspension }: Offre) => (
  <Carte titre="Affectations">
    <TableauDonnees<DetailLigne['affectations'][number]>
      fiches
      legende="Autorisations d’engagement affectées par délibération"
      legendeMasquee
      vide="Rien n’est affecté sur cette ligne."
      cle={({ id }) => id}
      lignes={detail.affectations}
      colonnes={[
        { code: 'operation', titre: 'Opération', cellule: ({ operation }) => operation },
        {
          code: 'deliberation',
          titre: 'Délibération',
          cellule: ({ deliberation, date }) => (
            <>
              {deliberation} <span className="discret">{ecrireDate(date)}</span>
            </>
          ),
        },
        montant('Affecté', (une) => une.montant),
        montant('Engagé', ({ engage }) => engage, true),
        montant('Reste à engager', (une) => une.montant - une.engage),
        {
          code: 'engager',
          titre: <span className="hors-ecran">Engager</span>,
          cellule: (une) =>
            !suspension &&
            une.montant > une.engage && (
              <SiDroit action="budget.ecrire">
                <BoutonActe
                  acte={acteEngagement(detail.execution.ligne, une)}
                  sur={`${une.operation}, ${une.deliberation}`}
                />
              </SiDroit>
            ),
        },
      ]}
    />
  </Carte>
)

/** An application is told by its campaign: its reference is for the machine. */
const nommerEngagement = ({ beneficiaire, libelle, objet }: Engagement) =>
  `${beneficiaire}, ${paieUneDemande(objet) ? libelle : objet}`

/** What is owed on this line, and what is left to ask of the accountant. */
export const Engagements = ({ detail, suspension }: Offre) => {
  const { ligne } = detail.execution
  const exercices = detail.annees.map((annee) => annee.ligne.exercice).filter((un) => un >= ligne.exercice)
  return (
    <Carte titre="Engagements">
      <TableauDonnees<Engagement>
        fiches
        legende="Engagements de cette ligne"
        legendeMasquee
        vide="Rien n’est engagé sur cette ligne."
        cle={({ id }) => id}
        lignes={detail.engagements.filter((un) => un.ligne === ligne.id)}
        colonnes={[
          {
            code: 'beneficiaire',
            titre: 'Bénéficiaire',
            cellule: ({ beneficiaire, siret, libelle, objet, indicatif }) => (
              <span className="budget-ligne">
                <span>
                  {beneficiaire} {indicatif && <Indicatif />}
                </span>
                <span className="discret">
                  {paieUneDemande(objet) ? libelle : `${libelle}, ${objet}`}
                  {siret && `, SIRET ${ecrireSiret(siret)}`}
                </span>
              </span>
            ),
          },
          {
            code: 'etat',
            titre: 'État',
            secondaire: true,
            cellule: (un) => <Etiquette>{ETATS_ENGAGEMENT[etatEngagement(un)]}</Etiquette>,
          },
          montant('Engagé', (un) => un.montant - un.desengage),
          montant('Mandaté', ({ mandate }) => mandate, true),
          montant('Reste à mandater', resteAMandater),
          {
            code: 'actes',
            titre: <span className="hors-ecran">Actes</span>,
            cellule: (un) =>
              resteAMandater(un) > 0 && (
                <span className="rangee">
                  {!suspension && !paieUneDemande(un.objet) && (
                    <SiDroit action="mandat.emettre">
                      <BoutonActe
                        acte={acteMandat(un, un.affectation ? exercices : [ligne.exercice])}
                        sur={nommerEngagement(un)}
                      />
                    </SiDroit>
                  )}
                  <SiDroit action="budget.ecrire">
                    <BoutonActe variante="discret" acte={acteDesengagement(un)} sur={nommerEngagement(un)} />
                  </SiDroit>
                </span>
              ),
          },
        ]}
      />
      <Desengagements detail={detail} />
    </Carte>
  )
}

const Desengagements = ({ detail }: Proprietes) => {
  const siens = detail.engagements.filter((un) => un.ligne === detail.execution.ligne.id)
  const faits = detail.desengagements.filter(({ engagement }) => siens.some(({ id }) => id === engagement))
  if (faits.length === 0) return null
  return (
    <ul className="budget-desengagements" aria-label="Désengagements">
      {faits.map(({ engagement, date, montant, motif }) => (
        <li key={`${engagement} ${date} ${montant} ${motif}`}>
          <Jour date={date} />
          {INSECABLE}: <Montant centimes={montant} /> désengagés de{' '}
          {siens.find(({ id }) => id === engagement)?.beneficiaire}, {motif}
        </li>
      ))}
    </ul>
  )
}

const TONS = { emis: 'or', paye: 'vert', rejete: 'flamme' } as const

/** What was asked of the accountant for these engagements, and what they did with it. */
export const Mandats = ({ detail }: Proprietes) => (
  <Carte titre="Mandats">
    <TableauDonnees<Mandat>
      fiches
      legende="Mandats qui prennent des crédits de cette ligne ou paient ses engagements"
      legendeMasquee
      vide="Aucun mandat."
      cle={({ id }) => id}
      lignes={detail.mandats.filter(
        ({ ligne, engagement }) =>
          ligne === detail.execution.ligne.id ||
          detail.engagements.some((un) => un.id === engagement && un.ligne === detail.execution.ligne.id),
      )}
      colonnes={[
        { code: 'reference', titre: 'Référence', cellule: ({ reference }) => reference },
        {
          code: 'bordereau',
          titre: 'Bordereau',
          secondaire: true,
          cellule: ({ exercice, bordereau }) => `${bordereau} de ${exercice}`,
        },
        { code: 'date', titre: 'Date', secondaire: true, cellule: ({ date }) => <Jour date={date} /> },
        {
          code: 'etat',
          titre: 'État',
          cellule: ({ etat, constateLe, motifRejet }) => (
            <>
              <Etiquette ton={TONS[etat]}>{ETATS_MANDAT[etat]}</Etiquette>{' '}
              <span className="discret">
                {constateLe && ecrireDate(constateLe)}
                {motifRejet && `, ${motifRejet}`}
              </span>
            </>
          ),
        },
        montant('Montant', (un) => un.montant),
        {
          code: 'constater',
          titre: <span className="hors-ecran">Constater</span>,
          cellule: (un) =>
            un.etat === 'emis' &&
            !detail.engagements.some(({ id, objet }) => id === un.engagement && paieUneDemande(objet)) && (
              <SiDroit action="paiement.constater">
                <BoutonActe acte={acteConstat(un)} sur={un.reference} />
              </SiDroit>
            ),
        },
      ]}
    />
  </Carte>
)
