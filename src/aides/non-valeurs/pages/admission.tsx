import { Link, useParams } from '@tanstack/react-router'
import {
  ETATS_ADMISSION,
  IMPUTATION_NON_VALEUR,
  MOTIFS_ADMISSION,
  type Proposition,
  SUITES_ADMISSION,
} from '#aides/non-valeurs/admission.ts'
import {
  acteAjouter,
  acteAviser,
  acteMandater,
  acteProposer,
  acteRetirer,
  acteVoter,
} from '#aides/non-valeurs/pages/actes-non-valeur.ts'
import { DepotTitres } from '#aides/non-valeurs/pages/admission-fichier.tsx'
import { TONS_ADMISSION } from '#aides/non-valeurs/pages/non-valeurs.tsx'
import {
  adresseAdmission,
  useAdmission,
  useRetirerTitre,
  useTitresSuivis,
} from '#aides/non-valeurs/pages/non-valeurs-donnees.ts'
import { COLONNES_TITRE, Diligences } from '#aides/non-valeurs/pages/titres-suivis.tsx'
import type { DetailAdmission } from '#aides/non-valeurs/schema-non-valeurs.ts'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import '#aides/soldes/pages/soldes.css'

/** /non-valeurs/$admission : one dossier of write-offs, from its preparation to the mandat of the loss. */
export const PageAdmission = () => (
  <EcranReserve action="nonvaleur.lire" titre="Admission en non-valeur">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { admission: id = '' } = useParams({ strict: false }) as { admission?: string }
  const { data, error, isError, refetch } = useAdmission(id)
  if (!data)
    return (
      <Page titre="Admission en non-valeur">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement du dossier" />
        )}
      </Page>
    )
  const { admission, propositions } = data
  const adresse = `/api${adresseAdmission(id)}`
  return (
    <Page
      titre={admission.objet}
      surtitre={<Link to="/non-valeurs">Titres et non-valeurs</Link>}
      etiquettes={
        <Etiquette ton={TONS_ADMISSION[admission.etat]}>{ETATS_ADMISSION[admission.etat]}</Etiquette>
      }
      chapeau={`${admission.pole}, courrier du comptable du ${ecrireDate(admission.courrierLe)}.`}
      actions={<Actes detail={data} />}
    >
      <Chiffres detail={data} />
      {admission.observations && <Message titre={`Avis${INSECABLE}: ${admission.observations}`} />}
      {admission.motif && <Message titre={`Dossier retiré${INSECABLE}: ${admission.motif}`} />}
      <Titres detail={data} />
      {admission.etat === 'preparation' && (
        <SiDroit action="nonvaleur.proposer">
          <DepotTitres id={id} />
        </SiDroit>
      )}
      {propositions.length > 0 && (
        <Carte
          titre="Documents"
          chapeau="Le dossier réunit les titres, leurs diligences, l’annexe et la ligne budgétaire."
        >
          <div className="soldes-fichiers">
            <LienTelechargement href={`${adresse}/dossier.zip`} format="ZIP">
              Dossier complet
            </LienTelechargement>
            <LienTelechargement href={`${adresse}/annexe.pdf`} format="PDF">
              Annexe
            </LienTelechargement>
            <LienTelechargement href={`${adresse}/annexe.xlsx`} format="XLSX">
              Annexe
            </LienTelechargement>
          </div>
        </Carte>
      )}
    </Page>
  )
}

type Proprietes = { readonly detail: DetailAdmission }

/** What may be done of it now, by whoever may. */
function Actes({ detail }: Proprietes) {
  const { etat, nombre } = detail.admission
  return (
    <>
      {etat === 'preparation' && nombre > 0 && (
        <SiDroit action="nonvaleur.proposer">
          <BoutonActe variante="principal" acte={acteProposer(detail)} />
        </SiDroit>
      )}
      {etat === 'proposee' && (
        <SiDroit action="nonvaleur.aviser">
          <BoutonActe variante="principal" acte={acteAviser(detail)} />
        </SiDroit>
      )}
      {etat === 'avis_favorable' && (
        <SiDroit action="nonvaleur.aviser">
          <BoutonActe variante="principal" acte={acteVoter(detail)} />
        </SiDroit>
      )}
      {etat === 'votee' && detail.lignes.length > 0 && (
        <SiDroit action="mandat.emettre">
          <BoutonActe variante="principal" acte={acteMandater(detail)} />
        </SiDroit>
      )}
      {SUITES_ADMISSION[etat].includes('retiree') && (
        <SiDroit action="nonvaleur.proposer">
          <BoutonActe variante="discret" acte={acteRetirer(detail)} />
        </SiDroit>
      )}
    </>
  )
}

