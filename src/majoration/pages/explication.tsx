import { useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { LigneAnnexe } from '#majoration/documents/annexe.ts'
import { expliquerOrganisme } from '#majoration/explication.ts'
import { expliquerFormation } from '#majoration/explication-formation.ts'
import { Etapes } from '#majoration/pages/etapes.tsx'
import { FormationsExpliquees } from '#majoration/pages/formations-expliquees.tsx'
import { redigerEtape } from '#majoration/redaction.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import type { Parametres, Simulation } from '#majoration/simulation.ts'
import { type PartFormation, ventiler } from '#majoration/ventilation.ts'
import { compter, ecrireEcartMontant, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = {
  readonly campagne: Campagne
  readonly parametres: Parametres
  readonly simulation: Simulation
  readonly repartition: Repartition
  readonly ligne: LigneAnnexe | undefined
  /** The formation whose part is explained. */
  readonly formation: string | undefined
  /** The published table is held beside: its amount is said when it is another. */
  readonly avecPublication: boolean
  readonly onFormation: (formation: string | undefined) => void
  readonly onFermer: () => void
}

/** « Pourquoi ce montant ? » : the derivation of a body's amount, then of each of its formations. */
export function ExplicationOrganisme(props: Proprietes) {
  const { ligne, onFermer } = props
  return (
    <Dialogue
      forme="panneau"
      ouvert={ligne !== undefined}
      onFermer={onFermer}
      surtitre="Pourquoi ce montant ?"
      titre={ligne?.nom ?? ''}
    >
      {ligne && <Contenu {...props} ligne={ligne} />}
    </Dialogue>
  )
}

function Contenu(props: Proprietes & { readonly ligne: LigneAnnexe }) {
  const { campagne, parametres, repartition, ligne, avecPublication } = props
  const part = repartition.parts.find(({ identifiant }) => identifiant === ligne.organisme)
  const { references } = campagne.reglement
  const exceptionnelles = campagne.exceptionnelles.filter(({ organisme }) => organisme === ligne.organisme)
  return (
    <>
      <p className="explication-montant">
        {ecrireMontant(ligne.totale)}
        <span> pour {compter(ligne.contrats, 'contrat retenu', 'contrats retenus')}</span>
      </p>
      {avecPublication && ligne.publie && ligne.ecart !== 0 && (
        <Message titre={`L’annexe publiée imprime ${ecrireMontant(ligne.publie.majoration)}`}>
          <p>
            Écart de {ecrireEcartMontant(ligne.ecart ?? 0)}, expliqué dans «{INSECABLE}Comparaison avec
            l’annexe publiée{INSECABLE}».
          </p>
        </Message>
      )}
      {part ? (
        <Etapes
          etapes={expliquerOrganisme(
            repartition,
            part,
            parametres.repartition,
            references,
            ligne.exceptionnelle,
          ).map(redigerEtape)}
        />
      ) : (
        <p className="secondaire">
          Aucune formation retenue : la majoration exceptionnelle est le seul montant.
        </p>
      )}
      {exceptionnelles.map(({ motif, montant, source }) => (
        <p key={motif} className="discret">
          Majoration exceptionnelle de {ecrireMontant(montant)} : {motif} ({source}).
        </p>
      ))}
      {part && <Formations {...props} part={part} />}
    </>
  )
}

type ProprietesFormations = Omit<Proprietes, 'ligne' | 'onFermer'> & { readonly part: Part }

/** The retained formations of the body with what each brings; their amounts sum to its majoration. */
function Formations(props: ProprietesFormations) {
  const { campagne, parametres, simulation, repartition, part } = props
  const ventilees = useMemo(() => {
    const siennes = simulation.lignes
      .slice(0, simulation.retenues)
      .map(({ formation }) => formation)
      .filter(({ organisme }) => organisme === part.identifiant)
    return ventiler(repartition, part, siennes, parametres.repartition)
  }, [parametres, simulation, repartition, part])
  const expliquer = (ligne: PartFormation) =>
    expliquerFormation(repartition, part, ligne, parametres.repartition, campagne.reglement.references)
  return (
    <section className="pile">
      <h3>{compter(ventilees.length, 'formation retenue', 'formations retenues')}</h3>
      <p className="discret">Ouvrez une formation pour voir d’où vient son montant.</p>
      <FormationsExpliquees
        formations={ventilees.map((ligne) => ({
          ...ligne.formation,
          montant: ligne.majoration,
          etapes: () => expliquer(ligne),
        }))}
        ouverture={{ ouverte: props.formation, onOuvrir: props.onFormation }}
      />
    </section>
  )
}
