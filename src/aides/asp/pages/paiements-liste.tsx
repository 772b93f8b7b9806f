import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { CORRECTEURS, type CorrecteurAsp } from '#aides/asp/correcteur.ts'
import { ETATS_PAIEMENT } from '#aides/asp/etats.ts'
import type { AdressePaiements } from '#aides/asp/pages/paiements-adresse.ts'
import { CaseACorriger } from '#aides/asp/pages/paiements-case.tsx'
import { DialogueCompte, DialogueReprise } from '#aides/asp/pages/paiements-dialogues.tsx'
import { type PaiementVu, usePaiements } from '#aides/asp/pages/paiements-donnees.ts'
import { raisonDe } from '#aides/asp/rejets.ts'
import { Pagination } from '#campagnes/pages/import-pagination.tsx'
import { compter, ecrireDate, ecrireMontant, INSECABLE, minuscule } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const PAGE = 50

type Proprietes = {
  readonly adresse: AdressePaiements
  readonly suivi: boolean
  readonly paie: boolean
  readonly onAller: (adresse: AdressePaiements) => void
}
type Choisi = { readonly quoi: 'compte' | 'reprise'; readonly paiement: PaiementVu }

/** Each payment, as the address filters them: where it is, what holds it, the cell to put right. */
export function Liste({ adresse, suivi, paie, onAller }: Proprietes) {
  const { data, error, isError, refetch } = usePaiements(adresse, suivi)
  const [choisi, setChoisi] = useState<Choisi>()
  const { page: _, ...recherche } = adresse
  const actes: Colonne<PaiementVu> = {
    code: 'actes',
    titre: <span className="hors-ecran">Actes</span>,
    cellule: (paiement) => (
      <div className="rangee">
        {paiement.masque && (
          <Bouton
            variante="discret"
            aria-label={`Révéler le compte de ${paiement.nom}`}
            onPress={() => setChoisi({ quoi: 'compte', paiement })}
          >
            Révéler le compte
          </Bouton>
        )}
        {(paiement.etat === 'rejetee' || paiement.etat === 'impayee') && paiement.remplacePar === null && (
          <Bouton
            variante="discret"
            aria-label={`Redemander le paiement de ${paiement.nom}`}
            onPress={() => setChoisi({ quoi: 'reprise', paiement })}
          >
            Redemander
          </Bouton>
        )}
      </div>
    ),
  }
  return (
    <Carte titre="Paiements">
      <Filtres key={adresse.q ?? ''} adresse={recherche} onAller={onAller} />
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des paiements" />
      ) : (
        <>
          <TableauDonnees<PaiementVu>
            fiches
            legende={compter(data.total, 'paiement')}
            lignes={data.paiements}
            cle={({ id }) => String(id)}
            colonnes={paie ? [...COLONNES, actes] : COLONNES}
            vide="Aucun paiement ne répond à cette recherche."
          />
          <Pagination
            quoi="Paiements"
            page={Number(adresse.page ?? 1)}
            taille={PAGE}
            total={data.total}
            onPage={(page) => onAller({ ...recherche, page: String(page) })}
          />
        </>
      )}
      {choisi?.quoi === 'compte' && (
        <DialogueCompte paiement={choisi.paiement} onFermer={() => setChoisi(undefined)} />
      )}
      {choisi?.quoi === 'reprise' && (
        <DialogueReprise paiement={choisi.paiement} onFermer={() => setChoisi(undefined)} />
      )}
    </Carte>
  )
}

const TOUS = { valeur: '', libelle: 'Tous' }
const options = (table: Readonly<Record<string, string>>) => [
  TOUS,
  ...Object.entries(table).map(([valeur, libelle]) => ({ valeur, libelle })),
]

