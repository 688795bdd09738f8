/**
 * What container engines have in common, for adapters that talk to one: how they are told names, what they say of layers
 * and at the end of a transfer, and what their messages mean. Stores without an engine have no use for it.
 */
@NullMarked
package us.apolo.images.port.engine;

import org.jspecify.annotations.NullMarked;
