import { useState } from 'react'
import { ecarterPage, imageDe, rattacherPage, useActeScans } from '#courriers/pages/scans-donnees.ts'
import type { LettreAttendue, PageAVoir } from '#courriers/scans/scans.ts'
import { compter, INSECABLE, majuscule } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

type Proprietes = {
  readonly campagne: string
  readonly pages: readonly PageAVoir[]
  readonly lettres: readonly LettreAttendue[]
}
/** What was on the screen when somebody asked: it stays under their eyes while the page is read again. */
type Ouverte =
  | { readonly acte: 'ecarter'; readonly page: PageAVoir }
  | { readonly acte: 'rattacher'; readonly page: PageAVoir; readonly lettres: readonly LettreAttendue[] }

const nommer = ({ fichier, rang }: PageAVoir) => `page ${rang} de ${fichier}`

/** The pages that no letter took: each with its image, why, and what may be done about it. */
export function PagesAVoir({ campagne, pages, lettres }: Proprietes) {
  const [ouverte, setOuverte] = useState<Ouverte>()
  const fermer = () => setOuverte(undefined)
  return (
    <section className="pile" aria-labelledby="pages-a-voir">
      <h3 id="pages-a-voir">{compter(pages.length, 'page à voir', 'pages à voir')}</h3>
      <ul className="scans-pages">
        {pages.map((page) => (
          <li key={page.id}>
            {page.visible ? (
              <img
                className="scans-vignette"
                src={imageDe(page.id, 'vignette')}
                alt={majuscule(nommer(page))}
                loading="lazy"
              />
            ) : (
              <div className="scans-vignette scans-sans-image">Pas d’image</div>
            )}
            <div className="pile">
              <p>
                <strong>Page {page.rang}</strong> <span className="discret scans-noms">{page.fichier}</span>
              </p>
              <p>{page.motif.message}</p>
              {page.visible && (
                <LienTelechargement href={imageDe(page.id, 'document')} format="PDF">
                  Voir la page<span className="hors-ecran"> {nommer(page)}</span>
                </LienTelechargement>
              )}
              <div className="rangee ecran-seulement">
                {page.visible && lettres.length > 0 && (
                  <Bouton onPress={() => setOuverte({ page, acte: 'rattacher', lettres })}>
                    Rattacher à la main<span className="hors-ecran"> : {nommer(page)}</span>
                  </Bouton>
                )}
                <Bouton variante="discret" onPress={() => setOuverte({ page, acte: 'ecarter' })}>
                  Écarter<span className="hors-ecran"> : {nommer(page)}</span>
                </Bouton>
              </div>
            </div>
          </li>
        ))}
      </ul>
      {ouverte?.acte === 'rattacher' && (
        <Rattachement campagne={campagne} page={ouverte.page} lettres={ouverte.lettres} onFermer={fermer} />
      )}
      {ouverte?.acte === 'ecarter' && <Ecart campagne={campagne} page={ouverte.page} onFermer={fermer} />}
    </section>
  )
}

type ProprietesPage = {
  readonly campagne: string
  readonly page: PageAVoir
  readonly onFermer: () => void
}

const direLettre = ({ numero, organisme }: LettreAttendue) => `n°${INSECABLE}${numero} — ${organisme}`
const FAIT = 'La lettre est entière : son original est joint.'

function Rattachement({
  campagne,
  page,
  lettres,
  onFermer,
}: ProprietesPage & { readonly lettres: readonly LettreAttendue[] }) {
  const proposee = lettres.find(({ demande }) => demande === page.lettre?.demande) ?? lettres[0]!
  const [demande, setDemande] = useState(proposee.demande)
  const [rang, setRang] = useState(page.lettre?.page ?? 1)
  const lettre = lettres.find((une) => une.demande === demande) ?? proposee
  const annoncer = useAnnonce()
  const acte = useActeScans(campagne, () =>
    rattacherPage(page.id, { demande: lettre.demande, page: Math.min(rang, lettre.pages) }),
  )
  return (
    <DialogueFormulaire
      titre="Rattacher à la main"
      action="Rattacher"
      explication={`De quelle lettre est la ${nommer(page)} ?`}
      erreur={acte.error}
      enCours={acte.isPending}
      onFermer={onFermer}
      onValider={() =>
        acte.mutate(undefined, {
          onSuccess: ({ rattachee }) => {
            annoncer(rattachee ? FAIT : 'Page reconnue.')
            onFermer()
          },
        })
      }
    >
      <Choix
        libelle="Lettre"
        valeur={demande}
        options={lettres.map((une) => ({ valeur: une.demande, libelle: direLettre(une) }))}
        onChange={setDemande}
      />
      <Choix
        libelle="Page"
        valeur={String(Math.min(rang, lettre.pages))}
        options={Array.from({ length: lettre.pages }, (_, avant) => ({
          valeur: String(avant + 1),
          libelle: `${avant + 1} sur ${lettre.pages}`,
        }))}
        onChange={(code) => setRang(Number(code))}
      />
    </DialogueFormulaire>
  )
}

function Ecart({ campagne, page, onFermer }: ProprietesPage) {
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const acte = useActeScans(campagne, () => ecarterPage(page.id, motif.trim()))
  return (
    <DialogueFormulaire
      titre={`Écarter la ${nommer(page)} ?`}
      action="Écarter"
      explication="Son image est effacée ; le motif reste au journal."
      erreur={acte.error}
      enCours={acte.isPending || motif.trim() === ''}
      onFermer={onFermer}
      onValider={() =>
        motif.trim() !== '' &&
        acte.mutate(undefined, {
          onSuccess: ({ rattachee }) => {
            annoncer(rattachee ? `Page écartée. ${FAIT}` : 'Page écartée.')
            onFermer()
          },
        })
      }
    >
      <ChampLong libelle="Motif" valeur={motif} onChange={setMotif} />
    </DialogueFormulaire>
  )
}
