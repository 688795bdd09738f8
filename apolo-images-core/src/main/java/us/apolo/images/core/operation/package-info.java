/** What every operation is given: attempts at what may fail, and somebody to tell what is going on. */
@NullMarked
package us.apolo.images.core.operation;

import org.jspecify.annotations.NullMarked;
