import { useMutation } from '@tanstack/react-query'
import type { Importation } from '#campagnes/importation/importation.ts'
import { cheminImport } from '#campagnes/pages/import-donnees.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi } from '#ui/requete.ts'

/** Beyond, writing the workbook takes long enough to be announced. */
const LIGNES_LONGUES = 20_000

/**
 * The received file with what is to be corrected on each line. Asked for as data rather than by a link, so that a
 * refusal (the file is no longer on the server) is read on the screen.
 */
export function FichierAnnote({
  importation: { id, nom, lignesLues },
}: {
  readonly importation: Importation
}) {
  const demande = useMutation({ mutationFn: () => telecharger(`/api${cheminImport(id)}/corrige.xlsx`, nom) })
  return (
    <div className="import-annote">
      <Bouton
        variante="principal"
        icone="telecharger"
        isDisabled={demande.isPending}
        onPress={() => demande.mutate()}
      >
        {demande.isPending ? 'Préparation…' : 'Fichier annoté (XLSX)'}
      </Bouton>
      {demande.isPending && lignesLues > LIGNES_LONGUES && (
        <p className="secondaire" role="status">
          {compter(lignesLues, 'ligne')} à écrire : cela peut prendre une minute ou deux.
        </p>
      )}
      {demande.isError && (
        <Message ton="erreur" annonce>
          <p>{demande.error.message}</p>
        </Message>
      )}
    </div>
  )
}

async function telecharger(adresse: string, nom: string): Promise<void> {
  const reponse = await fetch(adresse).catch(() => {
    throw new ErreurApi(0, {
      message: 'Le serveur ne répond pas. Vérifiez qu’il est démarré, puis réessayez.',
    })
  })
  if (!reponse.ok) throw new ErreurApi(reponse.status, await reponse.json().catch(() => undefined))
  const lien = document.createElement('a')
  lien.href = URL.createObjectURL(await reponse.blob())
  lien.download = `à corriger ${nom.replace(/\.\w+$/, '')}.xlsx`
  lien.click()
  // The browser reads the address a moment after the click.
  setTimeout(() => URL.revokeObjectURL(lien.href), 60_000)
}
