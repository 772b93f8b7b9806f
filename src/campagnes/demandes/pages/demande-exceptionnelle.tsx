import { useState } from 'react'
import { type DemandeLue, LIBELLE_PLAN, PIECE_PLAN } from '#campagnes/demandes/espace.ts'
import { ETATS_EXCEPTIONNELLE } from '#campagnes/demandes/exceptionnelle.ts'
import type { Exceptionnelle, ExceptionnelleLue } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { ActeConfirme } from '#campagnes/demandes/pages/demande-acte.tsx'
import { FormulaireExceptionnelle } from '#campagnes/demandes/pages/demande-exceptionnelle-formulaire.tsx'
import { Joindre, Jointes } from '#campagnes/demandes/pages/demande-pieces.tsx'
import { useExceptionnelle } from '#campagnes/demandes/pages/espace-donnees.ts'
import { EtatExceptionnel } from '#campagnes/demandes/pages/exceptionnelle-elements.tsx'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'

type Proprietes = { readonly lue: DemandeLue; readonly modifiable?: boolean }

/** What a body in difficulty may ask for with its application; nothing shows once submitted when it asked for nothing. */
export function DemandeExceptionnelle({ lue, modifiable = false }: Proprietes) {
  const { demande } = lue
  const { data, error, isError, refetch } = useExceptionnelle(demande.id)
  const [ouvert, setOuvert] = useState(false)
  const plans = lue.pieces.filter(({ code }) => code === PIECE_PLAN)
  const demandable = data?.actes.includes('demander') ?? false
  if (data && !data.exceptionnelle && !demandable && plans.length === 0) return null
  return (
    <Carte
      titre="Majoration exceptionnelle"
      actions={
        data?.exceptionnelle ? (
          <EtatExceptionnel etat={data.exceptionnelle.etat} />
        ) : (
          <span className="secondaire">facultatif</span>
        )
      }
      chapeau={
        data?.exceptionnelle
          ? ETATS_EXCEPTIONNELLE[data.exceptionnelle.etat].sens
          : 'Pour un organisme dont l’exercice s’annonce déficitaire : un montant instruit à part, qui s’ajoute à la majoration.'
      }
    >
      {isError && <EtatErreur erreur={error} reessayer={() => refetch()} />}
      {!data && !isError && <Chargement quoi="Chargement de la majoration exceptionnelle" />}
      {data?.exceptionnelle && <Demandee exceptionnelle={data.exceptionnelle} />}
      {data && <Refusee lue={data} />}
      {(modifiable || plans.length > 0) && data?.exceptionnelle && (
        <div className="pile">
          <p>
            <strong>{LIBELLE_PLAN}, en document</strong> <Indicatif />
          </p>
          <Jointes id={demande.id} pieces={plans} modifiable={modifiable} />
          {modifiable && <Joindre id={demande.id} code={PIECE_PLAN} libelle={LIBELLE_PLAN} />}
        </div>
      )}
      {data && (
        <div className="rangee ecran-seulement">
          {demandable && (
            <Bouton onPress={() => setOuvert(true)}>
              {data.exceptionnelle?.etat === 'demandee'
                ? 'Modifier ce que je demande'
                : 'Demander une majoration exceptionnelle'}
            </Bouton>
          )}
          {data.actes.includes('retirer') && <Renoncer demande={demande.id} />}
        </div>
      )}
      {ouvert && data && (
        <FormulaireExceptionnelle
          demande={demande.id}
          exercice={lue.appel.exercice}
          avant={data.exceptionnelle}
          onFermer={() => setOuvert(false)}
        />
      )}
    </Carte>
  )
}

const Demandee = ({ exceptionnelle }: { readonly exceptionnelle: Exceptionnelle }) => {
  const { montant, deficit, exercice, plan, justification, accorde } = exceptionnelle
  return (
    <>
      <ChiffresCles>
        <ChiffreCle accent libelle="Montant demandé" valeur={<Montant centimes={montant} />} />
        <ChiffreCle
          libelle="Déficit prévisionnel"
          valeur={<Montant centimes={deficit} />}
          precision={`exercice ${exercice}`}
        />
        {accorde !== null && (
          <ChiffreCle libelle="Montant voté" valeur={<Montant centimes={accorde} />} precision="en plus" />
        )}
      </ChiffresCles>
      <Texte titre={LIBELLE_PLAN} texte={plan} />
      <Texte titre="Justification du montant" texte={justification} />
    </>
  )
}

const Texte = ({ titre, texte }: { readonly titre: string; readonly texte: string }) => (
  <section>
    <h3>
      {titre} <Indicatif />
    </h3>
    <p className="demande-prose">{texte}</p>
  </section>
)

/** Why the Région said no. */
function Refusee({ lue: { exceptionnelle, etapes } }: { readonly lue: ExceptionnelleLue }) {
  const refus = etapes.findLast(({ acte }) => acte === 'refuser')
  if (exceptionnelle?.etat !== 'refusee' || !refus?.motif) return null
  return (
    <Message ton="avertissement" titre="La Région n’accorde pas de majoration exceptionnelle">
      <p>{refus.motif}</p>
    </Message>
  )
}

const Renoncer = ({ demande }: { readonly demande: string }) => (
  <ActeConfirme
    demande={demande}
    chemin="/exceptionnelle/retrait"
    libelle="Renoncer"
    titre={`Renoncer à la majoration exceptionnelle${INSECABLE}?`}
    fait="Vous avez renoncé à la majoration exceptionnelle."
    texte={{ champ: 'motif', libelle: 'Pourquoi' }}
    version={async () => 1}
  >
    <p>Le reste de votre demande ne change pas.</p>
  </ActeConfirme>
)
