/** The command line: the whole job from a terminal. An application, not a library; nothing here is for other programs. */
@NullMarked
package us.apolo.images.cli;

import org.jspecify.annotations.NullMarked;
