import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FichierLu } from '#campagnes/demandes/espace.ts'
import { envoyer } from '#campagnes/demandes/pages/demande-envoi.ts'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { cheminDemande, useDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { compter, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { nommerEnvoi } from '#ui/envoi.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Mode = 'ajouter' | 'remplacer'
type Apercu = { readonly fichier: File; readonly lu: FichierLu }

/** Formations brought as a file: first what was understood of it, then, if one agrees, the lines as they are written. */
export function FichierFormations({ lue, enregistreur: { vider, vue } }: ProprietesSaisie) {
  const { id, version } = lue.demande
  const { refetch } = useDemande(id)
  const naviguer = useNavigate()
  const [apercu, setApercu] = useState<Apercu>()
  const [mode, setMode] = useState<Mode>('ajouter')
  const [envoi, setEnvoi] = useState(false)
  const [refus, setRefus] = useState<string>()

  const lire = (fichier: File, comment: Mode | 'apercu', surVersion: number) =>
    envoyer<FichierLu>(
      `${cheminDemande(id)}/formations/fichier?${new URLSearchParams({
        ...{ nom: nommerEnvoi(fichier), mode: comment, version: String(surVersion) },
      })}`,
      fichier,
      () => {},
    )
  const tenter = async (faire: () => Promise<void>) => {
    setRefus(undefined)
    setEnvoi(true)
    try {
      await faire()
    } catch (erreur) {
      setRefus((erreur as Error).message)
    } finally {
      setEnvoi(false)
    }
  }
  const apercevoir = (fichier: File) =>
    tenter(async () => setApercu({ fichier, lu: await lire(fichier, 'apercu', version) }))
  const entrer = ({ fichier, lu }: Apercu) =>
    tenter(async () => {
      await lire(fichier, mode, await vider())
      await refetch()
      setApercu(undefined)
      if (lu.formations.some(aCorriger))
        await naviguer({
          to: '/demandes/$demande',
          params: { demande: id },
          search: { voir: 'tableau' },
          hash: 'formations',
        })
    })
  return (
    <div className="pile">
      <p className="rangee">
        <ChoixFichier
          accepte={TABLEURS}
          variante="secondaire"
          inactif={envoi}
          onChoisir={(fichier) => void apercevoir(fichier)}
        >
          {envoi && !apercu ? 'Lecture…' : 'Apporter un fichier'}
        </ChoixFichier>
        <a href="/api/imports/modele.xlsx" download>
          Fichier modèle
        </a>
        {vue.formations.length > 0 && (
          <a href={`/api${cheminDemande(id)}/formations.xlsx`} download>
            Télécharger ces formations, corrections comprises
          </a>
        )}
      </p>
      {refus && !apercu && (
        <Message ton="erreur" titre="Ce fichier n’est pas lu" annonce>
          <p>{refus}</p>
        </Message>
      )}
      <Dialogue
        titre={apercu ? `Aperçu de «${INSECABLE}${apercu.fichier.name}${INSECABLE}»` : 'Aperçu'}
        forme="panneau"
        ouvert={apercu !== undefined}
        onFermer={() => setApercu(undefined)}
        pied={
          apercu && (
            <>
              <Bouton onPress={() => setApercu(undefined)}>Annuler</Bouton>
              {apercu.lu.formations.length > 0 && (
                <Bouton variante="principal" isDisabled={envoi} onPress={() => entrer(apercu)}>
                  Faire entrer {compter(apercu.lu.formations.length, 'formation')}
                </Bouton>
              )}
            </>
          )
        }
      >
        {apercu && <Contenu lu={apercu.lu} />}
        {vue.formations.length > 0 && (
          <ChoixSegmente<Mode>
            libelle={`La demande compte déjà ${compter(vue.formations.length, 'formation')}`}
            valeur={mode}
            options={[
              { valeur: 'ajouter', libelle: 'Ajouter, et mettre à jour les mêmes références' },
              { valeur: 'remplacer', libelle: 'Tout remplacer' },
            ]}
            onChange={setMode}
          />
        )}
        {refus && <Message ton="erreur" titre={refus} annonce />}
      </Dialogue>
    </div>
  )
}

type LigneLue = FichierLu['formations'][number]

const erreursDe = ({ constats }: LigneLue): number =>
  constats.filter(({ gravite }) => gravite === 'erreur').length
const aCorriger = (ligne: LigneLue): boolean => erreursDe(ligne) > 0

function Contenu({ lu }: { readonly lu: FichierLu }) {
  const fautives = lu.formations.filter(aCorriger).length
  return (
    <>
      <p>
        {lu.lecture} {compter(lu.formations.length, 'formation lue', 'formations lues')}
        {fautives > 0 &&
          `, dont ${fautives} à corriger : elles entrent comme elles sont écrites et se corrigent ensuite à l’écran`}
        .
      </p>
      {lu.remarques.length > 0 && (
        <Message ton="avertissement" titre="À savoir">
          <ul>
            {lu.remarques.map((remarque) => (
              <li key={remarque}>{remarque}</li>
            ))}
          </ul>
        </Message>
      )}
      <TableauDonnees
        legende="Formations lues dans le fichier"
        colonnes={COLONNES}
        lignes={lu.formations}
        cle={({ identifiant }) => identifiant}
        hauteur="28rem"
        vide="Aucune formation de votre organisme sous les en-têtes."
      />
    </>
  )
}

const COLONNES: readonly Colonne<LigneLue>[] = [
  { code: 'reference', titre: 'Référence', cellule: ({ identifiant }) => identifiant },
  { code: 'ligne', titre: 'Ligne', nombre: true, secondaire: true, cellule: ({ ligne }) => ligne },
  { code: 'intitule', titre: 'Intitulé', cellule: ({ saisie }) => saisie.intitule },
  { code: 'contrats', titre: 'Contrats', nombre: true, cellule: ({ saisie }) => saisie.contrats },
  {
    code: 'etat',
    titre: 'État',
    cellule: (ligne) =>
      aCorriger(ligne) ? (
        <Etiquette ton="flamme">{`${erreursDe(ligne)} à corriger`}</Etiquette>
      ) : (
        <Etiquette ton="vert">Prête</Etiquette>
      ),
  },
]
