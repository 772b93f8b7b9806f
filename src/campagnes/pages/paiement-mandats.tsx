import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { acteConstat } from '#budget/pages/actes-offerts.ts'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ETATS_MANDAT, type Mandat } from '#budget/rules/mandater.ts'
import type { Feuille } from '#campagnes/pages/paiement-donnees.ts'
import type { Motif } from '#socle/decision.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type MandatNomme = { readonly mandat: Mandat; readonly nom: string; readonly separation: readonly Motif[] }

const TONS = { emis: 'or', paye: 'vert', rejete: 'flamme' } as const

/** Every mandat of the campaign, and what the accountant did with it; who validated the application does not pay it. */
export function Mandats({ feuille: { campagne, lignes } }: { readonly feuille: Feuille }) {
  const mandats = lignes.flatMap(({ nom, separation, engagements }) =>
    engagements.flatMap((un) => un.mandats.map((mandat) => ({ mandat, nom, separation }))),
  )
  if (mandats.length === 0) return null
  const sous = `/campagnes/${encodeURIComponent(campagne.id)}/paiement`
  return (
    <Carte titre="Mandats">
      <TableauDonnees<MandatNomme>
        fiches
        legende="Mandats de la campagne"
        legendeMasquee
        hauteur="28rem"
        lignes={mandats}
        cle={({ mandat }) => mandat.id}
        colonnes={[
          {
            code: 'reference',
            titre: 'Référence',
            cellule: ({ mandat }) => <span className="insecable">{mandat.reference}</span>,
          },
          { code: 'nom', titre: 'Bénéficiaire', tri: ({ nom }) => nom, cellule: ({ nom }) => nom },
          {
            ...{ code: 'bordereau', titre: 'Bordereau', secondaire: true },
            cellule: ({ mandat }) => `${mandat.bordereau} de ${mandat.exercice}`,
          },
          {
            code: 'etat',
            titre: 'État',
            tri: ({ mandat }) => ETATS_MANDAT[mandat.etat],
            cellule: ({ mandat: { etat, constateLe, motifRejet } }) => (
              <>
                <Etiquette ton={TONS[etat]}>{ETATS_MANDAT[etat]}</Etiquette>{' '}
                <span className="discret">
                  {constateLe && ecrireDate(constateLe)}
                  {motifRejet && `, ${motifRejet}`}
                </span>
              </>
            ),
          },
          {
            ...{ code: 'montant', titre: 'Montant', nombre: true },
            tri: ({ mandat }) => mandat.montant,
            cellule: ({ mandat: { montant, motif } }) => (
              <>
                <Montant centimes={montant} />
                {motif && (
                  <p className="discret">
                    en partie{INSECABLE}: {motif}
                  </p>
                )}
              </>
            ),
          },
          {
            code: 'constater',
            titre: <span className="hors-ecran">Constater</span>,
            cellule: ({ mandat, separation }) =>
              mandat.etat === 'emis' && (
                <SiDroit action="paiement.constater">
                  {separation.length > 0 ? (
                    <span className="discret">{separation.map(({ message }) => message).join(' ')}</span>
                  ) : (
                    <BoutonActe acte={{ ...acteConstat(mandat), sous }} sur={mandat.reference} />
                  )}
                </SiDroit>
              ),
          },
        ]}
      />
    </Carte>
  )
}
