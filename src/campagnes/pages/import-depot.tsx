import { type DragEvent, useId, useState } from 'react'
import type { Envoi } from '#campagnes/pages/import-envoi.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Icone } from '#ui/icone.tsx'
import { Message } from '#ui/message.tsx'

type ProprietesDepot = {
  /** Said over the button: « Déposez votre fichier ici ». */
  readonly titre: string
  readonly variante?: 'principal' | 'secondaire'
  readonly envoi: Envoi
  readonly envoyer: (fichier: File) => void
}

/** Where a file is dropped, or chosen with the button of the browser, which the keyboard reaches. */
export function Depot({ titre, variante = 'principal', envoi, envoyer }: ProprietesDepot) {
  const id = useId()
  const [survole, setSurvole] = useState(false)
  const [erreur, setErreur] = useState<string>()
  const deposer = (evenement: DragEvent) => {
    evenement.preventDefault()
    setSurvole(false)
    const lu = lireDepot(evenement.dataTransfer)
    setErreur(typeof lu === 'string' ? lu : undefined)
    if (typeof lu !== 'string') envoyer(lu)
  }
  return (
    <div className="pile">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the field inside does the same by keyboard */}
      <div
        className="import-depot"
        data-survole={survole || undefined}
        onDragOver={(evenement) => {
          evenement.preventDefault()
          setSurvole(true)
        }}
        onDragLeave={(evenement) =>
          evenement.currentTarget.contains(evenement.relatedTarget as Node | null) || setSurvole(false)
        }
        onDrop={deposer}
      >
        <Icone nom="plus" />
        <p className="import-depot-titre">{titre}</p>
        <p className="secondaire">ou</p>
        <input
          id={id}
          className="hors-ecran"
          type="file"
          accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={`${id}-aide`}
          onChange={({ target }) => {
            const fichier = target.files?.[0]
            target.value = '' // the same file can be chosen again once corrected
            setErreur(undefined)
            if (fichier) envoyer(fichier)
          }}
        />
        <label htmlFor={id} className={`bouton bouton-${variante}`}>
          Choisir un fichier
        </label>
        <p id={`${id}-aide`} className="discret">
          Une ligne par formation. XLSX ou CSV, 100 Mo et 300 000 lignes au plus
        </p>
      </div>
      {erreur && (
        <Message ton="erreur" annonce>
          <p>{erreur}</p>
        </Message>
      )}
      {!erreur && envoi.etat === 'refuse' && (
        <Message ton="erreur" titre={`« ${envoi.nom} » n’a pas été reçu`} annonce>
          <p>{envoi.message}</p>
          {envoi.reprise && (
            <Bouton icone="retour" onPress={() => envoyer(envoi.reprise!)}>
              Réessayer l’envoi
            </Bouton>
          )}
        </Message>
      )}
    </div>
  )
}

/** The one file that was dropped, or why there is none. */
function lireDepot({ files, items }: DataTransfer): File | string {
  if ([...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory))
    return 'Un dossier ne s’importe pas : déposez le fichier qu’il contient.'
  if (files.length > 1)
    return 'Un seul fichier à la fois : rassemblez les candidatures dans une même feuille, puis déposez-la.'
  return (
    files[0] ?? 'Ce qui a été déposé n’est pas un fichier : déposez un classeur .xlsx ou un fichier .csv.'
  )
}
