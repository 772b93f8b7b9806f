import { memo } from 'react'
import { type ChampParametre, champDeclare, compterModifies } from '#majoration/brouillon/brouillon.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { SaisieCoupure } from '#majoration/pages/parametres-coupure.tsx'
import { SaisieDepartage } from '#majoration/pages/parametres-departage.tsx'
import { SaisieEchelle } from '#majoration/pages/parametres-echelles.tsx'
import { SaisieParts } from '#majoration/pages/parametres-parts.tsx'
import { SaisieNombre } from '#majoration/pages/parametres-saisie.tsx'
import type { EtatSimulation } from '#majoration/pages/simulation-etat.ts'
import { ecrirePoints } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Indicatif } from '#ui/etiquette.tsx'

type ProprietesParametres = Pick<
  EtatSimulation,
  'champs' | 'parametres' | 'reglement' | 'changer' | 'retablir'
> & {
  readonly lignes: readonly LigneClassee[]
  readonly retenues: number
}

/** Every parameter of the règlement, in the order in which it is applied; what departs from it is marked. */
export const FormulaireParametres = memo(function FormulaireParametres(props: ProprietesParametres) {
  const { champs, parametres, reglement, changer, retablir, lignes, retenues } = props
  const { criteres, indicatif } = reglement.grille
  const modifies = champs.filter((champ) => champ.lire(parametres) !== champ.lire(reglement))
  const commun = (champ: ChampParametre) => ({
    champ,
    texte: champ.lire(parametres),
    textePrevu: champ.lire(reglement),
    changer,
    retablir,
  })
  const un = (cle: string) => champs.find((champ) => champ.cle === cle)!
  const nombres = (groupe: ChampParametre['groupe']) =>
    champs
      .filter((champ) => champ.groupe === groupe)
      .map((champ) => <SaisieNombre key={champ.cle} {...commun(champ)} />)
  const totalPoids = parametres.grille.criteres.reduce((somme, { poids }) => somme + poids, 0)
  const sansPlafond = parametres.repartition.plafond === null
  return (
    <form className="parametres" aria-label="Paramètres" onSubmit={(evenement) => evenement.preventDefault()}>
      <div className="parametres-tete">
        <p className="secondaire" role="status">
          {modifies.length === 0 ? 'Les valeurs sont celles du règlement.' : compterModifies(modifies.length)}
        </p>
        {modifies.length > 0 && (
          <Bouton variante="discret" icone="retour" onPress={() => retablir(modifies)}>
            Tout rétablir
          </Bouton>
        )}
      </div>
      <Groupe titre="Enveloppe">{nombres('enveloppe')}</Groupe>
      <Groupe titre="Ligne de coupure">
        <SaisieCoupure
          {...commun(un('coupure'))}
          prevue={reglement.coupure}
          lignes={lignes}
          retenues={retenues}
        />
      </Groupe>
      <Groupe titre="Plafond">
        <SaisieNombre {...commun(un('plafond'))} desactive={sansPlafond} />
        <label className="case">
          <input
            type="checkbox"
            checked={sansPlafond}
            onChange={(e) =>
              changer(
                un('plafond'),
                e.target.checked ? 'aucun' : plafondDepart(un('plafond').lire(reglement)),
              )
            }
          />
          <span>Sans plafond</span>
        </label>
        <SaisieNombre {...commun(un('bonusPlafond'))} desactive={sansPlafond} />
      </Groupe>
      <Groupe titre="Bonus et compléments" aide="En % du montant moyen, pour chaque contrat concerné.">
        {nombres('taux')}
      </Groupe>
      <Groupe
        titre="Poids des critères"
        marque={indicatif ? <Indicatif /> : null}
        aide={`Total${'\u00a0'}: ${ecrirePoints(totalPoids)} points.`}
      >
        {nombres('poids')}
      </Groupe>
      <Groupe titre="Parts et échelles de notation" marque={indicatif ? <Indicatif /> : null}>
        {criteres.map((critere) => {
          const parts = champs.find((champ) => champ.cle === `parts.${critere.code}`)
          const siens = champs.filter((champ) => champ.cle.startsWith(`echelle.${critere.code}.`))
          const ouverts = modifies.filter((champ) => champ === parts || siens.includes(champ)).length
          return (
            <details key={critere.code} className="echelles-critere">
              <summary>
                {critere.libelle}
                {ouverts > 0 && <span className="parametre-marque"> · {compterModifies(ouverts)}</span>}
              </summary>
              <div className="pile">
                {siens.length === 0 && (
                  <p className="champ-aide">Oui ou non{'\u00a0'}: tous les points, ou aucun.</p>
                )}
                {parts && <SaisieParts {...commun(parts)} critere={critere} />}
                {siens.map((champ) => {
                  const composante = critere.composantes.find((c) => champ.cle.endsWith(`.${c.champ}`))!
                  return (
                    <SaisieEchelle
                      key={champ.cle}
                      {...commun(champ)}
                      type={composante.echelle.type}
                      aide={champDeclare(composante.champ).aide}
                    />
                  )
                })}
              </div>
            </details>
          )
        })}
      </Groupe>
      <Groupe titre="Départage des ex æquo">
        <SaisieDepartage {...commun(un('departage'))} grille={reglement.grille} />
      </Groupe>
    </form>
  )
})

/** Unticking « sans plafond » goes back to the règlement's ceiling, or to a first one when it has none. */
const plafondDepart = (prevu: string) => (prevu === 'aucun' ? '2000000' : prevu)

type ProprietesGroupe = {
  readonly titre: string
  readonly marque?: React.ReactNode
  readonly aide?: string
  readonly children: React.ReactNode
}

const Groupe = ({ titre, marque, aide, children }: ProprietesGroupe) => (
  <fieldset className="parametres-groupe">
    <legend>
      {titre} {marque}
    </legend>
    {aide && <p className="champ-aide">{aide}</p>}
    {children}
  </fieldset>
)
