import { Progression } from '#campagnes/pages/import-progression.tsx'
import { INSECABLE } from '#socle/francais.ts'
import { useGesteTravail } from '#travaux/pages/travaux-donnees.ts'
import { direAvancement, ETATS_TRAVAIL, type EtatTravail, type Travail } from '#travaux/travail.ts'
import { Bouton, LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Refus } from '#ui/refus.tsx'

const TONS: Readonly<Record<EtatTravail, TonEtiquette>> = {
  en_cours: 'or',
  fini: 'vert',
  echec: 'flamme',
  arrete: 'neutre',
}

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})

/** One work: what, on what, by whom, how far, what came of it, and what may be done of it. */
export function UnTravail({ travail }: { readonly travail: Travail }) {
  const { titre, objet, etat, nomPar, mien, creeLe, fait, total, erreur, gestes } = travail
  const geste = useGesteTravail()
  const nom = `${titre}, ${objet}`
  const avancement = direAvancement(travail)
  return (
    <article className="pile">
      <div className="travaux-tete">
        <h2>
          {titre}
          <span className="travaux-objet">{objet}</span>
        </h2>
        <Etiquette ton={TONS[etat]}>{ETATS_TRAVAIL[etat]}</Etiquette>
      </div>
      <p className="discret">
        {mien ? 'Vous' : (nomPar ?? 'Oriflamme')},{' '}
        <time dateTime={creeLe}>{instant.format(new Date(creeLe))}</time>
      </p>
      {etat === 'en_cours' && total > 1 ? (
        <Progression libelle={nom} fait={fait} total={total}>
          {avancement}
        </Progression>
      ) : (
        avancement && <p>{avancement}</p>
      )}
      {erreur && (
        <p>
          <strong>Pourquoi{INSECABLE}:</strong> {erreur}
        </p>
      )}
      <Refus erreur={geste.error} />
      <div className="rangee ecran-seulement">
        <Resultat travail={travail} />
        {gestes.map((quoi) => (
          <Bouton
            key={quoi}
            icone={quoi === 'arreter' ? 'fermer' : 'retour'}
            isDisabled={geste.isPending}
            onPress={() => geste.mutate({ travail, geste: quoi })}
          >
            {quoi === 'arreter' ? 'Arrêter' : 'Reprendre'}
            <span className="hors-ecran">{` : ${nom}`}</span>
          </Bouton>
        ))}
      </div>
    </article>
  )
}

/** Where its result is read; a ZIP is opened by whoever asked for it alone. */
function Resultat({ travail }: { readonly travail: Travail }) {
  const { genre, id, campagne, siret, pret, mien, objet } = travail
  if ((genre === 'archive' || genre === 'document') && pret && mien)
    return (
      <LienTelechargement
        href={`/api/archives/${encodeURIComponent(id)}/fichier`}
        {...(genre === 'archive' && { format: 'ZIP' })}
      >
        Télécharger le {genre === 'archive' ? 'dossier complet' : 'document'}
        <span className="hors-ecran">, {objet}</span>
      </LienTelechargement>
    )
  const lien = lienDe(travail, siret, campagne)
  return (
    lien && (
      <LienBouton {...lien}>
        {lien.libelle}
        <span className="hors-ecran">{` : ${objet}`}</span>
      </LienBouton>
    )
  )
}

type Lien = {
  readonly to: string
  readonly libelle: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, unknown>>
}

function lienDe(
  { genre, id, pret, mien }: Travail,
  siret: string | null,
  campagne: string | null,
): Lien | null {
  if (genre === 'message') return { to: '/administration/messages', libelle: 'Voir les messages' }
  if (genre === 'archive')
    return mien && siret ? { to: '/organismes/$siret', params: { siret }, libelle: 'Voir l’organisme' } : null
  if (genre === 'import' && !campagne)
    return pret ? { to: '/campagnes/nouvelle', search: { import: id }, libelle: 'Voir le fichier lu' } : null
  if (!campagne) return null
  if (genre === 'import')
    return { to: '/campagnes/$id', params: { id: campagne }, libelle: 'Voir la campagne' }
  if (genre === 'document')
    return { to: '/campagnes/$id', params: { id: campagne }, libelle: 'Voir la campagne' }
  return genre === 'lettres'
    ? { to: '/campagnes/$id/notifications', params: { id: campagne }, libelle: 'Voir les lettres' }
    : { to: '/campagnes/$id/demandes', params: { id: campagne }, libelle: 'Voir les demandes' }
}
