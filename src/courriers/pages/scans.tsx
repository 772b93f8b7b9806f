import { useState } from 'react'
import { useScans } from '#courriers/pages/scans-donnees.ts'
import { EnvoiScans } from '#courriers/pages/scans-envoi.tsx'
import { LotsScans } from '#courriers/pages/scans-lots.tsx'
import { PagesAVoir } from '#courriers/pages/scans-pages.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import './scans.css'

/** Signed letters that come back from the scanner in a heap: each page finds its letter by its code. */
export function Scans({ campagne }: { readonly campagne: string }) {
  const { data, error, isError, refetch } = useScans(campagne)
  const [envoi, setEnvoi] = useState(false)
  const attendues = data?.lettres.length ?? 0
  return (
    <Carte
      titre="Originaux signés"
      chapeau="Numérisez les lettres signées d’un seul tenant, dans n’importe quel ordre : le code imprimé au bas de chaque page la rattache à sa lettre."
      actions={attendues > 0 && <Bouton onPress={() => setEnvoi(true)}>Rattacher un lot signé</Bouton>}
    >
      {data ? (
        <>
          {data.lots.length === 0 && attendues === 0 && (
            <p className="discret">Aucune lettre n’attend son original signé.</p>
          )}
          {data.lots.length > 0 && <LotsScans campagne={campagne} lots={data.lots} />}
          {data.aVoir.length > 0 && (
            <PagesAVoir campagne={campagne} pages={data.aVoir} lettres={data.lettres} />
          )}
        </>
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des originaux signés" />
      )}
      {envoi && <EnvoiScans campagne={campagne} attendues={attendues} onFermer={() => setEnvoi(false)} />}
    </Carte>
  )
}
