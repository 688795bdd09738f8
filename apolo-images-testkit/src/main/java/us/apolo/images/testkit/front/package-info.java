/** The registry protocol over HTTP, in front of a {@link us.apolo.images.testkit.store.RegistryStore}. */
@NullMarked
package us.apolo.images.testkit.front;

import org.jspecify.annotations.NullMarked;