/** Searched when one asks for it; the lists act at once. */
function Filtres({
  adresse,
  onAller,
}: {
  readonly adresse: AdressePaiements
  readonly onAller: Proprietes['onAller']
}) {
  const [q, setQ] = useState(adresse.q ?? '')
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    onAller({ ...adresse, q })
  }
  const { session } = adresse
  const filtree = Object.keys(adresse).some((cle) => cle !== 'session')
  return (
    <form className="paiements-filtres ecran-seulement" onSubmit={chercher}>
      <ChampTexte libelle="Nom ou numéro" valeur={q} onChange={setQ} type="search" maximum={100} />
      <Choix
        libelle="État"
        valeur={adresse.etat ?? ''}
        options={options(ETATS_PAIEMENT)}
        onChange={(etat) => onAller({ ...adresse, etat })}
      />
      <Choix
        libelle="Qui corrige"
        valeur={adresse.correcteur ?? ''}
        options={options(CORRECTEURS)}
        onChange={(correcteur) => onAller({ ...adresse, correcteur })}
      />
      <div className="rangee">
        <Bouton type="submit">Chercher</Bouton>
        {filtree && (
          <Bouton variante="discret" onPress={() => onAller(session ? { session } : {})}>
            Tout afficher
          </Bouton>
        )}
      </div>
    </form>
  )
}

const TONS = {
  ...({ en_attente: 'neutre', incomplete: 'ecarte', prete: 'or', envoyee: 'or', integree: 'or' } as const),
  ...({ rejetee: 'ecarte', payee: 'retenu', impayee: 'ecarte', a_reverser: 'flamme' } as const),
}

const COLONNES: readonly Colonne<PaiementVu>[] = [
  {
    code: 'personne',
    titre: 'Personne',
    cellule: ({ nom, numero, dossier, session, organisme, id }) => (
      <div className="paiements-raison">
        <Link to="/campagnes-aides/$session/dossiers/$dossier" params={{ session, dossier } as never}>
          {nom}
        </Link>
        <span className="discret">
          {organisme}, dossier {numero}, {`paiement n°${INSECABLE}${id}`}
        </span>
      </div>
    ),
  },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat }) => <Etiquette ton={TONS[etat]}>{ETATS_PAIEMENT[etat]}</Etiquette>,
  },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
  { code: 'suite', titre: 'Ce qu’on en sait', cellule: (paiement) => <Suite paiement={paiement} /> },
  { code: 'compte', titre: 'Compte', secondaire: true, cellule: ({ masque }) => masque ?? 'aucun' },
]

const direCorrecteur = (correcteur: CorrecteurAsp, corrige: boolean): string =>
  corrige ? 'Corrigé depuis.' : `À corriger par ${minuscule(CORRECTEURS[correcteur])}.`

/** Why it waits, with who lifts it and in which cell; or when it was paid. */
function Suite({ paiement }: { readonly paiement: PaiementVu }) {
  const { etat, motifs, retenue, raison, suite, verseLe, envoyeeLe, aReverser, remplacePar, corrige } =
    paiement
  if (motifs.length > 0)
    return (
      <ul className="paiements-motifs">
        {motifs.map(({ code, champ, message, correcteur }) => (
          <li key={`${code} ${champ}`}>
            <CaseACorriger paiement={paiement} champ={champ} /> : {message}{' '}
            <span className="discret">{direCorrecteur(correcteur, corrige)}</span>
          </li>
        ))}
      </ul>
    )
  if (retenue) return <>{retenue}</>
  if (etat === 'a_reverser')
    return (
      <>
        À reverser : {ecrireMontant(aReverser!)}
        {suite && ` (${suite})`}
      </>
    )
  if (etat === 'payee') return <>Versé le {ecrireDate(verseLe!)}</>
  if (raison) {
    const { champ, libelle, correcteur } = raisonDe(raison)
    return (
      <>
        <CaseACorriger paiement={paiement} champ={champ} /> : {libelle}{' '}
        <span className="discret">
          {direCorrecteur(correcteur, corrige)}
          {remplacePar !== null && ` Redemandé par le paiement n° ${remplacePar}.`}
        </span>
      </>
    )
  }
  return envoyeeLe ? <>Envoyé le {ecrireDate(envoyeeLe)}</> : <span className="discret">Rien ne manque.</span>
}
