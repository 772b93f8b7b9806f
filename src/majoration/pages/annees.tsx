import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne, ResumeCampagne } from '#campagnes/campagne.ts'
import { useCampagne, useCampagnes, useFormations } from '#campagnes/pages/donnees.ts'
import { comparerAnnees, type THEMES, type Theme } from '#majoration/annees.ts'
import { AnneesComparees } from '#majoration/pages/annees-resultat.tsx'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import './resultats.css'

/** /campagnes/:id/annees?avec=&par= : a campaign held against an earlier one. */
export const PageAnnees = () => (
  <EcranReserve action="classement.lire" titre="D’une année à l’autre">
    <EcranAnnees />
  </EcranReserve>
)

function EcranAnnees() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { avec, par } = useSearch({ strict: false }) as { avec?: unknown; par?: unknown }
  const naviguer = useNavigate()
  const campagne = useCampagne(id)
  const campagnes = useCampagnes()
  const enErreur = [campagne, campagnes].find(({ isError, data }) => isError && !data)
  const anterieures = campagne.data ? choisirAnterieures(campagnes.data ?? [], campagne.data) : []
  const choisie = anterieures.find((une) => une.id === String(avec)) ?? anterieures[0]
  const changer = (change: { avec?: string; par?: Theme | undefined }) =>
    void naviguer({
      to: '.',
      search: ((avant: object) => ({ ...avant, ...change })) as never,
      replace: true,
      resetScroll: false,
    })
  return (
    <Page
      titre="D’une année à l’autre"
      surtitre={campagne.data?.libelle}
      chapeau="Ce qui fut demandé et accordé, face à une campagne antérieure. Rien n’est enregistré."
      actions={
        choisie && (
          <SiDroit action="document.exporter">
            <LienTelechargement
              href={`/api/campagnes/${encodeURIComponent(id)}/annees.csv?avec=${encodeURIComponent(choisie.id)}`}
              format="CSV"
            >
              Les organismes
            </LienTelechargement>
          </SiDroit>
        )
      }
    >
      {enErreur ? (
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      ) : !campagne.data || !campagnes.data ? (
        <Chargement quoi="Chargement des campagnes" />
      ) : !choisie ? (
        <EtatVide
          titre="Aucune campagne antérieure."
          action={
            <SiDroit action="import.deposer">
              <LienBouton to="/campagnes/nouvelle" variante="principal">
                Partir d’un fichier de demandes
              </LienBouton>
            </SiDroit>
          }
        >
          Apportez celle de l’année précédente, d’un fichier : elle servira de comparaison.
        </EtatVide>
      ) : (
        <>
          <div className="annees-avec ecran-seulement">
            <Choix
              libelle="Comparer avec"
              valeur={choisie.id}
              options={anterieures.map(({ id: valeur, libelle, exercice }) => ({
                valeur,
                libelle: `${libelle} (exercice ${exercice})`,
              }))}
              onChange={(voulue) => changer({ avec: voulue })}
            />
          </div>
          <Chargee
            key={choisie.id}
            campagne={campagne.data}
            anterieure={choisie.id}
            theme={par === 'departement' || par === 'filiere' ? par : 'niveau'}
            onTheme={(theme) => changer({ par: theme === 'niveau' ? undefined : theme })}
          />
        </>
      )}
    </Page>
  )
}

/** Campaigns of earlier exercices that hold something, the latest first. */
const choisirAnterieures = (
  campagnes: readonly ResumeCampagne[],
  { id, exercice }: Campagne,
): readonly ResumeCampagne[] =>
  campagnes
    .filter((une) => une.id !== id && une.exercice < exercice && une.formations > 0)
    .toSorted((a, b) => b.exercice - a.exercice)

type ProprietesChargee = {
  readonly campagne: Campagne
  readonly anterieure: string
  readonly theme: keyof typeof THEMES
  readonly onTheme: (theme: Theme) => void
}

function Chargee({ campagne, anterieure, theme, onTheme }: ProprietesChargee) {
  const autre = useCampagne(anterieure)
  const [alors, maintenant] = [useFormations(anterieure), useFormations(campagne.id)]
  const annees = useMemo(
    () =>
      autre.data &&
      alors.data &&
      maintenant.data &&
      comparerAnnees(
        { campagne: autre.data, formations: alors.data },
        { campagne, formations: maintenant.data },
      ),
    [campagne, autre.data, alors.data, maintenant.data],
  )
  const enErreur = [autre, alors, maintenant].find(({ isError, data }) => isError && !data)
  if (enErreur) return <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
  if (!annees || !autre.data) return <Chargement quoi="Chargement des formations" />
  return (
    <AnneesComparees annees={annees} avant={autre.data} apres={campagne} theme={theme} onTheme={onTheme} />
  )
}
