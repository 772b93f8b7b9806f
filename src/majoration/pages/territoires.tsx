import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { BilanTerritoires } from '#majoration/pages/territoires-bilan.tsx'
import { ChoixTerritoires } from '#majoration/pages/territoires-choix.tsx'
import { type Source, useSource } from '#majoration/pages/territoires-source.ts'
import { simuler } from '#majoration/simulation.ts'
import { BASES, type Base, lireSeuil, observerTerritoires, SEUIL_INDICATIF } from '#majoration/territoires.ts'
import { ecrireDecimal } from '#socle/fraction.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import type { Tri } from '#ui/tableau.tsx'
import './territoires.css'

/** What the address of the page carries: what is looked at, and how. Everything absent is the default. */
export type RechercheTerritoires = {
  readonly scenario?: string | number
  readonly proposition?: number
  readonly base?: string
  /** Points of gap, as typed: « 2 », « 0.5 ». */
  readonly seuil?: string | number
  /** `montant-desc`; absent, the code of the département. */
  readonly tri?: string
}

/** /campagnes/:id/territoires : where the money goes, département by département, before the decision. */
export const PageTerritoires = () => (
  <CampagneChargee>
    {(campagne, formations) => <EcranTerritoires campagne={campagne} formations={formations} />}
  </CampagneChargee>
)

type Proprietes = { readonly campagne: Campagne; readonly formations: readonly Formation[] }

function EcranTerritoires({ campagne, formations }: Proprietes) {
  const recherche = useSearch({ strict: false }) as RechercheTerritoires
  const naviguer = useNavigate()
  const changer = (changement: Partial<Record<keyof RechercheTerritoires, string | number | undefined>>) =>
    void naviguer({
      to: '.',
      search: ((avant: object) => ({ ...avant, ...changement })) as never,
      replace: true,
      resetScroll: false,
    })
  const source = useSource(campagne, recherche)
  const base: Base = recherche.base === 'retenus' ? 'retenus' : 'demandes'
  const seuil = lireSeuil(recherche.seuil) ?? SEUIL_INDICATIF
  const texteSeuil = ecrireDecimal(seuil, 2).replace(/\.?0+$/, '') || '0'
  return (
    <Page
      titre="Territoires"
      surtitre={campagne.libelle}
      etiquettes={
        <>
          {source.nom && <Etiquette>{source.nom}</Etiquette>}
          {campagne.fictif && <Fictif mention={campagne.mention} />}
        </>
      }
      chapeau={`Où va l’argent, département par département, face à la part des ${BASES[base].toLowerCase()}. À lire avant de décider ; rien n’est enregistré.`}
      actions={
        source.parametres && (
          <SiDroit action="document.exporter">
            <LienTelechargement
              href={`/api/campagnes/${encodeURIComponent(campagne.id)}/territoires.csv?${new URLSearchParams({ ...source.adresse, base, seuil: texteSeuil })}`}
              format="CSV"
            >
              Les territoires
            </LienTelechargement>
          </SiDroit>
        )
      }
    >
      <ChoixTerritoires source={source} base={base} seuil={texteSeuil} onChange={changer} />
      <Contenu
        {...{ campagne, formations, source, base, seuil }}
        tri={lireTri(recherche.tri)}
        onTri={({ colonne, sens }) => changer({ tri: `${colonne}-${sens}` })}
      />
    </Page>
  )
}

type ProprietesContenu = Proprietes & {
  readonly source: Source
  readonly base: Base
  readonly seuil: ReturnType<typeof lireSeuil> & {}
  readonly tri: Tri
  readonly onTri: (tri: Tri) => void
}

function Contenu({ campagne, formations, source, base, seuil, tri, onTri }: ProprietesContenu) {
  const { parametres } = source
  const simulation = useMemo(() => parametres && simuler(formations, parametres), [formations, parametres])
  const vue = useMemo(
    () =>
      parametres && simulation?.repartition.statut === 'accord'
        ? observerTerritoires(
            { parametres, simulation, repartition: simulation.repartition.valeur },
            { base, seuil },
          )
        : null,
    [parametres, simulation, base, seuil],
  )
  if (source.erreur) return <EtatErreur erreur={source.erreur} reessayer={source.reessayer} />
  if (source.depassee)
    return (
      <Message ton="avertissement" titre="Les formations ont changé depuis que cette proposition est figée">
        <p>
          Ses montants restent ceux qui ont été figés, mais ils ne se rangent plus par département. Figez une
          autre proposition, ou choisissez un scénario.
        </p>
      </Message>
    )
  if (!simulation) return <Chargement quoi="Chargement des scénarios" />
  return (
    <>
      {source.inconnue && (
        <Message ton="avertissement" titre="Ce scénario ou cette proposition n’existe pas, ou plus">
          <p>Les territoires affichés sont ceux du règlement tel quel.</p>
        </Message>
      )}
      {simulation.repartition.statut === 'refus' ? (
        <Message
          ton="erreur"
          titre="La répartition est refusée : rien à ranger par département"
          motifs={simulation.repartition.motifs}
        />
      ) : (
        vue && <BilanTerritoires {...{ campagne, vue, base, seuil, tri, onTri }} />
      )}
    </>
  )
}

function lireTri(tri: unknown): Tri {
  const [colonne = '', sens] = String(tri ?? 'departement-asc').split('-')
  return { colonne, sens: sens === 'desc' ? 'desc' : 'asc' }
}
