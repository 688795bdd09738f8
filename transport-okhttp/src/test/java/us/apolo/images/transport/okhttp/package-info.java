@NullMarked
package us.apolo.images.transport.okhttp;

import org.jspecify.annotations.NullMarked;
