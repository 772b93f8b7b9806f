import { memo } from 'react'
import type { Calcul } from '#majoration/pages/simulation-calcul.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { arrondir, type Fraction, fraction, moins } from '#socle/fraction.ts'
import { compter, ecrireEcart, ecrireEcartMontant, ecrireMontantExact, INSECABLE } from '#socle/francais.ts'
import { centimes } from '#socle/montant.ts'
import { ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, MontantExact, Nombre, Pourcentage } from '#ui/montant.tsx'

type ProprietesResultats = {
  readonly calcul: Calcul
  readonly reference: Calcul
  readonly nomReference: string
}

/**
 * The figures of the simulation with their difference from the reference. When the computation is refused, every
 * reason is said and the last good figures stay, plainly marked as out of date.
 */
export const Resultats = memo(function Resultats({ calcul, reference, nomReference }: ProprietesResultats) {
  const { decision, derniere, perimee } = calcul
  const retenues = calcul.retenuesDerniere
  const base = reference.decision.statut === 'accord' ? reference.decision.valeur : null
  const identiques = base !== null && decision.statut === 'accord' && memesChiffres(decision.valeur, base)
  return (
    <>
      {decision.statut === 'refus' && (
        <Message
          ton="erreur"
          titre="Ces paramètres ne permettent aucune répartition"
          motifs={decision.motifs}
          annonce
        >
          {derniere && (
            <p>
              Les montants ci-dessous sont les derniers calculés{INSECABLE}: ils ne correspondent plus aux
              paramètres.
            </p>
          )}
        </Message>
      )}
      {derniere && (
        <div
          className="resultats"
          data-perime={perimee || undefined}
          data-identiques={identiques || undefined}
        >
          {perimee && <p className="resultats-perime">Derniers montants valables — dépassés</p>}
          <ChiffresCles>
            <ChiffreCle
              accent
              libelle="Forfait de base par contrat"
              valeur={derniere.forfaitDeBase ? <MontantExact euros={derniere.forfaitDeBase} /> : '—'}
              precision={
                derniere.forfaitDeBase ? ecartForfait(derniere, base) : 'Tous les organismes sont au plafond'
              }
            />
            <ChiffreCle
              libelle="Montant moyen par contrat"
              valeur={<MontantExact euros={derniere.montantMoyen} />}
              precision={base && ecartExact(derniere.montantMoyen, base.montantMoyen)}
            />
            <ChiffreCle
              libelle="Formations retenues"
              valeur={<Nombre valeur={retenues} />}
              precision={
                <>
                  <Pourcentage num={retenues} den={calcul.lignes.length} />{' '}
                  {ecart(retenues - reference.retenues)}
                </>
              }
            />
            <ChiffreCle
              libelle="Contrats retenus"
              valeur={<Nombre valeur={derniere.contrats} />}
              precision={base && ecart(derniere.contrats - base.contrats)}
            />
            <ChiffreCle
              libelle="Organismes"
              valeur={<Nombre valeur={derniere.parts.length} />}
              precision={base && ecart(derniere.parts.length - base.parts.length)}
            />
            <ChiffreCle
              libelle="Au plafond"
              valeur={<Nombre valeur={plafonnes(derniere)} />}
              precision={base && ecart(plafonnes(derniere) - plafonnes(base))}
            />
            <ChiffreCle
              libelle="Réparti"
              valeur={<Montant centimes={derniere.total} />}
              precision={base && ecartMontant(derniere.total - base.total)}
            />
            <ChiffreCle
              libelle="Reliquat"
              valeur={<Montant centimes={derniere.reliquat} />}
              precision={base && ecartMontant(derniere.reliquat - base.reliquat)}
            />
          </ChiffresCles>
          <p className="discret">
            {identiques
              ? `Aucun écart avec ${nomReference}.`
              : `Écarts par rapport à ${nomReference}${base ? '' : `${INSECABLE}: sa répartition est refusée, aucun écart ne peut être montré`}.`}
          </p>
        </div>
      )}
    </>
  )
})

const memesChiffres = (a: Repartition, b: Repartition) =>
  a.total === b.total &&
  a.contrats === b.contrats &&
  a.parts.length === b.parts.length &&
  a.parts.every(
    (part, i) => part.identifiant === b.parts[i]!.identifiant && part.majoration === b.parts[i]!.majoration,
  )

const plafonnes = ({ parts }: Repartition) => parts.filter((part) => part.plafonne).length

const ecart = (n: number) => (
  <span className={n > 0 ? 'hausse' : n < 0 ? 'baisse' : 'sans-ecart'}>
    {n === 0 ? 'inchangé' : ecrireEcart(n)}
  </span>
)
const ecartMontant = (montant: number) => (
  <span className={montant > 0 ? 'hausse' : montant < 0 ? 'baisse' : 'sans-ecart'}>
    {montant === 0 ? 'inchangé' : ecrireEcartMontant(montant)}
  </span>
)

/** The difference of two exact amounts, to the cent: rounded once, for display. */
function ecartExact(a: Fraction, b: Fraction) {
  const difference = moins(a, b)
  if (difference.n === 0n) return ecart(0)
  const enCentimes = centimes(arrondir(fraction(difference.n * 100n, difference.d)))
  if (enCentimes !== 0) return ecartMontant(enCentimes)
  return <span>{difference.n > 0n ? 'hausse' : 'baisse'} de moins d’un centime</span>
}

const ecartForfait = (courante: Repartition, base: Repartition | null) =>
  base?.forfaitDeBase && courante.forfaitDeBase
    ? ecartExact(courante.forfaitDeBase, base.forfaitDeBase)
    : null

/** What screen readers hear after a change: the two figures that matter. */
export function phraseResultat({ retenues, decision }: Calcul): string {
  if (decision.statut === 'refus')
    return `Calcul refusé. ${decision.motifs.map(({ message }) => message).join(' ')}`
  const { forfaitDeBase } = decision.valeur
  const forfait = forfaitDeBase
    ? `forfait de base ${ecrireMontantExact(forfaitDeBase)}`
    : 'tous les organismes au plafond'
  return `${compter(retenues, 'formation retenue', 'formations retenues')}, ${forfait}`
}
