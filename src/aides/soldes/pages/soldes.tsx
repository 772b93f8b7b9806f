import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { acteOuvrir, acteSeuil, acteVoter } from '#aides/soldes/pages/actes-solde.ts'
import { useSoldes } from '#aides/soldes/pages/soldes-donnees.ts'
import { filtrer, lireRecherche, type Recherche, SENS } from '#aides/soldes/recherche.ts'
import { ETATS_SOLDE, type SoldeLu, type SoldesLus, totaliser } from '#aides/soldes/solde.ts'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Indicatif, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './soldes.css'

/** /soldes : what is left to pay to each training centre, or to take back, once an aid paid in advance is known. */
export const PageSoldes = () => (
  <EcranReserve action="solde.lire" titre="Soldes des aides">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { data, error, isError, refetch } = useSoldes()
  return (
    <Page
      titre="Soldes des aides"
      chapeau="Une aide avancée à un organisme se solde quand on sait ce qu’il a versé : le réel moins l’avance, à verser ou à reverser."
      actions={
        data && (
          <SiDroit action="solde.preparer">
            <BoutonActe variante="principal" acte={acteOuvrir(data.dispositifs)} />
          </SiDroit>
        )
      }
    >
      {data ? (
        <Soldes {...data} />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des soldes" />
      )}
    </Page>
  )
}

function Soldes({ soldes, dispositifs, seuil }: SoldesLus) {
  const recherche = lireRecherche(useSearch({ strict: false }))
  const montres = useMemo(() => filtrer(soldes, recherche), [soldes, recherche])
  if (soldes.length === 0)
    return (
      <EtatVide titre="Aucun solde à voir.">
        Un solde paraît ici une fois ouvert par la Région ; pour un organisme, une fois constaté.
      </EtatVide>
    )
  const somme = (garder: (montant: number) => boolean) =>
    montres.reduce((total, { solde }) => total + (solde !== null && garder(solde) ? solde : 0), 0)
  return (
    <>
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="À verser"
          valeur={<Montant centimes={somme((montant) => montant > 0)} />}
          precision="soldes positifs"
        />
        <ChiffreCle
          libelle="À reverser"
          valeur={<Montant centimes={-somme((montant) => montant < 0)} />}
          precision="trop-versés"
        />
        <ChiffreCle
          libelle="Apprentis"
          valeur={<Nombre valeur={totaliser(montres).apprentis} />}
          precision="dont l’aide est soldée ici"
        />
        <ChiffreCle
          libelle="Dossiers"
          valeur={<Nombre valeur={montres.length} />}
          precision={`sur ${compter(soldes.length, 'solde')}`}
        />
      </ChiffresCles>
      <Carte titre="Par établissement">
        <Filtres recherche={recherche} dispositifs={dispositifs} />
        <TableauSoldes soldes={montres} />
      </Carte>
      <SiDroit action="solde.exporter">
        <Annexes soldes={soldes} dispositifs={dispositifs} />
      </SiDroit>
      <AVoter soldes={montres} />
      <Petits soldes={soldes} seuil={seuil} />
    </>
  )
}

export const TONS: Readonly<Record<SoldeLu['etat'], TonEtiquette>> = {
  ...{ brouillon: 'neutre', constate: 'or', vote: 'retenu', engage: 'or', titre: 'flamme' },
  ...{ solde: 'vert', non_poursuivi: 'ecarte' },
}
const inconnu = <span className="discret">—</span>

function TableauSoldes({ soldes }: { readonly soldes: readonly SoldeLu[] }) {
  const totaux = totaliser(soldes)
  const montant = (
    cle: 'estime' | 'avance' | 'reel' | 'solde',
    titre: string,
    secondaire = false,
  ): Colonne<SoldeLu> => ({
    ...{ code: cle, titre, nombre: true, secondaire, tri: (un) => un[cle] ?? 0 },
    cellule: (un) => (un[cle] === null ? inconnu : <Montant centimes={un[cle]} />),
    total: <Montant centimes={totaux[cle]} />,
  })
  return (
    <TableauDonnees
      fiches
      legende={compter(soldes.length, 'solde')}
      vide="Aucun solde ne répond à ces filtres."
      cle={({ id }) => id}
      lignes={soldes}
      colonnes={[
        {
          code: 'etablissement',
          titre: 'Établissement',
          tri: ({ etablissement }) => etablissement,
          total: 'Total',
          cellule: ({ id, etablissement, gestionnaire, tiers, nominatif, reel }) => (
            <>
              <Link to="/soldes/$solde" params={{ solde: id }}>
                {etablissement}
              </Link>
              <span className="soldes-precision">
                {gestionnaire}
                {tiers && `, tiers ${tiers}`}
                {reel !== null && !nominatif && ', montant déclaré'}
              </span>
            </>
          ),
        },
        montant('estime', 'Estimé', true),
        montant('avance', 'Avance', true),
        montant('reel', 'Réel', true),
        {
          ...{ code: 'apprentis', titre: 'Apprentis', nombre: true, secondaire: true },
          cellule: ({ apprentis }) => (apprentis === null ? inconnu : <Nombre valeur={apprentis} />),
          tri: ({ apprentis }) => apprentis ?? 0,
          total: <Nombre valeur={totaux.apprentis} />,
        },
        montant('solde', 'Solde'),
        {
          code: 'etat',
          titre: 'État',
          tri: ({ etat }) => ETATS_SOLDE[etat],
          cellule: ({ etat, deliberation }) => (
            <>
              <Etiquette ton={TONS[etat]}>{ETATS_SOLDE[etat]}</Etiquette>
              {deliberation && <span className="soldes-precision insecable">{deliberation}</span>}
            </>
          ),
        },
      ]}
    />
  )
}

