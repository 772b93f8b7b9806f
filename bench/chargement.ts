import { comparerObjectif, type Mesure } from './mesure.ts'
import { avecOnglet, type Onglet } from './navigateur.ts'
import { avecServeur } from './serveur.ts'

const OBJECTIF = 250

type Recu = { readonly type: string; readonly encodage: string; octets: number }

/**
 * (e) What the browser receives the first time that it opens the classement, as it counts it on the wire, headers
 * included: with Brotli, as behind TLS or on one's own machine, and with gzip, as behind a plain proxy.
 */
export const mesurerChargement = (): Promise<Mesure[]> =>
  avecServeur(async (adresse) => {
    const mesures: Mesure[] = []
    for (const encodage of ['br', 'gzip'] as const)
      mesures.push(await avecOnglet((onglet) => peser(onglet, adresse, encodage)))
    return mesures
  })

async function peser({ page, cdp }: Onglet, adresse: string, encodage: string): Promise<Mesure> {
  const recus = new Map<string, Recu>()
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const entete = Object.entries(response.headers).find(([nom]) => nom.toLowerCase() === 'content-encoding')
    recus.set(requestId, { type: typeDe(response.mimeType), encodage: entete?.[1] ?? 'aucun', octets: 0 })
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const recu = recus.get(requestId)
    if (recu) recu.octets = encodedDataLength
  })
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (encodage === 'gzip')
    await cdp.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
  await page.goto(`${adresse}/campagnes/2023/classement`, { waitUntil: 'networkidle' })
  await page.getByRole('grid', { name: 'Classement des formations' }).waitFor()
  const scripts = [...recus.values()].filter(({ type }) => type === 'scripts')
  const autres = scripts.find((script) => script.encodage !== encodage)
  if (autres) throw new Error(`script en ${autres.encodage}, ${encodage} attendu`)
  const poids = (type: string) =>
    [...recus.values()].filter((r) => r.type === type).reduce((somme, r) => somme + r.octets, 0) / 1000
  const total = [...recus.values()].reduce((somme, { octets }) => somme + octets, 0) / 1000
  return comparerObjectif(
    `Classement, premier chargement, ${encodage === 'br' ? 'Brotli' : 'gzip'}`,
    `${poids('scripts').toFixed(0)} ko de script en ${scripts.length} fichiers ; avec styles (${poids('styles').toFixed(0)}), données (${poids('donnees').toFixed(0)}) et le reste : ${total.toFixed(0)} ko`,
    poids('scripts'),
    { valeur: OBJECTIF, unite: 'ko' },
  )
}

const typeDe = (mime: string): string =>
  mime.includes('javascript')
    ? 'scripts'
    : mime.includes('css')
      ? 'styles'
      : mime.includes('json')
        ? 'donnees'
        : 'reste'
