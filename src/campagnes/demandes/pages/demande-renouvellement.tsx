import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import {
  comparerSaisies,
  type DemandePrecedente,
  formationsAReprendre,
} from '#campagnes/demandes/renouvellement.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'

/** What the body asked for in its last campaign, to take again, and then what is no longer the same. */
export function Renouvellement({ lue, enregistreur: { vider, vue } }: ProprietesSaisie) {
  const { demande, precedente } = lue
  const acte = useActeDemande(demande.id)
  const [erreur, setErreur] = useState<string>()
  if (!precedente || precedente.formations.length === 0) return null
  const manquantes = formationsAReprendre(vue.formations, precedente).length
  const reprendre = async () => {
    setErreur(undefined)
    try {
      await acte.mutateAsync({ chemin: '/renouvellement', corps: { version: await vider() } })
    } catch (refus) {
      setErreur((refus as Error).message)
    }
  }
  return (
    <>
      {manquantes > 0 && (
        <Message>
          <p>
            En {precedente.exercice}, votre organisme demandait{' '}
            {compter(precedente.formations.length, 'formation')}.
            {manquantes < precedente.formations.length &&
              ` Il en reste ${manquantes} qui ne sont pas dans cette demande.`}
          </p>
          <Bouton isDisabled={acte.isPending} onPress={reprendre}>
            Reprendre {compter(manquantes, 'formation')} de {precedente.exercice}
          </Bouton>
        </Message>
      )}
      {erreur && <Message ton="erreur" titre={erreur} annonce />}
      {manquantes < precedente.formations.length && (
        <Changements demande={demande.id} formations={vue.formations} precedente={precedente} />
      )}
    </>
  )
}

type ProprietesChangements = {
  readonly demande: string
  readonly formations: readonly FormationSaisie[]
  readonly precedente: DemandePrecedente
}

/** What changed since the last campaign: fields of the formations taken again, new formations, those left aside. */
function Changements({ demande, formations, precedente }: ProprietesChangements) {
  const avant = new Map(precedente.formations.map(({ identifiant, saisie }) => [identifiant, saisie]))
  const changees = formations.flatMap(({ identifiant, saisie }) => {
    const ancienne = avant.get(identifiant)
    const champs = ancienne ? comparerSaisies(saisie, ancienne) : []
    return champs.length > 0 ? [{ identifiant, champs }] : []
  })
  const nouvelles = formations.filter(({ identifiant }) => !avant.has(identifiant)).length
  const laissees = formationsAReprendre(formations, precedente).length
  const pareilles = formations.length - nouvelles - changees.length
  return (
    <details>
      <summary>
        Depuis {precedente.exercice}
        {INSECABLE}: {compter(pareilles, 'formation identique', 'formations identiques')}, {changees.length}{' '}
        {changees.length > 1 ? 'changées' : 'changée'}, {nouvelles} {nouvelles > 1 ? 'nouvelles' : 'nouvelle'}
        , {laissees} non {laissees > 1 ? 'reprises' : 'reprise'}
      </summary>
      <ul className="demande-manques">
        {changees.map(({ identifiant, champs }) => (
          <li key={identifiant}>
            <Link
              to="/demandes/$demande"
              params={{ demande }}
              search={{ formation: identifiant }}
              hash={`champ-${champs[0]}`}
            >
              {identifiant}
            </Link>
            {INSECABLE}: {champs.map((champ) => COLONNES_PAR_CODE.get(champ)?.entete).join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
