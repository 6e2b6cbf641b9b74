import { AccountEntity, SessionEntity } from './account.entity.js';
import { LoginPlaceEntity, LoginThrottleEntity } from './login-guard.entity.js';

export const identityEntities = [AccountEntity, SessionEntity, LoginThrottleEntity, LoginPlaceEntity];
export { identityMigrations } from './identity.migrations.js';
export { IdentityModule } from './identity.module.js';
export type { Account, AccountPosition, Locale } from './accounts.repository.js';
export { AccountsService, type NewAccount } from './accounts.service.js';
export { LoginGuard, type LoginPlace } from './login-guard.service.js';
export type { ThrottleKey } from './login-throttle.js';
export { LoginService, type LoggedIn, type LoginInput } from './login.service.js';
export { OwnPasswordService } from './own-password.service.js';
export { PasswordHasher } from './password-hasher.js';
export { requireStrongPassword } from './password-rules.js';
export { SessionCookie } from './session-cookie.js';
export type { Session, SessionWithAccount } from './sessions.repository.js';
export { newToken, SessionsService, type Client, type OpenedSession } from './sessions.service.js';
export { nameKey, sha256 } from './normalise.js';
