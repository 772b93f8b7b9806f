import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { ActeConfirme } from '#campagnes/demandes/pages/demande-acte.tsx'
import { Decision } from '#campagnes/demandes/pages/demande-decision.tsx'
import { DemandeDeposee } from '#campagnes/demandes/pages/demande-deposee.tsx'
import { Echanges } from '#campagnes/demandes/pages/demande-echanges.tsx'
import { Etapes } from '#campagnes/demandes/pages/demande-etapes.tsx'
import { DemandeExceptionnelle } from '#campagnes/demandes/pages/demande-exceptionnelle.tsx'
import { Pieces } from '#campagnes/demandes/pages/demande-pieces.tsx'
import { Retirer } from '#campagnes/demandes/pages/demande-retrait.tsx'
import { TempsRestant } from '#campagnes/demandes/pages/espace-delai.tsx'
import { cheminDemande, useDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { INSECABLE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ecrireInstant } from '#ui/horloge.ts'

/** An application that one follows: where it stands, what was said, what was submitted. */
export function SuiviDemande({ lue }: { readonly lue: DemandeLue }) {
  const { demande } = lue
  return (
    <div className="demande-cadre">
      <aside className="pile" aria-label="Où en est la demande">
        {demande.deposeeLe && <Recepisse lue={lue} />}
        <Changer lue={lue} />
        <Etapes etapes={lue.etapes} />
      </aside>
      <div className="pile">
        <Decision lue={lue} />
        {demande.deposeeLe && <Echanges lue={lue} />}
        <DemandeDeposee lue={lue} />
        <DemandeExceptionnelle lue={lue} />
        <Pieces lue={lue} />
        <Retirer lue={lue} />
      </div>
    </div>
  )
}

function Recepisse({ lue: { demande } }: { readonly lue: DemandeLue }) {
  const { deposeeLe, empreinte } = demande
  return (
    <Carte titre="Récépissé">
      <p>
        Déposée le <strong>{ecrireInstant(deposeeLe ?? '')}</strong>, heure de Paris.
      </p>
      {demande.etat === 'a_completer' ? (
        <p className="secondaire">Le récépissé se télécharge de nouveau dès que la réponse est envoyée.</p>
      ) : (
        <div>
          <LienTelechargement href={`/api${cheminDemande(demande.id)}/recepisse.pdf`} format="PDF">
            Récépissé de dépôt
          </LienTelechargement>
          <LienTelechargement href={`/api${cheminDemande(demande.id)}/formations.xlsx`} format="XLSX">
            Formations déposées
          </LienTelechargement>
        </div>
      )}
      <p className="discret demande-empreinte">
        Empreinte SHA-256{INSECABLE}: <code>{empreinte}</code>
      </p>
    </Carte>
  )
}

/** Submitted too early: as long as the call is open, it comes back to be changed. */
function Changer({ lue: { demande, appel, passages } }: { readonly lue: DemandeLue }) {
  const { refetch } = useDemande(demande.id)
  const peut = useDroits().has('demande.deposer')
  if (!peut || !passages.includes('reprendre') || !appel.delai.jusquAu) return null
  return (
    <Carte titre="Changer quelque chose">
      <TempsRestant delai={appel.delai} onPasse={refetch} />
      <p>
        <ActeConfirme
          demande={demande.id}
          chemin="/reprise"
          libelle="Reprendre la demande"
          titre={`Reprendre la demande${INSECABLE}?`}
          fait="Votre demande est de nouveau un brouillon."
          version={async () => demande.version}
        >
          <p>
            Elle redevient un brouillon{INSECABLE}: <strong>il faudra la déposer de nouveau</strong> avant la
            clôture, sinon la Région ne la verra pas.
          </p>
        </ActeConfirme>
      </p>
    </Carte>
  )
}
