export type Sbom = {
  readonly components: readonly {
    readonly name: string
    readonly version: string
    readonly licenses?: readonly { expression?: string; license?: { id?: string; name?: string } }[]
  }[]
}
export type Verrou = {
  packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean; os?: string[] }>
}
export const compatibles: ReadonlySet<string>
export function estCompatible(expression: string): boolean
export function licencesARevoir(sbom: Sbom): string[]
export function verrouARevoir(
  paquet: { dependencies?: Record<string, string>; devDependencies?: Record<string, string> },
  verrou: Verrou,
): string[]
export function autresSystemes(verrou: Verrou): string[]
export function lireAvis(texte: string): { avis?: string[]; empechement?: string }
