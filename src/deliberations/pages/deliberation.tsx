import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { ControleAvantEnvoi } from '#deliberations/pages/deliberation-controle.tsx'
import {
  type DeliberationLue,
  useActesDeliberation,
  useDeliberation,
} from '#deliberations/pages/deliberation-donnees.ts'
import { Redaction } from '#deliberations/pages/deliberation-redaction.tsx'
import { DeliberationEcrite } from '#deliberations/pages/deliberation-texte.tsx'
import type { Motif } from '#socle/decision.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import './deliberation.css'

/** /campagnes/:id/deliberation : the text written from the decisions, its check, its files. */
export const PageDeliberation = () => (
  <EcranReserve action="classement.lire" titre="Délibération">
    <DeliberationChargee />
  </EcranReserve>
)

function DeliberationChargee() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isError, refetch } = useDeliberation(id)
  if (data) return <EcranDeliberation campagne={id} lue={data} />
  return (
    <Page titre="Délibération">
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement de la délibération" />
      )}
    </Page>
  )
}

function EcranDeliberation({ campagne, lue }: { readonly campagne: string; readonly lue: DeliberationLue }) {
  const actes = useActesDeliberation(campagne)
  const { contenu, controle, arretee } = lue
  return (
    <Page
      titre="Délibération"
      surtitre={lue.campagne.libelle}
      etiquettes={
        <>
          <Etiquette ton={arretee ? 'retenu' : 'or'}>{arretee ? arretee.reference : 'Projet'}</Etiquette>
          {lue.campagne.fictif && <Fictif mention={lue.campagne.mention} />}
        </>
      }
      chapeau="Le texte écrit depuis les décisions, et chacun de ses chiffres comparé à la base."
    >
      <Etat campagne={campagne} lue={lue} actes={actes} />
      {controle && <ControleAvantEnvoi controle={controle} />}
      {contenu && <DeliberationEcrite contenu={contenu} />}
      {!arretee && (
        <SiDroit action="campagne.conduire">
          {/* A new version read from the server replaces what was open. */}
          <Redaction key={lue.version} lue={lue} actes={actes} />
        </SiDroit>
      )}
    </Page>
  )
}

type ProprietesEtat = {
  readonly campagne: string
  readonly lue: DeliberationLue
  readonly actes: ReturnType<typeof useActesDeliberation>
}

function Etat({ campagne, lue, actes }: ProprietesEtat) {
  const [demande, setDemande] = useState(false)
  const { contenu, motifs, arretee, vote, controle } = lue
  const dossier = `/api/campagnes/${encodeURIComponent(campagne)}/deliberation`
  return (
    <Carte
      titre={arretee ? `Délibération ${arretee.reference}` : 'Projet'}
      chapeau={
        arretee
          ? `Votée le ${ecrireDate(arretee.voteeLe)} ; le texte est arrêté et ne change plus.`
          : vote
            ? `L’assemblée a voté (${vote.reference}, ${ecrireDate(vote.date)}) : arrêtez le texte tel qu’il est voté.`
            : 'Sans valeur avant le vote ; chaque chiffre suit la base.'
      }
    >
      {!contenu && (
        <>
          <Message titre="Le texte ne peut pas encore s’écrire" motifs={motifs as readonly Motif[]} />
          <div className="rangee ecran-seulement">
            <LienBouton to="/campagnes/$id/vote" params={{ id: campagne }}>
              Voir la proposition
            </LienBouton>
          </div>
        </>
      )}
      {arretee && <TexteACopier libelle="Empreinte du texte (SHA-256)" texte={arretee.empreinte} />}
      {arretee && !arretee.intacte && (
        <Message ton="erreur" titre="Le texte gardé ne redonne pas son empreinte">
          <p>Il a été modifié hors de l’application{INSECABLE}: prévenez l’administrateur de la Région.</p>
        </Message>
      )}
      {contenu && (
        <div className="rangee ecran-seulement">
          <SiDroit action="document.exporter">
            <LienTelechargement href={`${dossier}.docx`} format="DOCX">
              À reprendre
            </LienTelechargement>
            <LienTelechargement href={`${dossier}.pdf`} format="PDF">
              À archiver
            </LienTelechargement>
          </SiDroit>
          {vote && !arretee && controle?.conforme && (
            <SiDroit action="campagne.conduire">
              <Bouton variante="principal" onPress={() => setDemande(true)}>
                Arrêter le texte voté…
              </Bouton>
            </SiDroit>
          )}
        </div>
      )}
      {demande && vote && <Arret vote={vote} actes={actes} onFermer={() => setDemande(false)} />}
    </Carte>
  )
}

function Arret({
  vote,
  actes: { arreter },
  onFermer,
}: {
  readonly vote: NonNullable<DeliberationLue['vote']>
  readonly actes: ProprietesEtat['actes']
  readonly onFermer: () => void
}) {
  return (
    <Dialogue
      titre="Arrêter le texte voté ?"
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton
            variante="principal"
            isDisabled={arreter.isPending}
            onPress={() => arreter.mutate(undefined, { onSuccess: onFermer })}
          >
            Arrêter le texte
          </Bouton>
        </>
      }
    >
      <Refus erreur={arreter.error} />
      <p>
        Les mots d’aujourd’hui deviennent la délibération {vote.reference}, votée le {ecrireDate(vote.date)}
        {INSECABLE}: ils portent leur numéro et leur empreinte, et plus personne ne les change. La mention «
        {INSECABLE}projet{INSECABLE}» quitte les documents.
      </p>
    </Dialogue>
  )
}
