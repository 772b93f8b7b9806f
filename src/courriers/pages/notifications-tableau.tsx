import { useRef } from 'react'
import { LienMemoire } from '#annuaire/pages/lien-memoire.tsx'
import { DECISIONS, ETATS_LETTRE, type EtatLettre, type LettreListee } from '#courriers/lettre.ts'
import { LienLettre } from '#courriers/pages/lien-lettre.tsx'
import { deposerScan, useActeLettres } from '#courriers/pages/notifications-donnees.ts'
import { compter, deNom, ecrireDate } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { ecrireJour } from '#ui/horloge.ts'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const TONS: Readonly<Record<EtatLettre, TonEtiquette>> = {
  ...{ a_generer: 'neutre', a_signer: 'or', a_notifier: 'or', notifiee: 'vert' },
}

type Proprietes = {
  readonly campagne: string
  readonly lettres: readonly LettreListee[]
  readonly conduit: boolean
}

/** One line a body, from the smallest number. */
export const TableauLettres = ({ campagne, lettres, conduit }: Proprietes) => (
  <TableauDonnees
    fiches
    legende={compter(lettres.length, 'lettre')}
    colonnes={colonnes(campagne, conduit)}
    lignes={lettres}
    cle={({ demande }) => demande}
    enTete="organisme"
    vide="Aucune lettre ne correspond : élargissez la recherche."
  />
)

const colonnes = (campagne: string, conduit: boolean): readonly Colonne<LettreListee>[] => [
  {
    code: 'numero',
    titre: 'N°',
    nombre: true,
    secondaire: true,
    cellule: ({ numero }) => <Nombre valeur={numero} />,
    tri: ({ numero }) => numero,
  },
  {
    code: 'organisme',
    titre: 'Organisme',
    cellule: ({ organisme, siret }) => <LienMemoire siret={siret}>{organisme}</LienMemoire>,
    tri: ({ organisme }) => organisme,
  },
  {
    code: 'decision',
    titre: 'Décision',
    secondaire: true,
    cellule: ({ decision }) => (
      <Etiquette ton={decision === 'retenue' ? 'retenu' : 'ecarte'}>{DECISIONS[decision]}</Etiquette>
    ),
    tri: ({ decision }) => decision,
  },
  {
    code: 'montant',
    titre: 'Montant voté',
    nombre: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
    tri: ({ montant }) => montant,
  },
  {
    code: 'etat',
    titre: 'Lettre',
    cellule: (lettre) => (
      <>
        <Etiquette ton={TONS[lettre.etat]}>{ETATS_LETTRE[lettre.etat]}</Etiquette>
        <span className="lettre-suite discret">{direSuite(lettre)}</span>
      </>
    ),
    tri: ({ etat }) => Object.keys(ETATS_LETTRE).indexOf(etat),
  },
  {
    code: 'document',
    titre: 'Document',
    cellule: (lettre) => <Document campagne={campagne} lettre={lettre} conduit={conduit} />,
  },
]

/** Who signed and when, then when it was notified. */
function direSuite({ etat, signataire, signeeLe, notifieeLe, destinataires }: LettreListee): string {
  if (etat === 'notifiee') return `le ${ecrireJour(notifieeLe!)}`
  if (etat !== 'a_notifier') return ''
  const personnes = destinataires === 0 ? 'aucun message, faute d’adresse' : compter(destinataires, 'message')
  return `signée le ${ecrireDate(signeeLe!)} par ${signataire} ; ${personnes}`
}

type ProprietesDocument = Omit<Proprietes, 'lettres'> & { readonly lettre: LettreListee }

/** The letter to read; the signed original to join while it is not notified. */
function Document({ campagne, lettre, conduit }: ProprietesDocument) {
  const { demande, organisme, etat, numerisee } = lettre
  const choix = useRef<HTMLInputElement>(null)
  const annoncer = useAnnonce()
  const depot = useActeLettres(campagne, (fichier: File) => deposerScan(demande, fichier))
  if (etat === 'a_generer') return <span className="discret">pas encore générée</span>
  return (
    <div className="lettre-document">
      <LienLettre demande={demande}>
        {numerisee ? 'Signée' : 'Lettre'}
        <span className="hors-ecran"> {deNom(organisme)}</span>
      </LienLettre>
      {conduit && etat === 'a_notifier' && (
        <>
          <input
            ref={choix}
            type="file"
            accept="application/pdf,.pdf"
            className="hors-ecran"
            tabIndex={-1}
            aria-label={`Lettre signée ${deNom(organisme)}, en PDF`}
            onChange={({ target }) => {
              const fichier = target.files?.[0]
              if (fichier)
                depot.mutate(fichier, {
                  onSuccess: () => annoncer(`Lettre signée ${deNom(organisme)} déposée.`),
                })
              target.value = ''
            }}
          />
          <Bouton variante="discret" isDisabled={depot.isPending} onPress={() => choix.current?.click()}>
            {numerisee ? 'Remplacer l’original' : 'Joindre l’original'}
            <span className="hors-ecran"> {deNom(organisme)}</span>
          </Bouton>
        </>
      )}
      {depot.isError && <Message ton="erreur" titre={depot.error.message} annonce />}
    </div>
  )
}
