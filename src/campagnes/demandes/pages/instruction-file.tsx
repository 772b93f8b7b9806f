import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { FileDemandes } from '#campagnes/demandes/instruction.ts'
import {
  type AdresseFile,
  estFiltree,
  lireAdresse,
  rechercheDe,
  triDe,
} from '#campagnes/demandes/pages/instruction-adresse.ts'
import { useFile } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { FiltreEtats, FormulaireFile } from '#campagnes/demandes/pages/instruction-filtres.tsx'
import { SuiviLot } from '#campagnes/demandes/pages/instruction-lot-suivi.tsx'
import { BarreLots } from '#campagnes/demandes/pages/instruction-lots.tsx'
import { TableauFile } from '#campagnes/demandes/pages/instruction-tableau.tsx'
import { Vues } from '#campagnes/demandes/pages/instruction-vues.tsx'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { Pagination } from '#campagnes/pages/import-pagination.tsx'
import { compter } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import './instruction.css'

/** /campagnes/$id/demandes : the queue of applications of a campaign, for those who instruct them or look. */
export function PageFileDemandes() {
  const { id } = useParams({ strict: false }) as { id: string }
  return (
    <EcranReserve action="instruction.lire" titre="Demandes">
      <EcranFile key={id} campagne={id} />
    </EcranReserve>
  )
}

function EcranFile({ campagne }: { readonly campagne: string }) {
  const { data: lue } = useCampagne(campagne)
  const adresse = lireAdresse(useSearch({ strict: false }))
  const { lots } = adresse
  const naviguer = useNavigate()
  const { data, error, isError, isPlaceholderData, refetch } = useFile(campagne, adresse)
  const aller = (suivante: AdresseFile) =>
    void naviguer({
      to: '/campagnes/$id/demandes',
      params: { id: campagne },
      search: lireAdresse({ lots, ...suivante }),
      resetScroll: false,
    })
  const recherche = rechercheDe(adresse)
  return (
    <Page
      titre="Demandes"
      surtitre={lue?.libelle}
      etiquettes={lue?.fictif && <Fictif mention={lue.mention} />}
      chapeau="Ce que les organismes ont déposé, où en est chacun, et ce qu’il reste à regarder."
      actions={
        <>
          <LienBouton to="/campagnes/$id/lectures" params={{ id: campagne }} icone="fleche">
            Double lecture
          </LienBouton>
          <LienBouton to="/campagnes/$id/exceptionnelles" params={{ id: campagne }} icone="fleche">
            Majorations exceptionnelles
          </LienBouton>
        </>
      }
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des demandes" />
      ) : Object.keys(data.etats).length === 0 ? (
        <FileVide campagne={campagne} />
      ) : (
        <div className="pile" aria-busy={isPlaceholderData}>
          <FiltreEtats file={data} adresse={recherche} onChercher={aller} />
          <FormulaireFile file={data} adresse={recherche} onChercher={aller} />
          <Vues campagne={campagne} adresse={adresse} />
          {lots?.split(',').map((lot, rang, tous) => (
            <SuiviLot
              key={lot}
              id={lot}
              rang={tous.length > 1 ? `${rang + 1} sur ${tous.length}` : ''}
              onFermer={() => aller({ ...adresse, lots: sans(lots, lot) } as AdresseFile)}
            />
          ))}
          <Resultat
            key={JSON.stringify({ ...recherche, tri: undefined, sens: undefined })}
            campagne={campagne}
            file={data}
            adresse={adresse}
            onAller={aller}
          />
        </div>
      )}
    </Page>
  )
}

const sans = (lots: string, lot: string): string =>
  lots
    .split(',')
    .filter((un) => un !== lot)
    .join(',')

const FileVide = ({ campagne }: { readonly campagne: string }) => (
  <EtatVide
    titre="Aucune demande n’est encore arrivée."
    action={
      <LienBouton to="/campagnes/$id" params={{ id: campagne }} variante="principal">
        Voir la campagne
      </LienBouton>
    }
  >
    Elles paraîtront ici dès que les organismes les ouvriront, une fois l’appel ouvert.
  </EtatVide>
)

function Resultat({
  campagne,
  file,
  adresse,
  onAller,
}: {
  readonly campagne: string
  readonly file: FileDemandes
  readonly adresse: AdresseFile
  readonly onAller: (adresse: AdresseFile) => void
}) {
  const { page = '1' } = adresse
  const recherche = rechercheDe(adresse)
  const { demandes, total, parPage, agents } = file
  const instruit = useDroits().has('demande.instruire')
  const [choisies, setChoisies] = useState<readonly string[]>([])
  const choisir = (ids: readonly string[], oui: boolean) =>
    setChoisies(oui ? [...new Set([...choisies, ...ids])] : choisies.filter((id) => !ids.includes(id)))
  if (demandes.length === 0)
    return (
      <EtatVide
        titre={
          estFiltree(adresse) ? 'Aucune demande ne répond à cette recherche.' : 'Aucune demande à cette page.'
        }
        action={<Bouton onPress={() => onAller({})}>Tout afficher</Bouton>}
      >
        Les brouillons et les demandes retirées ne se montrent que si on les choisit parmi les états.
      </EtatVide>
    )
  return (
    <Carte titre="File">
      <BarreLots
        campagne={campagne}
        choisies={choisies}
        recherche={recherche}
        agents={agents}
        total={total}
        onChoisir={setChoisies}
        onLances={(lots) => {
          setChoisies([])
          onAller({ ...adresse, lots: lots.join(',') })
        }}
      />
      <TableauFile
        campagne={campagne}
        demandes={demandes}
        legende={`${compter(total, 'demande')}${estFiltree(adresse) ? ' pour cette recherche' : ''}`}
        tri={triDe(adresse)}
        onTri={({ colonne, sens }) => onAller({ ...recherche, tri: colonne, sens })}
        recherche={recherche}
        choix={
          instruit
            ? {
                choisies: new Set(choisies),
                onChoisir: (id, oui) => choisir([id], oui),
                onTout: (oui) =>
                  choisir(
                    demandes.map(({ id }) => id),
                    oui,
                  ),
              }
            : undefined
        }
      />
      <Pagination
        quoi="Demandes"
        page={Number(page)}
        taille={parPage}
        total={total}
        onPage={(suivante) => onAller({ ...recherche, page: String(suivante) })}
      />
    </Carte>
  )
}
