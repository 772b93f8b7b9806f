import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ETATS_DOSSIER, type EtatDossier } from '#aides/dossiers/cycle.ts'
import { direRangOctroi } from '#aides/dossiers/rang-octroi.ts'
import { ecrireJour } from '#aides/listes/jours.ts'
import { useAVerifier, useIdentifier } from '#aides/listes/pages/liste-donnees.ts'
import { PAYS } from '#aides/listes/pays.ts'
import type { DossiersAVerifier } from '#aides/listes/schema-homonymes.ts'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { compter, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import './listes.css'

type Dossier = DossiersAVerifier['dossiers'][number]
type Candidat = Dossier['candidats'][number]
type Identite = Dossier['identite']

/** /campagnes-aides/:id/a-verifier : an agent says whether two people who look alike are one. */
export const PageAVerifier = () => (
  <EcranReserve action="aide.instruire" titre="Personnes à vérifier">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { session: id = '' } = useParams({ strict: false }) as { session?: string }
  const { data, error, isError, refetch } = useAVerifier(id)
  return (
    <Page
      titre="Personnes à vérifier"
      surtitre={
        <Link
          to={'/campagnes-aides/$session/listes' as never}
          params={{ session: id } as never}
          className="lien"
        >
          {data?.session.libelle ?? 'Campagne d’aides'}
        </Link>
      }
      chapeau="Le programme ne confond jamais deux personnes : il montre celles qui se ressemblent, vous dites qui c’est."
    >
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des dossiers" />
      ) : data.dossiers.length === 0 ? (
        <EtatVide titre="Personne n’est à vérifier.">
          Les dossiers dont la personne ressemble à une autre paraîtront ici.
        </EtatVide>
      ) : (
        <>
          <p role="status">{compter(data.total, 'dossier attend', 'dossiers attendent')}.</p>
          {data.dossiers.map((dossier) => (
            <Comparaison key={dossier.id} session={id} dossier={dossier} />
          ))}
        </>
      )}
    </Page>
  )
}

const LIGNES: readonly (readonly [string, (une: Identite) => string])[] = [
  ['Civilité', ({ civilite }) => civilite],
  ['Nom de naissance', ({ nomNaissance }) => nomNaissance],
  ['Nom d’usage', ({ nomUsage }) => nomUsage ?? ''],
  ['Prénom', ({ prenom }) => prenom],
  ['Date de naissance', ({ neLe }) => ecrireJour(neLe)],
  ['Pays de naissance', ({ paysNaissance }) => PAYS.get(paysNaissance) ?? paysNaissance],
  ['Commune de naissance', ({ communeNaissance }) => communeNaissance ?? ''],
]

/** Of one dossier: a receipt counts several, and says « Accordés ». */
const direEtat = (etat: string): string => ETATS_DOSSIER[etat as EtatDossier].libelle

function Comparaison({ session, dossier }: { readonly session: string; readonly dossier: Dossier }) {
  const [choix, setChoix] = useState<Candidat | 'autre'>()
  const { identite, candidats, numero, organisme } = dossier
  const nom = `${identite.prenom} ${identite.nomNaissance}`
  return (
    <Carte titre={nom} chapeau={`Dossier ${numero}, ${organisme}`}>
      <section
        className="tableau-region"
        aria-label={`Identités comparées à ${nom}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="tableau listes-comparaison">
          <caption className="hors-ecran">Identités comparées à {nom}</caption>
          <thead>
            <tr>
              <th scope="col">Identité</th>
              <th scope="col">Ce dossier</th>
              {candidats.map((candidat, i) => (
                <th key={candidat.id} scope="col">
                  {candidat.ressemblance === 'identique' ? 'Mêmes noms' : 'Noms proches'}
                  {candidats.length > 1 && ` (${i + 1})`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LIGNES.map(([libelle, lire]) => (
              <tr key={libelle}>
                <th scope="row">{libelle}</th>
                <td>{lire(identite) || '—'}</td>
                {candidats.map((candidat) => (
                  <td key={candidat.id}>
                    <Valeur texte={lire(candidat.identite)} reference={lire(identite)} />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">Dossiers</th>
              <td>{numero}</td>
              {candidats.map(({ id, dossiers }) => (
                <td key={id}>
                  {dossiers.map((un) => (
                    <div key={un.numero}>
                      {un.numero}, {un.libelle}, {un.organisme}
                      {INSECABLE}: {direEtat(un.etat)}
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      {candidats.length === 0 && (
        <p>
          Personne ne lui ressemble plus : dites que c’est une autre personne, et son dossier suivra son
          cours.
        </p>
      )}
      <div className="listes-actes ecran-seulement">
        {candidats.map((candidat, i) => (
          <Bouton key={candidat.id} onPress={() => setChoix(candidat)}>
            {candidats.length > 1 ? `C’est la personne (${i + 1})` : 'C’est la même personne'}
          </Bouton>
        ))}
        <Bouton onPress={() => setChoix('autre')}>C’est une autre personne</Bouton>
      </div>
      {choix && (
        <Dire
          {...{ session, dossier, nom }}
          candidat={choix === 'autre' ? null : choix}
          fermer={() => setChoix(undefined)}
        />
      )}
    </Carte>
  )
}

/** What differs is said in words too, for who does not see the colour. */
const Valeur = ({ texte, reference }: { readonly texte: string; readonly reference: string }) =>
  texte === reference ? (
    texte || '—'
  ) : (
    <em>
      {texte || '—'}
      <span className="hors-ecran"> (différent)</span>
    </em>
  )

function Dire({
  session,
  dossier,
  nom,
  candidat,
  fermer,
}: {
  readonly session: string
  readonly dossier: Dossier
  readonly nom: string
  readonly candidat: Candidat | null
  readonly fermer: () => void
}) {
  const [note, setNote] = useState('')
  const annoncer = useAnnonce()
  const acte = useIdentifier(session)
  return (
    <DialogueFormulaire
      titre={candidat ? 'C’est la même personne' : 'C’est une autre personne'}
      action="Valider"
      explication={
        candidat
          ? `Le dossier de ${nom} sera celui de la personne déjà connue ; une aide déjà reçue compte alors dans sa décision.`
          : `${nom} sera une personne de plus ; son dossier prend la décision déjà jugée.`
      }
      erreur={acte.error}
      enCours={acte.isPending || note.trim() === ''}
      onFermer={fermer}
      onValider={() =>
        note.trim() &&
        acte.mutate(
          { dossier: dossier.id, personne: candidat?.id ?? null, note: note.trim() },
          {
            onSuccess: ({ etat, consequence, rangOctroi }) => {
              const suite = consequence ?? (rangOctroi ? `${direRangOctroi(rangOctroi)}.` : '')
              annoncer(`${nom} : ${direEtat(etat)}. ${suite}`)
              fermer()
            },
          },
        )
      }
    >
      <ChampTexte libelle="Ce qui permet de le dire" valeur={note} onChange={setNote} maximum={500} requis />
    </DialogueFormulaire>
  )
}
