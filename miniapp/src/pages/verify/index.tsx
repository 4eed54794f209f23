import { VerifyPage } from '../../ui/VerifyPage.tsx'

export default VerifyPage
