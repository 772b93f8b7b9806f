import { compterPostes, partagerEnveloppe, type Versement } from '#aides/sessions/consommation.ts'
import type { Enveloppe, SessionLue } from '#aides/sessions/session.ts'
import { compter, ecrireDate } from '#socle/francais.ts'
import { ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Jauge, type Segment } from '#ui/jauge.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'

/** What was set aside, what is granted, what is left and who waits; a centre reads its own dossiers only. */
export function JaugeSession({ session }: { readonly session: SessionLue }) {
  const { enveloppe, ligneBudgetaire, postes, versement } = session
  const compte = compterPostes(postes)
  return (
    <>
      {ligneBudgetaire?.suspendueJusquAu && (
        <Message ton="avertissement" titre="La ligne budgétaire est suspendue">
          <p>Aucune aide ne s’accorde avant le {ecrireDate(ligneBudgetaire.suspendueJusquAu)}, inclus.</p>
        </Message>
      )}
      {enveloppe && (
        <Jauge
          titre={`Enveloppe : ${session.operation ?? ''} (${ligneBudgetaire?.imputation ?? ''})`}
          total={enveloppe.affecte}
          ecrire={(valeur) => <Montant centimes={valeur} />}
          segments={decouper(enveloppe, compte.accorde, versement)}
        />
      )}
      <ChiffresCles>
        {enveloppe && <ChiffreCle libelle="Affecté" valeur={<Montant centimes={enveloppe.affecte} />} />}
        <ChiffreCle
          libelle="Accordé"
          valeur={<Montant centimes={compte.accorde} />}
          precision={compter(compte.accordes, 'dossier')}
        />
        <ChiffreCle
          libelle="Payé"
          valeur={<Montant centimes={versement.paye} />}
          precision={
            <>
              <Montant centimes={versement.enCours} /> chez l’ASP
            </>
          }
        />
        <ChiffreCle
          libelle="Proposé, à accorder"
          valeur={<Montant centimes={compte.propose} />}
          precision={compter(compte.proposes, 'dossier')}
        />
        <ChiffreCle
          libelle="En attente"
          valeur={<Montant centimes={compte.attente} />}
          precision={compter(compte.enAttente, 'dossier')}
          accent={compte.enAttente > 0}
        />
        {enveloppe && <ChiffreCle libelle="Reste" valeur={<Montant centimes={enveloppe.reste} />} />}
      </ChiffresCles>
    </>
  )
}

/** What is empty elsewhere is not told. */
function decouper(enveloppe: Enveloppe, accorde: number, versement: Versement): Segment[] {
  const { paye, enCours, aPayer, ailleurs, reste } = partagerEnveloppe(enveloppe, accorde, versement)
  return [
    { libelle: 'Payé', valeur: paye, serie: 4 },
    { libelle: 'En cours de paiement', valeur: enCours, serie: 2 },
    { libelle: 'Accordé, à payer', valeur: aPayer, serie: 1 },
    ...(ailleurs > 0
      ? [{ libelle: 'Accordé dans d’autres campagnes', valeur: ailleurs, serie: 3 as const }]
      : []),
    { libelle: 'Reste', valeur: reste, serie: 'neutre' },
  ]
}
