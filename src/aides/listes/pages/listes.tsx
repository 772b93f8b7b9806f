import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ecrireInstantParis } from '#aides/listes/liste.ts'
import { useEnvoi, useListes } from '#aides/listes/pages/liste-donnees.ts'
import { EtatDeListe } from '#aides/listes/pages/liste-etat.tsx'
import type { ListesLues } from '#aides/listes/schema-listes.ts'
import { LienSession } from '#aides/sessions/pages/session-mots.tsx'
import { SiDroit, useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './listes.css'

/** /campagnes-aides/:id/listes : a centre sends its lists, and follows them; an agent sees those of all. */
export const PageListesAides = () => (
  <EcranReserve action="aide.traiter" titre="Listes d’apprentis">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { session: id = '' } = useParams({ strict: false }) as { session?: string }
  const { data, error, isError, refetch } = useListes(id)
  const instruit = useDroits().has('aide.instruire')
  return (
    <Page
      titre="Listes d’apprentis"
      surtitre={data && <LienSession id={id} libelle={data.session.libelle} />}
      chapeau={data && `Les dépôts ferment le ${ecrireInstantParis(data.session.fermeLe)}, heure de Paris.`}
      actions={
        instruit && (
          <LienBouton to="/campagnes-aides/$session/a-verifier" params={{ session: id }}>
            Personnes à vérifier
          </LienBouton>
        )
      }
    >
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : data ? (
        <>
          <SiDroit action="aide.deposer">
            <Envoyer session={data.session} />
          </SiDroit>
          <Carte titre="Listes envoyées">
            <TableauDonnees
              fiches
              legende="Listes envoyées"
              legendeMasquee
              colonnes={colonnes(instruit)}
              lignes={data.listes}
              cle={(liste) => liste.id}
              vide="Aucune liste n’est encore envoyée pour cette campagne."
            />
          </Carte>
        </>
      ) : (
        <Chargement quoi="Chargement des listes" />
      )}
    </Page>
  )
}

function Envoyer({ session }: { readonly session: ListesLues['session'] }) {
  const envoi = useEnvoi(session.id)
  const aller = useNavigate()
  const envoyer = (fichier: File) =>
    envoi.mutate(fichier, {
      onSuccess: ({ id: liste }) =>
        aller({
          to: '/campagnes-aides/$session/listes/$liste',
          params: { session: session.id, liste },
        } as never),
    })
  return (
    <Carte
      titre="Envoyer une liste"
      chapeau="Une ligne par apprenti, plusieurs sites dans le même fichier. Rien n’est déposé avant que vous l’ayez relu. Une seconde liste peut compléter la première."
    >
      <div className="listes-fichiers">
        <LienTelechargement href="/api/listes-aides/modele.xlsx" format="XLSX">
          Fichier modèle
        </LienTelechargement>
        <LienTelechargement href="/api/listes-aides/modele.csv" format="CSV">
          Fichier modèle
        </LienTelechargement>
      </div>
      {session.ouverte ? (
        <p className="ecran-seulement">
          <ChoixFichier accepte={TABLEURS} inactif={envoi.isPending} onChoisir={envoyer}>
            {envoi.isPending ? 'Envoi en cours…' : 'Choisir un fichier'}
          </ChoixFichier>
        </p>
      ) : (
        <Message titre="Cette campagne d’aides n’est pas ouverte : rien ne peut y être envoyé." />
      )}
      <Refus erreur={envoi.error} />
      <p className="discret">
        Le fichier est chiffré dès sa réception, puis effacé après sa lecture{INSECABLE}; les comptes
        bancaires restent chiffrés.
      </p>
    </Carte>
  )
}

type Liste = ListesLues['listes'][number]
const colonnes = (tous: boolean): readonly Colonne<Liste>[] => [
  {
    code: 'nom',
    titre: 'Fichier',
    cellule: ({ id: liste, session, nom }) => (
      <Link
        to={'/campagnes-aides/$session/listes/$liste' as never}
        params={{ session, liste } as never}
        className="lien"
      >
        {nom}
      </Link>
    ),
    tri: ({ nom }) => nom,
  },
  ...(tous
    ? [
        {
          code: 'organisme',
          titre: 'Organisme',
          cellule: ({ organisme }: Liste) => organisme,
          tri: ({ organisme }: Liste) => organisme,
        },
      ]
    : []),
  { code: 'etat', titre: 'État', cellule: ({ etat }) => <EtatDeListe etat={etat} /> },
  chiffre('lignes', 'Lignes'),
  chiffre('enErreur', 'En erreur'),
  chiffre('valides', 'Valides'),
  {
    code: 'creeLe',
    titre: 'Envoyée le',
    secondaire: true,
    cellule: ({ creeLe }) => ecrireInstantParis(creeLe),
    tri: ({ creeLe }) => creeLe,
  },
]

function chiffre(code: 'lignes' | 'enErreur' | 'valides', titre: string): Colonne<Liste> {
  return {
    ...{ code, titre, nombre: true, tri: ({ comptes }) => comptes[code] },
    cellule: ({ comptes }) => ecrireNombre(comptes[code]),
  }
}
