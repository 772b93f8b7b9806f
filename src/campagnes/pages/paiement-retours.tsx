import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import {
  type Feuille,
  type LigneEnAttente,
  type Traite,
  useRetour,
} from '#campagnes/pages/paiement-donnees.ts'
import { compterSuites, type LigneTraitee, SUITES_RETOUR } from '#campagnes/paiement/retour.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** What the accountant sent back by file, and what of it nobody could match yet. */
export function Retours({ feuille }: { readonly feuille: Feuille }) {
  const { campagne, retours, enAttente } = feuille
  const envoi = useRetour(campagne.id)
  return (
    <Carte
      titre="Retours du comptable"
      chapeau="Un fichier XLSX ou CSV, une ligne par mandat : Référence, État (payé ou rejeté), Date, Motif d’un rejet, Montant. Le même fichier envoyé deux fois ne change rien."
    >
      <SiDroit action="paiement.constater">
        <Fichier envoyer={(fichier) => envoi.mutate(fichier)} />
      </SiDroit>
      {envoi.isPending && <Chargement quoi="Lecture du retour" />}
      {envoi.isError && <Message ton="erreur" annonce titre={envoi.error.message} />}
      {envoi.data && <CompteRendu traite={envoi.data} />}
      {enAttente.length > 0 && (
        <section aria-label="Lignes à vérifier" className="pile">
          <h3>À vérifier</h3>
          <TableauDonnees<LigneEnAttente>
            fiches
            legende="Lignes de retours qui ne se rapprochent d’aucun mandat tel qu’il est"
            colonnes={[
              ...colonnes,
              {
                code: 'fichier',
                titre: 'Fichier',
                secondaire: true,
                cellule: ({ fichier, recuLe }) => `${fichier}, ${ecrireDate(recuLe.slice(0, 10))}`,
              },
            ]}
            lignes={enAttente}
            cle={({ fichier, recuLe, numero }) => `${fichier} ${recuLe} ${numero}`}
          />
        </section>
      )}
      {retours.length === 0 ? (
        <p className="secondaire">Aucun retour n’est encore arrivé.</p>
      ) : (
        <ul className="paiement-retours" aria-label="Retours reçus">
          {retours.map(({ id, nom, recuLe, par, applique, deja, attente }) => (
            <li key={id}>
              {nom}{' '}
              <span className="discret">
                reçu le {ecrireDate(recuLe.slice(0, 10))} par {par}
              </span>
              {INSECABLE}: {dire({ applique, deja, attente })}
            </li>
          ))}
        </ul>
      )}
    </Carte>
  )
}

const dire = ({ applique, deja, attente }: Readonly<Record<LigneTraitee['suite'], number>>) =>
  [
    compter(applique, 'ligne appliquée', 'lignes appliquées'),
    deja > 0 && compter(deja, 'déjà connue', 'déjà connues'),
    attente > 0 && compter(attente, 'mise de côté', 'mises de côté'),
  ]
    .filter(Boolean)
    .join(', ')

function Fichier({ envoyer }: { readonly envoyer: (fichier: File) => void }) {
  return (
    <p className="ecran-seulement">
      <ChoixFichier accepte={TABLEURS} onChoisir={envoyer}>
        Envoyer un retour
      </ChoixFichier>
    </p>
  )
}

const TONS = { applique: 'vert', deja: 'neutre', attente: 'flamme' } as const

const colonnes: readonly Colonne<LigneTraitee>[] = [
  { code: 'numero', titre: 'Ligne', cellule: ({ numero }) => numero },
  { code: 'reference', titre: 'Référence', cellule: ({ reference }) => reference },
  {
    code: 'dit',
    titre: 'Le fichier dit',
    secondaire: true,
    cellule: ({ etat, date, montant, motif }) => [etat, date, montant, motif].filter(Boolean).join(', '),
  },
  {
    code: 'suite',
    titre: 'Suite',
    cellule: ({ suite, message }) => (
      <>
        <Etiquette ton={TONS[suite]}>{SUITES_RETOUR[suite]}</Etiquette> {message}
      </>
    ),
  },
]

const CompteRendu = ({ traite: { dejaRecu, lignes } }: { readonly traite: Traite }) => {
  const suites = compterSuites(lignes)
  return (
    <>
      <Message
        annonce
        ton={dejaRecu ? 'info' : suites.attente > 0 ? 'avertissement' : 'succes'}
        titre={dejaRecu ? 'Ce fichier était déjà reçu : rien n’a changé.' : 'Le retour est lu.'}
      >
        <p>{dire(suites)}.</p>
      </Message>
      <TableauDonnees
        fiches
        legende="Compte rendu, ligne à ligne"
        hauteur="20rem"
        colonnes={colonnes}
        lignes={lignes}
        cle={({ numero }) => String(numero)}
        vide="Aucune ligne du fichier ne porte une référence et un état."
      />
    </>
  )
}
