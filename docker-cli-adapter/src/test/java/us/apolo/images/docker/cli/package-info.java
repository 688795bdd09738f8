@NullMarked
package us.apolo.images.docker.cli;

import org.jspecify.annotations.NullMarked;
