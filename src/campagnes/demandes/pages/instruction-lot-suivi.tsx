import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import {
  ACTES_LOT,
  type ActeLot,
  type EtatLigne,
  type LigneLot,
  type Lot,
} from '#campagnes/demandes/instruction-lot.ts'
import { useEnvoi, useLot } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** A work on many applications: how far it is, a way to stop it, then its report, application by application. */
export function SuiviLot({
  id,
  rang,
  onFermer,
}: {
  readonly id: string
  /** « 2 sur 3 » when several were started together; empty for one alone. */
  readonly rang: string
  readonly onFermer: () => void
}) {
  const { data, error, isError, refetch } = useLot(id)
  const requetes = useQueryClient()
  const annulation = useEnvoi(() => void refetch())
  const faites = data?.faites
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queue follows the work, step by step
  useEffect(() => {
    void requetes.invalidateQueries({ queryKey: ['instruction', 'file'] })
  }, [requetes, faites, data?.etat])
  if (!data) return isError ? <EtatErreur erreur={error} reessayer={() => refetch()} /> : <Chargement />
  const enCours = data.etat === 'en_cours'
  return (
    <Carte
      titre={`${libelleDe(data.acte)}${rang && `, ${rang}`} : ${compter(data.total, 'demande')}`}
      className="instruction-lot"
      actions={
        enCours ? (
          <SiDroit action="demande.instruire">
            <Bouton
              isDisabled={annulation.isPending}
              onPress={() =>
                annulation.mutate({ chemin: `/instruction/lots/${encodeURIComponent(id)}/annulation` })
              }
            >
              Arrêter
            </Bouton>
          </SiDroit>
        ) : (
          <Bouton variante="discret" onPress={onFermer}>
            Fermer ce compte rendu
          </Bouton>
        )
      }
    >
      {enCours && (
        <Progression libelle={libelleDe(data.acte)} fait={data.faites + data.refusees} total={data.total}>
          Ce qui est fait reste fait, même si vous quittez cette page.
        </Progression>
      )}
      {!enCours && (
        <Message
          ton={data.refusees + data.annulees === 0 ? 'succes' : 'avertissement'}
          titre={bilan(data)}
          annonce
        />
      )}
      {annulation.isError && <Message ton="erreur" titre={annulation.error.message} annonce />}
      {!enCours && <CompteRendu lot={data} rang={rang} />}
    </Carte>
  )
}

const libelleDe = (acte: string): string =>
  Object.hasOwn(ACTES_LOT, acte) ? ACTES_LOT[acte as ActeLot].libelle : acte

/** « 12 faites, 3 refusées. » */
function bilan({ etat, faites, refusees, annulees }: Lot): string {
  const dit = [
    compter(faites, 'faite'),
    ...(refusees > 0 ? [compter(refusees, 'refusée')] : []),
    ...(annulees > 0 ? [compter(annulees, 'laissée')] : []),
  ].join(', ')
  return `${etat === 'annule' ? 'Arrêté' : 'Fini'} : ${dit}.`
}

const ETATS: Readonly<Record<EtatLigne, { libelle: string; ton: TonEtiquette }>> = {
  a_faire: { libelle: 'à faire', ton: 'neutre' },
  faite: { libelle: 'faite', ton: 'vert' },
  refusee: { libelle: 'refusée', ton: 'flamme' },
  annulee: { libelle: 'laissée', ton: 'neutre' },
}

/** Those that were refused first: they are what is left to do. */
const CompteRendu = ({ lot: { campagne, lignes }, rang }: { readonly lot: Lot; readonly rang: string }) => (
  <TableauDonnees<LigneLot>
    legende={`Compte rendu${rang && ` ${rang}`}, demande par demande`}
    hauteur="24rem"
    cle={({ demande }) => demande}
    lignes={lignes.toSorted((a, b) => Number(b.etat === 'refusee') - Number(a.etat === 'refusee'))}
    colonnes={[
      {
        code: 'organisme',
        titre: 'Demande',
        cellule: ({ demande, numero, organisme }) => (
          <Link to="/campagnes/$id/demandes/$demande" params={{ id: campagne, demande }} search={{}}>
            n° {numero}, {organisme}
          </Link>
        ),
      },
      {
        code: 'etat',
        titre: 'Résultat',
        cellule: ({ etat }) => <Etiquette ton={ETATS[etat].ton}>{ETATS[etat].libelle}</Etiquette>,
      },
      {
        code: 'motifs',
        titre: 'Raison',
        cellule: ({ motifs }) => motifs.map(({ message }) => message).join(' '),
      },
    ]}
  />
)
