package us.apolo.images.core;

import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.port.RegistryPort;

/**
 * What one operation works with.
 *
 * @param credentials the operation's credentials
 * @param registry registries, asked with them
 * @param observation those who hear of the operation
 */
record Session(OperationCredentials credentials, RegistryPort registry, Observation observation) {}
