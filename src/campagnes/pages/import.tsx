import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { AccueilImport } from '#campagnes/pages/import-accueil.tsx'
import { useRechercheImport } from '#campagnes/pages/import-adresse.ts'
import { useEnvoi } from '#campagnes/pages/import-envoi.ts'
import { EnvoiEnCours } from '#campagnes/pages/import-envoi-en-cours.tsx'
import { Etapes } from '#campagnes/pages/import-etapes.tsx'
import { useFocusGarde } from '#campagnes/pages/import-focus.ts'
import { SuiviImport } from '#campagnes/pages/import-suivi.tsx'
import { Page } from '#ui/page.tsx'
import './import.css'

const TITRE = 'Partir d’un fichier de demandes'

/**
 * /campagnes/nouvelle : from a file of applications to a campaign. The import that is under way is in the address, so
 * that nothing is lost by a reload, « précédent » or another tab.
 */
export const PageImport = () => (
  <EcranReserve action="import.deposer" titre={TITRE}>
    <EcranImport />
  </EcranReserve>
)

function EcranImport() {
  const [{ import: id }, changer] = useRechercheImport()
  const [connu, setConnu] = useState<string>()
  const recevoir = useCallback(
    (recu: { id: string; existant: boolean }) => {
      setConnu(recu.existant ? recu.id : undefined)
      changer(vers(recu.id), true)
    },
    [changer],
  )
  const { envoi, envoyer, annuler } = useEnvoi(recevoir)
  const recommencer = useCallback(() => changer(vers(undefined), true), [changer])
  const bloc = useFocusGarde(`${id}/${envoi.etat}`)
  return (
    <Page
      titre={TITRE}
      chapeau={
        <>
          Des demandes reçues ailleurs, un règlement, une enveloppe. Aucune campagne n’est créée avant la
          dernière étape.
          <SiDroit action="campagne.conduire">
            {' '}
            Pour que les organismes déposent ici, <Link to="/campagnes/preparer">préparez un appel</Link>.
          </SiDroit>
        </>
      }
    >
      <div ref={bloc} tabIndex={-1} className="import-contenu">
        {envoi.etat === 'en_cours' ? (
          <>
            <Etapes courante="fichier" />
            <EnvoiEnCours envoi={envoi} annuler={annuler} />
          </>
        ) : id ? (
          <SuiviImport
            key={id}
            id={id}
            dejaEnvoye={connu === id}
            envoi={envoi}
            envoyer={envoyer}
            recommencer={recommencer}
          />
        ) : (
          <>
            <Etapes courante="fichier" />
            <AccueilImport envoi={envoi} envoyer={envoyer} />
          </>
        )}
      </div>
    </Page>
  )
}

/** The address of an import as it opens: the filters of another one would mean nothing there. */
const vers = (id: string | undefined) => ({
  import: id,
  gravite: undefined,
  code: undefined,
  colonne: undefined,
  page: undefined,
  apercu: undefined,
})