function Filtres({
  recherche,
  dispositifs,
}: {
  readonly recherche: Recherche
  readonly dispositifs: SoldesLus['dispositifs']
}) {
  const navigate = useNavigate()
  const choisir = (quoi: Partial<Recherche>) =>
    navigate({
      to: '.',
      search: Object.fromEntries(Object.entries({ ...recherche, ...quoi }).filter(([, valeur]) => valeur)),
      replace: true,
    })
  return (
    <search className="soldes-filtres" aria-label="Filtrer les soldes">
      <ChampTexte
        type="search"
        libelle="Établissement, organisme ou tiers"
        valeur={recherche.texte}
        onChange={(texte) => choisir({ texte })}
      />
      {dispositifs.length > 1 && (
        <Choix
          libelle="Dispositif"
          valeur={recherche.dispositif}
          onChange={(dispositif) => choisir({ dispositif })}
          options={[
            { valeur: '', libelle: 'Tous les dispositifs' },
            ...dispositifs.map(({ code, titre }) => ({ valeur: code, libelle: titre })),
          ]}
        />
      )}
      <Choix
        libelle="Sens"
        valeur={recherche.sens}
        onChange={(sens) => choisir({ sens })}
        options={Object.entries(SENS).map(([valeur, libelle]) => ({
          valeur: valeur as Recherche['sens'],
          libelle,
        }))}
      />
      <Choix
        libelle="État"
        valeur={recherche.etat}
        onChange={(etat) => choisir({ etat })}
        options={[
          { valeur: '' as Recherche['etat'], libelle: 'Tous les états' },
          ...Object.entries(ETATS_SOLDE).map(([valeur, libelle]) => ({
            valeur: valeur as Recherche['etat'],
            libelle,
          })),
        ]}
      />
    </search>
  )
}

/** An annexe a délibération, and the project of what no one has voted yet. */
function Annexes({ soldes, dispositifs }: Pick<SoldesLus, 'soldes' | 'dispositifs'>) {
  const annexes = dispositifs.flatMap(({ code, titre }) => {
    const siens = soldes.filter(({ dispositif }) => dispositif === code)
    const votes = [...new Set(siens.flatMap(({ deliberation }) => deliberation ?? []))].sort()
    const projet = siens.some(({ deliberation, etat }) => !deliberation && etat !== 'non_poursuivi')
    const adresse = (deliberation: string | null, format: string) =>
      `/api/soldes/annexe.${format}?${new URLSearchParams({ dispositif: code, ...(deliberation && { deliberation }) })}`
    return [...votes, ...(projet ? [null] : [])].map((deliberation) => ({
      ...{ titre, nom: deliberation ?? 'projet', cle: `${code} ${deliberation}` },
      ...{ pdf: adresse(deliberation, 'pdf'), xlsx: adresse(deliberation, 'xlsx') },
    }))
  })
  if (annexes.length === 0) return null
  return (
    <Carte titre="Annexes" chapeau="Le tableau que l’assemblée vote, tel que ces soldes le font.">
      {annexes.map(({ cle, titre, nom, pdf, xlsx }) => (
        <div key={cle} className="soldes-fichiers">
          <LienTelechargement href={pdf} format="PDF">
            {titre}, {nom}
          </LienTelechargement>
          <LienTelechargement href={xlsx} format="XLSX">
            {titre}, {nom}
          </LienTelechargement>
        </div>
      ))}
    </Carte>
  )
}

/** What the assembly may vote among what is shown; small sums to take back wait for somebody's choice. */
function AVoter({ soldes }: Pick<SoldesLus, 'soldes'>) {
  const constates = soldes.filter(({ etat, petit }) => etat === 'constate' && !petit)
  if (constates.length === 0) return null
  return (
    <SiDroit action="solde.voter">
      <Carte
        titre="À voter"
        chapeau={`${compter(constates.length, 'solde constaté attend', 'soldes constatés attendent')} un vote, parmi ceux que montrent les filtres.`}
      >
        <p>
          <BoutonActe variante="principal" acte={acteVoter(constates)} />
        </p>
      </Carte>
    </SiDroit>
  )
}

/** Small sums to take back: proposed as not pursued, one by one, never left out by themselves. */
function Petits({ soldes, seuil }: Pick<SoldesLus, 'soldes' | 'seuil'>) {
  const petits = soldes.filter(({ petit }) => petit)
  return (
    <SiDroit action="solde.preparer">
      <Carte
        titre="Petits reversements"
        actions={
          <SiDroit action="solde.voter">
            <BoutonActe variante="discret" acte={acteSeuil(seuil.montant)} />
          </SiDroit>
        }
      >
        <p>
          Un reversement de moins de {ecrireMontant(seuil.montant)} peut ne pas être poursuivi{INSECABLE}:
          quelqu’un le décide et dit pourquoi. {seuil.indicatif && <Indicatif />}
          {seuil.motif && `Raison de ce seuil : ${seuil.motif}.`}
        </p>
        {petits.length > 0 && (
          <ul className="soldes-liste">
            {petits.map(({ id, etablissement, solde }) => (
              <li key={id}>
                <Link to="/soldes/$solde" params={{ solde: id }}>
                  {etablissement}
                </Link>
                , <Montant centimes={-(solde ?? 0)} /> à reverser
              </li>
            ))}
          </ul>
        )}
      </Carte>
    </SiDroit>
  )
}
