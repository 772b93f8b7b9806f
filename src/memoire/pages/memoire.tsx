import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SiDroit, useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { cumuler, type Memoire } from '#memoire/memoire.ts'
import { DossierComplet } from '#memoire/pages/memoire-archive.tsx'
import { CarteCampagne } from '#memoire/pages/memoire-campagne.tsx'
import { useMemoire } from '#memoire/pages/memoire-donnees.ts'
import { HorsCampagne } from '#memoire/pages/memoire-hors-campagne.tsx'
import { compter, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi } from '#ui/requete.ts'
import '#campagnes/pages/import.css'
import './memoire.css'

/** /organismes/$siret : all that was decided for a body, year by year. */
export const PageMemoire = () => (
  <EcranReserve action="memoire.lire" titre="Mémoire d’un organisme">
    <EcranMemoire />
  </EcranReserve>
)

function EcranMemoire() {
  const { siret = '' } = useParams({ strict: false }) as { siret?: string }
  const { data, error, isError, refetch } = useMemoire(siret)
  if (data) return <Lue memoire={data} />
  return (
    <Page titre="Mémoire d’un organisme">
      {!isError ? (
        <Chargement quoi="Chargement de la mémoire de l’organisme" />
      ) : error instanceof ErreurApi && [400, 404].includes(error.statut) ? (
        <EtatVide
          titre="Aucune campagne ne connaît cet organisme, ou il n’est pas le vôtre."
          action={
            <LienBouton to="/" variante="principal">
              Voir les campagnes
            </LienBouton>
          }
        >
          L’adresse porte le SIRET de l’organisme{INSECABLE}: quatorze chiffres.
        </EtatVide>
      ) : (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      )}
    </Page>
  )
}

function Lue({ memoire }: { readonly memoire: Memoire }) {
  const { siret, nom, interne, exercices } = memoire
  const droits = useDroits()
  const [exercice, setExercice] = useExercice(memoire)
  const montres = exercices.filter((un) => exercice === null || un.exercice === exercice)
  return (
    <Page
      titre={nom}
      surtitre="Mémoire de l’organisme"
      chapeau={
        <>
          SIRET <span className="insecable">{ecrireSiret(siret)}</span>
          {INSECABLE}: tout ce qui a été demandé, décidé, écrit et payé, exercice par exercice.
        </>
      }
      actions={!interne && <LienBouton to="/appels">Voir les appels</LienBouton>}
    >
      <Cumuls memoire={memoire} />
      <SiDroit action="memoire.emporter">
        <DossierComplet siret={siret} interne={interne} />
      </SiDroit>
      {exercices.length > 1 && (
        <div className="memoire-filtre ecran-seulement">
          <Choix
            libelle="Exercice"
            valeur={exercice === null ? '' : String(exercice)}
            onChange={(choisi) => setExercice(choisi === '' ? null : Number(choisi))}
            options={[
              { valeur: '', libelle: 'Tous les exercices' },
              ...exercices.map((un) => ({ valeur: String(un.exercice), libelle: String(un.exercice) })),
            ]}
          />
        </div>
      )}
      {exercices.length === 0 && (
        <EtatVide titre="Cet organisme n’a encore rien demandé.">
          Ses demandes paraîtront ici une fois déposées.
        </EtatVide>
      )}
      {montres.flatMap(({ campagnes }) =>
        campagnes.map((campagne) => (
          <CarteCampagne
            key={campagne.id}
            campagne={campagne}
            interne={interne}
            etude={droits.has('instruction.lire')}
          />
        )),
      )}
      {exercice === null && <HorsCampagne memoire={memoire} />}
    </Page>
  )
}

/** The exercice that the address asks for, when this body has it. */
function useExercice({ siret, exercices }: Memoire) {
  const naviguer = useNavigate()
  const { exercice } = useSearch({ strict: false }) as { exercice?: unknown }
  const choisi = exercices.find((un) => un.exercice === Number(exercice))?.exercice ?? null
  const choisir = (suivant: number | null) =>
    void naviguer({
      to: '/organismes/$siret',
      params: { siret },
      search: suivant === null ? {} : { exercice: suivant },
      replace: true,
    })
  return [choisi, choisir] as const
}

function Cumuls({ memoire }: { readonly memoire: Memoire }) {
  const { votees, vote, engage, paye, contrats } = cumuler(memoire)
  return (
    <ChiffresCles>
      <ChiffreCle
        libelle="Voté en tout"
        valeur={<Montant centimes={vote} />}
        precision={compter(votees, 'campagne votée', 'campagnes votées')}
        accent
      />
      <ChiffreCle
        libelle="Contrats retenus"
        valeur={<Nombre valeur={contrats} />}
        precision="montants votés"
      />
      <ChiffreCle
        libelle="Engagé"
        valeur={<Montant centimes={engage} />}
        precision="engagements, moins les désengagements"
      />
      <ChiffreCle libelle="Payé" valeur={<Montant centimes={paye} />} precision="constats du comptable" />
    </ChiffresCles>
  )
}
