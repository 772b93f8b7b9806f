import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  type Brouillon,
  brouillonVide,
  confronter,
  type Desaccord,
  deduire,
  retoucher,
  superposer,
  trancher,
} from '#campagnes/demandes/brouillon.ts'
import type { DemandeLue, Enregistrement } from '#campagnes/demandes/espace.ts'
import { garder, relireGarde } from '#campagnes/demandes/pages/demande-garde.ts'
import { cheminDemande, cleDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { type FormationSaisie, lireSaisie, type Saisie } from '#campagnes/demandes/saisie.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import { ErreurApi, requete } from '#ui/requete.ts'

/** Once one stops typing for this long, in ms, what is typed is saved. */
const PAUSE = 700
/** A server that does not answer is asked again after this, in ms. */
const REPRISE = 4_000

export type EtatEnregistrement =
  /** `choix`: what is left to save was changed elsewhere too, and waits for a choice. */
  | { readonly etat: 'repos' | 'attente' | 'envoi' | 'choix' }
  /** Not saved, kept here; tried again by itself. */
  | { readonly etat: 'injoignable'; readonly message: string }
  /** Not saved, kept here; the server said why. */
  | { readonly etat: 'refuse'; readonly erreur: ErreurApi }

export type Enregistreur = {
  /** What the screen shows: saved, with what is typed over it. */
  readonly vue: { readonly effectif: string; readonly formations: readonly FormationSaisie[] }
  readonly etat: EtatEnregistrement
  /** When this page last saved, if it did. */
  readonly le: string | null
  readonly desaccords: readonly Desaccord[]
  /** Somebody saved elsewhere while one typed here; nothing was lost. */
  readonly croisement: boolean
  /** What had been typed before and never saved was found again when the page opened. */
  readonly repris: boolean
  readonly taper: (formation: string | null, champ: CodeColonne, valeur: string) => void
  readonly choisir: (desaccord: Desaccord, garde: 'ici' | 'ailleurs') => void
  readonly ajouter: (identifiant: string, saisie: Saisie) => Promise<void>
  readonly reessayer: () => void
  /** Saves all that is typed. @returns the version then reached @throws ErreurApi when it cannot */
  readonly vider: () => Promise<number>
}

/** Saves an application as it is typed: a formation at a time, one save after the other, over the version last read. */
export function useEnregistreur(lue: DemandeLue, personne: string): Enregistreur {
  const { id } = lue.demande
  const requetes = useQueryClient()
  const [brouillon, setBrouillon] = useState(() => relireGarde(id, personne))
  const [repris] = useState(() => !brouillonVide(brouillon))
  const [etat, setEtat] = useState<EtatEnregistrement>({ etat: 'repos' })
  const [le, setLe] = useState<string | null>(null)
  const [croisement, setCroisement] = useState(false)
  const courant = useRef(brouillon)
  const enCours = useRef<Promise<void>>(undefined)

  const changer = useCallback(
    (suivant: Brouillon) => {
      courant.current = suivant
      garder(id, personne, suivant, false)
      setBrouillon(suivant)
    },
    [id, personne],
  )
  useEffect(() => garder(id, personne, courant.current, true), [id, personne])

  const lire = useCallback(() => requetes.getQueryData<DemandeLue>(cleDemande(id))!, [requetes, id])
  const noter = useCallback(
    (suite: Enregistrement, change: (avant: DemandeLue) => Pick<DemandeLue, 'formations' | 'demande'>) =>
      requetes.setQueryData<DemandeLue>(cleDemande(id), (avant) => {
        if (!avant) return avant
        const { formations, demande } = change(avant)
        const { version, completude, enregistreLe: modifieeLe } = suite
        return { ...avant, completude, formations, demande: { ...demande, version, modifieeLe } }
      }),
    [requetes, id],
  )

  /** A reading under way would bring back what was there before; what is read beside the application is left alone. */
  const annulerLaLecture = useCallback(
    () => requetes.cancelQueries({ queryKey: cleDemande(id), exact: true }),
    [requetes, id],
  )
  const envoyerUne = useCallback(
    async (identifiant: string, saisie: Saisie) => {
      await annulerLaLecture()
      const { version, effectif } = lire().demande
      const chemin = `${cheminDemande(id)}/formations/${encodeURIComponent(identifiant)}`
      const suite = await requete<Enregistrement>(chemin, 'PUT', { version, saisie })
      const une = { identifiant, saisie, constats: lireSaisie(saisie, effectif).constats }
      noter(suite, ({ formations, demande }) => ({
        demande,
        formations: formations.some((deja) => deja.identifiant === identifiant)
          ? formations.map((deja) => (deja.identifiant === identifiant ? une : deja))
          : [...formations, une],
      }))
      changer(deduire(courant.current, identifiant, saisie))
      setLe(suite.enregistreLe)
    },
    [annulerLaLecture, id, lire, noter, changer],
  )
  const envoyerEffectif = useCallback(
    async (effectif: string) => {
      await annulerLaLecture()
      const { version } = lire().demande
      const suite = await requete<Enregistrement>(`${cheminDemande(id)}/effectif`, 'PUT', {
        version,
        effectif,
      })
      noter(suite, ({ formations, demande }) => ({ formations, demande: { ...demande, effectif } }))
      changer(deduire(courant.current, null, { effectifOrganisme: effectif }))
      setLe(suite.enregistreLe)
    },
    [annulerLaLecture, id, lire, noter, changer],
  )

  /** Sends the next thing to save that nobody contradicts. @returns whether there was one */
  const envoyerSuivant = useCallback(async (): Promise<boolean> => {
    const enregistre = { effectif: lire().demande.effectif, formations: lire().formations }
    const { effectif, formations } = courant.current
    const contestes = new Set(confronter(enregistre, courant.current).map(({ formation }) => formation))
    if (effectif && !contestes.has(null)) {
      await envoyerEffectif(effectif.apres)
      return true
    }
    const suivante = Object.keys(formations).find((nom) => !contestes.has(nom))
    const une = superposer(enregistre, courant.current).formations.find(
      ({ identifiant }) => identifiant === suivante,
    )
    if (!une) return false
    await envoyerUne(une.identifiant, une.saisie)
    return true
  }, [lire, envoyerEffectif, envoyerUne])

  /** Saves all that can be, once at a time; somebody else's save is read, then the same is tried over it. */
  const envoyer = useCallback((): Promise<void> => {
    enCours.current ??= (async () => {
      setEtat({ etat: 'envoi' })
      for (let croisees = 0; ; ) {
        try {
          if (!(await envoyerSuivant())) break
        } catch (erreur) {
          if (!(erreur instanceof ErreurApi) || erreur.code !== 'version-perimee' || ++croisees > 5)
            throw erreur
          setCroisement(true)
          await requetes.refetchQueries({ queryKey: cleDemande(id) }, { throwOnError: true })
        }
      }
      setEtat({ etat: 'repos' })
    })()
      .catch((erreur) => {
        const dite = erreur instanceof ErreurApi ? erreur : new ErreurApi(500, undefined)
        setEtat(
          dite.statut === 0 || dite.statut >= 500 || dite.statut === 429
            ? { etat: 'injoignable', message: dite.message }
            : { etat: 'refuse', erreur: dite },
        )
        throw dite
      })
      .finally(() => {
        enCours.current = undefined
      })
    return enCours.current
  }, [envoyerSuivant, requetes, id])

  const enregistre = useMemo(
    () => ({ effectif: lue.demande.effectif, formations: lue.formations }),
    [lue.demande.effectif, lue.formations],
  )
  const desaccords = useMemo(() => confronter(enregistre, brouillon), [enregistre, brouillon])
  const contestes = new Set(desaccords.map(({ formation }) => formation)).size
  const aEnvoyer = Object.keys(brouillon.formations).length + (brouillon.effectif ? 1 : 0) > contestes

  useEffect(() => {
    if (!aEnvoyer || etat.etat === 'refuse' || etat.etat === 'envoi') return
    // What is typed changes `brouillon`: the pause begins again at each key.
    void brouillon
    const duree = etat.etat === 'injoignable' ? REPRISE : PAUSE
    const minuterie = setTimeout(() => envoyer().catch(() => {}), duree)
    return () => clearTimeout(minuterie)
  }, [aEnvoyer, brouillon, etat.etat, envoyer])

  useEffect(() => {
    const partir = () => document.visibilityState === 'hidden' && aEnvoyer && envoyer().catch(() => {})
    document.addEventListener('visibilitychange', partir)
    return () => document.removeEventListener('visibilitychange', partir)
  }, [aEnvoyer, envoyer])

  const calme = etat.etat === 'repos' || etat.etat === 'attente'
  const vu: EtatEnregistrement = calme
    ? { etat: aEnvoyer ? 'attente' : contestes > 0 ? 'choix' : 'repos' }
    : etat
  const vue = useMemo(() => superposer(enregistre, brouillon), [enregistre, brouillon])
  const taper = useCallback(
    (formation: string | null, champ: CodeColonne, valeur: string) => {
      const { demande, formations } = lire()
      const avant =
        formation === null
          ? demande.effectif
          : (formations.find(({ identifiant }) => identifiant === formation)?.saisie[champ] ?? '')
      changer(retoucher(courant.current, formation, champ, { avant, apres: valeur }))
    },
    [lire, changer],
  )
  const choisir = useCallback(
    (desaccord: Desaccord, garde: 'ici' | 'ailleurs') => changer(trancher(courant.current, desaccord, garde)),
    [changer],
  )
  const ajouter = useCallback(
    async (identifiant: string, saisie: Saisie) => {
      await envoyer()
      try {
        await envoyerUne(identifiant, saisie)
      } catch (erreur) {
        if (!(erreur instanceof ErreurApi) || erreur.code !== 'version-perimee') throw erreur
        await requetes.refetchQueries({ queryKey: cleDemande(id) }, { throwOnError: true })
        if (lire().formations.some((une) => une.identifiant === identifiant)) throw erreur
        await envoyerUne(identifiant, saisie)
      }
    },
    [envoyer, envoyerUne, requetes, id, lire],
  )
  const vider = useCallback(async () => {
    await envoyer()
    return lire().demande.version
  }, [envoyer, lire])
  const reessayer = useCallback(() => void envoyer().catch(() => {}), [envoyer])
  return { vue, etat: vu, le, desaccords, croisement, repris, taper, choisir, ajouter, reessayer, vider }
}
