/** What takes the place of a registry and of a local image store in tests. */
@NullMarked
package us.apolo.images.testkit;

import org.jspecify.annotations.NullMarked;
