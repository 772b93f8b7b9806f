import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Vue } from '#campagnes/demandes/instruction-lot.ts'
import {
  type AdresseFile,
  lireAdresse,
  memeRecherche,
  rechercheDe,
} from '#campagnes/demandes/pages/instruction-adresse.ts'
import { useVues } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { BoutonGeste, DialogueGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { INSECABLE } from '#socle/francais.ts'

type Proprietes = { readonly campagne: string; readonly adresse: AdresseFile }

/** Ways to look at the queue that the team shares: each is a link; whoever instructs adds, renames and removes them. */
export function Vues({ campagne, adresse }: Proprietes) {
  const [geste, setGeste] = useState<Geste>()
  const instruit = useDroits().has('demande.instruire')
  const { data: vues = [] } = useVues()
  const courante = vues.find(({ recherche }) => memeRecherche(lireAdresse(recherche), adresse))
  const cherche = Object.keys(rechercheDe(adresse)).length > 0
  if (vues.length === 0 && !(instruit && cherche)) return null
  return (
    <nav className="instruction-vues ecran-seulement" aria-label="Vues partagées">
      {vues.length > 0 && <span className="secondaire">Vues{INSECABLE}:</span>}
      <ul>
        {vues.map((vue) => (
          <li key={vue.id}>
            <Link
              to="/campagnes/$id/demandes"
              params={{ id: campagne }}
              search={vue.recherche}
              activeOptions={{ exact: true, includeSearch: true }}
              {...(vue.id === courante?.id ? { 'aria-current': 'true' as const } : {})}
              title={`Partagée par ${vue.nomPar}`}
            >
              {vue.nom}
            </Link>
          </li>
        ))}
      </ul>
      {instruit && courante && (
        <>
          <BoutonGeste geste={renommer(courante)} onOuvrir={setGeste} variante="discret" sur={courante.nom} />
          <BoutonGeste
            geste={supprimer(courante)}
            onOuvrir={setGeste}
            variante="discret"
            sur={courante.nom}
          />
        </>
      )}
      {instruit && cherche && !courante && (
        <BoutonGeste geste={partager(adresse)} onOuvrir={setGeste} variante="discret" />
      )}
      {geste && <DialogueGeste key={geste.titre} geste={geste} onFermer={() => setGeste(undefined)} />}
    </nav>
  )
}

const nom = (initial = '') => ({ cle: 'nom', libelle: 'Nom de la vue', nature: 'texte', initial }) as const

const partager = (adresse: AdresseFile): Geste => ({
  libelle: 'Partager cette vue',
  titre: 'Partager cette vue',
  explication: 'Ces filtres et cet ordre, sous un nom, pour toute l’équipe et toutes les campagnes.',
  champs: [{ ...nom(), aide: '« Moi » y veut dire qui regarde.' }],
  envoi: (valeurs) => ({
    chemin: '/instruction/vues',
    corps: { nom: valeurs.nom, recherche: rechercheDe(adresse) },
  }),
})

const chemin = ({ id }: Vue) => `/instruction/vues/${encodeURIComponent(id)}`

const renommer = (vue: Vue): Geste => ({
  libelle: 'Renommer',
  titre: 'Renommer cette vue',
  champs: [nom(vue.nom)],
  envoi: (valeurs) => ({ chemin: chemin(vue), methode: 'PUT', corps: { nom: valeurs.nom } }),
})

const supprimer = (vue: Vue): Geste => ({
  libelle: 'Supprimer',
  titre: 'Supprimer cette vue',
  explication: `« ${vue.nom} » disparaîtra pour toute l’équipe ; les demandes n’en savent rien.`,
  envoi: () => ({ chemin: chemin(vue), methode: 'DELETE' }),
})
