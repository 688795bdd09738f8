/** Logins as {@code docker login} leaves them: the file, and the helper programs that it names. */
@NullMarked
package us.apolo.images.core.login;

import org.jspecify.annotations.NullMarked;
