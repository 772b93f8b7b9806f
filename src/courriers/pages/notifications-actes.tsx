import { useState } from 'react'
import type { ActeLettre } from '#campagnes/demandes/instruction-lot.ts'
import type { EtatLettre, LettreListee, LettresLues } from '#courriers/lettre.ts'
import { lancer, signerLettres, useActeLettres } from '#courriers/pages/notifications-donnees.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly campagne: string
  /** Those that the filters leave in sight: the acts bear on them. */
  readonly lettres: readonly LettreListee[]
}

/** What may be done now on the letters in sight: only what has something to bear on. */
export function ActesLettres({ campagne, lettres, lues }: Proprietes & { readonly lues: LettresLues }) {
  const [signature, setSignature] = useState(false)
  const [envoi, setEnvoi] = useState(false)
  const annoncer = useAnnonce()
  const travail = useActeLettres(campagne, ([acte, demandes]: [ActeLettre, readonly string[]]) =>
    lancer(campagne, acte, demandes),
  )
  const en = (etat: EtatLettre) => lettres.filter((une) => une.etat === etat).map(({ demande }) => demande)
  const [aGenerer, aSigner, aNotifier] = [en('a_generer'), en('a_signer'), en('a_notifier')]
  const occupe = travail.isPending || lues.travaux.some(({ etat }) => etat === 'en_cours')
  const generer = (demandes: readonly string[]) => {
    travail.mutate(['genererLettre', demandes])
    annoncer('Les lettres se préparent.')
  }
  return (
    <div className="rangee ecran-seulement">
      {travail.isError && <Refus erreur={travail.error} />}
      {aGenerer.length > 0 && (
        <Bouton variante="principal" isDisabled={occupe} onPress={() => generer(aGenerer)}>
          Générer {compter(aGenerer.length, 'lettre')}
        </Bouton>
      )}
      {aSigner.length > 0 && (
        <>
          <Bouton isDisabled={occupe} onPress={() => generer(aSigner)}>
            Refaire {compter(aSigner.length, 'lettre')}
          </Bouton>
          <Bouton
            variante={aGenerer.length > 0 ? 'secondaire' : 'principal'}
            isDisabled={occupe}
            onPress={() => setSignature(true)}
          >
            Signer {compter(aSigner.length, 'lettre')}
          </Bouton>
        </>
      )}
      {aNotifier.length > 0 && (
        <Bouton
          variante={aGenerer.length + aSigner.length > 0 ? 'secondaire' : 'principal'}
          isDisabled={occupe}
          onPress={() => setEnvoi(true)}
        >
          Notifier {compter(aNotifier.length, 'lettre')}
        </Bouton>
      )}
      {signature && (
        <FormulaireSignature campagne={campagne} demandes={aSigner} onFermer={() => setSignature(false)} />
      )}
      {envoi && (
        <Dialogue
          titre={`Notifier ${compter(aNotifier.length, 'lettre')} ?`}
          ouvert
          onFermer={() => setEnvoi(false)}
          pied={
            <>
              <Bouton onPress={() => setEnvoi(false)}>Annuler</Bouton>
              <Bouton
                variante="principal"
                onPress={() => {
                  travail.mutate(['notifierLettre', aNotifier])
                  setEnvoi(false)
                }}
              >
                Notifier
              </Bouton>
            </>
          }
        >
          <p>
            Chaque organisme est prévenu par un message et lit sa lettre dans son espace. Une lettre notifiée
            ne change plus : rien ne revient en arrière.
          </p>
        </Dialogue>
      )}
    </div>
  )
}

function FormulaireSignature({
  campagne,
  demandes,
  onFermer,
}: {
  readonly campagne: string
  readonly demandes: readonly string[]
  readonly onFermer: () => void
}) {
  const [signataire, setSignataire] = useState('')
  const [signeeLe, setSigneeLe] = useState('')
  const dit = signataire.trim() !== '' && signeeLe !== ''
  const annoncer = useAnnonce()
  const envoi = useActeLettres(campagne, () => signerLettres(campagne, demandes, { signataire, signeeLe }))
  const envoyer = () =>
    envoi.mutate(undefined, {
      onSuccess: () => {
        annoncer(`${compter(demandes.length, 'lettre signée', 'lettres signées')}.`)
        onFermer()
      },
    })
  return (
    <DialogueFormulaire
      titre={`Signer ${compter(demandes.length, 'lettre')}`}
      action="Signer"
      explication="Dites qui a signé et quand. Une lettre signée ne se refait plus ; vous pourrez y joindre l’original numérisé."
      erreur={envoi.error}
      enCours={envoi.isPending || !dit}
      onFermer={onFermer}
      onValider={() => dit && envoyer()}
    >
      <ChampTexte
        libelle="Signataire"
        aide="Nom et qualité"
        valeur={signataire}
        onChange={setSignataire}
        maximum={200}
        requis
      />
      <ChampTexte libelle="Date de signature" type="date" valeur={signeeLe} onChange={setSigneeLe} requis />
    </DialogueFormulaire>
  )
}
