import { Link } from '@tanstack/react-router'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { Entrees } from '#journal/pages/entrees.tsx'
import {
  type Criteres,
  ecrireParametres,
  type RechercheJournal,
  useJournal,
  useRecherche,
} from '#journal/pages/journal-donnees.ts'
import { FormulaireRecherche } from '#journal/pages/journal-recherche.tsx'
import type { EntreeLue } from '#journal/schema-journal.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import './journal.css'

/** /journal : everything that was done, searched by person, object, act and period. */
export const PageJournal = () => (
  <EcranReserve action="journal.lire" titre="Journal">
    <EcranJournal />
  </EcranReserve>
)

function EcranJournal() {
  const [recherche, changer] = useRecherche()
  const { avant, ...criteres } = recherche
  const parametres = ecrireParametres(criteres)
  return (
    <Page
      titre="Journal"
      chapeau="Chaque acte, avec son auteur, écrit en même temps que lui. Rien ne s’y modifie et rien ne s’en retire."
      actions={
        <>
          <LienTelechargement
            href={`/api/journal/export${parametres && `?${parametres}`}`}
            format="CSV, tracé"
          >
            {parametres ? 'Exporter cette recherche' : 'Exporter le journal'}
          </LienTelechargement>
          <LienTelechargement href="/api/journal/tete" format="JSON">
            Tête de la chaîne
          </LienTelechargement>
        </>
      }
    >
      <FormulaireRecherche key={parametres} criteres={criteres} onChercher={changer} />
      <Resultat recherche={recherche} criteres={criteres} changer={changer} />
      <Carte titre="Prouver que rien n’a été réécrit" className="journal-preuve">
        <p>
          Chaque entrée porte l’empreinte de la précédente. Gardez la tête de la chaîne ailleurs que sur ce
          serveur ; plus tard, la commande{' '}
          <code>npm run -s oriflamme -- journal verifier --tete EMPREINTE</code> prouve la chaîne, ou nomme la
          première entrée altérée.
        </p>
      </Carte>
    </Page>
  )
}

function Resultat({
  recherche,
  criteres,
  changer,
}: {
  readonly recherche: RechercheJournal
  readonly criteres: Criteres
  readonly changer: (recherche: RechercheJournal) => void
}) {
  const { data, error, isError, refetch } = useJournal(recherche)
  if (isError && !data) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data) return <Chargement quoi="Chargement du journal" />
  const cherche = Object.keys(criteres).length > 0
  if (data.entrees.length === 0)
    return (
      <EtatVide
        titre={cherche ? 'Aucun acte ne correspond à cette recherche.' : 'Il n’y a plus rien avant.'}
        action={<Bouton onPress={() => changer({})}>Tout afficher</Bouton>}
      >
        {cherche && 'Élargissez la période, ou cherchez par une partie du nom.'}
      </EtatVide>
    )
  return (
    <Carte titre={cherche ? 'Actes trouvés' : 'Derniers actes'}>
      <Entrees entrees={data.entrees} liens={(entree) => <Suites entree={entree} />} />
      {(recherche.avant || data.suivante) && (
        <nav className="rangee ecran-seulement" aria-label="Pages du journal">
          {recherche.avant && <Bouton onPress={() => changer(criteres)}>Les plus récents</Bouton>}
          {data.suivante && (
            <Bouton onPress={() => changer({ ...criteres, avant: String(data.suivante) })}>
              Plus anciens
            </Bouton>
          )}
        </nav>
      )}
    </Carte>
  )
}

/** From an entry to the others of the same author or object. */
const Suites = ({ entree: { id, personne, objet } }: { readonly entree: EntreeLue }) => (
  <p className="rangee ecran-seulement">
    <Link to="/journal" search={{ personne }}>
      Tous ses actes<span className="hors-ecran">, auteur de l’entrée {id}</span>
    </Link>
    <Link to="/journal" search={{ objet }}>
      Tout sur cet objet<span className="hors-ecran">, objet de l’entrée {id}</span>
    </Link>
  </p>
)
