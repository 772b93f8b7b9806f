import { useNavigate } from '@tanstack/react-router'
import { SiDroit, useCompte } from '#annuaire/pages/compte-courant.tsx'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import type { AppelOuvert } from '#campagnes/demandes/espace.ts'
import { EtatDeDemande } from '#campagnes/demandes/pages/demande-etat.tsx'
import { InformationsAppel } from '#campagnes/demandes/pages/espace-appel.tsx'
import { TempsRestant } from '#campagnes/demandes/pages/espace-delai.tsx'
import { useAppels, useOuverture } from '#campagnes/demandes/pages/espace-donnees.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { adresseEntree, Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import './demande.css'

/** /appels : the calls of the Région, for everybody; for a body, its application in each. */
export function PageAppels() {
  const appels = useAppels()
  return (
    <Page
      titre="Appels à candidatures"
      actions={<MaMemoire />}
      chapeau="Les OF-CFA y demandent la majoration du coût de leurs contrats d’apprentissage."
    >
      {appels.isError && !appels.data ? (
        <EtatErreur erreur={appels.error} reessayer={() => appels.refetch()} />
      ) : !appels.data ? (
        <Chargement quoi="Chargement des appels" />
      ) : appels.data.length === 0 ? (
        <EtatVide titre="Aucun appel n’est ouvert aujourd’hui.">
          Le prochain paraîtra ici dès son ouverture, avec ses dates et les documents demandés.
        </EtatVide>
      ) : (
        appels.data.map((appel) => <UnAppel key={appel.id} appel={appel} />)
      )}
    </Page>
  )
}

/** For a body: all that was decided for it since its first campaign. */
function MaMemoire() {
  const { acteur, droits } = useCompte().data ?? {}
  const { nature, siret } = acteur?.organisation ?? {}
  if (nature !== 'of-cfa' || !siret || !droits?.includes('memoire.lire')) return null
  return (
    <LienBouton to="/organismes/$siret" params={{ siret }}>
      Tout ce qui a été décidé pour mon organisme
    </LienBouton>
  )
}

function UnAppel({ appel }: { readonly appel: AppelOuvert }) {
  const { refetch } = useAppels()
  const { etat, libelle, exercice, demande, delai } = appel
  return (
    <Carte
      titre={libelle}
      actions={<Etiquette>{`Exercice ${exercice} · ${ETATS_CAMPAGNE[etat].libelle}`}</Etiquette>}
    >
      {(delai.jusquAu || !demande || demande.etat === 'brouillon') && (
        <TempsRestant delai={delai} onPasse={refetch} />
      )}
      {demande ? <MaDemande demande={demande} /> : <Ouverture appel={appel} />}
      <InformationsAppel appel={appel} />
    </Carte>
  )
}

function MaDemande({ demande }: { readonly demande: NonNullable<AppelOuvert['demande']> }) {
  const { id, numero, etat } = demande
  return (
    <div className="espace-ma-demande">
      <div>
        <p className="rangee">
          <strong>{`Votre demande n°${INSECABLE}${numero}`}</strong>
          <EtatDeDemande etat={etat} />
        </p>
        <p className="secondaire">{ETATS_DEMANDE[etat].sens}</p>
      </div>
      <LienBouton to="/demandes/$demande" params={{ demande: id }} variante="principal" icone="fleche">
        {etat === 'brouillon' ? 'Continuer ma demande' : 'Suivre ma demande'}
      </LienBouton>
    </div>
  )
}

/** How to apply, for who may: the others are told what it takes. */
function Ouverture({ appel: { id, delai } }: { readonly appel: AppelOuvert }) {
  const { data: compte } = useCompte()
  const naviguer = useNavigate()
  const ouverture = useOuverture()
  if (!compte || !delai.jusquAu) return null
  if (!compte.acteur)
    return (
      <p>
        <a className="bouton bouton-principal" href={adresseEntree()}>
          Se connecter pour candidater
        </a>
      </p>
    )
  const ouvrir = () =>
    ouverture.mutate(id, {
      onSuccess: ({ id: demande }) => naviguer({ to: '/demandes/$demande', params: { demande } }),
    })
  return (
    <>
      <SiDroit action="demande.deposer">
        <p>
          <Bouton variante="principal" icone="plus" isDisabled={ouverture.isPending} onPress={ouvrir}>
            Ouvrir ma demande
          </Bouton>
        </p>
      </SiDroit>
      {compte.acteur.role === 'ofcfaLecteur' && (
        <p className="secondaire">
          Votre organisme n’a pas encore de demande{INSECABLE}: un gestionnaire de votre organisme peut
          l’ouvrir.
        </p>
      )}
      <Refus erreur={ouverture.error} />
    </>
  )
}
