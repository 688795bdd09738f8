/**
 * {@link us.apolo.images.port.HttpTransport} on Apache HttpClient.
 *
 * <p>The provider {@code apache} is found through {@link java.util.ServiceLoader};
 * {@link us.apolo.images.transport.apache.ApacheTransport#create} makes an instance without it.
 */
@NullMarked
package us.apolo.images.transport.apache;

import org.jspecify.annotations.NullMarked;
