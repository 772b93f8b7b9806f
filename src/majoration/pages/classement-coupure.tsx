import { memo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { EtatCoupure } from '#majoration/pages/classement-etat.ts'
import { Franchissements } from '#majoration/pages/classement-franchissement.tsx'
import { Histogramme } from '#majoration/pages/classement-histogramme.tsx'
import type { Mesure } from '#majoration/pages/classement-mesure.ts'
import { ValeursExactes } from '#majoration/pages/classement-valeurs.tsx'
import { ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import { ecrireMontantExact, ecrireNombre, ecrirePart, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = {
  readonly campagne: Campagne
  readonly lignes: readonly LigneClassee[]
  readonly etat: EtatCoupure
  readonly mesure: Mesure
}

/** Where the line is, what it retains, how the points fall on both sides, its exact value, and who crosses it. */
export const PanneauCoupure = memo(function PanneauCoupure({ campagne, lignes, etat, mesure }: Proprietes) {
  const { reglement } = campagne
  const maximum = reglement.grille.criteres.reduce((somme, critere) => somme + critere.poids, 0)
  return (
    <Carte
      titre="Ligne de coupure"
      className="coupure-panneau"
      actions={etat.modifiee && <Retablir retablir={etat.retablir} />}
      chapeau={
        etat.modifiee
          ? `Déplacée${INSECABLE}; le règlement dit ${ecrireCoupure(reglement.coupure)}.`
          : `Celle du règlement${INSECABLE}: ${ecrireCoupure(reglement.coupure)}.`
      }
    >
      <Resultats campagne={campagne} mesure={mesure} />
      {mesure.repartition.statut === 'refus' && (
        <Message ton="avertissement" motifs={mesure.repartition.motifs} />
      )}
      <Histogramme lignes={lignes} retenues={etat.retenues} maximum={maximum} deplacer={etat.deplacer} />
      <ValeursExactes lignes={lignes} etat={etat} mesure={mesure} />
      <Franchissements organismes={campagne.organismes} mesure={mesure} modifiee={etat.modifiee} />
    </Carte>
  )
})

/** Drawn once, not at each step of the line. */
const Retablir = memo(function Retablir({ retablir }: { retablir: () => void }) {
  return (
    <Bouton variante="discret" icone="retour" aria-label="Rétablir la ligne du règlement" onPress={retablir}>
      Rétablir
    </Bouton>
  )
})

function Resultats({ campagne, mesure }: { campagne: Campagne; mesure: Mesure }) {
  const { retenues, formations, contrats, contratsDemandes, organismes, repartition } = mesure
  const resultat = repartition.statut === 'accord' ? repartition.valeur : null
  return (
    <dl className="coupure-resultats">
      <Resultat
        libelle={retenues < 2 ? 'formation retenue' : 'formations retenues'}
        valeur={ecrireNombre(retenues)}
        precision={ecrirePart(retenues, formations)}
      />
      <Resultat
        libelle={contrats < 2 ? 'contrat retenu' : 'contrats retenus'}
        valeur={ecrireNombre(contrats)}
        precision={ecrirePart(contrats, contratsDemandes)}
      />
      <Resultat
        libelle={organismes < 2 ? 'OF-CFA retenu' : 'OF-CFA retenus'}
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
  )
}

type ProprietesResultat = { libelle: string; valeur: string; precision: string; accent?: boolean }

const Resultat = ({ libelle, valeur, precision, accent = false }: ProprietesResultat) => (
  <div data-accent={accent || undefined}>
    <dt>{libelle}</dt>
    <dd>{valeur}</dd>
    <dd className="discret">{precision}</dd>
  </div>
)
