/**
 * How the calls of an operation are let in: whose credentials go where, challenges, and the tokens that they are
 * exchanged for.
 */
@NullMarked
package us.apolo.images.core.registry.auth;

import org.jspecify.annotations.NullMarked;
