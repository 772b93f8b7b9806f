import { useId, useState } from 'react'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { envoyerScans, useActeScans } from '#courriers/pages/scans-donnees.ts'
import { FICHIERS_MAXIMUM, OCTETS_SCAN_MAXIMUM } from '#courriers/scans/scans.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

/** Who signed, when, and the files: sent one after the other, then read in the background. */
export function EnvoiScans({
  campagne,
  attendues,
  onFermer,
}: {
  readonly campagne: string
  readonly attendues: number
  readonly onFermer: () => void
}) {
  const id = useId()
  const [signataire, setSignataire] = useState('')
  const [signeeLe, setSigneeLe] = useState('')
  const [fichiers, setFichiers] = useState<readonly File[]>([])
  const [partis, setPartis] = useState(0)
  const annoncer = useAnnonce()
  const envoi = useActeScans(campagne, () =>
    envoyerScans(campagne, { signataire, signeeLe, fichiers }, setPartis),
  )
  const total = fichiers.reduce((somme, { size }) => somme + size, 0)
  const probleme = motifContre(fichiers)
  const pret = signataire.trim() !== '' && signeeLe !== '' && fichiers.length > 0 && !probleme
  const envoyer = () => {
    setPartis(0)
    envoi.mutate(undefined, {
      onSuccess: () => {
        annoncer('Scan envoyé : la lecture commence.')
        onFermer()
      },
    })
  }
  return (
    <DialogueFormulaire
      titre="Rattacher un lot signé"
      action="Envoyer"
      explication={`Lettres qui attendent leur original signé : ${attendues}. Celles dont toutes les pages sont là sont dites signées et reçoivent leur original ; les autres pages vous sont montrées.`}
      erreur={envoi.error}
      enCours={envoi.isPending || !pret}
      onFermer={onFermer}
      onValider={() => pret && !envoi.isPending && envoyer()}
    >
      <ChampTexte
        libelle="Signataire"
        aide="Nom et qualité de qui a signé ces lettres"
        valeur={signataire}
        onChange={setSignataire}
        maximum={200}
        requis
      />
      <ChampTexte libelle="Date de signature" type="date" valeur={signeeLe} onChange={setSigneeLe} requis />
      <div className="champ">
        <label htmlFor={id} className="champ-libelle">
          Fichiers numérisés
        </label>
        <input
          id={id}
          type="file"
          multiple
          className="scans-fichiers"
          accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
          aria-describedby={`${id}-aide`}
          disabled={envoi.isPending}
          onChange={({ target }) => setFichiers([...(target.files ?? [])])}
        />
        <p id={`${id}-aide`} className={probleme ? 'champ-erreur' : 'champ-aide'}>
          {probleme ?? 'PDF, PNG ou JPEG, 100 Mo au plus chacun'}
        </p>
      </div>
      {envoi.isPending && (
        <Progression libelle="Envoi" fait={partis} total={total}>
          Envoi de {compter(fichiers.length, 'fichier')}
        </Progression>
      )}
    </DialogueFormulaire>
  )
}

/** Why these files cannot leave; undefined when they can. */
function motifContre(fichiers: readonly File[]): string | undefined {
  if (fichiers.length > FICHIERS_MAXIMUM) return `Un envoi a ${FICHIERS_MAXIMUM} fichiers au plus.`
  const trop = fichiers.find(({ size }) => size > OCTETS_SCAN_MAXIMUM)
  if (trop) return `${trop.name} dépasse 100 Mo : coupez-le en deux.`
  const vide = fichiers.find(({ size }) => size === 0)
  return vide && `${vide.name} est vide.`
}
