package us.apolo.images.core;

import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.port.RegistryPort;

/**
 * What one operation works with.
 *
 * @param credentials the operation's credentials
 * @param registry registries, asked with them
 */
record Session(OperationCredentials credentials, RegistryPort registry) {}
