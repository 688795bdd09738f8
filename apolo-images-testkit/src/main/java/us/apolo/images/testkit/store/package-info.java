/**
 * What a registry keeps, and the rules by which it takes and refuses things. Everything is in memory. It is the same
 * behind the registry that speaks HTTP and the one that is called directly.
 */
@NullMarked
package us.apolo.images.testkit.store;

import org.jspecify.annotations.NullMarked;
