import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ChampSaisie } from '#campagnes/demandes/pages/demande-champ.tsx'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { comparerSaisies } from '#campagnes/demandes/renouvellement.ts'
import { COLONNES_SAISIE, type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'

const LA_FORMATION: ReadonlySet<CodeColonne> = new Set([
  ...(['intitule', 'niveau', 'codeRncp', 'commune', 'departement', 'filiere'] as const),
])
const LES_CONTRATS: ReadonlySet<CodeColonne> = new Set(['contrats', 'environnementale', 'palier'])

const GROUPES = [
  { titre: 'La formation', colonnes: COLONNES_SAISIE.filter(({ code }) => LA_FORMATION.has(code)) },
  { titre: 'Les contrats', colonnes: COLONNES_SAISIE.filter(({ code }) => LES_CONTRATS.has(code)) },
  {
    titre: 'Ce que note la grille',
    colonnes: COLONNES_SAISIE.filter(({ code }) => !LA_FORMATION.has(code) && !LES_CONTRATS.has(code)),
  },
]

/** One formation, field by field; the next and the one before are a link away. */
export function EditionFormation({
  lue,
  enregistreur,
  formation: { identifiant, saisie },
}: ProprietesSaisie & { readonly formation: FormationSaisie }) {
  const { vue, taper } = enregistreur
  const { constats } = lireSaisie(saisie, vue.effectif)
  const ancienne = lue.precedente?.formations.find((une) => une.identifiant === identifiant)
  const changes = new Set(ancienne ? comparerSaisies(saisie, ancienne.saisie) : [])
  const params = { demande: lue.demande.id }
  return (
    <>
      <p>
        <LienBouton to="/demandes/$demande" params={params} icone="retour">
          Toute la demande
        </LienBouton>
      </p>
      <Carte
        titre={saisie.intitule?.trim() || `Formation ${identifiant}`}
        chapeau={`Référence ${identifiant}`}
      >
        {GROUPES.map(({ titre, colonnes }) => (
          <fieldset key={titre} className="demande-groupe">
            <legend>{titre}</legend>
            <div className="demande-champs">
              {colonnes.map((colonne) => (
                <ChampSaisie
                  key={colonne.code}
                  colonne={colonne}
                  valeur={saisie[colonne.code] ?? ''}
                  constat={constats.find(({ champ }) => champ === colonne.code)}
                  formation={identifiant}
                  taper={taper}
                  avant={changes.has(colonne.code) ? (ancienne?.saisie[colonne.code] ?? '') : undefined}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <Voisines lue={lue} enregistreur={enregistreur} identifiant={identifiant} />
      </Carte>
    </>
  )
}

type ProprietesVoisines = ProprietesSaisie & { readonly identifiant: string }

function Voisines({ lue, enregistreur, identifiant }: ProprietesVoisines) {
  const { formations } = enregistreur.vue
  const rang = formations.findIndex((une) => une.identifiant === identifiant)
  const lien = (voisine: FormationSaisie | undefined, libelle: string) =>
    voisine && (
      <Link
        to="/demandes/$demande"
        params={{ demande: lue.demande.id }}
        search={{ formation: voisine.identifiant }}
        hash="champ-intitule"
        className="bouton bouton-secondaire"
      >
        {libelle}
        {INSECABLE}: {voisine.identifiant}
      </Link>
    )
  return (
    <div className="rangee demande-voisines">
      {lien(formations[rang - 1], 'Précédente')}
      {lien(formations[rang + 1], 'Suivante')}
      <RetirerFormation lue={lue} enregistreur={enregistreur} identifiant={identifiant} />
    </div>
  )
}

function RetirerFormation({ lue, enregistreur: { vider }, identifiant }: ProprietesVoisines) {
  const { id } = lue.demande
  const [ouvert, setOuvert] = useState(false)
  const [erreur, setErreur] = useState<string>()
  const acte = useActeDemande(id)
  const naviguer = useNavigate()
  const retirer = async () => {
    try {
      const version = await vider()
      const chemin = `/formations/${encodeURIComponent(identifiant)}?version=${version}`
      await acte.mutateAsync({ chemin, methode: 'DELETE' })
      setOuvert(false)
      await naviguer({ to: '/demandes/$demande', params: { demande: id } })
    } catch (refus) {
      setErreur((refus as Error).message)
    }
  }
  return (
    <>
      <Bouton variante="danger" icone="corbeille" onPress={() => setOuvert(true)}>
        Retirer cette formation
      </Bouton>
      <Dialogue
        titre={`Retirer ${identifiant}${INSECABLE}?`}
        ouvert={ouvert}
        onFermer={() => setOuvert(false)}
        pied={
          <>
            <Bouton onPress={() => setOuvert(false)}>Annuler</Bouton>
            <Bouton variante="danger" isDisabled={acte.isPending} onPress={retirer}>
              Retirer
            </Bouton>
          </>
        }
      >
        <p>Ce qui est saisi pour cette formation sera effacé de la demande.</p>
        {erreur && <Message ton="erreur" titre={erreur} annonce />}
      </Dialogue>
    </>
  )
}
