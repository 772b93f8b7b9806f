import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { usePreparation } from '#campagnes/pages/appel-donnees.ts'
import { useReglements } from '#campagnes/pages/import-donnees.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import './appel.css'

const TITRE = 'Préparer un appel aux organismes'

/** /campagnes/preparer : a campaign begins, before any application: a name, an exercice, a règlement, an envelope. */
export const PagePreparer = () => (
  <EcranReserve action="campagne.conduire" titre={TITRE}>
    <Page
      titre={TITRE}
      chapeau={
        <>
          Les organismes déposeront leurs demandes ici, une fois l’appel ouvert{INSECABLE}; d’ici là, ils n’en
          voient rien. Leurs demandes sont déjà reçues{INSECABLE}?{' '}
          <Link to="/campagnes/nouvelle">Partez d’un fichier</Link>.
        </>
      }
    >
      <Preparation />
    </Page>
  </EcranReserve>
)

function Preparation() {
  const { data, error, isError, refetch } = useReglements()
  if (!data)
    return isError ? (
      <EtatErreur erreur={error} reessayer={() => refetch()} />
    ) : (
      <Chargement quoi="Chargement des règlements" />
    )
  if (data.length === 0)
    return (
      <EtatVide titre="Aucun règlement n’est installé.">
        Demandez à l’administrateur d’ajouter le fichier du règlement de l’exercice.
      </EtatVide>
    )
  return <Formulaire reglements={data} />
}

function Formulaire({ reglements }: { readonly reglements: readonly Reglement[] }) {
  const [code, setCode] = useState(reglements[0]!.code)
  const reglement = reglements.find((r) => r.code === code) ?? reglements[0]!
  const [annee, setAnnee] = useState<string>()
  const exercice = Number((annee ?? String(reglement.exercice + 1)).trim())
  const [nom, setNom] = useState<string>()
  const libelle = nom ?? `Majoration des coûts-contrats ${exercice || ''}`.trim()
  const [enveloppe, setEnveloppe] = useState('')
  const [essais, setEssais] = useState(0)
  const formulaire = useRef<HTMLFormElement>(null)
  const preparation = usePreparation()
  const naviguer = useNavigate()
  const dotation = lireDotation(enveloppe)
  const sansNom = libelle.trim() ? undefined : 'Donnez un libellé à la campagne.'
  const sansAnnee =
    Number.isInteger(exercice) && exercice >= 2000 && exercice <= 2100
      ? undefined
      : 'Écrivez l’année de l’exercice, entre 2000 et 2100.'
  useEffect(() => {
    if (essais > 0) formulaire.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [essais])
  const creer = (evenement: FormEvent) => {
    evenement.preventDefault()
    setEssais(essais + 1)
    if (sansNom || sansAnnee || dotation.erreur !== undefined || preparation.isPending) return
    preparation.mutate(
      { libelle, exercice, reglement: reglement.code, dotation: dotation.centimes },
      { onSuccess: ({ id }) => naviguer({ to: '/campagnes/$id/appel', params: { id } as never }) },
    )
  }
  const montre = (erreur: string | undefined) => (essais > 0 ? erreur : undefined)
  return (
    <Carte titre="La campagne" className="appel-nouveau">
      <form ref={formulaire} className="pile" onSubmit={creer} noValidate>
        <div className="appel-deux">
          <Choix
            libelle="Règlement"
            valeur={reglement.code}
            options={reglements.map((r) => ({ valeur: r.code, libelle: r.libelle }))}
            onChange={setCode}
            aide={
              <>
                « {reglement.code} » {reglement.grille.indicatif && <Indicatif />}
              </>
            }
          />
          <ChampTexte
            libelle="Exercice"
            valeur={annee ?? String(exercice)}
            onChange={setAnnee}
            maximum={4}
            erreur={montre(sansAnnee)}
            aide="L’année sur laquelle la dépense se compte."
          />
          <ChampTexte
            libelle="Libellé"
            valeur={libelle}
            onChange={setNom}
            maximum={200}
            erreur={montre(sansNom)}
          />
          <ChampTexte
            libelle="Dotation, en euros"
            valeur={enveloppe}
            onChange={setEnveloppe}
            indication="20 140 000"
            erreur={montre(dotation.erreur)}
            aide={
              dotation.erreur === undefined
                ? `Soit ${ecrireMontant(dotation.centimes)}.`
                : 'Enveloppe ordinaire, hors majorations exceptionnelles. Elle peut encore changer avant l’ouverture.'
            }
          />
        </div>
        <Refus erreur={preparation.error} />
        <div className="rangee">
          <Bouton type="submit" variante="principal" isDisabled={preparation.isPending}>
            {preparation.isPending ? 'Création…' : 'Préparer cet appel'}
          </Bouton>
          <LienBouton to="/" variante="discret">
            Annuler
          </LienBouton>
        </div>
      </form>
    </Carte>
  )
}
