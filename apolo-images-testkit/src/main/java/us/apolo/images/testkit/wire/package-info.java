/**
 * A server for HTTP/1.1 on loopback that gives its handler the connection itself: it can answer properly, send garbage,
 * cut the connection or say nothing at all, and it counts connections and requests.
 */
@NullMarked
package us.apolo.images.testkit.wire;

import org.jspecify.annotations.NullMarked;
