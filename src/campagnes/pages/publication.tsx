import { useParams } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import {
  type LigneNommee,
  nommerPublication,
  type TotauxPublies,
  totaliserPublication,
} from '#campagnes/publication.ts'
import { trouverVote } from '#campagnes/vote.ts'
import { compter } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** /campagnes/:id/publication : the table that the assembly voted, for everybody. */
export const PagePublication = () => (
  <EcranReserve action="publication.lire" titre="Montants votés">
    <EcranPublication />
  </EcranReserve>
)

function EcranPublication() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isError, refetch } = useCampagne(id)
  return (
    <Page
      titre="Montants votés"
      surtitre={data?.libelle}
      chapeau="Le tableau voté par l’assemblée : ce que chaque organisme reçoit."
      actions={
        <>
          <SiDroit action="rapprochement.lire">
            <LienBouton to="/campagnes/$id/rapprochement" params={{ id }}>
              Contrats signés
            </LienBouton>
          </SiDroit>
          <LienBouton to="/donnees-ouvertes">Données ouvertes</LienBouton>
          <Bouton onPress={() => window.print()}>Imprimer</Bouton>
        </>
      }
    >
      {data ? (
        data.publication.length > 0 ? (
          <TableVotee campagne={data} />
        ) : (
          <EtatVide
            titre="Les montants de cette campagne ne sont pas encore votés."
            action={
              <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
                Voir la campagne
              </LienBouton>
            }
          >
            Ils paraîtront ici après le vote.
          </EtatVide>
        )
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement de la campagne" />
      )}
    </Page>
  )
}

function TableVotee({ campagne }: { readonly campagne: Campagne }) {
  const totaux = totaliserPublication(campagne.publication)
  const vote = trouverVote(campagne.calendrier)
  return (
    <>
      <TotauxVotes totaux={totaux} />
      <Carte
        titre="Par organisme"
        {...(vote?.repris && { chapeau: `Montants repris de ${vote.reference}.` })}
      >
        <TableauDonnees
          legende={`${compter(totaux.organismes, 'organisme')}, dans l’ordre du tableau voté`}
          colonnes={colonnes(totaux)}
          lignes={nommerPublication(campagne)}
          cle={(ligne) => ligne.organisme}
        />
      </Carte>
    </>
  )
}

/** The envelope as it was voted; the exceptional part is apart from the ordinary one. */
export const TotauxVotes = ({ totaux }: { readonly totaux: TotauxPublies }) => (
  <ChiffresCles>
    <ChiffreCle
      accent
      libelle="Majoration votée"
      valeur={<Montant centimes={totaux.majoration} />}
      precision={
        <>
          dont bonus vert <Montant centimes={totaux.dontBonusVert} />
        </>
      }
    />
    <ChiffreCle
      libelle="Majoration exceptionnelle"
      valeur={<Montant centimes={totaux.majorationExceptionnelle} />}
      precision="en plus de l’enveloppe"
    />
    <ChiffreCle libelle="En tout" valeur={<Montant centimes={totaux.majorationTotale} />} />
    <ChiffreCle libelle="Organismes" valeur={<Nombre valeur={totaux.organismes} />} />
    <ChiffreCle libelle="Contrats majorés" valeur={<Nombre valeur={totaux.contrats} />} />
  </ChiffresCles>
)

const colonnes = (totaux: TotauxPublies): readonly Colonne<LigneNommee>[] => [
  { code: 'nom', titre: 'Organisme', cellule: ({ nom }) => nom, tri: ({ nom }) => nom, total: 'Total' },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ contrats }) => <Nombre valeur={contrats} />,
    tri: ({ contrats }) => contrats,
    total: <Nombre valeur={totaux.contrats} />,
  },
  montant('majoration', 'Majoration', totaux, true),
  montant('dontBonusVert', 'Dont bonus vert', totaux, true),
  montant('majorationExceptionnelle', 'Exceptionnelle', totaux, true),
  montant('majorationTotale', 'Totale', totaux),
]

const montant = (
  champ: 'majoration' | 'dontBonusVert' | 'majorationExceptionnelle' | 'majorationTotale',
  titre: string,
  totaux: TotauxPublies,
  secondaire = false,
): Colonne<LigneNommee> => ({
  code: champ,
  titre,
  nombre: true,
  secondaire,
  cellule: (ligne) => <Montant centimes={ligne[champ]} />,
  tri: (ligne) => ligne[champ],
  total: <Montant centimes={totaux[champ]} />,
})
