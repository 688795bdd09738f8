/**
 * Those who are signed in to the platform: {@link us.apolo.images.login.ApoloLogin} finds their login and is given to the
 * builder of {@code Images}; the rest stays inside.
 */
@NullMarked
package us.apolo.images.login;

import org.jspecify.annotations.NullMarked;