const Chiffres = ({ detail: { admission, propositions } }: Proprietes) => (
  <ChiffresCles>
    <ChiffreCle
      accent
      libelle="À admettre en non-valeur"
      valeur={<Montant centimes={admission.montant} />}
      precision={ecrireImputation(IMPUTATION_NON_VALEUR)}
    />
    <ChiffreCle
      libelle="Titres"
      valeur={<Nombre valeur={admission.nombre} />}
      precision={compter(
        propositions.reduce((total, { suivi }) => total + suivi.diligences.length, 0),
        'diligence notée',
        'diligences notées',
      )}
    />
    <ChiffreCle
      libelle="Délibération"
      valeur={admission.deliberation ?? '—'}
      precision={
        admission.voteeLe
          ? ecrireDate(admission.voteeLe)
          : admission.avisLe
            ? `avis du ${ecrireDate(admission.avisLe)}`
            : 'pas encore d’avis'
      }
    />
    <ChiffreCle
      libelle="Mandaté"
      valeur={<Montant centimes={admission.mandate} />}
      precision="crédits de paiement, sans affectation"
    />
  </ChiffresCles>
)

function Titres({ detail }: Proprietes) {
  const { admission, propositions } = detail
  const retirer = useRetirerTitre(admission.id)
  const prepare = admission.etat === 'preparation'
  return (
    <Carte
      titre="Titres du dossier"
      actions={
        prepare && (
          <SiDroit action="nonvaleur.proposer">
            <AjouterTitre detail={detail} />
          </SiDroit>
        )
      }
    >
      <Refus erreur={retirer.error} />
      <TableauDonnees<Proposition>
        fiches
        legende={compter(propositions.length, 'titre')}
        vide="Aucun titre encore : ajoutez-les un à un, ou par un fichier."
        lignes={propositions}
        cle={({ titre }) => titre}
        colonnes={[
          ...COLONNES_TITRE.map(
            ({ cellule, tri, ...colonne }): Colonne<Proposition> => ({
              ...colonne,
              cellule: ({ suivi }) => cellule(suivi),
              ...(tri && { tri: ({ suivi }) => tri(suivi) }),
            }),
          ),
          {
            code: 'motif',
            titre: 'Motif',
            cellule: ({ motif, precision }) => (
              <>
                {MOTIFS_ADMISSION[motif].libelle}
                {precision && <span className="soldes-precision">{precision}</span>}
              </>
            ),
          },
          {
            code: 'diligences',
            titre: 'Diligences',
            secondaire: true,
            cellule: ({ suivi }) => <Diligences titre={suivi} />,
          },
          {
            ...{ code: 'montant', titre: 'Montant', nombre: true },
            cellule: ({ suivi }) => <Montant centimes={suivi.reste} />,
            total: <Montant centimes={admission.montant} />,
          },
          ...(prepare
            ? [
                {
                  code: 'retirer',
                  titre: <span className="hors-ecran">Retirer</span>,
                  cellule: ({ titre, suivi }: Proposition) => (
                    <SiDroit action="nonvaleur.proposer">
                      <Bouton
                        variante="discret"
                        isDisabled={retirer.isPending}
                        aria-label={`Retirer le titre n° ${suivi.numero} de ${suivi.exercice}`}
                        onPress={() => retirer.mutate(titre)}
                      >
                        Retirer
                      </Bouton>
                    </SiDroit>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Carte>
  )
}

function AjouterTitre({ detail }: Proprietes) {
  const { data = [] } = useTitresSuivis()
  const libres = data.filter(({ etat, admission }) => etat === 'emis' && admission === null)
  if (libres.length === 0) return <span className="discret">Aucun autre titre n’est à recouvrer.</span>
  return <BoutonActe acte={acteAjouter(detail, libres)} />
}
