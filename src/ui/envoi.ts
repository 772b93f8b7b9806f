import { ErreurApi, lireRefus } from '#ui/requete.ts'

/** The name under which a file is sent; the server makes it clean. */
export const nommerEnvoi = (fichier: File, defaut = 'fichier'): string =>
  fichier.name.trim().slice(-255).toWellFormed() || defaut

type Suivi = {
  /** Told how many bytes of the file have left. */
  readonly onEnvoyes: (octets: number) => void
  /** What to say when it did not arrive whole. */
  readonly interrompu: string
  readonly signal?: AbortSignal
}

/**
 * Sends a file as it is. `XMLHttpRequest`, because `fetch` does not tell how much of a body has left.
 *
 * @param chemin path under /api, with its query
 * @returns what the server answers
 * @throws ErreurApi when it is refused, cut or given up
 */
export function envoyerFichier<T>(
  chemin: string,
  fichier: File,
  { onEnvoyes, interrompu, signal }: Suivi,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const envoi = new XMLHttpRequest()
    const couper = () => reject(new ErreurApi(0, { code: 'envoi_interrompu', message: interrompu }))
    envoi.open('POST', `/api${chemin}`)
    envoi.setRequestHeader('content-type', 'application/octet-stream')
    envoi.responseType = 'json'
    envoi.upload.onprogress = ({ loaded }) => onEnvoyes(Math.min(loaded, fichier.size))
    envoi.onload = () =>
      envoi.status >= 200 && envoi.status < 300
        ? resolve(envoi.response as T)
        : reject(lireRefus(envoi.status, envoi.response))
    envoi.onerror = couper
    envoi.onabort = couper
    signal?.addEventListener('abort', () => envoi.abort(), { once: true })
    envoi.send(fichier)
  })
}
