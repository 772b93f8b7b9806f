import { motifsContreSession } from '#aides/listes/liste.ts'
import { getLignes, getListe, getListes } from '#aides/listes/routes-listes-contrat.ts'
import { countDossiers } from '#aides/listes/store-depot.ts'
import { countLignesFiltrees, listGroupes, listLignes } from '#aides/listes/store-lignes.ts'
import {
  countLignes,
  findListe,
  findSessionAide,
  type ListeStockee,
  listListes,
  type SessionDeListe,
} from '#aides/listes/store-listes.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'
import { enMots } from '#socle/texte.ts'

const LIGNES_PAR_PAGE = 50

export const listeAbsente = (id: string) => absent(`La liste « ${id} » n’existe pas, ou n’existe plus.`)
export const sessionAbsente = (id: string) => absent(`La campagne d’aides « ${id} » n’existe pas.`)

/** The list that the actor may see. */
export async function findLisible(db: Db, id: string): Promise<ListeStockee> {
  const liste = await findListe(db, id)
  if (!liste || liste.etat === 'abandonnee') throw listeAbsente(id)
  return liste
}

/** What is read of lists: those of a session, one and its figures, its lines. */
export const listesLuesRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getListes, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      const session = await findSessionAide(db, id)
      if (!session) throw sessionAbsente(id)
      const listes = await listListes(db, id)
      const resumees = await Promise.all(
        listes.map(async (liste) => ({ ...resumer(liste), comptes: await countLignes(db, liste.id) })),
      )
      return c.json({ session: tell(session, clock.now()), listes: resumees }, 200)
    })
    .openapi(getListe, async (c) => {
      const { db } = c.var
      const liste = await findLisible(db, c.req.valid('param').id)
      const session = await findSessionAide(db, liste.session)
      if (!session) throw sessionAbsente(liste.session)
      const lue = !['recue', 'en_lecture', 'en_depot', 'refusee'].includes(liste.etat)
      const corps = {
        ...resumer(liste),
        session: tell(session, clock.now()),
        comptes: await countLignes(db, liste.id),
        colonnes: [...liste.colonnes],
        groupes: lue ? await listGroupes(db, liste.id) : [],
        dossiers: ['en_depot', 'deposee'].includes(liste.etat) ? await countDossiers(db, liste.id) : [],
      }
      return c.json(corps, 200)
    })
    .openapi(getLignes, async (c) => {
      const { page, q, ...filtre } = c.req.valid('query')
      const { id } = await findLisible(c.var.db, c.req.valid('param').id)
      const cherche = { ...filtre, q: (q && enMots(q)) || undefined }
      const total = await countLignesFiltrees(c.var.db, id, cherche)
      const lignes = await listLignes(c.var.db, id, cherche, { page, taille: LIGNES_PAR_PAGE })
      return c.json({ page, taille: LIGNES_PAR_PAGE, total, lignes } as never, 200)
    })

const tell = (session: SessionDeListe, maintenant: string) => {
  const { id, libelle, dispositif, etat, fermeLe } = session
  return {
    id,
    libelle,
    dispositif,
    etat,
    fermeLe,
    ouverte: motifsContreSession(session, maintenant).length === 0,
  }
}

const resumer = ({ passage: _, creePar: __, deposeePar: ___, siret: ____, ...liste }: ListeStockee) => liste
