import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { direCause } from '#aides/listes/causes.ts'
import { colonneDe } from '#aides/listes/colonnes-liste.ts'
import { DeposerListe, Recepisse } from '#aides/listes/pages/liste-depot.tsx'
import { abandonner, enTravail, telecharger, useActe, useListe } from '#aides/listes/pages/liste-donnees.ts'
import { EtatDeListe } from '#aides/listes/pages/liste-etat.tsx'
import { LignesDeListe } from '#aides/listes/pages/liste-lignes.tsx'
import type { ListeLue } from '#aides/listes/schema-listes.ts'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { ecrireNombre } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './listes.css'

/** /campagnes-aides/:id/listes/:liste : where a list is, what is to be corrected in it, its deposit. */
export const PageListeAide = () => (
  <EcranReserve action="aide.traiter" titre="Liste d’apprentis">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { session = '', liste = '' } = useParams({ strict: false }) as {
    session?: string
    liste?: string
  }
  const { data, error, isError, refetch } = useListe(liste)
  const depose = useDroits().has('aide.deposer')
  const corrigeable = depose && (data?.etat === 'prete' || data?.etat === 'a_corriger')
  return (
    <Page
      titre={data?.nom ?? 'Liste d’apprentis'}
      surtitre={
        data && (
          <Link
            to={'/campagnes-aides/$session/listes' as never}
            params={{ session } as never}
            className="lien"
          >
            {data.session.libelle}, listes
          </Link>
        )
      }
      chapeau={data && !depose ? data.organisme : undefined}
      etiquettes={data && <EtatDeListe etat={data.etat} />}
      actions={data && depose && <Gestes liste={data} corrigeable={corrigeable} />}
    >
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : data ? (
        <Corps liste={data} corrigeable={corrigeable} />
      ) : (
        <Chargement quoi="Chargement de la liste" />
      )}
    </Page>
  )
}

function Corps({ liste, corrigeable }: { readonly liste: ListeLue; readonly corrigeable: boolean }) {
  const { etat, progression, motif, lecture, comptes, groupes } = liste
  if (motif)
    return (
      <Message ton="erreur" titre="Ce fichier n’a pas pu être lu.">
        <p>{motif.message}</p>
      </Message>
    )
  return (
    <>
      {enTravail(liste) && (
        <Progression libelle={etat === 'en_depot' ? 'Dépôt' : 'Lecture'} fait={progression} total={1_000}>
          {etat === 'en_depot' ? 'Les dossiers se font' : 'Le fichier se lit'}
        </Progression>
      )}
      <ChiffresCles>
        <ChiffreCle libelle="Lignes" valeur={ecrireNombre(comptes.lignes)} precision={lecture ?? undefined} />
        <ChiffreCle
          accent={comptes.enErreur > 0}
          libelle="En erreur"
          valeur={ecrireNombre(comptes.enErreur)}
          precision="à corriger ou à écarter"
        />
        <ChiffreCle
          libelle="Avec un avertissement"
          valeur={ecrireNombre(comptes.avecAvertissement)}
          precision="à vérifier"
        />
        <ChiffreCle libelle="Écartées" valeur={ecrireNombre(comptes.ecartees)} />
        <ChiffreCle
          libelle="Valides"
          valeur={ecrireNombre(comptes.valides)}
          precision={etat === 'deposee' ? 'déposées' : 'prêtes au dépôt'}
        />
      </ChiffresCles>
      {['en_depot', 'deposee'].includes(etat) && <Recepisse liste={liste} />}
      {groupes.length > 0 && (
        <Carte titre="Ce qu’il y a à regarder">
          <TableauDonnees
            legende="Erreurs et avertissements, par colonne et par cause"
            legendeMasquee
            colonnes={COLONNES}
            lignes={groupes}
            cle={({ gravite, champ, code }) => `${gravite} ${champ} ${code}`}
            hauteur="20rem"
          />
        </Carte>
      )}
      {!enTravail(liste) && <LignesDeListe liste={liste.id} corrigeable={corrigeable} />}
    </>
  )
}

type Groupe = ListeLue['groupes'][number]
const COLONNES: readonly Colonne<Groupe>[] = [
  {
    code: 'cause',
    titre: 'Cause',
    cellule: ({ gravite, champ, code }) => (
      <Link
        to={'.' as never}
        className="lien"
        resetScroll={false}
        search={
          {
            voir: gravite === 'erreur' ? 'erreurs' : 'avertissements',
            ...(champ && { champ }),
            code,
          } as never
        }
      >
        {champ ? `${colonneDe(champ).entete} : ${direCause(code)}` : `Ligne entière : ${direCause(code)}`}
      </Link>
    ),
  },
  {
    code: 'gravite',
    titre: 'Gravité',
    cellule: ({ gravite }) => (gravite === 'erreur' ? 'Erreur' : 'Avertissement'),
  },
  { code: 'nombre', titre: 'Lignes', nombre: true, cellule: ({ nombre }) => ecrireNombre(nombre) },
  {
    code: 'premiere',
    titre: 'La première',
    nombre: true,
    secondaire: true,
    cellule: ({ premiereLigne }) => `ligne ${ecrireNombre(premiereLigne)}`,
  },
]

function Gestes({ liste, corrigeable }: { readonly liste: ListeLue; readonly corrigeable: boolean }) {
  const aller = useNavigate()
  const fichier = useActe(liste.id, telecharger(liste.id, liste.nom))
  const fin = useActe(liste.id, abandonner(liste.id))
  const abandon = () =>
    fin.mutate(undefined, {
      onSuccess: () =>
        aller({ to: '/campagnes-aides/$session/listes', params: { session: liste.session.id } } as never),
    })
  const abandonnable = !['en_depot', 'deposee'].includes(liste.etat)
  return (
    <>
      <Refus erreur={fichier.error ?? fin.error} />
      {corrigeable && (
        <Bouton icone="telecharger" isDisabled={fichier.isPending} onPress={() => fichier.mutate(undefined)}>
          Fichier à corriger
        </Bouton>
      )}
      {abandonnable && (
        <Bouton variante="discret" isDisabled={fin.isPending} onPress={abandon}>
          Abandonner
        </Bouton>
      )}
      {corrigeable && liste.session.ouverte && <DeposerListe liste={liste} />}
      {liste.etat === 'deposee' && liste.session.ouverte && (
        <LienBouton to="/campagnes-aides/$session/listes" params={{ session: liste.session.id }}>
          Envoyer une autre liste
        </LienBouton>
      )}
    </>
  )
}
