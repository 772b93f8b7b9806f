import { memo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { lireCoupure } from '#majoration/brouillon/brouillon-regles.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import { Franchissements } from '#majoration/pages/classement-franchissement.tsx'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import { ecrireMontantExact, ecrireNombre, ecrirePart } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampNombre } from '#ui/champ.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = {
  readonly campagne: Campagne
  readonly lignes: readonly LigneClassee[]
  readonly etat: EtatCoupure
  readonly mesure: Mesure
}

/** Where the line is, what it retains, who crosses it, and four exact ways of placing it. */
export const PanneauCoupure = memo(function PanneauCoupure({ campagne, lignes, etat, mesure }: Proprietes) {
  const { retenues, formations, contrats, contratsDemandes, organismes, repartition } = mesure
  const resultat = repartition.statut === 'accord' ? repartition.valeur : null
  return (
    <Carte
      titre="Ligne de coupure"
      className="coupure-panneau"
      actions={
        etat.modifiee ? (
          <Bouton variante="discret" icone="retour" onPress={etat.retablir}>
            Revenir au règlement
          </Bouton>
        ) : (
          <span className="discret">Règlement : {ecrireCoupure(campagne.reglement.coupure)}</span>
        )
      }
    >
      <dl className="coupure-resultats">
        <Resultat
          libelle={retenues < 2 ? 'formation retenue' : 'formations retenues'}
          valeur={ecrireNombre(retenues)}
          precision={ecrirePart(retenues, formations)}
        />
        <Resultat
          libelle="contrats"
          valeur={ecrireNombre(contrats)}
          precision={ecrirePart(contrats, contratsDemandes)}
        />
        <Resultat
          libelle="OF-CFA"
          valeur={ecrireNombre(organismes)}
          precision={`sur ${ecrireNombre(campagne.organismes.length)}`}
        />
        <Resultat
          libelle="forfait de base"
          valeur={resultat?.forfaitDeBase ? ecrireMontantExact(resultat.forfaitDeBase) : '—'}
          precision={resultat ? `moyen ${ecrireMontantExact(resultat.montantMoyen)}` : ''}
          accent
        />
      </dl>
      {repartition.statut === 'refus' && <Message ton="avertissement" motifs={repartition.motifs} />}
      <Franchissements mesure={mesure} modifiee={etat.modifiee} />
      <ValeursExactes lignes={lignes} etat={etat} mesure={mesure} />
    </Carte>
  )
})

type ProprietesResultat = { libelle: string; valeur: string; precision: string; accent?: boolean }

const Resultat = ({ libelle, valeur, precision, accent = false }: ProprietesResultat) => (
  <div data-accent={accent || undefined}>
    <dt>{libelle}</dt>
    <dd>{valeur}</dd>
    <dd className="discret">{precision}</dd>
  </div>
)

const PART = {
  step: 0.01,
  minValue: 0,
  maxValue: 100,
  unite: '%',
  formatOptions: { maximumFractionDigits: 2 },
}
const POINTS = {
  step: 0.01,
  minValue: 0,
  formatOptions: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
}

/** The line by its exact value: each field shows where the line is and moves it when its value is committed. */
function ValeursExactes({ lignes, etat, mesure }: Omit<Proprietes, 'campagne'>) {
  const { retenues, formations, contrats, contratsDemandes } = mesure
  const derniere = lignes[Math.max(0, retenues - 1)]
  const fixer = (mode: 'points' | 'formations' | 'contrats') => (valeur: number) => {
    const coupure = Number.isFinite(valeur) ? lireCoupure(`${mode} ${valeur.toFixed(2)}`) : undefined
    if (coupure?.statut === 'accord') etat.fixer(coupure.valeur)
  }
  const aller = (rang: number) => Number.isInteger(rang) && rang !== retenues && etat.deplacer(rang)
  return (
    <fieldset className="coupure-champs">
      <legend className="hors-ecran">Placer la ligne par une valeur exacte</legend>
      <ChampNombre
        libelle="Dernier rang retenu"
        value={retenues}
        minValue={0}
        maxValue={formations}
        onChange={aller}
      />
      <ChampNombre
        {...POINTS}
        libelle="Points au moins"
        value={(derniere?.points ?? 0) / 100}
        onChange={fixer('points')}
      />
      <ChampNombre
        {...PART}
        libelle="Part des formations"
        value={arrondi(retenues, formations)}
        onChange={fixer('formations')}
      />
      <ChampNombre
        {...PART}
        libelle="Part des contrats"
        value={arrondi(contrats, contratsDemandes)}
        onChange={fixer('contrats')}
      />
    </fieldset>
  )
}

/** A percentage to two decimals, for a field; the line itself is never placed from it unless it is typed. */
const arrondi = (num: number, den: number) => (den === 0 ? 0 : Math.round((num / den) * 10_000) / 100)
