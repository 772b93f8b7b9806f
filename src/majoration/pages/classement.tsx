import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { PanneauCoupure } from '#majoration/pages/classement-coupure.tsx'
import { DetailFormation } from '#majoration/pages/classement-detail.tsx'
import { useClassement, useCoupure, useRecherche } from '#majoration/pages/classement-etat.ts'
import { BarreFiltres } from '#majoration/pages/classement-filtres.tsx'
import { direRetenues, useMesure } from '#majoration/pages/classement-mesure.ts'
import { TableauClassement } from '#majoration/pages/classement-tableau.tsx'
import { useAnnonce } from '#ui/annonce.tsx'
import { LienBouton } from '#ui/bouton.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import './classement.css'
import './coupure.css'
import './histogramme.css'
import './formations.css'
import './ligne.css'
import './detail.css'

/** Every formation of the campaign, ranked, with the cut-off line that can be moved. */
export const PageClassement = () => (
  <CampagneChargee>
    {(campagne, formations) => <Classement campagne={campagne} formations={formations} />}
  </CampagneChargee>
)

function Classement({
  campagne,
  formations,
}: {
  readonly campagne: Campagne
  readonly formations: readonly Formation[]
}) {
  const { reglement } = campagne
  const { lignes, retenuesReglement } = useClassement(campagne, formations)
  const etat = useCoupure(lignes, retenuesReglement, reglement.coupure)
  const [recherche, changer] = useRecherche()
  // The line moves at once; figures, names and histogram follow as soon as the screen is free.
  const differe = useDeferredValue(etat)
  const mesure = useMesure(campagne, lignes, differe)
  useAnnonceCoupure(direRetenues(mesure))

  const ligneOuverte = useMemo(
    () =>
      recherche.formation ? lignes.find((l) => l.formation.identifiant === recherche.formation) : undefined,
    [lignes, recherche.formation],
  )
  const organismeDe = ({ formation }: (typeof lignes)[number]) =>
    campagne.organismes.find((o) => o.identifiant === formation.organisme)
  return (
    <Page
      titre="Classement"
      plein
      surtitre={campagne.libelle}
      etiquettes={
        <>
          {campagne.fictif && <Fictif mention={campagne.mention} />}
          {reglement.grille.indicatif && <Indicatif />}
        </>
      }
      actions={
        <LienBouton
          to="/campagnes/$id/simulation"
          params={{ id: campagne.id }}
          search={recherche.coupure ? { coupure: recherche.coupure } : {}}
          icone="fleche"
        >
          Simuler avec cette coupure
        </LienBouton>
      }
    >
      <div className="classement">
        <PanneauCoupure campagne={campagne} lignes={lignes} etat={differe} mesure={mesure} />
        <section className="classement-liste" aria-label="Tableau du classement">
          <BarreFiltres
            lignes={lignes}
            organismes={campagne.organismes}
            recherche={recherche}
            changer={changer}
          />
          <TableauClassement
            lignes={lignes}
            organismes={campagne.organismes}
            recherche={recherche}
            etat={etat}
            mesure={mesure}
            changer={changer}
          />
        </section>
      </div>
      {ligneOuverte && (
        <DetailFormation
          ligne={ligneOuverte}
          retenues={etat.retenues}
          grille={reglement.grille}
          fictif={campagne.fictif}
          nomOrganisme={organismeDe(ligneOuverte)?.nom ?? ligneOuverte.formation.organisme}
          siret={organismeDe(ligneOuverte)?.siret ?? null}
          n={lignes.length}
          onFermer={() => changer({ formation: undefined })}
          onRang={(rang) => changer({ formation: lignes[rang - 1]!.formation.identifiant })}
        />
      )}
    </Page>
  )
}

/** Says the new result once the line rests; nothing when the page opens. */
function useAnnonceCoupure(texte: string): void {
  const annoncer = useAnnonce()
  const [premier] = useState(texte)
  const [dejaDit, setDejaDit] = useState(false)
  useEffect(() => {
    if (texte === premier && !dejaDit) return
    setDejaDit(true)
    annoncer(texte)
  }, [texte, premier, dejaDit, annoncer])
}
