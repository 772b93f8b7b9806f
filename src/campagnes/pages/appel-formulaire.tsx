import { useBlocker } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { type BrouillonAppel, modifiable } from '#campagnes/appel.ts'
import { comparerAppels } from '#campagnes/fusion-appel.ts'
import { ConflitAppel } from '#campagnes/pages/appel-conflit.tsx'
import { Controles } from '#campagnes/pages/appel-controles.tsx'
import { Calendrier, Identite } from '#campagnes/pages/appel-dates.tsx'
import { useEnregistrement } from '#campagnes/pages/appel-donnees.ts'
import { Contacts, Pieces, Questions } from '#campagnes/pages/appel-listes.tsx'
import { lireSaisieAppel, modifie, ouvrirSaisie, type SaisieAppel } from '#campagnes/pages/appel-saisie.ts'
import type { AppelLuRegion } from '#campagnes/schema-appel.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Refus } from '#ui/refus.tsx'
import { ErreurApi } from '#ui/requete.ts'

/** What each part of the form needs: the call, what is typed of it, and what may still be typed. */
export type PartieAppel = {
  readonly appel: AppelLuRegion
  readonly saisie: SaisieAppel
  readonly saisir: (change: Partial<SaisieAppel>) => void
  readonly ouvert: (champ: keyof BrouillonAppel) => boolean
}

/** The call: fields for those who conduct the campaign, as far as its state lets them; words for the others. */
export function FormulaireAppel({ appel }: { readonly appel: AppelLuRegion }) {
  const conduit = useDroits().has('campagne.conduire')
  const [travail, setTravail] = useState<{ base: AppelLuRegion; saisie: SaisieAppel }>()
  const { base, saisie } = travail ?? { base: appel, saisie: ouvrirSaisie(appel) }
  const enCours = travail !== undefined && modifie(base, saisie)
  const envoi = useEnregistrement(appel.id)
  const annoncer = useAnnonce()
  useBlocker({
    shouldBlockFn: () => enCours && !window.confirm('Quitter cette page sans enregistrer l’appel ?'),
    enableBeforeUnload: enCours,
  })
  const parties: PartieAppel = {
    appel,
    saisie,
    saisir: (change) => setTravail({ base, saisie: { ...saisie, ...change } }),
    ouvert: (champ) => conduit && modifiable(appel.etat, champ),
  }
  const abandonner = () => {
    setTravail(undefined)
    envoi.reset()
  }
  const lue = lireSaisieAppel(saisie)
  const enregistrer = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (!lue || !enCours || envoi.isPending) return
    // A campaign that only moved has another version of the same call.
    const { version } = comparerAppels(base, appel).length === 0 ? appel : base
    const fait = () => {
      setTravail(undefined)
      annoncer('L’appel est enregistré.')
    }
    envoi.mutate({ ...lue, version }, { onSuccess: fait })
  }
  const perimee = envoi.error instanceof ErreurApi && envoi.error.code === 'version_perimee'
  return (
    <form className="pile appel-formulaire" onSubmit={enregistrer} noValidate>
      <Identite {...parties} />
      <Calendrier {...parties} />
      <Controles {...parties} />
      <Pieces {...parties} />
      <Contacts {...parties} />
      <Questions {...parties} />
      {conduit && modifiable(appel.etat, 'contacts') && (
        <div className="appel-enregistrer ecran-seulement" data-en-cours={enCours || undefined}>
          {perimee && lue && (
            <ConflitAppel
              {...{ base, mienne: lue, sienne: appel }}
              onReunir={(reunie) => {
                setTravail({ base: appel, saisie: ouvrirSaisie(reunie) })
                envoi.reset()
              }}
              onAbandon={abandonner}
            />
          )}
          {!perimee && <Refus erreur={envoi.error} />}
          <div className="rangee">
            <Bouton type="submit" variante="principal" isDisabled={!enCours || !lue || envoi.isPending}>
              Enregistrer l’appel
            </Bouton>
            {enCours && (
              <Bouton variante="discret" onPress={abandonner}>
                Annuler les changements
              </Bouton>
            )}
            <span className="discret" role="status">
              {envoi.isPending
                ? 'Enregistrement…'
                : enCours
                  ? 'Modifications non enregistrées.'
                  : envoi.isSuccess
                    ? 'Enregistré.'
                    : ''}
            </span>
          </div>
        </div>
      )}
    </form>
  )
}
