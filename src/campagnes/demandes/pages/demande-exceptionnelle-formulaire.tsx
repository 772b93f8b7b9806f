import { useState } from 'react'
import { lireEuros } from '#budget/rules/saisie.ts'
import { verifierSaisieExceptionnelle } from '#campagnes/demandes/exceptionnelle.ts'
import type { Exceptionnelle } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { ecrireMontant, ecrireNombre, FINE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Indicatif } from '#ui/etiquette.tsx'

type Proprietes = {
  readonly demande: string
  /** Exercice of the call, which the deficit most often is of. */
  readonly exercice: number
  readonly avant: Exceptionnelle | null
  readonly onFermer: () => void
}

/** In euros, as one types it. */
const ecrire = (montant: Centimes): string =>
  montant % 100 === 0 ? ecrireNombre(montant / 100) : ecrireMontant(montant).replace(`${FINE}€`, '')

/** What is asked for, whole: it is judged as the server will, each reason under its field. */
export function FormulaireExceptionnelle({ demande, exercice, avant, onFermer }: Proprietes) {
  const [saisie, setSaisie] = useState({
    exercice: String(avant?.exercice ?? exercice),
    deficit: avant ? ecrire(avant.deficit) : '',
    montant: avant ? ecrire(avant.montant) : '',
    plan: avant?.plan ?? '',
    justification: avant?.justification ?? '',
  })
  const [essayee, setEssayee] = useState(false)
  const acte = useActeDemande(demande)
  const annoncer = useAnnonce()
  const lue = {
    exercice: Number(saisie.exercice),
    deficit: lireEuros(saisie.deficit) ?? 0,
    montant: lireEuros(saisie.montant) ?? 0,
    plan: saisie.plan,
    justification: saisie.justification,
  }
  const decision = verifierSaisieExceptionnelle(lue)
  const faute = (...codes: readonly string[]) =>
    essayee && decision.statut === 'refus'
      ? decision.motifs.find(({ code }) => codes.includes(code))?.message
      : undefined
  const champ = (cle: keyof typeof saisie) => ({
    valeur: saisie[cle],
    onChange: (valeur: string) => setSaisie((avant) => ({ ...avant, [cle]: valeur })),
  })
  const envoyer = () => {
    setEssayee(true)
    if (decision.statut === 'refus' || acte.isPending) return
    acte.mutate(
      { chemin: '/exceptionnelle', methode: 'PUT', corps: { ...lue, version: avant?.version ?? null } },
      {
        onSuccess: () => {
          annoncer('La majoration exceptionnelle est demandée avec votre demande.')
          onFermer()
        },
      },
    )
  }
  return (
    <DialogueFormulaire
      titre="Demander une majoration exceptionnelle"
      action="Enregistrer"
      explication="Elle part avec votre demande, et se modifie aussi longtemps qu’elle. Les documents publiés ne fixent pas ce que contient un plan de redressement."
      erreur={acte.error}
      enCours={acte.isPending}
      onFermer={onFermer}
      onValider={envoyer}
    >
      <ChampTexte
        {...champ('exercice')}
        libelle="Exercice du déficit"
        maximum={4}
        erreur={faute('exercice-invalide')}
      />
      <ChampTexte
        {...champ('deficit')}
        libelle="Déficit prévisionnel, en euros"
        maximum={30}
        erreur={faute('deficit-invalide')}
        aide="Résultat prévisionnel de l’exercice, sans son signe."
      />
      <ChampTexte
        {...champ('montant')}
        libelle="Montant demandé, en euros"
        maximum={30}
        erreur={faute('montant-invalide', 'montant-superieur-au-deficit')}
      />
      <ChampLong
        {...champ('plan')}
        libelle="Plan de redressement"
        maximum={5_000}
        erreur={faute('plan-absent')}
        aide={
          <>
            Mesures, calendrier, retour à l’équilibre attendu. <Indicatif />
          </>
        }
      />
      <ChampLong
        {...champ('justification')}
        libelle="Justification du montant"
        maximum={5_000}
        erreur={faute('justification-absente')}
        aide={
          <>
            Causes du déficit, autres aides demandées. <Indicatif />
          </>
        }
      />
    </DialogueFormulaire>
  )
}
