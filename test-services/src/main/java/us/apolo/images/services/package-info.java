/**
 * Real parts on loopback, for the integration tests and the quickstart: a registry, engines, and images to move between
 * them. Whatever is started here ends with {@code close}, or with the program, and leaves nothing behind.
 */
@NullMarked
package us.apolo.images.services;

import org.jspecify.annotations.NullMarked;
