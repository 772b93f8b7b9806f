import type { ReactNode } from 'react'
import type { Precedent, Seance } from '#majoration/seance.ts'
import { ecrireEvolution, ecrireMontant, ecrireNombre, ecrirePart, INSECABLE } from '#socle/francais.ts'

/** The first view: what is voted, for how many, which share of what was asked, and what changed. */
export function ChiffresProjetes({ seance }: { readonly seance: Seance }) {
  const { totale, enveloppe, exceptionnelle, organismes, contrats, formations, presentes } = seance
  return (
    <section className="seance-chiffres" aria-label="Vue d’ensemble">
      <dl>
        <Chiffre
          libelle="Majoration totale"
          valeur={ecrireMontant(totale)}
          precision={
            <>
              Enveloppe{INSECABLE}: <span className="insecable">{ecrireMontant(enveloppe)}</span>
              {exceptionnelle > 0 && (
                <>
                  , et <span className="insecable">{ecrireMontant(exceptionnelle)}</span> à titre exceptionnel
                </>
              )}
            </>
          }
        />
        <Chiffre libelle={organismes < 2 ? 'organisme' : 'organismes'} valeur={ecrireNombre(organismes)} />
        <Chiffre
          libelle={contrats < 2 ? 'contrat majoré' : 'contrats majorés'}
          valeur={ecrireNombre(contrats)}
          precision={
            presentes &&
            `${ecrirePart(contrats, presentes.contrats)} des ${ecrireNombre(presentes.contrats)} présentés`
          }
        />
        {formations !== null && (
          <Chiffre
            libelle={formations < 2 ? 'formation retenue' : 'formations retenues'}
            valeur={ecrireNombre(formations)}
            precision={presentes && `sur ${ecrireNombre(presentes.formations)} présentées`}
          />
        )}
      </dl>
      {seance.precedent && <Evolution seance={seance} precedent={seance.precedent} />}
      {seance.preuve && (
        <p className="seance-preuve">
          Proposition n°{INSECABLE}
          {seance.preuve.numero}, empreinte SHA-256{INSECABLE}: <code>{seance.preuve.empreinte}</code>
        </p>
      )}
    </section>
  )
}

const Chiffre = ({
  libelle,
  valeur,
  precision,
}: {
  readonly libelle: string
  readonly valeur: string
  readonly precision?: ReactNode
}) => (
  <div>
    <dt>{libelle}</dt>
    <dd className="seance-valeur">{valeur}</dd>
    {precision && <dd>{precision}</dd>}
  </div>
)

const Evolution = ({
  seance: { totale, contrats },
  precedent,
}: {
  readonly seance: Seance
  readonly precedent: Precedent
}) => (
  <p className="seance-evolution">
    Par rapport à {precedent.exercice}
    {INSECABLE}: <strong>{ecrireEvolution(precedent.totale, totale)}</strong> en montant (
    <span className="insecable">{ecrireMontant(precedent.totale)}</span>),{' '}
    <strong>{ecrireEvolution(precedent.contrats, contrats)}</strong> en contrats (
    {ecrireNombre(precedent.contrats)}).
  </p>
)
