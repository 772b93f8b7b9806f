import { useQuery } from '@tanstack/react-query'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { ResumeOuvert } from '#diffusion/schema-donnees-ouvertes.ts'
import { compter, INSECABLE, majuscule } from '#socle/francais.ts'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { requete } from '#ui/requete.ts'
import './diffusion.css'

/** /donnees-ouvertes : what the assembly granted, for anybody to take and reuse. */
export const PageDonneesOuvertes = () => (
  <EcranReserve action="publication.lire" titre="Données ouvertes">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['donnees-ouvertes'],
    queryFn: ({ signal }) => requete<ResumeOuvert[]>('/donnees-ouvertes', 'GET', undefined, signal),
  })
  return (
    <Page
      titre="Données ouvertes"
      chapeau="Les subventions votées au titre de l’apprentissage, un fichier par exercice, au schéma national SCDL Subventions 2.1. Aucune donnée personnelle."
    >
      {data ? (
        data.length === 0 ? (
          <EtatVide
            titre="Aucune subvention n’est encore votée."
            action={
              <LienBouton to="/" variante="principal">
                Voir les campagnes
              </LienBouton>
            }
          >
            Les fichiers paraîtront ici après le vote de l’assemblée.
          </EtatVide>
        ) : (
          <>
            {data.map((ouvert) => (
              <UnExercice key={ouvert.exercice} ouvert={ouvert} />
            ))}
            <Reutiliser />
          </>
        )
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des fichiers" />
      )}
    </Page>
  )
}

function UnExercice({ ouvert }: { readonly ouvert: ResumeOuvert }) {
  const { exercice, fictif, motifs, sansSiret, subventions } = ouvert
  const fichier = (format: string) => `/api/donnees-ouvertes/subventions/${exercice}.${format}`
  return (
    <Carte
      titre={`Subventions ${exercice}`}
      actions={fictif && <Fictif />}
      chapeau={ouvert.campagnes.join(', ')}
    >
      {motifs.length > 0 ? (
        <Message ton="avertissement" titre="Le fichier ne peut pas encore paraître" motifs={motifs} />
      ) : (
        <>
          {fictif && (
            <Message ton="avertissement" titre="Données de démonstration">
              <p>
                {majuscule(ouvert.mention ?? 'données inventées')}
                {INSECABLE}; les SIRET qui y figurent sont inventés. Le nom du fichier, le JSON et la
                description des fichiers le disent aussi{INSECABLE}; une campagne réelle du même exercice
                prendrait la place de celle-ci.
              </p>
            </Message>
          )}
          <ChiffresCles>
            <ChiffreCle accent libelle="Montant voté" valeur={<Montant centimes={ouvert.montant} />} />
            <ChiffreCle libelle="Bénéficiaires" valeur={<Nombre valeur={ouvert.beneficiaires} />} />
            <ChiffreCle
              libelle="Lignes du fichier"
              valeur={<Nombre valeur={subventions} />}
              precision="une par subvention"
            />
          </ChiffresCles>
          {sansSiret > 0 && (
            <Message>
              <p>
                {compter(sansSiret, 'ligne n’a', 'lignes n’ont')} pas de SIRET{INSECABLE}: le tableau voté ne
                le donne pas. Le schéma demande un identifiant par bénéficiaire{INSECABLE}; la colonne{' '}
                <code>idBeneficiaire</code> reste vide plutôt que fausse.
              </p>
            </Message>
          )}
          <div className="diffusion-fichiers">
            <LienTelechargement href={fichier('csv')} format="CSV">
              Subventions {exercice}
            </LienTelechargement>
            <LienTelechargement href={fichier('json')} format="JSON">
              Subventions {exercice}
            </LienTelechargement>
          </div>
          <TexteACopier
            libelle={`Adresse stable du fichier ${exercice}`}
            texte={`${location.origin}${fichier('csv')}`}
          />
        </>
      )}
    </Carte>
  )
}

/** What the schema requires and no act says, what one may do, and where machines look. */
const Reutiliser = () => (
  <Carte titre="Réutiliser ces fichiers">
    <ul className="diffusion-notes">
      <li>
        Licence Ouverte 2.0{INSECABLE}: réutilisation libre, en citant la source. <Indicatif />
      </li>
      <li>
        CSV en UTF-8, séparateur virgule, selon RFC 4180{INSECABLE}; montants en euros avec un point, dates
        AAAA-MM-JJ. Une majoration exceptionnelle est une ligne à part.
      </li>
      <li>
        Les actes votés ne disent ni les conditions de versement («{INSECABLE}unique{INSECABLE}»), ni la
        période (du vote à la fin de l’année), ni la notification européenne («{INSECABLE}non{INSECABLE}»)
        {INSECABLE}: le schéma les exige, ces valeurs sont les nôtres. <Indicatif />
      </li>
      <li>
        Pour un programme{INSECABLE}:{' '}
        <a href="/api/donnees-ouvertes/datapackage.json">description des fichiers</a> (adresse, taille,
        empreinte) et <a href="/api/openapi.json">contrat de l’API</a>. L’adresse d’un exercice ne change pas.
      </li>
    </ul>
  </Carte>
)
