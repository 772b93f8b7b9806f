import { Link } from '@tanstack/react-router'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EtatDeDemande } from '#campagnes/demandes/pages/demande-etat.tsx'
import { TempsRestant } from '#campagnes/demandes/pages/espace-delai.tsx'
import { useAppels } from '#campagnes/demandes/pages/espace-donnees.ts'
import { INSECABLE } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import './demande.css'

/** On the home page of a body: its applications, and the calls that wait for one. Its failure is told on its own page. */
export function AccueilOrganisme() {
  const { acteur } = useCompte().data ?? {}
  return acteur?.organisation?.nature === 'of-cfa' ? <MesAppels /> : null
}

function MesAppels() {
  const { data = [], refetch } = useAppels()
  const presents = data.filter(({ demande, delai }) => demande || delai.jusquAu)
  if (presents.length === 0) return null
  return (
    <Carte titre="Vos demandes" actions={<Link to="/appels">Tous les appels</Link>}>
      <ul className="espace-liste">
        {presents.map(({ id, libelle, demande, delai }) => (
          <li key={id} className="espace-ma-demande">
            <div className="pile">
              <p className="rangee">
                <strong>{libelle}</strong>
                {demande && <EtatDeDemande etat={demande.etat} />}
              </p>
              {delai.jusquAu && (!demande || demande.etat === 'brouillon') && (
                <TempsRestant delai={delai} onPasse={refetch} />
              )}
            </div>
            {demande ? (
              <LienBouton
                to="/demandes/$demande"
                params={{ demande: demande.id }}
                variante="principal"
                icone="fleche"
              >
                {demande.etat === 'brouillon' ? 'Continuer' : 'Suivre'} la demande n°{INSECABLE}
                {demande.numero}
              </LienBouton>
            ) : (
              <LienBouton to="/appels" variante="principal" icone="fleche">
                Voir l’appel
              </LienBouton>
            )}
          </li>
        ))}
      </ul>
    </Carte>
  )
}
