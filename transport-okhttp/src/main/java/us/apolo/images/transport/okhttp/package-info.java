/**
 * {@link us.apolo.images.port.HttpTransport} on OkHttp.
 *
 * <p>The provider {@code okhttp} is found through {@link java.util.ServiceLoader};
 * {@link us.apolo.images.transport.okhttp.OkHttpTransport#create} makes an instance without it.
 */
@NullMarked
package us.apolo.images.transport.okhttp;

import org.jspecify.annotations.NullMarked;
