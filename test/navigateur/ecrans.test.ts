import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Every screen as it opens: at every width, in both colours, zoomed.

const screens = [
  '/',
  '/campagnes/2023/classement',
  '/campagnes/2023/exceptionnelles',
  '/travaux',
  '/lectures',
]

for (const path of screens)
  browserTest(`${path} est accessible et tient dans l’écran à toutes les largeurs`, async ({ open }) =>
    checkEverywhere(await open(path)),
  )
