@NullMarked
package us.apolo.images.docker.daemon;

import org.jspecify.annotations.NullMarked;
