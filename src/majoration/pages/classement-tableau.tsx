import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Organisme } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { useNavigationGrille } from '#majoration/pages/classement-clavier.ts'
import { CODES, presentation } from '#majoration/pages/classement-colonnes.tsx'
import { EnteteClassement } from '#majoration/pages/classement-entete.tsx'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import { LigneFormation } from '#majoration/pages/classement-ligne.tsx'
import { LigneCoupure } from '#majoration/pages/classement-ligne-coupure.tsx'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { positionDe, retenuesA, useVue } from '#majoration/pages/classement-vue.ts'
import type { Changement, RechercheClassement } from '#majoration/pages/recherche-classement.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { EtatVide } from '#ui/etat.tsx'
import { Icone } from '#ui/icone.tsx'

/** Heights in px, the same in `classement.css`. */
const LIGNE = 32
const ENTETE = 38
const NULLE_PART = Number.POSITIVE_INFINITY

type Proprietes = {
  readonly lignes: readonly LigneClassee[]
  readonly organismes: readonly Organisme[]
  readonly recherche: RechercheClassement
  readonly colonnes: readonly string[]
  readonly etat: EtatCoupure
  readonly mesure: Mesure
  readonly changer: (changement: Changement, trace?: boolean) => void
}

/** The ranking: only the lines in sight exist in the page, so that 100 000 formations scroll like a hundred. */
export const TableauClassement = memo(function TableauClassement(props: Proprietes) {
  const { lignes, recherche, etat, changer } = props
  const vue = useVue(lignes, props.organismes, recherche, etat.retenues)
  const { rangees, enOrdre } = vue
  const colonnes = useMemo(
    () => CODES.filter((code) => props.colonnes.includes(code) || (code === 'retenue' && !enOrdre)),
    [props.colonnes, enOrdre],
  )
  const gabarit = colonnes.map((code) => presentation(code).largeur).join(' ')

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
    parPage: () => Math.max(1, Math.floor(((region.current?.clientHeight ?? 0) - ENTETE) / LIGNE) - 1),
    montrer: (ligne) => virtuel.scrollToIndex(placeDe(ligne)),
    ouvrir: (ligne) => rangees[ligne] && ouvrir(rangees[ligne].id),
  })
  const ligneActive = Math.min(grille.active.ligne, rangees.length - 1)
  const virtuel = useVirtualizer({
    count: rangees.length + (placeCoupure === NULLE_PART ? 0 : 1),
    getScrollElement: () => region.current,
    estimateSize: () => LIGNE,
    overscan: 12,
    paddingStart: ENTETE,
    scrollPaddingStart: ENTETE,
    scrollPaddingEnd: 8,
    // The active line stays in the page even when it is scrolled away, so that the focus is not lost.
    rangeExtractor: (plage) =>
      [...new Set([...defaultRangeExtractor(plage), placeDe(ligneActive)])]
        .filter((place) => place >= 0)
        .sort((a, b) => a - b),
  })
  useDebutDeVue(region, recherche, grille.viser)

  return (
    <>
      <p className="classement-compte secondaire" role="status">
        {direCompte(rangees.length, lignes.length)}
        {!enOrdre &&
          ' · la ligne de coupure se montre dans l’ordre du rang ; ici, chaque formation porte sa décision'}
      </p>
      <div className="classement-cadre">
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
              <LigneCoupure
                mesure={props.mesure}
                retenues={etat.retenues}
                modifiee={etat.modifiee}
                formations={lignes.length}
                position={position}
                hauteurLigne={LIGNE}
                hauteurEntete={ENTETE}
                region={region}
                deplacer={etat.deplacer}
                retenuesA={(place) => retenuesA(rangees, place)}
              />
            )}
          </div>
          {rangees.length === 0 && (
            <EtatVide titre="Aucune formation ne correspond à ces filtres.">
              Élargissez la recherche ou effacez un filtre.
            </EtatVide>
          )}
        </div>
        {placeCoupure !== NULLE_PART && (
          <RenvoiCoupure
            ou={horsDeVue(virtuel.range, position)}
            retenues={etat.retenues}
            onAller={() => virtuel.scrollToIndex(position, { align: 'center' })}
          />
        )}
      </div>
    </>
  )
})

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

/** Where the line is when it is not in sight. */
const horsDeVue = (vue: { startIndex: number; endIndex: number } | null, position: number) =>
  vue === null ? undefined : position < vue.startIndex ? 'haut' : position > vue.endIndex ? 'bas' : undefined

type ProprietesRenvoi = { ou: 'haut' | 'bas' | undefined; retenues: number; onAller: () => void }

/** A way to the line when it is out of sight. */
const RenvoiCoupure = ({ ou, retenues, onAller }: ProprietesRenvoi) =>
  ou && (
    <button
      type="button"
      className={`bouton coupure-renvoi coupure-renvoi-${ou} ecran-seulement`}
      onClick={onAller}
    >
      <Icone nom="chevron" />
      Ligne de coupure, rang {ecrireNombre(retenues)}
    </button>
  )
