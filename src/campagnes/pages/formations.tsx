import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { useCampagne, useFormations } from '#campagnes/pages/donnees.ts'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** /campagnes/:id/formations : the formations that somebody may see, as they were declared. Nothing is computed. */
export const PageFormations = () => (
  <EcranReserve action="formation.lire" titre="Formations">
    <EcranFormations />
  </EcranReserve>
)

function EcranFormations() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const campagne = useCampagne(id)
  const formations = useFormations(id)
  const { acteur } = useCompte().data ?? {}
  const enErreur = [campagne, formations].find((requete) => requete.isError)
  const duPerimetre = acteur?.role === 'opco'
  const siennes = acteur?.organisation?.nature === 'of-cfa'
  return (
    <Page
      titre={siennes ? 'Mes formations' : duPerimetre ? 'Formations de mon périmètre' : 'Formations'}
      surtitre={campagne.data?.libelle}
      etiquettes={campagne.data?.fictif && <Fictif mention={campagne.data.mention} />}
      chapeau={
        siennes
          ? `Ce que ${acteur?.organisation?.nom} a déclaré pour cette campagne.`
          : duPerimetre
            ? `Ce que les organismes ont déclaré dans les filières que suit ${acteur?.organisation?.nom}.`
            : 'Ce que les organismes ont déclaré.'
      }
    >
      {enErreur ? (
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      ) : !campagne.data || !formations.data ? (
        <Chargement quoi="Chargement des formations" />
      ) : formations.data.length === 0 ? (
        <EtatVide
          titre={siennes ? 'Votre organisme n’a rien déclaré ici.' : 'Aucune formation dans votre périmètre.'}
          action={
            <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
              Voir la campagne
            </LienBouton>
          }
        >
          Si des formations manquent, écrivez au service qui instruit la campagne.
        </EtatVide>
      ) : (
        <Declarees campagne={campagne.data} formations={formations.data} avecOrganisme={!siennes} />
      )}
    </Page>
  )
}

type Declaree = Formation & { readonly nomOrganisme: string }

function Declarees({
  campagne,
  formations,
  avecOrganisme,
}: {
  readonly campagne: Campagne
  readonly formations: readonly Formation[]
  readonly avecOrganisme: boolean
}) {
  const lignes = useMemo(() => nommer(campagne, formations), [campagne, formations])
  const contrats = formations.reduce((total, formation) => total + formation.contrats, 0)
  const vertes = formations.filter(({ environnementale }) => environnementale).length
  return (
    <>
      <ChiffresCles>
        <ChiffreCle accent libelle="Formations" valeur={<Nombre valeur={formations.length} />} />
        <ChiffreCle libelle="Contrats demandés" valeur={<Nombre valeur={contrats} />} />
        <ChiffreCle libelle="Dont à dimension environnementale" valeur={<Nombre valeur={vertes} />} />
        {avecOrganisme && (
          <ChiffreCle
            libelle="Organismes"
            valeur={<Nombre valeur={new Set(formations.map(({ organisme }) => organisme)).size} />}
          />
        )}
      </ChiffresCles>
      <Carte titre="Déclarations">
        <TableauDonnees
          legende={`${compter(formations.length, 'formation')}, telles que déclarées`}
          colonnes={colonnes(avecOrganisme, contrats)}
          lignes={lignes}
          cle={(formation) => formation.identifiant}
          triInitial={{ colonne: 'intitule', sens: 'asc' }}
        />
      </Carte>
    </>
  )
}

function nommer({ organismes }: Campagne, formations: readonly Formation[]): Declaree[] {
  const noms = new Map(organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  return formations.map((f) => ({ ...f, nomOrganisme: noms.get(f.organisme) ?? f.organisme }))
}

const texte = (
  code: 'intitule' | 'nomOrganisme' | 'commune' | 'filiere' | 'codeRncp',
  titre: string,
  autres: Partial<Colonne<Declaree>> = {},
): Colonne<Declaree> => ({
  code,
  titre,
  cellule: (formation) => formation[code] ?? '—',
  tri: (formation) => formation[code] ?? '',
  ...autres,
})

const colonnes = (avecOrganisme: boolean, contrats: number): readonly Colonne<Declaree>[] => [
  texte('intitule', 'Formation', { total: 'Total' }),
  ...(avecOrganisme ? [texte('nomOrganisme', 'Organisme')] : []),
  {
    code: 'niveau',
    titre: 'Niveau',
    nombre: true,
    secondaire: true,
    cellule: ({ niveau }) => niveau,
    tri: ({ niveau }) => niveau,
  },
  texte('codeRncp', 'RNCP', {
    secondaire: true,
    cellule: ({ codeRncp }) => <span className="insecable">{codeRncp ?? '—'}</span>,
  }),
  texte('filiere', 'Filière', { secondaire: true }),
  texte('commune', 'Commune', { secondaire: avecOrganisme }),
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    cellule: (formation) => <Nombre valeur={formation.contrats} />,
    tri: (formation) => formation.contrats,
    total: <Nombre valeur={contrats} />,
  },
]
