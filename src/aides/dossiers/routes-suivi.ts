import type { Dispositif } from '#aides/dispositif.ts'
import { addressOfSuivi, finDuLien, newGraine, parseJeton } from '#aides/dossiers/routes-lien.ts'
import { postLien, postRevocation, postSuivi } from '#aides/dossiers/routes-suivi-contrat.ts'
import { lockDossier } from '#aides/dossiers/store-dossiers.ts'
import { ensureLien, findDossierSuivi, revokeLien } from '#aides/dossiers/store-liens.ts'
import { raconterSuivi } from '#aides/dossiers/suivi.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { publicAddress } from '#platform/public-address.ts'
import { absent, HttpRefusal, refused } from '#platform/refusals.ts'

/** The page of an apprentice, by a signed link, without an account; who gives the link, who takes it back. */
export const suiviRoutes = (
  { systeme, coffre, clock, config }: Pick<AppContext, 'systeme' | 'coffre' | 'clock' | 'config'>,
  dispositifs: readonly Dispositif[],
) =>
  createRoutes()
    .openapi(postSuivi, async (c) => {
      // In the body, never in the address: what is asked of the API is written in the logs.
      const graine = parseJeton(coffre, c.req.valid('json').jeton)
      const dossier = graine && (await findDossierSuivi(systeme, graine))
      if (!dossier)
        throw absent('Ce lien n’est pas valable. Vérifiez qu’il est entier, ou demandez-en un autre.')
      if (dossier.revoque || dossier.expireLe <= clock.now())
        throw new HttpRefusal(404, 'lien-expire', 'Ce lien n’est plus valable. Demandez-en un autre.')
      const aide = dispositifs.find(({ code }) => code === dossier.dispositif)?.titre ?? dossier.dispositif
      return c.json(raconterSuivi({ ...dossier, aide, region: config.region }), 200)
    })
    .openapi(postLien, async (c) => {
      const { id } = c.req.valid('param')
      const graine = await transaction(c.var.db, async (tx) => {
        const dossier = await lockDossier(tx, id)
        if (!dossier) throw absent('Ce dossier n’existe pas.')
        const graine = await ensureLien(tx, id, newGraine(), finDuLien(clock.now()))
        await insertJournal(tx, {
          ...{ acte: 'dossieraide.lien', objet: `dossieraide:${id}` },
          apres: { numero: dossier.numero },
        })
        return graine
      })
      return c.json({ adresse: addressOfSuivi(coffre, publicAddress(config, c, '/'), graine) }, 200)
    })
    .openapi(postRevocation, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const dossier = await lockDossier(tx, id)
        if (!dossier) throw absent('Ce dossier n’existe pas.')
        if (!(await revokeLien(tx, id, clock.now())))
          throw refused('Rien n’est révoqué.', [
            { code: 'sans-lien', message: 'Aucun lien de suivi ne mène à ce dossier.' },
          ])
        await insertJournal(tx, {
          ...{ acte: 'dossieraide.revoque', objet: `dossieraide:${id}` },
          apres: { numero: dossier.numero },
        })
      })
      return c.body(null, 204)
    })
