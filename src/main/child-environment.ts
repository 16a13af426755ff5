import type { Config, TemporalConfig } from '../config/config.js';
import { handOnSettings } from '../config/hand-on-settings.js';
import type { Stack } from '../infra/embedded/stack.js';

/** Settings that worker and web get from us, in place of whatever our own environment says. */
export function childEnvironment(config: Config, stack: Stack, port: number): NodeJS.ProcessEnv {
  return handOnSettings({
    DATABASE_URL: stack.appUrl,
    AUTH_DATABASE_URL: stack.authUrl,
    // Only migrations own tables; what serves people never could.
    DATABASE_OWNER_URL: undefined,
    ...temporalSettings(stack.temporal, config.temporal),
    SMTP_URL: stack.smtpUrl,
    SALUR_HOME: stack.home,
    SALUR_MASTER_KEY_FILE: config.masterKeyFile,
    SALUR_DEMO: String(config.demo),
    SALUR_PUBLIC_URL: config.web.publicUrl ?? `http://127.0.0.1:${port}`,
    HOST: config.web.host,
    PORT: String(port),
  });
}

function temporalSettings(
  used: { readonly address: string; readonly namespace: string },
  named: TemporalConfig | undefined,
): Record<string, string | undefined> {
  return {
    TEMPORAL_ADDRESS: used.address,
    TEMPORAL_NAMESPACE: used.namespace,
    TEMPORAL_API_KEY: named?.apiKey,
  };
}
