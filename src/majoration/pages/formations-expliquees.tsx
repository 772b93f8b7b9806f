import { useEffect, useRef, useState } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import { Etapes } from '#majoration/pages/etapes.tsx'
import type { EtapeRedigee } from '#majoration/redaction.ts'
import { compter } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { Montant } from '#ui/montant.tsx'

/** A retained formation with what it brings; its derivation is worked out when it is shown. */
export type FormationAExpliquer = Pick<Formation, 'identifiant' | 'intitule' | 'commune' | 'contrats'> & {
  readonly montant: Centimes
  readonly etapes: () => readonly EtapeRedigee[]
}

type Ouverture = {
  /** The one that is open, when the address carries it; a link to one brings it into view. */
  readonly ouverte: string | undefined
  readonly onOuvrir: (formation: string | undefined) => void
}

type Proprietes = { readonly formations: readonly FormationAExpliquer[]; readonly ouverture?: Ouverture }

/** The retained formations of a body, each unfolding into its derivation; their amounts sum to its majoration. */
export const FormationsExpliquees = ({ formations, ouverture }: Proprietes) => (
  <>
    <ul className="explication-formations">
      {formations.map((formation) => (
        <UneFormation
          key={formation.identifiant}
          formation={formation}
          {...(ouverture && {
            ouverte: ouverture.ouverte === formation.identifiant,
            onOuvrir: (ouverte: boolean) => {
              if (ouverte) ouverture.onOuvrir(formation.identifiant)
              else if (ouverture.ouverte === formation.identifiant) ouverture.onOuvrir(undefined)
            },
          })}
        />
      ))}
    </ul>
    <p className="explication-total">
      <span>Total des formations</span>
      <Montant centimes={formations.reduce((somme, { montant }) => somme + montant, 0)} />
    </p>
  </>
)

type ProprietesFormation = {
  readonly formation: FormationAExpliquer
  readonly ouverte?: boolean
  readonly onOuvrir?: (ouverte: boolean) => void
}

function UneFormation({ formation, ouverte, onOuvrir }: ProprietesFormation) {
  const { intitule, commune, contrats, montant, etapes } = formation
  const cadre = useRef<HTMLLIElement>(null)
  const [ouverteAuDepart] = useState(ouverte)
  useEffect(() => {
    if (ouverteAuDepart) cadre.current?.scrollIntoView({ block: 'center' })
  }, [ouverteAuDepart])
  return (
    <li ref={cadre}>
      <details
        open={ouverte}
        onToggle={(evenement) => {
          if (evenement.currentTarget.open !== ouverte) onOuvrir?.(evenement.currentTarget.open)
        }}
      >
        <summary>
          <span>
            {intitule}
            <span className="discret">
              {' '}
              — {commune}, {compter(contrats, 'contrat')}
            </span>
          </span>
          <Montant centimes={montant} />
        </summary>
        {(ouverte || !onOuvrir) && <Etapes etapes={etapes()} />}
      </details>
    </li>
  )
}
