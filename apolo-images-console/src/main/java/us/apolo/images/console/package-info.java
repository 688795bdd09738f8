/**
 * Progress for people: {@link us.apolo.images.console.ConsoleProgress} draws bars on a terminal and writes plain lines
 * everywhere else.
 */
@NullMarked
package us.apolo.images.console;

import org.jspecify.annotations.NullMarked;
