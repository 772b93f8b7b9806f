import type { Envoi } from '#campagnes/pages/import-envoi.ts'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { ecrireTaille } from '#campagnes/pages/import-taille.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'

/** The file is leaving. */
export const EnvoiEnCours = ({
  envoi,
  annuler,
}: {
  readonly envoi: Extract<Envoi, { etat: 'en_cours' }>
  readonly annuler: () => void
}) => (
  <Carte
    titre={<span className="import-nom">{envoi.nom}</span>}
    actions={
      <Bouton icone="fermer" onPress={annuler}>
        Annuler l’envoi
      </Bouton>
    }
  >
    <Progression libelle="Envoi" fait={envoi.envoyes} total={envoi.octets}>
      Envoi au serveur, {ecrireTaille(envoi.envoyes)} sur {ecrireTaille(envoi.octets)}
    </Progression>
  </Carte>
)
