import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Organisme } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { useNavigationGrille } from '#majoration/pages/classement-clavier.ts'
import { useDisposition } from '#majoration/pages/classement-disposition.ts'
import { EnteteClassement } from '#majoration/pages/classement-entete.tsx'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import { ClassementImprime } from '#majoration/pages/classement-impression.tsx'
import { LigneFormation } from '#majoration/pages/classement-ligne.tsx'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { VoieCoupure } from '#majoration/pages/classement-voie.tsx'
import { positionDe, useVue } from '#majoration/pages/classement-vue.ts'
import type { Changement, RechercheClassement } from '#majoration/pages/recherche-classement.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { EtatVide } from '#ui/etat.tsx'
import { useImpression } from '#ui/media.ts'

const NULLE_PART = Number.POSITIVE_INFINITY

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly organismes: readonly Organisme[]
  readonly recherche: RechercheClassement
  readonly etat: EtatCoupure
  readonly mesure: Mesure
  readonly changer: (changement: Changement, trace?: boolean) => void
}

/** The ranking: only the lines in sight exist in the page, so that 100 000 formations scroll like a hundred. */
export const TableauClassement = memo(function TableauClassement(props: Proprietes) {
  const { lignes, recherche, etat, changer } = props
  const vue = useVue(lignes, props.organismes, recherche, etat.retenues)
  const { rangees, enOrdre } = vue
  const impression = useImpression()
  const disposition = useDisposition(recherche.colonnes, enOrdre)
  const { colonnes, gabarit, hauteurLigne, hauteurEntete } = disposition

  // The line takes the place of one row: rows after it stand one place lower.
  const position = useMemo(() => positionDe(rangees, etat.retenues), [rangees, etat.retenues])
  const placeCoupure = enOrdre && rangees.length > 0 ? position : NULLE_PART
  const placeDe = (index: number) => (index < placeCoupure ? index : index + 1)

  const region = useRef<HTMLDivElement>(null)
  const ouvrir = useCallback((formation: string) => changer({ formation }, true), [changer])
  const grille = useNavigationGrille({
    lignes: rangees.length,
    colonnes: colonnes.length,
    region,
    parPage: () =>
      Math.max(1, Math.floor(((region.current?.clientHeight ?? 0) - hauteurEntete) / hauteurLigne) - 1),
    montrer: (ligne) => virtuel.scrollToIndex(placeDe(ligne)),
    ouvrir: (ligne) => rangees[ligne] && ouvrir(rangees[ligne].id),
  })
  const ligneActive = Math.min(grille.active.ligne, rangees.length - 1)
  const virtuel = useVirtualizer({
    count: rangees.length + (placeCoupure === NULLE_PART ? 0 : 1),
    getScrollElement: () => region.current,
    estimateSize: () => hauteurLigne,
    overscan: 12,
    paddingStart: hauteurEntete,
    // Nothing that is brought into sight hides under the header, nor under the line that waits at an edge.
    scrollPaddingStart: hauteurEntete + hauteurLigne,
    scrollPaddingEnd: hauteurLigne,
    // The active line stays in the page even when it is scrolled away, so that the focus is not lost.
    rangeExtractor: (plage) =>
      [...new Set([...defaultRangeExtractor(plage), placeDe(ligneActive)])]
        .filter((place) => place >= 0)
        .sort((a, b) => a - b),
  })
  useDebutDeVue(region, recherche, grille.viser)
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are known from the height of a line
  useEffect(() => virtuel.measure(), [hauteurLigne])

  return (
    <>
      <div className="classement-cadre ecran-seulement" data-forme={disposition.forme}>
        <div ref={region} className="classement-region">
          <div className="classement-feuille">
            {/* biome-ignore lint/a11y/useSemanticElements: a table whose lines come and go carries its roles itself */}
            <div
              role="grid"
              aria-label="Classement des formations"
              aria-rowcount={rangees.length + 1}
              aria-colcount={colonnes.length}
              aria-readonly="true"
              style={{ blockSize: virtuel.getTotalSize() }}
            >
              <EnteteClassement
                colonnes={colonnes}
                gabarit={gabarit}
                tri={vue.tri}
                trier={(colonne) => changer({ tri: vue.triSuivant(colonne) }, true)}
              />
              {/* biome-ignore lint/a11y/useSemanticElements: see above */}
              <div role="rowgroup" onKeyDown={grille.onKeyDown}>
                {virtuel.getVirtualItems().map(({ index: place, start }) => {
                  const index = place > placeCoupure ? place - 1 : place
                  const rangee = place === placeCoupure ? undefined : rangees[index]
                  return (
                    rangee && (
                      <LigneFormation
                        key={rangee.id}
                        rangee={rangee}
                        index={index}
                        haut={start}
                        colonnes={colonnes}
                        gabarit={gabarit}
                        retenue={rangee.original.rang <= etat.retenues}
                        franchit={coteDe(rangee.original.rang, etat)}
                        colonneActive={index === ligneActive ? grille.active.colonne : -1}
                        ouvrir={ouvrir}
                        viser={grille.viser}
                      />
                    )
                  )
                })}
              </div>
            </div>
            {placeCoupure !== NULLE_PART && (
              <VoieCoupure
                rangees={rangees}
                disposition={disposition}
                position={position}
                etat={etat}
                mesure={props.mesure}
                region={region}
                defilement={virtuel.scrollOffset ?? 0}
                fenetre={virtuel.scrollRect?.height ?? NULLE_PART}
              />
            )}
          </div>
          {rangees.length === 0 && (
            <EtatVide titre="Aucune formation ne correspond à ces filtres.">
              Élargissez la recherche ou effacez un filtre.
            </EtatVide>
          )}
        </div>
      </div>
      <p className="classement-compte secondaire" role="status">
        {direCompte(rangees.length, lignes.length)}
        {!enOrdre &&
          ' · la ligne de coupure se montre dans l’ordre du rang ; ici, chaque formation porte sa décision'}
      </p>
      {impression && (
        <ClassementImprime vue={vue} colonnes={colonnes} retenues={etat.retenues} mesure={props.mesure} />
      )}
    </>
  )
})

const coteDe = (rang: number, { retenues, retenuesReglement }: EtatCoupure) =>
  rang <= retenues === rang <= retenuesReglement ? undefined : rang <= retenues ? 'entre' : 'sort'

const direCompte = (n: number, total: number) =>
  n === total ? compter(n, 'formation') : `${compter(n, 'formation')} sur ${ecrireNombre(total)}`

/** A new view (filter, sort) starts at its top; the same one, drawn again, stays where it is. */
function useDebutDeVue(
  region: React.RefObject<HTMLElement | null>,
  { q, tri, departements, filieres, niveaux, organismes, retenue }: RechercheClassement,
  viser: (ligne: number, colonne: number) => void,
): void {
  const vue = JSON.stringify([q, tri, departements, filieres, niveaux, organismes, retenue])
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each new view
  useEffect(() => {
    viser(0, 0)
    if (region.current) region.current.scrollTop = 0
  }, [vue])
}
